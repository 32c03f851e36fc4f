"""What an attempt must know before it builds anything: signs, and the arguments of exponentials and angles."""

from __future__ import annotations

from collections.abc import Mapping

from quiz.grading.equality.angles import angle_terms
from quiz.grading.equality.census import EXPONENTIALS, Census
from quiz.grading.equality.normal import normal_form, raised
from quiz.grading.equality.powers import certify, certify_factors, exponent
from quiz.grading.equality.ring import GaveUp, Ratio, Ring
from quiz.grading.equality.sizes import is_factorable
from quiz.notation.tree import Call, Const, Node, Power

ARCSINES, ARCTANGENTS = frozenset({"arcsin", "arccos", "arcsec", "arccsc"}), frozenset({"arctan", "arccot"})


def prepare(ring: Ring, census: Census) -> None:
    """Certify what is never negative, and put every argument on record, before anything is built on either."""
    known = [(census.count(node), node) for node in ring.facts.at_least_zero]
    ring.numbers = census.numbers
    ring.arcs_are_mixed = bool(census.functions & ARCSINES) and bool(census.functions & ARCTANGENTS)
    _certify(ring, [node for level, node in known if not level])
    _record_all(ring, census.arguments)
    _certify(ring, [node for level, node in known if level])


def _certify(ring: Ring, nodes: list[Node]) -> None:
    """Innermost first, each with what the ones before have shown; then what is left, together."""
    left: list[Ratio] = []
    for node in reversed(nodes):
        try:
            value = normal_form(ring, node)
        except GaveUp:
            continue
        if not value.num.is_zero() and is_factorable(value.num) and is_factorable(value.den):
            left.append(value)
            certify_factors(ring, value)
    certify(ring, left)


def _record_all(ring: Ring, arguments: Mapping[int, list[Node]]) -> None:
    """Innermost first, so that what is built later finds one basis that serves them all."""
    if sum(map(len, arguments.values())) > 1:
        for level in sorted(arguments):
            for node in arguments[level]:
                _record(ring, node)


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
