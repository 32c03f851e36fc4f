"""Functions of every kind that a course in derivatives asks about, as rows of the grading pipe."""

from __future__ import annotations

from typing import Any

POLYNOMIALS = """
x^2 | x^3 - 4x | 5 | 7x - 2 | x^5 - 3x^2 + 7 | (2x + 1)^4 | (x^2 + 1)^3 | (x - 1)(x + 2)(x - 3)
x^4/4 - x^3/3 + x/7 | (3 - 2x)^7 | (x^2 - 3x + 1)^2 (x + 1) | x(x - 1)^3 | 0.5x^2 + 1.25x | (x + 1)^12
"""
RATIONAL = """
1/x | x/(x + 1) | (x^2 + 1)/(x - 2) | 1/(x^2 + 1) | (2x + 3)/(x^2 - 4) | 1/(x^2 + x + 1)^2 | x^-3 + 2/x^2
(x^3 - 1)/(x^3 + 1) | x^2/(1 - x)^3 | 3/(4x - 5)
"""
ROOTS = """
sqrt(x) | sqrt(x^2 + 4) | x sqrt(1 - x) | cbrt(x) | x^(3/2) | (x^2 + 1)^(1/3) | 1/sqrt(2x + 5) | sqrt(x + sqrt(x))
x^(2/3) (x - 1) | sqrt((x + 1)/(x + 2)) | x/sqrt(x^2 + 1) | (1 + sqrt(x))^3 | x^0.75 | sqrt(1 + sqrt(1 + x^2))
5x^(-2/5)
"""
EXPONENTIALS = """
e^x | e^(2x) | x^2 e^x | e^(-x^2/2) | x e^(-x/7) | 2^x | 10^(-x) | x*3^(2x) | e^(x^2 + 3x) | e^(sqrt(x)) | e^(1/x)
(e^x - e^(-x))/(e^x + e^(-x)) | e^x/(1 + x) | (1/2)^(x/3) | e^(0.3x) e^(-1.7x) | e^(e^x) | x^2*2^(-x/5)
5 e^(x/3) - e^(x/4)
"""
LOGARITHMS = """
ln(x) | x ln(x) - x | ln(x^2 + 1) | ln(3x + 2) | log10(x) | log2(x^2 + 3) | ln(x)/x | ln(x)^2 | ln(ln(x))
x^2 ln(x) | ln((x + 1)/(x - 1)) | ln(sqrt(x^2 + 1)) | log_3(2x + 1) | ln(x + sqrt(x^2 + 1)) | ln(x^3 e^x)
ln(5x) ln(2x)
"""
TRIGONOMETRY = """
sin(x) | cos(3x) | sin(x)^2 | sin(3x) cos(3x) | tan(x) | x sin(x) | sin(x^2) | sin(x)/x | 1/(2 + cos(x)) | sec(x)
csc(2x) | cot(x) | ln(cos(x)) | tan(x)^2 | sin(x) cos(2x) | e^(-x) sin(3x) | cos(x/2)^3 | sin(cos(x)) | x^2 cos(1/x)
sin(2 pi x/5) | sqrt(1 + sin(x)^2) | (1 - cos(x))/(1 + cos(x)) | sin(x)^4 + cos(x)^4 | sin(x + pi/12)
cos(3x/5) sin(x/4) | ln(sec(x) + tan(x)) | sin(x) tan(x)
"""
HYPERBOLIC = """
sinh(x) | cosh(2x) | tanh(x) | x sinh(x) | ln(cosh(x)) | sech(x) | coth(x) | tanh(x/2)^2 | sinh(x) cosh(x)
cosh(x)/x
"""
ARCS = """
arctan(x) | arcsin(x) | arccos(x/2) | x arctan(x) | arctan(1/x) | arcsin(x)^2 | arctan(sqrt(x)) | arsinh(x)
artanh(x) | arcosh(x) | arctan(e^x) | x arcsin(x) + sqrt(1 - x^2) | ln(x^2 + 1) - 2 arctan(x) | arctan(3x/4)
arctan((1 + x)/(1 - x))
"""
MACHINE_LEARNING = """
sigmoid(x) | 1/(1 + e^(-x)) | sigmoid(3x - 1) | softplus(x) | x sigmoid(x) | swish(2x) | ln(sigmoid(x))
sigmoid(x)(1 - sigmoid(x)) | relu(x)^2 | x tanh(softplus(x)) | x/(1 + |x|) | ln(1 + e^(2x)) | -ln(1 - sigmoid(x))
erf(x) | x (1 + erf(x/sqrt(2)))/2 | e^(-x^2/2)/sqrt(2 pi) | 0.5 x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3)))
softplus(-x)^2 | ln(1 + x^2/2) | 1/(1 + e^(-x/3))^2 | sqrt(1 + x^2) - 1 | x^2/(1 + x^2) | (1 - e^(-x))/(1 + e^(-x))
-ln(1 + e^(-x)) | e^x/(e^x + e^2)
"""
KINKS = """
|x| | |x - 2| | x|x| | relu(x - 1) | max(x, x^2) | sign(x) x^2 | |x|^3 | sqrt(x^2) | min(x, 1) x | relu(2x)^3 + x
|sin(x)| | ln|x|
"""
TOWERS = """
x^x | x^sin(x) | (1 + x)^x | sin(x)^x | x^(1/x) | (x^2 + 1)^x | x^(2x) | ln(x)^x | x^(x^2) | x^ln(x)
"""

