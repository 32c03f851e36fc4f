"""Units: names, brackets and bars; `UNITS` says what begins with which token."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from quiz.notation import unreadable as say
from quiz.notation.application import application, root
from quiz.notation.brackets import bars, bracketed
from quiz.notation.complaints import refuse_list
from quiz.notation.cursor import Cursor
from quiz.notation.numbers import number, vulgar
from quiz.notation.tokens import Kind
from quiz.notation.tree import Call, Const, Name, Node, Number
from quiz.notation.unreadable import Edit, refuse


def constant(c: Cursor) -> Node:
    token = c.take()
    return Const(token.text, span=token.span)


def name(c: Cursor) -> Node:
    """name = declared [ '[' whole { ',' whole } ']' ] ;   an index only behind a declared vector"""
    first, token = c.at, c.take()
    node = Name(token.text, span=token.span)
    if token.text not in c.vocabulary.vectors or c.next.text != "[":
        return node
    places = bracketed(c)
    for place in places:
        if not (isinstance(place, Number) and place.decimals is None and place.value >= 1):
            refuse(say.INDEX.format(token.text), place.span)
    return Call("entry", (node, *places), span=c.since(first))


def head(c: Cursor) -> Node:
    """head = declared '(' expression { ',' expression } ')' ;"""
    first, token = c.at, c.take()
    if c.next.text != "(":
        if token.text in c.vocabulary.names:
            c.at = first
            return name(c)
        refuse(say.NEEDS_ARGUMENT.format(token.typed), token.span, Edit(token.span[1], token.span[1], "(x)"))
    arguments = bracketed(c)
    wanted = c.vocabulary.heads[token.text]
    if wanted is not None and wanted != len(arguments):
        sentence = say.NEEDS_ONE.format(token.typed) if wanted == 1 else say.NEEDS_MANY.format(token.typed, wanted)
        refuse(sentence, c.since(first))
    return Call(token.text, tuple(arguments), span=c.since(first))


def group(c: Cursor) -> Node:
    """group = '(' expression ')' | '[' expression ']' ;"""
    inside = bracketed(c)
    return inside[0] if len(inside) == 1 else refuse_list(c, c.comma)


UNITS: Mapping[Kind, Callable[[Cursor], Node]] = MappingProxyType(
    {
        Kind.NUMBER: number,
        Kind.FRACTION: vulgar,
        Kind.NAME: name,
        Kind.HEAD: head,
        Kind.CONST: constant,
        Kind.FUNCTION: application,
        Kind.ROOT: root,
        Kind.OPEN: group,
        Kind.BAR: bars,
    }
)
