"""A date to be ready for: goals, what they ask for today, and the forecast. The plan is made anew from the cards each
time; only the goal is stored.

A deck that several goals name belongs to the nearest of them until its day has passed: its new items are asked once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from math import ceil

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, OuterRef, Q

from quiz.models import Card, Deck, Goal, Item, ReviewEvent, User
from quiz.models.content import ItemQuerySet
from quiz.models.study import CardQuerySet, ReviewEventQuerySet
from quiz.scheduling.plan import Calendar, Phase, Share, calendar, share
from quiz.scheduling.plan_crowd import Known, Terms
from quiz.scheduling.plan_forecast import Forecast, forecast
from quiz.scheduling.plan_habits import Answered, Habits, habits_of
from quiz.scheduling.rating import Rating
from quiz.scheduling.scheduler import scheduler_for

MOST_GOALS = 5
REMEMBERED = 300
"""Latest reviews from which the habits are taken."""
PASS_LOOKED_AT = 64
MORNING = timedelta(hours=6)
"""After the rollover: about when people are asked."""


@dataclass(frozen=True, slots=True)
class Line:
    """A goal on one line: the days left, what today asks for in all, and what is left of it."""

    goal: Goal
    decks: frozenset[int]
    """Those whose new items are this goal's today."""
    days: int
    share: Share
    new_left: int
    reviews_left: int
    due: int
    """Cards of its decks that are due now."""
    minutes_left: int
    """Expected, for what is left."""

    @property
    def left(self) -> int:
        return self.new_left + self.reviews_left

    @property
    def is_eve(self) -> bool:
        return self.share.phase is Phase.EVE

    @property
    def when(self) -> str:
        """The days left in words: today, tomorrow, in 12 days."""
        return ("today", "tomorrow")[self.days] if self.days < 2 else f"in {self.days} days"

    @property
    def phase(self) -> str:
        return self.share.phase.value


@dataclass(frozen=True, slots=True)
class GoalShown:
    """A goal with everything its page says."""

    line: Line
    items: int
    unseen: int
    forecast: Forecast | None
    """None when there is nothing to forecast: no items, or the day has come."""


