"""What a text that cannot be read is answered with: one row a sentence. The marks `⟦ ⟧` show the caret's span."""

import re

import pytest

from quiz.notation import Parsed, Unreadable, Vocabulary, read, unreadable

X = Vocabulary(frozenset({"x"}))
XY = Vocabulary(frozenset({"x", "y"}))
NAMES = Vocabulary(frozenset({"x"}), heads={"f": 1, "g": 2}, vectors=frozenset({"grad"}))
HEADS = Vocabulary(frozenset({"x"}), heads={"s": 1, "C": 1, "g": 2}, bare=frozenset({"s", "C"}))
ASKED = Vocabulary(frozenset({"x"}), left_sides=("f",), wrt=("x",))
LISTS = Vocabulary(frozenset({"x", "y"}), tuples=True)
NUMBER = Vocabulary()
SEVEN = Vocabulary(frozenset("abcduvw"))

ROWS = [
    # brackets
    (X, "2 sin⟦(⟧x", "This bracket is never closed.", "2 sin(x)"),
    (X, "⟦(⟧(x+1)", "This bracket is never closed.", "((x+1))"),
    (X, "x⟦)⟧", "This bracket was never opened.", "x"),
    (X, "(x+1⟦]⟧", "This bracket is closed by another kind of bracket.", "(x+1)"),
    (X, "2⟦()⟧", "There is nothing between these brackets.", "2"),
    (X, "⟦|⟧x+1", "This bar is never closed; abs( ) is the safe way to write it.", "|x+1|"),
    (XY, "|x|y⟦|⟧x|", "These bars can be read in two ways; use abs( ).", ""),
    (X, "2 + ⟦(⟧", "This bracket is never closed.", ""),
    (X, "2(x ⟦=⟧ 3)", "Give one expression, without an equals sign.", ""),
    # something missing
    (X, "", "Type an answer first.", ""),
    (X, "⟦  ⟧", "Type an answer first.", ""),
    (X, "2x ⟦+⟧", "Something is missing after +.", "2x"),
    (X, "x⟦^⟧", "Something is missing after ^.", "x"),
    (X, "⟦*⟧x", "Something is missing before *.", "x"),
    (X, "2 ⟦+ *⟧ x", "Something is missing between + and *.", "2 +  x"),
    (X, "(2⟦+⟧)x", "Something is missing after +.", "(2)x"),
    (X, "⟦sin⟧*x", "sin needs an argument.", "sin(x)"),
    (X, "2 ⟦cos⟧", "cos needs an argument.", "2 cos(x)"),
    (XY, "⟦sin⟧^2", "sin needs an argument.", ""),
    (X, "⟦√⟧", "√ needs an argument.", "√(x)"),
    (X, "⟦max⟧ x", "max takes two arguments, with a comma between them.", ""),
    (X, "⟦max(x)⟧", "max takes two arguments, with a comma between them.", ""),
    (XY, "⟦sin(x, y)⟧", "sin takes one argument.", ""),
    (X, "⟦lse⟧", "lse needs an argument.", "lse(x)"),
    (X, "⟦log(x, 2)⟧", "log takes one argument; a base is written log_2.", "log_2(x)"),
    (X, "log⟦_⟧+x", "Something is missing after _.", ""),
    (NAMES, "⟦f⟧ + 1", "f needs an argument.", "f(x) + 1"),
    (HEADS, "⟦g⟧ + s", "g needs an argument.", ""),
    (HEADS, "⟦sen⟧(x)", "sen is not in this question. Did you mean sin?", "sin(x)"),
    (HEADS, "2x + ⟦C⟧", "C is not in this question; a derivative needs no constant of integration.", "2x"),
    (HEADS, "s⟦'⟧(x)", "Work the derivative out.", ""),
    (NAMES, "⟦f(x, x)⟧", "f takes one argument.", ""),
    (NAMES, "⟦g(x)⟧", "g takes 2 arguments.", ""),
    (NAMES, "grad[⟦x⟧]", "Write the place as a whole number, such as grad[1].", ""),
    (NAMES, "⟦grad_⟧x", "Write the place as a whole number, such as grad[1].", ""),
    # numbers
    (X, "⟦3 4⟧x", "Two numbers stand side by side: 34 or 3*4?", "34x"),
    (X, "⟦x2⟧", "Did you mean x^2, 2x or x_2?", "x^2"),
    (X, "(x+1)⟦2⟧", "Is the 2 a power or a factor? Write ^2 or *2.", "(x+1)^2"),
    (X, "0⟦,⟧5", "Use a point for decimals.", "0.5"),
    (X, "2(0⟦,⟧5 + x)", "Use a point for decimals.", "2(0.5 + x)"),
    (X, "sin(0⟦,⟧5)", "Use a point for decimals.", "sin(0.5)"),
    (X, "0⟦,⟧125", "Use a point for decimals.", "0.125"),
    (X, "1⟦,⟧0000", "Use a point for decimals.", "1.0000"),
    (X, "⟦1,000⟧", "Write large numbers without commas.", "1000"),
    (X, "2 + ⟦1,234,567.50⟧x", "Write large numbers without commas.", "2 + 1234567.50x"),
    (X, "2(⟦72,000⟧ + x)", "Write large numbers without commas.", "2(72000 + x)"),
    (X, "ln(⟦72,000⟧)", "Write large numbers without commas.", "ln(72000)"),
    (NUMBER, "$⟦72,000⟧", "Write large numbers without commas.", "72000"),
    (NUMBER, "€ ⟦1,250.75⟧", "Write large numbers without commas.", "1250.75"),
    (X, "⟦2e3⟧x", "Write powers of ten out: 2*10^3.", "2*10^3x"),
    (X, "1.2⟦.⟧3", "A number has only one point.", ""),
    (X, "x⟦.⟧", "A point belongs inside a number; write * for a product.", "x"),
    (XY, "x⟦.⟧y", "A point belongs inside a number; write * for a product.", "x*y"),
    # names
    (X, "⟦X⟧^2", "X is not in this question. Did you mean x?", "x^2"),
    (X, "⟦t⟧^2", "t is not in this question. Did you mean x?", "x^2"),
    (XY, "⟦t⟧^2", "t is not in this question; it uses x and y.", ""),
    (SEVEN, "2⟦t⟧", "t is not in this question.", ""),
    (NUMBER, "2⟦x⟧", "x is not in this question; its answer is a number.", ""),
    (X, "⟦sen⟧(x)", "sen is not in this question. Did you mean sin?", "sin(x)"),
    (X, "⟦In⟧(x)", "In is not in this question. Did you mean ln?", "ln(x)"),
    (X, "⟦sni⟧ x", "sni is not in this question. Did you mean sin?", "sin x"),
    (X, "⟦sqr⟧(x)", "sqr is not in this question. Did you mean sqrt?", "sqrt(x)"),
    (X, "⟦sine⟧(x)", "sine is not in this question. Did you mean sin?", "sin(x)"),
    (X, "⟦cosinus⟧(x)", "cosinus is not in this question. Did you mean cos?", "cos(x)"),
    (X, "⟦lg⟧ x", "lg is not in this question. Did you mean log10?", "log10 x"),
    (XY, "⟦x_2⟧ + 1", "x_2 is not in this question; it uses x and y.", ""),
    (X, "2x + ⟦C⟧", "C is not in this question; a derivative needs no constant of integration.", "2x"),
    (X, "2x+⟦c⟧", "c is not in this question; a derivative needs no constant of integration.", "2x"),
    (XY, "⟦abcdefghijklmnopqrstuvwxyz⟧", "abcdefghijklmnopqrst… is not in this question; it uses x and y.", ""),
    # not worked out
    (X, "⟦f⟧'(x)", "Work the derivative out.", ""),
    (X, "2x⟦'⟧", "Work the derivative out.", ""),
    (X, "⟦Derivative⟧(x^2)", "Work the derivative out.", ""),
    (X, "⟦d⟧/dx(x^2)", "Work the derivative out.", ""),
    (X, "2x ⟦dy⟧/dx", "Work the derivative out.", ""),
    (X, "⟦∇⟧x", "Work the derivative out.", ""),
    # left sides, relations
    (ASKED, "⟦dy/dt =⟧ 2x", "This names t; the question asks for x.", "2x"),
    (ASKED, "⟦g'(x) =⟧ 2x", "This names g; the question asks for f.", "2x"),
    (X, "x⟦=⟧3", "Give one expression, without an equals sign.", "3"),
    (X, "2x ⟦=⟧ x + x", "Give one expression, without an equals sign.", ""),
    (X, "2x ⟦≈⟧ 3", "Give one expression, without an equals sign.", ""),
    (X, "x ⟦<⟧ 3", "Give one expression, without a comparison.", "3"),
    (X, "x ⟦=⟧", "Give one expression, without an equals sign.", "x"),
    (X, "2 + 3x ⟦=⟧", "Give one expression, without an equals sign.", "2 + 3x"),
    (ASKED, "⟦ẏ =⟧ 2x", "This names t; the question asks for x.", "2x"),
    (ASKED, r"⟦\dot{y} =⟧ 2x", "This names t; the question asks for x.", "2x"),
    (ASKED, "⟦d/dt(t^2) =⟧ 2x", "This names t; the question asks for x.", "2x"),
    (XY, "⟦∂f/∂t =⟧ 2x", "This names t; the question asks for x and y.", "2x"),
    # characters
    (X, "⟦х⟧ + 1", "The letter at the caret is a Cyrillic х; type the Latin x.", "x + 1"),
    (X, "2⟦ο⟧", "The letter at the caret is a Greek ο; type the Latin o.", "2x"),
    (X, "2⟦\u202e⟧x", "There is an invisible character at the caret; delete it.", "2x"),
    (X, "x⟦\x00⟧", "There is an invisible character at the caret; delete it.", "x"),
    (X, "50⟦%⟧", "The character % means nothing here.", "50/100"),
    (X, "x⟦:⟧2", "The character : means nothing here.", "x/2"),
    (X, "x⟦!⟧", "The character ! means nothing here.", "x"),
    (X, "⟦'⟧2x", "The character ' means nothing here.", "2x"),
    (X, '⟦"⟧2x"', 'The character " means nothing here.', "2x"),
    (X, "⟦“⟧2x", "The character “ means nothing here.", "2x"),
    # lists
    (X, "(x⟦,⟧ 2)", "Give one expression; this question does not ask for a list.", ""),
    (X, "x⟦;⟧ 2", "Give one expression; this question does not ask for a list.", ""),
    (X, "2x⟦;⟧", "Give one expression; this question does not ask for a list.", "2x"),
    (X, "2x⟦,⟧", "Give one expression; this question does not ask for a list.", "2x"),
    (LISTS, "2(x⟦,⟧ y)", "A list cannot be part of a formula; give each entry in full.", ""),
    (LISTS, "2(0⟦,⟧5)", "A list cannot be part of a formula; give each entry in full.", ""),
    (LISTS, "⟦[x, 1], 2⟧", "A list cannot be part of a formula; give each entry in full.", ""),
    (LISTS, "⟦(x, (x, y))⟧", "A list cannot be part of a formula; give each entry in full.", ""),
    (LISTS, "⟦[x, [1, 2]; 3]⟧", "A list cannot be part of a formula; give each entry in full.", ""),
    (LISTS, "⟦()⟧", "There is nothing between these brackets.", ""),
    (LISTS, "⟦[[x, 1], [y]]⟧", "The rows of this matrix are not equally long.", ""),
    # LaTeX
    (X, r"⟦\fraq⟧{1}{x}", r"The command \fraq means nothing here.", r"\frac{1}{x}"),
    (X, r"⟦\foo⟧ x", r"The command \foo means nothing here.", ""),
    (X, r"⟦\frac⟧{1}", r"\frac needs its argument in braces.", ""),
    (X, r"\frac{1}⟦{⟧x", "This bracket is never closed.", r"\frac{1}{x}"),
    (X, r"x + ⟦\left⟧", r"\left needs its argument in braces.", ""),
    (X, r"⟦\sqrt⟧[3{x}", r"\sqrt needs its argument in braces.", ""),
    (X, r"⟦\begin⟧{cases}x", r"The command \begin{cases} means nothing here.", ""),
    (X, r"⟦\begin⟧{align}x", r"\begin{align} has no matching end.", ""),
    (X, "x ⟦&⟧ x", "The character & means nothing here.", "x  x"),
    (X, r"\begin{align} x ⟦\\⟧ x \end{align}", r"The command \\ means nothing here.", ""),
    (X, "x⟦}⟧", "This bracket was never opened.", "x"),
    (LISTS, r"⟦\begin⟧{pmatrix} x & y", r"\begin{pmatrix} has no matching end.", ""),
    # limits
    (X, "⟦" + "9" * 41 + "⟧", "This number has too many digits: 40 are the limit.", ""),
    (X, "2x + ⟦(1/3)^(10^8)⟧", "This number is too large, or too close to zero, to work with.", ""),
    (X, "(" * 120 + "⟦(⟧x" + ")" * 121, "This is nested too deeply to read.", ""),
    (LISTS, "⟦" + ", ".join("x" * 13) + "⟧", "This list is too long: 12 entries are the limit.", ""),
    (X, "⟦" + "x" * 2001 + "⟧", "This answer is too long to read: 2000 characters are the limit.", ""),
    (X, "x+" * 600 + "⟦x⟧", "This answer has too many pieces to read.", ""),
]


