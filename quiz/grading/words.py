"""Words of a learner's sentence, in one spelling.

    token = abbreviation | number | word | command | power | symbol | stop | pause

Two words are the same when their stems are; British and American spelling, number words and digits, `∇` and `nabla`
fall together before stemming, so that patterns and answers meet in the middle. Offsets are those of the raw text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import snowballstemmer

LONGEST_STEMMED = 30
"""Longer runs of letters are no English words; they are compared as they stand."""

TOKEN = re.compile(
    r"""(?P<skip>\b(?:e\.g\.|i\.e\.|etc\.|vs\.|approx\.|resp\.))
    |(?P<number>\d+(?:\.\d+)?)
    |(?P<command>\\[a-zA-Z]+)
    |(?P<word>[^\W\d_²³]+(?:['’][^\W\d_²³]+)?)
    |(?P<power>\^\{?\d\}?|\*\*\d|[²³])
    |(?P<stop>[.!?;…]+(?=\s|$)|\n[ \t]*\n|\n[ \t]*[-*•][ \t])
    |(?P<pause>[,:()—–\n]|(?<=[^\W\d_]{2})\ --?\ )
    |(?P<hyphen>(?<=[^\W\d_])-(?=[^\W\d_]))
    |(?P<symbol>->|<=|>=|[∇∂=<>≤≥≠×·+−\-→∞√≈]|(?<=\b[a-zA-Z])['’′]+)""",
    re.VERBOSE,
)

SYMBOLS = {
    "∇": "gradient",
    "∂": "partial",
    "=": "equal",
    "<": "less",
    "<=": "less",
    "≤": "less",
    ">": "greater",
    ">=": "greater",
    "≥": "greater",
    "≠": "not equal",
    "×": "times",
    "·": "times",
    "+": "plus",
    "−": "minus",
    "-": "minus",
    "→": "to",
    "->": "to",
    "∞": "infinity",
    "√": "root",
    "≈": "about",
    "²": "squared",
    "³": "cubed",
    "2": "squared",
    "3": "cubed",
}
COMMANDS = {
    "le": "less",
    "leq": "less",
    "ge": "greater",
    "geq": "greater",
    "ne": "not equal",
    "neq": "not equal",
    "cdot": "times",
    "infty": "infinity",
    "sqrt": "root",
    "approx": "about",
    "gets": "to",
    "leftarrow": "to",
    "rightarrow": "to",
    "text": "",
    "mathrm": "",
    "frac": "",
    "tfrac": "",
    "dfrac": "",
    "left": "",
    "right": "",
    "hat": "",
}
SAME = {
    "nabla": "gradient",
    "grad": "gradient",
    "grads": "gradients",
    "deriv": "derivative",
    "derivs": "derivatives",
    "lr": "learning rate",
    "wrt": "with respect to",
    "zero": "0",
    "zeros": "0",
    "zeroes": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "ten": "10",
    "η": "eta",
    "α": "alpha",
    "β": "beta",
    "λ": "lambda",
    "σ": "sigma",
    "θ": "theta",
    "ε": "epsilon",
    "centre": "center",
    "centred": "centered",
}


class Mark(StrEnum):
    WORD = "word"
    PAUSE = "pause"
    """A comma, colon, dash or bracket: ends a piece."""
    STOP = "stop"
    """The end of a sentence: ends a clause."""


@dataclass(frozen=True, slots=True)
class Token:
    mark: Mark
    form: str
    """Lower case, one spelling; empty for marks that are no words."""
    start: int
    end: int

    @property
    def stem(self) -> str:
        return stem(self.form)


def tokens(text: str) -> Iterator[Token]:
    """Every word and mark of the text in order; what is neither (`$`, `/`, quotes) only separates words."""
    for found in TOKEN.finditer(text):
        start, end = found.span()
        match found.lastgroup:
            case "stop":
                yield Token(Mark.STOP, "", start, end)
            case "pause":
                yield Token(Mark.PAUSE, "", start, end)
            case "skip" | "hyphen":
                continue
            case kind:
                for form in _forms(kind or "", found.group()):
                    yield Token(Mark.WORD, form, start, end)


def _forms(kind: str, written: str) -> list[str]:
    """The words a token stands for: `lr` stands for two, `\\frac` for none."""
    match kind:
        case "number":
            return [written]
        case "power":
            exponent = written.strip("^*{}")
            return [SYMBOLS.get(exponent, exponent)]
        case "symbol":
            return SYMBOLS[written].split() if written in SYMBOLS else ["prime"] * len(written)
        case "command":
            name = written[1:].lower()
            return [fold(word) for word in COMMANDS.get(name, SAME.get(name, name)).split()]
    word = written.lower().replace("’", "'").removesuffix("'s")
    return [fold(each) for each in SAME.get(word, word).split()]


def vocabulary(text: str) -> frozenset[str]:
    """The words of a list written as one text."""
    return frozenset(text.split())


def fold(word: str) -> str:
    """One spelling for two: `optimize` as `optimise`, `behavior` as `behaviour` without its u."""
    return re.sub(r"(?<=\w\w\w)our", "or", word.replace("z", "s"))


def stem(form: str) -> str:
    """Porter's second English stem; a final double l is single, as `modelled` and `modeled` are one word."""
    return _stem(form) if len(form) <= LONGEST_STEMMED and form.isalpha() else form


@lru_cache(maxsize=20_000)
def _stem(form: str) -> str:
    found: str = snowballstemmer.stemmer("english").stemWord(form)
    return found.removesuffix("l") if found.endswith("ll") and len(found) > 3 else found
