"""Help on the way: hints, the nudge test, which of two explanations fits, worked steps. It never changes a verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from quiz.grading.verdict import Outcome
from quiz.kinds.guide import Guide, Level, Place
from quiz.models import Attempt, Presentation, User
from quiz.services.parts import PartShown, Stage
from quiz.services.showing import Showing, shown
from quiz.services.study import already, item_of, locked_card, presented, stored
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


def begin_steps(learner: User, ticket: Ticket, part_id: str, *, at: datetime) -> Showing:
    """Open the worked steps: where the last answer went wrong, as far as we know it, else from the start."""

    def open_next(presentation: Presentation, part: PartShown) -> None:
        if part.guide and part.next_place:
            _keep(presentation, part_id, part.guide.opened(*part.next_place))

    return _helped(learner, ticket, part_id, open_next, at)


def step_into(learner: User, ticket: Ticket, part_id: str, place: Place, *, at: datetime) -> Showing:
    """Open one more place of the steps: how the slope of a piece is found."""

    def open_place(presentation: Presentation, part: PartShown) -> None:
        if part.guide and place.derivation < len(part.derivations):
            _keep(presentation, part_id, part.guide.opened(place, Level.RULE))

    return _helped(learner, ticket, part_id, open_place, at)


def show_step(learner: User, ticket: Ticket, part_id: str, place: Place, level: int, *, at: datetime) -> Showing:
    """Give one level away."""

    def show(presentation: Presentation, part: PartShown) -> None:
        if part.guide and (rung := part.guide.waiting(place, level)):
            _keep(presentation, part_id, part.guide.shown(rung))

    return _helped(learner, ticket, part_id, show, at)


def answer_step(
    learner: User, ticket: Ticket, part_id: str, place: Place, level: int, said: Sequence[str], *, at: datetime
) -> Showing:
    """An answer to one level. Graded before anything is locked; two at once are both kept, in turn."""
    before = next((each for each in stored(learner, ticket).parts if each.id == part_id), None)
    rung = before.guide.waiting(place, level) if before and before.guide else None
    if before is None or before.guide is None or rung is None:
        return _helped(learner, ticket, part_id, lambda presentation, part: None, at)
    move = before.guide.said(rung, said).moves[len(before.guide.moves) :]

    def keep(presentation: Presentation, part: PartShown) -> None:
        if part.guide and part.guide.waiting(place, level):
            _keep(presentation, part_id, part.guide.with_moves(move))

    return _helped(learner, ticket, part_id, keep, at)


def _keep(presentation: Presentation, part_id: str, guide: Guide) -> None:
    presentation.steps = {**presentation.steps, part_id: [move.to_json() for move in guide.moves]}
    presentation.save(update_fields=["steps"])


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
