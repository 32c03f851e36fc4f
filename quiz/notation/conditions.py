"""Conditions on parameters (`where:`) and domains: comparisons of exact numbers, read with the reader of formulas.

condition  = conjunct { 'or' conjunct } ;      conjunct = clause { 'and' clause } ;
clause     = 'not' clause | '(' condition ')' | comparison ;
    comparison = formula relation formula { relation formula }
               | formula 'divides' formula | formula 'is' [ 'not' ] 'integer' ;
relation   = '=' | '!=' | '<' | '<=' | '>' | '>=' ;
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd

from quiz.notation.clauses import TOO_LONG, Part, check_text, outside
from quiz.notation.exact import exact
from quiz.notation.names import Vocabulary
from quiz.notation.reader import read
from quiz.notation.tree import Call, Comparison, Const, Node, Number, parts, walk, with_parts
from quiz.notation.unreadable import CannotRead, Unreadable, refuse

MAX_NESTING = 20

WRITTEN = {"==": "=", "≠": "!=", "<>": "!=", "≤": "<=", "≥": ">="}
COMPARE: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
RELATION = re.compile(r"<=|>=|!=|<>|==|[=<>≤≥≠]")
OR, AND = re.compile(r"\bor\b"), re.compile(r"\band\b")
COMMA, DIVIDES = re.compile(r",|\band\b"), re.compile(r"\bdivides\b")
NOT = re.compile(r"\s*not\b")
INTEGER = re.compile(r"\bis\s+(not\s+)?(?:an?\s+)?(?:integer|whole)\s*$")
COUNTING: Mapping[str, int | None] = {"gcd": None, "mod": 2}
KNOWN = frozenset({"gcd", "mod", "abs", "min", "max"})

EMPTY = "Write a condition, such as a < b."
NO_RELATION = "A condition compares: write a = 1, a < b, a divides b, or a is integer."
ONLY_COMPARISONS = "A domain is made of comparisons, such as x > 0."
NOT_EXACT = "Conditions compare exact numbers: only gcd, mod, abs, min and max can be used here."


@dataclass(frozen=True, slots=True)
class Compares:
    """`a < b <= c`: each neighbouring pair must hold."""

    sides: tuple[Node, ...]
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Divides:
    divisor: Node
    number: Node


@dataclass(frozen=True, slots=True)
class IsInteger:
    number: Node


@dataclass(frozen=True, slots=True)
class Not:
    inner: Condition


@dataclass(frozen=True, slots=True)
class AllOf:
    inner: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    inner: tuple[Condition, ...]


Condition = Compares | Divides | IsInteger | Not | AllOf | AnyOf


def read_condition(text: str, vocabulary: Vocabulary) -> Condition | Unreadable:
    """One line of `where:`. Never raises; places are places of `text`."""
    counting = replace(vocabulary, heads={**vocabulary.heads, **COUNTING}, left_sides=(), tuples=False)
    try:
        check_text(text)
        if not text.strip():
            refuse(EMPTY, (0, len(text)))
        return _condition(Part(text, 0, len(text)), counting, 0)
    except CannotRead as found:
        return found.problem


def read_domain(text: str, vocabulary: Vocabulary) -> tuple[Comparison, ...] | Unreadable:
    """`x > 0, c < p < m/k` as single comparisons; nothing for a blank text."""
    plain = replace(vocabulary, left_sides=(), tuples=False)
    try:
        check_text(text)
        if not text.strip():
            return ()
        found = [_comparison(each, plain) for each in Part(text, 0, len(text)).split(COMMA)]
        if not all(isinstance(each, Compares) for each in found):
            refuse(ONLY_COMPARISONS, (0, len(text)))
        return tuple(single for each in found if isinstance(each, Compares) for single in _singles(each))
    except CannotRead as found_problem:
        return found_problem.problem


def _singles(chain: Compares) -> Iterator[Comparison]:
    for place, relation in enumerate(chain.relations):
        yield Comparison(chain.sides[place], relation, chain.sides[place + 1])


def _condition(part: Part, vocabulary: Vocabulary, depth: int) -> Condition:
    if depth > MAX_NESTING:
        refuse(TOO_LONG, part.span, limits=True)
    choices = [_conjunct(each, vocabulary, depth) for each in part.split(OR)]
    return choices[0] if len(choices) == 1 else AnyOf(tuple(choices))


def _conjunct(part: Part, vocabulary: Vocabulary, depth: int) -> Condition:
    clauses = [_clause(each, vocabulary, depth) for each in part.split(AND)]
    return clauses[0] if len(clauses) == 1 else AllOf(tuple(clauses))


def _clause(part: Part, vocabulary: Vocabulary, depth: int) -> Condition:
    denied = NOT.match(part.text, part.start, part.end)
    if denied:
        return Not(_condition(Part(part.text, denied.end(), part.end), vocabulary, depth + 1))
    start, end = part.span
    inside = Part(part.text, start + 1, end - 1)
    if part.text[start:end][:1] == "(" and part.text[end - 1] == ")" and _is_condition(part, inside):
        return _condition(inside, vocabulary, depth + 1)
    found = _comparison(part, vocabulary)
    _check_exact(found)
    return found


def _is_condition(part: Part, inside: Part) -> bool:
    """Is the whole clause one pair of brackets around a condition?"""
    no_relation_outside = next(outside(part, RELATION), None) is None
    words = (RELATION, DIVIDES, OR, AND, re.compile(r"\bis\b"))
    return no_relation_outside and any(pattern.search(inside.written) for pattern in words)


def _comparison(part: Part, vocabulary: Vocabulary) -> Compares | Divides | IsInteger | Not:
    _check_written(part)
    divided = part.split(DIVIDES)
    if len(divided) == 2:
        return Divides(_formula(divided[0], vocabulary), _formula(divided[1], vocabulary))
    whole = INTEGER.search(part.text[: part.end], part.start)
    if whole:
        counted = IsInteger(_formula(Part(part.text, part.start, whole.start()), vocabulary))
        return Not(counted) if whole.group(1) else counted
    relations = tuple(part.text[start:end] for start, end in outside(part, RELATION))
    if not relations:
        refuse(NO_RELATION, part.span)
    sides = tuple(_formula(each, vocabulary) for each in part.split(RELATION))
    return Compares(sides, tuple(WRITTEN.get(relation, relation) for relation in relations))


def _check_written(part: Part) -> None:
    if not part.written.strip():
        start = max(0, part.start - 1)
        refuse(EMPTY, (start, start + 1))


def _formula(part: Part, vocabulary: Vocabulary) -> Node:
    _check_written(part)
    # White space in front keeps every place a place of the whole text.
    found = read(" " * part.start + part.written, vocabulary)
    if isinstance(found, Unreadable):
        start, end = found.start, found.end
        raise CannotRead(
            replace(found, start=min(start, len(part.text) - 1), end=min(end, len(part.text)), suggestion="")
        )
    return found.tree


def _check_exact(condition: Compares | Divides | IsInteger | Not) -> None:
    match condition:
        case Compares(sides):
            nodes = sides
        case Divides(divisor, number):
            nodes = (divisor, number)
        case IsInteger(number) | Not(IsInteger(number)):
            nodes = (number,)
        case _:
            return
    for node in (each for side in nodes for each in walk(side)):
        if isinstance(node, Const) or (isinstance(node, Call) and node.function not in KNOWN):
            refuse(NOT_EXACT, node.span)


def holds(condition: Condition, values: Mapping[str, Fraction]) -> bool:
    """True only if it is: what is undefined, such as a division by zero, does not hold, and neither does its denial."""
    return _truth(condition, values) is True


def _truth(condition: Condition, values: Mapping[str, Fraction]) -> bool | None:
    """Three-valued: None where a number does not exist."""
    match condition:
        case Not(inner):
            denied = _truth(inner, values)
            return None if denied is None else not denied
        case AllOf(inner):
            truths = {_truth(each, values) for each in inner}
            return False if False in truths else None if None in truths else True
        case AnyOf(inner):
            truths = {_truth(each, values) for each in inner}
            return True if True in truths else None if None in truths else False
        case Divides(divisor, number):
            by, of = value_of(divisor, values), value_of(number, values)
            return None if of is None or not by else (of / by).denominator == 1
        case IsInteger(number):
            value = value_of(number, values)
            return None if value is None else value.denominator == 1
        case Compares(sides, relations):
            return _chain([value_of(side, values) for side in sides], relations)


def _chain(values: list[Fraction | None], relations: tuple[str, ...]) -> bool | None:
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return None
    return all(
        COMPARE[relation](left, right) for left, relation, right in zip(known, relations, known[1:], strict=False)
    )


def value_of(node: Node, values: Mapping[str, Fraction]) -> Fraction | None:
    """The exact value, with gcd and mod; None where there is none."""
    inner = parts(node)
    if not inner:
        return exact(node, values)
    numbers = [value_of(each, values) for each in inner]
    known = [number for number in numbers if number is not None]
    if len(known) < len(numbers):
        return None
    match node:
        case Call("gcd"):
            whole = all(number.denominator == 1 for number in known)
            return Fraction(gcd(*(number.numerator for number in known))) if whole else None
        case Call("mod"):
            return known[0] % known[1] if known[1] else None
        case _:
            return exact(with_parts(node, tuple(Number(number) for number in known)))
