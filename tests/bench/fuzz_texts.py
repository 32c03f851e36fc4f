"""What the fuzz of the reader begins with: answers as people type and paste them, pieces to put in, vocabularies."""

from __future__ import annotations

from quiz.notation import Vocabulary

LETTERS = frozenset({"x", "y", "a", "λ", "w_1", "ŷ", "n"})
VOCABULARIES = {
    "scalar": Vocabulary(frozenset({"x"}), left_sides=("f",), wrt=("x",)),
    "lists": Vocabulary(LETTERS, heads={"f": 1, "norm": None}, vectors=frozenset({"grad"}), tuples=True),
    "heads": Vocabulary(frozenset({"x", "a"}), heads={"s": 1, "g": 2}, bare=frozenset({"s"})),
    "set": Vocabulary(frozenset({"x", "t"}), left_sides=("s",), tuples=True, alternatives=True),
    "number": Vocabulary(),
}

SEEDS = [
    "2x cos(x^2)", "e^-x^2/2", "1/2x + 1/(3x)", "sin^2 x cos 2x", "sin^-1 x/y", "2 1/2 + 2½", "2e-3x", "|x-1||y|",
    "√2x + ∛x - ∜(x+1)", "log_2 x + log10(x) + log2x", "asin(x)acos x", "x²y⁻¹ⁿ", "lse(x, 1, -x)", "max(x, 2y)",
    "σ(x)(1-σ(x))", "relu x + softplus(2x)", "0,5", "1,000.50", "3 4x", "x2", "sen(x)", "2x + C", "d/dx(x^2)",
    "f'(x) = dy/dx = 2x", "∂²f/∂x∂y = 2", "D_x f = 2x", "ẏ = 2x", "∇f = (x, y)", "(x, y)^T", "<x, y>",
    "x = 1 or x = 2", "[[1, x], [0, y]]", "[x, 1; 0, y]", "[1, 2], [3, 4]", "((x, 1), (0, y))",
    "grad[1] + norm(x, y)", "s(1-s) + g(x, 2)", "sqrt[3](x) + sqrt 2x",
    "a < x <= 3 and not (x divides 2) or x is integer", "x > 0, y != 1", "50% : $5",
    r"\frac{d}{dx}\left(x^2\right) = 2x", r"\frac{\partial f}{\partial x} = \frac12 x", r"\sqrt[n]{x}\sqrt{2x}",
    r"\sin^{-1}{\left(x \right)} + \log_{10}x", r"\left[\begin{matrix}1 & x\\y & 2\end{matrix}\right]^T",
    r"\begin{align} f'(x) &= 2x \\ \end{align}", r"\begin{array}{cc} x \\ y \end{array}",
    r"$$\hat y\,\mathbf{w}_1~x$$", r"\operatorname{LSE}(x,y)\cdot\text{ReLU}(x)",
    r"\left|x\right|\lvert y\rvert\bigl(x\bigr)", r"\nabla_{x} f = \langle x, y\rangle",
    r"f^{\prime\prime}(x) = e^{-\frac{x^2}{2}}", "((" * 9 + "x" + "))" * 9, "-" * 9 + "x", "9^9^9^9", "х + ο\u202e",
]  # fmt: skip

PIECES = [
    *"0123456789.,;+-*/^()[]{}|<>=_'!%&$~\\ \n\"`:xyaefsntCEdD", *"²³ⁿ⁻¹₁½¼√∛∜πσθλŷẏ∂∇·×÷−′″≤≠∞ᵀ⟨⟩ｘ１", "\u0302",
    "\u200b", "sin", "cos", "tan", "ln", "log", "log_", "log2", "log10", "exp", "sqrt", "asin", "arc", "sinh", "max(",
    "min(", "abs(", "lse(", "erf", "sign", "relu", "sigmoid", "theta", "lambda", "w_1", "yhat", "y_hat", "grad[",
    "norm(", "s(", "g(", "f(", "**", "2e3", "2e-3", "1/2", " 1/2", "^-1", "^2", "^(1/3)", "^T", "' =", "f'(x) =",
    "dy/dx =", "d/dx", "∂f/∂x", ":=", "==", " or ", " and ", "x = ", "not ", " divides ", " is integer", "+ C", "()",
    "(x, y)", "[x; y]", "sqrt[3](", "\\frac", "\\frac{1}{x}", "\\sqrt[", "\\left(", "\\right)", "\\left[", "\\right]",
    "\\left|", "\\right|", "\\lvert ", "\\rvert ", "\\begin{matrix}", "\\end{matrix}", "\\begin{array}{c}",
    "\\end{array}", "\\begin{align}", "\\end{align}", "\\\\", "\\sin", "\\log_", "\\operatorname{",
    "\\operatorname*{", "\\text{", "\\mathbf{", "\\hat", "\\dot{", "\\partial ", "\\nabla ", "\\prime", "\\top", "^{",
    "_{", "\\,", "\\(", "\\]", "\\{", "\\langle ", "\\cdot ", "\\le ", "\\foo",
]  # fmt: skip
