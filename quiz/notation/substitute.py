"""Replacing names by trees, and calls of an author's functions by their bodies."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from quiz.notation.formula import size
from quiz.notation.tree import Call, Name, Node, parts, walk, with_parts

MAX_NODES = 20_000
"""Functions of functions grow exponentially; beyond this the formula is refused."""

Heads = Mapping[str, tuple[tuple[str, ...], Node]]
"""Head -> parameters and body: `f(x): x^2` is `{"f": (("x",), body)}`."""


class TooManyNodes(ValueError):
    """An author's functions, put into each other, give a formula beyond MAX_NODES."""


def arities(heads: Heads) -> dict[str, int | None]:
    """How many arguments each head takes, as a vocabulary wants to know it."""
    return {name: len(parameters) for name, (parameters, _) in heads.items()}


def substitute(node: Node, by: Mapping[str, Node]) -> Node:
    """Every name in `by` replaced, all at once: the replacements are not looked into."""
    if isinstance(node, Name):
        return by.get(node.name, node)
    inner = parts(node)
    changed = tuple(substitute(each, by) for each in inner)
    return with_parts(node, changed) if any(a is not b for a, b in zip(inner, changed, strict=True)) else node


def inline(node: Node, heads: Heads) -> Node:
    """Every call of a head replaced by its body; a body may call the heads written before it."""
    inner = tuple(inline(each, heads) for each in parts(node))
    node = with_parts(node, inner)
    if not isinstance(node, Call) or node.function not in heads:
        return node
    parameters, body = heads[node.function]
    if len(parameters) != len(node.arguments):
        raise ValueError(f"{node.function} has {len(parameters)} parameters, not {len(node.arguments)}")
    others = {name: head for name, head in heads.items() if name != node.function}
    grown = substitute(inline(body, others), dict(zip(parameters, node.arguments, strict=True)))
    if next(islice(walk(grown), MAX_NODES, None), None) is not None:
        raise TooManyNodes(f"{node.function} grows beyond {MAX_NODES} pieces")
    return grown


def spelled_out(node: Node, heads: Heads, most: int = MAX_NODES) -> Node:
    """Every call of a head, and every head that stands alone, replaced by its body, which calls none itself.

    Raises TooManyNodes before anything larger than `most` is made.
    """
    if not heads:
        return node
    if _grown(node, {name: _Body(parameters, body) for name, (parameters, body) in heads.items()}) > most:
        raise TooManyNodes(f"this grows beyond {most} pieces")
    return inline(substitute(node, {name: body for name, (_, body) in heads.items()}), heads)


class _Body:
    """The size of a head's body, and how often each parameter stands in it."""

    def __init__(self, parameters: tuple[str, ...], body: Node) -> None:
        found = [each.name for each in walk(body) if isinstance(each, Name)]
        self.uses = [found.count(parameter) for parameter in parameters]
        self.size = size(body)


def _grown(node: Node, bodies: Mapping[str, _Body]) -> int:
    """The nodes of the tree once it is spelled out: an argument stands wherever its parameter stood."""
    if isinstance(node, Name):
        return bodies[node.name].size if node.name in bodies else 1
    inner = [_grown(each, bodies) for each in parts(node)]
    if not isinstance(node, Call) or node.function not in bodies:
        return 1 + sum(inner)
    body = bodies[node.function]
    return body.size + sum(uses * (each - 1) for uses, each in zip(body.uses, inner, strict=True))
