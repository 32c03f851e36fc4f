"""Study days: a day of practice starts at the rollover hour of the learner's own clock, not at midnight.

With UTC offset `o` in force at the instant `t` and rollover `r` (all in seconds), the study day is
`floor((t + o - r) / 86400)` days after 1970-01-01. The offset of the moment also places the coming rollover, so that
a day on which the clocks change is still one day, never two and never none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = 86_400
EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant as one learner lives it."""

    second: int
    """Whole seconds since 1970 (UTC)."""
    day: date
    """The study day it belongs to."""
    to_rollover: int
    """Seconds until the next study day, 1 to 86,400."""

    @property
    def instant(self) -> datetime:
        return datetime.fromtimestamp(self.second, UTC)

    def days_since(self, earlier: datetime) -> int:
        """floor((next rollover - earlier) / 86,400 s), so 22:00 to 09:00 is one day; never negative."""
        return max(0, self.second + self.to_rollover - int(earlier.timestamp() // 1)) // DAY


def moment(at: datetime, zone: ZoneInfo, rollover_hour: int) -> Moment:
    """`at` must carry a time zone (any); fractions of a second are dropped."""
    offset = at.astimezone(zone).utcoffset()
    if at.tzinfo is None or offset is None:
        raise ValueError("an instant needs a time zone")
    second = int(at.timestamp() // 1)
    day, past = divmod(second + int(offset.total_seconds()) - rollover_hour * 3600, DAY)
    return Moment(second, date.fromordinal(EPOCH + day), DAY - past)


def study_day(at: datetime, zone: ZoneInfo, rollover_hour: int) -> date:
    return moment(at, zone, rollover_hour).day


def opening(day: date, zone: ZoneInfo, rollover_hour: int) -> datetime:
    """The instant (UTC) from which a study day runs: its civil date at the rollover hour, by the tz database."""
    return datetime.combine(day, time(rollover_hour), tzinfo=zone).astimezone(UTC)


def closing(day: date, zone: ZoneInfo, rollover_hour: int) -> datetime:
    """The instant at which the next study day begins."""
    return opening(day + timedelta(days=1), zone, rollover_hour)
