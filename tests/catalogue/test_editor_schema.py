"""content/schema: what an editor is told, held against the records it comes from and the decks it underlines."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command

ROOT = Path(settings.CONTENT)
TYPES = {"object": dict, "array": list, "string": str, "number": (int, float), "integer": int, "boolean": bool}


class EditorsLoader(yaml.SafeLoader):
    """YAML 1.2, as editors read it: of all words only true, false and null mean something else than themselves."""


EditorsLoader.yaml_implicit_resolvers = {}
for tag, pattern, firsts in (
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", ["n", "~", ""]),
    ("int", r"[-+]?\d+", "-+0123456789"),
    ("float", r"[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?", "-+.0123456789"),
):
    EditorsLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), list(firsts))


def printed(sort):
    out = StringIO()
    call_command("content_schema", sort, stdout=out)
    return out.getvalue()


def underlined(value, schema, defs, path=""):
    """Where the value breaks the schema; the part of JSON Schema that our records use."""
    if "$ref" in schema:
        return underlined(value, defs[schema["$ref"].removeprefix("#/$defs/")], defs, path)
    types = schema.get("type", [])
    if types and not any(is_of(value, name) for name in ([types] if isinstance(types, str) else types)):
        return [f"{path}: {value!r} is no {types}"]
    wrong = [f"{path}: {value!r} is none of {schema['enum']}"] if value not in schema.get("enum", [value]) else []
    if "const" in schema and value != schema["const"]:
        wrong.append(f"{path}: {value!r} is not {schema['const']}")
    if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
        wrong.append(f"{path}: {value!r} does not match {schema['pattern']}")
    for name in schema.get("required", []):
        wrong += [] if name in value else [f"{path}: {name} is missing"]
    for sort in ("anyOf", "oneOf"):
        cases = [underlined(value, case, defs, path) for case in schema.get(sort, [])]
        wrong += min(cases, key=len) if cases and all(cases) else []
    for case in schema.get("allOf", []):
        if not underlined(value, case["if"], defs):
            wrong += underlined(value, case["then"], defs, path)
    return wrong + inside(value, schema, defs, path)


def is_of(value, name):
    return value is None if name == "null" else isinstance(value, TYPES[name])


def inside(value, schema, defs, path):
    wrong = []
    if isinstance(value, list):
        for at, each in enumerate(value):
            wrong += underlined(each, schema.get("items", {}), defs, f"{path}/{at}")
    for name, each in value.items() if isinstance(value, dict) else ():
        more = schema.get("additionalProperties", {})
        field = schema.get("properties", {}).get(name, more)
        wrong += [f"{path}: unknown {name}"] if field is False else []
        wrong += underlined(each, field, defs, f"{path}/{name}") if isinstance(field, dict) else []
    return wrong


@pytest.mark.parametrize("sort", ["deck", "topics"])
def test_the_schema_on_disk_is_what_the_command_prints(sort):
    kept = (ROOT / "schema" / f"{sort}.json").read_text(encoding="utf-8")

    assert kept == printed(sort), f"write it anew: manage.py content_schema {sort} > content/schema/{sort}.json"


@pytest.mark.parametrize("path", [ROOT / "topics.yaml", *sorted((ROOT / "decks").glob("*.yaml"))], ids=lambda p: p.name)
def test_an_editor_underlines_nothing_in_a_shipped_file(path):
    text = path.read_text(encoding="utf-8")
    named = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert named, "the first line names the schema"
    schema = json.loads((path.parent / named[1]).read_text(encoding="utf-8"))

    assert underlined(yaml.load(text, EditorsLoader), schema, schema["$defs"]) == []


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("level: 1", "level: 4", "level: 4 is none of"),
        ("  kind: expression", "  kind: expresion", "kind: 'expresion' is none of"),
        ("  answer: derivative of f\n", "", "answer is missing"),
        ("  hints:", "  hint:", "unknown hint"),
    ],
)
def test_an_editor_underlines_what_is_wrong(right, wrong, told):
    schema = json.loads(printed("deck"))
    text = (ROOT / "decks" / "chain.yaml").read_text(encoding="utf-8").replace(right, wrong, 1)

    assert any(told in each for each in underlined(yaml.load(text, EditorsLoader), schema, schema["$defs"]))
