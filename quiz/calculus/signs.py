"""Signs where people write them: `2t(1 − 2t)` rather than `−2t(2t − 1)`, `1 − σ(x)` rather than `σ(x) − 1`."""

from __future__ import annotations

from quiz.notation.tree import Call, Matrix, Negative, Node, Number, Power, Product, Quotient, Sum, Tuple


def with_signs_inside(node: Node) -> Node:
    """A sign in front of a product goes into a factor that is a difference of two terms. Values do not change."""
    match node:
        case Negative(operand):
            inner = with_signs_inside(operand)
            return inner.operand if isinstance(inner, Negative) else _placed(inner, True)
        case Sum(terms):
            return Sum(tuple(map(_term, terms)))
        case Product(factors):
            return _placed(Product(tuple(map(with_signs_inside, factors))), False)
        case Quotient(over, under):
            return _placed(Quotient(with_signs_inside(over), with_signs_inside(under)), False)
        case Power(base, exponent):
            return Power(with_signs_inside(base), exponent)
        case Call(function, arguments, base):
            return Call(function, tuple(map(with_signs_inside, arguments)), base)
        case Tuple(entries):
            return Tuple(tuple(map(with_signs_inside, entries)))
        case Matrix(rows):
            return Matrix(tuple(tuple(map(with_signs_inside, row)) for row in rows))
        case _:
            return node


def _placed(node: Node, negative: bool) -> Node:
    above, below = (node.over, node.under) if isinstance(node, Quotient) else (node, None)
    upper, lower = _factors(above), _factors(below) if below is not None else []
    for group in (upper, lower):
        for index, each in enumerate(group):
            if _is_activation_less_one(each):
                group[index], negative = _turned(each), not negative
    for group in (upper, lower):
        for index, each in enumerate(group):
            if negative and _is_difference(each) and not _is_activation_less_one(_turned(each)):
                group[index], negative = _turned(each), False
    whole = _joined(upper) if below is None else Quotient(_joined(upper), _joined(lower))
    return Negative(whole) if negative else whole


def _term(term: Node) -> Node:
    """A term keeps its own sign: `a − 2(x − 1)` stays."""
    if not isinstance(term, Negative):
        return with_signs_inside(term)
    inner = with_signs_inside(term.operand)
    return inner.operand if isinstance(inner, Negative) else Negative(inner)


def _factors(node: Node) -> list[Node]:
    return list(node.factors) if isinstance(node, Product) else [node]


def _joined(factors: list[Node]) -> Node:
    return Product(tuple(factors)) if len(factors) > 1 else factors[0]


def _is_difference(node: Node) -> bool:
    match node:
        case Sum((first, Negative())):
            return not isinstance(first, Negative)
        case _:
            return False


def _is_activation_less_one(node: Node) -> bool:
    """`σ(u) − 1` and `tanh(u)² − 1`, which everybody writes the other way round."""
    match node:
        case Sum((Call("sigmoid") | Power(Call("tanh")), Negative(Number(value)))):
            return value == 1
        case _:
            return False


def _turned(difference: Node) -> Node:
    """`b − a` for `a − b`."""
    assert isinstance(difference, Sum)
    first, second = difference.terms
    assert isinstance(second, Negative)
    return Sum((second.operand, Negative(first)))
