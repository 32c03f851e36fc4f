"""Floor 4: content files -> a catalogue. `load` reads, `check` tries every variant; Django is unknown here."""

from quiz.catalogue.decks import read_item
from quiz.catalogue.entries import Catalogue, Deck, Entry, Topic
from quiz.catalogue.load import load

__all__ = ["Catalogue", "Deck", "Entry", "Topic", "load", "read_item"]
