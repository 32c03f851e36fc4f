"""`retired:` is written into ids.lock, where only a date can be read again."""

import pytest
import yaml

from quiz.catalogue.decks import build_item
from quiz.kinds import KINDS


def retired(text):
    """The record of an item retired on this day, or the messages of what is wrong with it."""
    item = yaml.load(KINDS["choice"].example, Loader=yaml.BaseLoader)
    template, findings = build_item({**item, "retired": text})
    return template.record.retired if template else [(each.path, each.code, each.message) for each in findings]


def test_an_item_is_retired_on_a_day():
    assert retired("2027-03-01") == "2027-03-01"


@pytest.mark.parametrize("text", ["yes", "soon", "2027-3-1", "20270301", "2027-02-30", "2027-W09-1", "1 March 2027"])
def test_anything_but_a_day_is_refused(text):
    message = f"a date such as 2027-03-01 is wanted here, not '{text}'"

    assert retired(text) == [(("retired",), "bad-value", message)]
