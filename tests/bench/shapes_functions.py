"""Other shapes by the laws of the functions: powers, exponentials, logarithms, angles, arcs, kinks."""

from __future__ import annotations

from fractions import Fraction

from quiz.notation.exact import exact
from quiz.notation.tree import Call, Const, Negative, Node, Number, Power, Product, Quotient, Sum
from tests.bench.shapes import EULER, HALF, ONE, TWO, Shape, call, number, plus, square, times


def exp(node: Node) -> Node:
    return Power(EULER, node)


def minus(a: Node, b: Node) -> Node:
    return Sum((a, Negative(b)))


# -- roots ---------------------------------------------------------------------------------------------------------


def root_as_power(node: Node) -> Node | None:
    match node:
        case Call("sqrt", (u,)):
            return Power(u, HALF)
        case Call("cbrt", (u,)):
            return Power(u, number(Fraction(1, 3)))
        case Power(u, exponent) if exact(exponent) == Fraction(1, 2):
            return call("sqrt", u)
        case Power(u, exponent) if exact(exponent) == Fraction(-1, 2):
            return Quotient(ONE, call("sqrt", u))
        case Power(u, exponent) if exact(exponent) == Fraction(3, 2):
            return times(u, call("sqrt", u))
    return None


def power_as_decimal(node: Node) -> Node | None:
    match node:
        case Call("sqrt", (u,)):
            return Power(u, Number(Fraction(1, 2), 1))
        case Quotient(over, Call("sqrt", (u,))):
            return times(over, Power(u, Negative(Number(Fraction(1, 2), 1))))
    return None


def nested_roots(node: Node) -> Node | None:
    match node:
        case Call("sqrt", (u,)):
            return square(call("sqrt", call("sqrt", u)))
        case Call("sqrt", (Product((a, *rest)),)):
            return times(call("sqrt", a), call("sqrt", times(*rest)))
        case Product((Call("sqrt", (a,)), Call("sqrt", (b,)))):
            return call("sqrt", times(a, b))
    return None


def rationalised(node: Node) -> Node | None:
    match node:
        case Quotient(over, Call("sqrt", (u,))):
            return Quotient(times(over, call("sqrt", u)), u)
        case Quotient(over, Product((a, Call("sqrt", (u,))))):
            return Quotient(times(over, call("sqrt", u)), times(a, u))
        case Quotient(over, Sum((a, Call("sqrt", (u,))))):
            return Quotient(times(over, minus(a, call("sqrt", u))), minus(square(a), u))
        case Quotient(over, Sum((a, Negative(Call("sqrt", (u,)))))):
            return Quotient(times(over, plus(a, call("sqrt", u))), minus(square(a), u))
    return None


def root_of_quotient(node: Node) -> Node | None:
    match node:
        case Quotient(Call("sqrt", (a,)), Call("sqrt", (b,))):
            return call("sqrt", Quotient(a, b))
        case Call("sqrt", (Quotient(a, b),)):
            return Quotient(call("sqrt", a), call("sqrt", b))
        case Quotient(a, Call("sqrt", (b,))):
            return times(a, call("sqrt", Quotient(ONE, b)))
    return None


# -- exponentials and logarithms -----------------------------------------------------------------------------------


def exponent_split(node: Node) -> Node | None:
    match node:
        case Power(base, Sum((a, *rest))):
            return times(Power(base, a), Power(base, plus(*rest)))
        case Power(base, Negative(u)):
            return Quotient(ONE, Power(base, u))
        case Power(Const("e"), u):
            return square(exp(Quotient(u, TWO)))
        case Power(base, Quotient(a, b)) if exact(b) is not None and exact(a) is None:
            return Power(Power(base, Quotient(ONE, b)), a)
    return None


def exponents_joined(node: Node) -> Node | None:
    match node:
        case Product((Power(a, m), Power(b, n), *rest)) if a == b:
            return times(Power(a, plus(m, n)), *rest)
        case Quotient(Power(a, m), Power(b, n)) if a == b:
            return Power(a, minus(m, n))
        case Quotient(over, Power(Const("e"), u)):
            return times(over, exp(Negative(u)))
        case Power(Power(base, m), n):
            return Power(base, times(m, n))
    return None


