"""The manuals keep their word: their examples run, their tables are complete, their commands and links exist."""

import ast
import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest
from django.core.management import BaseCommand, get_commands, load_command_class
from pydantic import BaseModel

from quiz.calculus.phrases import PHRASES, Clause
from quiz.catalogue.check import check
from quiz.catalogue.decks import build_item
from quiz.catalogue.lints import LINTS
from quiz.catalogue.load import catalogue_of
from quiz.catalogue.records import DeckRecord, TopicsRecord
from quiz.grading.key_points import Point, Status, hear
from quiz.kinds import KINDS, CannotBuild
from quiz.reading.compose import compose

ROOT = Path(__file__).resolve().parent.parent
MANUAL = (ROOT / "content" / "README.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
TOPICS = (ROOT / "content" / "topics.yaml").read_text(encoding="utf-8").replace("opening:", "opening: []  #")
HEAD = "deck: manual\ntitle: Manual\nlicense: CC-BY-4.0\nitems:\n"
FENCE = re.compile(r"(?:<!-- check: (?P<codes>[\w -]+) -->\n)?```yaml\n(?P<text>.*?)```", re.DOTALL)
EXAMPLES = [(match["text"], (match["codes"] or "").split()) for match in FENCE.finditer(MANUAL)]
SOURCES = [
    path for floor in ("catalogue", "kinds", "reading", "calculus") for path in (ROOT / "quiz" / floor).rglob("*.py")
]


def problems_of(text):
    """What check_content says of an example: a whole file as it stands, or items in a deck of their own."""
    if text.startswith("- "):
        text = HEAD + text
    files = [compose("example.yaml", text)]
    if "topics:" not in text:
        files.append(compose("topics.yaml", TOPICS))
    return check(catalogue_of(files), workers=1).problems


def rows(heading, cells):
    """The rows of the table below a heading that have so many cells, their signs unescaped."""
    section = MANUAL.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    lines = [re.split(r"(?<!\\)\|", line.strip())[1:-1] for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip().replace("\\|", "|") for cell in line] for line in lines[2:] if len(line) == cells]


# --- the author's manual ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "codes"), EXAMPLES, ids=[re.findall(r"id: ([\w-]+)", text)[0] for text, _ in EXAMPLES]
)
def test_every_example_of_the_manual_is_what_the_manual_says(text, codes):
    told = [f"{each.line}: {each.code}: {each.message}" for each in problems_of(text)]

    assert {each.split(": ")[1] for each in told} == set(codes), told


def test_every_kind_has_an_example_in_the_manual():
    shown = "".join(text for text, codes in EXAMPLES if not codes)

    assert set(re.findall(r"^  kind: (\w+)", shown, re.MULTILINE)) == set(KINDS)
    assert {kind for kind in KINDS if f"\n### {kind}: " in MANUAL} == set(KINDS)


def test_the_first_item_is_told_and_checked_as_the_manual_prints_it():
    first = EXAMPLES[0][0]
    report = check(catalogue_of([compose("example.yaml", first), compose("topics.yaml", TOPICS)]), workers=1)
    (problem,) = problems_of(first.replace("{f(x): a*x^2}", "{f(x): (a*x^2}"))

    assert re.sub(r"\d+ checks", "N checks", report.summary()) in re.sub(r"\d+ checks", "N checks", MANUAL)
    assert f"my-first.yaml:{problem.line}:{problem.column}: error {problem.code}: {problem.message}\n" in MANUAL
    assert f"^ {problem.hint}\n" in MANUAL


def records(model, found):
    """The record and every record inside it."""
    if model not in found:
        found.add(model)
        waiting = [field.annotation for field in model.model_fields.values()]
        while waiting:
            annotation = waiting.pop()
            if isinstance(annotation, type) and issubclass(annotation, BaseModel):
                records(annotation, found)
            else:
                waiting.extend(get_args(annotation))
    return found


@pytest.mark.parametrize("model", [DeckRecord, TopicsRecord, *(kind.record for kind in KINDS.values())])
def test_every_field_an_author_can_write_is_named_in_the_manual(model):
    fields = {name for record in records(model, set()) for name in record.model_fields}

    assert {name for name in fields if not re.search(rf"`{name}(`|:)", MANUAL)} == set()


def key_of(phrase, given):
    """The answer as a learner would type it: one value if there is one, else a list."""
    head, body = given.split(": ", 1)
    item = {"id": "row", "title": "Row", "topic": "row", "level": "1", "covers": [], "ask": "?", "answer": phrase}
    for kind in ("expression", "vector"):
        template, findings = build_item({**item, "kind": kind, "given": {head: body}})
        assert template, findings
        try:
            return template.checked({}).key_text
        except CannotBuild as cannot:
            if cannot.finding.code != "answer-not-unique" and "values" not in cannot.finding.message:
                raise
    return ""


