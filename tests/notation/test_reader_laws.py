"""Laws of reading and printing, on trees and texts that nobody would think of."""

from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from quiz.notation import Parsed, Unreadable, Vocabulary, ascii, latex, read, read_condition, read_domain, tidy
from quiz.notation.limits import MAX_LENGTH, too_big, too_deep
from quiz.notation.names import ANY_NUMBER, FUNCTIONS, TWO_ARGUMENTS
from quiz.notation.tree import (
    Call,
    Const,
    Matrix,
    Name,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    Tuple,
    parts,
    walk,
    with_parts,
)

VOCABULARY = Vocabulary(
    frozenset({"x", "y", "a", "λ", "w_1", "x_i", "theta_2", "yhat"}),
    heads={"f": 1, "norm": None},
    vectors=frozenset({"grad"}),
    left_sides=("f",),
    tuples=True,
)
ONE_ARGUMENT = sorted(FUNCTIONS - TWO_ARGUMENTS - {"log"})

whole = st.integers(0, 999).map(lambda n: Number(Fraction(n)))
decimal = st.tuples(st.integers(0, 9999), st.integers(1, 4)).map(lambda n: Number(Fraction(n[0], 10 ** n[1]), n[1]))
leaf: st.SearchStrategy[Node] = st.one_of(
    whole,
    decimal,
    st.sampled_from([*(Name(name) for name in sorted(VOCABULARY.variables)), Const("e"), Const("pi")]),
    st.integers(1, 3).map(lambda place: Call("entry", (Name("grad"), Number(Fraction(place))))),
)


