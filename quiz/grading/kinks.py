"""Where a formula may bend or jump: the arguments whose sign decides, such as `u` in `|u|` or `relu(u)`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from quiz.notation.exact import exact
from quiz.notation.tree import Call, Name, Negative, Node, Number, Power, Sum, names_in, walk

MOST = 16


def kinks(node: Node) -> tuple[Node, ...]:
    """The arguments u, each once, outermost first: abs, sign, step, relu, differences of max and min, odd roots,
    even roots of even powers."""
    found: dict[Node, None] = {}
    for each in walk(node):
        for argument in _bending(each):
            if names_in(argument):
                found[argument] = None
    return tuple(found)[:MOST]


def _bending(node: Node) -> Iterable[Node]:
    match node:
        case Call("abs" | "sign" | "step" | "relu" | "cbrt", (argument,)):
            return (argument,)
        case Call("max" | "min", (first, *others)):
            return [Sum((other, Negative(first))) for other in others]
        case Call("sqrt", (Power(inner, power),)) if _is_even(exact(power)):
            return (inner,)
        case Power(base, exponent) if (value := exact(exponent)) is not None and value.denominator > 1:
            return _root(base, value)
        case _:
            return ()


def _root(base: Node, exponent: Fraction) -> Iterable[Node]:
    if exponent.denominator % 2:
        return (base,)
    match base:
        case Power(inner, power) if _is_even(exact(power)):
            return (inner,)
        case _:
            return ()


def _is_even(value: Fraction | None) -> bool:
    return value is not None and value.denominator == 1 and value.numerator % 2 == 0


def folds(node: Node) -> Iterator[Node]:
    """Arguments that may fold where no sample looks: of abs and its kin, and of every root of more than a name or a
    name plus a number, since `sqrt(x^2 - 2x + 1)` is `|x - 1|`."""
    for each in walk(node):
        match each:
            case Call("abs" | "sign" | "step" | "relu" | "max" | "min"):
                yield from each.arguments
            case Call("sqrt" | "cbrt", (argument,)) if not _is_plain(argument):
                yield argument
            case Power(base, exponent) if not _is_plain(base):
                value = exact(exponent)
                if value is None or value.denominator > 1:
                    yield base
            case _:
                pass


def _is_plain(node: Node) -> bool:
    """A constant, a name, or a multiple of a name plus a number: no even contact with 0, hence no fold."""
    match node:
        case Number() | Name():
            return True
        case Sum(terms):
            return sum(bool(names_in(each)) for each in terms) == 1 and all(_is_plain(each) for each in terms)
        case Negative(operand):
            return _is_plain(operand)
        case _:
            return not names_in(node)
