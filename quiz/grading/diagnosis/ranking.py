"""From candidates to findings: cheapest first, what says the same joined, and how sure we are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quiz.grading.diagnosis.candidate import Candidate

MOST = 3
CLEAR, CLOSE = 0.5, 0.3
"""A gap to the next explanation that leaves no doubt, and one that leaves a question."""
SURE, LIKELY = 1.6, 2.4

SAME_ADVICE: tuple[frozenset[str], ...] = (
    frozenset(("trig_sign", "sign_overall", "slip_sign", "chain_inner_sign", "implicit_sign_lost")),
    frozenset(("chain_inner_dropped", "coef_dropped", "held_factor_dropped", "chain_inner_sign")),
    frozenset(("exp_keeps_exponent", "chain_times_inner")),
    frozenset(("x_to_zero", "slip_term_lost", "coef_dropped")),
    frozenset(("power_drop_coef", "slip_coef")),
    frozenset(("quotient_of_derivs", "reciprocal_of_deriv")),
    frozenset(("chain_outer_at_x", "log_one_over_x", "chain_inner_ignored")),
    frozenset(("const_to_one", "slip_const")),
    frozenset(("slip_exp", "power_exp_up", "power_keep_exp")),
    frozenset(("x_kept", "term_not_differentiated")),
    frozenset(("const_kept", "term_not_differentiated")),
    frozenset(("relu_value", "not_differentiated")),
    frozenset(("quotient_flipped", "sign_overall")),
    frozenset(("product_sign", "slip_sign")),
    frozenset(("quotient_plus", "slip_sign")),
)
"""Misconceptions that, where both explain an answer, leave the learner with the same thing to mend."""


class Certainty(StrEnum):
    SURE = "sure"
    LIKELY = "likely"
    AMBIGUOUS = "ambiguous"
    POSSIBLE = "possible"


@dataclass(frozen=True)
class Finding:
    candidate: Candidate
    certainty: Certainty


def ranked(candidates: Iterable[Candidate]) -> list[Candidate]:
    """One for each set of misconceptions, cheapest first."""
    best: dict[frozenset[str], Candidate] = {}
    for each in candidates:
        known = best.get(each.kinds)
        if known is None or each.cost < known.cost:
            best[each.kinds] = each
    return sorted(best.values(), key=lambda each: (round(each.cost, 6), each.ids))


def findings(candidates: Iterable[Candidate], *, is_doubtful: bool = False) -> tuple[Finding, ...]:
    """At most three. Doubtful evidence, such as one number, is never sure."""
    order = ranked(candidates)
    if not order:
        return ()
    first = order[0]
    others = [each for each in order[1:] if not say_the_same(first, each)]
    gap = others[0].cost - first.cost if others else CLEAR
    certainty = _certainty(first.cost, gap, is_doubtful=is_doubtful)
    found = [Finding(first, certainty)]
    for each in others[: MOST - 1]:
        is_close = certainty is Certainty.AMBIGUOUS and each is others[0]
        found.append(Finding(each, Certainty.AMBIGUOUS if is_close else Certainty.POSSIBLE))
    return tuple(found)


def _certainty(cost: float, gap: float, *, is_doubtful: bool) -> Certainty:
    if gap < CLOSE - 1e-9:
        return Certainty.AMBIGUOUS
    if cost <= SURE + 1e-9 and gap >= CLEAR - 1e-9 and not is_doubtful:
        return Certainty.SURE
    return Certainty.LIKELY if cost <= LIKELY + 1e-9 else Certainty.POSSIBLE


def say_the_same(first: Candidate, second: Candidate) -> bool:
    """Whether the advice is the same; of a pair and one of its halves it is not."""
    if len(first.ids) != 1 or len(second.ids) != 1:
        return False
    return any(first.kinds | second.kinds <= group for group in SAME_ADVICE)


def in_common(lists: Sequence[Sequence[Candidate]]) -> list[Candidate]:
    """What explains every wrong entry of a vector."""
    if not lists:
        return []
    kinds = [{each.kinds for each in entry} for entry in lists]
    shared = set.intersection(*kinds)
    return [each for each in lists[0] if each.kinds in shared]
