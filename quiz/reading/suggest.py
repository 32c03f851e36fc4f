"""Did you mean …? The nearest of the words that would have been right."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 60


def nearest(word: str, words: Iterable[str]) -> str:
    """The word at the smallest distance, or "" when none is near: one slip in three letters at most."""
    allowed = max(1, len(word) // 3)
    best, found = allowed + 1, ""
    for other in words:
        if word == other or abs(len(word) - len(other)) >= best:
            continue
        if (apart := distance(word.casefold(), other.casefold())) < best:
            best, found = apart, other
    return found


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """A hint such as `did you mean 'expression'?`, or "" when nothing is near."""
    found = nearest(word, words)
    return f"did you mean '{found}'?" if found else ""


def distance(one: str, two: str) -> int:
    """Letters to insert, delete, replace or swap with their neighbour to get from one word to the other."""
    one, two = one[:LONGEST], two[:LONGEST]
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, letter in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, other in enumerate(two, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == two[j - 2] and one[i - 2] == other:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
