"""Floor 4: what a learner takes along and brings back. A file of one's own, tables, Anki decks; no Django, no clock."""
