"""Goals: what a learner wants to be ready for, and by which day."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models

from quiz.models.content import Deck
from quiz.models.people import User


class GoalQuerySet(models.QuerySet["Goal"]):
    def of(self, user: User) -> GoalQuerySet:
        return self.filter(user=user)

    def ahead(self, today: date) -> GoalQuerySet:
        """Goals whose day has not passed, the nearest first."""
        return self.filter(day__gte=today).order_by("day", "pk")


class Goal(models.Model):
    """An interview or exam: its day, the decks it asks about and the minutes a day there are for it.

    The plan itself is not stored. It is made anew from the cards whenever it is asked for.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="goals")
    name = models.CharField(max_length=60)
    day = models.DateField(help_text="The civil date of the interview or exam.")
    decks = models.ManyToManyField(Deck, related_name="goals")
    minutes = models.PositiveSmallIntegerField(default=20, validators=[MaxValueValidator(600)], help_text="A day.")
    days_off = models.JSONField(default=list, blank=True, help_text="Weekdays without practice; 0 is Monday.")
    made_at = models.DateTimeField()

    objects = GoalQuerySet.as_manager()

    class Meta:
        ordering = ["day", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="one_goal_a_name")]
        indexes = [models.Index(fields=["user", "day"], name="goal_by_day")]

    def __str__(self) -> str:
        return f"{self.name}, {self.day}"
