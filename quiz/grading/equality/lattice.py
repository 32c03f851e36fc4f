"""The lattice that arguments of exp, or of angles, span: every argument is a whole combination of its basis.

    e^(x/7), e^(400x)                 basis x/7
    e^(x + y) alone                   basis x + y
    e^(x + y), e^(x - y), e^x         basis x + y, x

A vector holds the rational coefficients of an argument by the labels of its terms. An argument that the others do not
span becomes a basis vector as it is, so that no argument is a large multiple of something small by accident.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import TypeVar

from flint import fmpz_mat

Vector = dict[str, Fraction]
Key = TypeVar("Key")
MAX_RANK = 16
MAX_BITS = 512


class FinerUnit(Exception):
    """An argument is no whole combination of the basis used so far: begin again with the finer one now on record."""


class TooFine(Exception):
    """The lattice has too many dimensions, or numbers that are too long."""


@dataclass
class Row:
    """A combination of basis vectors with 1 at its pivot, where all other rows have 0."""

    pivot: str
    vector: Vector
    by: dict[int, Fraction]
    """The combination: basis vectors by number."""


@dataclass
class Lattice:
    """Grows with every vector, and is kept between attempts."""

    basis: list[Vector] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def add(self, vector: Vector) -> None:
        by, rest = self._solved(vector)
        if rest:
            self._append(vector, by, rest)
        elif any(value.denominator != 1 for value in by.values()):
            self._refine(by)

    def coordinates(self, vector: Vector) -> list[tuple[int, Vector]]:
        """The vector as `sum of n b` over basis vectors b; raises FinerUnit when that changes the basis."""
        by, rest = self._solved(vector)
        if rest:
            self._append(vector, by, rest)
            by = {len(self.basis) - 1: Fraction(1)}
        elif any(value.denominator != 1 for value in by.values()):
            self._refine(by)
            raise FinerUnit
        return [(int(value), self.basis[number]) for number, value in by.items() if value]

    def _solved(self, vector: Vector) -> tuple[dict[int, Fraction], Vector]:
        """Rational coordinates, and what the basis does not span."""
        if vector in self.basis:
            return {self.basis.index(vector): Fraction(1)}, {}
        by: dict[int, Fraction] = {}
        rest = vector
        for row in self.rows:
            times = vector.get(row.pivot)
            if times:
                rest, by = _plus(rest, row.vector, -times), _plus(by, row.by, times)
        return by, rest

    def _append(self, vector: Vector, by: Mapping[int, Fraction], rest: Vector) -> None:
        if len(self.basis) == MAX_RANK:
            raise TooFine
        pivot, lead = next(iter(rest.items()))
        number = len(self.basis)
        self.basis.append(vector)
        combination = {number: 1 / lead, **{each: -value / lead for each, value in by.items()}}
        new = Row(pivot, {label: value / lead for label, value in rest.items()}, combination)
        for row in self.rows:
            times = row.vector.get(pivot)
            if times:
                row.vector, row.by = _plus(row.vector, new.vector, -times), _plus(row.by, new.by, -times)
        self.rows.append(new)

    def _refine(self, by: Mapping[int, Fraction]) -> None:
        """A basis of the lattice that the old one and the new vector span: Hermite's form of their coordinates."""
        rank = len(self.basis)
        common = lcm(*(value.denominator for value in by.values()))
        if common.bit_length() > MAX_BITS:
            raise TooFine
        table = [[common if row == column else 0 for column in range(rank)] for row in range(rank)]
        table.append([int(by.get(column, 0) * common) for column in range(rank)])
        old = self.basis
        self.basis, self.rows = [], []
        for row in fmpz_mat(table).hnf().tolist():
            combined: Vector = {}
            for times, vector in zip(map(int, row), old, strict=True):
                combined = _plus(combined, vector, Fraction(times, common)) if times else combined
            if combined:
                self._append(combined, *self._solved(combined))


def _plus(left: Mapping[Key, Fraction], right: Mapping[Key, Fraction], times: Fraction) -> dict[Key, Fraction]:
    result = dict(left)
    for label, value in right.items():
        result[label] = result.get(label, Fraction(0)) + times * value
    return {label: value for label, value in result.items() if value}
