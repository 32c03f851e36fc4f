"""What the computed kinds share: a template whose answer is open, and a question whose key is derived when needed.

Reading a response and filling a prompt never derive the key: the preview of what a learner types stays cheap.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar

from quiz.calculus.forms import ShowAs, shapes, shown
from quiz.grading.asked import Asked
from quiz.grading.diagnosis import diagnosed
from quiz.grading.ladder import grade
from quiz.grading.verdict import Outcome, Task, Verdict
from quiz.kinds.answers import (
    Open,
    OpenMistake,
    asked_of,
    confirm,
    key_of,
    problem_curve,
    problem_function,
    speaks_decimals,
)
from quiz.kinds.heads import bare_heads, usable_heads
from quiz.kinds.labels import label_of, left_sides
from quiz.kinds.placeholders import fill
from quiz.kinds.question import CannotBuild
from quiz.kinds.setting import Case
from quiz.kinds.template import ItemQuestion, ItemTemplate
from quiz.notation import (
    Heads,
    Parsed,
    TooManyNodes,
    Unreadable,
    Vocabulary,
    ascii,
    latex,
    read,
    spelled_out,
    tidy,
)
from quiz.notation.substitute import arities
from quiz.notation.tree import Matrix, Node, Tuple, names_in
from quiz.reading.problems import Finding, Path


@dataclass(frozen=True, eq=False)
class ComputedTemplate(ItemTemplate["ComputedQuestion"]):
    """An item, or a part of a scenario, with an answer that is derived."""

    answer: Open
    mistakes: tuple[OpenMistake, ...]
    asked: type[ComputedQuestion]

    def ask(self, case: Case) -> ComputedQuestion:
        return self.asked(self, case)


@dataclass(frozen=True)
class AuthorsMistake:
    """A wrong answer the author foresaw, in numbers; `text` as a learner would type it."""

    answer: Node
    text: str
    say: str
    misconception: str
    path: Path


class ComputedQuestion(ItemQuestion[ComputedTemplate]):
    """Everything that needs the key is computed at its first use and kept."""

    takes_vectors: ClassVar[bool] = False
    diagnoses: bool = True
    """Off where only the outcome is wanted."""

    @cached_property
    def label(self) -> str:
        return label_of(self.template.answer, self.case)

    # -- reading ---------------------------------------------------------------------------------------

    @property
    def variables(self) -> tuple[str, ...]:
        return self.template.setting.variables

    @cached_property
    def left_sides(self) -> tuple[str, ...]:
        return left_sides(self.template.answer, self.case)

    @cached_property
    def heads(self) -> Heads:
        """The item's functions that an answer may use."""
        if getattr(self.template.record, "form", ""):
            return {}
        asked = f"{self.template.head.ask}\n{self.template.record.ask}"
        return usable_heads(self.template.answer, self.case, asked)

    @cached_property
    def bare(self) -> frozenset[str]:
        return bare_heads(self.template.answer, self.template.setting, self.heads, self.variables)

    @property
    def is_a_set(self) -> bool:
        """Values in any order."""
        return False

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(
            variables=frozenset(self.variables),
            heads=arities(self.heads),
            bare=self.bare,
            left_sides=self.left_sides,
            wrt=self.template.setting.variables,
            tuples=self.takes_vectors,
            alternatives=self.is_a_set,
        )

    def read(self, response: str) -> Parsed | Unreadable:
        """What the preview shows; the key is not derived for it."""
        return read(response, self.vocabulary)

    # -- the key ---------------------------------------------------------------------------------------

    @cached_property
    def key(self) -> Node:
        """The right answer as derived; raises CannotBuild."""
        path = (*self.template.path, "answer")
        return self.fitted(key_of(self.template.answer, self.case, path), path)

    def fitted(self, key: Node, path: Path) -> Node:
        """The key in the shape of this kind: one value."""
        if isinstance(key, Tuple | Matrix):
            count = len(key.entries if isinstance(key, Tuple) else key.rows)
            message = f"the answer has {count} values: {ascii(key)}; kind {self.kind} takes one"
            raise CannotBuild(Finding(path, "answer-not-unique", message))
        return key

    @cached_property
    def answer(self) -> Node:
        """The key as we print it."""
        return shown(tidy(self.key), self._show_as, self._speaks_decimals)

    @property
    def _show_as(self) -> ShowAs | None:
        return getattr(self.template.record, "show_as", None)

    @cached_property
    def _speaks_decimals(self) -> bool:
        """Whether the item writes 0.5 rather than 1/2."""
        return speaks_decimals(self.template.answer, self.case)

    @cached_property
    def answer_latex(self) -> str:
        return latex(self.answer)

    @property
    def answer_shown(self) -> str:
        """As `answer_latex`, with all that helps to compare it with an answer of one's own."""
        return self.answer_latex

    def shown_answer(self) -> str:
        return self.answer_latex

    @cached_property
    def key_text(self) -> str:
        """The answer as a learner could type it."""
        return ascii(self.answer)

    @cached_property
    def shapes(self) -> tuple[str, ...]:
        """The answer written in several ways, each of which must be accepted."""
        return tuple(dict.fromkeys(ascii(each) for each in shapes(self.key)))

    @property
    def unit(self) -> str:
        return ""

    # -- grading ---------------------------------------------------------------------------------------

    @cached_property
    def task(self) -> Task:
        return self.task_for(self.key)

    def task_for(self, key: Node) -> Task:
        return Task(
            key=key,
            variables=self.variables,
            function=problem_function(self.template.answer, self.case) if names_in(key) else None,
            domain=self.case.domain,
            curve=problem_curve(self.template.answer, self.case) if names_in(key) else None,
            left_sides=self.left_sides,
            heads=self.heads,
            bare=self.bare,
            wrt=self.template.setting.variables,
        )

    def grade(self, response: str) -> Verdict:
        return self.judged(response, self.task_for)

    def judged(self, response: str, task_for: Callable[[Node], Task]) -> Verdict:
        """The ladder's verdict on the right key first; a wrong answer may be right from the learner's own earlier
        value, or be one that the author foresaw."""
        verdict = grade(task_for(self.key), response)
        if verdict.outcome is not Outcome.INCORRECT or verdict.is_free:
            return verdict
        return self._marked_on(response, task_for) or self._explained(response, task_for, verdict)

    def _marked_on(self, response: str, task_for: Callable[[Node], Task]) -> Verdict | None:
        own = self._own_key
        verdict = grade(task_for(own), response) if own is not None else None
        if verdict is None or verdict.outcome is not Outcome.CORRECT:
            return None
        parts = " and ".join(part.replace("-", " ") for part in self.case.followed)
        return replace(verdict, flags=(*verdict.flags, "follows"), message=f"Right from your own {parts}.")

    @cached_property
    def _own_key(self) -> Node | None:
        """The key that follows from the learner's own earlier values, where there is one."""
        if self.case.own is None:
            return None
        path = (*self.template.path, "answer")
        try:
            return self.fitted(key_of(self.template.answer, self.case.own, path), path)
        except CannotBuild:
            return None

    @cached_property
    def asked(self) -> Asked | None:
        """What is differentiated, where that is what the item asks for."""
        return asked_of(self.template.answer, self.case)

    def _explained(self, response: str, task_for: Callable[[Node], Task], verdict: Verdict) -> Verdict:
        """What the author foresaw comes first, then what the rules explain."""
        foreseen = self._foreseen(response, task_for, verdict)
        if foreseen.misconceptions or not self.diagnoses:
            return foreseen
        return diagnosed(replace(task_for(self.key), asked=self.asked), response, verdict)

    def _foreseen(self, response: str, task_for: Callable[[Node], Task], verdict: Verdict) -> Verdict:
        for mistake in self.mistakes:
            if grade(task_for(mistake.answer), response).outcome is Outcome.CORRECT:
                found = {"id": mistake.misconception, "certainty": "sure", "where": "", "say": mistake.say}
                return replace(verdict, misconceptions=(found,), message=mistake.say)
        return verdict

    def own_value(self, response: str) -> Node | None:
        """What the learner's response says, as a value that a later part may be marked on."""
        found = self.read(response)
        try:
            return spelled_out(found.tree, self.heads) if isinstance(found, Parsed) else None
        except TooManyNodes:
            return None

    @cached_property
    def mistakes(self) -> tuple[AuthorsMistake, ...]:
        return tuple(self._mistake(each) for each in self.template.mistakes)

    def _mistake(self, mistake: OpenMistake) -> AuthorsMistake:
        answer = key_of(mistake.answer, self.case, (*mistake.path, "answer"))
        say = fill(mistake.say, self.case, self.shown_answer)
        return AuthorsMistake(answer, ascii(tidy(answer)), say, mistake.misconception, mistake.path)

    # -- checking --------------------------------------------------------------------------------------

    def without_mistakes(self) -> ComputedQuestion:
        """The same question, for verdicts alone: nothing the author foresaw is looked for in a wrong answer."""
        bare = replace(self.template, mistakes=()).ask(self.case)
        bare.__dict__["key"] = self.key
        bare.diagnoses = False
        return bare

    def check(self) -> None:
        """Derives the key and asks for the second opinion; raises CannotBuild."""
        confirm(self.template.answer, self.key, self.case, (*self.template.path, "answer"))

    def typed(self, text: str) -> str:
        """An author's test as a learner would type it: parameters become numbers, all else stays as written."""
        names = self.template.setting.names
        if not names:
            return text
        wide = replace(self.vocabulary, variables=self.vocabulary.variables | frozenset(names))
        found = read(text, wide)
        if not isinstance(found, Parsed) or not names_in(found.tree) & frozenset(names):
            return text
        return ascii(self.case.printable(found.tree))
