"""Characters: from what was typed, pasted or tapped to plain ones, each remembering where it came from.

`x²` becomes `x^(2)`, `w₁` becomes `w_1`, `ŷ` becomes `yhat`, full-width forms and curly minus signs become plain ones.
Look-alikes from other alphabets and invisible controls are refused: what is shown must be what is read.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import groupby

from quiz.notation import unreadable as say
from quiz.notation.tree import Span
from quiz.notation.unreadable import Edit, refuse


@dataclass(frozen=True, slots=True)
class Placed:
    """Plain text; character `i` of it stands for `places[i]` of the original."""

    plain: str
    places: tuple[Span, ...]

    def span(self, start: int, end: int) -> Span:
        """Span in the original of `plain[start:end]`."""
        if start < end <= len(self.places):
            return (self.places[start][0], self.places[end - 1][1])
        if not self.places:
            return (0, 0)
        last = min(max(end - 1, start), len(self.places) - 1)
        return (self.places[min(start, last)][0], self.places[last][1])

    def __getitem__(self, part: slice) -> Placed:
        return Placed(self.plain[part], self.places[part])


PLAIN = {
    **dict.fromkeys("−–—‐‑‒―﹣", "-"),
    **dict.fromkeys("∙·⋅×∗•✕✖\u2062", "*"),
    **dict.fromkeys("÷∕⁄", "/"),
    **dict.fromkeys("’‘′´`ʹ", "'"),
    **dict.fromkeys("″”", "''"),
    **dict.fromkeys("⟨〈〈", "⟨"),
    **dict.fromkeys("⟩〉〉", "⟩"),
    **dict.fromkeys("∣❘ǀ", "|"),
    "⩽": "≤",
    "⩾": "≥",
    "ϵ": "ε",
    "ϕ": "φ",
    "\u2063": ",",
}
DROPPED = frozenset("\u200b\u200c\u200d\u2060\u2061\u2064\ufeff\u00ad\ufe0e\ufe0f")
ACCENTS = {"\u0302": "hat", "\u0304": "bar", "\u0305": "bar", "\u0303": "tilde", "\u0307": "dot"}
SPACES = frozenset("\t\n\r\v\f\x85\u2028\u2029")

CYRILLIC = dict(zip("асехоріјѕуԛԝһАВСЕНІЈКМОРЅТХҮ", "acexopijsyqwhABCEHIJKMOPSTXY", strict=True))
GREEK_TWINS = dict(zip("οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oABEZHIKMNOPTYX", strict=True))


def clean(text: str) -> Placed:
    """Plain characters of `text`, or refusal at the first one that must not be read."""
    if text.isascii() and text.isprintable() and "`" not in text:
        return Placed(text, tuple(zip(range(len(text)), range(1, len(text) + 1), strict=True)))
    letters: list[str] = []
    places: list[Span] = []
    for mark, run in groupby(_clusters(text), key=lambda cluster: _script(cluster[0])):
        pieces = list(run)
        for plain, place in _scripted(mark, pieces, text) if mark else _plain_run(pieces, text):
            letters.append(plain)
            places.append(place)
    return Placed("".join(letters), tuple(places))


Cluster = tuple[str, Span]


def _clusters(text: str) -> list[Cluster]:
    """Each character with the accents behind it."""
    clusters: list[Cluster] = []
    for place, letter in enumerate(text):
        if clusters and letter in ACCENTS:
            before, (start, _) = clusters[-1]
            clusters[-1] = (before + letter, (start, place + 1))
        else:
            clusters.append((letter, (place, place + 1)))
    return clusters


def _script(cluster: str) -> str:
    """`^` for a superscript, `_` for a subscript, nothing for a character on the line."""
    kind = unicodedata.decomposition(cluster[0])
    return "^" if kind.startswith("<super>") else "_" if kind.startswith("<sub>") else ""


def _scripted(mark: str, pieces: list[Cluster], text: str) -> list[Cluster]:
    """A run of superscripts is one exponent, a run of subscripts one index."""
    whole = (pieces[0][1][0], pieces[-1][1][1])
    inside = _plain_run(pieces, text)
    if mark == "_":
        return [("_", whole), *inside]
    return [("^", whole), ("(", whole), *inside, (")", whole)]


def _plain_run(pieces: list[Cluster], text: str) -> list[Cluster]:
    return [(letter, place) for cluster, place in pieces for letter in _plain(cluster, place)]


def _plain(cluster: str, place: Span) -> str:
    first = cluster[0]
    if len(cluster) > 1:
        return _plain(first, place) + "".join(ACCENTS[accent] for accent in cluster[1:])
    if first in PLAIN:
        return PLAIN[first]
    if first.isascii() and first.isprintable():
        return first
    if first in DROPPED:
        return ""
    _refuse_strange(first, place)
    if first.isspace() or first in SPACES:
        return " "
    if unicodedata.decomposition(first).startswith("<fraction>"):
        return first
    apart = unicodedata.normalize("NFD", first)
    if len(apart) == 2 and apart[1] in ACCENTS and apart[0].isascii():
        return apart[0] + ACCENTS[apart[1]]
    return "".join(PLAIN.get(letter, letter) for letter in unicodedata.normalize("NFKC", first))


def _refuse_strange(letter: str, place: Span) -> None:
    if letter in SPACES:
        return
    for alphabet, sentence in ((CYRILLIC, say.CYRILLIC), (GREEK_TWINS, say.GREEK_TWIN)):
        if letter in alphabet:
            refuse(sentence.format(letter, alphabet[letter]), place, Edit(*place, alphabet[letter]))
    if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn"):
        refuse(say.INVISIBLE, place, Edit(*place, ""))
