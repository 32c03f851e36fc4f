"""Two printers, both from the tree alone: `ascii` reads back to the same tree, `latex` is for the page.

Both print exactly what the tree holds, in its order, with implied products made visible: a misread answer is seen.
Law: `read(ascii(tree)).tree == tree` for every tree that the reader can produce.
"""

from __future__ import annotations

from enum import IntEnum
from fractions import Fraction

from quiz.notation.names import plain_name
from quiz.notation.tree import (
    Call,
    Const,
    Matrix,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Tuple,
)


class Rank(IntEnum):
    """How tightly a node holds together."""

    SUM = 1
    NEGATIVE = 2
    PRODUCT = 3
    POWER = 4
    UNIT = 5


def rank(node: Node) -> Rank:
    match node:
        case Sum():
            return Rank.SUM
        case Negative():
            return Rank.NEGATIVE
        case Number(value) if value < 0:
            return Rank.NEGATIVE
        case Product() | Quotient():
            return Rank.PRODUCT
        case Number(value, None) if value.denominator != 1:
            return Rank.PRODUCT
        case Power():
            return Rank.POWER
        case _:
            return Rank.UNIT


def ascii(node: Node) -> str:  # noqa: A001  the name the rest of the house calls it by
    """Plain text in the notation learners type; every product has its `*`."""
    match node:
        case Number(value, decimals):
            return number_text(value, decimals)
        case Name(name) | Const(name):
            return plain_name(name)
        case Sum(terms):
            return _ascii_sum(terms)
        case Negative(operand):
            return f"-{_at_least(Rank.PRODUCT, operand)}"
        case Product((first, *rest)):
            # A product at the front of a product was typed in brackets; a quotient there was not.
            front = f"({ascii(first)})" if isinstance(first, Product) else _at_least(Rank.PRODUCT, first)
            return "*".join([front, *(_at_least(Rank.POWER, each) for each in rest)])
        case Quotient(over, under):
            return f"{_at_least(Rank.PRODUCT, over)}/{_at_least(Rank.POWER, under)}"
        case Power(base, exponent):
            return f"{_at_least(Rank.UNIT, base)}^{_ascii_exponent(exponent)}"
        case Call(function, arguments, under):
            return _ascii_call(function, arguments, under)
        case Tuple(entries):
            return f"({_ascii_list(entries)})"
        case Matrix(rows):
            return f"[{', '.join(f'[{_ascii_list(row)}]' for row in rows)}]"
        case _:
            raise TypeError(f"not a node: {node!r}")


def number_text(value: Fraction, decimals: int | None = None) -> str:
    """`0.50` for 1/2 typed with two decimals, `1/2` for 1/2 typed without."""
    if decimals is None:
        return str(value)
    digits = str(abs(value.numerator) * 10**decimals // value.denominator).rjust(decimals + 1, "0")
    whole, tenths = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
    return f"{'-' if value < 0 else ''}{whole}{'.' if decimals else ''}{tenths}"


def _at_least(wanted: Rank, node: Node) -> str:
    return ascii(node) if rank(node) >= wanted else f"({ascii(node)})"


def _ascii_sum(terms: tuple[Node, ...]) -> str:
    pieces = [_at_least(Rank.NEGATIVE, terms[0])]
    for term in terms[1:]:
        match term:
            case Negative(operand):
                pieces.append(f" - {_at_least(Rank.PRODUCT, operand)}")
            case Number(value, decimals) if value < 0:
                pieces.append(f" - {number_text(-value, decimals)}")
            case _:
                pieces.append(f" + {_at_least(Rank.PRODUCT, term)}")
    return "".join(pieces)


def _ascii_exponent(exponent: Node) -> str:
    # `x^1/3` would be asked about: the one is put in brackets.
    if rank(exponent) < Rank.UNIT or (isinstance(exponent, Number) and exponent.value == 1):
        return f"({ascii(exponent)})"
    return ascii(exponent)


def _ascii_call(function: str, arguments: tuple[Node, ...], under: Node | None) -> str:
    if function == "entry":
        return f"{ascii(arguments[0])}[{_ascii_list(arguments[1:])}]"
    if under is None:
        return f"{plain_name(function)}({_ascii_list(arguments)})"
    base = (
        ascii(under) if isinstance(under, Number | Name | Const) and rank(under) is Rank.UNIT else f"({ascii(under)})"
    )
    return f"{function}_{base}({_ascii_list(arguments)})"


def _ascii_list(nodes: tuple[Node, ...]) -> str:
    return ", ".join(ascii(each) for each in nodes)
