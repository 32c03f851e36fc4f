"""A finding inside a text points at the character that was typed, however the text is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.reading.compose import compose
from quiz.reading.places import index_of, place_finding
from quiz.reading.problems import Finding
from quiz.reading.source import scalars
from quiz.reading.suggest import did_you_mean, distance, nearest

STYLES = {
    "plain": "a: one $x^2$ two\n   three\n",
    "single": "a: 'it''s one\n\n  $x^2$ ''two'''\n",
    "double": 'a: "one \\"two\\" $x\\\\y^2$ \\u00e9 end"\n',
    "folded": "a: >\n  one $x^2$ two\n\n  three\n   four\nb: c\n",
    "literal": "a: |\n  one $x^2$\n\n    two\n",
    "flow": "a: {b: [one $x$, 'two']}\n",
}


@pytest.mark.parametrize("text", STYLES.values(), ids=STYLES)
def test_every_visible_character_is_found_where_it_was_typed(text):
    composed = compose("x.yaml", text)
    escaped = {'"': "\\", "\\": "\\", "é": "\\"}
    for _, scalar in scalars(composed.documents[0].root):
        for offset, character in enumerate(scalar.text):
            if not character.isspace():
                typed = composed.source.text[index_of(composed.source, scalar, offset)]
                assert typed in (character, escaped.get(character))


@given(st.lists(st.text("ab$' \n", min_size=1, max_size=20).filter(str.strip), min_size=1, max_size=4))
def test_single_quotes_keep_every_place(lines):
    value = " ".join(" ".join(lines).split())
    composed = compose("x.yaml", f"a: '{value.replace(chr(39), chr(39) * 2)}'\n")
    ((_, scalar),) = scalars(composed.documents[0].root)

    assert scalar.text == value
    assert all(
        composed.source.text[index_of(composed.source, scalar, offset)] == character
        for offset, character in enumerate(value)
        if character != " "
    )


def test_an_offset_behind_the_text_points_to_its_end():
    composed = compose("x.yaml", "a: abc\n")
    ((_, scalar),) = scalars(composed.documents[0].root)

    assert index_of(composed.source, scalar, 3) == 6
    assert index_of(composed.source, scalar, 99) == 6


@pytest.mark.parametrize(
    ("finding", "place"),
    [
        (Finding(("items", 0, "ask"), "bad-value", ""), (2, 10)),
        (Finding(("items", 0, "ask"), "bad-value", "", offset=5), (2, 15)),
        (Finding(("items", 0, "ask"), "unknown-field", "", at_key=True), (2, 5)),
        (Finding(("items", 0, "topic"), "missing-field", ""), (2, 5)),
        (Finding(("items", 7), "missing-field", ""), (2, 3)),
        (Finding((), "missing-field", ""), (1, 1)),
    ],
)
def test_a_path_leads_to_line_and_column(finding, place):
    (document,) = compose("x.yaml", "items:\n  - ask: What is $x$?\n").documents
    problem = place_finding(document, finding)

    assert (problem.line, problem.column) == place


def test_a_place_and_its_index_are_inverse():
    source = compose("x.yaml", "a: b\n\nc: d\n").source

    assert all(source.index(*source.place(index)) == index for index in range(len(source.text) + 1))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("expresion", "expression"), ("concept-31", "concept-13"), ("keypoints", "key_points"), ("qqq", "")],
)
def test_did_you_mean_knows_the_nearest_word(typed, meant):
    words = ["expression", "number", "concept-13", "concept-02", "key_points"]

    assert nearest(typed, words) == meant
    assert did_you_mean(typed, words) == (f"did you mean '{meant}'?" if meant else "")


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_the_distance_of_words_is_symmetric_and_zero_only_for_equals(one, two):
    assert distance(one, two) == distance(two, one)
    assert (distance(one, two) == 0) == (one == two)
