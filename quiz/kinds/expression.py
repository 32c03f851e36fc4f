"""expression: a formula, graded by equivalence on the domain."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from quiz.calculus.forms import ShowAs
from quiz.grading.verdict import Task
from quiz.kinds.computed import ComputedQuestion
from quiz.kinds.computed_items import build_computed
from quiz.kinds.fields import one_text, refuse
from quiz.kinds.question import Kind
from quiz.kinds.records import Computed, Item, Part, Written
from quiz.notation.tree import Node
from quiz.reading.problems import Finding, Path

FORMS = ("factored", "expanded", "simplified", "single_fraction")


def _form(value: Any) -> str:
    text = one_text(value)
    if text in FORMS or re.match(r"in \S", text):
        return text
    raise refuse(
        "a form is one of {known}, or such as in sigmoid(x), not '{found}'", known=", ".join(FORMS), found=text
    )


def _show_as(value: Any) -> ShowAs:
    text = one_text(value)
    if text not in tuple(ShowAs):
        raise refuse("show_as is one of {known}, not '{found}'", known=", ".join(ShowAs), found=text)
    return ShowAs(text)


class ExpressionFields(Computed, Written):
    kind: Literal["expression"] = Field(description="A formula, graded by equivalence.")
    form: Annotated[str, BeforeValidator(_form)] = Field("", description="Only when the form itself is the skill.")
    show_as: Annotated[
        ShowAs | None, BeforeValidator(_show_as), WithJsonSchema({"enum": [str(each) for each in ShowAs]})
    ] = Field(None, description="How our own answer is printed: factored, expanded or simplified.")


class Expression(ExpressionFields, Item):
    """A formula to find."""


class ExpressionPart(ExpressionFields, Part):
    """A formula to find, in a scenario."""


class ExpressionQuestion(ComputedQuestion):
    kind: ClassVar[str] = "expression"

    def task_for(self, key: Node) -> Task:
        task = super().task_for(key)
        return replace(task, form=self.template.record.form or None)


def build(record: Expression, path: Path = ()) -> tuple[Any, list[Finding]]:
    return build_computed(record, path, ExpressionQuestion)


EXAMPLE = """\
id: power-of-a-line
kind: expression
title: A power of a straight line
topic: chain-rule
level: 1
covers: []
vary: {a: 2..9, b: -6..6 except 0, n: [3, 4, 5]}
where:
  - gcd(a, b) = 1
  - a != abs(b)
given: {f(x): (a*x + b)^n}
ask: Differentiate $f(x) = {f(x)}$.
answer: derivative of f
show_as: factored
model: The power is the outer function, the line the inner one; their slopes multiply.
mistakes:
  - answer: n*(a*x + b)^(n-1)
    misconception: inside-lost
    say: How fast does the inside itself change?
hints:
  - Which operation happens last when you evaluate $f$?
  - Call the inside $u$. What is the derivative of $u^{n}$?
tests: {accept: [a*n*(a*x + b)^(n-1)], reject: [a*(a*x + b)^(n-1)]}
"""

EXPRESSION = Kind("expression", Expression, build, EXAMPLE)