def grown(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(inner, min_size=2, max_size=4).map(tuple)
    return st.one_of(
        several.map(Sum),
        several.map(Product),
        st.builds(Quotient, inner, inner),
        st.builds(Power, inner, inner),
        st.builds(Negative, inner),
        st.builds(lambda function, inside: Call(function, (inside,)), st.sampled_from(ONE_ARGUMENT), inner),
        st.builds(lambda function, pair: Call(function, pair[:2]), st.sampled_from(sorted(TWO_ARGUMENTS)), several),
        st.builds(Call, st.sampled_from(sorted(ANY_NUMBER)), st.one_of(several, inner.map(lambda one: (one,)))),
        st.builds(lambda inside, base: Call("log", (inside,), base), inner, inner),
        st.builds(lambda inside: Call("f", (inside,)), inner),
        several.map(lambda inside: Call("norm", inside)),
    )


formulas = st.recursive(leaf, grown, max_leaves=14)
trees = st.one_of(
    formulas,
    st.lists(formulas, min_size=2, max_size=4).map(lambda entries: Tuple(tuple(entries))),
    st.lists(st.tuples(formulas, formulas), min_size=1, max_size=3).map(lambda rows: Matrix(tuple(rows))),
    st.lists(formulas.map(lambda one: (one,)), min_size=2, max_size=4).map(lambda rows: Matrix(tuple(rows))),
)

PIECES = [
    *(
        "x",
        "y",
        "a",
        "λ",
        "w_1",
        "ŷ",
        "e",
        "pi",
        "sin",
        "cos",
        "ln",
        "log",
        "log_2",
        "asin",
        "sqrt",
        "√",
        "∛",
        "σ",
        "relu",
    ),
    *(
        "max(",
        "f(",
        "f",
        "norm(",
        "grad[1]",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "|",
        "+",
        "-",
        "*",
        "/",
        "^",
        "**",
        ",",
        ";",
    ),
    *("2", "3", "0.5", "½", "²", "⁻¹", "₁", "=", "<", ">", "'", "_", "2e-3", "2e3", "1/2", "C", "d/dx", "∂", "∇", "^T"),
    *("\\frac", "\\frac{1}{x}", "\\sin", "\\left(", "\\right)", "\\sqrt", "\\begin{pmatrix}", "\\end{pmatrix}", "\\\\"),
    *("&", "$", "x2", ".", "!", "%", "х", "\u200b", "\u202e", "\x00", "é", "f'(x)="),
]
soup = st.builds(
    lambda joint, pieces: joint.join(pieces), st.sampled_from(["", " "]), st.lists(st.sampled_from(PIECES))
)


FEW = ["x", "y", "2", "1/2", "(", ")", "+", "-", "*", "/", "^", "^-", "sin ", "log_2 ", "√", "|", " ", ", ", "½", "e^"]


def readable(tree: Node) -> bool:
    return too_deep(tree) is None and too_big(tree) is None and len(ascii(tree)) <= MAX_LENGTH


@settings(max_examples=150, deadline=None)
@given(trees)
def test_what_is_printed_reads_back_to_the_same_tree(tree: Node) -> None:
    assume(readable(tree))
    found = read(ascii(tree), VOCABULARY)
    assert isinstance(found, Parsed), (ascii(tree), found)
    assert found.tree == tree


@settings(max_examples=80, deadline=None)
@given(trees)
def test_what_is_printed_is_never_ambiguous(tree: Node) -> None:
    assume(readable(tree))
    found = read(ascii(tree), VOCABULARY)
    assert isinstance(found, Parsed)
    assert found.notes == ()


@settings(max_examples=150, deadline=None)
@given(trees)
def test_latex_reads_back_to_the_same_tree(tree: Node) -> None:
    written = latex(tree)
    assume(readable(tree) and len(written) <= MAX_LENGTH)
    found = read(written, VOCABULARY)
    assert isinstance(found, Parsed) or found.limits, (written, found)
    if isinstance(found, Parsed):
        assert found.tree == tree, written


@settings(max_examples=400, deadline=None)
@given(st.one_of(soup, st.lists(st.sampled_from(FEW), max_size=12).map("".join)))
def test_what_was_read_prints_and_reads_to_the_same_tree_again(text: str) -> None:
    found = read(text, VOCABULARY)
    for tree in (found.tree, *found.readings) if isinstance(found, Parsed) else ():
        again = read(ascii(tree), VOCABULARY)
        assert isinstance(again, Parsed)
        assert again.tree == tree
        shown = read(latex(tree), VOCABULARY)
        assert isinstance(shown, Parsed)
        assert shown.tree == tree


@settings(max_examples=80, deadline=None)
@given(trees)
def test_every_node_is_rebuilt_from_its_parts(tree: Node) -> None:
    assert all(with_parts(node, parts(node)) == node for node in walk(tree))


@settings(max_examples=100, deadline=None)
@given(formulas)
def test_tidying_twice_changes_nothing_more(tree: Node) -> None:
    assume(readable(tree))
    tidied = tidy(tree)
    assert tidy(tidied) == tidied


@settings(max_examples=100, deadline=None)
@given(formulas)
def test_a_tidied_tree_prints_and_reads_like_any_other(tree: Node) -> None:
    assume(readable(tree))
    tidied = tidy(tree)
    assume(readable(tidied))
    found = read(ascii(tidied), VOCABULARY)
    assert isinstance(found, Parsed)
    assert found.tree == tidied


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.text(max_size=60), soup))
def test_any_text_is_read_or_refused_with_its_place(text: str) -> None:
    found = read(text, VOCABULARY)
    if isinstance(found, Unreadable):
        assert 0 <= found.start < found.end <= len(text) or not text
        assert found.message.endswith((".", "?"))
    else:
        assert all(0 <= node.span[0] < node.span[1] <= len(text) for node in walk(found.tree))
        assert all(0 <= note.start < note.end <= len(text) for note in found.notes)
        assert len(found.notes) <= len(found.readings)


