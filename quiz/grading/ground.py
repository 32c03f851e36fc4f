"""The ground of a question, prepared once: where its function lives, and what its key is worth there.

A place is kept if the domain, the function and the key are real and finite there. Places straddle every kink of
function and key that has two sides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain, islice

from flint import acb, arb

from quiz.grading.canonical import Canonical, canonical
from quiz.grading.kinks import folds, kinks
from quiz.grading.late import Late
from quiz.grading.points import (
    SCALES,
    TINY,
    WIDE,
    Coordinates,
    Reach,
    Span,
    closely,
    draws,
    reach,
    rounded,
    seed,
    suggested,
)
from quiz.grading.values import crossing, is_real, signs_of, surely, value_at
from quiz.notation.balls import ball, plane, precision, real
from quiz.notation.formula import Evaluator
from quiz.notation.tree import Comparison, Node, names_in

ENOUGH = 8
AT_LEAST = 3
TRIES = 400
SCAN = 160
CLOSE = arb(10) ** -45


@dataclass(frozen=True)
class Scalar:
    """One number or formula asked for: a component of a task."""

    key: Node
    function: Node | None = None
    domain: tuple[Comparison, ...] = ()
    variables: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    """Variables that stand for whole numbers."""


@dataclass(frozen=True, eq=False)
class Place:
    """A point of the domain; coordinates are exact, so their balls serve every precision."""

    coordinates: Coordinates
    solved: Mapping[str, arb] = field(default_factory=dict)
    """Coordinates known only by a narrow ball: of points on a curve."""
    known: dict[int, arb] = field(default_factory=dict)
    """The key's ball here by precision."""

    @cached_property
    def at(self) -> Mapping[str, arb]:
        return {**{name: ball(value) for name, value in self.coordinates.items()}, **self.solved}

    @cached_property
    def in_plane(self) -> Mapping[str, acb]:
        return {name: acb(value) for name, value in self.at.items()}


