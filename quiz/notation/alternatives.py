"""The values of a set as people write them: `x = -2 or x = 2`, with a name in front of each.

alternatives = value { ( ',' | ';' | [ ',' ] ( 'or' | 'and' ) ) value } ;   value = [ name '=' ] expression ;
"""

from __future__ import annotations

import re

from quiz.notation.characters import Placed
from quiz.notation.left_side import understood
from quiz.notation.names import Vocabulary

BETWEEN = re.compile(r"[,;](?: ?(?P<then>or|and) )?| (?P<alone>or|and) ")
NAMED = re.compile(r"[ ([{⟨]*(?P<name>(?P<stem>[A-Za-zα-ωΑ-Ω]{1,20})_?[0-9]?) ?=(?!=)")


def as_list(placed: Placed, vocabulary: Vocabulary) -> Placed:
    """The same text with commas for `or` and `and`, and without the names; every character keeps its place.

    The names must be one and the same, perhaps with an index: `x_1 = -2, x_2 = 2`. Otherwise they stay, and are
    refused where they stand: `x = 1, y = 2` is a point, not two values.
    """
    if not vocabulary.alternatives:
        return placed
    letters = list(placed.plain)
    starts = [0]
    for between in BETWEEN.finditer(placed.plain):
        word = "then" if between["then"] else "alone"
        if between[word]:
            _blank(letters, *between.span(word))
            letters[between.start() if word == "then" else between.start(word)] = ","
        starts.append(between.end())
    named = [found for start in starts if (found := NAMED.match(placed.plain, start))]
    if _is_one_name(named, vocabulary):
        for found in named:
            _blank(letters, found.start("name"), found.end())
    return Placed("".join(letters), placed.places)


def _is_one_name(named: list[re.Match[str]], vocabulary: Vocabulary) -> bool:
    functions, variables = understood(vocabulary)
    full, stems = {found["name"] for found in named}, {found["stem"] for found in named}
    return any(len(each) == 1 and each <= functions | variables for each in (full, stems))


def _blank(letters: list[str], start: int, end: int) -> None:
    letters[start:end] = " " * (end - start)
