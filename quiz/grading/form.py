"""Form, judged after equality: factored, expanded, simplified, or in terms of something. Never a wrong answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from quiz.grading.canonical import Canonical, canonical
from quiz.grading.equality.facts import Facts
from quiz.grading.equality.lattice import FinerUnit, TooFine
from quiz.grading.equality.normal import normal_form
from quiz.grading.equality.ring import GaveUp, Kind, Ring, TooFewGenerators, Units
from quiz.grading.equality.sizes import is_factorable
from quiz.grading.shape import entries
from quiz.notation import Parsed, Vocabulary, read
from quiz.notation.exact import exact
from quiz.notation.tree import Call, Const, Name, Negative, Node, Power, Product, Quotient, Sum, parts, walk

SAY = {
    "factored": "Equivalent. Now write it as a product, factored as far as it goes.",
    "expanded": "Equivalent. Now multiply it out.",
    "simplified": "Equivalent. Now write it more simply.",
}
IN_TERMS = "Equivalent. Now write it {}."


def wrong_form(answer: Node, form: str, variables: tuple[str, ...]) -> str:
    """What to say when a right answer is not in the form asked for, or nothing."""
    if form.startswith("in "):
        pivot = phrase(form.removeprefix("in "), variables)
        return "" if all(is_in_terms_of(each, pivot) for each in entries(answer)) else IN_TERMS.format(form)
    return "" if all(FORMS[form](each) for each in entries(answer)) else SAY[form]


@lru_cache(maxsize=256)
def phrase(text: str, variables: tuple[str, ...]) -> Node:
    """The tree of the author's phrase; raises if the author's text does not read, which lint has excluded."""
    match read(text, Vocabulary(variables=frozenset(variables))):
        case Parsed(tree):
            return tree
        case problem:
            raise ValueError(f"the form does not read: {problem.message}")


def is_in_terms_of(answer: Node, pivot: Node) -> bool:
    """Every name of the answer stands inside the pivot, or the answer has no name at all."""
    wanted, waiting = canonical(pivot), [answer]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Name):
            return False
        if canonical(node) != wanted:
            waiting.extend(parts(node))
    return True


# -- factored --------------------------------------------------------------------------------------------------


def is_factored(answer: Node) -> bool:
    """Every sum that is a factor has no common factor and, if it is a polynomial, is irreducible over the rationals."""
    return all(_is_prime(factor) for factor in _factors(answer) if isinstance(factor, Sum))


def _factors(node: Node) -> list[Node]:
    match node:
        case Product() | Quotient() | Negative():
            return [factor for part in parts(node) for factor in _factors(part)]
        case Power(base, _):
            return _factors(base)
        case _:
            return [node]


def _is_prime(node: Sum) -> bool:
    polynomial = as_polynomial(node)
    if polynomial is not None:
        return sum(int(multiplicity) for _, multiplicity in polynomial.factor()[1]) <= 1
    first, *rest = [frozenset(_symbolic_factors(canonical(term))) for term in node.terms]
    return not first.intersection(*rest)


def _symbolic_factors(term: Canonical) -> tuple[Canonical, ...]:
    """Bases of the factors that are not plain numbers."""
    factors = term[2:] if term[0] == "product" else (term,)
    return tuple(each[1] if _is_whole_power(each) else each for each in factors if each[0] != "1")


def _is_whole_power(factor: Canonical) -> bool:
    return bool(factor[0] == "power" and factor[2][0] == "1" and factor[2][1] > 0)


def as_polynomial(node: Node) -> Any:
    """A polynomial in its names with rational coefficients, small enough to factor, else None."""
    ring = Ring(Facts(), Units())
    try:
        form = normal_form(ring, node)
    except (GaveUp, FinerUnit, TooFine, TooFewGenerators):
        return None
    is_plain = form.den.is_constant() and all(each.kind is Kind.VARIABLE for each in ring.at.values())
    return form.num if is_plain and is_factorable(form.num) else None


# -- expanded --------------------------------------------------------------------------------------------------


def is_expanded(answer: Node) -> bool:
    """No product or whole power of a sum is left, and like terms are together."""
    return not any(_multiplies_a_sum(each) for each in walk(answer)) and not has_like_terms(answer)


def _multiplies_a_sum(node: Node) -> bool:
    match node:
        case Product(factors):
            return any(isinstance(each, Sum) for each in factors)
        case Negative(operand):
            return isinstance(operand, Sum)
        case Power(Sum(), exponent):
            value = exact(exponent)
            return value is not None and value.denominator == 1 and value > 1
        case _:
            return False


def has_like_terms(node: Node) -> bool:
    """Some sum holds two terms that differ only in a number in front."""
    for each in walk(node):
        if isinstance(each, Sum):
            bodies = [_body(canonical(term)) for term in each.terms]
            if len(set(bodies)) < len(bodies):
                return True
    return False


def _body(term: Canonical) -> Canonical:
    return ("1",) if term[0] == "1" else term[2:] if term[0] == "product" else (term,)


# -- simplified ------------------------------------------------------------------------------------------------


def is_simplified(answer: Node) -> bool:
    """Nothing is left that a tidy writer would do at once: like terms, numbers to multiply, ones, equal factors."""
    return not has_like_terms(answer) and not any(_is_untidy(each) for each in walk(answer))


def _is_untidy(node: Node) -> bool:
    match node:
        case Sum(terms):
            return any(exact(each) == 0 for each in terms)
        case Negative(operand):
            return isinstance(operand, Negative)
        case Product(factors):
            return _has_idle_factors(factors)
        case Quotient(over, under):
            return _is_reducible(over, under)
        case Power(base, exponent):
            value = exact(exponent)
            return value in (0, 1) or (value is not None and exact(base) is not None and exact(node) is not None)
        case Call("ln" | "exp" | "sqrt" | "sin" | "cos", (argument,)):
            return argument != Const("e") and exact(node) is not None
        case _:
            return False


def _has_idle_factors(factors: tuple[Node, ...]) -> bool:
    numbers = [value for each in factors if (value := exact(each)) is not None]
    bases = [_base(canonical(each)) for each in factors if exact(each) is None]
    return len(numbers) > 1 or bool({0, 1} & set(numbers)) or len(set(bases)) < len(bases)


def _base(factor: Canonical) -> Canonical:
    return factor[1] if factor[0] == "power" else factor


def _is_reducible(over: Node, under: Node) -> bool:
    above, below = exact(over), exact(under)
    if below == 1 or isinstance(over, Quotient) or isinstance(under, Quotient):
        return True
    if above is not None and below is not None:
        return (above / below).denominator != below
    shared = {_base(canonical(each)) for each in _factors(over) if exact(each) is None}
    return bool(shared & {_base(canonical(each)) for each in _factors(under) if exact(each) is None})


FORMS: dict[str, Callable[[Node], bool]] = {
    "factored": is_factored,
    "expanded": is_expanded,
    "simplified": is_simplified,
}
