"""The pattern language of `listen_for`, and where a pattern is heard in a text.

    pattern = group {"&" ["!"] group};  group = phrase {"|" phrase};  phrase = word {word};  word = letters ["*"]

All groups must be heard in one piece, or across the pieces of one clause; of a group any one phrase is enough; of a
group behind `!` none may be heard there. A word matches by its stem, `word*` matches beginnings, articles inside a
phrase do not matter, and any word of negation in a pattern (`not`, `no`, `never` …) matches any other: "isn't a
minimum" is heard by `not minimum`. A negation and what it denies must stand in one piece.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from quiz.grading.clauses import Denial, Listened, Word, is_negation
from quiz.grading.words import Mark, stem, tokens, vocabulary

MOST_GROUPS = 6
MOST_PHRASES = 40
SKIPPED = vocabulary("a an the very really quite its their our your this that these those than")
"""Words that may stand between the words of a phrase, and count for nothing in one."""


@dataclass(frozen=True, slots=True)
class Sound:
    """One word of a pattern: a stem, or a beginning when `open`, or any negation when `denies`."""

    form: str
    open: bool = False
    denies: bool = False


Phrase = tuple[Sound, ...]
Run = tuple[Word, ...]
"""Words of the text, one after the other, that say a phrase."""


@dataclass(frozen=True, slots=True)
class Pattern:
    groups: tuple[tuple[Phrase, ...], ...]
    absent: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern heard: the words it stands on, and whether they are denied ("it is *not* …")."""

    words: tuple[Word, ...]
    denied: bool

    @property
    def clause(self) -> int:
        return self.words[0].clause


@lru_cache(maxsize=8_192)
def read_pattern(text: str) -> Pattern | str:
    """The pattern, or in one sentence what is wrong with it."""
    groups = [group.split("|") for group in text.split("&")]
    if len(groups) > MOST_GROUPS or any(len(group) > MOST_PHRASES for group in groups):
        return f"a pattern has at most {MOST_GROUPS} groups of {MOST_PHRASES} phrases"
    wanted: list[tuple[Phrase, ...]] = []
    absent: list[Phrase] = []
    for group in groups:
        is_absent = group[0].strip().startswith("!")
        phrases = [_read_phrase(phrase) for phrase in [group[0].strip().removeprefix("!"), *group[1:]]]
        if wrong := next((phrase for phrase in phrases if isinstance(phrase, str)), None):
            return wrong
        read = tuple(phrase for phrase in phrases if not isinstance(phrase, str))
        if is_absent:
            absent += read
        else:
            wanted.append(read)
    if all(any(all(sound.denies for sound in phrase) for phrase in group) for group in wanted):
        return "a negation alone says nothing; name what it denies"
    return Pattern(tuple(wanted), tuple(absent))


def _read_phrase(text: str) -> Phrase | str:
    sounds: list[Sound] = []
    for written in text.split():
        plain = written.removesuffix("*")
        spoken = list(tokens(plain))
        if "*" in plain:
            return f"'{written}': the star stands at the end of a word"
        if not spoken or any(token.mark is not Mark.WORD for token in spoken):
            return f"'{written}' is no word a learner says"
        if plain != written and len(plain) < 2:
            return f"'{written}' would match half the dictionary"
        *firsts, last = [token.form for token in spoken]
        sounds += [_sound(form) for form in firsts if form not in SKIPPED]
        if plain != written:
            sounds.append(Sound(last, open=True))
        elif last not in SKIPPED:
            sounds.append(_sound(last))
    return tuple(sounds) if sounds else "an alternative is empty, or holds articles only"


def _sound(form: str) -> Sound:
    return Sound(form, denies=True) if is_negation(form) else Sound(stem(form))


