"""Study: cards, what was shown, what was answered, and the log that is the truth."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from quiz.models.content import Item, ItemRevision
from quiz.models.people import User
from quiz.scheduling.memory import Memory, State


class CardQuerySet(models.QuerySet["Card"]):
    def of(self, user: User) -> CardQuerySet:
        return self.filter(user=user)

    def active(self) -> CardQuerySet:
        return self.filter(suspended=False, item__retired=False)

    def unburied(self, today: date) -> CardQuerySet:
        """Cards that are not hidden on this study day."""
        return self.filter(Q(buried_until__isnull=True) | Q(buried_until__lte=today))

    def past(self) -> CardQuerySet:
        """Cards whose item is not new any more: met, or set aside."""
        return self.filter(Q(reviews__gt=0) | Q(suspended=True))

    def learning_due(self, at: datetime) -> CardQuerySet:
        """Cards in (re)learning whose step has ended."""
        return self.active().filter(due_at__lte=at)

    def review_due(self, today: date) -> CardQuerySet:
        """Review cards of this study day or an earlier one."""
        return self.active().filter(due_day__lte=today)

    def met(self) -> CardQuerySet:
        return self.filter(reviews__gt=0)


class Card(models.Model):
    """One learner's memory of one item: the fold of its review events, kept for fast queries.

    Due is an instant (`due_at`) while learning and a study day (`due_day`) in review; never both.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="cards")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="cards")
    state = models.CharField(max_length=12, default=State.NEW, choices=[(s.value, s.value) for s in State])
    step = models.PositiveSmallIntegerField(default=0)
    stability = models.FloatField(null=True)
    difficulty = models.FloatField(null=True)
    due_at = models.DateTimeField(null=True)
    due_day = models.DateField(null=True)
    last_review = models.DateTimeField(null=True)
    interval = models.PositiveIntegerField(default=0, help_text="Days of the last whole-day interval.")
    reviews = models.PositiveIntegerField(default=0, help_text="Reviews that stand: voided ones are not counted.")
    sequence = models.PositiveIntegerField(default=0, help_text="Number of the next event in this card's log.")
    lapses = models.PositiveIntegerField(default=0)
    suspended = models.BooleanField(default=False)
    buried_until = models.DateField(null=True, help_text="Not asked before this study day.")
    opened_at = models.DateTimeField(null=True, help_text="When its question was begun, while it is open.")

    objects = CardQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "item"], name="one_card_an_item")]
        indexes = [
            models.Index(
                fields=["user", "due_at"], name="card_learning_due", condition=Q(due_at__isnull=False, suspended=False)
            ),
            models.Index(fields=["user", "opened_at"], name="card_opened", condition=Q(opened_at__isnull=False)),
            models.Index(
                fields=["user", "due_day", "stability"],
                name="card_review_due",
                condition=Q(due_day__isnull=False, suspended=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}:{self.item_id}"

    @property
    def memory(self) -> Memory:
        """This card as the scheduler knows it."""
        return Memory(
            state=State(self.state),
            step=self.step,
            stability=self.stability,
            difficulty=self.difficulty,
            due=self.due_at or self.due_day,
            last_review=self.last_review,
            interval=self.interval,
            reps=self.reviews,
            lapses=self.lapses,
        )

    def remember(self, memory: Memory) -> None:
        """Take over a memory; the caller saves."""
        self.state, self.step = memory.state, memory.step
        self.stability, self.difficulty = memory.stability, memory.difficulty
        self.due_at, self.due_day = memory.due_at, memory.due_day
        self.last_review, self.interval = memory.last_review, memory.interval
        self.reviews, self.lapses = memory.reps, memory.lapses


class DayLoad(models.Model):
    """How many cards of a learner are due on a study day: kept beside the cards, so that nobody has to count them."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="loads")
    day = models.DateField()
    cards = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="one_load_a_day")]

    def __str__(self) -> str:
        return f"{self.user_id} on {self.day}: {self.cards}"


class Presentation(models.Model):
    """One showing of a card: the revision and the numbers that were shown, pinned until the review is over."""

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="presentations")
    sequence = models.PositiveIntegerField(help_text="The card's event number at which it was shown.")
    review_count = models.PositiveIntegerField(default=0, help_text="Reviews that stood when it was shown.")
    revision = models.ForeignKey(ItemRevision, on_delete=models.PROTECT)
    values = models.JSONField(default=dict, help_text="Parameter values as text, by name.")
    shown_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, help_text="When the first counted answer came.")
    confidence = models.CharField(max_length=8, blank=True)
    hints = models.JSONField(default=dict, help_text="Part id -> number of the author's hints opened.")
    steps = models.JSONField(default=dict, help_text="Part id -> moves on the worked steps, in order.")
    ticks = models.JSONField(
        default=dict, help_text="Part id -> key point id -> said or missed, as the learner judged."
    )
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["card", "sequence"], name="one_presentation_a_review")]

    def __str__(self) -> str:
        return f"card {self.card_id}, showing {self.sequence}"


class Attempt(models.Model):
    """One response with its verdict, as sent; several may precede one review."""

    presentation = models.ForeignKey(Presentation, on_delete=models.CASCADE, related_name="attempts")
    nonce = models.UUIDField(unique=True, help_text="Made by the form: the same form sent twice is one attempt.")
    part = models.CharField(max_length=60, blank=True)
    act = models.CharField(max_length=8, default="answer", help_text="answer, gave_up, thought, probe…")
    response = models.TextField(blank=True)
    outcome = models.CharField(max_length=12)
    counts = models.BooleanField()
    verdict = models.JSONField(default=dict)
    nudged = models.BooleanField(default=False, help_text="The nudge test of this answer was looked at.")
    meant = models.CharField(
        max_length=120, blank=True, help_text="Which of several explanations the learner said was theirs."
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["presentation", "part"], name="attempt_by_part")]

    def __str__(self) -> str:
        return f"{self.act}: {self.response[:40]}"


class ReviewEventQuerySet(models.QuerySet["ReviewEvent"]):
    def of(self, user: User) -> ReviewEventQuerySet:
        return self.filter(user=user)

    def standing(self) -> ReviewEventQuerySet:
        """Reviews that no later event has voided."""
        return self.filter(kind=ReviewEvent.Kind.REVIEW, voided_by__isnull=True)

    def acts(self) -> ReviewEventQuerySet:
        """Whatever stands and can be taken back: reviews, and what a learner did to a card."""
        return self.exclude(kind=ReviewEvent.Kind.VOID).filter(voided_by__isnull=True)


class ReviewEvent(models.Model):
    """One permanent line of the log. Nothing here is ever changed or deleted; a void event undoes another."""

    class Kind(models.TextChoices):
        REVIEW = "review"
        VOID = "void"
        SUSPEND = "suspend"
        UNSUSPEND = "unsuspend"
        BURY = "bury"
        RESET = "reset"
        RESCHEDULE = "reschedule"

    uuid = models.UUIDField(unique=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.REVIEW)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="events")
    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="events")
    sequence = models.PositiveIntegerField()
    voids = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="voided_by")
    presentation = models.ForeignKey(Presentation, on_delete=models.PROTECT, null=True, related_name="events")
    revision = models.ForeignKey(ItemRevision, on_delete=models.PROTECT, null=True)
    values = models.JSONField(default=dict)
    at = models.DateTimeField()
    timezone = models.CharField(max_length=64)
    rollover_hour = models.PositiveSmallIntegerField()
    study_day = models.DateField()
    elapsed_days = models.PositiveIntegerField(default=0)
    first = models.BooleanField(default=False, help_text="The card was new before this review.")
    rating = models.PositiveSmallIntegerField(null=True)
    proposed = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    rule_version = models.PositiveSmallIntegerField(default=1)
    confidence = models.CharField(max_length=8, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    hints = models.PositiveSmallIntegerField(default=0)
    ms = models.PositiveIntegerField(null=True)
    algorithm = models.CharField(max_length=20, default="fsrs-6")
    weights = models.CharField(max_length=20, default="default")
    retention = models.FloatField(default=0.9)
    seed = models.BigIntegerField(null=True, help_text="Of the fuzz; none when nothing was fuzzed.")
    load = models.JSONField(null=True, help_text="Of a review: cards that were due around the days it could choose.")
    day = models.DateField(null=True, help_text="Of a bury: when it comes back. Of a reschedule: when it is due.")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    objects = ReviewEventQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["card", "sequence"], name="one_event_a_number")]
        indexes = [
            models.Index(fields=["user", "study_day"], name="event_by_day"),
            models.Index(fields=["user", "at"], name="event_by_time"),
            models.Index(fields=["user", "id"], name="event_by_number"),
        ]

    def __str__(self) -> str:
        return f"card {self.card_id}, event {self.sequence}: {self.kind} {self.rating or ''}".rstrip()
