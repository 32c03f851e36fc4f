"""Names: THE whitelist of everything a letter may mean, and the vocabulary of one question.

A run of letters is split from left to right, longest known name first; at equal length a declared name wins over a
function, a function over a constant. So `xsin(x)` is x times sin(x), and `2pix` is 2 times pi times x.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

ALIASES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "sin": (),
        "cos": (),
        "tan": ("tg",),
        "sec": (),
        "csc": ("cosec",),
        "cot": ("ctg", "cotan", "cotg"),
        "sinh": (),
        "cosh": (),
        "tanh": (),
        "sech": (),
        "csch": (),
        "coth": (),
        "arcsin": ("asin",),
        "arccos": ("acos",),
        "arctan": ("atan", "arctg", "atg"),
        "arccot": ("acot", "arcctg"),
        "arcsec": ("asec",),
        "arccsc": ("acsc",),
        "arsinh": ("asinh", "arcsinh"),
        "arcosh": ("acosh", "arccosh"),
        "artanh": ("atanh", "arctanh"),
        "exp": (),
        "ln": ("log",),
        "sqrt": (),
        "cbrt": (),
        "abs": (),
        "sign": ("sgn",),
        "min": (),
        "max": (),
        "erf": (),
        "sigmoid": ("sigma", "σ", "logistic"),
        "relu": ("ReLU",),
        "softplus": (),
        "logsumexp": ("lse",),
        "step": ("heaviside",),
        "swish": ("silu", "SiLU"),
    }
)
"""Canonical name of every function, with its other spellings."""

LOGS: Mapping[str, int] = MappingProxyType({"log2": 2, "log10": 10})
"""Logarithms that carry their base in their name."""

FUNCTIONS: frozenset[str] = frozenset(ALIASES) | {"log"}
"""Canonical names of `Call.function`; `log` is the one with a base."""

TWO_ARGUMENTS = frozenset({"min", "max"})
ANY_NUMBER = frozenset({"logsumexp"})
"""Functions of one or more arguments."""

INVERSES: Mapping[str, str] = MappingProxyType(
    {
        **{name: f"arc{name}" for name in ("sin", "cos", "tan", "cot", "sec", "csc")},
        **{name: f"ar{name}" for name in ("sinh", "cosh", "tanh")},
    }
)
"""What `sin^-1` stands for."""

CONSTANTS: Mapping[str, str] = MappingProxyType({"e": "e", "E": "e", "pi": "pi", "π": "pi", "Pi": "pi"})

GREEK: Mapping[str, str] = MappingProxyType(
    {
        "alpha": "α",
        "beta": "β",
        "gamma": "γ",
        "delta": "δ",
        "epsilon": "ε",
        "zeta": "ζ",
        "eta": "η",
        "theta": "θ",
        "iota": "ι",
        "kappa": "κ",
        "lambda": "λ",
        "mu": "μ",
        "nu": "ν",
        "xi": "ξ",
        "pi": "π",
        "rho": "ρ",
        "sigma": "σ",
        "tau": "τ",
        "upsilon": "υ",
        "phi": "φ",
        "chi": "χ",
        "psi": "ψ",
        "omega": "ω",
        "Gamma": "Γ",
        "Delta": "Δ",
        "Theta": "Θ",
        "Lambda": "Λ",
        "Xi": "Ξ",
        "Pi": "Π",
        "Sigma": "Σ",
        "Phi": "Φ",
        "Psi": "Ψ",
        "Omega": "Ω",
    }
)
"""Word -> letter."""

GREEK_WORDS: Mapping[str, str] = MappingProxyType({letter: word for word, letter in GREEK.items()})

ACCENTED = MappingProxyType({"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303", "dot": "\u0307"})

MISSPELLED: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("sine", "sinus"), "sin"),
        **dict.fromkeys(("cosine", "cosinus"), "cos"),
        **dict.fromkeys(("tane", "tang", "tangent", "tangens"), "tan"),
        "arcsine": "arcsin",
        "arccosine": "arccos",
        "loge": "ln",
        "lg": "log10",
        **dict.fromkeys(("lb", "ld"), "log2"),
        **dict.fromkeys(("root", "squareroot"), "sqrt"),
        "logistics": "logistic",
    }
)
"""Words of other tongues, and words that would split into a function and a constant, though nobody means that."""

DERIVATIVE_WORDS = frozenset({"derivative", "Derivative", "diff", "Diff", "deriv", "D", "nabla"})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names one question, or one formula of an author, may use."""

    variables: frozenset[str] = frozenset()
    heads: Mapping[str, int | None] = field(default_factory=dict, hash=False)
    """Names that are called, with their number of arguments; None for any number."""
    bare: frozenset[str] = frozenset()
    """Heads of one argument that may stand alone: `s (1 - s)` for s(x) (1 - s(x)), kept as `Name("s")`."""
    vectors: frozenset[str] = frozenset()
    """Names that may be indexed: `grad[1]` is `Call("entry", (Name("grad"), Number(1)))`, counted from 1."""
    left_sides: tuple[str, ...] = ()
    """Names whose `f'(x) =` in front of an answer is dropped; `f` and `y` are always understood unless declared."""
    wrt: tuple[str, ...] = ()
    """The names it is differentiated by; empty means any variable."""
    tuples: bool = False
    """May the answer be a list or a matrix?"""
    alternatives: bool = False
    """Is the list a set of values, so that `x = 1 or x = 2` is one way to write it?"""

    def __post_init__(self) -> None:
        object.__setattr__(self, "variables", frozenset(self.variables))
        object.__setattr__(self, "vectors", frozenset(self.vectors))
        object.__setattr__(self, "left_sides", tuple(self.left_sides))
        object.__setattr__(self, "wrt", tuple(self.wrt))
        object.__setattr__(self, "heads", MappingProxyType(dict(self.heads)))

    @property
    def names(self) -> frozenset[str]:
        return self.variables | self.vectors


