"""The end of a review: from what happened to a proposed rating, from the rating to one line of the log and the card."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime
from statistics import median
from typing import Any

from quiz.models import Card, Presentation, ReviewEvent
from quiz.scheduling.fuzz import seed_for
from quiz.scheduling.load import Load
from quiz.scheduling.rating import Account, Confidence, Evidence, Proposal, Rating, propose
from quiz.scheduling.scheduler import scheduler_for
from quiz.scheduling.words import short
from quiz.services import log
from quiz.services.explained import ExplainPartShown
from quiz.services.loads import load_ahead
from quiz.services.log import as_json, from_json
from quiz.services.parts import Act, PartShown
from quiz.services.showing import RatingButton, Showing

__all__ = ["as_json", "buttons", "from_json", "proposal_for", "rated", "record", "record_again", "time_taken", "void"]

LONGEST_MS = 10 * 60 * 1000
"""A question left open over lunch says nothing about its difficulty: time beyond ten minutes is cut."""
RECENT = 30
"""Reviews of a kind over which the own median time is taken."""


def proposal_for(showing: Showing, card: Card, ms: int | None) -> Proposal:
    """Rule v1 over everything that happened; a scenario is as good as its weakest part.

    A part that was left wrong is forgiven when a later one came right from the learner's own value: that one is
    hard at most, and says so.
    """
    marked_on = any(part.followed for part in showing.parts)
    judged = [part for part in showing.parts if not (part.went_on and marked_on)]
    proposals = [propose(_evidence(part, showing, card, ms)) for part in judged]
    return min(proposals, key=lambda proposal: proposal.rating)


def _evidence(part: PartShown, showing: Showing, card: Card, ms: int | None) -> Evidence | Account:
    times = _times_of(card, part.kind)
    shared: dict[str, Any] = {
        "gave_up": part.gave_up,
        "confidence": Confidence(showing.confidence) if showing.confidence else None,
        "ms": ms,
        "own_median_ms": int(median(times)) if times else None,
        "samples": len(times),
        "first_sight": card.reviews == 0,
        "hints": part.hints_used,
    }
    if isinstance(part, ExplainPartShown):
        return Account(**shared, **_told(part))
    return Evidence(
        correct=any(each.is_right for each in part.tries),
        wrong_attempts=part.wrong_tries,
        slip=all(each.diagnosis.is_slip for each in part.tries if each.is_wrong),
        followed=part.followed,
        steps_shown=bool(part.guide and part.guide.showed_a_step),
        previous=tuple(Rating(rating) for rating in _ratings_of(card)),
        **shared,
    )


def _told(part: ExplainPartShown) -> dict[str, Any]:
    weights = {point.id: point.weight for point in part.question.key_points}
    said = [point for point in part.points if point.tick == "said"]
    confirmed = [each for each in part.misheard if each.tick == "said"]
    return {
        "missing": tuple(point.id.replace("-", " ") for point in part.missing_musts),
        "misconception": confirmed[0].heard if confirmed else "",
        "probes": sum(each.act in (Act.PROBE, Act.SKIPPED) for each in part.tries),
        "weight": sum(weights[point.id] for point in said) / (sum(weights.values()) or 1),
        "unsupported": sum(point.status != "covered" for point in said) if part.text else 0,
    }


def _times_of(card: Card, kind: str) -> list[int]:
    events = ReviewEvent.objects.filter(user=card.user_id, card__item__kind=kind, ms__isnull=False).standing()
    return [ms for ms in events.order_by("-id").values_list("ms", flat=True)[:RECENT] if ms is not None]


def _ratings_of(card: Card) -> list[int]:
    latest = card.events.standing().order_by("-id").values_list("rating", flat=True)[:5]
    return [rating for rating in latest if rating is not None][::-1]


def time_taken(presentation: Presentation) -> int | None:
    """Milliseconds from showing to the first answer that counts; idle time is cut."""
    if presentation.answered_at is None:
        return None
    return max(0, min(LONGEST_MS, int((presentation.answered_at - presentation.shown_at).total_seconds() * 1000)))


def record(showing: Showing, card: Card, presentation: Presentation, *, at: datetime) -> ReviewEvent:
    """Write one review to the log and to the card, with the rating proposed for what happened. Runs in the caller's
    transaction, with the card locked."""
    ms = time_taken(presentation)
    proposal = proposal_for(showing, card, ms)
    return rated(
        card,
        proposal.rating,
        at=at,
        nonce=uuid.uuid4(),
        presentation=presentation,
        revision_id=presentation.revision_id,
        values=presentation.values,
        proposed=proposal.rating,
        reason=proposal.reason,
        rule_version=proposal.rule_version,
        confidence=presentation.confidence,
        attempts=showing.counted_tries,
        hints=showing.hints_used,
        ms=ms,
    )


def rated(card: Card, rating: Rating, *, at: datetime, nonce: uuid.UUID, **facts: Any) -> ReviewEvent:
    """Write a rating to the log and to the card, its day chosen by the load of the days to come."""
    load = load_ahead(card.user, card.memory, at=at, seed=seed_for(card.pk, card.reviews))
    return _write(card, rating, at=at, nonce=nonce, load=load, **facts)


def record_again(voided: ReviewEvent, card: Card, rating: Rating, *, nonce: uuid.UUID) -> ReviewEvent:
    """The same review with the learner's rating, as of the moment of the answer."""
    copied = ("presentation", "revision_id", "values", "proposed", "reason", "rule_version")
    counted = ("confidence", "attempts", "hints", "ms")
    facts = {name: getattr(voided, name) for name in (*copied, *counted)}
    load = Load.from_json(voided.load) if voided.load else None
    return _write(card, rating, at=voided.at, nonce=nonce, load=load, **facts)


def _write(
    card: Card, rating: Rating, *, at: datetime, nonce: uuid.UUID, load: Load | None, **facts: Any
) -> ReviewEvent:
    settings, before = card.user.scheduling, log.kept(card)
    seed = seed_for(card.pk, before.memory.reps)
    scheduler = scheduler_for(settings)
    after = scheduler.after(before.memory, rating, at=at, seed=seed, load=load)
    return log.append(
        card,
        replace(before, memory=after),
        kind=ReviewEvent.Kind.REVIEW,
        at=at,
        nonce=nonce,
        elapsed_days=scheduler.elapsed_days(before.memory, at),
        first=before.memory.is_new,
        rating=rating,
        seed=seed,
        load=load.as_json() if load else None,
        **facts,
    )


def void(event: ReviewEvent, card: Card, *, nonce: uuid.UUID, at: datetime) -> None:
    """Append the event that takes another back; the card becomes what the rest of its log makes of it."""
    log.append(card, log.without(card, event), kind=ReviewEvent.Kind.VOID, at=at, nonce=nonce, voids=event)


def buttons(event: ReviewEvent) -> tuple[RatingButton, ...]:
    """The four ratings of a review with the interval each gives, as computed when it was answered."""
    settings = log.settings_at(event.retention, event.rollover_hour, event.timezone)
    load = Load.from_json(event.load) if event.load else None
    futures = scheduler_for(settings).preview(from_json(event.before), event.at, event.seed, load)
    return tuple(
        RatingButton(
            rating=int(future.rating),
            word=future.rating.name.capitalize(),
            interval=short(future.interval),
            is_proposed=future.rating == event.proposed,
            is_chosen=future.rating == event.rating,
        )
        for future in futures
    )
