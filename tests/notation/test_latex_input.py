"""LaTeX goes to the same tokens, and every place stays a place of what was typed."""

import pytest

from quiz.notation import Parsed, Unreadable, Vocabulary, ascii, read
from quiz.notation.tree import Node

V = Vocabulary(frozenset({"x", "y", "a", "n", "λ", "theta_1", "yhat", "w_1", "xbar"}), tuples=True)


def tree_of(text: str, vocabulary: Vocabulary = V) -> Node:
    found = read(text, vocabulary)
    assert isinstance(found, Parsed), found
    return found.tree


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        (r"\frac{1}{x}", "1/x"),
        (r"\frac12x", "1/2*x"),
        (r"\frac x2", "x/2"),
        (r"\dfrac{x+1}{x-1}", "(x + 1)/(x - 1)"),
        (r"\tfrac{1}{2}(x+y)", "1/2*(x + y)"),
        (r"\frac{\frac{1}{x}}{2}", "1/x/2"),
        (r"\sqrt{x^2+1}", "sqrt(x^2 + 1)"),
        (r"\sqrt x", "sqrt(x)"),
        (r"\sqrt[3]{x}", "cbrt(x)"),
        (r"\sqrt[n]{x}", "x^(1/n)"),
        (r"\sin^2 x", "sin(x)^2"),
        (r"\sin^{2}(x)", "sin(x)^2"),
        (r"\sin^{-1}x", "arcsin(x)"),
        (r"x\sin x", "x*sin(x)"),
        (r"a\sin x", "a*sin(x)"),
        (r"\ln x", "ln(x)"),
        (r"\log_{10}5", "log_10(5)"),
        (r"\log_2 x", "log_2(x)"),
        (r"\left(x+1\right)^{2}", "(x + 1)^2"),
        (r"2\left|x-1\right|", "2*abs(x - 1)"),
        (r"\lvert x\rvert", "abs(x)"),
        (r"\bigl(x+1\bigr)", "x + 1"),
        (r"2\cdot x \times y", "2*x*y"),
        (r"x \div 2", "x/2"),
        (r"e^{2x}", "e^(2*x)"),
        (r"\mathrm{e}^{x}", "e^x"),
        (r"\operatorname{sigmoid}(x)", "sigmoid(x)"),
        (r"\text{ReLU}(x)", "relu(x)"),
        (r"\operatorname{LSE}(x, y)", "logsumexp(x, y)"),
        (r"\sigma(x)", "sigmoid(x)"),
        (r"\lambda x", "lambda*x"),
        (r"\theta_1", "theta_1"),
        (r"\theta_{1}x", "theta_1*x"),
        (r"\hat{y}", "yhat"),
        (r"\hat y", "yhat"),
        (r"\mathbf{x}", "x"),
        (r"x\,y\; x", "x*y*x"),
        (r"x^2~y", "x^2*y"),
        ("$x^2$", "x^2"),
        (r"\(x^2\)", "x^2"),
        (r"\[x^2\]", "x^2"),
        (r"f^{\prime}(x) = x", "x"),
        (r"\nabla f = (x, y)", "(x, y)"),
        (r"\begin{bmatrix} 1 & x \\ y & 2 \\ \end{bmatrix}", "[[1, x], [y, 2]]"),
        (r"\begin{pmatrix} x \\ y \end{pmatrix}", "[[x], [y]]"),
        (r"\begin{pmatrix} x & y \end{pmatrix}", "[[x, y]]"),
        (r"\begin{pmatrix} x & y \end{pmatrix}^T", "[[x], [y]]"),
        (r"\begin{bmatrix} 2x \end{bmatrix}", "2*x"),
        (r"x^{\frac{1}{3}}", "x^(1/3)"),
        (r"x^\lambda", "x^lambda"),
        (r"{}x{}", "x"),
        (r"\log_{x+1}(y)", "log_(x + 1)(y)"),
        (r"2\left\{x+1\right\}", "2*(x + 1)"),
        (r"\left.x\right.", "x"),
        (r"\left\langle x, y\right\rangle", "(x, y)"),
        (r"\displaystyle\frac{1}{x}", "1/x"),
        (r"\operatorname*{max}(x, y)", "max(x, y)"),
        (r"\boldsymbol{x}y", "x*y"),
        (r"2\mathbf{x+1}", "2*(x + 1)"),
        (r"\mathbf{w}_1", "w_1"),
        (r"2\text{x+1}", "2*(x + 1)"),
        (r"\boxed{f'(x) = 2x}", "2*x"),
        (r"\bar x", "xbar"),
        ("$$x^2$$", "x^2"),
        (r"$$ x^2 \\ $$", "x^2"),
        (r"x\,y\;x\!y~x", "x*y*x*y*x"),
        (r"f'(x) &= 2x", "2*x"),
        (r"\begin{align*} f'(x) &= 2x \\ \end{align*}", "2*x"),
        (r"\begin{equation}x^2\end{equation}", "x^2"),
        (r"\begin{array}{cc} 1 & x \\ y & 2 \end{array}", "[[1, x], [y, 2]]"),
        (r"\left[\begin{matrix}1 & x\\y & 2\end{matrix}\right]", "[[1, x], [y, 2]]"),
        (r"\left( \begin{array}{c} x \\ y \end{array} \right)^T", "[[x, y]]"),
        (r"\left[\begin{matrix} x \end{matrix} y\right]", "x*y"),
        (r"\sin^{-1}{\left(x \right)}", "arcsin(x)"),
        (r"\exp{-x}", "exp(-x)"),
        (r"\max\{x, 0\}", "max(x, 0)"),
    ],
)
def test_latex_is_read(typed: str, read_as: str) -> None:
    found = read(typed, V)
    assert isinstance(found, Parsed), found
    assert ascii(found.tree) == read_as


def test_places_are_places_of_the_latex() -> None:
    assert tree_of(r"\frac{1}{x} + x^2").span == (0, 17)
    found = read(r"\frac{1}{q}", V)
    assert isinstance(found, Unreadable)
    assert (found.start, found.end) == (9, 10)


def test_a_bracket_of_latex_is_not_asked_about() -> None:
    found = read(r"\frac{1}{2}x", V)
    assert isinstance(found, Parsed)
    assert found.notes == ()
