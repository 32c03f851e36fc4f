"""ids.lock, the two fingerprints, and the text of an item that stands alone."""

from datetime import date

import pytest

from quiz.catalogue.decks import build_item, read_item
from quiz.catalogue.fingerprints import fingerprints
from quiz.catalogue.ids import Shipped, lock_text, next_lock, read_lock
from quiz.catalogue.item_text import own_text
from quiz.kinds import KINDS
from quiz.reading.compose import compose
from quiz.reading.source import at_path

ITEM = {
    "id": "one",
    "kind": "expression",
    "title": "One",
    "given": {"f(x)": "x^2"},
    "answer": "derivative of f",
    "mistakes": [{"answer": "x", "say": "No."}],
    "parts": [{"id": "a", "ask": "What?", "answer": "f(x)"}],
}
WORDING = [
    {"title": "Two"},
    {"mistakes": [{"answer": "x", "say": "Look again."}]},
    {"parts": [{"id": "a", "ask": "How?", "answer": "f(x)"}]},
    {"hints": ["Try."]},
]
GRADING = [
    {"given": {"f(x)": "x^3"}},
    {"answer": "second derivative of f"},
    {"mistakes": [{"answer": "2", "say": "No."}]},
    {"parts": [{"id": "a", "ask": "What?", "answer": "x"}]},
    {"vary": {"a": "1..3"}},
    {"tolerance": "0.1"},
]


@pytest.mark.parametrize("edit", WORDING, ids=str)
def test_an_edit_of_words_changes_the_wording_alone(edit):
    (wording, grading), (new_wording, new_grading) = fingerprints(ITEM), fingerprints({**ITEM, **edit})

    assert (new_wording != wording, new_grading == grading) == (True, True)


@pytest.mark.parametrize("edit", GRADING, ids=str)
def test_an_edit_of_what_is_graded_changes_the_grading_alone(edit):
    (wording, grading), (new_wording, new_grading) = fingerprints(ITEM), fingerprints({**ITEM, **edit})

    assert (new_wording == wording, new_grading != grading) == (True, True)


def test_the_order_of_fields_and_a_new_name_change_nothing():
    assert fingerprints(dict(reversed(ITEM.items()))) == fingerprints(ITEM)
    assert fingerprints({**ITEM, "id": "two", "was": "one"}) == fingerprints(ITEM)


ONE = Shipped("one", "0" * 16, "1" * 16)


def test_the_lock_remembers_since_when_an_id_is_shipped():
    first = next_lock(read_lock(""), [ONE], "1", date(2026, 11, 21))
    later = next_lock(first, [Shipped("one", "2" * 16, "1" * 16), Shipped("two", *"34")], "1", date(2027, 1, 2))

    assert (later.ids["one"].since, later.ids["one"].wording) == ("2026-11-21", "2" * 16)
    assert later.ids["two"].since == "2027-01-02"


def test_the_lock_reads_what_it_writes():
    lock = next_lock(
        read_lock(""), [ONE, Shipped("two", "a" * 16, "b" * 16, retired_on="2027-03-01")], "7", date(2026, 1, 1)
    )
    again = read_lock(lock_text(lock))

    assert again.engine == "7"
    assert again.strange == ()
    assert {name: str(line) for name, line in again.ids.items()} == {name: str(line) for name, line in lock.ids.items()}


def test_a_renamed_item_keeps_its_day_and_its_old_name_points_to_it():
    first = next_lock(read_lock(""), [ONE], "1", date(2026, 11, 21))
    renamed = next_lock(first, [Shipped("uno", "0" * 16, "1" * 16, was="one")], "1", date(2027, 1, 2))

    assert (renamed.ids["uno"].since, renamed.ids["one"].retired) == ("2026-11-21", "became:uno")


def test_the_lock_knows_what_this_engine_has_checked():
    lock = next_lock(read_lock(""), [ONE], "1", date(2026, 11, 21))

    assert lock.knows(ONE, "1")
    assert not lock.knows(ONE, "2")
    assert not lock.knows(Shipped("one", "0" * 16, "2" * 16), "1")


DECK = """\
items:
    - id: first           # a remark
      ask: |
          Two lines

            indented
      say: >
        folded
        text
      list: [a, 'b',
   c]

    # about the second
    - {id: second, ask: 'it''s'}
"""


def test_an_items_own_text_stands_alone_and_says_the_same():
    (document,) = compose("x.yaml", DECK).documents
    for at, item in enumerate(document.plain["items"]):
        value, _, _ = at_path(document.root, ("items", at))
        text = own_text(document.source, value)

        assert compose("alone.yaml", text).documents[0].plain == item
        assert "about the second" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_an_item_is_built_from_its_stored_text_alone(kind):
    template = read_item(KINDS[kind].example)

    assert template.record.kind == kind
    assert len(template.variants()) >= 1


def test_a_stored_text_that_cannot_be_read_is_our_own_mistake():
    with pytest.raises(ValueError, match="cannot be read any more"):
        read_item("id: broken\nkind: expression\n")


def test_an_item_without_a_kind_is_a_finding_not_an_exception():
    template, findings = build_item({"id": "x"})

    assert template is None
    assert [each.code for each in findings] == ["missing-field"]