class Ear:
    """A text indexed by its words, so that every pattern costs only its own occurrences."""

    def __init__(self, text: Listened) -> None:
        self.words = text.words
        self.spoken = [word for word in text.words if word.token.form not in SKIPPED]
        self.by_stem: dict[str, list[int]] = defaultdict(list)
        self.by_form: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self.spoken):
            self.by_stem[word.token.stem].append(place)
            self.by_form[word.token.form].append(place)
        self.denied_from = {strict: _denied_from(text, strict=strict) for strict in (False, True)}

    def claims(self, pattern: Pattern) -> Iterator[Hit]:
        """Where a wrong claim is made: inside one piece, and even a softened denial ("not always") denies it."""
        return (hit for hit in self._hits(pattern, ("piece",), strict=True) if not hit.denied)

    def hits(self, pattern: Pattern) -> Iterator[Hit]:
        """Where a point is made or denied: piece by piece first, then clause by clause."""
        return self._hits(pattern, ("piece", "clause"), strict=False)

    def _hits(self, pattern: Pattern, scopes: tuple[str, ...], *, strict: bool) -> Iterator[Hit]:
        heard = [self._runs(group) for group in pattern.groups]
        if not all(heard):
            return
        spoiling = self._runs(pattern.absent)
        for scope in scopes:
            rooms = [self._by_room(runs, scope, strict) for runs in heard]
            spoilt = {_room(run, scope) for run in spoiling}
            for room in sorted(set.intersection(*map(set, rooms)) - spoilt):
                yield self._hit([runs[room] for runs in rooms], strict)

    def _runs(self, phrases: Iterable[Phrase]) -> list[Run]:
        return [run for phrase in phrases for run in self._places(phrase)]

    def _places(self, phrase: Phrase) -> Iterator[Run]:
        """The runs of words, each inside one piece, that say the phrase."""
        for start in self._starts(phrase[0]):
            run = self.spoken[start : start + len(phrase)]
            if len(run) < len(phrase) or run[0].piece != run[-1].piece:
                continue
            if all(_says(word, sound) for word, sound in zip(run, phrase, strict=True)):
                yield tuple(run)

    def _starts(self, sound: Sound) -> list[int]:
        if sound.denies:
            return [place for form, places in self.by_form.items() if is_negation(form) for place in places]
        if sound.open:
            return [place for form, places in self.by_form.items() if form.startswith(sound.form) for place in places]
        return self.by_stem.get(sound.form, [])

    def _by_room(self, runs: list[Run], scope: str, strict: bool) -> dict[int, Run]:
        """For every piece (or clause) the first run that is not denied, else the first."""
        rooms: dict[int, Run] = {}
        for run in sorted(runs, key=lambda run: (self._is_denied(run, strict), run[0].token.start)):
            if scope == "piece" or not any(word.denial for word in run):
                rooms.setdefault(_room(run, scope), run)
        return rooms

    def _hit(self, runs: list[Run], strict: bool) -> Hit:
        words = {word.token.start: word for run in runs for word in run}
        own = any(word.denial for word in words.values())
        denied = not own and any(self._is_denied(run, strict) for run in runs)
        return Hit(tuple(words[start] for start in sorted(words)), denied)

    def _is_denied(self, run: Run, strict: bool) -> bool:
        """Whether a denial of the same piece reaches the run; a run with its own negation says what it says."""
        if any(word.denial for word in run):
            return False
        return self.denied_from[strict].get(run[0].piece, run[-1].token.end) < run[-1].token.end


def _room(run: Run, scope: str) -> int:
    return run[0].piece if scope == "piece" else run[0].clause


def _says(word: Word, sound: Sound) -> bool:
    if sound.denies:
        return is_negation(word.token.form)
    return word.token.form.startswith(sound.form) if sound.open else word.token.stem == sound.form


def _denied_from(text: Listened, *, strict: bool) -> dict[int, int]:
    """For each piece with a denial, the offset from which on its words are denied: -1 for all of them."""
    found: dict[int, int] = {}
    for word in text.words:
        if word.denial and (strict or not word.soft):
            start = -1 if word.denial is Denial.PIECE else word.token.start
            found[word.piece] = min(start, found.get(word.piece, start))
    return found