def base_changed(node: Node) -> Node | None:
    match node:
        case Power(Const("e"), u):
            return call("exp", u)
        case Power(base, u) if exact(u) is None:
            return exp(times(u, call("ln", base)))
        case Call("exp", (u,)):
            return exp(u)
    return None


def two_power_shift(node: Node) -> Node | None:
    match node:
        case Power(Number(value), u) if exact(u) is None:
            return times(Number(value), Power(Number(value), minus(u, ONE)))
        case Power(Number(value), u) if exact(u) is None and value > 1:
            return Power(Number(value**2), Quotient(u, TWO))
    return None


def log_split(node: Node) -> Node | None:
    match node:
        case Call("ln", (Product((a, *rest)),), None):
            return plus(call("ln", a), call("ln", times(*rest)))
        case Call("ln", (Quotient(a, b),), None):
            return minus(call("ln", a), call("ln", b))
        case Call("ln", (Power(base, u),), None):
            return times(u, call("ln", base))
        case Call("ln", (Call("sqrt", (u,)),), None):
            return Quotient(call("ln", u), TWO)
        case Call("ln", (Number(value),), None) if value.denominator == 1 and value > 3 and value % 2 == 0:
            return plus(call("ln", TWO), call("ln", number(value / 2)))
    return None


def log_joined(node: Node) -> Node | None:
    match node:
        case Product((Number(value), Call("ln", (u,), None))):
            return call("ln", Power(u, Number(value)))
        case Sum((Call("ln", (a,), None), Call("ln", (b,), None))):
            return call("ln", times(a, b))
        case Sum((Call("ln", (a,), None), Negative(Call("ln", (b,), None)))):
            return call("ln", Quotient(a, b))
        case Sum((a, Call("ln", (u,), None))) if exact(a) == 1:
            return call("ln", times(EULER, u))
        case Call("ln", (u,), None):
            return times(TWO, call("ln", call("sqrt", u)))
    return None


def log_base(node: Node) -> Node | None:
    match node:
        case Call("ln", (u,), None):
            return times(Call("log", (u,), number(10)), call("ln", number(10)))
        case Quotient(Call("ln", (u,), None), Call("ln", (b,), None)):
            return Call("log", (u,), b)
        case Call("log", (u,), base) if base is not None:
            return Quotient(call("ln", u), call("ln", base))
    return None


def log_base_two(node: Node) -> Node | None:
    match node:
        case Call("ln", (u,), None):
            return Quotient(Call("log", (u,), TWO), Call("log", (EULER,), TWO))
    return None


# -- angles --------------------------------------------------------------------------------------------------------


def by_definition(node: Node) -> Node | None:
    match node:
        case Call("tan", (u,)):
            return Quotient(call("sin", u), call("cos", u))
        case Call("cot", (u,)):
            return Quotient(call("cos", u), call("sin", u))
        case Call("sec", (u,)):
            return Quotient(ONE, call("cos", u))
        case Call("csc", (u,)):
            return Quotient(ONE, call("sin", u))
        case Quotient(over, Power(Call("cos", (u,)), n)):
            return times(over, Power(call("sec", u), n))
        case Quotient(over, Call("cos", (u,))):
            return times(over, call("sec", u))
    return None


def pythagoras(node: Node) -> Node | None:
    match node:
        case Power(Call("sin", (u,)), n) if exact(n) == 2:
            return minus(ONE, square(call("cos", u)))
        case Power(Call("cos", (u,)), n) if exact(n) == 2:
            return minus(ONE, square(call("sin", u)))
        case Power(Call("sec", (u,)), n) if exact(n) == 2:
            return plus(ONE, square(call("tan", u)))
        case Power(Call("tan", (u,)), n) if exact(n) == 2:
            return minus(square(call("sec", u)), ONE)
        case Power(Call("tanh", (u,)), n) if exact(n) == 2:
            return minus(ONE, square(call("sech", u)))
        case Power(Call("cosh", (u,)), n) if exact(n) == 2:
            return plus(ONE, square(call("sinh", u)))
    return None