@pytest.mark.parametrize(("vocabulary", "marked", "message", "suggestion"), ROWS)
def test_the_message_says_what_is_wrong_where_and_what_to_try(
    vocabulary: Vocabulary, marked: str, message: str, suggestion: str
) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    start = max(marked.find("⟦"), 0)
    end = max(marked.find("⟧") - 1, 0)
    found = read(text, vocabulary)
    assert isinstance(found, Unreadable), found
    assert (found.message, found.suggestion) == (message, suggestion)
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(("vocabulary", "marked", "message", "suggestion"), [row for row in ROWS if row[3]])
def test_a_suggestion_reads(vocabulary: Vocabulary, marked: str, message: str, suggestion: str) -> None:
    assert isinstance(read(suggestion, vocabulary), Parsed)


SENTENCES = {name: text for name, text in vars(unreadable).items() if name.isupper() and isinstance(text, str)}


@pytest.mark.parametrize("name", SENTENCES)
def test_every_sentence_is_shown_by_an_example(name: str) -> None:
    shape = re.compile(re.sub(r"\\\{\d?\\\}", ".+", re.escape(SENTENCES[name])))
    assert any(shape.fullmatch(message) for _, _, message, _ in ROWS)


def test_one_suggestion_may_mend_two_slips() -> None:
    found = read("In(X) + sen(x)", X)
    assert isinstance(found, Unreadable)
    assert found.suggestion == "ln(x) + sin(x)"


def test_only_refusals_for_size_are_marked_as_limits() -> None:
    assert read("x" * 2001, X) == Unreadable(
        "This answer is too long to read: 2000 characters are the limit.", 0, 2001, limits=True
    )
    assert read("x +", X) == Unreadable("Something is missing after +.", 2, 3, "x", limits=False)
