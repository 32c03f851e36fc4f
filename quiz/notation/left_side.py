"""What may stand in front of an answer, and what may stand around it: `f'(x) =`, `dy/dx =`, `∇f =`; `^T` behind it."""

from __future__ import annotations

import re
from functools import lru_cache

from quiz.notation import unreadable as say
from quiz.notation.characters import Placed
from quiz.notation.names import Vocabulary, spellings
from quiz.notation.unknown import listed
from quiz.notation.unreadable import Edit, refuse

MAX_LEFT = 80
"""Characters that a left side may have; the patterns below are only tried on so many."""

NAME = r"[A-Za-zα-ωΑ-Ω][A-Za-z]*(?:_?[0-9]+)?"
ARGUMENTS = r"(?:\([^()=]{0,40}\))?"
D = r"(?:d|∂|partial) ?"
ORDER = r"(?:\^?\(?[0-9]\)?)?"
F = rf"(?P<f>{NAME}){ARGUMENTS}"
X = rf"\(?{D}(?P<x>{NAME}){ORDER}\)?"
SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"(?P<f>{NAME})'{{0,4}}{ARGUMENTS}",
        rf"(?P<f>{NAME})\^(?P<order>\(\([0-9]\)\){ARGUMENTS}|\([0-9]\)\([^()=]{{1,40}}\))",
        rf"(?P<f>{NAME})(?P<dot>dot){ARGUMENTS}",
        rf"{D}{ORDER}{F}/{X} ?{ARGUMENTS}",
        rf"∂ ?{ORDER}{F}/\(?∂ ?(?P<x>{NAME}){ORDER} ?∂ ?(?P<then>{NAME}){ORDER}\)?{ARGUMENTS}",
        rf"{D}{ORDER}/{X} ?[\[(]?{F}[)\]]?",
        rf"(?:∇|nabla|grad|D|∂)(?:_\(?(?P<x>{NAME})\)?)? ?_?{F}",
        rf"(?P<f>{NAME})_\(?(?P<x>{NAME})\)?{ARGUMENTS}",
    )
)
"""`f''(x)`, `f^(2)(x)`, `ẏ`, `dy/dx`, `∂^2f/∂x∂y`, `d/dx f`, `∇f` or `D_x f`, `f_x`"""
OPERATOR = re.compile(rf"{D}{ORDER}/{X}(?: ?[\[(].*| .+)?")
"""The derivative of a formula: `d/dx (x^2) =`, or of nothing in particular."""
TABLES = re.compile(rf"(?:J|H|Jac|Hess)(?:_\(?(?P<f>{NAME})\)?)?{ARGUMENTS}")
"""The name of a matrix of derivatives."""
LOOSE = re.compile(r" +(?![A-Za-zα-ωΑ-Ω ])|(?<![A-Za-zα-ωΑ-Ω]) +")
"""White space that does not keep two letters apart."""
ORDERS = re.compile(r"\^\(([0-9])\)")
TRANSPOSED = re.compile(r"(?<=[)\]⟩>])\s*\^\s*\(?\s*[Tt⊤]\s*\)?\s*$")


def without_left_side(placed: Placed, vocabulary: Vocabulary) -> Placed:
    """The text behind the last left side that fits the question. One that names something else is refused."""
    while (at := placed.plain.find("=")) >= 0 and placed.plain[at - 1 : at] not in ("<", ">", "!", "="):
        rest = placed[at + 1 :]
        if not rest.plain.strip() or rest.plain.startswith("="):
            break
        left = _on_one_line(placed.plain[:at].rstrip().removesuffix(":"))
        if left and not _fits(left, vocabulary):
            _refuse_other(placed, at, left, vocabulary)
            break
        placed = rest
    return placed


def _on_one_line(left: str) -> str:
    """Without loose white space; a fraction `((dy)/(dx))` of LaTeX as dy/dx."""
    left = LOOSE.sub("", " ".join(left.split()))
    over, slash, rest = left.removeprefix("((").partition(")/(")
    if not (left.startswith("((") and slash):
        return left
    over, rest = ORDERS.sub(r"^\1", over), ORDERS.sub(r"^\1", rest)
    under, _, behind = rest.partition("))")
    return f"{over}/{under} {behind}".rstrip()


def _fits(left: str, vocabulary: Vocabulary) -> bool:
    """Where the question names no function, the derivative of any will do: `dL/dw =`."""
    functions, variables = understood(vocabulary)
    if left[0] in "([⟨" and left[-1] in ")]⟩" and len(left) <= MAX_LEFT:
        return all(each and _fits(each, vocabulary) for each in left[1:-1].split(","))
    for found in _matches(left, vocabulary):
        named = found.groupdict().get("f")
        free = not vocabulary.left_sides and _is_derivative(left, found) and named not in vocabulary.names
        if (free or named is None or named in functions) and all(_known(each, variables) for each in _by(found)):
            return True
    return False


def _is_derivative(left: str, found: re.Match[str]) -> bool:
    return bool(_by(found)) or "'" in left or "order" in found.groupdict() or left.startswith(("∇", "∂"))


def _by(found: re.Match[str]) -> list[str]:
    """What it is differentiated by; a dot means the time."""
    groups = found.groupdict()
    return ["t"] if "dot" in groups else [typed for typed in (groups.get("x"), groups.get("then")) if typed]


def _matches(left: str, vocabulary: Vocabulary) -> list[re.Match[str]]:
    if len(left) > MAX_LEFT:
        return []
    shapes = (*SHAPES, TABLES) if vocabulary.tuples else SHAPES
    found = [found for shape in shapes if (found := shape.fullmatch(left))]
    return found or [alone for alone in (OPERATOR.fullmatch(left),) if alone]


def _known(typed: str, variables: frozenset[str]) -> bool:
    """`x`, or several letters as in `f_xy`."""
    return typed in variables or all(letter in variables for letter in typed)


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
    asked = vocabulary.wrt or tuple(sorted(vocabulary.variables))
    for found in _matches(left, vocabulary):
        other = next((each for each in _by(found) if not _known(each, variables)), None)
        if other and asked:
            refuse(say.NAMES_ANOTHER.format(other, listed(asked)), span, drop)
        named = found.groupdict().get("f")
        if named and _is_derivative(left, found) and vocabulary.left_sides and named not in functions:
            refuse(say.NAMES_ANOTHER.format(named, listed(vocabulary.left_sides)), span, drop)
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
