"""Two readers, written apart from the same manual, give every text the same value. SymPy's parser votes too."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import mpmath
import pytest
import sympy
from django.conf import settings
from hypothesis import assume, given
from hypothesis import settings as drawing
from hypothesis import strategies as st
from second_reader import NoValue, TooFar, answer
from sympy.parsing.sympy_parser import parse_expr, rationalize, standard_transformations
from test_reader_conventions import ALL_LETTERS, AMBIGUOUS, LETTERS

from quiz.notation import Parsed, Vocabulary, ascii, read, reader
from quiz.notation.arrays import array
from quiz.notation.balls import precision, rational, real
from quiz.notation.tree import Call, Matrix, Node, Tuple, names_in, walk

PLACES = {name: Fraction(place, 10) for name, place in zip("xyabcn", (7, 13, 3, 17, 23, 19), strict=True)}


TINY = mpmath.mpf(10) ** -30


def at(name: str) -> Fraction:
    """Where a name stands: between 0.3 and 2.3, the same in every run."""
    return PLACES.get(name, Fraction(sum(map(ord, name)) % 19 + 4, 11))


def first_reading(tree: Node) -> Any:
    """Nested values of our tree; None where there is no real one."""
    if isinstance(tree, Tuple):
        return [first_reading(each) for each in tree.entries]
    if isinstance(tree, Matrix):
        return [first_reading(each) for row in tree.rows for each in row]
    with precision(260):
        try:
            found = real(tree)({name: real_place(name) for name in names_in(tree)})
        except ZeroDivisionError:
            return None
        if found.is_finite():
            return mpmath.mpf(found.str(60, radius=False))
    # The root of a ball around zero has no value; the figures' arithmetic sees that the zero is one.
    rough = float(array(tree, {name: float(at(name)) for name in names_in(tree)} or {"x": 0.0}))
    return rough if math.isfinite(rough) else None


def real_place(name: str) -> Any:
    from flint import arb

    return arb(rational(at(name)))


def second_reading(text: str, names: frozenset[str], *, lists: bool = False) -> Any:
    try:
        return answer(
            text, {name: mpmath.mpf(at(name).numerator) / at(name).denominator for name in names}, lists=lists
        )
    except TooFar:
        raise
    except NoValue:
        return None


def flat(value: Any) -> list[Any]:
    return [inner for each in value for inner in flat(each)] if isinstance(value, list) else [value]


def agree(ours: Any, theirs: Any) -> bool:
    mine, other = flat(ours), flat(theirs)
    return len(mine) == len(other) and all(
        (a is None) == (b is None)
        and (a is None or abs(a - b) <= (1e-6 if isinstance(a, float) else TINY) * (1 + abs(a)))
        for a, b in zip(mine, other, strict=True)
    )


@pytest.fixture(autouse=True)
def many_digits() -> Any:
    with mpmath.workdps(60):
        yield


CONVENTIONS = [
    typed for rows in ALL_LETTERS for typed, _ in rows if "€" not in typed and "£" not in typed and "$" not in typed
]


@pytest.mark.parametrize("typed", [*CONVENTIONS, *(row[0] for row in AMBIGUOUS)])
def test_both_readers_give_every_convention_the_same_value(typed: str) -> None:
    found = read(typed, LETTERS)
    assert isinstance(found, Parsed)
    assert agree(first_reading(found.tree), second_reading(typed, LETTERS.variables))


@pytest.fixture(scope="module")
def shipped() -> Mapping[tuple[str, Vocabulary], Parsed]:
    """Every text that is read while the shipped content is loaded and its first variants are tried."""
    from quiz.catalogue import load
    from quiz.catalogue.examine import faces

    seen: dict[tuple[str, Vocabulary], Parsed] = {}
    plain = reader._read

    def noted(text: str, vocabulary: Vocabulary) -> Parsed:
        seen[text, vocabulary] = plain(text, vocabulary)
        return seen[text, vocabulary]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_read", noted)
        reader._remembered.cache_clear()
        for entry in load(Path(settings.CONTENT)).items:
            question: Any = entry.template.question(next(iter(entry.template.variants())))
            asked = [question, *getattr(question, "parts", {}).values()]
            for face, each in zip(faces(entry.record), asked, strict=False):
                for row in (*getattr(face.record, "tests", ()), *getattr(face.record, "mistakes", ())):
                    if hasattr(each, "read") and hasattr(row, "response"):
                        each.read(row.response)
        reader._remembered.cache_clear()
    return seen


def is_plain(text: str, vocabulary: Vocabulary, tree: Node) -> bool:
    """Without functions of the question, and without what the second reader does not claim to read."""
    own = set(vocabulary.heads) | {"entry"}
    calls = any(isinstance(each, Call) and each.function in own for each in walk(tree))
    return not calls and names_in(tree) <= vocabulary.variables and not any(sign in text for sign in "\\={}$'")


def test_both_readers_give_the_shipped_content_the_same_values(
    shipped: Mapping[tuple[str, Vocabulary], Parsed],
) -> None:
    compared, apart = 0, []
    for (text, vocabulary), found in shipped.items():
        if is_plain(text, vocabulary, found.tree):
            theirs = second_reading(text, vocabulary.variables, lists=vocabulary.tuples)
            compared += 1
            if not agree(first_reading(found.tree), theirs):
                apart.append((text, ascii(found.tree)))
    assert apart == []
    assert compared > 300


SHORT = ["x", "y", "a", "n", "2", "3", "10", "0.5", ".25", "½", "e", "pi", "x²", "y⁻¹", "1/2", "2x", "xy"]
WORDS = [
    "sin",
    "cos",
    "tan",
    "ln",
    "exp",
    "sqrt",
    "arctan",
    "tanh",
    "sigmoid",
    "softplus",
    "abs",
    "log_2",
    "log2",
    "cbrt",
]


def spelled(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Longer texts from shorter ones, in the ways people put them together; brackets are often left out."""
    word = st.sampled_from(WORDS)
    pair = st.tuples(inner, inner)
    return st.one_of(
        *(pair.map(joint.join) for joint in ("+", " - ", "*", "·", "/", " ", "", "^", "^-")),
        inner.map("({})".format),
        inner.map("[{}]".format),
        inner.map("|{}|".format),
        inner.map("-{}".format),
        inner.map("√{}".format),
        st.builds("{}({})".format, word, inner),
        st.builds("{} {}".format, word, inner),
        st.builds("{}{}".format, word, inner),
        st.builds("{}^2 {}".format, word, inner),
        st.builds("{}^-1({})".format, st.sampled_from(["sin", "tan", "sinh"]), inner),
        pair.map(lambda two: f"max({two[0]}, {two[1]})"),
        pair.map(lambda two: f"lse({two[0]},{two[1]})"),
    )


