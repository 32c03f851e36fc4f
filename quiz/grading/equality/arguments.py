"""What an attempt must know before it builds anything: signs, and the arguments of exponentials and angles."""

from __future__ import annotations

from collections.abc import Iterable

from quiz.grading.equality.angles import angle_terms
from quiz.grading.equality.normal import normal_form, raised
from quiz.grading.equality.powers import certify, exponent
from quiz.grading.equality.ring import GaveUp, Ring
from quiz.notation.exact import exact
from quiz.notation.tree import Call, Const, Node, Power, parts, walk

EXPONENTIALS = frozenset(
    {"exp", "sinh", "cosh", "tanh", "sech", "csch", "coth", "sigmoid", "softplus", "swish", "logsumexp"}
)
ARCSINES, ARCTANGENTS = frozenset({"arcsin", "arccos", "arcsec", "arccsc"}), frozenset({"arctan", "arccot"})
ANGLES = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})


def prepare(ring: Ring, nodes: tuple[Node, ...]) -> None:
    """Certify what is never negative, and put every argument on record, before anything is built on either."""
    functions = {each.function for node in nodes for each in walk(node) if isinstance(each, Call)}
    ring.arcs_are_mixed = bool(functions & ARCSINES) and bool(functions & ARCTANGENTS)
    known = {node: _level(node, {}) for node in ring.facts.at_least_zero}
    _certify(ring, [node for node, level in known.items() if not level])
    record(ring, (*known, *nodes))
    _certify(ring, [node for node, level in known.items() if level])


def _certify(ring: Ring, nodes: Iterable[Node]) -> None:
    for node in nodes:
        try:
            certify(ring, normal_form(ring, node))
        except GaveUp:
            continue


def record(ring: Ring, nodes: Iterable[Node]) -> None:
    """The arguments of every exponential and every angle, innermost first, so that what is built later finds one
    basis that serves them all."""
    levels: dict[int, list[Node]] = {}
    for node in nodes:
        _level(node, levels)
    for level in sorted(levels) if sum(map(len, levels.values())) > 1 else ():
        for node in levels[level]:
            _record(ring, node)


def _level(node: Node, levels: dict[int, list[Node]]) -> int:
    """How many exponentials and angles lie on top of one another here."""
    inner = max((_level(each, levels) for each in parts(node)), default=0)
    if _has_argument(node):
        levels.setdefault(inner, []).append(node)
        return inner + 1
    return inner


def _has_argument(node: Node) -> bool:
    match node:
        case Power(base, power):
            return base == Const("e") or exact(power) is None
        case Call(function):
            return function in EXPONENTIALS or function in ANGLES
        case _:
            return False


def _record(ring: Ring, node: Node) -> None:
    match node:
        case Power(Const("e"), power):
            ring.units.exps.add(exponent(ring, normal_form(ring, power))[0])
        case Power(base, power):
            ring.units.exps.add(exponent(ring, raised(ring, base, power))[0])
        case Call(function, arguments) if function in EXPONENTIALS:
            for each in arguments:
                ring.units.exps.add(exponent(ring, normal_form(ring, each))[0])
        case Call(_, (argument,)):
            ring.units.angles.add(angle_terms(ring, normal_form(ring, argument))[0])
