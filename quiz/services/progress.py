"""Progress: honest counts from the log and the cards. Every number says what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q

from quiz.models import Card, Item, ReviewEvent, Topic, User
from quiz.scheduling.memory import State
from quiz.scheduling.rating import Rating
from quiz.scheduling.words import in_words

FORECAST_DAYS = 14
HEATMAP_WEEKS = 26
RETENTION_DAYS = 30
WELL_KNOWN = 21.0
"""Days of stability from which a card is called well known (Anki's word for it is mature)."""


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """Today, for the card at the end of a session."""

    done: int
    right: int
    again: int
    topics: tuple[str, ...]
    sure: int
    sure_wrong: int
    next_due: str
    is_guest: bool


@dataclass(frozen=True, slots=True)
class DayCount:
    day: date
    count: int


@dataclass(frozen=True, slots=True)
class TopicState:
    """One topic: how many items there are, how many were met, how many are well known, how many are due."""

    key: str
    title: str
    items: int
    met: int
    known: int
    due: int

    @property
    def share(self) -> int:
        """Well known of all, in twentieths."""
        return round(20 * self.known / self.items) if self.items else 0


@dataclass(frozen=True, slots=True)
class Retention:
    """Reviews of cards that had left learning, in the last 30 days, and how many of them were remembered."""

    reviews: int
    remembered: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.remembered / self.reviews) if self.reviews else None


@dataclass(frozen=True, slots=True)
class Progress:
    reviews: int
    days: int
    met: int
    known: int
    items: int
    retention: Retention
    forecast: tuple[DayCount, ...]
    history: tuple[DayCount, ...]
    topics: tuple[TopicState, ...]


def session_summary(learner: User, *, at: datetime) -> SessionSummary:
    events = list(
        ReviewEvent.objects.of(learner)
        .standing()
        .filter(study_day=learner.scheduling.day(at))
        .select_related("card__item__topic")
    )
    sure = [event for event in events if event.confidence == "sure"]
    return SessionSummary(
        done=len(events),
        right=sum(_was_right(event) for event in events),
        again=sum(event.rating == Rating.AGAIN for event in events),
        topics=tuple(dict.fromkeys(event.card.item.topic.title.lower() for event in events)),
        sure=len(sure),
        sure_wrong=sum(not _was_right(event) for event in sure),
        next_due=_next_due(learner, at),
        is_guest=learner.is_guest,
    )


def _was_right(event: ReviewEvent) -> bool:
    """Right at the first try and unaided, as the rule saw it."""
    return (event.proposed or 0) >= Rating.GOOD


def _next_due(learner: User, at: datetime) -> str:
    """When the next card comes back, in words; empty when there is none."""
    cards = Card.objects.of(learner).active()
    instant = cards.filter(due_at__isnull=False).order_by("due_at").values_list("due_at", flat=True).first()
    day = cards.filter(due_day__isnull=False).order_by("due_day").values_list("due_day", flat=True).first()
    waits = []
    if instant:
        waits.append(instant - at)
    if day:
        waits.append(learner.scheduling.opens(day) - at)
    if not waits:
        return ""
    wait = min(waits)
    return in_words(wait) if wait > timedelta(minutes=1) else "in a minute"


def progress_of(learner: User, *, at: datetime) -> Progress:
    today = learner.scheduling.day(at)
    events = ReviewEvent.objects.of(learner).standing()
    cards = Card.objects.of(learner).met()
    counts = events.aggregate(reviews=Count("pk"), days=Count("study_day", distinct=True))
    return Progress(
        reviews=counts["reviews"],
        days=counts["days"],
        met=cards.count(),
        known=cards.filter(stability__gte=WELL_KNOWN, state=State.REVIEW).count(),
        items=Item.objects.live().count(),
        retention=_retention(learner, today),
        forecast=_forecast(learner, today),
        history=_history(learner, today),
        topics=topic_states(learner, at=at),
    )


def _retention(learner: User, today: date) -> Retention:
    since = today - timedelta(days=RETENTION_DAYS)
    reviews = ReviewEvent.objects.of(learner).standing().filter(study_day__gt=since, before__state=State.REVIEW.value)
    counts = reviews.aggregate(all=Count("pk"), kept=Count("pk", filter=Q(rating__gt=Rating.AGAIN)))
    return Retention(counts["all"], counts["kept"])


def _forecast(learner: User, today: date) -> tuple[DayCount, ...]:
    """Cards that come due on each of the coming days; what is overdue or in learning counts for today."""
    cards = Card.objects.of(learner).active()
    last = today + timedelta(days=FORECAST_DAYS - 1)
    later = dict(cards.filter(due_day__gt=today, due_day__lte=last).values_list("due_day").annotate(Count("pk")))
    now = cards.filter(Q(due_day__lte=today) | Q(due_at__isnull=False)).count()
    days = (today + timedelta(days=number) for number in range(FORECAST_DAYS))
    return tuple(DayCount(day, now if day == today else later.get(day, 0)) for day in days)


def _history(learner: User, today: date) -> tuple[DayCount, ...]:
    """Reviews on each day of the last 26 weeks, from a Monday to today."""
    first = today - timedelta(days=today.weekday() + 7 * (HEATMAP_WEEKS - 1))
    events = ReviewEvent.objects.of(learner).standing().filter(study_day__gte=first)
    counts = dict(events.values_list("study_day").annotate(Count("pk")).order_by())
    days = (first + timedelta(days=number) for number in range((today - first).days + 1))
    return tuple(DayCount(day, counts.get(day, 0)) for day in days)


def topic_states(learner: User | None, *, at: datetime) -> tuple[TopicState, ...]:
    """Every topic that has items, in the order of the subject, with this learner's state."""
    items = dict(Item.objects.live().values_list("topic").annotate(Count("pk")).order_by())
    mine = _card_counts(learner, at) if learner else {}
    return tuple(
        TopicState(topic.key, topic.title, items[topic.pk], *mine.get(topic.pk, (0, 0, 0)))
        for topic in Topic.objects.all()
        if topic.pk in items
    )


def _card_counts(learner: User, at: datetime) -> dict[int, tuple[int, int, int]]:
    """By topic: cards met, well known, due."""
    due = Q(due_at__lte=at) | Q(due_day__lte=learner.scheduling.day(at))
    known = Q(stability__gte=WELL_KNOWN, state=State.REVIEW)
    rows = (
        Card.objects.of(learner)
        .met()
        .active()
        .values("item__topic")
        .annotate(met=Count("pk"), known=Count("pk", filter=known), due=Count("pk", filter=due))
    )
    return {row["item__topic"]: (row["met"], row["known"], row["due"]) for row in rows}
