"""A function and what it is applied to: brackets, a bare argument, a power in between, the base of a logarithm."""

from __future__ import annotations

from fractions import Fraction

from quiz.notation import unreadable as say
from quiz.notation.brackets import bars, bracketed
from quiz.notation.complaints import LETTERS, check_decimal_comma, refuse_list
from quiz.notation.cursor import Ambiguity, Choice, Cursor
from quiz.notation.grammar import factor, implied, joins, signed, signs, times, unit
from quiz.notation.names import ANY_NUMBER, INVERSES, TWO_ARGUMENTS
from quiz.notation.tokens import Kind, Token
from quiz.notation.tree import Call, Negative, Node, Number, Power, Product, Quotient
from quiz.notation.unreadable import CannotRead, Edit, refuse

FUNCTIONS = frozenset({Kind.FUNCTION, Kind.HEAD})
ONE = Number(Fraction(1))
ROOTS = {"√": "sqrt", "∛": "cbrt"}


def application(c: Cursor) -> Node:
    """application = function [ '_' base ] [ '^' exponent ] ( bracketed | bare ) ;"""
    first, token = c.at, c.take()
    base = _log_base(c, token)
    raised = _raised(c) if c.sees(Kind.CARET) else None
    if token.text == "sqrt" and _has_degree(c):
        return _root_of_degree(c, first)
    if token.text in ("sqrt", "cbrt") and not c.sees(Kind.OPEN) and raised is None:
        return _rooted(c, first, token.text)
    if c.sees(Kind.OPEN):
        arguments = tuple(bracketed(c))
        _check_count(c, token, arguments, first)
    else:
        arguments = (_bare(c, token, first),)
    function = "log" if base is not None else token.text
    node = Call(function, arguments, base, span=c.since(first))
    c.made.update({choice: node for choice in (Choice(Ambiguity.ARGUMENT, first),) if choice in c.made})
    return node if raised is None else _with_power(c, node, raised, first)


def _log_base(c: Cursor, token: Token) -> Node | None:
    """base = whole | letter | bracketed ;   `log2` carries it in its name"""
    if token.text == "log":
        return Number(token.value, span=token.span)
    if not c.sees(Kind.INDEX):
        return None
    c.take()
    if c.sees(Kind.OPEN):
        return bracketed(c)[0]
    if not c.sees(Kind.NUMBER, Kind.NAME, Kind.CONST):
        refuse(say.MISSING_AFTER.format("_"), c.before.span)
    return unit(c)


def _raised(c: Cursor) -> Node:
    """The power between a function and its argument: `sin^2 x`, `tan^(-1)(x)`."""
    c.deeper()
    c.take()
    minuses = signs(c)
    power = signed(c, minuses, unit(c))
    c.depth -= 1
    return power


def _with_power(c: Cursor, call: Call, raised: Node, first: int) -> Node:
    """`sin^2 x` is (sin x)^2; `sin^-1 x` is arcsin x, or, read the other way, 1/sin x."""
    span, choice = c.since(first), Choice(Ambiguity.INVERSE, first)
    if call.function not in INVERSES or not isinstance(raised, Negative) or raised.operand != ONE:
        return Power(call, raised, span=span)
    inverse = Call(INVERSES[call.function], call.arguments, span=span)
    c.made[choice] = Quotient(raised.operand, call, span=span) if c.flipped(choice) else inverse
    return c.made[choice]


def _check_count(c: Cursor, token: Token, arguments: tuple[Node, ...], first: int) -> None:
    wanted = 2 if token.text in TWO_ARGUMENTS else 1
    if len(arguments) == wanted or token.text in ANY_NUMBER:
        return
    if wanted == 2:
        refuse(say.NEEDS_TWO.format(token.typed), c.since(first))
    if token.text == "ln" and token.typed.lower() == "log" and len(arguments) == 2:
        inside, base = (c.text(each.span) for each in arguments)
        refuse(say.LOG_BASE.format(base), c.since(first), Edit(*c.since(first), f"log_{base}({inside})"))
    check_decimal_comma(c, c.comma)
    refuse(say.NEEDS_ONE.format(token.typed), c.since(first))


def _bare(c: Cursor, token: Token, first: int) -> Node:
    """bare = { '+' | '-' } ( bars | application | { number | name | constant } each with its power ) ;

    It stops at `+ - * / ( |` and at the next function: `sin 2x cos x` is sin(2x)*cos(x).
    """
    _check_operand(c, token, first)
    c.deeper()
    minuses, start = signs(c), c.at
    if c.sees(Kind.NUMBER, Kind.FRACTION) or c.kind in LETTERS:
        inside = _run(c)
        inside = _goes_on(c, inside, Choice(Ambiguity.ARGUMENT, first), start)
    else:
        inside = bars(c) if c.sees(Kind.BAR) else factor(c)
    c.depth -= 1
    return signed(c, minuses, inside)


