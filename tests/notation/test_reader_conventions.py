"""The conventions of typed mathematics, one row a line: what is typed, and how it is read (printed by `ascii`)."""

from fractions import Fraction

import pytest

from quiz.notation import Parsed, Vocabulary, ascii, read
from quiz.notation.names import ALIASES, GREEK, TWO_ARGUMENTS
from quiz.notation.tree import Call, Name, Negative, Node, Number, Power, Product, Quotient, Sum, Tuple

X = Vocabulary(frozenset({"x"}))
LETTERS = Vocabulary(frozenset({"x", "y", "a", "b", "c", "n"}))
MANY = Vocabulary(
    frozenset({"x", "theta", "λ", "w_1", "x_i", "ŷ", "n"}),
    heads={"f": 1, "P": 1, "norm": None},
    vectors=frozenset({"grad"}),
)
LISTS = Vocabulary(frozenset({"x", "y"}), tuples=True)


def reading(text: str, vocabulary: Vocabulary) -> str:
    found = read(text, vocabulary)
    assert isinstance(found, Parsed), found
    return ascii(found.tree)


NUMBERS_AND_SIGNS = [
    ("12", "12"),
    ("0.5", "0.5"),
    ("0.50", "0.50"),
    (".5", "0.5"),
    ("5.", "5"),
    ("0.333", "0.333"),
    ("x**2", "x^2"),
    ("3 − x", "3 - x"),
    ("3 – x", "3 - x"),
    ("3 — x", "3 - x"),
    ("2·x", "2*x"),
    ("2⋅x", "2*x"),
    ("2×x", "2*x"),
    ("2∙x", "2*x"),
    ("2∗x", "2*x"),
    ("x÷2", "x/2"),
    ("x∕2", "x/2"),
    ("x⁄2", "x/2"),
    ("x²", "x^2"),
    ("x⁻²", "x^(-2)"),
    ("x¹⁰", "x^10"),
    ("xⁿ⁺¹", "x^(n + 1)"),
    ("x²ⁿ", "x^(2*n)"),
    ("x⁻ⁿ", "x^(-n)"),
    ("√x", "sqrt(x)"),
    ("∛x", "cbrt(x)"),
    ("∜x", "x^(1/4)"),
    ("sqrt x", "sqrt(x)"),
    ("√2x", "sqrt(2)*x"),
    ("√x^2", "sqrt(x^2)"),
    ("√(x)^2", "sqrt(x)^2"),
    ("sqrt[3](x)y", "cbrt(x)*y"),
    ("sqrt[2](x)", "sqrt(x)"),
    ("sqrt[5](x + 1)", "(x + 1)^(1/5)"),
    ("½", "1/2"),
    ("½x", "1/2*x"),
    ("x^½", "x^(1/2)"),
    ("¾x", "3/4*x"),
    ("[x+1](x-1)", "(x + 1)*(x - 1)"),
    ("２ｘ＋１", "2*x + 1"),
    ("2\u00a0x\u2009+ 1", "2*x + 1"),
    ("2\u200bx", "2*x"),
    ("2\u2062x", "2*x"),
    ("𝑥+𝟏", "x + 1"),
    ("x\n+ 1", "x + 1"),
    ("$5", "5"),
    ("-£2.50", "-2.50"),
    ("€ 72000", "72000"),
]

PRECEDENCE = [
    ("-x^2", "-x^2"),
    ("-2x", "-2*x"),
    ("2*-x", "2*(-x)"),
    ("x - -2", "x - (-2)"),
    ("--x", "-(-x)"),
    ("+x", "x"),
    ("x^2^3", "x^(2^3)"),
    ("e^-x^2", "e^(-x^2)"),
    ("e^x(x+1)", "e^x*(x + 1)"),
    ("x^-2y", "x^(-2)*y"),
    ("2x/3x", "2*x/3*x"),
    ("a/b*c", "a/b*c"),
    ("a/b/c", "a/b/c"),
    ("a*(b*c)", "a*(b*c)"),
    ("2x", "2*x"),
    ("2(x+1)", "2*(x + 1)"),
    ("xy", "x*y"),
    ("(x+1)(x-1)", "(x + 1)*(x - 1)"),
    ("(x+1)x", "(x + 1)*x"),
    ("(x+1)sin x", "(x + 1)*sin(x)"),
    ("x|y|", "x*abs(y)"),
    ("(x+1)2^x", "(x + 1)*2^x"),
    ("ln(2)2^x", "ln(2)*2^x"),
    ("x 2^x", "x*2^x"),
    ("2x 2^x + x^2 2^x ln 2", "2*x*2^x + x^2*2^x*ln(2)"),
    ("2ln(2) 2^x", "2*ln(2)*2^x"),
    ("x²3^x", "x^2*3^x"),
    ("x/(n)2^x", "x/n*2^x"),
    ("x(x+1)", "x*(x + 1)"),
    ("x sin x", "x*sin(x)"),
    ("2|x|", "2*abs(x)"),
    ("1/2x", "1/2*x"),
    ("a/bc", "a/b*c"),
    ("e^2x", "e^2*x"),
    ("x^2y", "x^2*y"),
    ("(-8)^(1/3)", "(-8)^(1/3)"),
]

