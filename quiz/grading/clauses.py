"""A learner's text as clauses, clauses as pieces, and in each piece what is denied.

    text = clause {stop clause};  clause = piece {pause piece}

A clause ends with the sentence and before *but, however, whereas, while*; a piece ends at a comma and before *because,
so, if, when …*. A denial reaches no further than its piece: "it is zero, not negative" says that it is zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from quiz.grading.words import Mark, Token, tokens, vocabulary

LONGEST_TEXT = 20_000
"""Characters listened to; what stands behind them is not heard."""

NEW_CLAUSE = frozenset({"but", "however", "whereas", "while"})
NEW_PIECE = vocabulary("because since so therefore thus hence if when then unless although though unlike")
ASKING = vocabulary("know knows tell tells see sees say says sure clear decide ask")
COMPARES = frozenset({("rather", "than"), ("instead", "of"), ("as", "opposed")})
"""What follows is what the learner does *not* say; it opens a piece of its own."""
DENIES_PIECE = frozenset({"not", "never", "cannot", "nor"})
DENIES_REST = vocabulary("no without none nothing neither unlike")
UNMARKED = vocabulary("dont doesnt didnt isnt arent wasnt werent cant couldnt wont wouldnt shouldnt hasnt havent")
"""Contractions typed without an apostrophe."""

NEVER_DENIES = frozenset(
    {("not", "only"), ("not", "just"), ("not", "merely"), ("not", "simply"), ("no", "matter"), ("no", "doubt")}
)
SOFTENS = frozenset(
    {("not", "always"), ("not", "necessarily"), ("not", "differentiable"), ("not", "exceed"), ("no", "bad")}
    | {("never", word) for word in ("above", "below", "exceed", "exceeds", "greater", "larger", "less", "more")}
    | {("without", "activation")}
)
"""Denials that leave a point standing and yet refuse a wrong claim: "it does not always …"."""

FUNCTION_WORDS = vocabulary("""
    a about above after again all also an and any are as at be because been before being below between both but by can
    could did do does doing down during each even every few for from further had has have having he her here hers him
    his how however i if in into is it its itself just less like may me might more most much must my near never no nor
    not of off on once only or other our out over own per same shall she should since so some such than that the their
    them then there therefore these they this those though through thus to too toward under until up upon us very was we
    were what when where whether which while who whose why will with within without would yet you your
    already almost always ever exactly hardly maybe now often perhaps quite rather really simply sometimes still usually
    well yes equal let lets become becomes cause causes comes get gets give gives go goes happens keep keeps lead leads
    make makes mean means say says take takes tell tells
""")
"""Words that hold a sentence together: grammar, adverbs and verbs that no heap of key words contains."""
STUFFED_BELOW = 0.12


class Denial(StrEnum):
    PIECE = "piece"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Word:
    token: Token
    piece: int
    clause: int
    denial: Denial | None = None
    soft: bool = False

    @property
    def is_function_word(self) -> bool:
        return self.denial is not None or self.token.form in FUNCTION_WORDS


@dataclass(frozen=True, slots=True)
class Listened:
    """A text cut up: its words in order; pieces and clauses are numbered from 0 through the text."""

    words: tuple[Word, ...]

    @property
    def is_stuffed(self) -> bool:
        """A heap of key words: more than three words, and under 12 % of them hold a sentence together."""
        spoken = [word for word in self.words if len(word.token.form) > 1 or word.token.form in FUNCTION_WORDS]
        holding = sum(word.is_function_word for word in spoken)
        return len(spoken) > 3 and holding < STUFFED_BELOW * len(spoken)

    def span(self, clause: int) -> tuple[int, int]:
        """Where a clause stands in the text."""
        inside = [word.token for word in self.words if word.clause == clause]
        return inside[0].start, inside[-1].end


def listen(text: str) -> Listened:
    seen = list(tokens(text[:LONGEST_TEXT]))
    forms = ["", *(token.form for token in seen), ""]
    words: list[Word] = []
    piece = clause = 0
    for token, before, form, following in zip(seen, forms, forms[1:], forms[2:], strict=False):
        if token.mark is Mark.STOP or form in NEW_CLAUSE:
            piece, clause = piece + 1, clause + 1
        elif token.mark is Mark.PAUSE or _opens_piece(before, form, following):
            piece += 1
        if token.mark is Mark.WORD:
            denial, soft = _denial(form, following)
            words.append(Word(token, piece, clause, denial, soft))
    return Listened(tuple(words))


def _opens_piece(before: str, form: str, following: str) -> bool:
    """`I do not know if …` is one piece: there *if* stands for *whether*."""
    return (form, following) in COMPARES or (form in NEW_PIECE and not (form == "if" and before in ASKING))


def is_negation(form: str) -> bool:
    return form in DENIES_PIECE or form in DENIES_REST or form in UNMARKED or form.endswith("n't")


def _denial(form: str, following: str) -> tuple[Denial | None, bool]:
    """What a word denies, and whether what follows softens it."""
    if (form, following) in COMPARES:
        return Denial.REST, False
    if not is_negation(form):
        return None, False
    plain = form if form in DENIES_PIECE or form in DENIES_REST else "not"
    if (plain, following) in NEVER_DENIES:
        return None, False
    reach = Denial.REST if plain in DENIES_REST else Denial.PIECE
    return reach, (plain, following) in SOFTENS
