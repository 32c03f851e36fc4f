"""number: one value, exact or as a decimal within a tolerance, with units if the item has them."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from quiz.grading.rounded import within_tolerance
from quiz.grading.verdict import Task, Tolerance, Verdict
from quiz.kinds.computed import ComputedQuestion
from quiz.kinds.computed_items import build_computed
from quiz.kinds.fields import Count, Text, exact, one_text, refuse
from quiz.kinds.question import CannotBuild, Kind
from quiz.kinds.records import Computed, Item, Part, Written
from quiz.notation import Parsed, Unreadable, ascii, latex
from quiz.notation.decimals import rounded
from quiz.notation.exact import exact as exact_value
from quiz.notation.tree import Node, Number, Product, Quotient, names_in
from quiz.reading.problems import Finding, Path

USUAL = Tolerance(0.001, relative=True, decimals_only=True)
"""For typed decimals when the item says nothing: one in a thousand."""

FEWEST_DIGITS, MOST_DIGITS = 4, 12
"""Of an approximation that is shown."""


def _tolerance(value: Any) -> Tolerance:
    text = one_text(value)
    amount = exact(text.removesuffix("%"))
    if amount is None or amount < 0:
        raise refuse("a tolerance is such as 0.001 or 0.1 %, not '{found}'", found=text)
    return Tolerance(float(amount / 100), relative=True) if text.endswith("%") else Tolerance(float(amount))


class NumberFields(Computed, Written):
    kind: Literal["number"] = Field(description="One value, exact or a decimal.")
    tolerance: Annotated[
        Tolerance | None, BeforeValidator(_tolerance), WithJsonSchema({"type": ["number", "string"]})
    ] = Field(None, description="`0.001` is absolute, `0.1 %` relative; by default 0.1 % for typed decimals.")
    unit: Text = Field("", description="Shown after the box.")
    units_accepted: dict[str, Count] = Field(
        {}, description="Units that may be typed, with their size: `{m: 1, cm: 0.01}`."
    )


class NumberItem(NumberFields, Item):
    """One value to find."""


class NumberPart(NumberFields, Part):
    """One value to find, in a scenario."""


class NumberQuestion(ComputedQuestion):
    kind: ClassVar[str] = "number"

    @property
    def variables(self) -> tuple[str, ...]:
        """A number has none."""
        return ()

    @property
    def unit(self) -> str:
        return str(self.template.record.unit)

    def fitted(self, key: Node, path: Path) -> Node:
        key = super().fitted(key, path)
        if names_in(key):
            left = ", ".join(sorted(names_in(key)))
            message = f"the answer {ascii(key)} still holds {left}: give a point, or use kind expression"
            raise CannotBuild(Finding(path, "answer-fails", message))
        return key

    @property
    def tolerance(self) -> Tolerance:
        return self.template.record.tolerance or USUAL

    @cached_property
    def answer_shown(self) -> str:
        """An irrational number is followed by what one may type for it: `\\ln 100000 \\approx 11.51`."""
        about = self._approximation
        return self.answer_latex if about is None else rf"{self.answer_latex} \approx {latex(about)}"

    @property
    def _approximation(self) -> Node | None:
        """Four significant digits, or as many as are correct when they are typed."""
        if exact_value(self.answer) is not None:
            return None
        tries = [rounded(self.key, digits) for digits in range(FEWEST_DIGITS, MOST_DIGITS + 1)]
        fitting = [each for each in tries if each and within_tolerance(each, self.key, self.tolerance)]
        return fitting[0] if fitting else tries[1]

    @cached_property
    def _units(self) -> list[tuple[str, Fraction]]:
        """Every unit that may be typed, longest first, with its size."""
        sizes = {self.unit: Fraction(1), **self.template.record.units_accepted}
        return sorted(((unit, size) for unit, size in sizes.items() if unit), key=lambda pair: -len(pair[0]))

    def without_unit(self, response: str) -> tuple[str, Fraction]:
        """The number alone, every character where it was, and the size of its unit."""
        text = response.rstrip()
        for unit, size in self._units:
            before = text.removesuffix(unit)
            if before != text and re.search(r"[\d)\]}πe\s]\Z", before):
                return before, size
            after = text.lstrip().removeprefix(unit)
            if after != text.lstrip() and not unit[-1].isalnum():
                return after.rjust(len(text)), size
        return response, Fraction(1)

    def read(self, response: str) -> Parsed | Unreadable:
        return super().read(self.without_unit(response)[0])

    def grade(self, response: str) -> Verdict:
        text, size = self.without_unit(response)
        return self.judged(text, lambda key: _scaled(self.task_for(key), size))

    def own_value(self, response: str) -> Node | None:
        value, size = super().own_value(response), self.without_unit(response)[1]
        return value if value is None or size == 1 else Product((Number(size), value))

    def task_for(self, key: Node) -> Task:
        return replace(super().task_for(key), tolerance=self.tolerance)


def _scaled(task: Task, size: Fraction) -> Task:
    """The same task in a unit of this size: the key is divided, and so is an absolute tolerance."""
    if size == 1:
        return task
    tolerance = task.tolerance
    if tolerance and not tolerance.relative:
        tolerance = Tolerance(tolerance.amount / float(size))
    return replace(task, key=Quotient(task.key, Number(size)), tolerance=tolerance)


def build(record: NumberItem, path: Path = ()) -> tuple[Any, list[Finding]]:
    return build_computed(record, path, NumberQuestion)


EXAMPLE = """\
id: sigmoid-steepest
kind: number
title: The steepest point of the sigmoid
topic: activations
level: 1
covers: []
given: {s(x): 1/(1 + exp(-x))}
ask: How steep can the curve $s(x) = {s(x)}$ get?
answer: derivative of s at x = 0
tolerance: 0.001
model: The slope is $s(1 - s)$, largest where $s$ is one half.
mistakes:
  - answer: 1/2
    say: That is the height of the curve at 0. How steep is it there?
tests: {accept: [1/4, 0.25, 2/8], reject: [0.5, 0.24]}
"""

NUMBER = Kind("number", NumberItem, build, EXAMPLE)