def double_angle(node: Node) -> Node | None:
    match node:
        case Power(Call("sin", (u,)), n) if exact(n) == 2:
            return Quotient(minus(ONE, call("cos", times(TWO, u))), TWO)
        case Power(Call("cos", (u,)), n) if exact(n) == 2:
            return Quotient(plus(ONE, call("cos", times(TWO, u))), TWO)
        case Product((Call("sin", (u,)), Call("cos", (v,)), *rest)) if u == v:
            return times(HALF, call("sin", times(TWO, u)), *rest)
        case Call("sin", (Product((k, u)),)) if exact(k) == 2:
            return times(TWO, call("sin", u), call("cos", u))
        case Call("cos", (Product((k, u)),)) if exact(k) == 2:
            return minus(times(TWO, square(call("cos", u))), ONE)
        case Call("sin", (Product((k, u)),)) if exact(k) == 3:
            return minus(times(number(3), call("sin", u)), times(number(4), Power(call("sin", u), number(3))))
    return None


def half_angle(node: Node) -> Node | None:
    match node:
        case Call("sin", (u,)):
            middle = Quotient(u, TWO)
            return times(TWO, call("sin", middle), call("cos", middle))
        case Call("cos", (u,)):
            return minus(ONE, times(TWO, square(call("sin", Quotient(u, TWO)))))
        case Call("tan", (u,)):
            return Quotient(call("sin", times(TWO, u)), plus(ONE, call("cos", times(TWO, u))))
        case Call("tanh", (u,)):
            half = call("tanh", Quotient(u, TWO))
            return Quotient(times(TWO, half), plus(ONE, square(half)))
    return None


def products_and_sums(node: Node) -> Node | None:
    match node:
        case Product((Call("sin", (u,)), Call("cos", (v,)), *rest)):
            return times(Quotient(plus(call("sin", plus(u, v)), call("sin", minus(u, v))), TWO), *rest)
        case Product((Call("cos", (u,)), Call("cos", (v,)), *rest)):
            return times(Quotient(plus(call("cos", plus(u, v)), call("cos", minus(u, v))), TWO), *rest)
        case Sum((Call("sin", (u,)), Call("sin", (v,)))):
            return times(TWO, call("sin", Quotient(plus(u, v), TWO)), call("cos", Quotient(minus(u, v), TWO)))
        case Call("sin" | "cos" as name, (Sum((a, b)),)):
            s, c = call("sin", a), call("cos", a)
            t, d = call("sin", b), call("cos", b)
            return plus(times(s, d), times(c, t)) if name == "sin" else minus(times(c, d), times(s, t))
    return None


def shifted(node: Node) -> Node | None:
    quarter = Quotient(Const("pi"), TWO)
    match node:
        case Call("sin", (u,)):
            return call("cos", minus(quarter, u))
        case Call("cos", (u,)):
            return call("sin", plus(u, quarter))
        case Call("tan", (u,)):
            return call("cot", minus(quarter, u))
    return None


# -- hyperbolic functions and activations ----------------------------------------------------------------------------


def in_exponentials(node: Node) -> Node | None:
    match node:
        case Call("sinh", (u,)):
            return Quotient(minus(exp(u), exp(Negative(u))), TWO)
        case Call("cosh", (u,)):
            return Quotient(plus(exp(u), exp(Negative(u))), TWO)
        case Call("tanh", (u,)):
            return minus(ONE, Quotient(TWO, plus(exp(times(TWO, u)), ONE)))
        case Call("sech", (u,)):
            return Quotient(TWO, plus(exp(u), exp(Negative(u))))
        case Call("sigmoid", (u,)):
            return Quotient(exp(u), plus(ONE, exp(u)))
        case Call("softplus", (u,)):
            return call("ln", plus(ONE, exp(u)))
        case Call("swish", (u,)):
            return Quotient(u, plus(ONE, exp(Negative(u))))
    return None


def as_activation(node: Node) -> Node | None:
    match node:
        case Quotient(over, Sum((one, Power(Const("e"), Negative(u))))) if exact(one) == 1:
            return times(over, call("sigmoid", u))
        case Call("sigmoid", (u,)):
            return Quotient(plus(ONE, call("tanh", Quotient(u, TWO))), TWO)
        case Call("tanh", (u,)):
            return minus(times(TWO, call("sigmoid", times(TWO, u))), ONE)
        case Sum((one, Negative(Call("sigmoid", (u,))))) if exact(one) == 1:
            return call("sigmoid", Negative(u))
        case Call("softplus", (u,)):
            return plus(u, call("softplus", Negative(u)))
        case Power(Const("e"), u):
            return plus(call("sinh", u), call("cosh", u))
    return None


