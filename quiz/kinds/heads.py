"""Which of the item's functions an answer may use: `s(x) (1 - s(x))`, or `s (1 - s)`, for the derivative of s."""

from __future__ import annotations

import re

from quiz.calculus.given import Function
from quiz.calculus.phrases import Phrase, Wanted
from quiz.kinds.answers import Open
from quiz.kinds.setting import Case, Setting
from quiz.notation import Heads
from quiz.notation.names import ALIASES, CONSTANTS, FUNCTIONS, LOGS, plain_name, spellings
from quiz.notation.tree import Call, Matrix, Name, Node, Tuple, walk

DERIVED = frozenset({Wanted.DERIVATIVE, Wanted.GRADIENT, Wanted.JACOBIAN, Wanted.HESSIAN, Wanted.DIRECTIONAL})
"""Only slopes may be written with the function they belong to: elsewhere, `f(2)` would be the question itself."""

TAKEN = frozenset({*ALIASES, *(other for others in ALIASES.values() for other in others), *CONSTANTS, *LOGS, "d", "D"})
"""What a learner means by these letters is settled, whatever an item calls its functions."""


def usable_heads(answer: Open, case: Case, ask: str) -> Heads:
    """The heads a learner has been shown, by name, with their closed bodies. `ask` is what the author wrote."""
    if not isinstance(answer, Phrase) or answer.wanted not in DERIVED:
        return {}
    return {
        name: (function.arguments, function.body)
        for name, function in case.functions.items()
        if function.arguments
        and _is_plain(function.body)
        and _is_free(name, case.setting)
        and (name == answer.of or _is_shown(name, ask))
    }


def bare_heads(answer: Open, setting: Setting, heads: Heads, variables: tuple[str, ...]) -> frozenset[str]:
    """Those of one argument that can only mean `s(x)`: the item never puts anything else into them."""
    subject = setting.heads.get(answer.of) if isinstance(answer, Phrase) else None
    if not isinstance(subject, Function) or len(subject.arguments) != 1 or subject.arguments[0] not in variables:
        return frozenset()
    bodies = [head.body for head in setting.heads.values() if isinstance(head, Function)]
    argument = Name(subject.arguments[0])
    return frozenset(
        name
        for name, (parameters, _) in heads.items()
        if parameters == subject.arguments and all(_calls_only(name, argument, body) for body in bodies)
    )


def _is_plain(body: Node) -> bool:
    """Learners may write all of it: no vectors, and none of the functions that only authors have."""
    return not any(
        isinstance(each, Tuple | Matrix) or (isinstance(each, Call) and each.function not in FUNCTIONS)
        for each in walk(body)
    )


def _is_free(name: str, setting: Setting) -> bool:
    declared = frozenset[str]().union(*map(spellings, (*setting.names, *setting.variables)))
    return not (spellings(name) | {name, plain_name(name)}) & (TAKEN | declared)


def _is_shown(name: str, ask: str) -> bool:
    words = "|".join(sorted(re.escape(each) for each in spellings(name)))
    return bool(re.search(rf"(?<![^\W\d_])(?:{words})(?:\\left)? ?\(", ask))


def _calls_only(name: str, argument: Node, body: Node) -> bool:
    calls = [each for each in walk(body) if isinstance(each, Call) and each.function == name]
    return all(each.arguments == (argument,) for each in calls)