FUNCTIONS = [
    ("log x", "ln(x)"),
    ("log10(x)", "log_10(x)"),
    ("log2 x", "log_2(x)"),
    ("log_b x", "log_b(x)"),
    ("log_(a+1)(x)", "log_(a + 1)(x)"),
    ("log₂x", "log_2(x)"),
    ("log25", "ln(25)"),
    ("sin x cos x", "sin(x)*cos(x)"),
    ("sin 2x cos x", "sin(2*x)*cos(x)"),
    ("sin2x", "sin(2*x)"),
    ("sin ½x", "sin(1/2*x)"),
    ("sin -x", "sin(-x)"),
    ("ln sin x", "ln(sin(x))"),
    ("ln sin(x)^2", "ln(sin(x)^2)"),
    ("sin x^2", "sin(x^2)"),
    ("sin(x)^2", "sin(x)^2"),
    ("sin^2 x", "sin(x)^2"),
    ("sin^2(x)", "sin(x)^2"),
    ("sin²x", "sin(x)^2"),
    ("sin^-1 x", "arcsin(x)"),
    ("tan^(-1)(x)", "arctan(x)"),
    ("sin⁻¹(x)", "arcsin(x)"),
    ("sinh^-1 x", "arsinh(x)"),
    ("cos^-2 x", "cos(x)^(-2)"),
    ("ln^-1 x", "ln(x)^(-1)"),
    ("sin x/y", "sin(x)/y"),
    ("sin x (x+1)", "sin(x)*(x + 1)"),
    ("sin x + 1", "sin(x) + 1"),
    ("sin 2*x", "sin(2)*x"),
    ("e^sin x", "e^sin(x)"),
    ("exp(x)", "exp(x)"),
    ("tg x", "tan(x)"),
    ("ctg x", "cot(x)"),
    ("arctg x", "arctan(x)"),
    ("asinh x", "arsinh(x)"),
    ("arctanh x", "artanh(x)"),
    ("sgn x", "sign(x)"),
    ("max(x, y)", "max(x, y)"),
    ("min(x, 2y)", "min(x, 2*y)"),
    ("erf x", "erf(x)"),
    ("Sin(x)", "sin(x)"),
    ("LN x", "ln(x)"),
    ("relu(x)", "relu(x)"),
    ("ReLU x", "relu(x)"),
    ("σ(x)", "sigmoid(x)"),
    ("sigma(x)", "sigmoid(x)"),
    ("σ x", "sigmoid(x)"),
    ("softplus(x)", "softplus(x)"),
    ("heaviside(x)", "step(x)"),
    ("silu(x)", "swish(x)"),
    ("tanh x", "tanh(x)"),
    ("logsumexp(x, y)", "logsumexp(x, y)"),
    ("lse(a, b, c)", "logsumexp(a, b, c)"),
    ("LSE(x)", "logsumexp(x)"),
    ("2lse(x, 2y)", "2*logsumexp(x, 2*y)"),
]

BARS = [
    ("|x|", "abs(x)"),
    ("2|x-1|", "2*abs(x - 1)"),
    ("|x||y|", "abs(x)*abs(y)"),
    ("||x|-1|", "abs(abs(x) - 1)"),
    ("|x|^2", "abs(x)^2"),
    ("ln|x|", "ln(abs(x))"),
    ("|x|y", "abs(x)*y"),
    ("|a|-b|c|", "abs(a) - b*abs(c)"),
    ("|sin |x||", "abs(sin(abs(x)))"),
]

SPLITTING = [
    ("xsin(x)", "x*sin(x)"),
    ("2xcosx", "2*x*cos(x)"),
    ("pix", "pi*x"),
    ("2πx", "2*pi*x"),
    ("secxtanx", "sec(x)*tan(x)"),
    ("xe^x", "x*e^x"),
    ("E^x", "e^x"),
    ("xlnx", "x*ln(x)"),
    ("asin(x)", "arcsin(x)"),
]

