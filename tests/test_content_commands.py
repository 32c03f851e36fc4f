"""check_content, load_content and content_schema, as they are typed."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from quiz.catalogue.examine import Examination
from quiz.catalogue.schema import SCHEMAS
from quiz.kinds import KINDS
from quiz.models import Item, ItemRevision

TOPICS = "topics:\n  - {id: sums, title: Sums}\n"
HEAD = "# yaml-language-server: $schema=../schema/deck.json\ndeck: rules\ntitle: Rules\nlicense: CC-BY-4.0\nitems:\n"
ITEM = """\
- id: {id}
  kind: expression
  title: A sum
  topic: sums
  level: 1
  covers: [rule-sum]
  vary: {{a: 2..9}}
  given: {{f(x): a*x^2 + x}}
  ask: Differentiate ${{f(x)}}$.
  answer: derivative of f
  tests:
    accept: [2*a*x + 1]
    reject: [2*a*x]
"""


@pytest.fixture
def content(tmp_path, settings):
    root = tmp_path / "content"
    (root / "decks").mkdir(parents=True)
    (root / "topics.yaml").write_text(TOPICS)
    settings.CONTENT, settings.DATA = root, tmp_path
    return Deck(root)


class Deck:
    """A content folder with one deck, written anew by each test."""

    def __init__(self, root: Path) -> None:
        self.root, self.file, self.lock = root, root / "decks" / "rules.yaml", root / "ids.lock"
        self.write("one-sum", "two-sums")

    def write(self, *ids: str) -> None:
        self.file.write_text(HEAD + "".join(ITEM.format(id=name) for name in ids))

    def edit(self, old: str, new: str) -> None:
        text = self.file.read_text()
        assert old in text
        self.file.write_text(text.replace(old, new, 1))


def run(*arguments):
    """Exit status and what was printed."""
    out = StringIO()
    try:
        call_command(*map(str, arguments), stdout=out)
    except SystemExit as ended:
        return ended.code, out.getvalue()
    return 0, out.getvalue()


def loaded(*arguments):
    status, printed = run("load_content", "--json", *arguments)
    assert status == 0
    return json.loads(printed)


def test_good_content_ends_with_one_line_of_counts(content):
    status, printed = run("check_content")

    assert status == 0
    assert re.fullmatch(r"2 items, 16 variants, \d+ checks, 0 problems\n", printed)


def test_json_is_exactly_what_machines_were_promised(content):
    content.edit("kind: expression", "kind: expresion")
    status, printed = run("check_content", "--json")
    report = json.loads(printed)

    assert status == 1
    assert list(report) == ["items", "by_kind", "by_deck", "variants_checked", "checks", "problems"]
    assert (report["items"], report["by_kind"], report["by_deck"]) == (
        2,
        {"expresion": 1, "expression": 1},
        {"rules": 2},
    )
    assert report["variants_checked"] == 8
    assert report["problems"] == [
        {
            "file": str(content.file),
            "line": 7,
            "column": 9,
            "severity": "error",
            "code": "unknown-kind",
            "message": "there is no kind 'expresion'",
            "hint": "did you mean 'expression'?",
        }
    ]


def test_a_problem_is_printed_with_its_line_and_a_caret(content):
    content.edit("kind: expression", "kind: expresion")
    _, printed = run("check_content")

    assert printed.startswith(
        f"{content.file}:7:9: error unknown-kind: there is no kind 'expresion'\n"
        "    kind: expresion\n"
        "          ^ did you mean 'expression'?\n"
    )


def test_files_are_named_as_seen_from_where_one_stands(content, monkeypatch):
    monkeypatch.chdir(content.root.parent)
    content.edit("level: 1", "level: 9")

    assert run("check_content")[1].startswith("content/decks/rules.yaml:10:10: error bad-value: ")


def test_warnings_stop_nobody_unless_one_is_strict(content):
    content.edit("a: 2..9", "a: 2..4")

    assert run("check_content")[0] == 0
    assert "warning few-variants: 3 variants, 8 wanted" in run("check_content")[1]
    assert run("check_content", "--strict")[0] == 1


def test_one_deck_alone_can_be_checked(content):
    other = content.root / "decks" / "other.yaml"
    other.write_text(
        HEAD.replace("deck: rules", "deck: other") + ITEM.format(id="third-sum").replace("level: 1", "level: 9")
    )

    assert run("check_content", content.file)[0] == 0
    assert run("check_content", other)[0] == 1
    assert json.loads(run("check_content", "--json", content.file)[1])["items"] == 2


def test_content_is_held_against_inventories(content, tmp_path):
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text("items:\n- {id: rule-sum}\n")
    two.write_text("items:\n- {id: rule-chain}\n")

    assert run("check_content", "--inventory", one)[1].endswith("0 problems\n")
    assert (
        "two.yaml:2:8: warning inventory-not-covered" in run("check_content", "--inventory", one, "--inventory", two)[1]
    )
    status, printed = run("check_content", "--inventory", two)
    assert (status, "error unknown-inventory-id: 'rule-sum' is not in the inventory" in printed) == (1, True)


@pytest.mark.parametrize("arguments", [["nowhere.yaml"], ["--inventory", "nowhere.yaml"]])
def test_a_path_that_does_not_exist_is_one_sentence(content, arguments):
    with pytest.raises(CommandError, match=r"There is no nowhere\.yaml\."):
        run("check_content", *arguments)


def test_what_has_not_changed_is_not_tried_again(content, monkeypatch):
    first = run("check_content", "--json")
    monkeypatch.setattr("quiz.catalogue.check.examine", lambda template: pytest.fail("tried again"))
    assert run("check_content", "--json") == first

    content.edit("title: A sum", "title: Another sum")
    with pytest.raises(pytest.fail.Exception, match="tried again"):
        run("check_content")


def test_everything_is_tried_again_on_request_and_by_another_engine(content, monkeypatch):
    run("check_content")
    tried = []
    monkeypatch.setattr("quiz.catalogue.check.examine", lambda template: tried.append(template) or Examination())
    run("check_content", "--again")
    assert len(tried) == 2

    monkeypatch.setattr("quiz.catalogue.remembered.engine_digest", lambda: "another")
    run("check_content")
    assert len(tried) == 4


def test_a_memory_that_cannot_be_understood_is_no_memory(content, settings):
    for written in ("", "[]", '{"x": {}}', '{"x": {"findings": 1, "variants": 1, "checks": 1}}'):
        (settings.DATA / "checked.json").write_text(written)
        assert run("check_content")[0] == 0


@pytest.mark.django_db
def test_loading_publishes_items_and_locks_their_ids(content):
    assert loaded() == {"created": 2, "revised": 0, "reworded": 0, "retired": 0, "unchanged": 0}
    assert sorted(Item.objects.values_list("key", flat=True)) == ["one-sum", "two-sums"]
    assert [line.split()[0] for line in content.lock.read_text().splitlines()] == ["#", "#", "one-sum", "two-sums"]


@pytest.mark.django_db
def test_loading_twice_changes_nothing(content):
    loaded()

    assert loaded() == {"created": 0, "revised": 0, "reworded": 0, "retired": 0, "unchanged": 2}
    assert ItemRevision.objects.count() == 2


@pytest.mark.django_db
def test_an_edit_of_words_is_told_from_an_edit_of_what_is_graded(content):
    loaded()
    content.edit("title: A sum", "title: Another sum")
    assert loaded() == {"created": 0, "revised": 0, "reworded": 1, "retired": 0, "unchanged": 1}

    content.edit("a*x^2 + x", "a*x^2 + 1*x")
    assert loaded() == {"created": 0, "revised": 1, "reworded": 0, "retired": 0, "unchanged": 1}


@pytest.mark.django_db
def test_broken_content_changes_nothing_and_every_problem_is_listed(content):
    loaded()
    before = (content.lock.read_text(), ItemRevision.objects.count())
    content.edit("reject: [2*a*x]", "reject: [2*a*x + 1]")
    content.file.write_text(content.file.read_text() + ITEM.format(id="third-sum").replace("topic: sums", "topic: sum"))
    content.file.write_text(content.file.read_text() + ITEM.format(id="fourth-sum").replace("level: 1", "level: 9"))
    status, printed = run("load_content")

    assert status == 1
    assert set(re.findall(r"error ([\w-]+):", printed)) == {"bad-value", "test-fails", "unknown-topic"}
    assert (content.lock.read_text(), ItemRevision.objects.count()) == before


@pytest.mark.django_db
def test_a_dry_run_tells_and_changes_nothing(content):
    assert loaded("--dry-run")["created"] == 2
    assert Item.objects.count() == 0
    assert not content.lock.exists()


@pytest.mark.django_db
def test_an_id_that_was_shipped_cannot_silently_go(content):
    loaded()
    content.write("one-sum")
    status, printed = run("load_content")
    assert (status, "ids.lock:4:1: error id-vanished: 'two-sums' was shipped and is gone" in printed) == (1, True)

    content.write("one-sum", "heir-of-two")
    content.edit("- id: heir-of-two\n", "- id: heir-of-two\n  was: two-sums\n")
    assert loaded()["unchanged"] + loaded()["created"] >= 1
    assert "two-sums" in content.lock.read_text()


@pytest.mark.django_db
def test_a_retired_item_leaves_the_queues_and_stays_in_the_files(content):
    loaded()
    content.edit("level: 1\n", "level: 1\n  retired: 2027-03-01\n  use: two-sums\n")
    loaded()

    assert Item.objects.get(key="one-sum").retired
    assert Item.objects.get(key="one-sum").replaced_by == "two-sums"
    assert "2027-03-01" in content.lock.read_text()


@pytest.mark.parametrize("sort", SCHEMAS)
def test_every_sort_of_file_has_a_schema(sort):
    schema = json.loads(run("content_schema", sort)[1])

    assert schema["$schema"].startswith("https://json-schema.org/")
    assert sort in schema["required"]
    assert all(field.get("description") for name, field in schema["properties"].items() if name != "items")


def test_the_schema_of_a_deck_knows_every_kind_with_its_fields():
    schema = json.loads(run("content_schema")[1])
    item = schema["properties"]["items"]["items"]

    assert item["properties"]["kind"]["enum"] == list(KINDS)
    for case, kind in zip(item["allOf"], KINDS.values(), strict=True):
        definition = schema["$defs"][case["then"]["$ref"].removeprefix("#/$defs/")]
        assert set(definition["properties"]) == set(kind.record.model_fields)
