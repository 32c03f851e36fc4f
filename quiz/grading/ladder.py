"""The decision ladder: cheap and certain rungs first; the first that knows, answers; the last always does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from quiz.grading import worker
from quiz.grading.curve import curve_places
from quiz.grading.equality import digits, prove
from quiz.grading.equality.facts import Facts
from quiz.grading.equality.refute import Answer, Sight, Survey, glance, survey, survey_at
from quiz.grading.form import wrong_form
from quiz.grading.ground import Ground
from quiz.grading.prepared import prepared
from quiz.grading.prepared import vocabulary as vocabulary
from quiz.grading.rounded import nearly, within_tolerance
from quiz.grading.shape import entries, fits, together, wrong_shape
from quiz.grading.signs import facts
from quiz.grading.verdict import LateReading, Outcome, Task, Verdict
from quiz.grading.witness import where, witness
from quiz.notation import Parsed, TooManyNodes, Unreadable, read, spelled_out
from quiz.notation import ascii as plain
from quiz.notation.formula import depth, size
from quiz.notation.limits import too_big, too_deep
from quiz.notation.tree import Matrix, Node, Tuple

MAX_NODES = 3_000
MAX_DEPTH = 160
UNPROVED = "Checked to 50 digits, not proved."
TOO_LARGE = Verdict(Outcome.UNREADABLE, "limits", message="This is nested too deeply. Write it more simply.")
NOT_VERIFIED = "We could not verify this, so your try is not counted."


@dataclass(frozen=True)
class Case:
    """One scalar answer to one scalar question."""

    answer: Answer
    ground: Ground
    task: Task

    @cached_property
    def glance(self) -> Sight:
        return glance(self.answer, self.ground)

    @cached_property
    def survey(self) -> Survey:
        return survey(self.answer, self.ground, self.glance)

    @property
    def facts(self) -> Facts:
        return facts(self.ground)

    @property
    def is_closed(self) -> bool:
        return not self.ground.names

    def verdict(self, outcome: Outcome, decided_by: str, **more: str) -> Verdict:
        flags = ["empty_domain"] if not self.is_closed and self.ground.first_place is None else []
        if outcome is Outcome.CORRECT and self.survey.left_the_line:
            flags.append("domain")
        return Verdict(outcome, decided_by, flags=tuple(flags), **more)  # type: ignore[arg-type]


# -- the rungs -------------------------------------------------------------------------------------------------


def identical(case: Case) -> Verdict | None:
    """The canonical trees are equal, which need not be asked of what differs at first sight."""
    if case.glance is not Sight.DIFFERS and case.answer.canonical == case.ground.canonical:
        return Verdict(Outcome.CORRECT, "identical")
    return None


def near_enough(case: Case) -> Verdict | None:
    """Within the tolerance the question grants."""
    if case.is_closed and within_tolerance(case.answer.node, case.ground.scalar.key, case.task.tolerance):
        return Verdict(Outcome.CORRECT, "balls")
    return None


def differs(case: Case) -> Verdict | None:
    """A ball around the difference leaves out 0, or the answer has no value where the function has a slope."""
    place = case.survey.refuted_at
    if place is None:
        return None
    if case.task.curve is not None:
        return _on_the_curve(case, case.task.curve)
    match case.survey.sights[-1]:
        case Sight.DIFFERS:
            return case.verdict(Outcome.INCORRECT, "balls")
        case Sight.UNDEFINED if case.is_closed:
            return case.verdict(Outcome.INCORRECT, "domain", message="This divides by zero.")
        case Sight.UNDEFINED:
            return case.verdict(Outcome.INCORRECT, "domain", message=f"Your answer is undefined at {where(place)}.")
        case _ if case.ground.first_place is not None and not case.is_closed:
            says = f"Your answer has no real value at {where(place)}."
            return case.verdict(Outcome.INCORRECT, "domain", message=says)
        case _ if case.is_closed:
            return case.verdict(Outcome.INCORRECT, "domain", message="This is not a real number.")
        case _:
            return case.verdict(Outcome.INCORRECT, "domain")


def _on_the_curve(case: Case, curve: Node) -> Verdict:
    """It differs off the curve, which decides nothing: only what happens on the curve counts."""
    places = curve_places(case.ground, curve)
    seen = survey_at(case.answer, case.ground, places)
    if seen.refuted_at is not None:
        return Verdict(Outcome.INCORRECT, "balls")
    if not seen.agrees:
        return undecided(case)
    if not case.task.by_sympy and (
        proof := prove.proof_on_curve(case.ground.scalar.key, case.answer.node, curve, case.facts)
    ):
        return Verdict(Outcome.CORRECT, "exact", proof=proof)
    if digits.nothing_hides(case.answer, case.ground, places):
        return Verdict(Outcome.CORRECT, "digits", flags=("unproved",), message=UNPROVED)
    return undecided(case)


def proved_exactly(case: Case) -> Verdict | None:
    """The exact normal form of the difference is 0."""
    if not case.survey.agrees:
        return None
    proof = prove.proof(case.ground.scalar.key, case.answer.node, case.facts)
    return case.verdict(Outcome.CORRECT, "exact", proof=proof) if proof else None


def proved_by_sympy(case: Case) -> Verdict | None:
    """SymPy rewrites the difference to a literal 0."""
    if not case.survey.agrees:
        return None
    step = worker.prove(case.ground.scalar.key, case.answer.node, case.facts.signs)
    return case.verdict(Outcome.CORRECT, "sympy", proof=step) if step else None


def agrees_to_digits(case: Case) -> Verdict | None:
    """Checked to 50 digits at fresh places, not proved, and says so."""
    if not case.survey.agrees or (case.ground.names and not case.ground.places):
        return None
    if not digits.agree(case.answer, case.ground, case.survey):
        return None
    verdict = case.verdict(Outcome.CORRECT, "digits", message=UNPROVED)
    return replace(verdict, flags=(*verdict.flags, "unproved"))


def differs_far_down(case: Case) -> Verdict | None:
    """No proof came: look again with thousands of digits, for a difference such as `e^-1000`."""
    if case.survey.agrees and digits.differ(case.answer, case.ground):
        return case.verdict(Outcome.INCORRECT, "balls")
    return None


def undecided(case: Case) -> Verdict:
    return case.verdict(Outcome.UNDECIDED, "none", message=NOT_VERIFIED)


LADDER = (
    identical,
    near_enough,
    differs,
    proved_exactly,
    proved_by_sympy,
    differs_far_down,
    agrees_to_digits,
    undecided,
)
SYMPY_LADDER = tuple(rung for rung in LADDER if rung not in (identical, proved_exactly))
"""Without the rungs that SymPy is compared with."""


# -- grading ---------------------------------------------------------------------------------------------------


def grade(task: Task, response: str) -> Verdict:
    """Judge what a student typed. Any text gets a verdict."""
    match read(response, prepared(task).vocabulary):
        case Unreadable() as problem:
            by = "limits" if problem.limits else "reader"
            return Verdict(
                Outcome.UNREADABLE,
                by,
                message=problem.message,
                span=(problem.start, problem.end),
                suggestion=problem.suggestion,
            )
        case Parsed() as parsed:
            verdict = _judge_typed(task, parsed.tree)
            if verdict.outcome is Outcome.INCORRECT and (meant := _meant(task, parsed)) is not None:
                verdict = _question(meant)
            return replace(verdict, reading=LateReading(parsed.tree))


def _judge_typed(task: Task, typed: Node) -> Verdict:
    """Judge what was typed, with the question's own functions spelled out."""
    try:
        answer = spelled_out(typed, task.heads, MAX_NODES)
    except TooManyNodes:
        return TOO_LARGE
    if answer is not typed and (too_deep(answer) is not None or too_big(answer) is not None):
        return TOO_LARGE
    return judge(task, answer)


