"""Every derivation of a function with one or two kinds of mistake, as values at a few points.

D(node) is a list of (values, mistakes); entry 0 is the right derivative. Lists are joined bottom-up by the same laws
that differentiate, so that a thousand derivations cost a few milliseconds and no algebra.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, count, islice, product

import numpy as np

from quiz.calculus.applying import Application, applications
from quiz.calculus.differentiate import Choice, Ground, middle, prepared
from quiz.calculus.mistakes import Derivation, Mistake
from quiz.calculus.quantities import Quantity
from quiz.calculus.rules.record import Misconception, Pieces
from quiz.calculus.step import Path
from quiz.notation.tree import Name, Node

MOST_ENTRIES = 300
"""Of one node; a function with more is searched no further there."""
MOST_INSIDE = {1: 60, 2: 24}
"""Of a node below the top, by the kinds of mistake that are looked for: it is joined with others again."""
MOST_COMBINATIONS = 400
INSIDE = 0.7
"""What a mistake with a plain term adds inside another function, where it is less likely."""
PLAIN = ("constant", "identity", "sum")


@dataclass(frozen=True)
class Search:
    """How many kinds of mistake, and which ones."""

    ground: Ground
    kinds: int
    allowed: Callable[[Misconception], bool]
    fuel: Iterator[int]
    """Counts the combinations looked at; a count, not a clock, ends a search, so that it repeats exactly."""

    def spent(self) -> bool:
        return next(self.fuel) > MOST_COMBINATIONS

    @property
    def places(self) -> int:
        return self.kinds + 2

    def fits(self, ids: frozenset[str], count: int) -> bool:
        return len(ids) <= self.kinds and count <= self.places


def derivations(
    function: Node, ground: Ground, *, kinds: int, allowed: Callable[[Misconception], bool]
) -> list[Derivation]:
    """All derivations, the right one first. `ground` lifts with `ValuesAt`; raises NoRule."""
    with np.errstate(all="ignore"):
        return _derivations(function, (), Search(ground, kinds, allowed, count()))


def _derivations(node: Node, path: Path, search: Search, *, is_inside: bool = False) -> list[Derivation]:
    views = applications(node, path, search.ground.moving)
    inner = {
        place: _derivations(each, place, search, is_inside=is_inside or view.rule.name == "chain")
        for view in views
        for place, each in view.inner
        if not _is_a_constant_factor(place)
    }
    found = _Entries(search, MOST_INSIDE[search.kinds] if path else MOST_ENTRIES)
    for number, application in enumerate(views):
        view = _View.of(application, number, search, is_inside=is_inside)
        lists = [
            _open_to(application, inner.get(place) or [_constant(search)], each, search)
            for place, each in application.inner
        ]
        if number == 0:
            right = tuple(each[0] for each in lists)
            found.add(application.rule.form(view.pieces(_values(right))), ())
            found.extend(view.bent(right))
            for chosen in islice(_joined(lists, search), 1, None):
                found.add(application.rule.form(view.pieces(_values(chosen))), _all(chosen))
        for chosen in islice(_joined(lists, search, spare=1), 0 if number else 1, None):
            if found.is_full:
                break
            found.extend(view.bent(chosen))
    return found.kept


def _open_to(view: Application, found: list[Derivation], inside: Node, search: Search) -> list[Derivation]:
    """Inside F(x) the slope of x is no step of its own."""
    return found[:1] if view.outside is not None and inside == Name(search.ground.moving.by) else found


def _is_a_constant_factor(place: Path) -> bool:
    return place[-2:] == (-1, -1)


def _constant(search: Search) -> Derivation:
    return Derivation(np.zeros_like(next(iter(search.ground.slopes.values()))))


@dataclass(frozen=True)
class _View:
    """One way to look at a function, ready to be bent."""

    application: Application
    number: int
    search: Search
    pieces: Callable[..., Pieces]
    twins: tuple[tuple[Misconception, float], ...]
    """Those to be tried, with what the place adds to their cost."""

    @classmethod
    def of(cls, application: Application, number: int, search: Search, *, is_inside: bool) -> _View:
        twins = tuple(
            (twin, application.doubts(twin) + (INSIDE if is_inside and twin.rule in PLAIN else 0.0))
            for twin in application.twins
            if twin.forms is not None and search.allowed(twin)
        )
        return cls(application, number, search, prepared(application, search.ground), twins)

    def bent(self, chosen: Sequence[Derivation]) -> Iterator[tuple[Quantity, tuple[Mistake, ...]]]:
        """What the twins make of the chosen inner derivations."""
        before = _all(chosen)
        ids = frozenset[str]().union(*(each.ids for each in chosen))
        fitting = [each for each in self.twins if self.search.fits(ids | {each[0].id}, len(before) + 1)]
        if not fitting:
            return
        plain = self.pieces(_values(chosen))
        for twin, more in fitting:
            joined = plain
            if twin.id == "chain_middle_dropped":
                joined = self.pieces(_values(chosen), middle(self.application, self.search.ground))
            yield from ((value, (mistake, *before)) for value, mistake in self._results(twin, joined, more))
            if self.search.kinds > 1 and not before and self._is_outside(twin):
                yield from self._inside_dropped(twin, more)

    def _is_outside(self, twin: Misconception) -> bool:
        return self.application.rule.name == "chain" and twin.rule != "chain"

    def _inside_dropped(self, twin: Misconception, more: float) -> Iterator[tuple[Quantity, tuple[Mistake, ...]]]:
        """The outside wrong, and the slope of the inside forgotten."""
        ones = np.ones_like(next(iter(self.search.ground.slopes.values())))
        for value, mistake in self._results(twin, self.pieces((ones,)), more, drops_inside=True):
            yield value, (mistake,)

    def _results(
        self, twin: Misconception, joined: Pieces, more: float, *, drops_inside: bool = False
    ) -> Iterator[tuple[Quantity, Mistake]]:
        assert twin.forms is not None
        for variant, value in enumerate(twin.forms(joined)):
            choice = Choice(self.number, twin, variant, more, drops_inside)
            yield value, Mistake(self.application.path, self.application.function, choice)


def _values(chosen: Sequence[Derivation]) -> tuple[Quantity, ...]:
    return tuple(each.values for each in chosen)


def _all(chosen: Sequence[Derivation]) -> tuple[Mistake, ...]:
    return tuple(mistake for each in chosen for mistake in each.mistakes)


def _joined(lists: Sequence[list[Derivation]], search: Search, spare: int = 0) -> Iterator[tuple[Derivation, ...]]:
    """One derivation from each list: all right, one wrong, the same mistake everywhere, then several as far as the
    fuel goes. `spare` places are kept for one more mistake."""
    right = tuple(each[0] for each in lists)
    yield right
    wrong = {place: options[1:] for place, options in enumerate(lists) if len(options) > 1}
    for place, options in wrong.items():
        for each in options:
            if len(each.mistakes) + spare <= search.places:
                yield _with(right, {place: each})
    if not spare:
        yield from _everywhere(right, wrong)
    for group in _that_may_meet(wrong, search):
        for many in range(2, min(search.places - spare, len(group)) + 1):
            for places in combinations(group, many):
                yield from _several(right, places, group, search, spare)


def _with(right: tuple[Derivation, ...], changed: Mapping[int, Derivation]) -> tuple[Derivation, ...]:
    return tuple(changed.get(place, each) for place, each in enumerate(right))


def _everywhere(
    right: tuple[Derivation, ...], wrong: Mapping[int, list[Derivation]]
) -> Iterator[tuple[Derivation, ...]]:
    """Students are consistent: a mistake made in more places than we try singly is made wherever it can be."""
    by_kind: dict[frozenset[str], dict[int, Derivation]] = {}
    for place, options in wrong.items():
        for each in options:
            if len(each.ids) == 1:
                by_kind.setdefault(each.ids, {}).setdefault(place, each)
    for places in by_kind.values():
        if len(places) > 2:
            yield _with(right, places)


def _that_may_meet(wrong: Mapping[int, list[Derivation]], search: Search) -> Iterable[Mapping[int, list[Derivation]]]:
    """Where one kind of mistake is looked for, only mistakes of one kind may be made together."""
    if search.kinds > 1:
        return [wrong]
    groups: dict[frozenset[str], dict[int, list[Derivation]]] = {}
    for place, options in wrong.items():
        for each in options:
            groups.setdefault(each.ids, {}).setdefault(place, []).append(each)
    return groups.values()


def _several(
    right: tuple[Derivation, ...],
    places: tuple[int, ...],
    wrong: Mapping[int, list[Derivation]],
    search: Search,
    spare: int,
) -> Iterator[tuple[Derivation, ...]]:
    """Wrong at all these places, with few enough kinds of mistake and few enough mistakes in all."""
    for options in product(*(wrong[place] for place in places)):
        if search.spent():
            return
        ids = frozenset[str]().union(*(each.ids for each in options))
        if search.fits(ids, sum(len(each.mistakes) for each in options) + spare):
            yield _with(right, dict(zip(places, options, strict=True)))


class _Entries:
    """Derivations of one node; the cheaper one stays where two agree in values and in kinds of mistake."""

    def __init__(self, search: Search, most: int) -> None:
        self.search, self.most = search, most
        self.kept: list[Derivation] = []
        self._at: dict[tuple[bytes, frozenset[str]], int] = {}

    @property
    def is_full(self) -> bool:
        return len(self.kept) >= self.most

    def extend(self, found: Iterable[tuple[Quantity, tuple[Mistake, ...]]]) -> None:
        for value, mistakes in found:
            self.add(value, mistakes)

    def add(self, value: Quantity, mistakes: tuple[Mistake, ...]) -> None:
        made = Derivation(value, mistakes)
        key = np.asarray(value, dtype=np.complex64).tobytes(), made.ids
        place = self._at.get(key)
        if place is None:
            if not self.is_full:
                self._at[key] = len(self.kept)
                self.kept.append(made)
        elif made.cost < self.kept[place].cost:
            self.kept[place] = replace(made, values=self.kept[place].values)