@dataclass(frozen=True, eq=False)
class Ground:
    scalar: Scalar
    names: tuple[str, ...]
    digest: bytes
    real_key: Evaluator
    real_function: Evaluator | None
    reaches: Mapping[str, Reach]

    @cached_property
    def domain(self) -> tuple[Callable[[Mapping[str, arb]], bool], ...]:
        return tuple(map(surely, self.scalar.domain))

    @cached_property
    def canonical(self) -> Canonical:
        return canonical(self.scalar.key)

    @cached_property
    def plane_key(self) -> Evaluator:
        return plane(self.scalar.key)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Usually eight, more where signs and kinks ask for it; fewer than three if the domain hides from us."""
        if not self.names:
            return tuple(filter(None, [self.place({})]))
        found = list(islice(self.near_places, ENOUGH))
        if len(found) < ENOUGH:
            found += islice(self.usable(self.far(self.digest, TRIES)), ENOUGH - len(found))
        if 0 < len(found) < ENOUGH and not self.scalar.whole:
            close = closely(self.digest, [place.coordinates for place in found])
            found += islice(self.usable(islice(close, TRIES // 4)), ENOUGH - len(found))
        for name in self.names:
            found += self.mirrored(found, name)
        return (*found, *self.straddling(self.kinks, found)[0])

    @cached_property
    def near_places(self) -> Late[Place]:
        return Late(self.usable(self.near(self.digest, TRIES // 4)))

    @property
    def first_place(self) -> Place | None:
        """One of `places`, found without looking for the others."""
        if not self.names or not (first := next(iter(self.near_places), None)):
            return next(iter(self.places), None)
        return first

    @cached_property
    def kinks(self) -> tuple[Node, ...]:
        function = self.scalar.function
        return kinks(self.scalar.key) if function is None else (*kinks(function), *kinks(self.scalar.key))

    @cached_property
    def folds(self) -> frozenset[Node]:
        nodes = (self.scalar.key, self.scalar.function)
        return frozenset(argument for node in nodes if node is not None for argument in folds(node))

    @cached_property
    def one_sided(self) -> bool:
        """Some kink of the key shows only one of its sides."""
        return bool(self.straddling(kinks(self.scalar.key), self.places)[1])

    @cached_property
    def round_places(self) -> Late[Place]:
        """Places with short decimals, to be shown."""
        return Late(self.usable(rounded(self.names, self.scalar.whole)))

    @cached_property
    def far_places(self) -> tuple[Place, ...]:
        """Much closer to 0, and much further out, than the places an answer is judged at; the closest first."""
        tiny = islice(self.draws(self.digest, TINY), 2)
        return tuple(self.usable(chain(tiny, self.far(self.digest, len(WIDE) + 2))))

    @cached_property
    def lost_places(self) -> tuple[Place, ...]:
        """For a function that is real nowhere: points at which to compare in the plane."""
        return tuple(Place(each) for each in islice(self.near(self.digest, TRIES), 6))

    def key_at(self, place: Place, bits: int) -> arb:
        """The key's ball at a place; call inside `precision(bits)`."""
        value = place.known.get(bits)
        if value is None:
            value = place.known[bits] = self.real_key(place.at)
        return value

    def draws(self, start: bytes, around: Sequence[Span]) -> Iterator[Coordinates]:
        return draws(start, self.names, self.reaches, around, self.scalar.whole)

    def near(self, start: bytes, count: int) -> Iterator[Coordinates]:
        return islice(self.draws(start, SCALES), count)

    def far(self, start: bytes, count: int) -> Iterator[Coordinates]:
        nodes = [node for node in (self.scalar.function, self.scalar.key) if node is not None]
        bounds = [node for each in self.scalar.domain for node in (each.left, each.right)]
        return islice(self.draws(start, (*suggested([*nodes, *bounds]), *WIDE)), count)

    def usable(self, candidates: Iterable[Coordinates]) -> Iterator[Place]:
        return (place for each in candidates if (place := self.place(each)) is not None)

    def place(self, coordinates: Coordinates, solved: Mapping[str, arb] | None = None) -> Place | None:
        """A place, if domain, function and key allow it there."""
        place = Place(coordinates, solved or {})
        with precision(64):
            if not all(holds(place.at) for holds in self.domain):
                return None
            if self.real_function is not None and not is_real(self.real_function, place.at):
                return None
        with precision(256):
            key = value_at(self.real_key, place.at)
            if key is None or not key.is_finite() or not key.rad() < CLOSE * (1 + abs(key)):
                return None
            place.known[256] = key
        return place

    def mirrored(self, found: Sequence[Place], name: str) -> list[Place]:
        """Two places with the other sign of a name that has shown only one, if there are any."""
        signs = {place.coordinates[name] > 0 for place in found}
        if len(signs) != 1:
            return []
        flipped = ({**place.coordinates, name: -place.coordinates[name]} for place in found)
        again = (
            {**each, name: abs(each[name]) * (-1 if signs == {True} else 1)} for each in self.near(self.digest[:16], 16)
        )
        return list(islice(self.usable(chain(flipped, again)), 2))

    def straddling(self, arguments: Iterable[Node], found: Sequence[Place]) -> tuple[list[Place], list[Node]]:
        """Places that show the missing sides of the arguments, and the arguments that seem to have only one."""
        extra: list[Place] = []
        one_sided: list[Node] = []
        for argument in arguments:
            sign = signs_of(argument)
            seen = [sign(place.at) for place in (*found, *extra)]
            for side in (1, -1):
                if seen.count(side) < 2:
                    more = self.on_side(sign, side)
                    extra += more
                    if side not in seen and not more:
                        one_sided.append(argument)
            if argument not in one_sided and not self.scalar.whole:
                extra += self.beside(sign, (*found, *extra))
        return extra, one_sided

    def beside(self, sign: Callable[[Mapping[str, arb]], int], found: Sequence[Place]) -> list[Place]:
        """Two places close to one another with the kink between them."""
        low, high = (next(place.coordinates for place in found if sign(place.at) == side) for side in (-1, 1))
        return list(self.usable(crossing(sign, low, high)))

    def on_side(self, sign: Callable[[Mapping[str, arb]], int], side: int) -> list[Place]:
        candidates = chain(self.near(self.digest[16:], SCAN // 2), self.far(self.digest[16:], SCAN // 2))
        right = (each for each in candidates if sign({name: ball(value) for name, value in each.items()}) == side)
        return list(islice(self.usable(islice(right, 8)), 2))


@lru_cache(maxsize=1_024)
def ground(scalar: Scalar) -> Ground:
    nodes = [scalar.key] if scalar.function is None else [scalar.key, scalar.function]
    names = tuple(sorted(frozenset(scalar.variables).union(*map(names_in, nodes))))
    return Ground(
        scalar=scalar,
        names=names,
        digest=seed(repr(scalar)),
        real_key=real(scalar.key),
        real_function=None if scalar.function is None else real(scalar.function),
        reaches={name: reach(scalar.domain, name) for name in names},
    )
