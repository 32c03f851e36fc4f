"""Floor 5: tables and their questions."""

from quiz.models.content import Deck, Item, ItemRevision, Publication, Topic
from quiz.models.goals import Goal
from quiz.models.people import User
from quiz.models.study import Attempt, Card, DayLoad, Presentation, ReviewEvent

__all__ = [
    "Attempt",
    "Card",
    "DayLoad",
    "Deck",
    "Goal",
    "Item",
    "ItemRevision",
    "Presentation",
    "Publication",
    "ReviewEvent",
    "Topic",
    "User",
]
