"""Functions SymPy does not know, each with its derivative, so that a derived key keeps the names people use.

Imported only by `symbolic`, inside its functions: whoever reads an answer never pays for SymPy.
"""

from __future__ import annotations

from typing import Any

from sympy import Add, Function, Integer, Rational, exp, log


class Named(Function):  # type: ignore[misc]
    """A function that stays unevaluated; `definition` says what it is. Of one variable, unless it says otherwise."""

    nargs: int | None = 1
    is_extended_real = True

    @classmethod
    def definition(cls, *us: Any) -> Any:
        raise NotImplementedError

    def _eval_rewrite_as_exp(self, *us: Any, **_: Any) -> Any:
        return self.definition(*us)

    def _eval_evalf(self, prec: int) -> Any:
        return self.definition(*self.args)._eval_evalf(prec)


class Sigmoid(Named):
    """s' = s(1 - s)"""

    is_positive = True

    @classmethod
    def eval(cls, u: Any) -> Any:
        return Rational(1, 2) if u.is_zero else None

    @classmethod
    def definition(cls, u: Any) -> Any:
        return 1 / (1 + exp(-u))

    def fdiff(self, argindex: int = 1) -> Any:
        return self * (1 - self)


class Softplus(Named):
    """softplus' = sigmoid"""

    is_positive = True

    @classmethod
    def definition(cls, u: Any) -> Any:
        return log(1 + exp(u))

    def fdiff(self, argindex: int = 1) -> Any:
        return Sigmoid(self.args[0])


class LogSumExp(Named):
    """ln(e^a + e^b + ...); by its k-th argument u the slope is e^u/(e^a + e^b + ...): softmax"""

    nargs = None

    @classmethod
    def eval(cls, *us: Any) -> Any:
        return us[0] if len(us) == 1 else None

    @classmethod
    def definition(cls, *us: Any) -> Any:
        return log(Add(*[exp(u) for u in us]))

    def fdiff(self, argindex: int = 1) -> Any:
        return exp(self.args[argindex - 1]) / Add(*[exp(u) for u in self.args])


class Swish(Named):
    """(u s(u))' = s + u s(1 - s)"""

    @classmethod
    def definition(cls, u: Any) -> Any:
        return u / (1 + exp(-u))

    def fdiff(self, argindex: int = 1) -> Any:
        u = self.args[0]
        return Sigmoid(u) + u * Sigmoid(u) * (1 - Sigmoid(u))


class Relu(Named):
    """relu' = step, away from the kink"""

    is_nonnegative = True

    @classmethod
    def eval(cls, u: Any) -> Any:
        if u.is_nonnegative:
            return u
        return Integer(0) if u.is_nonpositive else None

    @classmethod
    def definition(cls, u: Any) -> Any:
        return (u + abs(u)) / 2

    def fdiff(self, argindex: int = 1) -> Any:
        return Step(self.args[0])


class Step(Named):
    """step' = 0, away from the jump"""

    @classmethod
    def eval(cls, u: Any) -> Any:
        if u.is_positive:
            return Integer(1)
        return Integer(0) if u.is_negative else None

    @classmethod
    def definition(cls, u: Any) -> Any:
        return (1 + abs(u) / u) / 2

    def fdiff(self, argindex: int = 1) -> Any:
        return Integer(0)


class Sign(Named):
    """sign' = 0, away from the jump"""

    @classmethod
    def eval(cls, u: Any) -> Any:
        if u.is_positive:
            return Integer(1)
        return Integer(-1) if u.is_negative else None

    @classmethod
    def definition(cls, u: Any) -> Any:
        return abs(u) / u

    def fdiff(self, argindex: int = 1) -> Any:
        return Integer(0)


class Modulus(Named):
    """|u| for a real u whose sign SymPy does not know: |u|' = sign(u), without real and imaginary parts."""

    is_nonnegative = True

    @classmethod
    def eval(cls, u: Any) -> Any:
        if u.is_nonnegative:
            return u
        return -u if u.is_nonpositive else None

    @classmethod
    def definition(cls, u: Any) -> Any:
        return abs(u)

    def fdiff(self, argindex: int = 1) -> Any:
        return Sign(self.args[0])
