"""The negated twin of a text, for the lints: a pattern that hears it listens for words and not for what they say."""

from __future__ import annotations

from quiz.grading.clauses import NEW_CLAUSE, NEW_PIECE, Word, is_negation, listen
from quiz.grading.words import vocabulary

AUXILIARIES = vocabulary("is are was were can could may might must will would shall should does do did has have had")
UNDENIED = {
    "cannot": "can",
    "can't": "can",
    "won't": "will",
    "without": "with",
    "neither": "both",
    "nor": "and",
    "nothing": "everything",
    "none": "all",
}


def negated_twin(text: str) -> str:
    """The text with every piece denied, and every denial taken back: what no point may be heard in."""
    listened = listen(text)
    edits: list[tuple[int, int, str]] = []
    for piece in dict.fromkeys(word.piece for word in listened.words):
        edits += _denying([word for word in listened.words if word.piece == piece])
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _denying(piece: list[Word]) -> list[tuple[int, int, str]]:
    if denials := [word.token for word in piece if is_negation(word.token.form)]:
        return [(token.start, token.end, _affirmed(token.form)) for token in denials]
    if auxiliary := next((word.token for word in piece if word.token.form in AUXILIARIES), None):
        return [(auxiliary.end, auxiliary.end, " not")]
    opening = piece[0].token
    if len(piece) > 1 and opening.form in NEW_CLAUSE | NEW_PIECE:
        return [(opening.end, opening.end, " it is not true that")]
    return [(opening.start, opening.start, "it is not true that ")]


def _affirmed(denial: str) -> str:
    """`doesn't` becomes `does`, `cannot` becomes `can`, `not` and `no` vanish."""
    return UNDENIED.get(denial) or (denial.removesuffix("n't") if denial.endswith("n't") else "")
