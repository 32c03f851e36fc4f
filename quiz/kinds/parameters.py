"""Parameters: what `vary` and `where` mean, in which order variants come, and which one a review shows.

values = list | range ;  list = "[" number { "," number } "]" ;  number = decimal | fraction
range  = number ".." number [ "step" number ] [ "except" number { "," number } ]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from hashlib import sha256
from itertools import product
from math import prod

from quiz.kinds.fields import exact
from quiz.kinds.question import Values
from quiz.notation import Condition, holds
from quiz.notation.tree import Negative, Node, Number
from quiz.reading.problems import Finding, Path

MOST_COMBINATIONS = 5_000
"""Before the filter: every variant is built and checked before a learner meets any."""

_RANGE = re.compile(r"(?P<low>[^.\s]\S*?)\s*\.\.\s*(?P<high>\S+)(\s+step\s+(?P<step>\S+))?(\s+except\s+(?P<but>.+))?\Z")
_DECIMALS = re.compile(r"[+-−]?\d+\.(\d+)\Z")


@dataclass(frozen=True)
class Parameter:
    """A name and its values in the order written; `decimals` says how a value was spelled (0.10 keeps two)."""

    name: str
    values: tuple[Fraction, ...]
    decimals: Mapping[Fraction, int]

    def printed(self, value: Fraction) -> Node:
        """The value as a tree: negative numbers with their sign in front, decimals as they were written."""
        size = Number(abs(value), self.decimals.get(abs(value)))
        return Negative(size) if value < 0 else size


def read_parameter(name: str, written: str | tuple[str, ...], path: Path) -> Parameter | Finding:
    spelled = written if isinstance(written, tuple) else (written,)
    values = _listed(spelled) if isinstance(written, tuple) or ".." not in written else _ranged(written)
    if isinstance(values, str):
        return Finding(path, "bad-value", values, _EXAMPLES)
    if not values:
        return Finding(path, "bad-value", f"{name} has no value", _EXAMPLES)
    if len(set(values)) < len(values):
        return Finding(path, "bad-value", f"{name} has the same value twice")
    return Parameter(name, values, _decimals(spelled))


_EXAMPLES = "write a list [3, 4, 5], fractions [1/2, 1/3], or a range 2..9, 10..50 step 10, -6..6 except 0"


def _listed(spelled: tuple[str, ...]) -> tuple[Fraction, ...] | str:
    values = tuple(exact(each) for each in spelled)
    for text, value in zip(spelled, values, strict=True):
        if value is None:
            return f"'{text}' is not a number"
    return tuple(value for value in values if value is not None)


def _ranged(text: str) -> tuple[Fraction, ...] | str:
    match = _RANGE.match(text.strip())
    if not match:
        return f"'{text}' is not a range"
    low, high, step = (exact(match[each] or "1") for each in ("low", "high", "step"))
    if low is None or high is None or step is None:
        return f"'{text}' is not a range"
    if step <= 0 or high < low:
        return f"'{text}' is empty: a range goes up"
    count = int((high - low) / step) + 1
    if count > MOST_COMBINATIONS:
        return f"'{text}' has {count} values; at most {MOST_COMBINATIONS} are allowed"
    but = [exact(each) for each in (match["but"] or "").split(",") if each.strip()]
    if None in but:
        return f"'{match['but']}' after except is not a list of numbers"
    return tuple(value for value in (low + step * k for k in range(count)) if value not in but)


def _decimals(spelled: tuple[str, ...]) -> dict[Fraction, int]:
    words = [word for text in spelled for word in re.split(r"\.\.|\s+|,", text)]
    return {abs(Fraction(word.replace("−", "-"))): len(match[1]) for word in words if (match := _DECIMALS.match(word))}


def combinations(parameters: Sequence[Parameter]) -> int:
    return prod(len(each.values) for each in parameters)


def enumerate_values(parameters: Sequence[Parameter], where: Sequence[Condition] = ()) -> Iterator[dict[str, Fraction]]:
    """All combinations that satisfy `where`, in the order written, the last name fastest."""
    names = [each.name for each in parameters]
    for chosen in product(*(each.values for each in parameters)):
        values = dict(zip(names, chosen, strict=True))
        if all(holds(condition, values) for condition in where):
            yield values


@lru_cache(maxsize=1024)
def _order(key: str, count: int) -> tuple[int, ...]:
    """The variants in an order that only this key knows: sorted by a digest, the same on any machine."""
    return tuple(sorted(range(count), key=lambda index: sha256(f"{key}/{index}".encode()).digest()))


def draw(key: str, review_count: int, variants: Sequence[Values]) -> Values:
    """The variant of a card's next review: a pure function of the key and how many reviews there were.

    The keyed order is walked round and round, so a variant returns after all others were used and never sooner.
    """
    order = _order(key, len(variants))
    return variants[order[review_count % len(order)]]
