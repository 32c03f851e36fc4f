"""Everything between dollar signs is LaTeX that the page can show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from math_core import LatexError, LatexToMathML

from quiz.catalogue.entries import Origin
from quiz.catalogue.lints.lint import CatalogueLint, Scene
from quiz.reading.problems import Finding, Path, Problem
from quiz.reading.source import at_path, scalars
from quiz.reading.suggest import nearest

CODE = "unreadable-math"
FORMULAS = frozenset(
    ["given", "answer", "accept", "reject", "where", "vary", "domain", "listen_for", "contradicted_by"]
)
"""Fields that hold no Markdown."""

_CONVERTER = LatexToMathML(fancy_error=False, max_expansions=100)
_DOLLARS = re.compile(r"\\.|\$\$|\$|`[^`]*`")
_UNKNOWN = re.compile(r'Unknown command "\\?(\w+)"')
_NAMES = """
alpha beta gamma delta epsilon varepsilon zeta eta theta kappa lambda mu nu xi pi rho sigma tau phi varphi chi
psi omega Gamma Delta Theta Lambda Sigma Phi Psi Omega frac dfrac tfrac sqrt cdot times div pm mp le ge leq geq
ne neq approx equiv to infty partial nabla sum prod int lim sin cos tan exp ln log max min arcsin arccos arctan
sinh cosh tanh left right quad qquad text mathbf mathrm mathbb operatorname hat bar vec dot ddot prime top circ
odot cdots ldots dots in mid lVert rVert lvert rvert langle rangle begin end
"""
_COMMANDS = _NAMES.split()


def look(scene: Scene) -> Iterator[Problem]:
    origins = [each.origin for each in scene.catalogue.seen] + [each.origin for each in scene.catalogue.pages]
    for origin in origins:
        for path, text in _texts(origin):
            for finding in _wrong(path, text):
                yield origin.problem(finding)


def _texts(origin: Origin) -> Iterator[tuple[Path, str]]:
    root, _, _ = at_path(origin.document.root, origin.path)
    for path, scalar in scalars(root):
        if "$" in scalar.text and not FORMULAS.intersection(path):
            yield path, scalar.text


def _wrong(path: Path, text: str) -> Iterator[Finding]:
    opened: re.Match[str] | None = None
    for sign in _DOLLARS.finditer(text):
        if sign[0] not in ("$", "$$"):
            continue
        if opened is None:
            opened = sign
        else:
            yield from _unreadable(path, text[opened.end() : sign.start()], opened.end())
            opened = None
    if opened is not None:
        hint = "a dollar sign of its own is written \\$"
        yield Finding(path, CODE, "this $ has no partner", hint, offset=opened.start())


def _unreadable(path: Path, latex: str, start: int) -> Iterator[Finding]:
    if not latex.strip():
        yield Finding(path, CODE, "there is no formula between these $", offset=start)
        return
    place, message = _complaint(latex)
    if not message:
        return
    if unknown := _UNKNOWN.search(message):
        found = nearest(unknown[1], _COMMANDS)
        hint = f"did you mean \\{found}?" if found else ""
        yield Finding(path, CODE, f"unknown command \\{unknown[1]}", hint, offset=start + place)
    else:
        yield Finding(path, CODE, f"the page cannot show this formula: {message}", offset=start + place)


@lru_cache(maxsize=4096)
def _complaint(latex: str) -> tuple[int, str]:
    """Where and what the converter complains of; ("", 0) when it does not."""
    try:
        _CONVERTER.convert_with_local_state(latex, displaystyle=False)
    except LatexError as error:
        place, _, message = str(error).partition(": ")
        return (int(place) if place.isdigit() else 0), message.rstrip(".")
    return 0, ""


LINT = CatalogueLint(CODE, look)
