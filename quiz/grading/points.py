"""Where to look: sample points of a question, drawn from a digest, never by chance.

A coordinate is `odd/131072`, so never a whole number and never a special angle, and exact in binary.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from hashlib import blake2b
from itertools import count
from math import ceil, floor

from quiz.notation.exact import exact
from quiz.notation.tree import Comparison, Name, Node, Number, walk

GRID = 131_072
ROUND = tuple(Fraction(text) for text in ("1.3", "0.7", "2", "0.5", "-1.2", "3", "1.7", "-0.4", "2.5", "0.2", "-2"))
WHOLE_ROUND = tuple(map(Fraction, (2, 3, 5, -2, 4, 1)))
Coordinates = dict[str, Fraction]
Span = tuple[Fraction, Fraction]


def spans(*texts: str) -> tuple[Span, ...]:
    """`-3..3` is the open stretch between -3 and 3."""
    return tuple((Fraction(low), Fraction(high)) for low, high in (text.split("..") for text in texts))


SCALES = spans("-3..3", "0..3", "0..1", "-1..1", "1..5", "-1/2..1/2")
WIDE = spans("5..20", "-20..-3", "20..100", "-100..-20", "1/100..1/4", "100..3000", "-3000..-100")
WHOLE = spans("2..9", "-9..-2", "2..5", "10..40", "-40..-10", "100..400")
"""For names of whole numbers, wherever else the others go: without -1, 0 and 1, where much is equal that is not."""
TINY = spans("1/100000..1/1000", "-1/1000..-1/100000")


@dataclass(frozen=True)
class Reach:
    """The open interval a domain leaves to one variable; None is unbounded."""

    low: Fraction | None = None
    high: Fraction | None = None

    def clip(self, span: Span) -> Span:
        """The part of the span inside; where there is none, a stretch of its length inside the reach."""
        if self.low is None and self.high is None:
            return span
        low = span[0] if self.low is None else max(span[0], self.low)
        high = span[1] if self.high is None else min(span[1], self.high)
        if low < high:
            return low, high
        width = span[1] - span[0]
        if self.low is None:
            return high - width, high
        return self.low, self.low + width if self.high is None or self.high <= self.low else self.high


MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}


def reach(domain: Sequence[Comparison], name: str) -> Reach:
    """The bounds that comparisons between the bare name and a number give."""
    sides = [(each.left, each.relation, each.right) for each in domain]
    sides += [(each.right, MIRRORED[each.relation], each.left) for each in domain]
    bounds = [(relation, exact(far)) for near, relation, far in sides if near == Name(name)]
    low = [bound for relation, bound in bounds if bound is not None and relation in (">", ">=")]
    high = [bound for relation, bound in bounds if bound is not None and relation in ("<", "<=")]
    return Reach(max(low, default=None), min(high, default=None))


def numbers(seed: bytes) -> Iterator[int]:
    """An endless stream of 64-bit numbers, the same for the same seed on every machine."""
    for block in count():
        digest = blake2b(block.to_bytes(8, "big"), key=seed[:64], digest_size=64).digest()
        for start in range(0, 64, 8):
            yield int.from_bytes(digest[start : start + 8], "big")


def seed(*texts: str) -> bytes:
    return blake2b("\x00".join(texts).encode(), digest_size=32).digest()


def draws(
    start: bytes,
    names: Sequence[str],
    reaches: Mapping[str, Reach],
    around: Sequence[Span],
    whole: Sequence[str] = (),
) -> Iterator[Coordinates]:
    """Points without end: each coordinate goes round the spans on its own, starting where the digest says."""
    stream = numbers(start)
    offsets = {name: next(stream) if place else 0 for place, name in enumerate(names)}
    grids = {
        name: [_whole(*reaches[name].clip(span)) for span in WHOLE]
        if name in whole
        else [_grid(*reaches[name].clip(span)) for span in around]
        for name in names
    }
    for turn in count():
        yield {name: _between(grid[(turn + offsets[name]) % len(grid)], next(stream)) for name, grid in grids.items()}


def rounded(names: Sequence[str], whole: Sequence[str] = ()) -> Iterator[Coordinates]:
    """Round numbers, each name further along the list than the one before."""
    lists = {name: WHOLE_ROUND if name in whole else ROUND for name in names}
    for turn in range(len(ROUND)):
        yield {name: each[(turn + 3 * place) % len(each)] for place, (name, each) in enumerate(lists.items())}


def closely(start: bytes, known: Sequence[Coordinates]) -> Iterator[Coordinates]:
    """Points ever closer to the known ones, without end: for a domain that leaves little room."""
    stream = numbers(start[::-1])
    for turn in count():
        width = Fraction(1, 2 << 2 * (turn % 5))
        yield {
            name: value + width * (Fraction(2 * (next(stream) % GRID) + 1, GRID) - 1)
            for name, value in known[turn % len(known)].items()
        }


Grid = tuple[int, int, int, int, int]
"""Whole numbers low, count, unit, factor and shift: the values are `(factor (low + i) + shift)/unit` for i < count."""


@lru_cache(maxsize=1_024)
def _grid(low: Fraction, high: Fraction) -> Grid:
    """The odd multiples of 1/131072 inside the span, finer ones where the span is narrow."""
    unit = GRID
    while (high - low) * unit < 64:
        unit *= 2
    first, last = int(low * unit) // 2 + 1, int(high * unit) // 2 - 1
    return first, last - first + 1, unit, 2, 1


def _whole(low: Fraction, high: Fraction) -> Grid:
    """The whole numbers of the span, or the first behind it."""
    first = ceil(low)
    return first, max(floor(high) - first, 0) + 1, 1, 1, 0


def _between(grid: Grid, chance: int) -> Fraction:
    low, many, unit, factor, shift = grid
    return Fraction(factor * (low + chance % many) + shift, unit)


def suggested(nodes: Sequence[Node]) -> tuple[Span, ...]:
    """Stretches beside the larger numbers of a formula: `ln(x - 500)` lives right of 500."""
    typed = {abs(each.value) for node in nodes for each in walk(node) if isinstance(each, Number)}
    large = sorted(value for value in typed if value >= 3)[:8]
    return tuple(
        stretch
        for value in large
        for stretch in ((value - 1, value), (value, value + 2), (-value - 1, -value), (-value, 2 - value))
    )