def test_every_answer_phrase_gives_what_the_manual_says():
    table = [[cell.strip("`") for cell in row] for row in rows("Answers", 3)]

    assert [(phrase, key_of(phrase, given)) for phrase, given, _ in table] == [(row[0], row[2]) for row in table]
    assert {wanted for wanted in PHRASES if not any(re.match(rf"{wanted} of ", row[0]) for row in table)} == set()
    assert {clause for clause in Clause if not any(f" {clause} " in row[0] for row in table)} == set()


def codes_in_source():
    """Every code of a finding in the program, with whether it is always a warning."""
    found = {}
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        own = [each.value.value for each in tree.body if isinstance(each, ast.Assign) and is_code(each)]
        for call in (each for each in ast.walk(tree) if isinstance(each, ast.Call)):
            if ast.unparse(call.func).rpartition(".")[2].lower() in (
                "finding",
                "problem",
                "unknown",
                "impossible",
                "stuck",
            ):
                words = [each.value for each in call.args if isinstance(each, ast.Constant)]
                codes = [each for each in words if re.fullmatch(r"[a-z]+(-[a-z]+)+", str(each))]
                codes += own if "CODE" in [ast.unparse(each) for each in call.args] else []
                for code in codes:
                    found[code] = found.get(code, True) and "Severity.WARNING" in ast.unparse(call)
    return found


def is_code(assignment):
    return ast.unparse(assignment.targets[0]) == "CODE" and isinstance(assignment.value, ast.Constant)


def test_every_code_a_problem_can_have_is_explained_with_its_severity():
    told = {code.strip("`"): severity for code, severity, _ in rows("Every message", 3)}
    found = codes_in_source()

    assert {lint.code for lint in LINTS} <= told.keys()
    assert told == {code: "warning" if is_warning else "error" for code, is_warning in found.items()}


@pytest.mark.parametrize(
    ("pattern", "said", "heard"),
    [
        ("slope | derivative of x", "It is the slope of y.", True),
        ("slope of x | derivative of x", "It is the slope of y.", False),
        ("gradient & uphill | steep*", "The gradient goes up most steeply.", True),
        ("gradient & uphill", "The gradient does not point uphill.", False),
        ("step* & ! large | long", "We take a step that is small.", True),
        ("step* & ! large | long", "We take a step that is long.", False),
        ("not minimum", "It isn't the minimum.", True),
        ("increase", "The loss is increasing here.", True),
    ],
)
def test_patterns_hear_what_the_manual_says(pattern, said, heard):
    (point,) = hear(said, [Point("point", (pattern,))]).points
    assert (point.status is Status.COVERED) == heard
    assert f"`{pattern}`".replace("|", "\\|") in MANUAL or f"`{pattern}`" in MANUAL


def test_the_manual_is_short_enough_to_be_read():
    assert len(MANUAL.splitlines()) < 600


# --- README, CONTRIBUTING, CHANGELOG ----------------------------------------------------------------------------------


def commands_in(text):
    return set(re.findall(r"manage\.py (\w+)", text))


@pytest.mark.parametrize("command", ["start", "test"])
def test_the_two_commands_of_the_readme_exist(command):
    assert f"```\npython3 manage.py {command}\n```" in README
    assert get_commands()[command] == "quiz"


@pytest.mark.parametrize("text", [README, CONTRIBUTING, MANUAL], ids=["README", "CONTRIBUTING", "content/README"])
def test_every_command_that_is_told_exists(text):
    listed = re.findall(
        r"^\| `(?:python3 manage\.py )?(\w+)", text.partition("## Commands")[2].partition("\n## ")[0], re.M
    )

    assert commands_in(text) | set(listed) <= get_commands().keys()


def test_contributing_lists_every_command_for_authors_and_pipes():
    ours = {name for name, app in get_commands().items() if app == "quiz"} - {"start", "test"}

    assert ours <= commands_in(CONTRIBUTING) | set(re.findall(r"^\| `(\w+)", CONTRIBUTING, re.MULTILINE))


def options(parser):
    return {name for action in parser._actions for name in action.option_strings if name.startswith("--")}


def test_the_manual_tells_exactly_the_options_that_the_commands_for_authors_have():
    usual = options(BaseCommand().create_parser("manage.py", "any")) | {"--skip-checks"}
    own = [
        load_command_class("quiz", name).create_parser("manage.py", name) for name in ("check_content", "load_content")
    ]
    section = MANUAL.partition("## Commands")[2].partition("\n## ")[0]

    assert set(re.findall(r"--[a-z][a-z-]*", section)) == set.union(*map(options, own)) - usual


def test_the_version_is_the_top_of_the_changelog():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

    assert re.search(r"^## (\S+)", changelog, re.MULTILINE)[1] == version


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "content/README.md"])
def test_every_relative_link_leads_somewhere(name):
    page = ROOT / name
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    relative = [link.partition("#")[0] for link in links if not re.match(r"[a-z]+:", link)]

    assert [link for link in relative if link and not (page.parent / link).exists()] == []
