"""`python3 -m tests.bench.fuzz [--seconds 600] [--seed 1]`: a fuzz of the reader, guided by what it reaches.

Texts that reach a new step from one line of quiz/notation to another are kept and changed further. Each text is held to
the laws of reading below. What breaks one is made as short as it goes and printed; rows for it belong into
tests/notation/test_found_by_fuzzing.py. The status is 1 when something was found.
"""

from __future__ import annotations

import random
import sys
import traceback
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from types import CodeType, FrameType
from typing import Any

from math_core import LatexToMathML

from quiz.notation import Parsed, Unreadable, Vocabulary, ascii, latex, read, read_condition, read_domain, tidy
from quiz.notation.limits import MAX_LENGTH, too_big, too_deep
from quiz.notation.tree import Node, walk
from tests.bench.fuzz_texts import PIECES, SEEDS, VOCABULARIES

HOME = str(Path(sys.modules["quiz.notation"].__file__ or "").parent)
MOST_LINES = 200_000
"""Lines of quiz/notation that one text may run through, whatever it holds."""
LONGEST = 400
Edge = tuple[CodeType, int, int]
Tried = tuple[str, str]
"""A text, and the name of the vocabulary it is read with."""


class TooMuchWork(Exception):
    """A text that runs through more than MOST_LINES."""


@dataclass
class Trace:
    """The steps between lines of quiz/notation; other code runs untraced."""

    edges: set[Edge] = field(default_factory=set)
    lines: int = 0

    def __call__(self, frame: FrameType, event: str, _: Any) -> Callable[..., Any] | None:
        return self._inside(frame) if frame.f_code.co_filename.startswith(HOME) else None

    def _inside(self, frame: FrameType) -> Callable[..., Any]:
        code, before = frame.f_code, 0

        def step(frame: FrameType, event: str, _: Any) -> Callable[..., Any]:
            nonlocal before
            if event == "line":
                self.edges.add((code, before, frame.f_lineno))
                before = frame.f_lineno
                self.lines += 1
                if self.lines > MOST_LINES:
                    raise TooMuchWork
            return step

        return step


def traced(trace: Trace, text: str, words: Vocabulary) -> Parsed | Unreadable:
    sys.settrace(trace)
    try:
        found, *_ = (each(text, words) for each in (read, read_condition, read_domain))
    finally:
        sys.settrace(None)
    return found


def broken(tried: Tried, trace: Trace) -> str:
    """The law that a text breaks, with a word on how; nothing when all hold."""
    text, words = tried[0], VOCABULARIES[tried[1]]
    try:
        found = traced(trace, text, words)
        return next(_broken_laws(found, text, words), "")
    except TooMuchWork:
        return "too much work"
    except Exception as error:  # noqa: BLE001 - any exception is what is looked for
        place = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {Path(place.filename).name}:{place.lineno}"


def _broken_laws(found: Parsed | Unreadable, text: str, words: Vocabulary) -> Iterator[str]:
    if isinstance(found, Unreadable):
        if not (0 <= found.start < found.end <= len(text) or not text):
            yield "the caret is outside"
        if not found.message.endswith((".", "?")):
            yield "the message is no sentence"
        if found.suggestion and not isinstance(read(found.suggestion, words), Parsed):
            yield "the suggestion does not read"
        return
    if not all(0 <= node.span[0] < node.span[1] <= len(text) for node in walk(found.tree)):
        yield "a span is outside"
    if not all(0 <= note.start < note.end <= len(text) for note in found.notes):
        yield "a note is outside"
    if any(other == found.tree for other in found.readings):
        yield "another reading is the same"
    for tree in (found.tree, *found.readings, tidy(found.tree)):
        yield from _broken_printing(tree, words)


def _broken_printing(tree: Node, words: Vocabulary) -> Iterator[str]:
    if too_big(tree) or too_deep(tree):
        return
    for kind, written in (("ascii", ascii(tree)), ("LaTeX", latex(tree))):
        if len(written) <= MAX_LENGTH:
            again = read(written, words)
            if isinstance(again, Unreadable) and not again.limits:
                yield f"printed {kind} does not read"
            elif isinstance(again, Parsed) and again.tree != tree and not (words.bare and kind == "LaTeX"):
                yield f"printed {kind} reads as another tree"
    if not LatexToMathML().convert_with_local_state(latex(tree), displaystyle=False).startswith("<math"):
        yield "the page cannot show it"


def changed(text: str, corpus: list[Tried], chance: random.Random) -> str:
    """One to four small changes: something is lost, doubled, spliced in, replaced, exchanged or put in."""
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
        start = chance.randint(0, len(text))
        end = min(len(text), start + chance.choice((0, 1, 1, 2, 3, 8)))
        front, middle, back = text[:start], text[start:end], text[end:]
        other = chance.choice(corpus)[0]
        text = chance.choice(
            (
                front + back,
                front + middle * chance.choice((2, 2, 3, 9)) + back,
                front + other[chance.randint(0, len(other)) :],
                front + chr(chance.randint(*chance.choice(((32, 0x24F), (0, 0x1FFFF))))) + back,
                front + back[:1] + middle + back[1:],
                front + chance.choice(PIECES) + middle + back,
                front + chance.choice(PIECES) + back,
            )
        )
    return text[:LONGEST]


def shortest(tried: Tried, law: str) -> Tried:
    """The text with everything taken out that the finding does not need."""
    text, name = tried
    size = max(1, len(text) // 2)
    while size:
        start = 0
        while start < len(text):
            shorter = text[:start] + text[start + size :]
            text, start = (shorter, start) if broken((shorter, name), Trace()) == law else (text, start + size)
        size //= 2
    return text, name


def fuzz(seconds: float, seed: int) -> dict[str, Tried]:
    """What broke a law, by law: the shortest text."""
    chance, known, found = random.Random(seed), set[Edge](), dict[str, Tried]()
    corpus: list[Tried] = []
    waiting = [(text, name) for text in SEEDS for name in VOCABULARIES]
    runs, heaviest, started, said = 0, (0, ("", "")), monotonic(), 0.0
    while (passed := monotonic() - started) < seconds:
        tried = waiting.pop() if waiting else _next(corpus, chance)
        trace = Trace()
        law = broken(tried, trace)
        runs, heaviest = runs + 1, max(heaviest, (trace.lines, tried))
        if law and law not in found:
            found[law] = shortest(tried, law)
            say(f"{law}: {found[law][0]!r} read as {found[law][1]}")
        if not trace.edges <= known:
            known |= trace.edges
            corpus.append(tried)
        if passed - said > 60:
            said = passed
            say(f"{passed:.0f} s: {runs} texts, {len(known)} steps, {len(corpus)} kept, {heaviest[0]} lines at most")
    say(f"{runs} texts, {len(known)} steps, {len(corpus)} kept, {len(found)} found")
    say(f"{heaviest[0]} lines at most, for {heaviest[1]}")
    return found


def _next(corpus: list[Tried], chance: random.Random) -> Tried:
    """A change of a kept text, of a late one more often; mostly read as that was."""
    text, name = chance.choice(corpus[-200:] if chance.random() < 0.3 else corpus)
    return changed(text, corpus, chance), chance.choice([name, name, *VOCABULARIES])


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - what this is for


def main() -> None:
    parser = ArgumentParser(prog="python3 -m tests.bench.fuzz", description="Look for texts that break a law.")
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    sys.exit(1 if fuzz(**vars(parser.parse_args())) else 0)


if __name__ == "__main__":
    main()
