"""Rung of the exact proof: key and answer as ratios in one ring; the cross difference reduces to 0."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flint import fmpq_mpoly

from quiz.grading.equality.arguments import prepare
from quiz.grading.equality.facts import Facts
from quiz.grading.equality.lattice import FinerUnit, TooFine
from quiz.grading.equality.normal import normal_form
from quiz.grading.equality.ring import ROOMS, GaveUp, Ring, TooFewGenerators, Units
from quiz.notation.tree import Node

MAX_NODES = 900
ATTEMPTS = 8


def proof(key: Node, answer: Node, known: Facts | Mapping[str, str]) -> str:
    """How it was proved, or nothing; a non-zero difference refutes nothing."""
    return _tried(lambda ring: _difference(key, answer, ring).is_zero(), (key, answer), known)


def proof_on_curve(key: Node, answer: Node, curve: Node, known: Facts | Mapping[str, str]) -> str:
    """The cross difference is a multiple of the curve's polynomial, so it is 0 wherever that is."""

    def is_multiple(ring: Ring) -> bool:
        zero = normal_form(ring, curve).num
        return not zero.is_constant() and divmod(_difference(key, answer, ring), zero)[1].is_zero()

    return _tried(is_multiple, (key, answer, curve), known)


def _tried(is_equal: Callable[[Ring], bool], nodes: tuple[Node, ...], known: Facts | Mapping[str, str]) -> str:
    facts = known if isinstance(known, Facts) else Facts(known)
    units, room, census = Units(), 0, facts.census.copy()
    for node in (*facts.at_least_zero, *nodes):
        census.count(node)
    if len(census.numbers) > MAX_NODES:
        return ""
    for _ in range(ATTEMPTS):
        ring = Ring(facts, units, ROOMS[room])
        try:
            prepare(ring, census)
            return f"normal form over {len(ring.generators)} generators" if is_equal(ring) else ""
        except FinerUnit:
            continue
        except TooFewGenerators:
            room += 1
            if room == len(ROOMS):
                return ""
        except (GaveUp, TooFine):
            return ""
    return ""


def _difference(key: Node, answer: Node, ring: Ring) -> fmpq_mpoly:
    left, right = normal_form(ring, key), normal_form(ring, answer)
    return ring.reduced(ring.times(left.num, right.den) - ring.times(right.num, left.den))
