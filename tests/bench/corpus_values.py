"""Values by mpmath, 60 digits: the judge of what the corpus calls right and wrong. No ball, no ring, no SymPy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import count
from random import Random
from typing import Any

import mpmath
from mpmath import mp, mpf

from quiz.notation.formula import Evaluator, Field, compiled
from quiz.notation.tree import Comparison, Node, Number

DIGITS = 60
SAME = mpf(10) ** -45
Point = dict[str, Any]


def _number(node: Number) -> Any:
    return lambda: mpf(node.value.numerator) / node.value.denominator


def _divide(over: Any, under: Any) -> Any:
    if under == 0:
        raise ZeroDivisionError
    return over / under


def _root_power(base: Any, p: int, q: int) -> Any:
    if q == 1:
        return base**p
    if is_real(base) and mpmath.re(base) < 0 and q % 2:
        size = mpmath.power(-mpmath.re(base), mpf(p) / q)
        return -size if p % 2 else size
    if base == 0 and p < 0:
        raise ZeroDivisionError
    return mpmath.power(base, mpf(p) / q)


def _power(base: Any, exponent: Any) -> Any:
    if base == 0 and mpmath.re(exponent) <= 0:
        raise ZeroDivisionError
    return mpmath.power(base, exponent)


def is_real(value: Any) -> bool:
    return bool(abs(mpmath.im(value)) <= SAME * (1 + abs(value)))


def _real(value: Any) -> Any:
    if not is_real(value):
        raise ZeroDivisionError
    return mpmath.re(value)


def _sign(value: Any) -> Any:
    return mpmath.sign(_real(value))


def _ln(value: Any) -> Any:
    if value == 0:
        raise ZeroDivisionError
    return mpmath.log(value)


def _sigmoid(u: Any) -> Any:
    return 1 / (1 + mpmath.exp(-u))


NAMED_ALIKE = (
    "sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "sech", "csch", "coth", "exp", "sqrt", "erf",
)  # fmt: skip
NAMED = {
    **{name: getattr(mpmath, name) for name in NAMED_ALIKE},
    "arcsin": mpmath.asin, "arccos": mpmath.acos, "arctan": mpmath.atan, "arsinh": mpmath.asinh,
    "arcosh": mpmath.acosh, "artanh": mpmath.atanh, "arccot": lambda u: mp.pi / 2 - mpmath.atan(u),
    "arcsec": lambda u: mpmath.acos(1 / u), "arccsc": lambda u: mpmath.asin(1 / u),
    "ln": _ln, "log": _ln, "cbrt": lambda u: _root_power(u, 1, 3),
    "abs": lambda u: abs(_real(u)), "sign": _sign, "step": lambda u: (1 + _sign(u)) / 2,
    "relu": lambda u: max(_real(u), mpf(0)), "max": lambda *us: max(map(_real, us)),
    "min": lambda *us: min(map(_real, us)), "sigmoid": _sigmoid, "swish": lambda u: u * _sigmoid(u),
    "softplus": lambda u: mpmath.log(1 + mpmath.exp(u)),
}  # fmt: skip
FIELD = Field(_number, {"e": lambda: +mp.e, "pi": lambda: +mp.pi}, NAMED, _divide, _root_power, _power)


def _strict(function: Any) -> Any:
    """Real or nothing: `0*sqrt(-1)` has no value on the line."""
    return lambda *values: _real(function(*values))


LINE = replace(
    FIELD,
    functions={name: _strict(function) for name, function in NAMED.items()},
    root_power=_strict(_root_power),
    power=_strict(_power),
)


def evaluator(node: Node) -> Evaluator:
    return compiled(node, FIELD)


def value(evaluate: Evaluator, at: Point) -> Any:
    """The value, or None where there is none."""
    try:
        found = evaluate(at)
    except (ZeroDivisionError, ValueError, OverflowError, TypeError):
        return None
    return found if mpmath.isfinite(found) else None


def points(names: Iterable[str], whole: frozenset[str], random: Random) -> Iterable[Point]:
    """Both signs, several sizes; whole numbers for the names that stand for them."""
    spans = ((-3, 0), (0, 1), (1, 6), (-30, -8), (-1, 0), (-8, -2), (6, 30), (0, 3), (-1, 1))
    ordered = sorted(names)
    for turn in count(random.randrange(len(spans))):
        yield {
            name: mpf(random.randint(-9, 9))
            if name in whole
            else mpf(random.uniform(*spans[(turn + 5 * place) % len(spans)]))
            for place, name in enumerate(ordered)
        }


def holds(domain: tuple[Comparison, ...], at: Point) -> bool:
    for each in domain:
        left, right = value(evaluator(each.left), at), value(evaluator(each.right), at)
        if left is None or right is None or not (is_real(left) and is_real(right)):
            return False
        difference = mpmath.re(left - right)
        signs = {"<": difference < 0, "<=": difference <= 0, ">": difference > 0, ">=": difference >= 0}
        if not signs.get(each.relation, difference != 0 if each.relation == "!=" else difference == 0):
            return False
    return True


def usable_points(key: Node, function: Node | None, domain: tuple[Comparison, ...], names: Iterable[str],
                  whole: frozenset[str], random: Random) -> list[Point]:  # fmt: skip
    """Twelve points where the function and the key are real."""
    found: list[Point] = []
    checks = [compiled(node, LINE) for node in (key, function) if node is not None]
    for at, _ in zip(points(names, whole, random), range(300), strict=False):
        with mp.workdps(DIGITS):
            values = [value(each, at) for each in checks]
            if all(each is not None and is_real(each) for each in values) and holds(domain, at):
                found.append(at)
        if len(found) == 12 or (found and not at):
            break
    return found


def lives_at(nodes: Sequence[Node], domain: tuple[Comparison, ...], place: str) -> bool:
    """Whether all are real at x = place."""
    above, _, below = place.partition("/")
    with mp.workdps(DIGITS):
        at = {"x": mpf(above) / mpf(below or 1)}
        values = [value(compiled(node, LINE), at) for node in nodes]
        return all(each is not None and is_real(each) for each in values) and holds(domain, at)


def agree(key: Node, answer: Node, at: list[Point], digits: int = DIGITS) -> bool | None:
    """True if the values agree at all points, False if they differ at one; None if some value is missing."""
    left, right = evaluator(key), evaluator(answer)
    same = mpf(10) ** (15 - digits)
    with mp.workdps(digits):
        for point in at:
            wanted, given = value(left, point), value(right, point)
            if wanted is None or given is None:
                return None
            if abs(wanted - given) > same * (1 + abs(wanted)):
                return False
    return True


def on_curve(curve: Node, key: Node, names: Iterable[str], random: Random) -> list[Point]:
    """Points with F = 0, by secants from chance starts."""
    function, slope = evaluator(curve), evaluator(key)
    solved = max(names)
    found: list[Point] = []
    for at, _ in zip(points(names, frozenset(), random), range(200), strict=False):
        with mp.workdps(80):
            try:
                root = mpmath.findroot(lambda y, at=at: function({**at, solved: y}), at[solved])
            except (ValueError, ZeroDivisionError):
                continue
            point = {**at, solved: root}
            if is_real(root) and value(slope, point) is not None:
                found.append({**at, solved: mpmath.re(root)})
        if len(found) == 6:
            break
    return found
