"""A place in the tokens, and what reading has met so far: the choices taken at ambiguous places."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from quiz.notation import unreadable as say
from quiz.notation.names import Vocabulary
from quiz.notation.tokens import Kind, Token
from quiz.notation.tree import Node, Span
from quiz.notation.unreadable import refuse

MAX_NESTING = 120


class Ambiguity(StrEnum):
    """What can be read in two ways; the standard reading first, the other behind it."""

    DENOMINATOR = "1/2x"
    """(1/2) x or 1/(2x)"""
    EXPONENT = "e^2x"
    """(e^2) x or e^(2x)"""
    ROOT_EXPONENT = "x^-2/3"
    """(x^-2)/3 or x^(-2/3), (e^1)/x or e^(1/x)"""
    POWER_EXPONENT = "x^2/3"
    """(x^2)/3 or x^(2/3), e^(-x)/2 or e^(-x/2): seldom meant, so it is not asked about before grading"""
    ARGUMENT = "sin x/y"
    """sin(x)/y or sin(x/y)"""
    RADICAND = "√2x"
    """(√2) x or √(2x)"""
    INVERSE = "sin^-1 x"
    """arcsin(x) or 1/sin(x)"""
    SCIENTIFIC = "2e-3"
    """2 e - 3 or 2*10^(-3)"""
    MIXED = "2 1/2"
    """2*(1/2) or 2 + 1/2"""
    HEAD = "s(1-x)"
    """s at 1 - x, or s times (1 - x)"""
    SPELLING = "asin(x)"
    """arcsin(x) or a*sin(x), log_2(x) or ln(2x)"""


class Choice(NamedTuple):
    kind: Ambiguity
    at: int
    """Index of the token where it arises."""


@dataclass(slots=True)
class Cursor:
    tokens: Sequence[Token]
    vocabulary: Vocabulary
    source: str
    units: Mapping[Kind, Callable[[Cursor], Node]]
    """What to read where an operand begins with a token of this kind."""
    flips: frozenset[Choice] = frozenset()
    """The choices to read the other way."""
    made: dict[Choice, Node] = field(default_factory=dict)
    """Every choice met, with the node it led to."""
    at: int = 0
    depth: int = 0
    bars: int = 0
    """Bars open at this level of brackets."""
    after_bars: bool = False
    """At this level something was multiplied, without a sign, onto a closed pair of bars: `|a|b`."""
    comma: int = 0
    """Index of the last comma of the list just read."""

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    @property
    def kind(self) -> Kind:
        return self.tokens[self.at].kind

    def sees(self, *kinds: Kind) -> bool:
        return self.tokens[self.at].kind in kinds

    @property
    def before(self) -> Token:
        return self.tokens[self.at - 1]

    def ahead(self, steps: int) -> Token:
        return self.tokens[min(self.at + steps, len(self.tokens) - 1)]

    def take(self) -> Token:
        token = self.tokens[self.at]
        self.at += 1
        return token

    def since(self, first: int) -> Span:
        """Span from token `first` to the last one taken."""
        return (self.tokens[first].span[0], self.tokens[self.at - 1].span[1])

    def text(self, span: Span) -> str:
        return self.source[span[0] : span[1]]

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_NESTING:
            refuse(say.TOO_DEEP, self.here(), limits=True)

    def here(self) -> Span:
        """The next token, or the last one when the text is over."""
        return self.next.span if not self.sees(Kind.END) else self.before.span

    def flipped(self, choice: Choice) -> bool:
        return choice in self.flips
