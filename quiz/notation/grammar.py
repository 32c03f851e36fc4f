"""The grammar of typed mathematics, by precedence climbing; each function's docstring is its rule.

Loosest first: `+ -` · a leading sign · `* /` and implied products, one level, left to right · a bare function
application · `^`, right to left · units (`units`, `application`).
Recursion goes only through brackets, exponents and bare arguments, which count their depth; signs are a loop.
"""

from __future__ import annotations

from collections.abc import Callable

from quiz.notation import unreadable as say
from quiz.notation.complaints import LETTERS, missing, refuse_number
from quiz.notation.cursor import Ambiguity, Choice, Cursor
from quiz.notation.numbers import special_number
from quiz.notation.tokens import Kind
from quiz.notation.tree import Negative, Node, Number, Power, Product, Quotient, Sum
from quiz.notation.unreadable import refuse

STARTS = frozenset({Kind.NAME, Kind.HEAD, Kind.CONST, Kind.FUNCTION, Kind.ROOT, Kind.OPEN})
"""What an implied product may go on with; a bar joins them where none is open."""


def expression(c: Cursor) -> Node:
    """expression = product { ( '+' | '-' ) product } ;"""
    first = c.at
    terms = [product(c)]
    while c.sees(Kind.PLUS, Kind.MINUS):
        second = c.at
        minus = c.take().kind is Kind.MINUS
        term = product(c)
        terms.append(Negative(term, span=c.since(second)) if minus else term)
    return terms[0] if len(terms) == 1 else Sum(tuple(terms), span=c.since(first))


def product(c: Cursor) -> Node:
    """product = { '+' | '-' } factor { ( '*' | '/' ) { '+' | '-' } factor | factor } ;

    The signs in front belong to the whole product: `-2x` is -(2x).
    """
    leading = signs(c)
    first, met = c.at, list[Choice]()
    factors = [factor(c)]
    while True:
        kind = c.kind
        if kind is Kind.STAR:
            c.take()
            between = signs(c)
            factors.append(signed(c, between, factor(c)))
        elif kind is Kind.SLASH:
            over, choice = times(c, factors, first), Choice(Ambiguity.DENOMINATOR, c.at)
            c.take()
            between = signs(c)
            under = _denominator(c, signed(c, between, factor(c)), choice, met)
            factors = [Quotient(over, under, span=c.since(first))]
        elif joins(c):
            factors.append(factor(c))
        else:
            break
    whole = times(c, factors, first)
    c.made.update(dict.fromkeys(met, whole))
    return signed(c, leading, whole)


def _denominator(c: Cursor, under: Node, choice: Choice, met: list[Choice]) -> Node:
    """In `1/2x` the x multiplies the quotient; read the other way, it belongs below."""
    if not joins(c):
        return under
    met.append(choice)
    return implied(c, under, joins) if c.flipped(choice) else under


def implied(c: Cursor, start: Node, more: Callable[[Cursor], bool]) -> Node:
    """The implied product of `start` and every factor that `more` lets follow."""
    factors = [start]
    while more(c):
        factors.append(factor(c))
    return start if len(factors) == 1 else Product(tuple(factors), span=(start.span[0], c.before.span[1]))


def times(c: Cursor, factors: list[Node], first: int) -> Node:
    return factors[0] if len(factors) == 1 else Product(tuple(factors), span=c.since(first))


def signs(c: Cursor) -> list[int]:
    """Where each minus of a run of signs stands; a plus says nothing."""
    minuses = []
    while c.sees(Kind.MINUS, Kind.PLUS):
        token = c.take()
        if token.kind is Kind.MINUS:
            minuses.append(token.span[0])
    return minuses


def signed(c: Cursor, minuses: list[int], node: Node) -> Node:
    end = c.before.span[1]
    for start in reversed(minuses):
        node = Negative(node, span=(start, end))
    return node


def joins(c: Cursor) -> bool:
    """Does an implied product go on here? Refuses a number behind an operand, and bars with two readings.

    A power of a number may follow a closing bracket, `ln(2)2^x`, or a letter or an exponent and a space, `x 2^x` and
    `x^2 2^x`: nothing else can be meant.
    """
    kind = c.kind
    if kind in STARTS:
        if c.before.kind is Kind.BAR:
            c.after_bars = True
        return True
    if kind is Kind.BAR and not c.bars:
        if c.after_bars and c.before.kind is not Kind.BAR:
            refuse(say.MANY_BARS, c.next.span)
        return True
    if kind is Kind.NUMBER and c.ahead(1).kind is Kind.CARET and _is_apart(c):
        return True
    if kind is Kind.NUMBER or kind is Kind.FRACTION:
        refuse_number(c)
    return False


