import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.scheduling.fuzz import chance, fuzz_range, seed_for, settle


@pytest.mark.parametrize(
    ("days", "range_"),
    [(1, (1, 1)), (2.49, (2, 2)), (2.5, (2, 4)), (7, (5, 9)), (17, (14, 20)), (37, (33, 41)), (100, (93, 107))],
)
def test_fuzz_stays_close_to_the_interval(days, range_):
    assert fuzz_range(days, 1, 1000) == range_


def test_a_limit_that_leaves_one_day_makes_room_for_a_second():
    assert fuzz_range(2, 3, 1000) == (3, 4)
    assert fuzz_range(2, 3, 3) == (3, 3)


def test_without_a_seed_nothing_is_fuzzed():
    assert [settle(days, 1, 100, None) for days in (0.2, 1.5, 2.5, 10.4, 1000)] == [1, 2, 3, 10, 100]


def test_the_same_seed_gives_the_same_interval():
    assert len({settle(40, 1, 1000, seed_for(7, 3)) for _ in range(20)}) == 1


def test_another_review_or_card_gives_another_chance():
    chances = {chance(seed_for(card, reps)) for card in range(50) for reps in range(20)}

    assert len(chances) == 1000


def test_fuzz_reaches_both_ends_of_its_range_and_keeps_the_mean():
    drawn = [settle(10, 1, 1000, seed_for(card, 1)) for card in range(4000)]
    low, high = fuzz_range(10, 1, 1000)

    assert (min(drawn), max(drawn)) == (low, high)
    assert sum(drawn) / len(drawn) == pytest.approx(10, abs=0.1)


@given(st.floats(0, 40_000), st.integers(1, 500), st.integers(1, 40_000), st.integers(0, 2**63))
def test_fuzz_never_leaves_the_limits(days, least, most, seed):
    settled = settle(days, least, most, seed)

    assert min(least, most) <= settled <= most


@given(st.integers(0, 2**64 - 1))
def test_a_chance_lies_between_zero_and_one(seed):
    assert 0 <= chance(seed) < 1
