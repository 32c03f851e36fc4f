"""The signed ticket of a form: which revision, numbers and review it shows, so that nothing is graded twice
and nobody is graded against a text they did not see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.core import signing

from quiz.kinds.question import Values
from quiz.services.questions import values_as_text, values_from_text

SALT = "gradus.ticket"


class TicketError(ValueError):
    """The ticket of a form was altered, cut off or made by another installation."""


@dataclass(frozen=True, slots=True)
class Ticket:
    item: str
    revision_id: int
    sequence: int
    values: Values
    shown_at: datetime

    def signed(self) -> str:
        said = [self.item, self.revision_id, self.sequence, values_as_text(self.values), int(self.shown_at.timestamp())]
        return signing.dumps(said, salt=SALT, compress=True)

    @classmethod
    def read(cls, text: str) -> Ticket:
        """Raises TicketError on anything this installation did not sign."""
        try:
            item, revision, sequence, values, shown = signing.loads(text, salt=SALT)
        except signing.BadSignature as error:
            raise TicketError(str(error)) from error
        return cls(item, revision, sequence, values_from_text(values), datetime.fromtimestamp(shown, UTC))