ALL_LETTERS = [NUMBERS_AND_SIGNS, PRECEDENCE, FUNCTIONS, BARS, SPLITTING]


def tree_of(text: str, vocabulary: Vocabulary = X) -> Node:
    found = read(text, vocabulary)
    assert isinstance(found, Parsed), found
    return found.tree


@pytest.mark.parametrize(("typed", "read_as"), [row for rows in ALL_LETTERS for row in rows])
def test_it_is_read_by_the_conventions(typed: str, read_as: str) -> None:
    assert reading(typed, LETTERS) == read_as


SPELLINGS = [(spelling, function) for function, others in ALIASES.items() for spelling in (function, *others)]


@pytest.mark.parametrize(("spelling", "function"), SPELLINGS)
def test_a_function_is_read_in_every_spelling(spelling: str, function: str) -> None:
    arguments = "x, y" if function in TWO_ARGUMENTS else "x"
    assert reading(f"2{spelling}({arguments})", LETTERS) == f"2*{function}({arguments})"


@pytest.mark.parametrize("word", GREEK)
def test_a_greek_letter_is_one_name_by_letter_word_and_command(word: str) -> None:
    vocabulary = Vocabulary(frozenset({word}))
    assert {reading(text, vocabulary) for text in (word, GREEK[word], f"\\{word}", f"{{{GREEK[word]}}}")} == {word}


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("thetasin(theta)", "theta*sin(theta)"),
        ("θ^2", "theta^2"),
        ("lambda x", "lambda*x"),
        ("λx", "lambda*x"),
        ("w1 + w_1 + w₁", "w_1 + w_1 + w_1"),
        ("w_{1}", "w_1"),
        ("xi", "x_i"),
        ("x_i", "x_i"),
        ("yhat", "yhat"),
        ("ŷ", "yhat"),
        ("y_hat", "yhat"),
        ("\\hat y", "yhat"),
        ("y\u0302", "yhat"),
        ("f(x)^2", "f(x)^2"),
        ("2P(x+1)", "2*P(x + 1)"),
        ("norm(x, n, 2)", "norm(x, n, 2)"),
        ("grad[1] + grad[2]", "grad[1] + grad[2]"),
        ("grad_1 grad_{2}", "grad[1]*grad[2]"),
        ("grad₃²", "grad[3]^2"),
        ("norm(grad)", "norm(grad)"),
    ],
)
def test_declared_names_are_read_in_every_spelling(typed: str, read_as: str) -> None:
    assert reading(typed, MANY) == read_as


HEADS = Vocabulary(frozenset({"x", "a"}), heads={"s": 1, "g": 2}, bare=frozenset({"s"}))


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("s", "s"),
        ("s(x)", "s(x)"),
        ("a s(x)(1-s(x))", "a*s(x)*(1 - s(x))"),
        ("s (1-s)", "s*(1 - s)"),
        ("s(1-s)", "s*(1 - s)"),
        ("as(1-s)^2", "a*s*(1 - s)^2"),
        ("s(1 - s(1-s))", "s*(1 - s*(1 - s))"),
        ("s(-x)", "s(-x)"),
        ("s(s(x))", "s(s(x))"),
        ("e^s(1-s)", "e^s*(1 - s)"),
        ("ln s", "ln(s)"),
        ("xsin(x) + s", "x*sin(x) + s"),
    ],
)
def test_a_function_of_the_question_may_stand_without_its_argument(typed: str, read_as: str) -> None:
    assert reading(typed, HEADS) == read_as


def test_a_bare_function_is_kept_as_a_name() -> None:
    assert tree_of("s(1-s)", HEADS) == Product((Name("s"), Sum((Number(Fraction(1)), Negative(Name("s"))))))


@pytest.mark.parametrize(
    ("typed", "standard", "asks"),
    [
        ("2s(x+1)", "2*s(x + 1)", "Did you mean 2*s*(x + 1)?"),
        ("s(1-s(x))", "s(1 - s(x))", "Did you mean s*(1 - s(x))?"),
    ],
)
def test_a_sum_in_brackets_behind_a_bare_function_is_its_argument_or_a_factor(
    typed: str, standard: str, asks: str
) -> None:
    found = read(typed, HEADS)
    assert isinstance(found, Parsed)
    assert (ascii(found.tree), [note.asks for note in found.notes]) == (standard, [asks])
    assert [f"Did you mean {ascii(tree)}?" for tree in found.readings] == [asks]


