"""The search for what went wrong with one slope: every derivation with one kind of mistake, then with two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

import numpy as np

from quiz.calculus.arranged import arranged
from quiz.grading.asked import Slope
from quiz.grading.diagnosis.brackets import rebracketed
from quiz.grading.diagnosis.candidate import Candidate, simple
from quiz.grading.diagnosis.other_questions import REWRITTEN, antiderivative, is_copy
from quiz.grading.diagnosis.places import agree, evaluated
from quiz.grading.diagnosis.scene import Scene, scene
from quiz.notation.formula import size
from quiz.notation.tree import Comparison, Name, Node, names_in, parts, walk

MOST_NODES = 200
"""Of the function and of the answer: longer ones are not searched."""
CHEAP, PLAIN, FREE = 2.4, 1.7, 1.3
"""Costs up to which a second mistake is not looked for, a far too short answer is explained, and the answer 0 is."""
DEAREST = 4.05
"""Beyond, an explanation is far-fetched."""


def explanations(slope: Slope, answer: Node, domain: tuple[Comparison, ...], *, most_kinds: int = 2) -> list[Candidate]:
    """What explains the answer, in no order; raises NoRule."""
    nodes = list(islice(walk(answer), MOST_NODES + 1))
    names = {each.name for each in nodes if isinstance(each, Name)} | names_in(slope.function) | set(slope.by)
    if len(nodes) > MOST_NODES or not is_short(slope.function):
        return []
    here = scene(slope, tuple(sorted(names)), domain)
    if not here.is_open:
        return []
    everywhere = evaluated(answer, here.everywhere)
    given = everywhere[: here.count]
    if not np.isfinite(given).all() or agree(here.truth, given):
        return []
    found = _admitted(_one_kind(here, answer, everywhere), here, answer)
    if most_kinds > 1 and not any(each.cost <= CHEAP for each in found):
        pairs = [each for each in here.two_kinds(given) if each.cost <= DEAREST]
        found += _admitted(pairs, here, answer) if pairs and may_be_two(answer, here.right) else []
    return found


def is_short(function: Node) -> bool:
    return size(function) <= MOST_NODES


def _admitted(candidates: Iterable[Candidate], here: Scene, answer: Node) -> list[Candidate]:
    return [each for each in candidates if not agree(each.values, here.truth) and is_admitted(each, answer, here.right)]


def _one_kind(here: Scene, answer: Node, everywhere: Any) -> Iterator[Candidate]:
    given = everywhere[: here.count]
    for each in here.singles.hits(given):
        copied = is_copy(each, here.slope, answer)
        yield replace(each, cost=each.cost - REWRITTEN) if copied else each
    if here.is_slope_of(everywhere):
        yield from antiderivative(here.slope, answer, given, here.at)
    yield from here.slips.hits(given)
    for made, bracket in rebracketed(answer):
        if agree(evaluated(made, here.at), here.truth):
            yield simple("slip_bracket", given, bracket)


# -- gates -----------------------------------------------------------------------------------------------------


def leaves(node: Node) -> int:
    return sum(not parts(each) for each in walk(node))


def is_admitted(candidate: Candidate, answer: Node, right: Node) -> bool:
    """Short answers fit too much: they are explained only by what is very common."""
    if not names_in(answer) and names_in(right):
        if np.abs(candidate.values).max() < 1e-12:
            return candidate.cost <= FREE
        return candidate.cost <= PLAIN
    if leaves(answer) <= 2 and leaves(right) > 5:
        return candidate.cost <= PLAIN
    return True


def may_be_two(answer: Node, right: Node) -> bool:
    """Whether an answer is long enough to show two kinds of mistake."""
    return (leaves(arranged(answer)) >= 3 or leaves(right) <= 4) and bool(names_in(answer) or not names_in(right))
