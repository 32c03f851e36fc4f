"""Help on the way to an answer: hints, the nudge test, and which of two explanations fits. Never a verdict."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from quiz.grading.verdict import Outcome
from quiz.models import Attempt, Presentation, User
from quiz.services.parts import PartShown, Stage
from quiz.services.showing import Showing, shown
from quiz.services.study import already, item_of, locked_card, presented
from quiz.services.ticket import Ticket

Help = Callable[[Presentation, PartShown], None]


def hint(learner: User, ticket: Ticket, part_id: str, *, at: datetime) -> Showing:
    """Open one more of the author's hints; it caps the rating, never the verdict."""

    def open_next(presentation: Presentation, part: PartShown) -> None:
        if part.hints_left:
            presentation.hints = {**presentation.hints, part_id: part.hints_shown + 1}
            presentation.save(update_fields=["hints"])

    return _helped(learner, ticket, part_id, open_next, at)


def nudge(learner: User, ticket: Ticket, part_id: str, *, at: datetime) -> Showing:
    """Show the nudge test of the last wrong answer. Stored with that answer; it is evidence and costs nothing."""

    def remember(presentation: Presentation, part: PartShown) -> None:
        if part.nudged:
            _change_last_wrong(presentation, part_id, nudged=True)

    return _helped(learner, ticket, part_id, remember, at)


def meant(learner: User, ticket: Ticket, part_id: str, misconception: str, *, at: datetime) -> Showing:
    """The learner's own word on which explanation of the last wrong answer is right: a label, kept with the answer."""

    def remember(presentation: Presentation, part: PartShown) -> None:
        if misconception in {each.id for each in part.diagnosis.choices}:
            _change_last_wrong(presentation, part_id, meant=misconception)

    return _helped(learner, ticket, part_id, remember, at)


def _helped(learner: User, ticket: Ticket, part_id: str, help_with: Help, at: datetime) -> Showing:
    """One piece of help on a part that still waits for its answer; too late, nothing changes."""
    with transaction.atomic():
        card = locked_card(learner, item_of(ticket))
        if card.sequence != ticket.sequence:
            return already(learner, ticket, at)
        presentation = presented(card, ticket, "")
        showing = shown(card.item, ticket, presentation)
        part = next((each for each in showing.parts if each.id == part_id), None)
        if part is not None and part.stage is Stage.ASKING:
            help_with(presentation, part)
        return shown(card.item, ticket, presentation)


def _change_last_wrong(presentation: Presentation, part_id: str, **facts: bool | str) -> None:
    wrong = presentation.attempts.filter(part=part_id, counts=True, outcome=Outcome.INCORRECT)
    last = wrong.order_by("-id").values_list("pk", flat=True)[:1]
    Attempt.objects.filter(pk__in=list(last)).update(**facts)