def test_a_name_keeps_the_spelling_the_question_declares() -> None:
    assert tree_of("lambda", MANY) == tree_of("λ", MANY) == Name("λ")


def test_an_indexed_vector_is_a_call_of_entry_counted_from_one() -> None:
    assert tree_of("grad[2]", MANY) == Call("entry", (Name("grad"), Number(Fraction(2))))


def test_sigma_is_a_variable_where_it_is_declared() -> None:
    assert reading("σ(x+1)", Vocabulary(frozenset({"σ", "x"}))) == "sigma*(x + 1)"


def test_e_is_a_variable_only_where_it_is_declared() -> None:
    assert tree_of("e", Vocabulary(frozenset({"e"}))) == Name("e")


@pytest.mark.parametrize(
    ("typed", "read_as"), [("lg", "l*g"), ("tang", "tan(g)"), ("root", "r*o*o*t"), ("sing", "sin(g)")]
)
def test_declared_letters_may_spell_a_word(typed: str, read_as: str) -> None:
    assert reading(typed, Vocabulary(frozenset("lgrot"))) == read_as


def test_the_tree_keeps_what_was_typed() -> None:
    two, x = Number(Fraction(2)), Name("x")
    assert tree_of("x/2") == Quotient(x, two)
    assert tree_of("2*x*2") == Product((two, x, two))
    assert tree_of("x - 2") == Sum((x, Negative(two)))
    assert tree_of("x^-2") == Power(x, Negative(two))


def test_every_node_knows_where_it_stands() -> None:
    found = tree_of("2x + sin( x )")
    assert isinstance(found, Sum)
    assert [term.span for term in found.terms] == [(0, 2), (5, 13)]


def test_an_exponent_of_superscripts_stands_where_they_stand() -> None:
    found = tree_of("x¹² + 1")
    assert isinstance(found, Sum)
    assert found.terms[0].span == (0, 3)


AMBIGUOUS = [
    ("1/2x", "1/2*x", "1/(2*x)", "Did you mean 1/(2*x)?"),
    ("a/bc", "a/b*c", "a/(b*c)", "Did you mean a/(b*c)?"),
    ("3 + a/b(x+1)", "3 + a/b*(x + 1)", "3 + a/(b*(x + 1))", "Did you mean a/(b*(x + 1))?"),
    ("e^2x", "e^2*x", "e^(2*x)", "Did you mean e^(2*x)?"),
    ("e^-2x", "e^(-2)*x", "e^(-2*x)", "Did you mean e^(-2*x)?"),
    ("x^2y", "x^2*y", "x^(2*y)", "Did you mean x^(2*y)?"),
    ("x^1/3", "x^(1)/3", "x^(1/3)", "Did you mean x^(1/3)?"),
    ("x^-1/2", "x^(-1)/2", "x^(-1/2)", "Did you mean x^(-1/2)?"),
    ("x^-2/3", "x^(-2)/3", "x^(-2/3)", "Did you mean x^(-2/3)?"),
    ("2y^-5/3", "2*y^(-5)/3", "2*y^(-5/3)", "Did you mean y^(-5/3)?"),
    ("x^1/2", "x^(1)/2", "x^(1/2)", "Did you mean x^(1/2)?"),
    ("x^1/n", "x^(1)/n", "x^(1/n)", "Did you mean x^(1/n)?"),
    ("e^1/x", "e^(1)/x", "e^(1/x)", "Did you mean e^(1/x)?"),
    ("e^-1/x^2", "e^(-1)/x^2", "e^(-1/x^2)", "Did you mean e^(-1/x^2)?"),
    ("2^-1/(x+1)", "2^(-1)/(x + 1)", "2^(-1/(x + 1))", "Did you mean 2^(-1/(x + 1))?"),
    ("log2x", "log_2(x)", "ln(2*x)", "Did you mean ln(2*x)?"),
    ("log10x^2", "log_10(x^2)", "ln(10*x^2)", "Did you mean ln(10*x^2)?"),
    ("sqrt 2x", "sqrt(2)*x", "sqrt(2*x)", "Did you mean sqrt(2*x)?"),
    ("sin x/y", "sin(x)/y", "sin(x/y)", "Did you mean sin(x/y)?"),
    ("sin 2*x", "sin(2)*x", "sin(2*x)", "Did you mean sin(2*x)?"),
    ("sin x (x+1)", "sin(x)*(x + 1)", "sin(x*(x + 1))", "Did you mean sin(x*(x + 1))?"),
    ("√2x", "sqrt(2)*x", "sqrt(2*x)", "Did you mean sqrt(2*x)?"),
    ("sin^-1 x", "arcsin(x)", "1/sin(x)", "Did you mean 1/sin(x)?"),
    ("2e-3", "2*e - 3", "2*10^(-3)", "Did you mean 2*10^(-3)?"),
    ("2½", "2*(1/2)", "2 + 1/2", "Did you mean 2 + 1/2?"),
    ("2 1/2", "2*(1/2)", "2 + 1/2", "Did you mean 2 + 1/2?"),
    ("asin(x)", "arcsin(x)", "a*sin(x)", "Did you mean a*sin(x)?"),
]


