from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.scheduling.memory import State
from quiz.scheduling.queue import Candidate, Limits, after_break, first_of, mixed, order

NOW, TODAY = datetime(2026, 11, 21, 12, tzinfo=UTC), date(2026, 11, 21)


def review(card: int, strategy: str = "", recall: float = 0.9, due: date = TODAY) -> Candidate:
    return Candidate(card, State.REVIEW, due, strategy, recall)


def learning(card: int, minutes: int, strategy: str = "") -> Candidate:
    return Candidate(card, State.LEARNING, NOW + timedelta(minutes=minutes), strategy)


def new(card: int, *position: int) -> Candidate:
    return Candidate(card, State.NEW, None, position=position)


def shown(*candidates: Candidate, **options) -> list[int]:
    return [candidate.card for candidate in order(candidates, at=NOW, today=TODAY, **options)]


def test_learning_comes_first_then_reviews_then_new_cards():
    assert shown(new(1, 0), review(2), learning(3, -1)) == [3, 2, 1]


def test_what_has_waited_longest_in_its_steps_comes_first():
    assert shown(learning(1, -1), learning(2, -5), learning(3, 0)) == [2, 1, 3]


def test_the_review_most_likely_forgotten_comes_first():
    assert shown(review(1, recall=0.9), review(2, recall=0.4), review(3, recall=0.7)) == [2, 3, 1]


def test_a_review_is_not_shown_before_its_day():
    assert shown(review(1, due=TODAY + timedelta(days=1))) == []


def test_a_step_that_crossed_the_rollover_waits_among_the_reviews():
    crossed = Candidate(1, State.LEARNING, TODAY, retrievability=0.99)

    assert shown(crossed, review(2, recall=0.5)) == [2, 1]


def test_new_cards_come_in_the_order_of_their_topics():
    assert shown(new(1, 2, 1), new(2, 1, 9), new(3, 2, 0)) == [2, 3, 1]


def test_a_step_is_shown_early_only_when_nothing_else_is_left():
    assert shown(learning(1, 15), new(2, 0)) == [2]
    assert shown(learning(1, 15)) == [1]
    assert shown(learning(1, 21)) == []


def test_the_limits_of_the_day_hold_back_reviews_and_new_cards_but_not_learning():
    cards = [learning(1, -1), review(2), review(3), new(4, 0), new(5, 1)]

    assert shown(*cards, left=Limits(new=1, reviews=1)) == [1, 2, 4]
    assert shown(*cards, left=Limits(new=1, reviews=1).less(new=3, reviews=1)) == [1]


def test_no_two_of_one_strategy_in_a_row():
    cards = [review(1, "chain", 0.1), review(2, "chain", 0.2), review(3, "product", 0.3)]

    assert shown(*cards) == [1, 3, 2]


def test_the_strategy_just_practised_waits():
    cards = [review(1, "chain", 0.1), review(2, "product", 0.3)]

    assert shown(*cards, last_strategy="chain") == [2, 1]
    assert shown(learning(3, -1, "chain"), *cards) == [3, 2, 1]


def test_a_strategy_that_fills_half_the_queue_is_spread_in_time():
    cards = [review(1, "a", 0.1), review(2, "b", 0.2), review(3, "c", 0.3), review(4, "c", 0.4), review(5, "c", 0.5)]

    assert [card.strategy for card in mixed(cards)] == ["c", "a", "c", "b", "c"]


def test_cards_without_a_strategy_mix_with_everything():
    assert shown(review(1, "", 0.1), review(2, "", 0.2), review(3, "chain", 0.3)) == [1, 2, 3]


STRATEGIES = st.lists(st.sampled_from("abc"), min_size=1, max_size=7)


def repeats(strategies: list[str]) -> int:
    return sum(left == right for left, right in pairwise(strategies))


@given(STRATEGIES, st.sampled_from(["", "a", "b"]))
def test_mixing_repeats_a_strategy_only_as_often_as_any_order_must(strategies, last):
    cards = [review(card, strategy, card / 10) for card, strategy in enumerate(strategies)]
    mix = [card.strategy for card in mixed(cards, last)]
    best = min(repeats([last, *order_]) for order_ in permutations(strategies))

    assert sorted(mix) == sorted(strategies)
    assert repeats([last, *mix]) == best


@pytest.mark.parametrize(
    ("overdue", "recent", "done", "left"),
    [(0, 7, 3, 7), (20, 5, 0, 25), (100, 0, 0, 20), (80, 0, 20, 0), (100, 10, 0, 30), (30, 0, 0, 10), (700, 0, 0, 140)],
)
def test_after_a_break_the_backlog_is_shared_out(overdue, recent, done, left):
    assert after_break(overdue, recent, done=done) == left


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=12), st.sampled_from("abc"))
def test_the_first_of_the_ranked_is_the_first_of_the_mixed(strategies, last):
    cards = [Candidate(n, State.REVIEW, None, strategy) for n, strategy in enumerate(strategies)]

    assert first_of(cards, last) == mixed(cards, last)[0]
