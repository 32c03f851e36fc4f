"""What may stand in front of an answer, and what may stand around it: `f'(x) =`, `dy/dx =`, `∇f =`; `^T` behind it."""

from __future__ import annotations

import re
from functools import lru_cache

from quiz.notation import unreadable as say
from quiz.notation.characters import Placed
from quiz.notation.names import Vocabulary, spellings
from quiz.notation.unreadable import Edit, refuse

MAX_LEFT = 80
"""Characters that a left side may have; the patterns below are only tried on so many."""

NAME = r"[A-Za-zα-ωΑ-Ω][A-Za-z]*(?:_?[0-9]+)?"
ARGUMENTS = r"(?:\([^()=]{0,40}\))?"
D = r"(?:d|∂|partial) ?"
ORDER = r"(?:\^?\(?[0-9]\)?)?"
SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"(?P<f>{NAME})'{{0,4}}{ARGUMENTS}",
        rf"{D}{ORDER}(?P<f>{NAME}){ARGUMENTS}/\(?{D}(?P<x>{NAME}){ORDER}\)?{ARGUMENTS}",
        rf"{D}{ORDER}/\(?{D}(?P<x>{NAME}){ORDER}[ )\[(]{{1,2}}(?P<f>{NAME}){ARGUMENTS}[)\]]?",
        rf"(?:∇|nabla|grad|D)_?(?P<f>{NAME}){ARGUMENTS}",
        rf"(?P<f>{NAME})_\(?(?P<x>{NAME})\)?{ARGUMENTS}",
    )
)
LOOSE = re.compile(r" +(?![A-Za-zα-ωΑ-Ω])|(?<![A-Za-zα-ωΑ-Ω]) +")
"""White space that does not keep two letters apart."""
TRANSPOSED = re.compile(r"(?<=[)\]⟩>])\s*\^\s*\(?\s*[Tt⊤]\s*\)?\s*$")


def without_left_side(placed: Placed, vocabulary: Vocabulary) -> Placed:
    """The text behind the last left side that fits the question. One that names something else is refused."""
    while (at := placed.plain.find("=")) >= 0 and placed.plain[at - 1 : at] not in ("<", ">", "!", ":", "="):
        rest = placed[at + 1 :]
        if not rest.plain.strip() or rest.plain.startswith("="):
            break
        left = LOOSE.sub("", placed.plain[:at].strip())
        if left and not _fits(left, vocabulary):
            _refuse_other(placed, at, left, vocabulary)
            break
        placed = rest
    return placed


def _fits(left: str, vocabulary: Vocabulary) -> bool:
    """Where the question names no function, the derivative of any will do: `dL/dw =`."""
    functions, variables = understood(vocabulary)
    for found in _matches(left):
        named = found.group("f")
        free = not vocabulary.left_sides and _is_derivative(left, found) and named not in vocabulary.names
        if (free or named in functions) and _all_known(found.groupdict().get("x"), variables):
            return True
    return False


def _is_derivative(left: str, found: re.Match[str]) -> bool:
    return bool(found.groupdict().get("x")) or "'" in left or left.startswith(("∇", "∂"))


def _matches(left: str) -> list[re.Match[str]]:
    return [found for shape in SHAPES if (found := shape.fullmatch(left))] if len(left) <= MAX_LEFT else []


def _all_known(typed: str | None, variables: frozenset[str]) -> bool:
    """`x`, or several letters as in `f_xy`."""
    return typed is None or typed in variables or all(letter in variables for letter in typed)


@lru_cache(maxsize=512)
def understood(vocabulary: Vocabulary) -> tuple[frozenset[str], frozenset[str]]:
    """Names of functions and of variables that a left side may use, in every spelling."""
    usual = {"f", "y"} - vocabulary.names
    functions = usual.union(*(spellings(name) for name in vocabulary.left_sides))
    variables = frozenset[str]().union(*(spellings(name) for name in vocabulary.wrt or sorted(vocabulary.variables)))
    return frozenset(functions), variables


def _refuse_other(placed: Placed, at: int, left: str, vocabulary: Vocabulary) -> None:
    """A derivative of, or by, another name: say which. Anything else is left to the grammar."""
    functions, variables = understood(vocabulary)
    span = placed.span(0, at + 1)
    drop = Edit(0, span[1], "")
    for found in _matches(left):
        other = found.groupdict().get("x")
        asked = vocabulary.wrt or tuple(sorted(vocabulary.variables))
        if other and asked and not _all_known(other, variables):
            refuse(say.NAMES_ANOTHER.format(other, " and ".join(asked)), span, drop)
        if _is_derivative(left, found) and vocabulary.left_sides and found.group("f") not in functions:
            named = " and ".join(vocabulary.left_sides)
            refuse(say.NAMES_ANOTHER.format(found.group("f"), named), span, drop)
        if _is_derivative(left, found):
            refuse(say.EQUALS, placed.span(at, at + 1), drop)


def without_transpose(placed: Placed, vocabulary: Vocabulary) -> tuple[Placed, bool]:
    """Drops a `^T` at the end of a list."""
    found = TRANSPOSED.search(placed.plain) if vocabulary.tuples and not vocabulary.names & {"T", "t"} else None
    return (placed[: found.start()], True) if found else (placed, False)


def with_angles(placed: Placed, vocabulary: Vocabulary) -> Placed:
    """`<2, 3>` is a list where lists are asked for: the comparison signs become brackets."""
    stripped = placed.plain.strip()
    if not (vocabulary.tuples and stripped.startswith("<") and stripped.endswith(">")):
        return placed
    first, last = placed.plain.index("<"), placed.plain.rindex(">")
    plain = placed.plain
    return Placed(f"{plain[:first]}⟨{plain[first + 1 : last]}⟩{plain[last + 1 :]}", placed.places)