def judge(task: Task, answer: Node) -> Verdict:
    """Judge a tree: as a whole if the key is scalar, entry by entry if it is a vector or a matrix."""
    nodes = size(answer)
    if nodes > MAX_NODES or (nodes > MAX_DEPTH and depth(answer) > MAX_DEPTH):
        return TOO_LARGE
    if not fits(answer, task.key):
        return Verdict(Outcome.INCORRECT, "shape", message=wrong_shape(answer, task.key))
    verdict = _judge_entries(task, answer) if isinstance(task.key, Tuple | Matrix) else judge_scalar(task, answer)
    if verdict.outcome is Outcome.CORRECT and task.form and (message := wrong_form(answer, task.form, task.variables)):
        return replace(verdict, flags=(*verdict.flags, "form"), message=message)
    return verdict


def judge_scalar(task: Task, answer: Node, key: Node | None = None) -> Verdict:
    """Judge one entry; `key` is the entry it is compared with, the task's key by default."""
    case = Case(Answer(answer), prepared(task).ground(key or task.key, answer), task)
    ladder = SYMPY_LADDER if task.by_sympy else LADDER
    verdict = next(verdict for rung in ladder if (verdict := rung(case)) is not None)
    if verdict.outcome is not Outcome.INCORRECT:
        return verdict
    if message := nearly(answer, case.ground):
        return replace(verdict, flags=(*verdict.flags, "nearly"), message=message)
    if task.curve is not None:
        return verdict
    return replace(verdict, witness=witness(case.answer, case.ground, case.survey.refuted_at))


def _judge_entries(task: Task, answer: Node) -> Verdict:
    keys, answers = entries(task.key), entries(answer)
    if task.any_order:
        return together(_in_any_order(task, list(keys), answers), task.key)
    verdicts = [judge_scalar(task, each, key) for key, each in zip(keys, answers, strict=True)]
    return together(verdicts, task.key)


def _in_any_order(task: Task, keys: list[Node], answers: tuple[Node, ...]) -> list[Verdict]:
    """Each answer takes the first free key it equals; equality carries over, so taking the first loses nothing."""
    verdicts: list[Verdict] = []
    for answer in answers:
        tries = [(judge_scalar(task, answer, key), key) for key in keys]
        verdict, key = min(tries, key=lambda each: RANK[each[0].outcome])
        if verdict.outcome is Outcome.CORRECT:
            keys.remove(key)
        verdicts.append(verdict if verdict.outcome is not Outcome.INCORRECT else replace(verdict, witness=None))
    return verdicts


RANK = {Outcome.CORRECT: 0, Outcome.UNDECIDED: 1, Outcome.INCORRECT: 2}


def _meant(task: Task, parsed: Parsed) -> Node | None:
    """The one other reading of an ambiguous answer that is right."""
    right = [each for each in parsed.readings[:4] if _judge_typed(task, each).outcome is Outcome.CORRECT]
    return right[0] if len(right) == 1 else None


def _question(meant: Node) -> Verdict:
    text = plain(meant)
    return Verdict(Outcome.UNREADABLE, "reader", flags=("ambiguous",), message=f"Did you mean {text}?", suggestion=text)
