"""The pattern language: what it reads, what it says of a pattern that is wrong, and that no text stalls it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.grading.key_points import Point, hear
from quiz.grading.patterns import Pattern, read_pattern
from quiz.grading.twins import negated_twin

POINT = Point("p", ("no & ab*", "slope* & it", "1 | 2 | x | e"), ("not & zero | is",))


@pytest.mark.parametrize("text", ["slope", "too large | too long", "not & minim*", "n^2", "∇ & up*", "2/L", r"\eta"])
def test_a_pattern_is_groups_of_phrases_of_words(text):
    assert isinstance(read_pattern(text), Pattern)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "an alternative is empty"),
        ("slope &", "an alternative is empty"),
        ("slope | | tilt", "an alternative is empty"),
        ("the", "holds articles only"),
        ("slope | those", "holds articles only"),
        ("not | never", "name what it denies"),
        ("never | not sure", "name what it denies"),
        ("!slope", "name what it denies"),
        ("sl*pe", "the star stands at the end"),
        ("*slope", "the star stands at the end"),
        ("a*", "half the dictionary"),
        ("slope, tilt", "'slope,' is no word a learner says"),
        ("(slope", "'(slope' is no word a learner says"),
        (" & ".join(["slope"] * 7), "at most 6 groups"),
        (" | ".join(["slope"] * 41), "at most 6 groups of 40 phrases"),
    ],
)
def test_what_is_wrong_with_a_pattern_is_told_in_a_sentence(text, wrong):
    found = read_pattern(text)

    assert isinstance(found, str)
    assert wrong in found


def test_a_bad_pattern_that_slipped_past_the_lints_is_our_mistake():
    with pytest.raises(ValueError, match="the star stands at the end"):
        hear("any text at all", [Point("p", ("sl*pe",))])


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_heard_and_every_span_lies_inside_it(text):
    heard = hear(text, [POINT])

    for point in heard.points:
        for start, end in [*point.words, *([point.span] if point.span else [])]:
            assert 0 <= start < end <= len(text)
    assert isinstance(negated_twin(text), str)


HOSTILE = [
    "a," * 10_000,
    "no " * 6_700,
    "not slope it " * 1_500,
    "not always slope it " * 1_000,
    "((((" * 5_000,
    "x'" * 10_000,
    "\n \n" * 6_000,
    "z" * 20_000,
    "1." * 10_000,
    "slope it, " * 2_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_a_text_of_twenty_thousand_characters_is_answered(text):
    assert len(hear(text, [POINT] * 8).points) == 8


def test_what_stands_behind_twenty_thousand_characters_is_not_heard():
    assert hear("it " * 7_000 + "slope", [Point("p", ("slope",))]).points[0].status == "missing"
