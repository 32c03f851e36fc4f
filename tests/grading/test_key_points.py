"""Free text: what is heard, what is denied, and what is only a heap of words."""

import pytest

from quiz.grading.key_points import Point, Status, hear, hear_any
from quiz.grading.twins import negated_twin

UPHILL = Point(
    "uphill",
    ("gradient & uphill | increas* | ascent", "against slope"),
    ("gradient point* down*",),
)
LOCAL = Point("local", ("small* | short* | local*", "too large | too long"))
TRUNCATION = Point("truncation", ("no truncation | not & truncation",))


def statuses(text, *points):
    return [point.status.value for point in hear(text, points).points]


@pytest.mark.parametrize(
    "text",
    [
        "The gradient points uphill.",
        "∇f is the direction of steepest ascent",
        r"$\nabla L$ shows where the loss increases fastest",
        "It is the gradient, which always goes up: uphill.",
        "We walk against the slope.",
    ],
)
def test_one_pattern_heard_in_a_clause_covers_the_point(text):
    assert statuses(text, UPHILL) == ["covered"]


def test_the_groups_of_a_pattern_may_be_spread_over_the_pieces_of_a_clause_not_over_clauses():
    assert statuses("If you follow the gradient, the loss increases.", UPHILL) == ["covered"]
    assert statuses("I know the gradient. Prices are increasing.", UPHILL) == ["missing"]


def test_a_point_that_is_denied_becomes_a_question():
    assert statuses("The gradient doesn't point uphill.", UPHILL) == ["contradicted"]
    assert statuses("The gradient dont point uphill.", UPHILL) == ["contradicted"]


def test_a_denial_ends_at_the_comma():
    assert statuses("The gradient points uphill, not to the minimum.", UPHILL) == ["covered"]
    assert statuses("It is the minimum that is not known, so the gradient goes uphill.", UPHILL) == ["covered"]


def test_a_denial_reaches_over_an_if_that_means_whether():
    point = Point("p", ("not know & minim*",))

    assert statuses("You do not know if it is a minimum.", point) == ["covered"]
    assert statuses("You do not know, if it is a minimum.", point) == ["missing"]


def test_not_only_is_no_denial():
    assert statuses("The gradient not only points uphill, it is also a vector.", UPHILL) == ["covered"]


def test_rather_than_denies_only_what_follows():
    assert statuses("The gradient points uphill rather than downhill.", UPHILL) == ["covered"]
    assert statuses("It goes flat rather than gradient uphill.", UPHILL) == ["contradicted"]


def test_a_wrong_claim_is_heard_even_beside_the_right_one():
    assert statuses("The gradient points down and that is uphill.", UPHILL) == ["contradicted"]


def test_a_wrong_claim_that_is_denied_is_none():
    assert statuses("The gradient is uphill, the gradient never points down.", UPHILL) == ["covered"]


def test_a_wrong_claim_is_not_pieced_together_across_a_comma():
    point = Point("p", ("too large & unstable",), ("small & unstable",))

    assert statuses("too large is unstable, too small is slow", point) == ["covered"]


def test_a_point_made_once_and_denied_elsewhere_is_made():
    assert statuses("The gradient goes uphill. It does not increase the gradient itself.", UPHILL) == ["covered"]


def test_a_pattern_with_a_negation_asks_for_one_and_any_will_do():
    assert statuses("There is no truncation error.", TRUNCATION) == ["covered"]
    assert statuses("It doesn't suffer from truncation.", TRUNCATION) == ["covered"]
    assert statuses("There is truncation error.", TRUNCATION) == ["missing"]


def test_a_negation_and_what_it_denies_stand_in_one_piece():
    point = Point("p", ("not & sufficient",))

    assert statuses("It is not sufficient.", point) == ["covered"]
    assert statuses("It is not necessary, it is sufficient.", point) == ["missing"]


def test_a_group_behind_an_exclamation_mark_must_not_be_heard():
    point = Point("p", ("against gradient",), ("gradient point* down* & !negative | minus",))

    assert statuses("So the gradient points down.", point) == ["contradicted"]
    assert statuses("We go against the gradient, the negative gradient points downhill.", point) == ["covered"]


def test_british_and_american_spelling_are_one():
    point = Point("p", ("optimis*", "behaviour", "modelling"))
    for text in ("we optimize it", "the behavior of it", "it is modeled"):
        assert statuses(text, point) == ["covered"], text


def test_words_match_by_stem_and_a_star_matches_beginnings():
    assert statuses("it was multiplying them", Point("p", ("multiply",))) == ["covered"]
    assert statuses("a multiplicative factor of it", Point("p", ("multiply",))) == ["missing"]
    assert statuses("a multiplicative factor of it", Point("p", ("multipl*",))) == ["covered"]


def test_number_words_symbols_and_powers_have_one_name():
    point = Point("p", ("less than one", "n squared", "zero slope"))
    for text in ("the factor is < 1 there", "it has n² of them", "it has n^2 of them", "there it has 0 slope"):
        assert statuses(text, point) == ["covered"], text


def test_a_heap_of_key_words_is_credited_with_nothing():
    heard = hear("gradient uphill ascent small local step", (UPHILL, LOCAL))

    assert heard.stuffed
    assert {point.status for point in heard.points} == {Status.MISSING}


def test_a_short_colloquial_answer_is_no_heap():
    assert not hear("the slope of the tangent", ()).stuffed
    assert not hear("too large = unstable, too small = slow", ()).stuffed


def test_the_clause_and_the_words_are_pointed_at_in_the_learners_own_text():
    text = "Well… It's easy: the ∇ goes uphill, OK? Bye."
    (point,) = hear(text, (UPHILL,)).points

    assert text[slice(*point.span)] == "It's easy: the ∇ goes uphill, OK"
    assert [text[slice(*word)] for word in point.words] == ["∇", "uphill"]


def test_a_missing_point_points_nowhere():
    (point,) = hear("I do not know.", (UPHILL,)).points

    assert (point.status, point.span, point.words) == (Status.MISSING, None, ())


def test_a_misconception_is_heard_with_its_clause_and_not_when_denied():
    text = "Hm. I think the gradient points at the minimum."
    heard = hear_any(text, ["gradient points at minim*"])

    assert text[slice(*heard.span)] == "I think the gradient points at the minimum"
    assert hear_any("The gradient does not always point at the minimum.", ["gradient point* at minim*"]) is None


@pytest.mark.parametrize(
    ("text", "twin"),
    [
        ("The slope is steep.", "The slope is not steep."),
        ("It doesn't stop, it can go on.", "It does stop, it can not go on."),
        ("The gradient points uphill.", "it is not true that The gradient points uphill."),
        ("It cannot bend.", "It can bend."),
    ],
)
def test_the_twin_denies_every_piece_and_takes_back_every_denial(text, twin):
    assert negated_twin(text) == twin


def test_the_twin_of_a_point_is_not_heard_to_say_it():
    for text in ("The gradient points uphill.", "If you follow the gradient, the loss increases."):
        assert statuses(negated_twin(text), UPHILL) != ["covered"]
    assert statuses(negated_twin("There is no truncation error."), TRUNCATION) != ["covered"]