class Meaning(StrEnum):
    NAME = "name"
    HEAD = "head"
    FUNCTION = "function"
    CONST = "const"


class Entry(NamedTuple):
    """One spelling: what it means, and its canonical name."""

    spelling: str
    meaning: Meaning
    name: str


def plain_name(name: str) -> str:
    """A name in ASCII: `λ` is `lambda`, `ŷ` is `yhat`."""
    letters = unicodedata.normalize("NFD", name)
    for word, accent in ACCENTED.items():
        letters = letters.replace(accent, word)
    return "".join(GREEK_WORDS.get(letter, letter) for letter in letters)


def spellings(name: str) -> frozenset[str]:
    """Every way to type a declared name: `theta_1` is `theta1`, `θ_1` and `θ1` too."""
    plain = plain_name(name)
    bare = plain.rstrip("0123456789")
    stem, index = plain.split("_", 1) if "_" in plain else (bare, plain[len(bare) :])
    if not stem:
        return frozenset({plain})
    joints = ("", "_") if index else ("",)
    usual = {start + joint + end for start in _in_greek(stem) for joint in joints for end in _in_greek(index)}
    accented = {
        f"{start}_{accent}"
        for accent in ACCENTED
        if (bare := plain.removesuffix(accent)) != plain and bare
        for start in _in_greek(bare)
    }
    return frozenset(usual | accented | {plain})


def _in_greek(word: str) -> set[str]:
    return {word, GREEK.get(word, word)}


@lru_cache(maxsize=1024)
def lexicon(vocabulary: Vocabulary) -> Mapping[str, tuple[Entry, ...]]:
    """First letter -> entries, longest spelling first; of equal spellings only the strongest meaning."""
    known: dict[str, Entry] = {}
    for entry in _entries(vocabulary):
        known.setdefault(entry.spelling, entry)
    by_letter: dict[str, list[Entry]] = {}
    for entry in sorted(known.values(), key=lambda entry: -len(entry.spelling)):
        by_letter.setdefault(entry.spelling[0], []).append(entry)
    return {letter: tuple(entries) for letter, entries in by_letter.items()}


def _entries(vocabulary: Vocabulary) -> Iterator[Entry]:
    """Strongest meaning first. A declared spelling, as declared, is stronger than another way to type a name."""
    for declared, meaning in ((vocabulary.heads, Meaning.HEAD), (vocabulary.names, Meaning.NAME)):
        for name in sorted(declared):
            yield Entry(plain_name(name), meaning, name)
    for declared, meaning in ((vocabulary.heads, Meaning.HEAD), (vocabulary.names, Meaning.NAME)):
        for name in sorted(declared):
            for spelling in sorted(spellings(name)):
                yield Entry(spelling, meaning, name)
    for function, others in ALIASES.items():
        for spelling in (function, *others):
            yield from (Entry(each, Meaning.FUNCTION, function) for each in (spelling, *_capitals(spelling)))
    for spelling in LOGS:
        yield Entry(spelling, Meaning.FUNCTION, spelling)
    for spelling, constant in CONSTANTS.items():
        # With a variable e, a capital E must not quietly be Euler's number: it would print as the variable.
        if constant not in vocabulary.names:
            yield Entry(spelling, Meaning.CONST, constant)


def _capitals(spelling: str) -> tuple[str, ...]:
    """Telephones begin a line with a capital: `Sin(x)`, `LN(x)`."""
    return (spelling.capitalize(), spelling.upper()) if spelling.isascii() else ()
