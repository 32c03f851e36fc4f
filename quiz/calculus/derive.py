"""The key of a phrase, derived by SymPy from the trees that are given.

f' = df/dx      ∇f = (∂f/∂x, ∂f/∂y)      J = ∂F_i/∂x_j      H = ∂²f/∂x_i∂x_j
D_u f = ∇f·u/|u|      dy/dx = −F_x/F_y on F(x, y) = 0
"""

from __future__ import annotations

from collections.abc import Callable

from quiz.calculus.algebra import Expr
from quiz.calculus.approximations import descent_step, newton_step, tangent, taylor_polynomial
from quiz.calculus.extremes import critical_points, extreme, zeros
from quiz.calculus.given import Given, Impossible
from quiz.calculus.limits import limit
from quiz.calculus.phrases import Phrase, Wanted
from quiz.calculus.problem import MOST_BITS, Problem, Stuck, as_vector, entries, put
from quiz.notation import balls
from quiz.notation.exact import bits
from quiz.notation.symbolic import TooLarge, Unsayable
from quiz.notation.tree import Node, Number, names_in, walk


def derive(phrase: Phrase, given: Given) -> Node | Impossible:
    """The answer of a phrase whose formulas are closed. Costs milliseconds; the caller keeps it."""
    try:
        return _valued(DERIVATIONS[phrase.wanted](Problem.of(phrase, given)), phrase)
    except Stuck as stuck:
        return stuck.why
    except (Unsayable, TooLarge, ZeroDivisionError) as why:
        return Impossible("answer-fails", f"'{phrase.wanted} of {phrase.of}' cannot be derived: {why}")
    except NotImplementedError:
        return Impossible("answer-fails", f"no method finds '{phrase.wanted} of {phrase.of}' exactly: type a formula")


def _valued(key: Node, phrase: Phrase) -> Node:
    """A number must have a value, and one that can be written down: the slope of |x| at 0 has none."""
    if any(isinstance(each, Number) and bits(each.value) > MOST_BITS for each in walk(key)):
        raise Stuck("the numbers become too large")
    with balls.precision(128):
        if any(not names_in(each) and not balls.real(each)({}).is_finite() for each in entries(key)):
            raise Stuck("there is no value" + (" at this point" if phrase.at else ""))
    return key


def _derivative(problem: Problem) -> Node:
    phrase = problem.phrase
    names = phrase.by or problem.names
    if not phrase.by and len(names) != 1:
        raise Stuck(f"{phrase.of} has several variables: say which, as in `derivative of {phrase.of} by {names[0]}`")
    by = [symbol for symbol in problem.algebra.symbols(names) for _ in range(phrase.order)]
    return as_vector(problem.algebra, [problem.at(each.diff(*by)) for each in problem.vector])


def _gradient(problem: Problem) -> Node:
    function = problem.scalar
    return problem.algebra.trees(problem.at(function.diff(each)) for each in problem.symbols)


def _jacobian(problem: Problem) -> Node:
    rows = [[problem.at(each.diff(symbol)) for symbol in problem.symbols] for each in problem.vector]
    return problem.algebra.rows(rows)


def _hessian(problem: Problem) -> Node:
    function, symbols = problem.scalar, problem.symbols
    return problem.algebra.rows([[problem.at(function.diff(row, column)) for column in symbols] for row in symbols])


def _directional(problem: Problem) -> Node:
    from sympy import sqrt

    assert problem.phrase.along is not None
    direction = [problem.algebra.of(each) for each in entries(problem.phrase.along)]
    if len(direction) != len(problem.symbols) or not any(direction):
        raise Stuck(f"the direction needs {len(problem.symbols)} entries, not all 0")
    length = sqrt(sum(each**2 for each in direction))
    slopes = [problem.scalar.diff(each) for each in problem.symbols]
    total = sum(slope * each for slope, each in zip(slopes, direction, strict=True))
    return problem.algebra.tree(problem.at(total / length))


def _implicit(problem: Problem) -> Node:
    by, curve = problem.phrase.by[0], problem.scalar
    others = [name for name in problem.names if name != by]
    if len(problem.phrase.by) != 1 or len(others) != 1:
        raise Stuck("an implicit derivative is for an equation between two variables")
    x, y = problem.algebra.symbols((by, others[0]))
    if problem.phrase.at and put(curve, problem.located(problem.phrase.at)).equals(0) is not True:
        raise Stuck("the point does not lie on the curve")
    slope = -curve.diff(x) / curve.diff(y)
    return problem.algebra.tree(problem.at(_cancelled(slope)))


def _cancelled(slope: Expr) -> Expr:
    """Common factors gone, where that does not make the formula longer."""
    from sympy import cancel, count_ops

    short = cancel(slope)
    return short if count_ops(short) <= count_ops(slope) else slope


def _value(problem: Problem) -> Node:
    return as_vector(problem.algebra, [problem.at(each) for each in problem.vector])


DERIVATIONS: dict[Wanted, Callable[[Problem], Node]] = {
    Wanted.DERIVATIVE: _derivative,
    Wanted.GRADIENT: _gradient,
    Wanted.JACOBIAN: _jacobian,
    Wanted.HESSIAN: _hessian,
    Wanted.DIRECTIONAL: _directional,
    Wanted.IMPLICIT: _implicit,
    Wanted.VALUE: _value,
    Wanted.LIMIT: limit,
    Wanted.TANGENT: tangent,
    Wanted.TAYLOR: taylor_polynomial,
    Wanted.MAXIMISER: extreme,
    Wanted.MINIMISER: extreme,
    Wanted.MAXIMUM: extreme,
    Wanted.MINIMUM: extreme,
    Wanted.CRITICAL: critical_points,
    Wanted.ZERO: zeros,
    Wanted.DESCENT: descent_step,
    Wanted.NEWTON: newton_step,
}
