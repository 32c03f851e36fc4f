"""What goes wrong with a whole answer: another question answered, or a slip of the pen. No rule finds it, comparing
does."""

from __future__ import annotations

from quiz.calculus.rules.record import Misconception

OTHER_QUESTION = (
    Misconception("not_differentiated", "whole", "This is the function itself.", ("x^3", "x^3"), 1.0),
    Misconception("integrated", "whole", "That is an antiderivative: you integrated.", ("x^2", "x^3/3"), 1.2),
    Misconception("second_derivative", "whole", "You differentiated once more than asked.", ("x^4", "12x^2"), 1.2),
    Misconception(
        "order_too_low", "whole", "Right so far, but there is one more derivative to take.", ("x^4", "4x^3"), 1.2,
        kind="second",
    ),
    Misconception(
        "f_value", "whole", "That is the height of the curve; the question asks for its slope.", ("x^3", "8"), 1.2,
        kind="at_point",
    ),
    Misconception(
        "left_unevaluated", "whole", "The derivative is right: now put the point in.", ("x^2", "2x"), 1.0,
        kind="at_point",
    ),
    Misconception(
        "wrong_variable", "whole", "You differentiated by another variable; the question asks for {wrt}.",
        ("x^2 y", "x^2"), 1.2, kind="partial",
    ),
    Misconception(
        "not_held_constant", "whole",
        "Only {wrt} moves; the other variables are constants, and their own terms give 0.",
        ("2x^2 + 3y^2", "4x + 6y"), 1.2, kind="partial",
    ),
    Misconception(
        "held_factor_as_one", "whole", "The other variables are held still: they are not differentiated as well.",
        ("x^2 y + 3y^2", "2x + 6y"), 1.7, kind="partial",
    ),
    Misconception(
        "held_var_zero", "whole", "Holding a variable still does not make it 0: it stays in the formula.",
        ("ln(x^2 + y^2)", "2/x"), 1.6, kind="partial",
    ),
    Misconception(
        "gradient_swapped", "whole", "The right partial derivatives, in the wrong order.",
        ("x^2 y + y", "(x^2 + 1, 2xy)"), 1.0, kind="gradient",
    ),
    Misconception(
        "gradient_summed", "whole", "The gradient is a vector: its components are not added up.",
        ("x^2 y + y", "2xy + x^2 + 1"), 1.0, kind="gradient",
    ),
    Misconception(
        "gradient_entry_missing", "whole", "A gradient has one component for each variable; this is only one of them.",
        ("x^2 y + y", "2xy"), 1.1, kind="gradient",
    ),
)  # fmt: skip

IMPLICIT = (
    Misconception(
        "dydx_missing", "implicit", "y depends on {wrt}: each y that is differentiated brings a factor dy/dx.",
        ("x^2 + y^2 = 25", "-2x - 2y"), 1.3, kind="implicit",
    ),
    Misconception(
        "implicit_flipped", "implicit", "You have dx/dy: turn the fraction over.", ("x^2 + y^2 = 25", "-y/x"), 1.1,
        kind="implicit",
    ),
    Misconception(
        "implicit_sign_lost", "implicit", "A term that moves to the other side changes its sign.",
        ("x^2 + y^2 = 25", "x/y"), 1.1, kind="implicit",
    ),
    Misconception(
        "rhs_dropped", "implicit", "Both sides of the equation have to be differentiated.",
        ("x^3 + y^3 = 6xy", "-x^2/y^2"), 1.5, kind="implicit",
    ),
)  # fmt: skip

ALGEBRA = (
    Misconception(
        "square_of_sum", "algebra", "A power of a sum is not the sum of the powers: look at {where}.",
        ("(3x + 1)^3", "81x^2"), 1.8,
    ),
    Misconception(
        "power_of_power", "algebra", "In a power of a power the exponents are multiplied, not added: look at {where}.",
        ("(x^2)^4", "6x^5"), 1.8,
    ),
)  # fmt: skip

SLIPS = (
    Misconception("sign_overall", "slip", "All is right but the sign of the whole.", ("x^2 + x", "-2x - 1"), 1.2),
    Misconception(
        "slip_sign", "slip", "One term has the wrong sign in the slope of {where}.", ("x^3 - 5x", "3x^2 + 5"), 1.5
    ),
    Misconception(
        "slip_coef", "slip", "The shape is right; check the numbers in the slope of {where}.",
        ("3x^4 + 5x", "13x^3 + 5"), 1.8
    ),
    Misconception(
        "slip_term_lost", "slip", "One term is missing in the slope of {where}.", ("x^3 + e^x", "3x^2"), 1.7
    ),
    Misconception("slip_const", "slip", "There is an extra constant.", ("x^3 + sin x", "3x^2 + cos x + 4"), 2.0),
    Misconception(
        "slip_bracket", "slip", "With brackets around {where} your answer would be right.",
        ("(x^2 + 3x)^4", "4(x^2 + 3x)^3 * 2x + 3"), 1.4,
    ),
)  # fmt: skip

MISCONCEPTIONS = (*OTHER_QUESTION, *IMPLICIT, *ALGEBRA, *SLIPS)
