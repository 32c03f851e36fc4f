"""From a stored revision back to the question a learner met: the same reader that checked it, remembered."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from quiz.catalogue import read_item
from quiz.kinds.parameters import draw
from quiz.kinds.question import Question, Template, Values
from quiz.models import ItemRevision

TEMPLATES_KEPT = 1024
QUESTIONS_KEPT = 4096


@lru_cache(maxsize=TEMPLATES_KEPT)
def _template(revision_id: int) -> Template:
    return read_item(ItemRevision.objects.values_list("text", flat=True).get(pk=revision_id))


@lru_cache(maxsize=QUESTIONS_KEPT)
def _question(revision_id: int, values: tuple[tuple[str, Fraction], ...]) -> Question:
    return _template(revision_id).question(dict(values))


def question_of(revision_id: int, values: Values) -> Question:
    """The question of one variant. A revision's text never changes, so it is built once."""
    return _question(revision_id, tuple(values.items()))


def values_for(revision_id: int, learner_key: str, review_count: int) -> Values:
    """The numbers of this review: the same for the same learner and count, never those of the review before."""
    return draw(learner_key, review_count, _template(revision_id).variants())


def values_as_text(values: Values) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


def values_from_text(texts: Mapping[str, str]) -> Values:
    return {name: Fraction(text) for name, text in texts.items()}


def forget() -> None:
    """Drop what is remembered; tests that reuse primary keys need it."""
    _template.cache_clear()
    _question.cache_clear()
