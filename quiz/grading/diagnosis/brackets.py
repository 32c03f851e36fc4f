"""Brackets that were forgotten: an answer that would be right with them."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.notation.tree import Negative, Node, Power, Product, Quotient, Sum

MOST_TERMS = 8


def rebracketed(answer: Node) -> Iterator[tuple[Node, Node]]:
    """The answer with brackets set around a sum that was broken up, and that sum: `a*2x + 3` as `a*(2x + 3)`."""
    if not isinstance(answer, Sum) or len(answer.terms) > MOST_TERMS:
        return
    terms = answer.terms
    for place in range(len(terms) - 1):
        for made, bracket in _opened(terms[place], terms[place + 1 :]):
            yield (made if place == 0 else Sum((*terms[:place], made))), bracket
    for place in range(1, len(terms)):
        for made, bracket in _closed(terms[:place], terms[place]):
            yield (made if place == len(terms) - 1 else Sum((made, *terms[place + 1 :]))), bracket


def _opened(term: Node, behind: tuple[Node, ...]) -> Iterator[tuple[Node, Node]]:
    """The bracket begins inside this term and takes the terms behind it in."""
    match term:
        case Product(factors):
            for place in range(1, len(factors)):
                inside = factors[place] if place == len(factors) - 1 else Product(factors[place:])
                bracket = Sum((inside, *behind))
                yield Product((*factors[:place], bracket)), bracket
        case Quotient(over, under):
            bracket = Sum((under, *behind))
            yield Quotient(over, bracket), bracket
        case Power(base, exponent):
            bracket = Sum((exponent, *behind))
            yield Power(base, bracket), bracket
        case Negative(operand):
            bracket = Sum((operand, *behind))
            yield Negative(bracket), bracket
            for made, inner in _opened(operand, behind):
                yield Negative(made), inner


def _closed(before: tuple[Node, ...], term: Node) -> Iterator[tuple[Node, Node]]:
    """The bracket ends inside this term and takes the terms before it in."""
    match term:
        case Product(factors):
            for place in range(1, len(factors)):
                inside = factors[0] if place == 1 else Product(factors[:place])
                bracket = Sum((*before, inside))
                yield Product((bracket, *factors[place:])), bracket
        case Negative(Product(factors)):
            bracket = Sum((*before, Negative(factors[0])))
            yield Product((bracket, *factors[1:])), bracket
        case Quotient(over, under) if not isinstance(over, Sum):
            bracket = Sum((*before, over))
            yield Quotient(bracket, under), bracket
