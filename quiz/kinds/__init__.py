"""Floor 3: one module a kind of question. `KINDS` is the whole list; nothing registers itself."""

from quiz.kinds.choice import CHOICE
from quiz.kinds.explain import EXPLAIN
from quiz.kinds.expression import EXPRESSION
from quiz.kinds.number import NUMBER
from quiz.kinds.parameters import draw
from quiz.kinds.question import CannotBuild, Kind, Question, Template, Values
from quiz.kinds.scenario import SCENARIO
from quiz.kinds.vector import VECTOR

KINDS: dict[str, Kind] = {kind.name: kind for kind in (EXPLAIN, CHOICE, EXPRESSION, NUMBER, VECTOR, SCENARIO)}

__all__ = ["KINDS", "CannotBuild", "Kind", "Question", "Template", "Values", "draw"]
