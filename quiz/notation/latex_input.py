"""LaTeX to plain notation, with every place kept."""

from __future__ import annotations

from quiz.notation import unreadable as say
from quiz.notation.characters import Placed
from quiz.notation.unreadable import refuse


def is_latex(plain: str) -> bool:
    return any(mark in plain for mark in "\\{}$")


def without_latex(placed: Placed) -> Placed:
    at = next(i for i, letter in enumerate(placed.plain) if letter in "\\{}$")
    refuse(say.STRANGE.format(placed.plain[at]), placed.span(at, at + 1))
