r"""The LaTeX that can be read: what each command stands for in plain notation. Anything else is refused."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from quiz.notation.names import ALIASES, GREEK, LOGS

FRACTIONS = frozenset({"frac", "dfrac", "tfrac", "cfrac"})
ACCENTS: Mapping[str, str] = MappingProxyType(
    {
        "hat": "hat",
        "widehat": "hat",
        "bar": "bar",
        "overline": "bar",
        "tilde": "tilde",
        "widetilde": "tilde",
        "dot": "dot",
    }
)
UPRIGHT = frozenset({"operatorname", "mathrm", "text", "textrm", "textit", "mathit", "mathop", "mbox"})
"""Their argument is a name, letter by letter."""
FACES = frozenset({"mathbf", "boldsymbol", "bm", "vec", "mathsf", "mathcal", "mathbb", "boxed"})
"""Their argument is read as if they were not there."""
BARE_MATRICES = frozenset({"matrix", "smallmatrix", "array"})
"""They bring no brackets of their own: `\\left[\\begin{matrix} … \\end{matrix}\\right]`."""
MATRICES = BARE_MATRICES | {"pmatrix", "bmatrix", "Bmatrix"}
DISPLAYS = frozenset(
    f"{name}{star}" for name in ("equation", "align", "aligned", "gather", "gathered", "split") for star in ("", "*")
)
"""They set a formula on lines of its own and say nothing about it."""
SIZES = frozenset({f"{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")})
OPENING = frozenset({"(", "[", "{", "lbrace", "lbrack", "lparen"})
CLOSING = frozenset({")", "]", "}", "rbrace", "rbrack", "rparen"})
BARS = frozenset({"|", "vert", "lvert", "rvert"})

SIGNS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("cdot", "times", "ast", "bullet"), "*"),
        "div": "/",
        **dict.fromkeys((",", ";", ":", "!", " ", "quad", "qquad", "thinspace"), " "),
        **dict.fromkeys(("displaystyle", "textstyle", "scriptstyle", "limits", "nonumber"), " "),
        **dict.fromkeys(("(", ")", "[", "]"), " "),  # the borders of a formula, not brackets
        **dict.fromkeys(("{", "lbrace", "lparen"), "("),
        **dict.fromkeys(("}", "rbrace", "rparen"), ")"),
        "lbrack": "[",
        "rbrack": "]",
        "langle": "⟨",
        "rangle": "⟩",
        "lvert": " abs(",
        "rvert": ")",
        "vert": "|",
        "mid": "|",
        "partial": "∂",
        "nabla": "∇",
        "prime": "'",
        "top": "T",
        **dict.fromkeys(("le", "leq", "leqslant"), "≤"),
        **dict.fromkeys(("ge", "geq", "geqslant"), "≥"),
        **dict.fromkeys(("ne", "neq"), "≠"),
        "lt": "<",
        "gt": ">",
        "approx": "≈",
    }
)
LETTERS: Mapping[str, str] = MappingProxyType(
    {
        **GREEK,
        "varepsilon": "ε",
        "vartheta": "θ",
        "varphi": "φ",
        "varsigma": "σ",
        "varrho": "ρ",
    }
)
FUNCTIONS: frozenset[str] = frozenset(
    name for function, others in ALIASES.items() for name in (function, *others) if name.isascii() and name not in GREEK
) | frozenset(LOGS)

COMMANDS: frozenset[str] = frozenset(
    {"left", "right", "sqrt", "begin", "end"}
    | FRACTIONS
    | set(ACCENTS)
    | UPRIGHT
    | FACES
    | SIZES
    | set(SIGNS)
    | set(LETTERS)
    | FUNCTIONS
)
