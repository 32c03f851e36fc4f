"""The showings of a file among those that are here: one moment is one showing, a number is given once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quiz.models import Card, Item, ItemRevision, Presentation
from quiz.services.questions import is_variant, values_from_text
from quiz.takeaway.merging import Weaving
from quiz.takeaway.tables import PRESENTATIONS, Row, digest_of

AT_ONCE = 500
ASIDE = 1_000_000_000
"""Where showings wait while they are being renumbered: no two of a card may share a number, not even for a moment."""
COLUMNS = tuple(column.name for column in PRESENTATIONS.columns if column.name not in ("item", "sequence", "revision"))


@dataclass
class Revisions:
    """The texts this server knows, by item and digest."""

    known: dict[tuple[str, str], int]
    fits: dict[tuple[int, tuple[tuple[str, str], ...]], bool] = field(default_factory=dict)

    @classmethod
    def of(cls, items: Iterable[Item]) -> Revisions:
        texts = ItemRevision.objects.filter(item__in=list(items)).order_by("number")
        return cls({(key, digest_of(text)): pk for key, text, pk in texts.values_list("item__key", "text", "pk")})

    def get(self, item: str, digest: str | None) -> int | None:
        return self.known.get((item, digest)) if digest else None

    def shown(self, row: Row) -> int | None:
        """The revision of a showing whose numbers are numbers of that text."""
        revision = self.get(row["item"], row["revision"])
        if revision is None:
            return None
        asked = revision, tuple(sorted(row["values"].items()))
        if asked not in self.fits:
            self.fits[asked] = is_variant(revision, values_from_text(row["values"]))
        return revision if self.fits[asked] else None


@dataclass
class Placing:
    cards: Mapping[str, Card]
    weavings: Mapping[str, Weaving]
    revisions: Revisions
    found: dict[tuple[str, int], Presentation] = field(default_factory=dict)
    """By item and number in the file."""
    settled: set[tuple[str, int]] = field(default_factory=set)
    """Those that ended here at another moment than in the file: their answers stay as they are."""
    left_out: int = 0

    def place(self, rows: Iterable[Row]) -> None:
        here = self._here()
        new_numbers = {each.pk: number for some in here.values() for each, number in some}
        unmatched = [row for row in rows if row["item"] in self.weavings and not self._known(row, here, new_numbers)]
        self._renumber([each for some in here.values() for each, _ in some], new_numbers)
        cards = {each.pk: each.card_id for some in here.values() for each, _ in some}
        taken = {(cards[key], number) for key, number in new_numbers.items()}
        fresh = []
        for row in unmatched:
            showing = self._fresh(row)
            if showing is None or (showing.card_id, showing.sequence) in taken:
                self.left_out += 1
                continue
            taken.add((showing.card_id, showing.sequence))
            self.found[row["item"], row["sequence"]] = showing
            fresh.append(showing)
        Presentation.objects.bulk_create(fresh, batch_size=AT_ONCE)

    def _here(self) -> dict[str, list[tuple[Presentation, int]]]:
        """The showings of each item that were here, with their new numbers."""
        names = {self.cards[key].pk: key for key in self.weavings}
        here = defaultdict(list)
        for each in Presentation.objects.filter(card__user__in={card.user_id for card in self.cards.values()}):
            if key := names.get(each.card_id):
                numbers = self.weavings[key].here
                here[key].append((each, numbers[min(each.sequence, len(numbers) - 1)]))
        return here

    def _known(self, row: Row, here: Mapping[str, list[tuple[Presentation, int]]], numbers: dict[int, int]) -> bool:
        number = self.weavings[row["item"]].brought[row["sequence"]]
        mine = here.get(row["item"], ())
        for each, number_here in mine:
            if each.shown_at == row["shown_at"] and (each.sequence == row["sequence"] or number_here == number):
                others = {numbers[other.pk] for other, _ in mine if other is not each}
                self._take(each, row, None if number in others else number, numbers)
                return True
        return False

    def _take(self, known: Presentation, row: Row, number: int | None, numbers: dict[int, int]) -> None:
        """What was open here and is over in the file, is over."""
        place = row["item"], row["sequence"]
        self.found[place] = known
        if known.closed_at is None and row["closed_at"] is not None and number is not None:
            _assign(known, row)
            numbers[known.pk] = number
            known.save()
        elif known.closed_at != row["closed_at"]:
            self.settled.add(place)

    def _renumber(self, here: list[Presentation], numbers: Mapping[int, int]) -> None:
        moving = [each for each in here if each.sequence != numbers[each.pk]]
        for aside in (ASIDE, 0):
            for each in moving:
                each.sequence = numbers[each.pk] + aside
            Presentation.objects.bulk_update(moving, ["sequence"], batch_size=AT_ONCE)

    def _fresh(self, row: Row) -> Presentation | None:
        weaving, revision = self.weavings[row["item"]], self.revisions.shown(row)
        is_open = row["sequence"] == len(weaving.brought) - 1
        if revision is None or (is_open and not weaving.is_as_brought):
            return None
        number = weaving.brought[row["sequence"]]
        showing = Presentation(card=self.cards[row["item"]], sequence=number, revision_id=revision)
        _assign(showing, row)
        return showing


def _assign(showing: Presentation, row: Row) -> None:
    for name in COLUMNS:
        setattr(showing, name, row[name])
