"""vector: an ordered list of formulas, or rows of a matrix; typed as one text or in one box an entry."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Any, ClassVar, Literal

from pydantic import Field

from quiz.calculus.given import Function
from quiz.calculus.phrases import Phrase, Wanted
from quiz.grading.verdict import Task
from quiz.kinds.computed import ComputedQuestion
from quiz.kinds.computed_items import build_computed
from quiz.kinds.fields import YesNo
from quiz.kinds.question import Kind
from quiz.kinds.records import Computed, Item, Part, Written
from quiz.notation.tree import Matrix, Node, Tuple
from quiz.reading.problems import Finding, Path


class VectorFields(Computed, Written):
    kind: Literal["vector"] = Field(description="An ordered list, or the rows of a matrix.")
    boxes: YesNo = Field(False, description="yes: one box an entry instead of one line.")
    any_order: YesNo = Field(False, description="yes: for a set of values or points.")


class Vector(VectorFields, Item):
    """A vector or a matrix to find."""


class VectorPart(VectorFields, Part):
    """A vector or a matrix to find, in a scenario."""


class VectorQuestion(ComputedQuestion):
    kind: ClassVar[str] = "vector"
    takes_vectors: ClassVar[bool] = True

    def fitted(self, key: Node, path: Path) -> Node:
        """One value is a list of one."""
        return key if isinstance(key, Tuple | Matrix) else Tuple((key,))

    @property
    def is_a_set(self) -> bool:
        return bool(self.template.record.any_order)

    @property
    def boxes(self) -> bool:
        return bool(self.template.record.boxes)

    @cached_property
    def shape(self) -> tuple[int, int]:
        """Rows and columns; a vector is one row. Known without the key where the phrase says it."""
        return self._shape_of_phrase() or shape_of(self.key)

    def _shape_of_phrase(self) -> tuple[int, int] | None:
        phrase = self.template.answer
        head = self.case.setting.heads.get(phrase.of) if isinstance(phrase, Phrase) else None
        if not isinstance(phrase, Phrase) or not isinstance(head, Function):
            return None
        inputs, outputs = len(head.arguments), len(head.body.entries) if isinstance(head.body, Tuple) else 1
        return {
            Wanted.GRADIENT: (1, inputs),
            Wanted.HESSIAN: (inputs, inputs),
            Wanted.JACOBIAN: (outputs, inputs),
        }.get(phrase.wanted)

    def task_for(self, key: Node) -> Task:
        return replace(super().task_for(self.fitted(key, ())), any_order=self.is_a_set)


def shape_of(key: Node) -> tuple[int, int]:
    match key:
        case Matrix(rows):
            return len(rows), len(rows[0])
        case Tuple(entries):
            return 1, len(entries)
        case _:
            return 1, 1


def build(record: Vector, path: Path = ()) -> tuple[Any, list[Finding]]:
    return build_computed(record, path, VectorQuestion)


EXAMPLE = """\
id: jacobian-two-by-two
kind: vector
title: A Jacobian, row by row
topic: gradients
level: 2
covers: []
given:
  F(x, y): (x^2*y, x + 3*y)
ask: Write the Jacobian of $F(x, y) = {F(x, y)}$, one row for each output.
answer: jacobian of F
model: Row by row, an output is differentiated by each input in turn.
mistakes:
  - answer:
      - [2*x*y, 1]
      - [x^2, 3]
    misconception: jacobian-transposed
    say: Which belongs to one row, an output or an input?
tests:
  accept: ['[[2xy, x^2], [1, 3]]']
  reject: ['[[2xy, x^2], [1, 2]]']
"""

VECTOR = Kind("vector", Vector, build, EXAMPLE)
