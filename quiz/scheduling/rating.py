"""From what happened to a proposed rating, rule version 1. The learner may always choose another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

RULE_VERSION = 1
ENOUGH_SAMPLES = 5
"""Answers to a template before its median time says anything."""
SLOW, FAST = 2.5, 0.5
"""Shares of the learner's own median time."""
ENOUGH_WEIGHT = 0.6
"""The share of the key points' weight that a spoken answer must reach for `good`."""


class Rating(IntEnum):
    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Confidence(StrEnum):
    GUESS = "guess"
    UNSURE = "unsure"
    SURE = "sure"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What happened on one variant of a computed item. Only attempts that count are counted."""

    correct: bool
    """Whether the last attempt was right."""
    wrong_attempts: int = 0
    slip: bool = False
    """Whether every wrong attempt was a slip: a sign, a constant, the notation."""
    hints: int = 0
    """Hints that named an idea. One that shows a step of the answer is `steps_shown`."""
    steps_shown: bool = False
    gave_up: bool = False
    followed: bool = False
    """Right only from the learner's own earlier, wrong part (marking on)."""
    ms: int | None = None
    own_median_ms: int | None = None
    samples: int = 0
    """How many answers the median rests on."""
    previous: tuple[Rating, ...] = ()
    """Earlier ratings of this card, oldest first."""
    first_sight: bool = False
    confidence: Confidence | None = None
    """Kept with the inputs; it never lowers a rating."""


@dataclass(frozen=True, slots=True)
class Account:
    """What happened on an item that is explained in words, after the learner's own correction."""

    missing: tuple[str, ...] = ()
    """Labels of the `must` points that were not said."""
    misconception: str = ""
    """The words of a misconception the learner confirmed."""
    gave_up: bool = False
    probes: int = 0
    hints: int = 0
    weight: float = 1.0
    """The share of the key points' weight that was said, 0 to 1."""
    unsupported: int = 0
    """Points claimed without a sentence or a time that shows them."""
    confidence: Confidence | None = None
    ms: int | None = None
    own_median_ms: int | None = None
    samples: int = 0
    first_sight: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    rating: Rating
    reason: str
    """One plain sentence for the learner."""
    offered: Rating | None = None
    """A better rating within reach, never chosen for the learner."""
    return_soon: bool = False
    """A confident error: the item comes back after three other items and tomorrow."""
    rule_version: int = RULE_VERSION


def propose(evidence: Evidence | Account) -> Proposal:
    match evidence:
        case Evidence():
            return _proposed_for_computed(evidence)
        case Account():
            return _proposed_for_explained(evidence)


def _proposed_for_computed(seen: Evidence) -> Proposal:
    if reason := _why_again(seen):
        return Proposal(
            Rating.AGAIN,
            reason,
            return_soon=not seen.correct and seen.confidence is Confidence.SURE,
        )
    if reason := _why_hard(seen):
        return Proposal(Rating.HARD, reason)
    if _is_easy(seen):
        return Proposal(
            Rating.EASY,
            "Right at once, in less than half your usual time, and well known before.",
        )
    return Proposal(Rating.GOOD, "Right at the first try, without help.")


def _why_again(seen: Evidence) -> str:
    if seen.gave_up:
        return "You asked for the answer."
    if seen.steps_shown:
        return "A step of the solution was shown."
    if not seen.correct:
        return "The answer was not right yet."
    if seen.wrong_attempts >= 2:
        return f"Right after {seen.wrong_attempts} wrong tries."
    if seen.wrong_attempts and not seen.slip:
        return "Right at the second try, after more than a slip."
    if seen.hints >= 2:
        return f"Right with {seen.hints} hints."
    return ""


def _why_hard(seen: Evidence) -> str:
    if seen.wrong_attempts:
        return "Right at the second try, after a slip."
    if seen.hints:
        return "Right with one hint."
    if seen.followed:
        return "Right from your own earlier value."
    if _pace(seen.ms, seen.own_median_ms, seen.samples) > SLOW:
        return "Right, but much slower than you usually are."
    return ""


def _is_easy(seen: Evidence) -> bool:
    known = len(seen.previous) >= 2 and min(seen.previous[-2:]) >= Rating.GOOD
    return known and not seen.first_sight and _pace(seen.ms, seen.own_median_ms, seen.samples) < FAST


def _proposed_for_explained(told: Account) -> Proposal:
    if reason := _why_told_again(told):
        return Proposal(Rating.AGAIN, reason, return_soon=told.confidence is Confidence.SURE)
    if reason := _why_told_hard(told):
        return Proposal(Rating.HARD, reason)
    offered = Rating.EASY if _is_told_easily(told) else None
    if told.confidence is Confidence.GUESS:
        return Proposal(Rating.GOOD, "Every needed point, unaided: you know more than you think.")
    return Proposal(Rating.GOOD, "Every needed point, unaided.", offered)


def _why_told_again(told: Account) -> str:
    if told.gave_up:
        return "You asked for the answer."
    if told.misconception:
        return f"You meant what does not hold: {told.misconception}."
    if told.missing:
        return f"Because {_listed(told.missing)} {'was' if len(told.missing) == 1 else 'were'} missing."
    return ""


def _why_told_hard(told: Account) -> str:
    if told.probes:
        return "Every needed point, after a question."
    if told.hints:
        return "Every needed point, with a hint."
    if told.unsupported:
        return "Every needed point, but not each with the words that say it."
    if told.weight < ENOUGH_WEIGHT:
        return f"Every needed point, but {told.weight:.0%} of the whole."
    return ""


def _is_told_easily(told: Account) -> bool:
    """Unaided and whole, sure, and not slower than the own median. Never at first sight."""
    quick = _pace(told.ms, told.own_median_ms, told.samples) <= 1
    whole = told.weight >= 1 and told.confidence is Confidence.SURE
    return whole and not told.first_sight and told.samples >= ENOUGH_SAMPLES and quick


def _pace(ms: int | None, median: int | None, samples: int) -> float:
    """Time as a share of the own median; 1 while the median says nothing."""
    return ms / median if ms is not None and median and samples >= ENOUGH_SAMPLES else 1.0


def _listed(labels: tuple[str, ...]) -> str:
    quoted = [f"*{label}*" for label in labels]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
