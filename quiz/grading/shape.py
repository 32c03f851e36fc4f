"""Vectors and matrices: shape before values, one verdict out of many."""

from __future__ import annotations

from collections.abc import Sequence

from quiz.grading.verdict import Outcome, Verdict
from quiz.notation.tree import Matrix, Node, Tuple

CERTAIN_FIRST = ("identical", "exact", "balls", "domain", "sympy", "digits", "none")


def entries(node: Node) -> tuple[Node, ...]:
    """All entries, row by row; a scalar is its own only entry."""
    match node:
        case Tuple(inner):
            return inner
        case Matrix(rows):
            return tuple(entry for row in rows for entry in row)
        case _:
            return (node,)


def dimensions(node: Node) -> tuple[int, ...]:
    """() for a scalar, (n,) for a list, (rows, columns) for a matrix."""
    match node:
        case Tuple(inner):
            return (len(inner),)
        case Matrix(rows):
            return (len(rows), len(rows[0]))
        case _:
            return ()


def fits(answer: Node, key: Node) -> bool:
    """Same shape, where a list, one row, and one column are all the same."""
    return _flat(dimensions(answer)) == _flat(dimensions(key))


def _flat(sizes: tuple[int, ...]) -> tuple[int, ...]:
    """Sizes without ones: (1, n), (n, 1) and (n,) are (n,); one number is ()."""
    return tuple(each for each in sizes if each != 1)


def wrong_shape(answer: Node, key: Node) -> str:
    return f"Your answer is {_words(answer)}; the question asks for {_words(key)}."


def _words(node: Node) -> str:
    match dimensions(node):
        case ():
            return "a single value"
        case (count,):
            return f"a list of {count} entries" if count != 1 else "a list of one entry"
        case (rows, columns):
            return f"{rows} by {columns}"
        case _:
            raise AssertionError("a shape has at most two sizes")


def together(verdicts: Sequence[Verdict], key: Node) -> Verdict:
    """Right if every entry is; wrong if one is; otherwise undecided. The least certain rung stands for all."""
    outcomes = [each.outcome for each in verdicts]
    worst = next((each for each in (Outcome.INCORRECT, Outcome.UNDECIDED) if each in outcomes), Outcome.CORRECT)
    telling = [each for each in verdicts if each.outcome is worst]
    first = telling[0] if worst is Outcome.INCORRECT else max(telling, key=lambda v: CERTAIN_FIRST.index(v.decided_by))
    return Verdict(
        worst,
        first.decided_by,
        flags=_flags(telling, worst),
        message=_message(outcomes, key) if worst is Outcome.INCORRECT else first.message,
        witness=first.witness,
        components=tuple(str(each) for each in outcomes),
        proof=first.proof,
    )


def _flags(telling: Sequence[Verdict], worst: Outcome) -> tuple[str, ...]:
    """Every flag that was raised; `nearly` only if all wrong entries are nearly right."""
    raised = dict.fromkeys(flag for each in telling for flag in each.flags)
    all_nearly = all("nearly" in each.flags for each in telling)
    return tuple(flag for flag in raised if flag != "nearly" or (worst is Outcome.INCORRECT and all_nearly))


def _message(outcomes: Sequence[Outcome], key: Node) -> str:
    wrong = [place for place, each in enumerate(outcomes) if each is Outcome.INCORRECT]
    if len(wrong) == len(outcomes) > 1:
        return "None of the entries is right." if len(outcomes) > 2 else "Neither entry is right."
    names = [_place(place, key) for place in wrong]
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{listed[0].upper()}{listed[1:]} {'is' if len(names) == 1 else 'are'} not right."


def _place(place: int, key: Node) -> str:
    sizes = dimensions(key)
    if len(sizes) == 2 and 1 not in sizes:
        return f"row {place // sizes[1] + 1}, column {place % sizes[1] + 1}"
    return f"entry {place + 1}"
