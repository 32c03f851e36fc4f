"""Sine and cosine in the ring: whole multiples of basis angles by the addition formulas, and `S^2 + C^2 = 1`.

Out of an angle come first the multiples of pi/12, which have a table, and whole multiples of arcs:

    cos(arctan u) = 1/sqrt(1 + u^2)     sin(arctan u) = u/sqrt(1 + u^2)     cos(arcsin u) = sqrt(1 - u^2)
"""

from __future__ import annotations

from fractions import Fraction

from quiz.grading.equality.lattice import Vector
from quiz.grading.equality.parity import alternating, is_whole
from quiz.grading.equality.powers import certify_factors, label_of, root_power, vector_of
from quiz.grading.equality.ring import GaveUp, Kind, Ratio, Ring
from quiz.grading.equality.sizes import is_factorable

HALF = Fraction(1, 2)
MAX_ANGLE = 24
Turn = tuple[Ratio, Ratio]
"""Cosine and sine of an angle."""


def angle(ring: Ring, argument: Ratio) -> Turn:
    """cos and sin, by addition; worked out once for both"""
    known = ring.angles.get(id(argument))
    if known is None:
        known = ring.angles[id(argument)] = (argument, _angle(ring, argument))
    return known[1]


def _angle(ring: Ring, argument: Ratio) -> Turn:
    vector, turns = angle_terms(ring, argument)
    result = ring.number(1), ring.number(0)
    for turn in (*turns, *(_multiple(ring, row, count) for count, row in ring.units.angles.coordinates(vector))):
        result = added(ring, result, turn)
    return result


def angle_terms(ring: Ring, argument: Ratio) -> tuple[Vector, list[Turn]]:
    """The argument as a vector, and the turns of what is known."""
    vector, turns = vector_of(ring, argument), []
    for label, part in list(vector.items()):
        known = _known(ring, ring.pieces[label], part)
        if known is not None:
            del vector[label]
            turns.append(known)
    return vector, turns


def _known(ring: Ring, piece: Ratio, part: Fraction) -> Turn | None:
    """Of a part of pi, of a whole multiple of an arc, and of a part of `sign(u) pi`."""
    generator = ring.single(piece)
    if generator is not None and generator.kind is Kind.ARC and part.denominator in (1, 2):
        unit = _of_arc(ring, *generator.inside)
        if part.denominator == 2:
            unit = half_of(ring, unit)
        return times(ring, f"{generator.label}/{part.denominator}", unit, part.numerator)
    pi = ring.generators.get((Kind.OPAQUE, "pi"))
    if pi is None or 48 % part.denominator:
        return None
    if generator is pi:
        return turn_of(ring, part)
    whole = ring.whole(ring.gens[pi.place])
    if part.denominator == 1 and (turn := _whole_turn(ring, piece, pi.place, int(part))) is not None:
        return turn
    if piece.num.degrees()[pi.place] == 1 and ring.power(piece, 2) == ring.power(whole, 2):
        cos, sin = turn_of(ring, part)
        return cos, ring.multiply(sin, ring.over(piece, whole))
    return None


def _whole_turn(ring: Ring, piece: Ratio, pi: int, count: int) -> Turn | None:
    """Of `count` times pi times a product of whole names."""
    powers = piece.num.monoms()[0]
    rest = tuple(0 if place == pi else power for place, power in enumerate(powers))
    if powers[pi] != 1 or not piece.den.is_one() or not any(rest) or not is_whole(ring, rest):
        return None
    sign = alternating(ring, ring.number(-1), rest) if count % 2 else ring.number(1)
    return sign, ring.number(0)


def added(ring: Ring, one: Turn, other: Turn) -> Turn:
    """cos(a + b) = cos a cos b - sin a sin b,  sin(a + b) = sin a cos b + cos a sin b"""
    (cos, sin), (c, s) = one, other
    if sin.num.is_zero() and cos.num.is_one() and cos.den.is_one():
        return other
    return (
        ring.add(ring.multiply(cos, c), ring.negative(ring.multiply(sin, s))),
        ring.add(ring.multiply(sin, c), ring.multiply(cos, s)),
    )


def times(ring: Ring, label: str, unit: Turn, count: int) -> Turn:
    """Cosine and sine of `count` times the angle."""
    if abs(count) > MAX_ANGLE:
        raise GaveUp("too many times an angle")
    turn = unit
    for number in range(2, abs(count) + 1):
        known = ring.turned.get((label, number))
        turn = ring.turned[label, number] = added(ring, turn, unit) if known is None else known
    return turn if count > 0 else (turn[0], ring.negative(turn[1]))


def _multiple(ring: Ring, row: Vector, count: int) -> Turn:
    label = label_of(row)
    c, _ = ring.generator(Kind.COS, label)
    s, is_new = ring.generator(Kind.SIN, label)
    if is_new:
        ring.relate(s, 2, 1 - c**2)
        ring.cosines.append((c, s))
    return times(ring, label, (ring.whole(c), ring.whole(s)), count)


def _of_arc(ring: Ring, function: str, argument: Ratio) -> Turn:
    square = ring.power(argument, 2)
    if function == "arcsin":
        return root_power(ring, ring.add(ring.number(1), ring.negative(square)), HALF), argument
    more = ring.add(ring.number(1), square)
    if is_factorable(more.num) and is_factorable(more.den):
        certify_factors(ring, more)
    cos = root_power(ring, more, -HALF)
    return cos, ring.multiply(argument, cos)


def turn_of(ring: Ring, part: Fraction) -> Turn:
    """Cosine and sine of `part` times pi; outside the table by the half of the double angle."""
    part = part % 2
    if (part * 12).denominator == 1:
        return cos_of_steps(ring, int(part * 12)), cos_of_steps(ring, 6 - int(part * 12))
    if Fraction(1, 2) < part < Fraction(3, 2):
        cos, sin = turn_of(ring, part - 1)
        return ring.negative(cos), ring.negative(sin)
    return half_of(ring, turn_of(ring, part * 2))


def half_of(ring: Ring, turn: Turn) -> Turn:
    """The turn of half an angle t between -pi and pi.

    cos(t/2) = sqrt((1 + cos t)/2)     sin(t/2) = cos(t/2) sin t/(1 + cos t)
    """
    cos, sin = turn
    more = ring.add(ring.number(1), cos)
    if is_factorable(more.num) and is_factorable(more.den):
        certify_factors(ring, more)
    half = root_power(ring, ring.multiply(ring.number(HALF), more), HALF)
    return half, ring.multiply(half, ring.over(sin, more))


def cos_of_steps(ring: Ring, steps: int) -> Ratio:
    """cos(steps pi/12); cos(pi/12) = (sqrt 6 + sqrt 2)/4"""
    steps = abs(steps) % 24
    steps = min(steps, 24 - steps)
    if steps > 6:
        return ring.negative(cos_of_steps(ring, 12 - steps))
    if steps in (1, 5):
        small, large = (root_power(ring, ring.number(each), HALF) for each in (2, 6))
        inner = ring.add(large, small if steps == 1 else ring.negative(small))
        return ring.multiply(ring.number(Fraction(1, 4)), inner)
    square = {0: Fraction(1), 2: Fraction(3, 4), 3: HALF, 4: Fraction(1, 4), 6: Fraction(0)}[steps]
    return root_power(ring, ring.number(square), HALF)
