from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from quiz.scheduling.fold import Event, EventKind, fold, standing
from quiz.scheduling.memory import Memory, State
from quiz.scheduling.rating import Rating
from quiz.scheduling.scheduler import Scheduler
from quiz.scheduling.settings import Settings

START, USUAL = datetime(2026, 1, 1, 12, tzinfo=UTC), Settings()


def review(name: str, rating: Rating = Rating.GOOD, day: float = 0, **more) -> Event:
    return Event(name, EventKind.REVIEW, START + timedelta(days=day), rating, **more)


def void(name: str, names: str) -> Event:
    return Event(name, EventKind.VOID, START, names=names)


def other(kind: EventKind, **more) -> Event:
    return Event(kind.value, kind, START, **more)


def test_no_events_are_a_card_never_seen():
    assert fold([], USUAL) == Memory()


def test_a_card_is_what_its_reviews_made_of_it():
    scheduler = Scheduler(USUAL)
    by_hand = scheduler.after(Memory(), Rating.EASY, at=START, seed=5)
    by_hand = scheduler.after(by_hand, Rating.GOOD, at=START + timedelta(days=8), seed=6)

    assert fold([review("a", Rating.EASY, seed=5), review("b", day=8, seed=6)], USUAL) == by_hand


def test_a_void_event_takes_back_the_one_it_names():
    kept, undone = review("a", Rating.EASY), review("b", Rating.AGAIN, day=8)

    assert fold([kept, undone, void("c", "b")], USUAL) == fold([kept], USUAL)


def test_an_event_in_the_middle_can_be_taken_back():
    first, wrong, last = review("a", Rating.EASY), review("b", Rating.AGAIN, day=8), review("c", day=9)

    assert fold([first, wrong, last, void("d", "b")], USUAL) == fold([first, last], USUAL)


def test_taking_back_an_undo_restores_the_event():
    events = [review("a"), void("b", "a"), void("c", "b")]

    assert fold(events, USUAL) == fold(events[:1], USUAL)


def test_undo_of_any_depth_leads_back_to_the_beginning():
    reviews = [review(str(n), day=n) for n in range(6)]
    voids = [void(f"undo {n}", str(n)) for n in reversed(range(6))]

    assert fold(reviews + voids, USUAL) == Memory()


def test_a_void_that_names_nothing_known_changes_nothing():
    assert fold([review("a"), void("b", "elsewhere")], USUAL) == fold([review("a")], USUAL)


def test_each_review_keeps_the_settings_it_was_given_under():
    berlin = Settings(timezone="Europe/Berlin", retention=0.8)

    assert fold([review("a", Rating.EASY, settings=berlin)], USUAL) == fold([review("a", Rating.EASY)], berlin)


def test_suspending_and_burying_leave_the_memory_alone():
    events = [review("a"), other(EventKind.SUSPEND), other(EventKind.BURY)]

    assert fold(events, USUAL) == fold([review("a")], USUAL)


def test_a_reset_forgets_everything():
    assert fold([review("a"), other(EventKind.RESET)], USUAL) == Memory()


def test_rescheduling_moves_the_due_date_only():
    moved = fold([review("a", Rating.EASY), other(EventKind.RESCHEDULE, due=date(2026, 2, 1))], USUAL)

    assert moved.due == date(2026, 2, 1)
    assert moved.stability == fold([review("a", Rating.EASY)], USUAL).stability


def test_an_import_brings_a_memory_from_elsewhere():
    known = Memory(State.REVIEW, stability=20.0, difficulty=5.0, due=date(2026, 1, 5), last_review=START, interval=20)

    assert fold([review("a"), other(EventKind.IMPORT, memory=known)], USUAL) == known


@given(st.lists(st.tuples(st.sampled_from(Rating), st.floats(0, 30), st.booleans()), max_size=10))
def test_a_card_with_voids_equals_the_card_without_the_voided(answered):
    reviews = [review(str(n), rating, day) for n, (rating, day, _) in enumerate(answered)]
    voids = [void(f"undo {n}", str(n)) for n, (_, _, undone) in enumerate(answered) if undone]
    left = [event for event, (_, _, undone) in zip(reviews, answered, strict=True) if not undone]

    assert list(standing(reviews + voids)) == left
    assert fold(reviews + voids, USUAL) == fold(left, USUAL)
