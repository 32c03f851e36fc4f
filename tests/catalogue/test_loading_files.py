"""From a folder to a catalogue: what is read, what stands in for what, and when something changed."""

import pytest

from quiz.catalogue import load
from quiz.catalogue.check import check
from quiz.catalogue.places import aim
from quiz.reading.files import content_digest

TOPICS = "topics:\n  - {id: sums, title: Sums, strategy: adding}\n"
DECK = """\
deck: {name}
title: A deck
license: CC-BY-4.0
authors: [Ann, Ben]
items:
- id: {item}
  kind: expression
  title: A sum
  topic: sums
  level: 1
  section: A
  covers: [rule-sum]
  given: {{f(x): x^2 + x}}
  ask: Differentiate ${{f(x)}}$.
  answer: derivative of f
  tests: {{accept: [2x + 1], reject: [2x]}}
"""
PAGES = """\
page: slopes
title: Slopes
topic: sums
covers: [figure-one]
table:
  - {f: x^2, derivative: 2x, practise: [first-sum]}
---
lab: tangent
title: The tangent
topic: sums
covers: []
ask: Shrink the step.
controls:
  a: {label: Point, from: -3, to: 3, step: 0.1, start: 1}
alt: A parabola.
predict: [first-sum, missing-one]
"""


@pytest.fixture
def root(tmp_path):
    root = tmp_path / "content"
    (root / "decks").mkdir(parents=True)
    (root / "topics.yaml").write_text(TOPICS)
    (root / "decks" / "a.yaml").write_text(DECK.format(name="a", item="first-sum"))
    (root / "decks" / "b.yaml").write_text(DECK.format(name="b", item="second-sum"))
    return root


def codes(root, **options):
    return [(each.file, each.code) for each in check(load(root, **options)).problems]


def test_a_catalogue_has_decks_topics_and_items_in_order(root):
    catalogue = load(root)

    assert [(deck.key, deck.path, deck.position) for deck in catalogue.decks] == [
        ("a", "content/decks/a.yaml", 1),
        ("b", "content/decks/b.yaml", 2),
    ]
    assert [(topic.id, topic.strategy) for topic in catalogue.topics] == [("sums", "adding")]
    assert [(item.id, item.deck, item.position) for item in catalogue.items] == [
        ("first-sum", "a", 1),
        ("second-sum", "b", 2),
    ]
    assert catalogue.items[0].license == "CC-BY-4.0"
    assert catalogue.problems == ()


def test_pages_and_labs_are_read_and_their_names_are_followed(root):
    (root / "reference").mkdir()
    (root / "reference" / "slopes.yaml").write_text(PAGES)

    assert codes(root) == [("content/reference/slopes.yaml", "unknown-id")]
    assert [page.record.title for page in load(root).pages] == ["Slopes", "The tangent"]


def test_a_deck_with_a_broken_head_still_has_its_items_checked(root):
    (root / "decks" / "b.yaml").write_text(
        DECK.format(name="b", item="second-sum").replace("title: A deck", "titel: A deck")
    )

    assert sorted(code for _, code in codes(root)) == ["missing-field", "unknown-field"]
    assert [item.id for item in load(root).items] == ["first-sum", "second-sum"]


def test_a_file_that_says_not_what_it_is_gets_told(root):
    (root / "decks" / "c.yaml").write_text("title: What am I?\n")
    (root / "decks" / "d.yaml").write_text("")

    assert sorted(codes(root)) == [
        ("content/decks/c.yaml", "missing-field"),
        ("content/decks/d.yaml", "missing-field"),
    ]


def test_a_deck_from_elsewhere_stands_in_for_its_namesake(root, tmp_path):
    draft = tmp_path / "draft.yaml"
    draft.write_text(DECK.format(name="b", item="third-sum"))
    catalogue = load(root, extra=[draft], start=tmp_path)

    assert [item.id for item in catalogue.items] == ["first-sum", "third-sum"]
    assert catalogue.items[1].origin.file == "draft.yaml"


def test_the_digest_changes_with_any_file_its_name_and_the_engine(root):
    before = content_digest(root, "1")
    assert content_digest(root, "1") == before
    assert content_digest(root, "2") != before

    (root / "decks" / "b.yaml").rename(root / "decks" / "c.yaml")
    renamed = content_digest(root, "1")
    (root / "topics.yaml").write_text(TOPICS + "# a remark\n")
    assert len({before, renamed, content_digest(root, "1")}) == 3


def test_the_lock_is_no_part_of_the_digest(root):
    before = content_digest(root, "1")
    (root / "ids.lock").write_text("# engine 1\n")

    assert content_digest(root, "1") == before


def test_naming_nothing_means_all_of_content(root):
    assert aim([], root).files is None
    assert aim([root], root.parent).root == root
    assert aim([root], root.parent).files is None


def test_naming_a_file_of_content_means_that_file_alone(root):
    aimed = aim([root / "decks" / "a.yaml"], root.parent / "other")

    assert (aimed.root, aimed.extra) == (root, ())
    assert aimed.reports(root / "decks" / "a.yaml")
    assert not aimed.reports(root / "decks" / "b.yaml")


def test_naming_a_file_elsewhere_means_it_as_if_it_lay_in_content(root, tmp_path):
    draft = tmp_path / "draft.yaml"
    draft.write_text("")
    aimed = aim([draft], root)

    assert (aimed.root, aimed.extra) == (root, (draft,))
    assert aimed.reports(draft)