@pytest.mark.parametrize(("typed", "standard", "other", "asks"), AMBIGUOUS)
def test_an_ambiguous_answer_has_a_second_reading(typed: str, standard: str, other: str, asks: str) -> None:
    found = read(typed, LETTERS)
    assert isinstance(found, Parsed)
    assert ascii(found.tree) == standard
    assert [ascii(tree) for tree in found.readings] == [other]
    assert [note.asks for note in found.notes] == [asks]


def test_two_ambiguities_give_each_reading_and_both_at_once() -> None:
    found = read("1/2x + 1/3y", LETTERS)
    assert isinstance(found, Parsed)
    assert [ascii(tree) for tree in found.readings] == [
        "1/(2*x) + 1/3*y",
        "1/2*x + 1/(3*y)",
        "1/(2*x) + 1/(3*y)",
    ]
    assert len(found.notes) == 2


@pytest.mark.parametrize(
    "typed",
    [
        "1/2*x",
        "x²y",
        "e^x sin x",
        "x^2 y",
        "x/2",
        "sin(x)/2",
        "x^2.5/3",
        "x^2/3^n",
        "e^(2)x",
        "√2 x",
        "ln x^2",
        "sin 2x cos x",
        "log2 x",
        "e^2/x",
    ],
)
def test_what_is_clear_is_not_asked_about(typed: str) -> None:
    found = read(typed, LETTERS)
    assert isinstance(found, Parsed)
    assert found.notes == found.readings == ()


def test_a_power_over_a_whole_number_has_a_second_reading_that_only_grading_asks_about() -> None:
    found = read("2x^2/3 + 1/2y", LETTERS)
    assert isinstance(found, Parsed)
    assert ascii(found.tree) == "2*x^2/3 + 1/2*y"
    assert [note.asks for note in found.notes] == ["Did you mean 1/(2*y)?"]
    assert [ascii(tree) for tree in found.readings] == [
        "2*x^2/3 + 1/(2*y)",
        "2*x^(2/3) + 1/2*y",
        "2*x^(2/3) + 1/(2*y)",
    ]


@pytest.mark.parametrize(
    ("typed", "standard", "other"),
    [
        ("e^-x/2", "e^(-x)/2", "e^(-x/2)"),
        ("e^-x^2/2", "e^(-x^2)/2", "e^(-x^2/2)"),
        ("2x^n/3", "2*x^n/3", "2*x^(n/3)"),
    ],
)
def test_a_power_over_a_number_is_divided_and_only_grading_asks(typed: str, standard: str, other: str) -> None:
    found = read(typed, LETTERS)
    assert isinstance(found, Parsed)
    assert (ascii(found.tree), [ascii(tree) for tree in found.readings]) == (standard, [other])
    assert found.notes == ()


LEFT_SIDES = [
    "f'(x) = ", "f''(x)=", "f' = ", "f’(x) = ", "y' = ", "df/dx=", "dy/dx =", "d/dx f = ", "d/dx f(x) = ", "d/dx (f) =",
    "∂f/∂x =", "f_x=", "f_x(x) = ", "∇f =", "=", "f(x) = ", "d^2f/dx^2 = ", "f'(x) = dy/dx = ", "f′(2) =",
    r"\frac{dy}{dx} = ", r"\frac{d}{dx} f(x) = ", r"\frac{\partial f}{\partial x} = ", "f^{\\prime}(x) =",
    "D_x f = ", "D_x f(x) =", "∂_x f =", "∇_x f(x) =", "nabla f =", "grad f =", "f'(x) := ", "f^(2)(x) =",
    "d/dx = ", "d/dx (x^2) = ", "d/dx x^2 =", "∂²f/∂x∂x =", "d²y/dx² =", "df(x)/dx =", "df/dx(x) =",
    r"\mathrm{d}y/\mathrm{d}x = ", r"\frac{\mathrm{d}f}{\mathrm{d}x} = ", r"\frac{d^2 y}{dx^2} =",
    r"\frac{\mathrm d}{\mathrm d x} f =", r"\frac{\partial^{2} f}{\partial x^{2}} =", r"\nabla_{x} f(x) =",
    r"\frac{d}{dx}\left(x^2\right) =", r"f^{(2)}(x) =", r"\partial_x f =", r"\partial f/\partial x =", "y′ =",
]  # fmt: skip