@drawing(max_examples=400, deadline=None)
@given(st.recursive(st.sampled_from(SHORT), spelled, max_leaves=8))
def test_both_readers_give_any_text_the_same_value(text: str) -> None:
    found = read(text, LETTERS)
    assume(isinstance(found, Parsed))
    assert isinstance(found, Parsed)
    try:
        theirs = second_reading(text, LETTERS.variables)
    except TooFar:
        return
    assert agree(first_reading(found.tree), theirs), ascii(found.tree)


IN_SYMPY = {
    **{name: getattr(sympy, name) for name in ("sin", "cos", "tan", "exp", "ln", "sqrt", "tanh", "sinh", "erf")},
    "arctan": sympy.atan,
    "arcsin": sympy.asin,
    "abs": sympy.Abs,
    "max": sympy.Max,
    "sigmoid": lambda u: 1 / (1 + sympy.exp(-u)),
    "softplus": lambda u: sympy.log(1 + sympy.exp(u)),
    "logsumexp": lambda *us: sympy.log(sympy.Add(*map(sympy.exp, us))),
    **{name: sympy.Symbol(name) for name in LETTERS.variables},
    "e": sympy.E,
}
"""What the words of our printer mean to SymPy's parser, which is only ever given what our printer wrote."""


def sayable(typed: str) -> bool:
    found = read(typed, LETTERS)
    assert isinstance(found, Parsed)
    calls = [each for each in walk(found.tree) if isinstance(each, Call)]
    return all(each.function in IN_SYMPY and each.base is None for each in calls)


@pytest.mark.parametrize("typed", [typed for typed in CONVENTIONS if sayable(typed)])
def test_sympys_parser_reads_the_printed_form_alike(typed: str) -> None:
    found = read(typed, LETTERS)
    assert isinstance(found, Parsed)
    exactly = (*standard_transformations, rationalize)
    expression = parse_expr(ascii(found.tree).replace("^", "**"), local_dict=IN_SYMPY, transformations=exactly)
    places = {sympy.Symbol(name): sympy.Rational(str(at(name))) for name in LETTERS.variables}
    theirs, ours = expression.evalf(50, subs=places), first_reading(found.tree)
    if theirs.is_real:
        assert agree(ours, mpmath.mpf(str(theirs)))
    else:
        assert typed == "(-8)^(1/3)"  # SymPy takes the root in the plane
