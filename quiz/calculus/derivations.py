"""Every derivation of a function with one or two kinds of mistake, as values at a few points.

D(node) is a list of (values, mistakes); entry 0 is the right derivative. Lists are joined bottom-up by the same laws
that differentiate, so that a thousand derivations cost a few milliseconds and no algebra.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

import numpy as np

from quiz.calculus.applying import Application, applications
from quiz.calculus.complex_values import COMPLEX_VALUES
from quiz.calculus.differentiate import Choice, Ground, middle, pieces
from quiz.calculus.quantities import Quantity
from quiz.calculus.rules.record import Misconception
from quiz.calculus.step import Path
from quiz.calculus.tables import MISCONCEPTIONS
from quiz.notation.formula import compiled
from quiz.notation.tree import Name, Node

DROPPED = MISCONCEPTIONS["chain_inner_dropped"]
MOST_ENTRIES = 400
"""Of one node; a function with more is searched no further there."""
DEEPER = 0.4
"""What the same mistake at one more place adds to the cost."""
INSIDE = 0.7
"""What a mistake with a plain term adds inside another function, where it is less likely."""
PLAIN = ("constant", "identity", "sum")
ANOTHER = 1.5
"""What a second kind of mistake adds."""


@dataclass(frozen=True)
class Mistake:
    """One misconception at one place."""

    path: Path
    function: Node
    choice: Choice

    @property
    def costs(self) -> dict[str, float]:
        """What each misconception costs that is at work here."""
        found = {self.choice.misconception.id: self.choice.misconception.cost + self.choice.more}
        if self.choice.drops_inside:
            found[DROPPED.id] = DROPPED.cost
        return found


@dataclass(frozen=True)
class Derivation:
    """What comes out when these mistakes are made."""

    values: Any
    """Complex, one a point."""
    mistakes: tuple[Mistake, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(name for each in self.mistakes for name in each.costs)

    @property
    def cost(self) -> float:
        costs: dict[str, float] = {}
        for each in self.mistakes:
            for name, cost in each.costs.items():
                costs[name] = min(cost, costs.get(name, cost))
        kinds = sum(costs.values()) + ANOTHER * max(len(costs) - 1, 0)
        return kinds + DEEPER * max(len(self.mistakes) - len(costs), 0)


class Values:
    """Trees as complex arrays at fixed points; each node is computed once."""

    def __init__(self, at: dict[str, Any]) -> None:
        self.at = at
        self.shape = next(iter(at.values())).shape
        self._known: dict[int, tuple[Node, Any]] = {}

    def __call__(self, node: Node) -> Any:
        known = self._known.get(id(node))
        if known is None:
            value = np.broadcast_to(np.asarray(compiled(node, COMPLEX_VALUES)(self.at), dtype=complex), self.shape)
            known = self._known[id(node)] = node, value
        return known[1]


@dataclass(frozen=True)
class Search:
    """How many kinds of mistake, and which ones."""

    ground: Ground
    kinds: int
    allowed: Callable[[Misconception], bool]

    @property
    def places(self) -> int:
        return self.kinds + 2

    def fits(self, ids: frozenset[str], count: int) -> bool:
        return len(ids) <= self.kinds and count <= self.places


def derivations(
    function: Node, ground: Ground, *, kinds: int, allowed: Callable[[Misconception], bool]
) -> list[Derivation]:
    """All derivations, the right one first. `ground` lifts with `Values`; raises NoRule."""
    with np.errstate(all="ignore"):
        return _derivations(function, (), Search(ground, kinds, allowed))


def _derivations(node: Node, path: Path, search: Search, *, is_inside: bool = False) -> list[Derivation]:
    views = applications(node, path, search.ground.moving)
    inner = {
        place: _derivations(each, place, search, is_inside=is_inside or view.rule.name == "chain")
        for view in views
        for place, each in view.inner
        if not _is_a_constant_factor(place)
    }
    found = _Entries(search)
    for number, view in enumerate(views):
        lists = [_open_to(view, inner.get(place) or [_constant(search)], each, search) for place, each in view.inner]
        if number == 0:
            for chosen in _joined(lists, search):
                found.add(view.rule.form(_pieces(view, search.ground, chosen)), _all(chosen))
        for chosen in _joined(lists, search, spare=1):
            found.extend(_bent(view, number, chosen, search, is_inside=is_inside))
    return found.kept


def _open_to(view: Application, found: list[Derivation], inside: Node, search: Search) -> list[Derivation]:
    """Inside F(x) the slope of x is no step of its own."""
    return found[:1] if view.outside is not None and inside == Name(search.ground.moving.by) else found


def _is_a_constant_factor(place: Path) -> bool:
    return place[-2:] == (-1, -1)


def _constant(search: Search) -> Derivation:
    return Derivation(np.zeros_like(next(iter(search.ground.slopes.values()))))


def _bent(
    view: Application, number: int, chosen: Sequence[Derivation], search: Search, *, is_inside: bool
) -> Iterator[tuple[Quantity, tuple[Mistake, ...]]]:
    """What the twins of this view make of the chosen inner derivations."""
    before = _all(chosen)
    ids = frozenset(name for each in before for name in each.costs)
    between: Quantity | None = None
    for twin in view.twins:
        if twin.forms is None or not search.allowed(twin) or not search.fits(ids | {twin.id}, len(before) + 1):
            continue
        if twin.id == "chain_middle_dropped":
            between = middle(view, search.ground)
        for variant, value in enumerate(twin.forms(_pieces(view, search.ground, chosen, between))):
            more = view.doubts(twin) + (INSIDE if is_inside and twin.rule in PLAIN else 0.0)
            yield value, (Mistake(view.path, view.function, Choice(number, twin, variant, more)), *before)
        if search.kinds > 1 and not before and view.rule.name == "chain" and twin.rule != "chain":
            yield from _inside_dropped(view, number, twin, search)


def _inside_dropped(
    view: Application, number: int, twin: Misconception, search: Search
) -> Iterator[tuple[Quantity, tuple[Mistake, ...]]]:
    """The outside wrong, and the slope of the inside forgotten."""
    assert twin.forms is not None
    ones = np.ones_like(next(iter(search.ground.slopes.values())))
    for variant, value in enumerate(twin.forms(pieces(view, search.ground, (ones,)))):
        choice = Choice(number, twin, variant, view.doubts(twin), drops_inside=True)
        yield value, (Mistake(view.path, view.function, choice),)


def _pieces(view: Application, ground: Ground, chosen: Sequence[Derivation], between: Quantity | None = None) -> Any:
    return pieces(view, ground, tuple(each.values for each in chosen), between)


def _all(chosen: Sequence[Derivation]) -> tuple[Mistake, ...]:
    return tuple(mistake for each in chosen for mistake in each.mistakes)


def _joined(lists: Sequence[list[Derivation]], search: Search, spare: int = 0) -> Iterator[tuple[Derivation, ...]]:
    """One derivation from each list, with few enough mistakes in all; `spare` places are kept for one more."""
    right = tuple(each[0] for each in lists)
    yield right
    room = min(search.places - spare, len(lists))
    wrong = [list(options[1:]) for options in lists]
    for count in range(1, room + 1):
        for places in combinations([place for place, each in enumerate(wrong) if each], count):
            yield from _replaced(right, places, wrong, search, spare)


def _replaced(
    right: tuple[Derivation, ...],
    places: tuple[int, ...],
    wrong: Sequence[list[Derivation]],
    search: Search,
    spare: int,
    ids: frozenset[str] = frozenset(),
    count: int = 0,
) -> Iterator[tuple[Derivation, ...]]:
    if not places:
        yield right
        return
    first, *others = places
    for each in wrong[first]:
        joint, total = ids | each.ids, count + len(each.mistakes)
        if len(joint) <= search.kinds and total <= search.places - spare:
            swapped = (*right[:first], each, *right[first + 1 :])
            yield from _replaced(swapped, tuple(others), wrong, search, spare, joint, total)


class _Entries:
    """Derivations of one node; the cheaper one stays where two agree in values and in kinds of mistake."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self.kept: list[Derivation] = []
        self._at: dict[tuple[bytes, frozenset[str]], int] = {}

    def extend(self, found: Iterable[tuple[Quantity, tuple[Mistake, ...]]]) -> None:
        for value, mistakes in found:
            self.add(value, mistakes)

    def add(self, value: Quantity, mistakes: tuple[Mistake, ...]) -> None:
        made = Derivation(value, mistakes)
        key = np.asarray(value, dtype=np.complex64).tobytes(), made.ids
        place = self._at.get(key)
        if place is None:
            if len(self.kept) < MOST_ENTRIES:
                self._at[key] = len(self.kept)
                self.kept.append(made)
        elif made.cost < self.kept[place].cost:
            self.kept[place] = replace(made, values=self.kept[place].values)
