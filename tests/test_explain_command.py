"""`manage.py explain`: steps and diagnosis in the terminal."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("explain", *arguments, stdout=out)
    return out.getvalue()


def test_the_steps_name_rule_pieces_parts_and_result() -> None:
    text = said("x^2 sin(3x)", "--wrt", "x")
    assert "d/dx [x^2*sin(3*x)]: product rule, (uv)' = u'v + uv'" in text
    assert "with u = x^2, v = sin(3*x)" in text
    assert "d/dx [sin(3*x)]: chain rule" in text
    assert "Tidied up: 2*x*sin(3*x) + 3*x^2*cos(3*x)" in text


def test_a_wrong_answer_is_judged_explained_and_shown_at_a_point() -> None:
    text = said("sin(3x)", "--wrt", "x", "--answer", "cos 3x")
    assert "Not right (balls), read as cos(3*x)." in text
    assert "You differentiated the outside of sin(3*x)" in text
    assert "sure: chain_inner_dropped in sin(3*x) (chain)" in text


def test_a_right_answer_is_called_right() -> None:
    assert "Right (exact)" in said("sin(3x)", "--wrt", "x", "--answer", "3(cos x)^3 - 9 (sin x)^2 cos x")


def test_a_curve_and_a_gradient_can_be_explained() -> None:
    curve = said("x^2 + y^2 = 25", "--kind", "implicit", "--wrt", "x", "--answer", "x/y")
    assert "implicit_sign_lost" in curve
    gradient = said("x^2 y", "--kind", "gradient", "--wrt", "x,y", "--answer", "(x^2, 2xy)")
    assert "gradient_swapped" in gradient


def test_a_second_derivative_is_worked_in_two_rounds() -> None:
    text = said("x^4", "--order", "2")
    assert "d/dx [x^4]" in text
    assert "d/dx [4*x^3]" in text


def test_what_cannot_be_read_is_said_with_its_field() -> None:
    with pytest.raises(CommandError, match="function: "):
        said("x^2 +")
    with pytest.raises(CommandError, match="order: "):
        said("x^2", "--order", "9")