DOMAINS = {
    "x^sin(x)": "x > 0",
    "(1 + x)^x": "x > -1",
    "ln(sec(x) + tan(x))": "-1.5 < x < 1.5",
    "arctan((1 + x)/(1 - x))": "x < 1",
    "arctan(1/x)": "x > 0",
    "ln(ln(x))": "x > 1",
    "ln(x)^x": "x > 1",
    "ln((x + 1)/(x - 1))": "x > 1",
    "x^2 cos(1/x)": "x != 0",
    "sqrt((x + 1)/(x + 2))": "x > -1",
}
OTHERS: tuple[dict[str, Any], ...] = (
    {"kind": "partial", "function": "x^2 y + ln(x y)", "wrt": "x", "domain": "x > 0, y > 0"},
    {"kind": "partial", "function": "e^(x y) sin(y)", "wrt": "y"},
    {"kind": "partial", "function": "x/(x^2 + y^2)", "wrt": "x"},
    {"kind": "partial", "function": "sqrt(x^2 + y^2)", "wrt": "y"},
    {"kind": "partial", "function": "sigmoid(w x + b)", "wrt": "w"},
    {"kind": "partial", "function": "ln(e^x + e^y + e^z)", "wrt": "z"},
    {"kind": "partial", "function": "(y - w x - b)^2", "wrt": "b"},
    {"kind": "partial", "function": "ln(s) + (x - m)^2/(2 s^2)", "wrt": "s", "domain": "s > 0"},
    {"kind": "partial", "function": "arctan(y/x)", "wrt": "x", "domain": "x > 0"},
    {"kind": "partial", "function": "x^y", "wrt": "y", "variables": {"x": "positive", "y": "real"}},
    {"kind": "partial", "function": "a e^(-k t) cos(w t)", "wrt": "t", "variables": ["a", "k", "t", "w"]},
    {"kind": "partial", "function": "tanh(w1 x1 + w2 x2)", "wrt": "w1"},
    {"kind": "gradient", "function": "x^2 y", "wrt": "x,y"},
    {"kind": "gradient", "function": "x e^y + y e^x", "wrt": "x,y"},
    {"kind": "gradient", "function": "ln(1 + e^(x - y))", "wrt": "x,y"},
    {"kind": "gradient", "function": "x y z + sin(x z)", "wrt": "x,y,z"},
    {"kind": "gradient", "function": "e^x/(e^x + e^y)", "wrt": "x,y"},
    {"kind": "implicit", "function": "x^2 + y^2 = 25", "wrt": "x"},
    {"kind": "implicit", "function": "x y + y^3 = 7", "wrt": "x"},
    {"kind": "implicit", "function": "e^y + x y = 3", "wrt": "x"},
    {"kind": "implicit", "function": "sin(x y) = x + y/3", "wrt": "x"},
    {"kind": "at_point", "function": "x^3 - 2x", "point": "2"},
    {"kind": "at_point", "function": "sin(x)", "point": "x=pi/6"},
    {"kind": "at_point", "function": "sigmoid(x)", "point": "ln(3)"},
    {"kind": "at_point", "function": "sqrt(x^2 + 1)", "point": "2"},
    {"kind": "at_point", "function": "e^(2x) cos(x)", "point": "0"},
    {"kind": "at_point", "function": "arctan(x)", "point": "sqrt(3)"},
    {"kind": "at_point", "function": "x^x", "point": "3"},
    {"kind": "derivative", "function": "sin(2x)", "order": 2},
    {"kind": "derivative", "function": "x e^(-x)", "order": 3},
    {"kind": "derivative", "function": "ln(1 + x^2)", "order": 2},
    {"kind": "derivative", "function": "tanh(x)", "order": 2},
    {"kind": "derivative", "function": "sqrt(1 + x^2)", "order": 2},
    {"kind": "expression", "answer": "cos(n pi/3) + n", "variables": {"n": "integer"}},
    {"kind": "expression", "answer": "|x| + x", "variables": {"x": "positive"}},
    {"kind": "expression", "answer": "(n + 1)^2/(2n + 1)", "variables": {"n": "integer"}},
    {"kind": "number", "answer": "sqrt(2)/2 + ln(3)"},
    {"kind": "number", "answer": "sin(pi/12)"},
    {"kind": "number", "answer": "(1 + sqrt(5))/2"},
    {"kind": "vector", "answer": "(2x e^y, x^2 e^y)"},
)

TEXTS = (
    POLYNOMIALS, RATIONAL, ROOTS, EXPONENTIALS, LOGARITHMS, TRIGONOMETRY, HYPERBOLIC, ARCS, MACHINE_LEARNING, KINKS,
    TOWERS,
)  # fmt: skip


def pieces(text: str) -> list[str]:
    """Functions stand between ` | ` and line ends; a bar without blanks belongs to an absolute value."""
    return [piece.strip() for line in text.splitlines() for piece in line.split(" | ") if piece.strip()]


QUESTIONS: tuple[dict[str, Any], ...] = (
    *(
        {"kind": "derivative", "function": each, "wrt": "x", "domain": DOMAINS.get(each, "")}
        for text in TEXTS
        for each in pieces(text)
    ),
    *OTHERS,
)