SET = Vocabulary(
    frozenset({"x"}), heads={"s": 1, "g": 2}, bare=frozenset({"s"}), left_sides=("s",), tuples=True, alternatives=True
)
VALUES = [
    "s",
    "s(",
    "s(x)",
    "g(x, 1)",
    "(",
    ")",
    "x",
    "1",
    "-",
    "+",
    "*",
    "^2",
    "x = ",
    " or ",
    " and ",
    ", ",
    "; ",
    "x_1=",
]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(VALUES), max_size=12).map("".join))
def test_values_with_functions_of_the_question_are_read_or_refused_with_their_place(text: str) -> None:
    found = read(text, SET)
    if isinstance(found, Unreadable):
        assert 0 <= found.start < found.end <= len(text) or not text
        assert not found.suggestion or isinstance(read(found.suggestion, SET), Parsed)
    else:
        assert all(0 <= node.span[0] < node.span[1] <= len(text) for node in walk(found.tree))
        again = read(ascii(found.tree), SET)
        assert isinstance(again, Parsed)
        assert again.tree == found.tree


@settings(max_examples=100, deadline=None)
@given(soup)
def test_every_suggestion_reads_under_the_same_vocabulary(text: str) -> None:
    found = read(text, VOCABULARY)
    if isinstance(found, Unreadable) and found.suggestion:
        assert isinstance(read(found.suggestion, VOCABULARY), Parsed)


def holds_the_laws(text: str) -> None:
    """A tree whose places lie in the text, or a refusal with its caret in the text and a suggestion that reads."""
    found = read(text, VOCABULARY)
    if isinstance(found, Parsed):
        assert all(0 <= node.span[0] < node.span[1] <= len(text) for node in walk(found.tree))
        return
    assert 0 <= found.start < found.end <= len(text) or not text
    assert not found.suggestion or isinstance(read(found.suggestion, VOCABULARY), Parsed)


@settings(max_examples=150, deadline=None)
@given(formulas, st.integers(0, 60), st.sampled_from(["", "(", ")", "^", "2", "q", "=", "|", ","]))
def test_a_damaged_answer_holds_the_laws(tree: Node, at: int, put: str) -> None:
    assume(readable(tree))
    text = ascii(tree)
    holds_the_laws(text[:at] + put + text[at + 1 :])


REAL_ANSWERS = [
    "2x cos(x^2)", "e^-x^2/2", "1/2x + 1/(3x)", "sin^2 x cos 2x", "2 1/2 + 2½", "|x-1||y|", "√2x + ∛x", "2x + C",
    "log_2 x + log2x", "x²y⁻¹", "lse(x, 1, -x)", "σ(x)(1-σ(x))", "f'(x) = dy/dx = 2x", "(x, y)^T", "[x, 1; 0, y]",
    r"\frac{\partial f}{\partial x} = \frac12 x", r"\sqrt[3]{x}\left|x\right|", r"\hat y\cdot\lvert x\rvert", "1,000",
    r"\begin{pmatrix} x & 1 \\ 0 & y \end{pmatrix}", "[[1, x], [0, y]]", "grad[1]norm(x, y)", "theta_2 ŷ w₁", "sen(x)",
]  # fmt: skip
answers = st.sampled_from(REAL_ANSWERS)


@settings(max_examples=200, deadline=None)
@given(answers, answers, st.integers(0, 60), st.integers(0, 60))
def test_a_cut_doubled_or_spliced_answer_holds_the_laws(one: str, other: str, cut: int, start: int) -> None:
    for text in (
        one[:cut],
        one[cut:],
        one + one,
        one[:cut] + one[start:],
        one[:cut] + other[start:],
        other + one[cut:],
    ):
        holds_the_laws(text)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.characters(), st.sampled_from(PIECES)), max_size=30).map("".join))
def test_any_characters_among_the_pieces_hold_the_laws(text: str) -> None:
    holds_the_laws(text)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=40), soup))
def test_any_text_is_a_condition_or_refused_with_its_place(text: str) -> None:
    for found in (read_condition(text, VOCABULARY), read_domain(text, VOCABULARY)):
        if isinstance(found, Unreadable):
            assert 0 <= found.start < found.end <= len(text) or not text


@settings(max_examples=100, deadline=None)
@given(soup)
def test_reading_is_repeatable(text: str) -> None:
    assert read(text, VOCABULARY) == read(text, VOCABULARY)
