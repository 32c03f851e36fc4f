"""What the practice page shows: one question in one of its states, read from the tables, nothing written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from quiz.grading.verdict import Verdict
from quiz.kinds.explain import ExplainQuestion
from quiz.kinds.guide import Move
from quiz.kinds.question import Question, Values
from quiz.kinds.scenario import ScenarioQuestion
from quiz.models import Attempt, Item, Presentation, ReviewEvent
from quiz.services.explained import ExplainPartShown
from quiz.services.parts import Act, PartShown, Try
from quiz.services.questions import question_of, values_from_text
from quiz.services.ticket import Ticket


@dataclass(frozen=True)
class RatingButton:
    """One rating button."""

    rating: int
    word: str
    interval: str
    is_proposed: bool
    is_chosen: bool


@dataclass(frozen=True)
class Showing:
    """A question on the page, with everything that has happened to it."""

    item: Item
    ticket: Ticket
    question: Question
    parts: tuple[PartShown, ...]
    presentation: Presentation | None = None
    event: ReviewEvent | None = None
    ratings: tuple[RatingButton, ...] = ()
    note: str = ""

    @property
    def is_over(self) -> bool:
        return all(part.is_over for part in self.parts)

    @property
    def current(self) -> PartShown | None:
        """The part that waits for an answer."""
        return next((part for part in self.parts if not part.is_over), None)

    @property
    def is_first_try(self) -> bool:
        return not any(part.tries for part in self.parts)

    @property
    def is_scenario(self) -> bool:
        return self.question.kind == "scenario"

    @property
    def finished_last(self) -> PartShown | None:
        """The part of a scenario that was finished most recently."""
        return next((part for part in reversed(self.parts) if part.is_over), None)

    @property
    def counted_tries(self) -> int:
        return sum(each.is_right or each.is_wrong for part in self.parts for each in part.tries)

    @property
    def hints_used(self) -> int:
        """The author's hints and the levels of the worked steps."""
        return sum(part.hints_used for part in self.parts)

    @property
    def confidence(self) -> str:
        return self.presentation.confidence if self.presentation else ""

    @property
    def draft_key(self) -> str:
        """What a half-typed answer is kept under in the browser until it is sent."""
        return f"{self.ticket.item}/{self.ticket.sequence}"


def shown(
    item: Item, ticket: Ticket, presentation: Presentation | None, *, event: ReviewEvent | None = None, note: str = ""
) -> Showing:
    """The state of one showing, from the attempts stored for it."""
    question = question_of(ticket.revision_id, ticket.values)
    attempts = list(presentation.attempts.all()) if presentation else []
    return Showing(
        item=item,
        ticket=ticket,
        question=question,
        parts=parts_of(question, attempts, presentation, f"{ticket.item}/{ticket.sequence}"),
        presentation=presentation,
        event=event,
        note=note,
    )


def parts_of(
    question: Question, attempts: Sequence[Attempt], presentation: Presentation | None, seed: str
) -> tuple[PartShown, ...]:
    """The parts of a question with their tries; a scenario's later parts know the learner's earlier answers."""
    if not isinstance(question, ScenarioQuestion):
        return (part_shown("", 0, question, attempts, presentation, seed),)
    earlier: dict[str, str] = {}
    parts = []
    for number, part_id in enumerate(question.parts, start=1):
        shown_part = part_shown(part_id, number, question.part(part_id, earlier), attempts, presentation, seed)
        answers = [
            each.response for each in shown_part.tries if each.act is Act.ANSWER and (each.is_right or each.is_wrong)
        ]
        if answers:
            earlier[part_id] = answers[-1]
        parts.append(shown_part)
    return tuple(parts)


def part_shown(
    part_id: str,
    number: int,
    question: Question,
    attempts: Sequence[Attempt],
    presentation: Presentation | None,
    seed: str,
) -> PartShown:
    mine = [attempt for attempt in attempts if attempt.part == part_id]
    tries = tuple(map(_try_of, mine))
    ticks = (presentation.ticks if presentation else {}).get(part_id, {})
    hints = (presentation.hints if presentation else {}).get(part_id, 0)
    if isinstance(question, ExplainQuestion):
        return ExplainPartShown(part_id, number, question, tries, ticks, hints, seed)
    moves = tuple(map(Move.from_json, (presentation.steps if presentation else {}).get(part_id, [])))
    return PartShown(part_id, number, question, tries, ticks, hints, f"{seed}/{part_id}", moves)


def _try_of(attempt: Attempt) -> Try:
    verdict = Verdict.from_json(attempt.verdict) if attempt.verdict else None
    return Try(Act(attempt.act), attempt.response, verdict, attempt.nudged, attempt.meant)


def ticket_of(item: Item, presentation: Presentation) -> Ticket:
    """The ticket of something already shown."""
    return Ticket(
        item=item.key,
        revision_id=presentation.revision_id,
        sequence=presentation.sequence,
        values=values_from_text(presentation.values),
        shown_at=presentation.shown_at,
    )


def fresh_ticket(item: Item, sequence: int, values: Values, at: datetime) -> Ticket:
    if item.current_id is None:
        raise ValueError(f"{item.key} has no revision to show")
    return Ticket(item.key, item.current_id, sequence, values, at)
