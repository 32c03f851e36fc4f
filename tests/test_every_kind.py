"""What every kind of question promises; a new kind is held to it as soon as it stands in KINDS."""

import pytest
import yaml

from quiz.grading.key_points import Status
from quiz.grading.verdict import Outcome
from quiz.kinds import KINDS

every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
HOSTILE = ["\0", "()" * 3_000, "x" * 100_000, "9^9^9^9", "__import__('os')", "\u202e1", "٣", "{'a': 1}", "[[1],[2,3]]"]


def example(kind):
    record = kind.record.model_validate(yaml.load(kind.example, Loader=yaml.BaseLoader))
    template, findings = kind.build(record, ())
    assert findings == []
    return template


@every_kind
def test_the_example_loads_without_a_finding(kind):
    assert example(kind).record.kind == kind.name


@every_kind
def test_every_variant_of_the_example_can_be_asked(kind):
    template = example(kind)
    for values in template.variants():
        question = template.checked(values)
        assert question.kind == kind.name
        assert question.prompt
        assert question.values == values


@every_kind
def test_the_examples_own_answer_is_right(kind):
    template = example(kind)
    for values in template.variants()[:12]:
        question = template.question(values)
        if kind.name == "explain":
            assert {point.status for point in question.hear(question.model).points} == {Status.COVERED}
        else:
            assert question.grade(question.key_text).outcome is Outcome.CORRECT


@every_kind
@pytest.mark.parametrize("blank", ["", " ", "\n\t"])
def test_a_blank_answer_is_unreadable(kind, blank):
    template = example(kind)
    verdict = template.question(template.variants()[0]).grade(blank)
    assert verdict.outcome is Outcome.UNREADABLE
    assert verdict.message


@every_kind
@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_an_exception_or_right(kind, text):
    template = example(kind)
    assert template.question(template.variants()[0]).grade(text).outcome is not Outcome.CORRECT


@every_kind
def test_the_examples_tests_hold(kind):
    template = example(kind)
    tests = getattr(template.record, "tests", None)
    for values in template.variants()[:12] if hasattr(tests, "accept") else ():
        question = template.question(values)
        assert {question.grade(question.typed(each)).outcome for each in tests.accept} <= {Outcome.CORRECT}
        assert Outcome.CORRECT not in {question.grade(question.typed(each)).outcome for each in tests.reject}


@every_kind
def test_every_field_of_a_record_says_what_it_is_for(kind):
    undescribed = [name for name, field in kind.record.model_fields.items() if not field.description]
    assert undescribed == []


@every_kind
def test_an_unknown_field_is_refused(kind):
    record = {**yaml.load(kind.example, Loader=yaml.BaseLoader), "keypoints": "x"}
    with pytest.raises(ValueError, match="keypoints"):
        kind.record.model_validate(record)


@every_kind
def test_a_record_has_a_schema_for_editors(kind):
    schema = kind.record.model_json_schema()
    assert set(yaml.load(kind.example, Loader=yaml.BaseLoader)) <= set(schema["properties"])
    assert schema["additionalProperties"] is False
