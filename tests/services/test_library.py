"""The library: decks in the order of the subject, whatever their files are called."""

from datetime import UTC, datetime

from quiz.catalogue import load
from quiz.services.library import deck_rows
from quiz.services.publishing import publish

ITEM = """\
- id: {id}
  kind: number
  title: One
  topic: {topic}
  level: 1
  covers: []
  ask: What is one?
  answer: 1
  tests: {{accept: ['1'], reject: ['2']}}
"""


def test_decks_stand_in_the_order_of_the_topics_they_teach(db, tmp_path):
    (tmp_path / "decks").mkdir()
    (tmp_path / "topics.yaml").write_text("topics:\n  - {id: first, title: First}\n  - {id: second, title: Second}\n")
    for name, topic in (("early", "second"), ("late", "first")):
        head = f"deck: {name}\ntitle: {name}\nlicense: CC-BY-4.0\nauthors: [Ann]\nitems:\n"
        (tmp_path / "decks" / f"{name}.yaml").write_text(head + ITEM.format(id=f"{name}-one", topic=topic))
    publish(load(tmp_path), digest="two decks", at=datetime(2026, 1, 5, tzinfo=UTC))

    assert [row.key for row in deck_rows(None)] == ["late", "early"]
