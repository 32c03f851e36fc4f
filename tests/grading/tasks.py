"""Tasks in the words of the field: the derivative of a function, a number, a formula."""

from __future__ import annotations

from typing import Any

from quiz.grading.ladder import grade
from quiz.grading.verdict import Task, Verdict
from quiz.notation import Parsed, Vocabulary, read
from quiz.notation.symbolic import from_sympy, symbol, to_sympy
from quiz.notation.tree import Comparison, Node


def tree(text: str, *names: str) -> Node:
    """The tree of an author's formula in x, or in the names given."""
    parsed = read(text, Vocabulary(variables=frozenset(names or ("x",)), tuples=True))
    assert isinstance(parsed, Parsed), parsed
    return parsed.tree


def the_derivative_of(text: str, *names: str, **more: Any) -> Task:
    """By the first name, x if none is given."""
    from sympy import diff

    by = (names or ("x",))[0]
    function = tree(text, *names)
    return Task(from_sympy(diff(to_sympy(function), symbol(by))), names or ("x",), function, **more)


def the_formula(text: str, *names: str, domain: str = "", **more: Any) -> Task:
    names = names or ("x",)
    return Task(tree(text, *names), names, domain=the_domain(domain, *names) if domain else (), **more)


def the_domain(text: str, *names: str) -> tuple[Comparison, ...]:
    from quiz.notation.conditions import read_domain

    comparisons = read_domain(text, Vocabulary(variables=frozenset(names)))
    assert isinstance(comparisons, tuple), comparisons
    return comparisons


def the_number(text: str, **more: Any) -> Task:
    return Task(tree(text), **more)


def verdict_on(response: str, task: Task) -> Verdict:
    return grade(task, response)


def outcome_of(response: str, task: Task) -> str:
    return str(grade(task, response).outcome)
