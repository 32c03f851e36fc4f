"""Units: names, brackets and bars; `UNITS` says what begins with which token."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from quiz.notation import unreadable as say
from quiz.notation.application import application, root
from quiz.notation.brackets import bars, bracketed
from quiz.notation.complaints import refuse_list
from quiz.notation.cursor import Ambiguity, Choice, Cursor
from quiz.notation.grammar import unit
from quiz.notation.numbers import number, vulgar
from quiz.notation.tokens import Kind, Token
from quiz.notation.tree import Call, Const, Name, Node, Number
from quiz.notation.unknown import CONSTANT_OF_INTEGRATION
from quiz.notation.unreadable import Edit, refuse

LOOK_AHEAD = 200
"""Tokens: nobody writes a longer factor, and nested brackets would be looked through again and again."""


def constant(c: Cursor) -> Node:
    token = c.take()
    return Const(token.text, span=token.span)


def name(c: Cursor) -> Node:
    """name = declared [ '[' whole { ',' whole } ']' | '_' ( whole | bracketed ) ] ;   an index only behind a vector"""
    first, token = c.at, c.take()
    node = Name(token.text, span=token.span)
    if token.text not in c.vocabulary.vectors or not (c.next.text == "[" or c.sees(Kind.INDEX)):
        return node
    if c.sees(Kind.INDEX):
        c.take()
        if not c.sees(Kind.NUMBER, Kind.OPEN):
            refuse(say.INDEX.format(token.text), c.since(first))
    places = bracketed(c) if c.sees(Kind.OPEN) else [unit(c)]
    for place in places:
        if not (isinstance(place, Number) and place.decimals is None and place.value >= 1):
            refuse(say.INDEX.format(token.text), place.span)
    return Call("entry", (node, *places), span=c.since(first))


def head(c: Cursor) -> Node:
    """head = declared '(' expression { ',' expression } ')' | bare ;   a bare one multiplies what is behind it"""
    first, token = c.at, c.take()
    if c.next.text != "(" or (token.text in c.vocabulary.bare and _multiplies(c, Choice(Ambiguity.HEAD, first))):
        return _alone(c, token, first)
    arguments = bracketed(c)
    wanted = c.vocabulary.heads[token.text]
    if wanted is not None and wanted != len(arguments):
        sentence = say.NEEDS_ONE.format(token.typed) if wanted == 1 else say.NEEDS_MANY.format(token.typed, wanted)
        refuse(sentence, c.since(first))
    return Call(token.text, tuple(arguments), span=c.since(first))


def _alone(c: Cursor, token: Token, first: int) -> Node:
    """`s` for s(x). Behind a plus at the end, a C is a constant of integration, whatever else it may be."""
    if token.text in c.vocabulary.names:
        c.at = first
        return name(c)
    if token.text not in c.vocabulary.bare:
        refuse(say.NEEDS_ARGUMENT.format(token.typed), token.span, Edit(token.span[1], token.span[1], "(x)"))
    plus = c.tokens[first - 1]
    if token.text in CONSTANT_OF_INTEGRATION and first and plus.kind is Kind.PLUS and c.sees(Kind.END):
        refuse(say.INTEGRATION.format(token.typed), token.span, Edit(plus.span[0], token.span[1], ""))
    return Name(token.text, span=token.span)


def _multiplies(c: Cursor, choice: Choice) -> bool:
    """Is the bracket a factor? In `s(1 - s)` it is; `s(1 - x)` is s at 1 - x, or, read the other way, a product."""
    depth, is_sum = 0, False
    for ahead in range(c.at, min(c.at + LOOK_AHEAD, len(c.tokens))):
        token, behind = c.tokens[ahead], c.ahead(ahead + 1 - c.at)
        depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
        if depth == 0:
            break
        if token.kind is Kind.HEAD and token.text in c.vocabulary.bare and behind.text != "(":
            return True
        is_sum |= depth == 1 and token.kind in (Kind.PLUS, Kind.MINUS) and ahead > c.at + 1
    if is_sum:
        c.made[choice] = Name(c.before.text, span=c.before.span)
    return is_sum and c.flipped(choice)


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