@pytest.mark.parametrize("left", LEFT_SIDES)
def test_a_left_side_that_fits_is_dropped(left: str) -> None:
    assert reading(left + "2x", Vocabulary(frozenset({"x"}), left_sides=("f",), wrt=("x",))) == "2*x"


@pytest.mark.parametrize("left", ["P'(p) = ", "dP/dp=", "P_p =", "P =", "P(p) ="])
def test_the_question_names_its_own_left_sides(left: str) -> None:
    assert reading(left + "2p", Vocabulary(frozenset({"p"}), left_sides=("P",))) == "2*p"


@pytest.mark.parametrize("left", ["ẏ =", r"\dot{y} =", r"\dot y =", "dy/dt ="])
def test_a_dot_is_the_derivative_by_time(left: str) -> None:
    assert reading(left + "2t", Vocabulary(frozenset({"t"}), wrt=("t",))) == "2*t"


@pytest.mark.parametrize("left", ["y^2 =", "f^2(x) =", "2x =", "g(x) =", "J ="])
def test_an_equation_is_not_taken_for_a_left_side(left: str) -> None:
    assert not isinstance(read(left + "2x", Vocabulary(frozenset({"x"}), left_sides=("f",))), Parsed)


@pytest.mark.parametrize("left", ["∇f =", "(f_x, f_y) =", "(∂f/∂x, ∂f/∂y) =", "J =", "J_f(x, y) =", "H ="])
def test_a_vector_or_matrix_of_derivatives_may_stand_on_the_left(left: str) -> None:
    assert reading(left + "(2x, y)", LISTS) == "(2*x, y)"


def test_without_a_name_any_derivative_may_stand_on_the_left() -> None:
    assert reading("dL/dw = 2w", Vocabulary(frozenset({"w"}))) == "2*w"


def test_the_span_counts_from_the_beginning_of_the_text() -> None:
    assert tree_of("f'(x) = 2x").span == (8, 10)


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("(x, y)", "(x, y)"),
        ("[x, y]", "(x, y)"),
        ("⟨x, y⟩", "(x, y)"),
        ("<x, y>", "(x, y)"),
        ("x, y", "(x, y)"),
        ("x; y", "(x, y)"),
        ("(x; y)", "(x, y)"),
        ("(x, y)^T", "(x, y)"),
        ("[2x, 2y]ᵀ", "(2*x, 2*y)"),
        ("((x+1), (y))", "(x + 1, y)"),
        ("(x+1)(y-1), 2", "((x + 1)*(y - 1), 2)"),
        ("∇f = (2x, 2y)", "(2*x, 2*y)"),
        ("[[x, 1], [0, y]]", "[[x, 1], [0, y]]"),
        ("((x, 1), (0, y))", "[[x, 1], [0, y]]"),
        ("[x, 1; 0, y]", "[[x, 1], [0, y]]"),
        ("[x; y]", "[[x], [y]]"),
        ("[[x], [y]]", "[[x], [y]]"),
        ("[[x], [y]]^T", "[[x, y]]"),
        ("[x, 1], [0, y]", "[[x, 1], [0, y]]"),
        ("[[2x]]", "2*x"),
        ("(1, 2), (3, 4)", "[[1, 2], [3, 4]]"),
        (r"\begin{pmatrix} x & 1 \\ 0 & y \end{pmatrix}", "[[x, 1], [0, y]]"),
        ("(x+1)^2", "(x + 1)^2"),
        ("[2x]", "2*x"),
    ],
)
def test_lists_and_matrices_are_read_where_the_question_asks_for_them(typed: str, read_as: str) -> None:
    assert reading(typed, LISTS) == read_as


def test_a_list_is_a_tuple_in_order() -> None:
    assert tree_of("(y, x)", LISTS) == Tuple((Name("y"), Name("x")))
