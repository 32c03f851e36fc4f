"""Replacing names by trees, and calls of an author's functions by their bodies."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

from quiz.notation.tree import Call, Name, Node, parts, walk, with_parts

MAX_NODES = 20_000
"""Functions of functions grow exponentially; beyond this the formula is refused."""

Heads = Mapping[str, tuple[tuple[str, ...], Node]]
"""Head -> parameters and body: `f(x): x^2` is `{"f": (("x",), body)}`."""


class TooManyNodes(ValueError):
    """An author's functions, put into each other, give a formula beyond MAX_NODES."""


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