def _is_apart(c: Cursor) -> bool:
    """Whether what stands before a number surely ends there."""
    if c.before.kind is Kind.CLOSE:
        return True
    is_exponent = c.before.kind is Kind.NUMBER and c.at > 1 and c.tokens[c.at - 2].kind is Kind.CARET
    return c.next.spaced and (c.before.kind in LETTERS or is_exponent)


def unit(c: Cursor) -> Node:
    """One operand, without a sign and without its power."""
    read = c.units.get(c.kind)
    return read(c) if read else missing(c)


def factor(c: Cursor) -> Node:
    """factor = unit [ '^' exponent ] ;"""
    first = c.at
    kind = c.kind
    if kind is Kind.NUMBER and (special := special_number(c)) is not None:
        return special
    read = c.units.get(kind)
    base = read(c) if read else missing(c)
    return _power(c, base, first) if c.kind is Kind.CARET else base


def exponent(c: Cursor) -> Node:
    """exponent = { '+' | '-' } unit [ '^' exponent ] ;"""
    c.deeper()
    minuses, first = signs(c), c.at
    node = unit(c)
    if c.sees(Kind.CARET):
        c.take()
        node = Power(node, exponent(c), span=c.since(first))
    c.depth -= 1
    return signed(c, minuses, node)


def _power(c: Cursor, base: Node, first: int) -> Node:
    caret = c.at
    c.take()
    node = Power(base, exponent(c), span=c.since(first))
    if c.before.kind not in LETTERS and c.before.kind is not Kind.NUMBER:
        return node
    if _exponent_goes_on(c):
        choice = Choice(Ambiguity.EXPONENT, caret)
        if c.flipped(choice):
            node = Power(base, _longer(c, node.exponent), span=c.since(first))
    elif (kind := _divided(c, node.exponent)) is not None:
        choice = Choice(kind, caret)
        if c.flipped(choice):
            node = Power(base, _over(c, node.exponent), span=c.since(first))
    else:
        return node
    c.made[choice] = node
    return node


def _exponent_goes_on(c: Cursor) -> bool:
    """Letters directly behind a bare exponent, `e^2x`, or a function behind a number, `e^2sin(x)`."""
    if c.next.spaced:
        return False
    return c.kind in LETTERS or (c.sees(Kind.FUNCTION) and c.before.kind is Kind.NUMBER)


def _longer(c: Cursor, exponent: Node) -> Node:
    """The exponent with the letters behind it; its sign stays in front: `e^-2x` is e^(-(2x))."""
    if isinstance(exponent, Negative):
        inner = _longer(c, exponent.operand)
        return Negative(inner, span=(exponent.span[0], inner.span[1]))
    return implied(c, exponent, _exponent_goes_on)


def _divided(c: Cursor, exponent: Node) -> Ambiguity | None:
    """How a bare exponent with a fraction bar behind it may be meant.

    Roots, `x^1/2`, and negative exponents are asked about at once, like `e^1/x`, for nobody writes the one otherwise;
    `x^2/3` is mostly a third of a square, and `e^-x/2` half of e^-x.
    """
    under = c.ahead(1)
    if not c.sees(Kind.SLASH) or under.kind not in c.units:
        return None
    plain = exponent.operand if isinstance(exponent, Negative) else exponent
    by_whole = under.kind is Kind.NUMBER and under.decimals is None and under.value > 1
    if by_whole and c.ahead(2).kind is Kind.CARET:
        return None
    if not isinstance(plain, Number):
        return Ambiguity.POWER_EXPONENT if by_whole else None
    if plain.value == 1 and under.kind is not Kind.NUMBER:
        return Ambiguity.ROOT_EXPONENT
    if plain.decimals is not None or not by_whole:
        return None
    if plain.value == 1 or isinstance(exponent, Negative):
        return Ambiguity.ROOT_EXPONENT
    return None if (plain.value / under.value).denominator == 1 else Ambiguity.POWER_EXPONENT


def _over(c: Cursor, exponent: Node) -> Node:
    """The exponent with the denominator that follows; its sign stays in front."""
    if isinstance(exponent, Negative):
        inner = _over(c, exponent.operand)
        return Negative(inner, span=(exponent.span[0], inner.span[1]))
    c.take()
    under = factor(c)
    return Quotient(exponent, under, span=(exponent.span[0], under.span[1]))