def _check_operand(c: Cursor, token: Token, first: int) -> None:
    if token.text in TWO_ARGUMENTS:
        refuse(say.NEEDS_TWO.format(token.typed), token.span)
    ahead = 0
    while c.ahead(ahead).kind in (Kind.PLUS, Kind.MINUS):
        ahead += 1
    if c.ahead(ahead).kind not in c.units or (c.sees(Kind.BAR) and c.bars and c.ahead(1).kind not in c.units):
        refuse(say.NEEDS_ARGUMENT.format(token.typed), token.span, *_argument_repairs(c, token))


def _argument_repairs(c: Cursor, token: Token) -> tuple[Edit, ...]:
    """`sin*x` wants sin(x); a lonely `sin` wants the only variable."""
    names = sorted(c.vocabulary.names)
    if c.sees(Kind.STAR):
        start = c.next.span
        try:
            c.take()
            end = factor(c).span[1]
        except CannotRead:
            return ()
        return (Edit(start[0], end, f"({c.source[start[1] : end].strip()})"),)
    behind = c.before.span[1]
    return (Edit(behind, behind, f"({names[0]})"),) if len(names) == 1 else ()


def _run(c: Cursor) -> Node:
    first = c.at
    factors = [factor(c)]
    while c.kind in LETTERS and joins(c):
        factors.append(factor(c))
    return times(c, factors, first)


def _goes_on(c: Cursor, inside: Node, choice: Choice, start: int) -> Node:
    """`sin x/y` divides the sine; read the other way, the whole fraction is the argument."""
    if not _could_go_on(c):
        return inside
    if c.flipped(choice):
        while _could_go_on(c):
            sign = c.take().kind if c.sees(Kind.STAR, Kind.SLASH) else Kind.STAR
            minuses = signs(c)
            right = signed(c, minuses, factor(c))
            span = c.since(start)
            inside = Quotient(inside, right, span=span) if sign is Kind.SLASH else Product((inside, right), span=span)
    c.made[choice] = inside
    return inside


def _could_go_on(c: Cursor) -> bool:
    if c.sees(Kind.STAR, Kind.SLASH):
        return c.ahead(1).kind not in FUNCTIONS
    return c.sees(Kind.OPEN, Kind.ROOT) or c.kind in LETTERS or (c.sees(Kind.BAR) and not c.bars)


def root(c: Cursor) -> Node:
    """root = ( '√' | '∛' | '∜' ) ( bracketed | factor ) ;"""
    first, token = c.at, c.take()
    function = ROOTS.get(token.text, token.text)
    if not c.sees(Kind.OPEN):
        return _rooted(c, first, function)
    inside = bracketed(c)
    if len(inside) > 1:
        refuse_list(c, c.comma)
    return _root_of(c, function, inside[0], first)


def _has_degree(c: Cursor) -> bool:
    """`sqrt[3](x)`: nobody puts the three alone into square brackets for anything else."""
    degree = c.ahead(1)
    is_whole = degree.kind is Kind.NUMBER and degree.decimals is None and degree.value >= 2
    return is_whole and (c.next.text, c.ahead(2).text, c.ahead(3).text) == ("[", "]", "(")


def _root_of_degree(c: Cursor, first: int) -> Node:
    c.take()
    degree = c.take()
    c.take()
    inside, whole = unit(c), Number(degree.value, span=degree.span)
    if degree.value <= 3:
        return Call("sqrt" if degree.value == 2 else "cbrt", (inside,), span=c.since(first))
    one = Number(Fraction(1), span=degree.span)
    return Power(inside, Quotient(one, whole, span=degree.span), span=c.since(first))


def _rooted(c: Cursor, first: int, function: str) -> Node:
    """A root without brackets takes one factor: `√2x` is (√2)x, or, read the other way, √(2x)."""
    token = c.tokens[first]
    if c.kind not in c.units or (c.sees(Kind.BAR) and c.bars and c.ahead(1).kind not in c.units):
        refuse(say.NEEDS_ARGUMENT.format(token.typed or token.text), token.span, *_argument_repairs(c, token))
    c.deeper()
    inside = factor(c)
    choice = Choice(Ambiguity.RADICAND, first)
    ambiguous = c.kind in LETTERS and not c.next.spaced and (c.before.kind is Kind.NUMBER or c.before.kind in LETTERS)
    if ambiguous and c.flipped(choice):
        inside = implied(c, inside, lambda c: c.kind in LETTERS)
    c.depth -= 1
    node = _root_of(c, function, inside, first)
    if ambiguous:
        c.made[choice] = node
    return node


def _root_of(c: Cursor, function: str, inside: Node, first: int) -> Node:
    span = c.since(first)
    if function != "∜":
        return Call(function, (inside,), span=span)
    sign = c.tokens[first].span
    fourth = Quotient(Number(Fraction(1), span=sign), Number(Fraction(4), span=sign), span=sign)
    return Power(inside, fourth, span=span)