def by_the_other_side(node: Node) -> Node | None:
    match node:
        case Call("sigmoid", (u,)):
            return minus(ONE, call("sigmoid", Negative(u)))
        case Call("tanh", (u,)):
            return Quotient(call("sinh", u), call("cosh", u))
        case Call("sech", (u,)):
            return Quotient(ONE, call("cosh", u))
        case Call("cosh", (u,)):
            return plus(call("sinh", u), exp(Negative(u)))
        case Call("erf" | "sinh" | "tan" | "sin" | "arctan" | "arcsin" as name, (u,)):
            return Negative(call(name, Negative(u)))
    return None


# -- arcs ------------------------------------------------------------------------------------------------------------


def with_arcs(node: Node) -> Node | None:
    match node:
        case Quotient(over, Sum((one, Power(u, n)))) | Quotient(over, Sum((Power(u, n), one))) if (
            exact(one) == 1 and exact(n) == 2
        ):
            return times(over, square(call("cos", call("arctan", u))))
        case Call("sqrt", (Sum((one, Negative(Power(u, n)))),)) if exact(one) == 1 and exact(n) == 2:
            return call("cos", call("arcsin", u))
        case Call("sqrt", (Sum((one, Power(u, n))),)) if exact(one) == 1 and exact(n) == 2:
            return call("sec", call("arctan", u))
    return None


def arcs_changed(node: Node) -> Node | None:
    quarter = Quotient(Const("pi"), TWO)
    match node:
        case Call("arcsin", (u,)):
            return minus(quarter, call("arccos", u))
        case Call("arccos", (u,)):
            return minus(quarter, call("arcsin", u))
        case Call("arctan", (u,)):
            return minus(quarter, call("arccot", u))
        case Call("arsinh", (u,)):
            return call("ln", plus(u, call("sqrt", plus(square(u), ONE))))
        case Call("artanh", (u,)):
            return Quotient(minus(call("ln", plus(ONE, u)), call("ln", minus(ONE, u))), TWO)
    return None


def arcs_swapped(node: Node) -> Node | None:
    match node:
        case Call("arctan", (u,)):
            return call("arcsin", Quotient(u, call("sqrt", plus(ONE, square(u)))))
        case Call("arcsin", (u,)):
            return call("arctan", Quotient(u, call("sqrt", minus(ONE, square(u)))))
    return None


def arc_of_reciprocal(node: Node) -> Node | None:
    match node:
        case Call("arctan", (u,)):
            return minus(Quotient(Const("pi"), TWO), call("arctan", Quotient(ONE, u)))
    return None


# -- kinks -----------------------------------------------------------------------------------------------------------


def kinks_changed(node: Node) -> Node | None:
    match node:
        case Call("abs", (u,)):
            return call("sqrt", square(u))
        case Call("sign", (u,)):
            return Quotient(u, call("abs", u))
        case Quotient(u, Call("abs", (v,))) if u == v:
            return call("sign", u)
        case Call("relu", (u,)):
            return Quotient(plus(u, call("abs", u)), TWO)
        case Call("step", (u,)):
            return Quotient(plus(ONE, call("sign", u)), TWO)
        case Call("max", (a, b)):
            return plus(b, call("relu", minus(a, b)))
    return None


def kinks_multiplied(node: Node) -> Node | None:
    match node:
        case Call("abs", (u,)):
            return times(u, call("sign", u))
        case Call("sign", (u,)):
            return Quotient(call("abs", u), u)
        case Call("relu", (u,)):
            return times(u, call("step", u))
        case Call("step", (u,)):
            return Quotient(call("relu", u), u)
    return None


FUNCTION_LAWS: tuple[Shape, ...] = (
    root_as_power, power_as_decimal, nested_roots, rationalised, root_of_quotient, exponent_split, exponents_joined,
    base_changed, two_power_shift, log_split, log_joined, log_base, log_base_two, by_definition, pythagoras,
    double_angle, half_angle, products_and_sums, shifted, in_exponentials, as_activation, by_the_other_side, with_arcs,
    arcs_changed, arcs_swapped, arc_of_reciprocal, kinks_changed, kinks_multiplied,
)  # fmt: skip
