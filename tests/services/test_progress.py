"""Progress counts what the log and the cards say, each number by its own rule."""

from __future__ import annotations

from datetime import timedelta

from quiz.models import Card, Item
from quiz.scheduling.rating import Rating
from quiz.services import library, progress, study


def of(ann):
    return progress.progress_of(ann.user, at=ann.at)


def known(ann, key, days):
    """Make a card known well, due in so many days."""
    due = ann.user.scheduling.day(ann.at) + timedelta(days=days)
    Card.objects.filter(user=ann.user, item__key=key).update(state="review", stability=30, due_at=None, due_day=due)


def test_nothing_done_is_nothing_counted(ann):
    found = of(ann)

    assert (found.reviews, found.days, found.met, found.known) == (0, 0, 0, 0)
    assert found.items == Item.objects.count() == 6
    assert found.retention.percent is None
    assert sum(day.count for day in found.forecast) == sum(day.count for day in found.history) == 0


def test_reviews_days_and_cards_are_counted(ann):
    ann.answers("quarter")
    ann.answers("flat-point", right=True)
    ann.waits(days=1).answers("quarter")
    found = of(ann)

    assert (found.reviews, found.days, found.met) == (3, 2, 2)
    assert [day.count for day in found.history[-2:]] == [2, 1]
    assert found.history[-1].day == ann.at.date()


def test_what_is_undone_is_not_counted(ann):
    ann.answers("quarter")
    study.undo(ann.user, at=ann.at)
    found = of(ann)

    assert (found.reviews, found.days, found.met) == (0, 0, 0)


def test_a_rating_that_was_changed_is_one_review(ann):
    event = ann.answers("quarter").event
    study.rate(ann.user, event.uuid, Rating.EASY, nonce=event.uuid.__class__(int=1), at=ann.at)

    assert of(ann).reviews == 1


def test_the_forecast_puts_each_card_on_its_day(ann):
    for key, days in (("quarter", 3), ("flat-point", 3), ("two-slopes", -2), ("why-minus", 14)):
        ann.answers(key)
        known(ann, key, days)
    ann.answers("best-price")  # in its learning steps
    counts = [day.count for day in of(ann).forecast]

    assert len(counts) == progress.FORECAST_DAYS
    assert counts[0] == 2, "what is overdue and what is being learnt"
    assert counts[3] == 2
    assert sum(counts) == 4, "the fortnight ends before the last"


def test_retention_counts_reviews_of_cards_that_had_left_learning(ann):
    ann.answers("quarter")
    known(ann, "quarter", 0)
    ann.answers("quarter", right=False)
    known(ann, "quarter", 0)
    ann.waits(days=2).answers("quarter")
    retention = of(ann).retention

    assert (retention.reviews, retention.remembered, retention.percent) == (2, 1, 50)


def test_reviews_older_than_a_month_say_nothing_of_todays_retention(ann):
    ann.answers("quarter")
    known(ann, "quarter", 0)
    ann.answers("quarter")

    assert of(ann).retention.reviews == 1
    ann.waits(days=progress.RETENTION_DAYS)
    assert of(ann).retention.reviews == 0


def test_topics_count_met_known_and_due(ann):
    ann.answers("quarter")
    known(ann, "quarter", 0)
    ann.answers("best-price")
    states = {state.key: state for state in progress.topic_states(ann.user, at=ann.at)}

    assert list(states) == ["powers", "products", "slopes"]
    powers = states["powers"]
    assert (powers.items, powers.met, powers.known, powers.due, powers.share) == (2, 2, 1, 1, 10)
    assert states["slopes"].met == 0


def test_the_session_says_how_the_day_went(ann):
    ann.answers("quarter")
    ann.answers("flat-point", right=False)
    summary = progress.session_summary(ann.user, at=ann.at)

    assert (summary.done, summary.right, summary.again) == (2, 1, 1)
    assert summary.topics == ("powers", "slopes in words")
    assert summary.next_due


def test_yesterday_is_not_part_of_todays_session(ann):
    ann.answers("quarter")
    ann.waits(days=1)

    assert progress.session_summary(ann.user, at=ann.at).done == 0


def test_the_library_counts_what_a_learner_met(ann):
    ann.answers("quarter")
    (deck,) = library.deck_rows(ann.user)

    assert (deck.items, deck.met) == (6, 1)
    assert library.deck_rows(None)[0].met == 0


def test_nobody_sees_anothers_numbers(ann, django_user_model):
    ann.answers("quarter")
    ben = django_user_model.objects.create(username="ben")

    assert progress.progress_of(ben, at=ann.at).reviews == 0
    assert library.deck_rows(ben)[0].met == 0
