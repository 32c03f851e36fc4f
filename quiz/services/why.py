"""Why a card is due when it is due: the numbers of the decision, from what its event stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from quiz.models import Card, ReviewEvent
from quiz.scheduling.load import Load
from quiz.scheduling.memory import Memory
from quiz.scheduling.rating import Rating
from quiz.scheduling.scheduler import scheduler_for
from quiz.scheduling.turn import Choice
from quiz.scheduling.words import in_words
from quiz.services.log import from_json, settings_at

Kind = ReviewEvent.Kind


@dataclass(frozen=True, slots=True)
class Balance:
    """The day chance would have taken, the day taken instead, and the cards that were due on each."""

    drawn: date
    taken: date
    there: int
    here: int
    is_easy: bool
    """Whether the drawn day is one the learner wants light."""


@dataclass(frozen=True, slots=True)
class Why:
    wait: str
    """In words: in 4 days."""
    day: date
    set_by_hand: bool = False
    rating: str = ""
    is_own: bool = False
    """Whether the learner chose another rating than the proposed one."""
    stability: float = 0.0
    retention: int = 0
    """Percent."""
    wanted: float = 0.0
    """Days until recall has fallen to that."""
    low: int = 0
    high: int = 0
    balance: Balance | None = None
    in_steps: bool = False

    @property
    def is_range(self) -> bool:
        return self.low < self.high

    @property
    def is_longer(self) -> bool:
        """Whether the order of the buttons, or the interval before, asks for more days than the formula."""
        return self.low > self.wanted + 1


def why_of(card: Card) -> Why | None:
    """The decision that stands for a card; None for one that waits for nothing."""
    if not card.reviews or not (card.due_at or card.due_day):
        return None
    events = card.events.acts().filter(kind__in=[Kind.REVIEW, Kind.RESCHEDULE])
    event = events.order_by("-sequence").first()
    return why(event) if event else None


def why(event: ReviewEvent) -> Why:
    settings = settings_at(event.retention, event.rollover_hour, event.timezone)
    after = from_json(event.after)
    day = _day(after, event)
    if event.kind == Kind.RESCHEDULE or event.rating is None:
        return Why(_wait(event, after), day, set_by_hand=True)
    before, rating = from_json(event.before), Rating(event.rating)
    load = Load.from_json(event.load) if event.load else None
    choice = scheduler_for(settings).choice(before, rating, at=event.at, seed=event.seed, load=load)
    return Why(
        wait=_wait(event, after),
        day=day,
        rating=rating.name.lower(),
        is_own=event.proposed is not None and event.proposed != event.rating,
        stability=after.stability or 0.0,
        retention=round(100 * event.retention),
        wanted=choice.wanted if choice else 0.0,
        low=choice.low if choice else 0,
        high=choice.high if choice else 0,
        balance=_balance(choice, load, event.study_day),
        in_steps=choice is None,
    )


def _balance(choice: Choice | None, load: Load | None, today: date) -> Balance | None:
    if choice is None or load is None or choice.days == choice.drawn or not load.covers(choice.low, choice.high):
        return None
    there, here = choice.drawn - load.first, choice.days - load.first
    return Balance(
        drawn=today + timedelta(days=choice.drawn),
        taken=today + timedelta(days=choice.days),
        there=load.cards[there],
        here=load.cards[here],
        is_easy=load.easy[there],
    )


def _day(after: Memory, event: ReviewEvent) -> date:
    settings = settings_at(event.retention, event.rollover_hour, event.timezone)
    return settings.day(after.due) if isinstance(after.due, datetime) else after.due or event.study_day


def _wait(event: ReviewEvent, after: Memory) -> str:
    """The wait as it was given, from the event to the due."""
    if isinstance(after.due, datetime):
        return in_words(after.due - event.at.replace(microsecond=0))
    days = ((after.due or event.study_day) - event.study_day).days
    return in_words(timedelta(days=days)) if days > 0 else "today"
