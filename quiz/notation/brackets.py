"""Brackets and bars: where an expression stands inside another."""

from __future__ import annotations

from quiz.notation import unreadable as say
from quiz.notation.complaints import unexpected
from quiz.notation.cursor import Cursor
from quiz.notation.grammar import expression
from quiz.notation.tokens import Kind, Token
from quiz.notation.tree import Call, Node
from quiz.notation.unreadable import Edit, refuse

CLOSING = {"(": ")", "[": "]", "⟨": "⟩"}


def bracketed(c: Cursor) -> list[Node]:
    """bracketed = open expression { ',' expression } close ;"""
    c.deeper()
    opening, bars_outside, after_bars = c.take(), c.bars, c.after_bars
    c.bars, c.after_bars, comma = 0, False, 0
    inside = [expression(c)]
    while c.sees(Kind.COMMA):
        comma = c.at
        c.take()
        inside.append(expression(c))
    close(c, opening)
    c.bars, c.after_bars, c.comma = bars_outside, after_bars, comma
    c.depth -= 1
    return inside


def close(c: Cursor, opening: Token) -> None:
    wanted, end = CLOSING[opening.text], c.before.span[1]
    if c.sees(Kind.CLOSE) and c.next.text == wanted:
        c.take()
    elif c.sees(Kind.CLOSE):
        refuse(say.OTHER_BRACKET, c.next.span, Edit(*c.next.span, wanted))
    elif c.sees(Kind.END):
        refuse(say.NEVER_CLOSED, opening.span, Edit(end, end, wanted))
    else:
        unexpected(c)


def bars(c: Cursor) -> Node:
    """bars = '|' expression '|' ;"""
    c.deeper()
    first, opening, after_bars = c.at, c.take(), c.after_bars
    c.bars += 1
    inside = expression(c)
    if c.sees(Kind.END):
        end = c.before.span[1]
        refuse(say.BAR_NEVER_CLOSED, opening.span, Edit(end, end, "|"))
    if not c.sees(Kind.BAR):
        unexpected(c)
    c.take()
    c.bars, c.after_bars = c.bars - 1, after_bars
    c.depth -= 1
    return Call("abs", (inside,), span=c.since(first))
