"""From a few lines of YAML to a template or a question: the words of these tests, no tests themselves."""

from fractions import Fraction
from textwrap import dedent

import yaml

from quiz.kinds import KINDS

HEAD = {"id": "an-item", "title": "An item", "topic": "chain-rule", "level": "2", "covers": []}


def built(text: str, **more: str):
    """Template and findings of an item; what every item must have is filled in, and `more` replaces fields."""
    plain = {**HEAD, "ask": "?", **yaml.load(dedent(text), Loader=yaml.BaseLoader), **more}
    kind = KINDS[plain["kind"]]
    return kind.build(kind.record.model_validate(plain), ())


def template(text: str, **more: str):
    found, findings = built(text, **more)
    assert findings == []
    return found


def findings(text: str, **more: str):
    found, problems = built(text, **more)
    assert found is None
    return problems


def question(text: str, values: dict[str, object] | None = None, **more: str):
    """The variant with these values, or the first one."""
    found = template(text, **more)
    wanted = {name: Fraction(value) for name, value in (values or {}).items()}
    return found.question(wanted or found.variants()[0])
