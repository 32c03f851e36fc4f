"""expression: equivalence decides, the author's mistakes speak, and the preview never derives the key."""

import subprocess
import sys
from unittest.mock import patch

import pytest
from kinds_words import built, findings, question, template

from quiz.grading.verdict import Outcome
from quiz.kinds import CannotBuild
from quiz.notation import Parsed

LINE = """
    kind: expression
    vary: {a: [2, 3], b: [-1, 5], n: [3, 4]}
    given: {f(x): (a*x + b)^n}
    ask: Differentiate $f(x) = {f(x)}$.
    answer: derivative of f
    show_as: factored
    mistakes:
      - answer: n*(a*x + b)^(n-1)
        misconception: inside-lost
        say: How fast does the inside change?
    hints: [First, Second]
"""


def test_a_variant_asks_with_its_own_numbers():
    asked = question(LINE, {"a": 3, "b": -1, "n": 4})
    assert asked.values == {"a": 3, "b": -1, "n": 4}
    assert "3" in asked.prompt
    assert "{" not in asked.prompt.replace("{\\left", "").replace("^{4}", "").replace("{(", "")[:25]


def test_there_are_as_many_variants_as_combinations():
    assert len(template(LINE).variants()) == 8


@pytest.mark.parametrize("typed", ["12*(3*x - 1)^3", "(3*x - 1)^3*12", "324*x^3 - 324*x^2 + 108*x - 12"])
def test_any_equivalent_form_is_correct(typed):
    assert question(LINE, {"a": 3, "b": -1, "n": 4}).grade(typed).outcome is Outcome.CORRECT


def test_a_foreseen_mistake_gets_the_authors_sentence():
    verdict = question(LINE, {"a": 3, "b": -1, "n": 4}).grade("4*(3*x - 1)^3")
    assert verdict.outcome is Outcome.INCORRECT
    assert verdict.message == "How fast does the inside change?"
    assert verdict.misconceptions == (
        {"id": "inside-lost", "certainty": "sure", "where": "", "say": "How fast does the inside change?"},
    )


def test_another_wrong_answer_gets_no_authors_sentence():
    verdict = question(LINE).grade("x")
    assert verdict.outcome is Outcome.INCORRECT
    assert verdict.misconceptions == ()


@pytest.mark.parametrize("typed", ["", "   ", "(", "f'(x", "3 4 5", "q + 1", "\0", "x" * 50_000, "9^9^9^9^9"])
def test_what_cannot_be_read_is_a_value(typed):
    assert question(LINE).grade(typed).outcome is Outcome.UNREADABLE


def test_reading_for_the_preview_never_derives_the_key():
    with patch("quiz.kinds.answers.derive", side_effect=AssertionError("derived")):
        asked = template(LINE).question({"a": 5, "b": 5, "n": 5})
        assert isinstance(asked.read("2*x"), Parsed)
        assert (asked.label, asked.variables) == ("f'(x)", ("x",))
        assert "5" in asked.prompt


