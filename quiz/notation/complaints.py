"""What to say when a token cannot stand where it stands, with the repairs worth trying."""

from __future__ import annotations

from typing import NoReturn

from quiz.notation import unreadable as say
from quiz.notation.cursor import Cursor
from quiz.notation.tokens import Kind, Token
from quiz.notation.unreadable import Edit, refuse

LETTERS = frozenset({Kind.NAME, Kind.CONST, Kind.HEAD})
OPERATORS = frozenset({Kind.PLUS, Kind.MINUS, Kind.STAR, Kind.SLASH, Kind.CARET})
SEPARATORS = frozenset({Kind.COMMA, Kind.SEMICOLON})
CURRENCIES = frozenset("$€£¥")


def missing(c: Cursor) -> NoReturn:
    """No operand begins at the next token."""
    token = c.next
    if c.at == 0:
        _missing_at_start(c)
    before = c.before
    if before.kind is Kind.OPEN and token.kind is Kind.CLOSE:
        refuse(say.EMPTY_BRACKETS, (before.span[0], token.span[1]), Edit(before.span[0], token.span[1], ""))
    if before.kind is Kind.BAR:
        refuse(say.MANY_BARS, before.span)
    if before.kind in OPERATORS | SEPARATORS and token.kind in OPERATORS | SEPARATORS:
        span = (before.span[0], token.span[1])
        refuse(say.MISSING_BETWEEN.format(before.text, token.text), span, _without(token), _without(before))
    if token.kind in OPERATORS | SEPARATORS:
        refuse(say.MISSING_BEFORE.format(token.text), token.span, _without(token))
    if token.kind in (Kind.END, Kind.CLOSE, Kind.BAR) and before.kind in OPERATORS | SEPARATORS:
        refuse(say.MISSING_AFTER.format(before.text), before.span, _without(before))
    if token.kind is Kind.END:
        refuse(say.NEVER_CLOSED, before.span, _without(before))
    unexpected(c)


def _missing_at_start(c: Cursor) -> NoReturn:
    token = c.next
    if token.kind in OPERATORS | SEPARATORS:
        refuse(say.MISSING_BEFORE.format(token.text), token.span, _without(token))
    unexpected(c)


def _without(token: Token) -> Edit:
    return Edit(*token.span, "")


def unexpected(c: Cursor) -> NoReturn:
    """A whole expression was read, and the next token does not belong to it."""
    token = c.next
    if token.kind is Kind.RELATION:
        equal = token.text in ("=", "==", ":=", "≈", "≡", "≅", "∼", "≃")
        at_end, only_a_name = c.ahead(1).kind is Kind.END, c.at == 1 and c.before.kind in LETTERS
        cut = Edit(c.before.span[0] if only_a_name and not at_end else token.span[0], token.span[1], "")
        edits = (cut,) if only_a_name or at_end else ()
        refuse(say.EQUALS if equal else say.COMPARES, token.span, *edits)
    if token.kind is Kind.CLOSE:
        refuse(say.NEVER_OPENED, token.span, _without(token))
    if token.kind is Kind.COMMA:
        refuse_list(c, c.at)
    if token.kind is Kind.SEMICOLON:
        refuse(say.NO_LIST, token.span, *_if_last(c, c.at))
    if token.kind is Kind.BAR:
        refuse(say.MANY_BARS, token.span)
    refuse(say.STRANGE.format(c.text(c.here())), c.here(), _without(token))


def refuse_list(c: Cursor, comma: int) -> NoReturn:
    """A comma where one expression is wanted: a decimal comma, or a list."""
    if c.vocabulary.tuples:
        refuse(say.LIST_INSIDE, c.tokens[comma].span)
    check_decimal_comma(c, comma)
    refuse(say.NO_LIST, c.tokens[comma].span, *_if_last(c, comma))


def _if_last(c: Cursor, at: int) -> tuple[Edit, ...]:
    """A comma or semicolon that ends the text says nothing."""
    return (_without(c.tokens[at]),) if c.tokens[min(at + 1, len(c.tokens) - 1)].kind is Kind.END else ()


def check_decimal_comma(c: Cursor, comma: int) -> None:
    """`0,5` and `72,000`: a comma between two numbers without white space."""
    left, sign, right = c.tokens[comma - 1], c.tokens[comma], c.tokens[min(comma + 1, len(c.tokens) - 1)]
    if left.kind is Kind.NUMBER and right.kind is Kind.NUMBER and not (sign.spaced or right.spaced):
        groups = _groups(c, comma)
        if _are_thousands([each.typed for each in groups]):
            start = 0 if c.source[: groups[0].span[0]].strip() in CURRENCIES else groups[0].span[0]
            whole = Edit(start, groups[-1].span[1], "".join(each.typed for each in groups))
            refuse(say.THOUSANDS, (groups[0].span[0], groups[-1].span[1]), whole)
        refuse(say.DECIMAL_COMMA, sign.span, Edit(*sign.span, "."))


def _groups(c: Cursor, comma: int) -> list[Token]:
    """The numbers around a comma that are joined by commas alone: `1,234,567`."""
    first, last = comma - 1, comma + 1
    while first >= 2 and _joined(c, first - 1):
        first -= 2
    while last + 2 < len(c.tokens) and _joined(c, last + 1):
        last += 2
    return list(c.tokens[first : last + 1 : 2])


def _joined(c: Cursor, comma: int) -> bool:
    left, sign, right = c.tokens[comma - 1 : comma + 2]
    together = not (sign.spaced or right.spaced)
    return together and sign.kind is Kind.COMMA and left.kind is right.kind is Kind.NUMBER


def _are_thousands(groups: list[str]) -> bool:
    """One to three digits, then threes; a point may stand in the last group: `1,234.50`."""
    first, *middle, last = groups
    head = first.isdigit() and len(first) <= 3 and first[0] != "0"
    return head and all(each.isdigit() and len(each) == 3 for each in (*middle, last.partition(".")[0]))


def refuse_number(c: Cursor) -> NoReturn:
    """A number never multiplies what stands before it without a sign: `x2` is more often x^2."""
    token, before = c.next, c.before
    gap = (before.span[1], token.span[0])
    span = (before.span[0], token.span[1])
    if before.kind is Kind.NUMBER:
        joined, starred = before.typed + token.text, f"{before.typed}*{token.text}"
        refuse(say.TWO_NUMBERS.format(joined, starred), span, Edit(*gap, ""), Edit(*gap, "*"))
    edits = (Edit(*gap, "^"), Edit(*gap, "*"))
    if before.kind in LETTERS:
        refuse(say.NUMBER_BEHIND_NAME.format(before.typed, token.text), span, *edits)
    refuse(say.NUMBER_BEHIND.format(token.text), token.span, *edits)
