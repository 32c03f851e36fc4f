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


@lru_cache(maxsize=TEMPLATES_KEPT)
def _template(revision_id: int) -> Template:
    return read_item(ItemRevision.objects.values_list("text", flat=True).get(pk=revision_id))


def question_of(revision_id: int, values: Values) -> Question:
    """The question of one variant. A revision's text never changes, so it is built once."""
    return _template(revision_id).question(values)


def values_for(revision_id: int, learner_key: str, review_count: int, *, last: Values | None = None) -> Values:
    """The numbers of this review: the same for the same learner and count, never those of the review before."""
    variants = _template(revision_id).variants()
    drawn = draw(learner_key, review_count, variants)
    return draw(learner_key, review_count + 1, variants) if drawn == last and len(variants) > 1 else drawn


def is_variant(revision_id: int, values: Values) -> bool:
    return values in _template(revision_id).variants()


def values_as_text(values: Values) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


def values_from_text(texts: Mapping[str, str]) -> Values:
    return {name: Fraction(text) for name, text in texts.items()}


def forget() -> None:
    """Drop what is remembered; tests that reuse primary keys need it."""
    _template.cache_clear()
