r"""Placeholders of texts, read once and filled for each variant.

    placeholder = "{" ( name | "+" name | head "(" formulas ")" | equation | "=" formula | "answer" ) "}"

Inside `$…$` the braces of a placeholder stay, because `x^{n}` and `\frac{a}{b}` need them; braces that hold
anything else are LaTeX's own. Outside mathematics the braces vanish, and whatever is no plain number gets its `$…$`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum

from quiz.calculus.given import Equation, Function
from quiz.kinds.setting import Case, Setting
from quiz.notation import Parsed, latex, read, tidy
from quiz.notation.tree import Negative, Node, Number
from quiz.reading.problems import Finding, Path


class Holds(StrEnum):
    VALUE = "value"
    SIGNED = "signed"
    FORMULA = "formula"
    EQUATION = "equation"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Blank:
    """One placeholder: what it holds, and whether it stands inside `$…$`."""

    holds: Holds
    name: str = ""
    tree: Node | None = None
    in_math: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """A text cut at its placeholders."""

    pieces: tuple[str | Blank, ...] = ()

    @property
    def shows_answer(self) -> bool:
        return any(isinstance(each, Blank) and each.holds is Holds.ANSWER for each in self.pieces)


_NAME = r"[^\W\d]\w*"
_PLACEHOLDER = re.compile(rf"\{{\s*(=[^{{}}]+|\+\s*{_NAME}|{_NAME}(?:\([^{{}}]*\))?)\s*\}}")
_LATEX_OWNS = re.compile(r"\\(text|mathrm|mathbf|mathit|operatorname|begin|end)\s*\*?$")
_LATEX_TAKES = re.compile(r"([\^_\}\]]|\\[A-Za-z]+\*?)\s*$")


def read_prose(text: str, setting: Setting, path: Path, answer: bool = False) -> Prose | Finding:
    """`answer` says whether `{answer}` may be shown here."""
    pieces: list[str | Blank] = []
    done = 0
    for match, in_math in _candidates(text):
        before = text[: match.start()]
        if in_math and _LATEX_OWNS.search(before):
            continue
        found = _blank(match[1], setting, in_math, answer)
        if isinstance(found, str):
            if in_math and _LATEX_TAKES.search(before) and not match[1].startswith("="):
                continue
            return Finding(path, "unknown-placeholder", found, _have(match[1], setting), offset=match.start())
        pieces += [text[done : match.start()], found]
        done = match.end()
    return Prose((*pieces, text[done:]))


def _candidates(text: str) -> Iterator[tuple[re.Match[str], bool]]:
    """Every `{…}` that looks like a placeholder, and whether a `$` is open there; `\\$` is a dollar."""
    dollars = [match.start() for match in re.finditer(r"(?<!\\)\$\$?", text)]
    for match in _PLACEHOLDER.finditer(text):
        yield match, sum(place < match.start() for place in dollars) % 2 == 1


def _blank(content: str, setting: Setting, in_math: bool, answer: bool) -> Blank | str:
    content = content.strip()
    if content == "answer" and content not in setting.names:
        return Blank(Holds.ANSWER, in_math=in_math) if answer else "{answer} would give the answer away here"
    if content.startswith("+"):
        name = content[1:].strip()
        return Blank(Holds.SIGNED, name, None, in_math) if name in setting.names else f"{{+{name}}} is not a parameter"
    if content in setting.names:
        return Blank(Holds.VALUE, content, None, in_math)
    return _formula(content, setting, in_math)


def _formula(content: str, setting: Setting, in_math: bool) -> Blank | str:
    name = content.partition("(")[0]
    head = setting.heads.get(name)
    if content == name and isinstance(head, Equation):
        return Blank(Holds.EQUATION, name, None, in_math)
    named = isinstance(head, Function) and bool(head.arguments) == ("(" in content)
    if not named and not content.startswith("="):
        return f"{{{content}}} is not a parameter"
    found = read(content.lstrip("= "), setting.vocabulary)
    if not isinstance(found, Parsed):
        return f"{{{content}}}: {found.message}"
    return Blank(Holds.FORMULA, "" if content.startswith("=") else name, found.tree, in_math)


def _have(content: str, setting: Setting) -> str:
    heads = [
        f"{n}({', '.join(h.arguments)})" if isinstance(h, Function) and h.arguments else n
        for n, h in setting.heads.items()
    ]
    known = [*setting.names, *heads]
    close = get_close_matches(content.strip("+ "), known, 1, 0.6)
    if close and len(content) > 1:
        return f"did you mean {{{close[0]}}}?"
    return f"you have {', '.join(known)}" if known else "nothing varies and nothing is given here"


def fill(prose: Prose, case: Case, answer: Callable[[], str] = str) -> str:
    """The text of one variant. `answer` gives the LaTeX of the answer and is called only where it is shown."""
    return "".join(each if isinstance(each, str) else _filled(each, case, answer) for each in prose.pieces)


def _filled(blank: Blank, case: Case, answer: Callable[[], str]) -> str:
    match blank.holds:
        case Holds.SIGNED:
            return _signed(case, blank)
        case Holds.ANSWER:
            return _set(answer(), blank.in_math)
        case Holds.EQUATION:
            curve = case.setting.heads[blank.name]
            assert isinstance(curve, Equation)
            sides = (tidy(case.printable(side)) for side in (curve.left, curve.right))
            return _set(" = ".join(map(latex, sides)), blank.in_math)
        case Holds.VALUE:
            tree = case.parameter(blank.name)
        case Holds.FORMULA:
            assert blank.tree is not None
            tree = tidy(case.printable(blank.tree))
    plain = None if blank.in_math else plain_number(tree)
    return _set(latex(tree), blank.in_math) if plain is None else plain


def _set(formula: str, in_math: bool) -> str:
    return f"{{{formula}}}" if in_math else f"${formula}$"


def _signed(case: Case, blank: Blank) -> str:
    """`+ 5`, `− 5`; without braces, which would take the spaces around the sign."""
    value = case.values[blank.name]
    tree = case.parameter(blank.name)
    size = tree.operand if isinstance(tree, Negative) else tree
    plain = None if blank.in_math else plain_number(size)
    printed = plain if plain is not None else latex(size) if blank.in_math else f"${latex(size)}$"
    return f"{('-' if blank.in_math else '−') if value < 0 else '+'} {printed}"


def plain_number(tree: Node) -> str | None:
    """`12`, `−3`, `0.05`, `1/2` as running text; None for a formula."""
    match tree:
        case Number(value, None):
            return str(value)
        case Number(value, decimals):
            return f"{float(value):.{decimals}f}"
        case Negative(Number() as size):
            return f"−{plain_number(size)}"
        case _:
            return None
