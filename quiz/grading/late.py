"""A sequence that is worked out as far as somebody looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count, islice
from typing import TypeVar

from quiz.notation.balls import precision

T = TypeVar("T")


class Late(Iterable[T]):
    """What an iterator gives, looked for when it is asked for, and kept; by one thread at a time."""

    def __init__(self, source: Iterator[T]) -> None:
        self.source = source
        self.found: list[T] = []

    def __iter__(self) -> Iterator[T]:
        for number in count():
            with precision(64):
                if number == len(self.found):
                    self.found += islice(self.source, 1)
                if number == len(self.found):
                    return
            yield self.found[number]
