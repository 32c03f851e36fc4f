"""A worked derivation as lines of plain text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.calculus.step import Step, Worked
from quiz.calculus.tables import RULES
from quiz.notation import ascii
from quiz.notation.tree import Node

INDENT = "    "
SEEN_AT_ONCE = ("constant", "identity")


def lines(worked: Worked) -> list[str]:
    """Rule, pieces, parts, together; and the result once more, tidied up."""
    told = list(_lines(worked.step, ""))
    if worked.tidied != worked.step.result:
        told.append(f"Tidied up: {ascii(worked.tidied)}")
    return told


def _lines(step: Step, indent: str) -> Iterator[str]:
    head = f"{indent}d/d{step.by} {_bracketed(step.function)}"
    if step.rule in SEEN_AT_ONCE:
        yield f"{head} = {ascii(step.result)}"
        return
    rule = RULES[step.rule]
    yield f"{head}: {rule.title}, {(rule.form.__doc__ or '').strip()}"
    if step.setup:
        yield f"{indent}{INDENT}with {', '.join(f'{name} = {ascii(node)}' for name, node in step.setup)}"
    for each in step.inner:
        yield from _lines(each, indent + INDENT)
    yield f"{indent}{INDENT}= {ascii(step.result)}"


def _bracketed(node: Node) -> str:
    return f"[{ascii(node)}]"
