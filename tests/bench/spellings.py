"""How people write a formula down: as we print it, in LaTeX, with Unicode signs, without multiplication signs."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from quiz.notation import ascii as plain
from quiz.notation import latex
from quiz.notation.tree import Node

SIGNS = str.maketrans({"*": "·", "-": "−", "/": "/"})
RAISED = {"^2": "²", "^3": "³", "pi": "π"}


def with_unicode(text: str) -> str:
    text = re.sub(r"\^([23])(?![0-9.^/])", lambda found: RAISED[found[0]], text)
    return text.replace("pi", "π").translate(SIGNS)


def without_signs(text: str) -> str:
    """`2*x` as `2x`, `) * (` as `)(`."""
    return re.sub(r"(?<=[0-9])\*(?=[a-z(])(?!e\^)|(?<=\))\*(?=\()", "", text)


SPELLINGS: tuple[tuple[str, Callable[[Node], str]], ...] = (
    ("", plain),
    ("", plain),
    ("tight", lambda node: plain(node).replace(" ", "")),
    ("stars", lambda node: plain(node).replace("^", "**")),
    ("unicode", lambda node: with_unicode(plain(node))),
    ("no signs", lambda node: without_signs(plain(node))),
    ("latex", latex),
)


def spelled(node: Node, random: Random) -> tuple[str, str]:
    """The text, and the name of its spelling."""
    name, write = random.choice(SPELLINGS)
    return write(node), name