def test_asking_and_reading_never_load_sympy():
    code = """
import sys, yaml
from quiz.kinds import KINDS
kind = KINDS["expression"]
made, _ = kind.build(kind.record.model_validate(yaml.load(kind.example, Loader=yaml.BaseLoader)), ())
question = made.question(made.variants()[0])
question.read("2x"), question.prompt, question.label, question.hints
sys.exit("sympy" in sys.modules)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_same_values_give_the_same_question():
    made = template(LINE)
    values = made.variants()[0]
    assert made.question(values) is made.question(dict(values))


def test_our_answer_is_printed_as_asked():
    factored = question(LINE, {"a": 3, "b": -1, "n": 4})
    expanded = question(LINE, {"a": 3, "b": -1, "n": 4}, show_as="expanded")
    assert factored.answer != expanded.answer
    assert expanded.grade(factored.key_text).outcome is Outcome.CORRECT
    assert "x^3" in expanded.key_text.replace(" ", "").replace("(", "").replace(")", "")


def test_every_printed_shape_of_the_key_is_accepted():
    asked = question(LINE)
    assert len(asked.shapes) >= 2
    assert {asked.grade(shape).outcome for shape in asked.shapes} == {Outcome.CORRECT}


def test_an_authors_test_is_typed_with_numbers_for_its_parameters():
    asked = question(LINE, {"a": 3, "b": -1, "n": 4})
    assert asked.grade(asked.typed("a*n*(a*x + b)^(n-1)")).outcome is Outcome.CORRECT
    assert asked.typed("2x + 1") == "2x + 1"
    assert asked.typed("2x + (") == "2x + ("


@pytest.mark.parametrize(
    ("answer", "label"),
    [
        ("derivative of f", "f'(x)"),
        ("second derivative of f", "f''(x)"),
        ("derivative 4 of f", "f^{(4)}(x)"),
        ("derivative of f at x = 2", "f'(2)"),
        ("derivative of g by y", r"\frac{\partial g}{\partial y}"),
        ("second derivative of g by x, y", r"\frac{\partial^{2} g}{\partial y \partial x}"),
        ("second derivative of g by x", r"\frac{\partial^{2} g}{\partial x^{2}}"),
        ("derivative of g by x at (1, 2)", r"\frac{\partial g}{\partial x}(1, 2)"),
        ("value of f at 3", "f(3)"),
        ("limit of f at x = 0 from the left", r"\lim_{x \to 0^{-}} f(x)"),
        ("limit of f at x = infinity", r"\lim_{x \to \infty} f(x)"),
        ("taylor polynomial of f at 0 to order 2", "T_{2}(x)"),
        ("maximiser of f", "x"),
        ("minimum of g", r"\min g"),
        ("implicit derivative of circle by x", r"\frac{dy}{dx}"),
        ("2*x", ""),
    ],
)
def test_what_is_asked_has_a_label(answer, label):
    item = """
        kind: expression
        given:
          f(x): x^2
          g(x, y): x^2*y
          circle: x^2 + y^2 = 1
    """
    assert question(item, answer=answer).label == label


def test_a_formula_without_given_declares_its_own_letters():
    asked = question("kind: expression\nanswer: w_1*x + lambda\n")
    assert set(asked.variables) == {"w_1", "x", "lambda"}
    assert asked.grade("x*w1 + lambda").outcome is Outcome.CORRECT


def test_a_value_with_a_name_may_be_used_by_later_bodies():
    asked = question(
        """
        kind: expression
        vary: {a: [3]}
        given:
          k: a/2
          g(x): k*x
          f(x): g(x)^2 + g(1)
        answer: derivative of f
        """
    )
    assert asked.grade("9/2*x").outcome is Outcome.CORRECT


@pytest.mark.parametrize(
    ("field", "value", "code", "path", "offset"),
    [
        ("answer", "slope of f", "unknown-phrase", ("answer",), 0),
        ("answer", "derivative of g", "unknown-name", ("answer",), 14),
        ("answer", "2*x + (1", "unreadable-formula", ("answer",), 6),
        ("given", {"f(x)": "ln(x^2 + 1"}, "unreadable-formula", ("given", "f(x)"), 2),
        ("given", {"f[x]": "x"}, "bad-value", ("given", "f[x]"), 0),
        ("given", {"f(x)": "x", "a(x)": "x"}, "bad-value", ("given", "a(x)"), 0),
        ("given", {"f(x)": "x", "sin(x)": "x"}, "bad-value", ("given", "sin(x)"), 0),
        ("vary", {"a": ["2"], "b": "9..1"}, "bad-value", ("vary", "b"), 0),
        ("vary", {"a": "1..999", "b": "1..999"}, "too-many-variants", ("vary",), 0),
        ("vary", {"e": ["2"]}, "bad-value", ("vary", "e"), 0),
        ("where", ["a >"], "unreadable-formula", ("where", 0), 2),
        ("domain", "x >", "unreadable-formula", ("domain",), 2),
        ("hints", ["ok", "see {q}"], "unknown-placeholder", ("hints", 1), 4),
    ],
)
def test_what_is_wrong_in_an_item_is_found_at_its_place(field, value, code, path, offset):
    item = "kind: expression\nvary: {a: [1, 2]}\ngiven: {f(x): a*x^2}\nanswer: derivative of f\n"
    found = findings(item, **{field: value})
    assert (code, path, offset) in [(each.code, each.path, each.offset) for each in found]


def test_all_findings_come_at_once():
    item = "kind: expression\nvary: {a: [x]}\ngiven: {f(x): (}\nask: see {q}\nanswer: slope of f\n"
    assert len(findings(item)) == 4


def test_an_answer_may_exist_for_some_numbers_and_not_for_others():
    made = template("kind: expression\nvary: {a: [1, -1]}\ngiven: {f(x): a*x^2}\nanswer: maximum of f\n")
    with pytest.raises(CannotBuild) as caught:
        made.checked({"a": 1})
    assert caught.value.finding.code == "answer-fails"
    assert caught.value.finding.message == "'maximum of f' does not exist"
    assert made.checked({"a": -1}).key_text == "0"


def test_an_answer_that_the_numbers_contradict_is_refused():
    made = template("kind: expression\ngiven: {f(x): x^2}\nanswer: derivative of f\n")
    second_way = patch("quiz.kinds.answers.disagreement", return_value="key and finite differences differ")
    with second_way, pytest.raises(CannotBuild) as caught:
        made.checked({})
    assert caught.value.finding.code == "oracles-disagree"


def test_several_values_do_not_fit_one_formula():
    made = template("kind: expression\ngiven: {f(x): x^3 - 3*x}\nanswer: critical points of f\n")
    with pytest.raises(CannotBuild) as caught:
        made.checked({})
    assert caught.value.finding.code == "answer-not-unique"


def test_decimals_in_the_item_give_decimals_in_the_answer():
    asked = question("kind: expression\ngiven: {f(x): 0.5*x^2 - 0.3*x}\nanswer: derivative of f\n")
    assert "0.3" in asked.key_text
    assert built("kind: expression\ngiven: {f(x): x^2/4}\nanswer: derivative of f\n")[0].question({}).key_text == "x/2"