@dataclass(frozen=True, slots=True)
class FinalPass:
    """The cards of the eve's pass that come next, least likely to be remembered on the day first, and that day."""

    cards: tuple[int, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class _Claim:
    """A goal with the decks that are its own today."""

    goal: Goal
    decks: frozenset[int]


# --- goals ------------------------------------------------------------------------------------------------------------


def set_goal(goal: Goal, decks: Iterable[Deck], *, at: datetime) -> Goal:
    """Keep a goal, new or changed, with its decks. A form sent twice at once makes one goal."""
    if goal.pk is None:
        goal.made_at = at
    try:
        with transaction.atomic():
            goal.save()
            goal.decks.set(decks)
    except IntegrityError:
        return Goal.objects.get(user=goal.user, name=goal.name)
    return goal


def can_add(learner: User | None) -> bool:
    return learner is None or Goal.objects.of(learner).count() < MOST_GOALS


def lines(learner: User, *, at: datetime) -> tuple[Line, ...]:
    """The goals ahead, the nearest first, with today's share."""
    claims = _claims(learner, at)
    habits = habits_for(learner) if claims else Habits()
    return tuple(_line(learner, claim, habits, at) for claim in claims)


def passed(learner: User, *, at: datetime) -> Sequence[Goal]:
    """Goals whose day is over, the latest first."""
    return list(Goal.objects.of(learner).filter(day__lt=learner.scheduling.day(at)).order_by("-day", "-pk"))


def goals_shown(learner: User, *, at: datetime) -> tuple[GoalShown, ...]:
    habits = habits_for(learner)
    return tuple(_shown(learner, line, habits, at) for line in lines(learner, at=at))


# --- for the queue ----------------------------------------------------------------------------------------------------


def final_pass(learner: User, goals: Iterable[Line], *, deck: str = "", at: datetime) -> FinalPass | None:
    """The eve's next cards; None on other days, and when the pass is over or its minutes are."""
    for line in goals:
        if not line.is_eve or not line.reviews_left:
            continue
        cards = _waiting_for_the_pass(learner, line.decks, at)
        cards = cards.filter(item__deck__key=deck) if deck else cards
        then = learner.scheduling.opens(line.goal.day) + MORNING
        ranked = _least_remembered(cards, then)
        if ranked:
            return FinalPass(tuple(ranked), then)
    return None


# --- the state of a goal ----------------------------------------------------------------------------------------------


def habits_for(learner: User) -> Habits:
    """Times and shares of ratings from the learner's latest reviews."""
    events = ReviewEvent.objects.of(learner).standing().filter(rating__isnull=False).order_by("-id")
    rows = events.values_list("first", "rating", "ms")[:REMEMBERED]
    return habits_of((Answered(first, Rating(rating), ms) for first, rating, ms in rows if rating), learner.retention)


def terms_of(learner: User, goal: Goal, habits: Habits, *, at: datetime) -> Terms:
    """A goal's cards as the simulation starts from them, in whole study days so that a day has one forecast."""
    decks = frozenset(deck.pk for deck in goal.decks.all())
    today, scheduler = learner.scheduling.day(at), scheduler_for(learner.scheduling)
    return Terms(
        cards=tuple(_known(card, scheduler.elapsed_days(card.memory, at), today) for card in _met(learner, decks)),
        unseen=_unseen(learner, decks).count(),
        days=_calendar(goal, learner, today),
        minutes=goal.minutes,
        habits=habits,
        retention=learner.retention,
        weights=learner.scheduling.weights,
    )


def _known(card: Card, since: int, today: date) -> Known:
    due = (card.due_day - today).days if card.due_day else 0
    return Known(card.stability or 1.0, card.difficulty or 5.0, float(since), due)


def _calendar(goal: Goal, learner: User, today: date) -> Calendar:
    return calendar(today, goal.day, goal.days_off, begun=learner.scheduling.day(goal.made_at))


def _claims(learner: User, at: datetime) -> list[_Claim]:
    taken: set[int] = set()
    claims = []
    for goal in Goal.objects.of(learner).ahead(learner.scheduling.day(at)).prefetch_related("decks"):
        own = {deck.pk for deck in goal.decks.all()} - taken
        taken |= own
        claims.append(_Claim(goal, frozenset(own)))
    return claims


def _line(learner: User, claim: _Claim, habits: Habits, at: datetime) -> Line:
    """Today's share is that of this morning: what is done today is added back, then taken off."""
    goal, today = claim.goal, learner.scheduling.day(at)
    done = _today(learner, claim.decks, today).aggregate(
        begun=Count("pk", filter=Q(first=True)),
        reviewed=Count("card", filter=Q(first=False, elapsed_days__gt=0), distinct=True),
    )
    days, due = _calendar(goal, learner, today), _due(learner, claim.decks, at).count()
    asked = share(
        days,
        unseen=_unseen(learner, claim.decks).count() + done["begun"],
        due=due + done["reviewed"],
        met=_asked(learner, claim.decks, at).count() - done["begun"] if days.phase is Phase.EVE else 0,
        minutes=goal.minutes,
        habits=habits,
    )
    new, reviews = max(0, asked.new - done["begun"]), max(0, asked.reviews - done["reviewed"])
    return Line(
        goal=goal,
        decks=claim.decks,
        days=(goal.day - today).days,
        share=asked,
        new_left=new,
        reviews_left=reviews,
        due=due,
        minutes_left=ceil((new * habits.new_seconds + reviews * habits.review_seconds) / 60),
    )


def _shown(learner: User, line: Line, habits: Habits, at: datetime) -> GoalShown:
    terms = terms_of(learner, line.goal, habits, at=at)
    can_tell = bool(terms.items) and line.days > 0
    return GoalShown(line, terms.items, terms.unseen, _forecast(terms, line.goal.pk) if can_tell else None)


@lru_cache(maxsize=64)
def _forecast(terms: Terms, seed: int) -> Forecast:
    """Until the next answer or the next day the state is the same, and so is its forecast."""
    return forecast(terms, seed)


# --- questions to the tables ------------------------------------------------------------------------------------------


def _today(learner: User, decks: frozenset[int], today: date) -> ReviewEventQuerySet:
    return ReviewEvent.objects.of(learner).standing().filter(study_day=today, card__item__deck__in=decks)


def _met(learner: User, decks: frozenset[int]) -> CardQuerySet:
    return Card.objects.of(learner).active().met().filter(item__deck__in=decks)


def _asked(learner: User, decks: frozenset[int], at: datetime) -> CardQuerySet:
    """Cards met, but for those that were hidden for today before they were asked."""
    settings = learner.scheduling
    today = settings.day(at)
    return _met(learner, decks).exclude(buried_until__gt=today, last_review__lt=settings.opens(today))


def _due(learner: User, decks: frozenset[int], at: datetime) -> CardQuerySet:
    """Cards for today's reviews: of a study day that has come, or left in their steps on an earlier one."""
    settings = learner.scheduling
    today = settings.day(at)
    left_behind = Q(due_at__isnull=False, last_review__lt=settings.opens(today))
    return _asked(learner, decks, at).filter(Q(due_day__lte=today) | left_behind)


def _waiting_for_the_pass(learner: User, decks: frozenset[int], at: datetime) -> CardQuerySet:
    """Cards not reviewed today and not in their steps."""
    settings = learner.scheduling
    return _asked(learner, decks, at).filter(due_day__isnull=False, last_review__lt=settings.opens(settings.day(at)))


def _least_remembered(cards: CardQuerySet, then: datetime) -> list[int]:
    """The chance of recall falls with days / stability, so that quotient ranks the cards."""
    rows = cards.filter(stability__gt=0).values_list("pk", "stability", "last_review")
    ranked = sorted(((then - last) / stability, -pk) for pk, stability, last in rows if last and stability)
    return [-pk for _, pk in reversed(ranked[-PASS_LOOKED_AT:])]


def _unseen(learner: User, decks: frozenset[int]) -> ItemQuerySet:
    past = Card.objects.of(learner).past().filter(item=OuterRef("pk"))
    return Item.objects.live().filter(~Exists(past), deck__in=decks)
