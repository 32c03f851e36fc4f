"""People: one table for guests and for those who signed up, so that signing up keeps everything."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from quiz.scheduling.settings import Settings


class User(AbstractUser):
    """A learner or a member of staff. A guest has a row like anybody else, an unusable password and a session."""

    is_guest = models.BooleanField(default=False)
    timezone = models.CharField(max_length=64, default="UTC", help_text="An IANA name such as Europe/Rome.")
    rollover_hour = models.PositiveSmallIntegerField(
        default=4, validators=[MaxValueValidator(23)], help_text="The hour at which a new study day begins."
    )
    retention = models.FloatField(
        default=0.9,
        validators=[MinValueValidator(0.7), MaxValueValidator(0.97)],
        help_text="Recall aimed at, 0.7–0.97.",
    )
    new_per_day = models.PositiveSmallIntegerField(default=12)
    reviews_per_day = models.PositiveSmallIntegerField(default=100)
    minutes_per_day = models.PositiveSmallIntegerField(default=0, help_text="No limit when 0.")
    easy_days = models.JSONField(default=list, blank=True, help_text="Weekdays for fewer reviews; Monday is 0.")
    bury_siblings = models.BooleanField(default=False, help_text="At most one question of a family a day.")
    frontier = models.PositiveIntegerField(
        default=0, help_text="Every live item placed before this one has a card. Publishing sets it back to 0."
    )

    @property
    def scheduling(self) -> Settings:
        """How this learner's cards are scheduled."""
        return Settings(retention=self.retention, rollover_hour=self.rollover_hour, timezone=self.timezone)

    @property
    def shown_name(self) -> str:
        return "Guest" if self.is_guest else self.username
