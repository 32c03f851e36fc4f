"""Zeros of a function of one variable, exact. A function with kinks is solved piece by piece, smooth on each."""

from __future__ import annotations

from quiz.calculus.algebra import Expr
from quiz.calculus.problem import Stuck, is_finite
from quiz.calculus.region import Region

HIGHEST_DEGREE = 12


def real_solutions(function: Expr, symbol: Expr, where: Region) -> list[Expr]:
    """The zeros in the region, ascending; those that are kinks of the function as well."""
    found = [place for piece, branch in branches(function, symbol, where) for place in _zeros(branch, symbol, piece)]
    at_kinks = [each for each in kinks(function, symbol, where) if function.subs(symbol, each).is_zero]
    return where.ascending([*found, *at_kinks])


def branches(function: Expr, symbol: Expr, where: Region) -> list[tuple[Region, Expr]]:
    """The pieces between the kinks, and what the function is on each: |u| is u or −u there, a step 0 or 1."""
    from sympy import Abs, Heaviside, sign

    kinds = (Abs, Heaviside, sign)
    if not any(each.has(symbol) for each in function.atoms(*kinds)):
        return [(where, function)]
    found = []
    for piece in where.cut(kinks(function, symbol, where)):
        sides = {each: _side(each, symbol, piece) for each in function.atoms(*kinds)}
        found.append((piece, function.xreplace(sides)))
    return found


def _side(kinked: Expr, symbol: Expr, piece: Region) -> Expr:
    inner = kinked.args[0]
    is_above = bool(inner.subs(symbol, piece.sample).evalf(30) > 0)
    match kinked.func.__name__:
        case "Abs":
            return inner if is_above else -inner
        case "sign":
            return kinked.func(1 if is_above else -1)
        case _:
            return kinked.func(1) if is_above else kinked.func(-1)


def kinks(function: Expr, symbol: Expr, where: Region) -> list[Expr]:
    """Where the argument of an absolute value, a sign or a step is 0."""
    from sympy import Abs, Heaviside, sign

    inner = {each.args[0] for each in function.atoms(Abs, Heaviside, sign) if each.has(symbol)}
    return where.ascending(place for each in sorted(inner, key=str) for place in real_solutions(each, symbol, where))


def _zeros(function: Expr, symbol: Expr, where: Region) -> list[Expr]:
    from sympy import fraction, together

    top = fraction(together(function))[0]
    if top.is_zero:
        raise Stuck("every point is one", "answer-not-unique")
    found = _of_polynomial(top, symbol) if top.is_polynomial(symbol) else _of_other(function, symbol)
    return [each for each in found if where.has(each)]


def _of_polynomial(function: Expr, symbol: Expr) -> list[Expr]:
    from sympy import Poly, roots

    polynomial = Poly(function, symbol)
    if polynomial.degree() > HIGHEST_DEGREE:
        raise Stuck(f"an equation of degree {polynomial.degree()}")
    found = [each for each in roots(polynomial) if _is_real(each)]
    if all(each.is_Rational for each in polynomial.all_coeffs()) and len(found) < polynomial.sqf_part().count_roots():
        raise Stuck("a zero that has no formula")
    return found


def _of_other(function: Expr, symbol: Expr) -> list[Expr]:
    from sympy import solve

    return [each for each in solve(function, symbol) if _is_real(each) and is_finite(function.subs(symbol, each))]


def _is_real(value: Expr) -> bool:
    if value.free_symbols:
        return False
    if value.is_real is not None:
        return bool(value.is_real)
    return bool(abs(value.evalf(40).as_real_imag()[1]) < 10**-30)
