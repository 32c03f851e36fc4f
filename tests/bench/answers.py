"""What a learner would send to a question: a wrong answer, then a right one, as the author's own tests write them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from quiz.kinds.choice import ChoiceQuestion
from quiz.kinds.explain import ExplainQuestion


@dataclass(frozen=True)
class Turn:
    """One thing to answer; `part` is empty unless it belongs to a scenario. `typed` comes in this order, the right
    answer last."""

    part: str
    kind: str
    typed: tuple[str, ...]


def turns_of(question: Any) -> tuple[Turn, ...]:
    """What to send to a whole question, part by part."""
    if question.kind == "scenario":
        return tuple(Turn(name, part.kind, _typed(part)) for name, part in question.parts.items())
    return (Turn("", question.kind, _typed(question)),)


def _typed(question: Any) -> tuple[str, ...]:
    match question:
        case ExplainQuestion():
            return (question.model,)
        case ChoiceQuestion():
            wrong = [option.index for option in question.options if not option.right][:1]
            return (*map(str, wrong), question.key_text)
        case _:
            return (_wrong(question), _right(question))


def _right(question: Any) -> str:
    """In the author's own shape where there is one: it is seldom the one we print."""
    tests = question.template.record.tests
    return str(question.typed(tests.accept[-1]) if tests and tests.accept else question.shapes[-1])


def _wrong(question: Any) -> str:
    tests = question.template.record.tests
    if tests and tests.reject:
        return str(question.typed(tests.reject[0]))
    return question.mistakes[0].text if question.mistakes else "1234.5"
