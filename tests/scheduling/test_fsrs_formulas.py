"""The formulas against py-fsrs, whose double precision agrees to the fifth digit."""

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.scheduling.fsrs6 import Fsrs6, kept
from quiz.scheduling.rating import Rating
from quiz.scheduling.singles import Single, exp, power
from quiz.scheduling.weights import DEFAULT_WEIGHTS

FSRS, PEER = Fsrs6(), fsrs.Scheduler(enable_fuzzing=False)
STABILITIES, DIFFICULTIES = st.floats(0.01, 3_000), st.floats(1, 10)
RATINGS, DAYS = st.sampled_from(Rating), st.integers(1, 2_000)


@pytest.mark.parametrize("rating", Rating)
def test_a_first_answer_starts_where_py_fsrs_starts(rating):
    stability, difficulty = FSRS.first(rating)

    assert stability == pytest.approx(PEER._initial_stability(rating=rating), rel=1e-6)
    assert difficulty == pytest.approx(PEER._initial_difficulty(rating=rating, clamp=True), rel=1e-5)


@given(STABILITIES, DIFFICULTIES, RATINGS, DAYS)
def test_a_later_answer_changes_the_state_as_in_py_fsrs(stability, difficulty, rating, days):
    recall = (1 + PEER._FACTOR * days / stability) ** PEER._DECAY
    expected = PEER._next_stability(
        difficulty=difficulty, stability=stability, retrievability=recall, rating=fsrs.Rating(rating)
    )

    after, harder = FSRS.next(stability, difficulty, rating, days)

    assert after == pytest.approx(min(expected, 36_500), rel=1e-4)
    assert harder == pytest.approx(PEER._next_difficulty(difficulty=difficulty, rating=rating), rel=1e-5)


@given(STABILITIES, DIFFICULTIES, RATINGS)
def test_an_answer_on_the_same_day_follows_the_short_term_formula(stability, difficulty, rating):
    expected = PEER._short_term_stability(stability=stability, rating=fsrs.Rating(rating))

    assert FSRS.next(stability, difficulty, rating, 0)[0] == pytest.approx(expected, rel=1e-5)


@given(STABILITIES)
def test_stability_is_the_time_until_recall_has_fallen_to_ninety_percent(stability):
    assert FSRS.recall(Single(stability), Single(stability)) == pytest.approx(0.9, abs=1e-5)
    assert FSRS.interval(Single(stability), 0.9) == pytest.approx(stability, rel=1e-5)


@given(STABILITIES, st.floats(0.7, 0.98))
def test_an_interval_ends_when_recall_reaches_the_retention(stability, retention):
    days = FSRS.interval(Single(stability), retention)

    if days < 36_500:
        assert FSRS.recall(Single(stability), days) == pytest.approx(retention, abs=1e-4)


@given(STABILITIES, DIFFICULTIES, DAYS)
def test_a_better_rating_gives_at_least_as_much_stability(stability, difficulty, days):
    after = [FSRS.next(stability, difficulty, rating, days)[0] for rating in Rating]

    assert after == sorted(after)


@given(st.floats(0, 40_000), st.floats(1, 10))
def test_a_kept_state_is_kept_as_it_is(stability, difficulty):
    assert kept(*kept(stability, difficulty)) == kept(stability, difficulty)


def test_a_state_is_kept_with_four_and_three_decimals():
    assert kept(Single(2.30655), Single(5.11157)) == (2.3066, 5.112)


@given(st.floats(0.01, 1_000), st.floats(-1, 1))
def test_powers_are_singles_within_one_step_of_the_nearest(base, exponent):
    found, exact = power(Single(base), Single(exponent)), Single(base) ** Single(exponent)

    assert found == Single(found) == pytest.approx(exact, rel=2e-7)


@given(st.floats(-5, 5))
def test_exponentials_are_singles_within_one_step_of_the_nearest(value):
    assert (
        exp(Single(value)) == Single(exp(Single(value))) == pytest.approx(2.718281828459045 ** Single(value), rel=3e-7)
    )


def test_a_bound_that_went_through_single_precision_is_still_a_bound():
    weights = (*DEFAULT_WEIGHTS[:20], float(Single(0.8)))

    assert weights[20] > 0.8
    assert Fsrs6(weights).w[20] == Single(0.8)


@pytest.mark.parametrize(
    "wrong", [(), DEFAULT_WEIGHTS[:19], (float("nan"), *DEFAULT_WEIGHTS[1:]), (*DEFAULT_WEIGHTS[:20], 5.0)]
)
def test_numbers_that_cannot_be_weights_are_refused(wrong):
    with pytest.raises(ValueError, match="weight"):
        Fsrs6(wrong)
