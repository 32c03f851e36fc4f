"""The numbers of FSRS-6: its defaults and the bounds that trained ones must keep, both from py-fsrs."""

from __future__ import annotations

from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

Weights = tuple[float, ...]
DEFAULT_WEIGHTS: Weights = tuple(DEFAULT_PARAMETERS)


def why_not_weights(weights: Weights) -> str:
    """Why these numbers cannot be weights; empty when they can."""
    if len(weights) != len(DEFAULT_WEIGHTS):
        return f"FSRS-6 has {len(DEFAULT_WEIGHTS)} weights, not {len(weights)}"
    bounds = zip(weights, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    for number, (weight, low, high) in enumerate(bounds, start=1):
        # a bound that went through single precision may lie a bit beyond itself
        if not low * (1 - 1e-7) <= weight <= high * (1 + 1e-7):
            return f"weight {number} of {len(weights)} must lie between {low} and {high}, not {weight}"
    return ""
