"""The lattice that arguments of exp, or of angles, span: every argument is a whole combination of its basis.

    e^(x/7), e^(400x)                 basis x/7
    e^(x + y) alone                   basis x + y
    e^(x + y), e^(x - y)              basis x + y, 2y

A vector holds the rational coefficients of an argument by the labels of its terms.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

from flint import fmpz_mat

Vector = dict[str, Fraction]
MAX_RANK = 16
MAX_BITS = 512


class FinerUnit(Exception):
    """An argument is no whole combination of the basis used so far: begin again with the finer one now on record."""


class TooFine(Exception):
    """The lattice has too many dimensions, or numbers that are too long."""


@dataclass
class Lattice:
    """Grows with every vector, and is kept between attempts."""

    labels: list[str] = field(default_factory=list)
    basis: list[Vector] = field(default_factory=list)

    def add(self, vector: Vector) -> None:
        if self.within(vector) is None:
            self.labels += [label for label in vector if label not in self.labels]
            self.basis = _reduced([*self.basis, vector], self.labels)

    def coordinates(self, vector: Vector) -> list[tuple[int, Vector]]:
        """The vector as `sum of n b` over basis vectors b; raises FinerUnit when that changes the basis."""
        found = self.within(vector)
        if found is None:
            before = list(self.basis)
            self.add(vector)
            if not all(row in self.basis for row in before):
                raise FinerUnit
            found = self.within(vector)
        assert found is not None
        return found

    def within(self, vector: Vector) -> list[tuple[int, Vector]] | None:
        """By the pivots of the basis, one after the other."""
        rest, found = dict(vector), []
        for row in self.basis:
            pivot = next(iter(row))
            times = rest.get(pivot, Fraction(0)) / row[pivot]
            if times.denominator != 1:
                return None
            if times:
                found.append((int(times), row))
                rest = _minus(rest, row, times)
        return None if rest else found


def _minus(left: Vector, right: Vector, times: Fraction) -> Vector:
    result = dict(left)
    for label, value in right.items():
        result[label] = result.get(label, Fraction(0)) - times * value
    return {label: value for label, value in result.items() if value}


def _reduced(rows: list[Vector], labels: list[str]) -> list[Vector]:
    """The Hermite form of the rows, whose first entries are the pivots; the newest label comes first, so that what
    was there before stays as it was."""
    columns = labels[::-1]
    common = lcm(*(value.denominator for row in rows for value in row.values()))
    if len(rows) > MAX_RANK or common.bit_length() > MAX_BITS:
        raise TooFine
    table = [[int(row.get(label, Fraction(0)) * common) for label in columns] for row in rows]
    whole = fmpz_mat(table).hnf().tolist()
    return [_vector(zip(columns, map(int, row), strict=True), common) for row in whole if any(row)]


def _vector(pairs: Iterable[tuple[str, int]], common: int) -> Vector:
    return {label: Fraction(value, common) for label, value in pairs if value}
