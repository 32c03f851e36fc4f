"""The small questions on the way through a derivation, graded by the same ladder as any other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quiz.calculus.step import Step
from quiz.calculus.tables import RULES
from quiz.grading.ladder import grade, judge
from quiz.grading.verdict import Outcome, Task, Verdict
from quiz.kinds.steps import INSIDE, Piece
from quiz.notation import Parsed, Vocabulary, read, substitute
from quiz.notation.tree import Name, Node, Product, Quotient, names_in

CHOICES = 3
USUAL = ("chain", "product", "quotient", "power", "sum", "exponential")
"""Rules that learners know by name, likely ones first."""
ALSO_FITS = {
    "chain": ("power", "exponential", "function", "quotient"),
    "power": ("chain", "function"),
    "exponential": ("chain", "function"),
    "function": ("chain", "exponential", "power"),
    "multiple": ("product", "quotient"),
    "quotient": ("product",),
    "log-differentiation": ("chain", "product"),
    "constant": ("power",),
    "identity": ("power",),
}
"""Rules that one could use as well, or that are part of this one: never offered beside it as wrong."""
TRIVIAL = ("constant", "identity", "multiple", "function")
"""Nobody would choose them for a whole function."""
TOO = "That works too. We go on with the pieces below."


@dataclass(frozen=True, slots=True)
class Judged:
    outcomes: tuple[str, ...]
    message: str = ""


def choices(step: Step, others: Sequence[str] = ()) -> tuple[str, ...]:
    """Names of three rules, the right one among them, in an order that says nothing. `others` stand elsewhere in the
    derivation and are the most tempting."""
    fits = (step.rule, *ALSO_FITS.get(step.rule, ()))
    wrong = [each for each in dict.fromkeys((*others, *USUAL)) if each not in (*fits, *TRIVIAL)]
    return tuple(sorted((step.rule, *wrong[: CHOICES - 1]), key=lambda name: RULES[name].title))


def judge_choice(step: Step, said: tuple[str, ...]) -> Judged:
    is_right = said == (step.rule,)
    return Judged((str(Outcome.CORRECT if is_right else Outcome.INCORRECT),))


def judge_pieces(step: Step, asked: tuple[Piece, ...], said: tuple[str, ...], names: tuple[str, ...]) -> Judged:
    """Each piece as we take it, the factors of a product in any order; other pieces that make the same function are
    right as well."""
    wide = (*names, INSIDE) if step.rule == "chain" else names
    verdicts = _verdicts([each.node for each in asked], said, wide)
    if step.rule == "product":
        turned = _verdicts([each.node for each in reversed(asked)], said, wide)
        verdicts = max(verdicts, turned, key=_right_ones)
    if not _all_right(verdicts) and _makes_the_same(step, said, wide):
        return Judged(tuple(str(Outcome.CORRECT) for _ in asked), TOO)
    return _summed_up(verdicts)


def judge_slopes(asked: tuple[Piece, ...], said: tuple[str, ...], names: tuple[str, ...]) -> Judged:
    keys = [each.slope for each in asked if each.slope is not None]
    wide = (*names, INSIDE) if any(each.by == INSIDE for each in asked) else names
    return _summed_up(_verdicts(keys, said, wide))


def _verdicts(keys: Sequence[Node], said: tuple[str, ...], names: tuple[str, ...]) -> list[Verdict]:
    texts = (*said, *("",) * len(keys))[: len(keys)]
    return [grade(Task(key, names), text) for key, text in zip(keys, texts, strict=True)]


def _right_ones(verdicts: Sequence[Verdict]) -> int:
    return sum(each.outcome is Outcome.CORRECT for each in verdicts)


def _all_right(verdicts: Sequence[Verdict]) -> bool:
    return _right_ones(verdicts) == len(verdicts)


def _summed_up(verdicts: Sequence[Verdict]) -> Judged:
    """The outcomes, and what cannot be read."""
    unread = [each.message for each in verdicts if each.outcome in (Outcome.UNREADABLE, Outcome.UNDECIDED)]
    return Judged(tuple(str(each.outcome) for each in verdicts), unread[0] if unread else "")


def _makes_the_same(step: Step, said: tuple[str, ...], names: tuple[str, ...]) -> bool:
    """Whether other pieces, put together as the rule wants them, are the function, with none of them idle."""
    read_ones = [read(each, Vocabulary(variables=frozenset(names))) for each in said]
    found = [each.tree for each in read_ones if isinstance(each, Parsed)]
    if len(found) < 2 or len(found) < len(said):
        return False
    match step.rule, found:
        case "product", _ if all(step.by in names_in(each) for each in found):
            whole: Node = Product(tuple(found))
        case "quotient", [over, under] if step.by in names_in(under):
            whole = Quotient(over, under)
        case "chain", [outer, inner] if outer != Name(INSIDE) and step.by in names_in(inner) and inner != Name(step.by):
            whole = substitute(outer, {INSIDE: inner})
        case _:
            return False
    return judge(Task(step.function, names), whole).outcome is Outcome.CORRECT
