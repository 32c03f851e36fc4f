"""How one learner wants to be scheduled."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from quiz.scheduling.steps import Steps
from quiz.scheduling.study_day import moment, opening
from quiz.scheduling.weights import DEFAULT_WEIGHTS, Weights, why_not_weights

LONGEST = 36_500


@dataclass(frozen=True)
class Settings:
    """Anki's defaults. A wrong value is refused here, so that no rule has to ask again."""

    retention: float = 0.9
    """The chance of recall at which a review is wanted, 0.5 to 0.99."""
    learning_steps: Steps = (timedelta(minutes=1), timedelta(minutes=10))
    relearning_steps: Steps = (timedelta(minutes=10),)
    rollover_hour: int = 4
    timezone: str = "UTC"
    weights: Weights = DEFAULT_WEIGHTS
    maximum_interval: int = LONGEST
    """Days."""
    zone: ZoneInfo = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Raises ValueError for what is out of range or unknown."""
        if not 0.5 <= self.retention <= 0.99:
            raise ValueError(f"retention must lie between 0.5 and 0.99, not {self.retention}")
        if not 0 <= self.rollover_hour <= 23:
            raise ValueError(f"the rollover hour must be 0 to 23, not {self.rollover_hour}")
        if not 1 <= self.maximum_interval <= LONGEST:
            raise ValueError(f"the longest interval must be 1 to {LONGEST} days, not {self.maximum_interval}")
        if problem := why_not_weights(self.weights):
            raise ValueError(problem)
        object.__setattr__(self, "zone", _zone(self.timezone))

    def day(self, at: datetime) -> date:
        """The study day of an instant."""
        return moment(at, self.zone, self.rollover_hour).day

    def opens(self, day: date) -> datetime:
        """The instant (UTC) from which the cards of a study day are due."""
        return opening(day, self.zone, self.rollover_hour)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as unknown:  # OSError: the name of a folder
        raise ValueError(f"there is no time zone `{name}`") from unknown
