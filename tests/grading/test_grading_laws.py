"""Laws of grading on random formulas: another shape is never wrong, another value is never right."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quiz.grading.equality.prove import proof
from quiz.grading.ground import Scalar, ground
from quiz.grading.ladder import judge
from quiz.grading.values import value_at
from quiz.grading.verdict import Outcome, Task
from quiz.notation.balls import ball, precision, real
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
    names_in,
)

X, E = Name("x"), Const("e")


def whole(value: int) -> Node:
    return Number(Fraction(value)) if value >= 0 else Negative(Number(Fraction(-value)))


ONE, TWO = whole(1), whole(2)
UNARY = (
    "sin",
    "cos",
    "tan",
    "exp",
    "ln",
    "sqrt",
    "sinh",
    "cosh",
    "tanh",
    "arctan",
    "sigmoid",
    "softplus",
    "abs",
    "relu",
)

leaves = st.one_of(st.just(X), st.just(X), st.integers(1, 6).map(whole), st.just(Quotient(ONE, TWO)))


def grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    pairs = st.tuples(inner, inner)
    return st.one_of(
        pairs.map(Sum),
        pairs.map(Product),
        pairs.map(lambda pair: Quotient(*pair)),
        inner.map(Negative),
        st.tuples(inner, st.integers(2, 3)).map(lambda pair: Power(pair[0], whole(pair[1]))),
        st.tuples(st.sampled_from(UNARY), inner).map(lambda pair: Call(pair[0], (pair[1],))),
    )


formulas = st.recursive(leaves, grown, max_leaves=7).filter(lambda node: "x" in names_in(node))


def rebuilt(node: Node, change: Callable[[Node], Node]) -> Node:
    """The tree with every node changed, from the leaves up."""
    match node:
        case Sum(terms):
            return change(Sum(tuple(rebuilt(each, change) for each in terms)))
        case Product(factors):
            return change(Product(tuple(rebuilt(each, change) for each in factors)))
        case Quotient(over, under):
            return change(Quotient(rebuilt(over, change), rebuilt(under, change)))
        case Power(base, exponent):
            return change(Power(rebuilt(base, change), rebuilt(exponent, change)))
        case Negative(operand):
            return change(Negative(rebuilt(operand, change)))
        case Call(function, arguments, base):
            return change(Call(function, tuple(rebuilt(each, change) for each in arguments), base))
        case Tuple() | Matrix():
            raise AssertionError("scalars only")
        case _:
            return change(node)


def exp(node: Node) -> Node:
    return Power(E, node)


def commuted(node: Node) -> Node:
    match node:
        case Sum(terms):
            return Sum(terms[::-1])
        case Product(factors):
            return Product(factors[::-1])
        case _:
            return node


def with_negative_powers(node: Node) -> Node:
    return Product((node.over, Power(node.under, whole(-1)))) if isinstance(node, Quotient) else node


def distributed(node: Node) -> Node:
    match node:
        case Product((first, Sum(terms))):
            return Sum(tuple(Product((first, each)) for each in terms))
        case Power(base, exponent) if exponent == TWO:
            return Product((base, base))
        case _:
            return node


def in_exponentials(node: Node) -> Node:
    match node:
        case Call("tanh", (u,)):
            return Quotient(Sum((exp(u), Negative(exp(Negative(u))))), Sum((exp(u), exp(Negative(u)))))
        case Call("cosh", (u,)):
            return Quotient(Sum((exp(u), exp(Negative(u)))), TWO)
        case Call("sigmoid", (u,)):
            return Quotient(ONE, Sum((ONE, exp(Negative(u)))))
        case Call("softplus", (u,)):
            return Call("ln", (Sum((ONE, exp(u))),))
        case Call("exp", (u,)):
            return exp(u)
        case _:
            return node


def in_other_words(node: Node) -> Node:
    match node:
        case Call("sqrt", (u,)):
            return Power(u, Quotient(ONE, TWO))
        case Call("tan", (u,)):
            return Quotient(Call("sin", (u,)), Call("cos", (u,)))
        case Call("relu", (u,)):
            return Call("max", (u, whole(0)))
        case Call("abs", (u,)):
            return Call("sqrt", (Power(u, TWO),))
        case Call("sin", (u,)):
            half = Quotient(u, TWO)
            return Product((TWO, Call("sin", (half,)), Call("cos", (half,))))
        case Quotient(over, under) if over == ONE and under == TWO:
            return Number(Fraction(1, 2), 1)
        case _:
            return node


RESHAPES = (commuted, with_negative_powers, distributed, in_exponentials, in_other_words)


@lru_cache(maxsize=512)
def asked(key: Node) -> Task:
    return Task(key, ("x",))


def has_a_domain(key: Node) -> bool:
    return len(ground(Scalar(key, variables=("x",))).places) >= 3


@settings(max_examples=150)
@given(formulas, st.lists(st.sampled_from(RESHAPES), min_size=1, max_size=3))
def test_the_same_value_in_another_shape_is_never_wrong(key: Node, reshapes: list[Callable[[Node], Node]]) -> None:
    assume(has_a_domain(key))
    typed = key
    for reshape in reshapes:
        typed = rebuilt(typed, reshape)

    assert judge(asked(key), typed).outcome in (Outcome.CORRECT, Outcome.UNDECIDED)


@settings(max_examples=80)
@given(formulas, st.sampled_from([commuted, with_negative_powers, distributed]))
def test_algebra_alone_is_always_decided(key: Node, reshape: Callable[[Node], Node]) -> None:
    assume(has_a_domain(key))

    assert judge(asked(key), rebuilt(key, reshape)).outcome is Outcome.CORRECT


SIZES = [Fraction(1), Fraction(1, 10**6), Fraction(1, 10**12)]


@st.composite
def mutated(draw: st.DrawFn) -> tuple[Node, Node]:
    """A formula, and the same with one node changed by a whole or by a hair."""
    key = draw(formulas)
    nodes: list[Node] = []
    rebuilt(key, lambda node: nodes.append(node) or node)  # type: ignore[func-returns-value]
    place, size, sign = (
        draw(st.integers(0, len(nodes) - 1)),
        draw(st.sampled_from(SIZES)),
        draw(st.sampled_from([1, -1])),
    )
    count = iter(range(len(nodes)))

    def change(node: Node) -> Node:
        if next(count) != place:
            return node
        return Product((Number(1 + size), node)) if sign > 0 else Sum((node, Number(size)))

    return key, rebuilt(key, change)


def surely_differs(key: Node, other: Node) -> bool:
    """At some place of the key the values differ by more than the 60th digit."""
    evaluate, changed = real(key), real(other)
    with precision(400):
        for place in ground(Scalar(key, variables=("x",))).places:
            at = {name: ball(value) for name, value in place.coordinates.items()}
            left, right = value_at(evaluate, at), value_at(changed, at)
            if right is not None and left.is_finite() and right.is_finite() and not left.overlaps(right):
                return True
    return False


@settings(max_examples=200)
@given(mutated())
def test_another_value_is_never_right(pair: tuple[Node, Node]) -> None:
    key, typed = pair
    assume(has_a_domain(key) and surely_differs(key, typed))

    assert judge(asked(key), typed).outcome is Outcome.INCORRECT


@settings(max_examples=150)
@given(mutated())
def test_the_exact_proof_never_proves_a_mutation(pair: tuple[Node, Node]) -> None:
    key, typed = pair
    assume(has_a_domain(key) and surely_differs(key, typed))

    assert proof(key, typed, {}) == ""


@settings(max_examples=60)
@given(formulas, formulas)
def test_key_and_answer_may_change_places(key: Node, typed: Node) -> None:
    assume(has_a_domain(Sum((key, typed))))
    both = Sum((key, typed))

    there = judge(Task(key, ("x",), both), typed)
    back = judge(Task(typed, ("x",), both), key)

    assert there.outcome is back.outcome


@settings(max_examples=60)
@given(mutated())
def test_the_name_of_a_variable_does_not_matter(pair: tuple[Node, Node]) -> None:
    key, typed = pair
    assume(has_a_domain(key))

    def renamed(node: Node) -> Node:
        return rebuilt(node, lambda each: Name("t") if isinstance(each, Name) else each)

    assert judge(Task(renamed(key), ("t",)), renamed(typed)).outcome is judge(asked(key), typed).outcome
