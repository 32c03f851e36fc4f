"""The corpus: answers to functions of every kind, reshaped so that they stay right or bent so that they turn wrong.

The same seed gives the same cases. Whether an answer is right is decided by its values at 60 digits, never by grading.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from quiz.grading.rows import source, task
from quiz.grading.shape import entries
from quiz.grading.verdict import Task
from quiz.notation import Parsed, Vocabulary, read
from quiz.notation.tree import Node, names_in, parts, with_parts
from tests.bench import corpus_values as values
from tests.bench.corpus_functions import QUESTIONS
from tests.bench.corpus_sympy import rewritten
from tests.bench.shapes import ALGEBRA, Shape, plus, reshaped
from tests.bench.shapes_functions import FUNCTION_LAWS
from tests.bench.shapes_wrong import NOISE, SLIPS
from tests.bench.spellings import spelled

LONGEST = 400
"""Characters of an answer: people do not type more."""


@dataclass(frozen=True)
class Case:
    question: dict[str, Any] = field(hash=False)
    response: str
    is_right: bool
    how: str
    """The laws or slips that were used, in order."""

    @property
    def row(self) -> dict[str, Any]:
        return {**self.question, "response": self.response}


@dataclass(frozen=True)
class Examined:
    """A question with its key, and the points at which answers are examined."""

    question: dict[str, Any]
    task: Task
    key: Node
    points: list[values.Point]

    @classmethod
    def of(cls, question: dict[str, Any], key: Node | None, random: Random) -> Examined:
        row = replace(source(question), by_sympy=True)
        asked = task(row)
        key = asked.key if key is None else key
        whole = frozenset(name for name, kind in row.variables if kind == "integer")
        names = frozenset(asked.variables).union(names_in(key)) if names_in(key) else frozenset[str]()
        single = None if asked.function is None else entries(asked.function)[0]
        if not names or asked.curve is not None:
            single = None
        points = values.usable_points(plus(*entries(key)), single, asked.domain if names else (), names, whole, random)
        if asked.curve is not None:
            points = values.on_curve(asked.curve, key, names, random)
        return cls(question, asked, key, points)

    def equals(self, answer: Node, digits: int = values.DIGITS) -> bool | None:
        """None where that cannot be told."""
        keys, found = entries(self.key), entries(answer)
        if len(keys) != len(found) or len(self.points) < (1 if not names_in(self.key) else 3):
            return None
        told = self._told(keys, found, digits)
        if told is False:
            told = self._told(keys, found, 4 * digits)  # a difference must outlive cancellation
        return told

    def _told(self, keys: tuple[Node, ...], found: tuple[Node, ...], digits: int) -> bool | None:
        told = [values.agree(key, each, self.points, digits) for key, each in zip(keys, found, strict=True)]
        return False if False in told else None if None in told else True

    def lives_at(self, places: tuple[str, ...]) -> bool:
        """Whether the function is real at these values of x: noise can be seen nowhere else."""
        nodes = [node for node in (self.key, self.task.function) if node is not None]
        return all(values.lives_at(nodes, self.task.domain, place) for place in places)


def cases_by_sympy(seed: int, questions: Sequence[dict[str, Any]] = QUESTIONS) -> Iterator[Case]:
    """The keys in the shapes that SymPy's functions give them; takes its time."""
    for index, question in enumerate(questions):
        random = Random(f"{seed} {index}")
        examined = Examined.of(question, None, random)
        seen: set[str] = set()
        for answer, how in rewritten(examined.key):
            text, spelling = spelled(answer, random)
            if text not in seen and len(text) <= LONGEST and examined.equals(answer) is True:
                seen.add(text)
                yield Case(question, text, True, f"{how} {spelling}".strip())


def cases(
    seed: int, *, right: int = 4, wrong: int = 4, questions: tuple[dict[str, Any], ...] = QUESTIONS
) -> Iterator[Case]:
    """For each question so many right and wrong answers; fewer where the laws find nothing."""
    for index, question in enumerate(questions):
        random = Random(f"{seed} {index}")
        examined = Examined.of(question, None, random)
        seen: set[str] = set()
        for is_right, count in ((True, right), (False, wrong)):
            found = _right(examined, random) if is_right else _wrong(examined, random)
            kept = 0
            for answer, how in found:
                text, spelling = spelled(answer, random)
                if kept < count and text not in seen and len(text) <= LONGEST:
                    seen.add(text)
                    kept += 1
                    yield Case(question, text, is_right, f"{how} {spelling}".strip())
                if kept == count:
                    break


def _right(examined: Examined, random: Random, tries: int = 24) -> Iterator[tuple[Node, str]]:
    yield examined.key, "as derived"
    for _ in range(tries):
        answer, how = _bent(examined.key, random, (FUNCTION_LAWS, ALGEBRA), random.choice((1, 2, 2, 3, 4)))
        if how and examined.equals(answer) is True:
            yield answer, how


def _wrong(examined: Examined, random: Random, tries: int = 24) -> Iterator[tuple[Node, str]]:
    for _ in range(tries):
        answer, how = _bent(examined.key, random, (FUNCTION_LAWS, ALGEBRA), random.choice((0, 0, 1)))
        if random.random() < 0.08 and names_in(examined.key) == {"x"}:
            noise, places = random.choice(NOISE)
            if examined.lives_at(places):
                yield _with_noise(answer, noise), f"{how} + {noise}"
            continue
        bent = _reshaped_entry(answer, SLIPS, random)
        if bent is not None and examined.equals(bent[0]) is False:
            yield bent[0], f"{how} {bent[1]}".strip()


def _with_noise(node: Node, noise: str) -> Node:
    parsed = read(noise, Vocabulary(variables=frozenset("x")))
    assert isinstance(parsed, Parsed)
    return plus(node, parsed.tree)


def _bent(node: Node, random: Random, laws: tuple[tuple[Shape, ...], ...], count: int) -> tuple[Node, str]:
    names: list[str] = []
    for _ in range(count):
        bent = _reshaped_entry(node, random.choice(laws), random)
        if bent is not None:
            node = bent[0]
            names.append(bent[1])
    return node, " ".join(names)


def _reshaped_entry(node: Node, shapes: tuple[Shape, ...], random: Random) -> tuple[Node, str] | None:
    """Of a vector one entry changes, by chance."""
    if len(entries(node)) == 1:
        return reshaped(node, shapes, random)
    inner = list(parts(node))
    index = random.randrange(len(inner))
    bent = _reshaped_entry(inner[index], shapes, random)
    if bent is None:
        return None
    inner[index] = bent[0]
    return with_parts(node, tuple(inner)), bent[1]
