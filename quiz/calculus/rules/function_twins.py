"""What goes wrong with the derivative of a named function."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from quiz.calculus.quantities import Quantity, apply, raised
from quiz.calculus.rules.functions import TWO, Slope, number, root_of_square, square
from quiz.calculus.rules.record import Misconception, Pieces, one

SIGNED = ("sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "sech", "csch")


def _bent(*slopes: Slope) -> Callable[[Pieces], tuple[Quantity, ...]]:
    return lambda p: tuple(slope(p.u) * p.du for slope in slopes)


def _of(name: str) -> Slope:
    return lambda z: apply(name, z)


def _s(form: Callable[[Quantity, Quantity], Quantity], name: str = "sigmoid") -> Slope:
    """A law in F(z) and 1."""
    return lambda z: form(apply(name, z), number(1, z))


def _log_base(p: Pieces) -> Quantity:
    return p.f.parameter


SIGN = Misconception(
    "trig_sign",
    "trig",
    "Check the sign of the slope of {where}.",
    ("cos(2x)", "2 sin(2x)"),
    1.15,
    True,
    one(lambda p: -(p.f.slope(p.u) * p.du)),
)
TWINS: Mapping[str, tuple[Misconception, ...]] = {
    **dict.fromkeys(SIGNED, (SIGN,)),
    "tan": (
        SIGN,
        Misconception(
            "tan_sec_unsquared",
            "trig",
            "The slope of a tangent is the secant squared: look at {where}.",
            ("tan x", "sec x"),
            1.2,
            False,
            _bent(_of("sec")),
        ),
    ),
    "sigmoid": (
        Misconception(
            "sigmoid_plus",
            "sigmoid",
            "The second factor in the slope of {where} is 1 minus the sigmoid.",
            ("sigmoid(x)", "sigmoid(x)(1 + sigmoid(x))"),
            1.2,
            False,
            _bent(_s(lambda s, one_: s * (one_ + s))),
        ),
        Misconception(
            "sigmoid_factor_missing",
            "sigmoid",
            "The slope of {where} has two factors: the sigmoid, and 1 minus the sigmoid.",
            ("sigmoid(x)", "1 - sigmoid(x)"),
            1.2,
            False,
            _bent(_s(lambda s, one_: one_ - s), _of("sigmoid")),
        ),
        Misconception(
            "sigmoid_squared",
            "sigmoid",
            "The second factor in the slope of {where} is 1 minus the sigmoid, not the sigmoid again.",
            ("sigmoid(x)", "sigmoid(x)^2"),
            1.3,
            False,
            _bent(square("sigmoid")),
        ),
    ),
    "tanh": (
        Misconception(
            "tanh_unsquared",
            "tanh",
            "In the slope of {where} the hyperbolic tangent is squared: 1 - tanh^2.",
            ("tanh(x)", "1 - tanh(x)"),
            1.2,
            False,
            _bent(_s(lambda t, one_: one_ - t, "tanh")),
        ),
        Misconception(
            "tanh_plus",
            "tanh",
            "The plus belongs to the ordinary tangent; the slope of {where} has a minus.",
            ("tanh(x)", "1 + tanh(x)^2"),
            1.2,
            False,
            _bent(_s(lambda t, one_: one_ + t * t, "tanh")),
        ),
        Misconception(
            "tanh_as_sigmoid",
            "tanh",
            "That is the pattern of the sigmoid; {where} follows 1 - tanh^2.",
            ("tanh(x)", "tanh(x)(1 - tanh(x))"),
            1.2,
            False,
            _bent(_s(lambda t, one_: t * (one_ - t), "tanh")),
        ),
    ),
    "relu": (
        Misconception(
            "relu_value",
            "relu",
            "The slope of {where} is 0 or 1; it is not its value.",
            ("relu(x)", "x"),
            1.2,
            False,
            _bent(_of("relu"), lambda z: z),
        ),
        Misconception(
            "relu_always_one",
            "relu",
            "Left of its kink {where} is flat: the slope there is 0.",
            ("relu(x)", "1"),
            1.2,
            False,
            _bent(lambda z: number(1, z)),
        ),
        Misconception(
            "relu_always_zero",
            "relu",
            "Right of its kink {where} rises: the slope there is 1.",
            ("relu(x)", "0"),
            1.2,
            False,
            _bent(lambda z: number(0, z)),
        ),
    ),
    "abs": (
        Misconception(
            "abs_always_one",
            "abs",
            "Where its inside is negative, {where} falls: the slope changes its sign there.",
            ("abs(x)", "1"),
            1.4,
            False,
            _bent(lambda z: number(1, z)),
        ),
    ),
    "ln": (
        Misconception(
            "log_one_over_x",
            "logarithm",
            "The slope of {where} is the slope of its inside, over that inside.",
            ("ln(3x + 1)", "1/x"),
            1.4,
            False,
            one(lambda p: p.number(1) / p.x),
        ),
    ),
    "log": (
        Misconception(
            "log_base_dropped",
            "logarithm",
            "That is the rule of the natural logarithm; the base of {where} brings a factor 1/ln(base).",
            ("log2(x)", "1/x"),
            1.1,
            False,
            one(lambda p: p.du / p.u),
        ),
        Misconception(
            "log_base_flipped",
            "logarithm",
            "The logarithm of the base divides in the slope of {where}; it does not multiply.",
            ("log2(x)", "ln(2)/x"),
            1.3,
            False,
            one(lambda p: apply("ln", _log_base(p)) / p.u * p.du),
        ),
    ),
    "arctan": (
        Misconception(
            "arctan_minus",
            "arc",
            "Under the line of the slope of {where} stands a plus.",
            ("arctan(x)", "1/(1 - x^2)"),
            1.4,
            False,
            _bent(lambda z: number(1, z) / (number(1, z) - raised(z, TWO))),
        ),
    ),
    "arcsin": (
        Misconception(
            "arcsin_plus",
            "arc",
            "Under the root of the slope of {where} stands a minus.",
            ("arcsin(x)", "1/sqrt(1 + x^2)"),
            1.4,
            False,
            _bent(lambda z: number(1, z) / root_of_square(z, 1, 1)),
        ),
    ),
}
"""The wrong twins of one named function."""
MISCONCEPTIONS = tuple({each.id: each for twins in TWINS.values() for each in twins}.values())
