"""Numbers as typed: whole, decimal, vulgar fractions, and the two ways to mistake them."""

from __future__ import annotations

from fractions import Fraction

from quiz.notation import unreadable as say
from quiz.notation.cursor import Ambiguity, Choice, Cursor
from quiz.notation.tokens import Kind, Token
from quiz.notation.tree import Negative, Node, Number, Power, Product, Quotient, Sum
from quiz.notation.unreadable import Edit, refuse


def number(c: Cursor) -> Node:
    token = c.take()
    return Number(token.value, token.decimals, span=token.span)


def vulgar(c: Cursor) -> Node:
    """`½` is the quotient 1/2."""
    token = c.take()
    over, under = (Number(Fraction(part), span=token.span) for part in token.value.as_integer_ratio())
    return Quotient(over, under, span=token.span)


def special_number(c: Cursor) -> Node | None:
    """A mixed number, or `2e-3` when it is read as a power of ten; None for a plain number."""
    if _is_mixed(c):
        return _mixed(c)
    letter = c.ahead(1)
    if letter.kind is Kind.CONST and letter.typed in "eE" and not letter.spaced:
        return _scientific(c)
    return None


def _is_mixed(c: Cursor) -> bool:
    """`2½`, or `2 1/2`: a whole number, white space, and a proper fraction of whole numbers."""
    whole, over, slash, under = c.next, c.ahead(1), c.ahead(2), c.ahead(3)
    if over.kind is Kind.FRACTION:
        return whole.decimals is None and slash.kind is not Kind.CARET
    return (
        over.kind is under.kind is Kind.NUMBER
        and slash.kind is Kind.SLASH
        and over.spaced
        and 0 < over.value < under.value
        and c.ahead(4).kind is not Kind.CARET
        and whole.decimals is over.decimals is under.decimals is None
    )


def _mixed(c: Cursor) -> Node:
    """mixed = whole ( '½' | whole '/' whole ) ;   a product, or, read the other way, a sum"""
    first, choice = c.at, Choice(Ambiguity.MIXED, c.at)
    whole = number(c)
    if c.sees(Kind.FRACTION):
        part = vulgar(c)
    else:
        over = number(c)
        c.take()
        part = Quotient(over, number(c), span=c.since(first + 1))
    join = Sum if c.flipped(choice) else Product
    c.made[choice] = join((whole, part), span=c.since(first))
    return c.made[choice]


def _scientific(c: Cursor) -> Node | None:
    """`2e3` is refused; `2e-3` is 2e minus 3, or, read the other way, 2*10^(-3)."""
    mantissa, _, sign, digits = c.next, c.ahead(1), c.ahead(2), c.ahead(3)
    if sign.kind is Kind.NUMBER and not sign.spaced:
        written, span = f"{mantissa.typed}*10^{sign.typed}", (mantissa.span[0], sign.span[1])
        refuse(say.SCIENTIFIC.format(written), span, Edit(*span, written))
    if sign.kind not in (Kind.PLUS, Kind.MINUS) or digits.kind is not Kind.NUMBER or sign.spaced or digits.spaced:
        return None
    choice = Choice(Ambiguity.SCIENTIFIC, c.at)
    c.made[choice] = _power_of_ten(mantissa, sign, digits)
    if not c.flipped(choice):
        return None
    c.at += 4
    return c.made[choice]


def _power_of_ten(mantissa: Token, sign: Token, digits: Token) -> Node:
    tail = (sign.span[0], digits.span[1])
    size: Node = Number(digits.value, digits.decimals, span=digits.span)
    if sign.kind is Kind.MINUS:
        size = Negative(size, span=tail)
    ten = Power(Number(Fraction(10), span=tail), size, span=tail)
    front = Number(mantissa.value, mantissa.decimals, span=mantissa.span)
    return Product((front, ten), span=(mantissa.span[0], digits.span[1]))
