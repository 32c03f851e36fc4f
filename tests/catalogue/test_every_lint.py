"""Every rule, by example: a small deck that trips it, and the same deck as it should be."""

import pytest

from quiz.catalogue.check import check
from quiz.catalogue.ids import read_lock
from quiz.catalogue.inventory import inventory_ids
from quiz.catalogue.lints import LINTS
from quiz.catalogue.load import catalogue_of
from quiz.grading.verdict import Outcome, Verdict
from quiz.reading.compose import compose

FOUND_WHILE_READING = (
    "yaml-syntax duplicate-key lost-backslash broken-list comment-cuts-text unknown-field missing-field bad-value "
    "unknown-kind bad-id unreadable-formula unknown-name unknown-phrase unknown-placeholder "
    "too-many-variants answer-fails answer-not-unique oracles-disagree"
)
"""Codes that no lint of LINTS looks for: reading and building an item finds them."""

TOPICS = """\
topics:
  - {id: chain-rule, title: The chain rule}
  - {id: sums, title: Sums, needs: [chain-rule]}
"""
HEAD = """\
deck: rules
title: Rules
license: CC-BY-4.0
items:
"""
SLOPE = """\
- id: power-of-a-line
  kind: expression
  title: A power of a line
  topic: chain-rule
  level: 2
  covers: [rule-chain]
  vary: {a: 2..9, b: [1, 3]}
  where:
    - a != 3*b
  given: {f(x): (a*x + b)^3}
  ask: Differentiate $f(x) = {f(x)}$, where the line is $y = {= a}x {+b}$.
  answer: derivative of f
  model: The inside grows {a} times as fast as $x$.
  mistakes: [{answer: 3*(a*x + b)^2, say: What about the inside?}]
  tests:
    accept: [3*a*(a*x + b)^2]
    reject: [3*(a*x + b)^2, 'a x']
"""
WORDS = """\
- id: steepest-way
  kind: explain
  title: The steepest way
  topic: chain-rule
  level: 1
  covers: [rule-chain]
  ask: Why does an optimiser take the minus sign?
  model: The gradient points uphill. A short step is needed.
  key_points:
    - id: uphill
      say: The gradient points uphill.
      must: yes
      listen_for: [uphill | increas*]
      probe: Where does the gradient point?
    - id: short
      say: A short step is needed.
      listen_for: [short* | small*]
  tests:
    covers: {'It goes uphill, so we step back a little, in small steps.': [uphill, short]}
    misses: {'No idea at all about this.': [uphill, short]}
"""
CHOICE = """\
- id: flat-and-flat
  kind: choice
  title: Flat and flat
  topic: chain-rule
  level: 1
  covers: [rule-chain]
  vary: {n: [2, 3, 4, 5, 6, 7, 8, 9]}
  given: {f(x): x^n, g(x): n*x}
  ask: What is the slope of $f(x) = {f(x)}$ at $1$?
  options:
    - {text: 'It is {n}.', right: yes, say: Right.}
    - {text: 'It is {= n + 1}.', say: Look again.}
"""
ITEMS = {"slope": SLOPE, "words": WORDS, "choice": CHOICE}
LOCK = "# engine 1\nold-one 0123456789abcdef 0123456789abcdef 2026-11-21 -\n"
INVENTORY = "items:\n- id: rule-chain\n- id: rule-sum\n"


def found(item, topics=TOPICS, head=HEAD, lock="", inventory="items:\n- id: rule-chain\n"):
    files = [compose("content/topics.yaml", topics), compose("content/decks/rules.yaml", head + item)]
    catalogue = catalogue_of(files, read_lock(lock))
    return check(catalogue, inventory=inventory_ids(compose("inventory.yaml", inventory)), workers=1).problems


def codes(problems):
    return {problem.code for problem in problems}


@pytest.mark.parametrize(
    ("given", "torn"),
    [
        ("{f(x, y): x*y}", ["f(x"]),
        ("{f(x, y): (x, y)}", ["f(x"]),
        ("{f(x, y, z): x*y}", ["f(x"]),
        ("{f(x): x^2, g(x, y): x, h(x, y): y}", ["g(x", "h(x"]),
    ],
)
def test_a_head_with_a_comma_in_braces_is_told_once_and_how_to_write_it(given, torn):
    problems = found(SLOPE.replace("{f(x): (a*x + b)^3}", given))
    assert [(each.code, each.message.split("'")[1]) for each in problems] == [("broken-list", key) for key in torn]
    assert problems[0].hint == "write `given:` as a block list: a comma inside { … } splits it"


TRIPS = [
    ("yaml-syntax", "slope", "title: A power of a line", "title: A power: of a line"),
    ("duplicate-key", "slope", "level: 2", "level: 2\n  level: 3"),
    ("lost-backslash", "words", "ask: Why does", 'ask: "\\nabla L: Why"\n  note: Why does'),
    ("broken-list", "slope", "\n    - a != 3*b", " [gcd(a, b) = 1]"),
    ("comment-cuts-text", "words", "ask: Why does", "ask: Why #does"),
    ("unknown-field", "words", "key_points:", "keypoints:"),
    ("missing-field", "slope", "  topic: chain-rule\n", ""),
    ("bad-value", "slope", "level: 2", "level: hard"),
    ("unknown-kind", "slope", "kind: expression", "kind: expresion"),
    ("bad-id", "slope", "id: power-of-a-line", "id: Power_of"),
    ("unreadable-formula", "slope", "(a*x + b)^3}", "(a*x + b^3}"),
    ("unknown-name", "slope", "answer: derivative of f", "answer: derivative of h"),
    ("unknown-phrase", "slope", "answer: derivative of f", "answer: slope of f"),
    ("unknown-placeholder", "slope", "{f(x)}", "{q}"),
    ("no-variants", "slope", "a != 3*b", "a > 30"),
    ("too-many-variants", "slope", "a: 2..9", "a: 2..4000"),
    ("answer-fails", "slope", "answer: derivative of f", "answer: maximiser of f"),
    ("answer-not-unique", "slope", "answer: derivative of f", "answer: [a, b]"),
    ("unknown-topic", "slope", "topic: chain-rule", "topic: chain-rules"),
    ("unknown-id", "slope", "level: 2", "level: 2\n  needs: [power-of-line]"),
    ("needs-circle", "slope", "level: 2", "level: 2\n  needs: [power-of-a-line]"),
    ("unknown-inventory-id", "slope", "covers: [rule-chain]", "covers: [rule-chian]"),
    ("unreadable-math", "slope", "$x$", "$\\fraq{x}{2}$"),
    ("no-must", "words", "must: yes", "must: no"),
    ("must-without-probe", "words", "      probe: Where does the gradient point?\n", ""),
    ("option-without-feedback", "choice", ", say: Look again.", ""),
    ("no-tests", "slope", "  tests:\n    accept: [3*a*(a*x + b)^2]\n    reject: [3*(a*x + b)^2, 'a x']\n", ""),
    ("mistake-equals-answer", "slope", "answer: 3*(a*x + b)^2", "answer: 6*(a*x + b)^2"),
    ("test-fails", "slope", "accept: [3*a", "accept: [2*a"),
    ("test-fails", "slope", "reject: [3*(", "reject: [3*a*("),
    ("test-fails", "words", "in small steps.': [uphill, short]", "as we go.': [uphill, short]"),
    ("test-fails", "words", "'No idea at all about this.'", "'It goes uphill all of the time.'"),
    ("figure-without-alt", "slope", "level: 2", "level: 2\n  figure: {name: tangent, f: f, at: 3}"),
    ("no-right-option", "choice", "right: yes, ", ""),
    ("two-right-options", "choice", ".', say: Look again", ".', right: n > 4, say: Look again"),
    ("distractor-equals-answer", "choice", "= n + 1", "= n*1"),
    ("distractor-equals-answer", "choice", "'It is {= n + 1}.'", "'It is {n}.'"),
    ("model-misses-point", "words", "A short step is needed.\n  key", "A step is needed.\n  key"),
    ("twin-covers-point", "words", "listen_for: [short* | small*]", "listen_for: [not needed | short*]"),
    ("question-covers-point", "words", "listen_for: [short* | small*]", "listen_for: [short* | minus sign]"),
    ("unit-shown", "slope", "{= a}x", "{b}x"),
    ("few-variants", "slope", "a: 2..9", "a: 2..4"),
    ("same-answer", "slope", "answer: derivative of f", "answer: derivative 4 of f"),
]


@pytest.mark.parametrize(
    ("code", "name", "right", "wrong"), TRIPS, ids=[f"{code}-{at}" for at, (code, *_) in enumerate(TRIPS)]
)
def test_a_wrong_item_trips_its_lint_and_the_right_one_does_not(code, name, right, wrong):
    item = ITEMS[name]
    assert item.count(right) == 1, "the example must change exactly one place"

    assert code in codes(found(item.replace(right, wrong)))
    assert code not in codes(found(item))


@pytest.mark.parametrize("name", ITEMS)
def test_the_right_items_have_no_problem_at_all(name):
    assert found(ITEMS[name]) == ()


def test_an_id_is_used_once():
    (problem,) = found(SLOPE + SLOPE)

    assert problem.code == "duplicate-id"
    assert problem.message == "id 'power-of-a-line' is used at content/decks/rules.yaml:5:7"


def test_a_topic_is_listed_once():
    assert codes(found(SLOPE, topics=TOPICS + "  - {id: sums, title: Sums again}\n")) == {"duplicate-id"}


def test_a_shipped_id_may_not_vanish():
    (problem,) = found(SLOPE, lock=LOCK)

    assert (problem.file, problem.line, problem.column, problem.code) == ("ids.lock", 2, 1, "id-vanished")
    assert found(SLOPE.replace("level: 2", "level: 2\n  was: old-one"), lock=LOCK) == ()
    assert found(SLOPE, lock=LOCK.replace(" -", " became:power-of-a-line")) == ()


def test_a_line_that_is_no_line_of_the_lock_is_told():
    assert codes(found(SLOPE, lock="# engine 1\n<<<<<<< HEAD\n")) == {"id-vanished"}


def test_an_item_lost_to_a_syntax_error_is_not_said_to_have_vanished():
    assert codes(found(SLOPE.replace("title: A", "title: A: B"), lock=LOCK)) == {"yaml-syntax"}


def test_topics_must_not_wait_for_each_other():
    circle = TOPICS.replace("title: The chain rule", "title: The chain rule, needs: [sums]")

    assert [problem.code for problem in found(SLOPE, topics=circle)] == ["needs-circle", "needs-circle"]
    assert found(SLOPE, topics=TOPICS) == ()


def test_every_item_has_a_licence():
    assert codes(found(SLOPE, head=HEAD.replace("license: CC-BY-4.0\n", ""))) == {"no-licence"}
    own = SLOPE.replace("level: 2", "level: 2\n  license: CC0-1.0")
    assert found(own, head=HEAD.replace("license: CC-BY-4.0\n", "")) == ()


def test_at_most_three_points_are_a_must():
    point = "    - {id: point-%d, say: Say it., must: yes, listen_for: [uphill], probe: 'Why?'}\n"
    many = WORDS.replace("  tests:", "".join(point % at for at in range(3)) + "  tests:")

    assert "too-many-must" in codes(found(many))
    assert "too-many-must" not in codes(found(WORDS))


def test_every_id_of_the_inventory_is_covered():
    (problem,) = found(SLOPE, inventory=INVENTORY)

    assert (problem.file, problem.line, problem.code) == ("inventory.yaml", 3, "inventory-not-covered")


def test_an_own_answer_that_grading_cannot_decide_is_an_error(monkeypatch):
    undecided = Verdict(Outcome.UNDECIDED, "none")
    monkeypatch.setattr("quiz.kinds.computed.grade", lambda *_: undecided)

    assert "own-answer-rejected" in codes(found(SLOPE))


def test_a_line_that_is_wrong_is_told_once_and_not_wherever_its_name_is_missed():
    assert codes(found(SLOPE.replace("a: 2..9", "a: 2...9"))) == {"bad-value"}
    assert codes(found(SLOPE.replace("(a*x + b)^3}", "(a*x + b^3}"))) == {"unreadable-formula"}


def test_a_second_opinion_that_disagrees_is_an_error(monkeypatch):
    monkeypatch.setattr(
        "quiz.kinds.answers.disagreement", lambda *_: "key and finite differences differ at x = 2: 12 and 11.97"
    )

    assert codes(found(SLOPE)) == {"oracles-disagree"}


def test_every_lint_and_every_code_of_the_reader_has_examples():
    shown = {code for code, *_ in TRIPS} | {
        *("duplicate-id", "id-vanished", "needs-circle", "no-licence", "too-many-must"),
        *("inventory-not-covered", "oracles-disagree", "own-answer-rejected"),
    }

    assert shown == {lint.code for lint in LINTS} | set(FOUND_WHILE_READING.split())


PLACES = [
    (
        "slope",
        "kind: expression",
        "kind: expresion",
        (6, 9),
        "there is no kind 'expresion'",
        "did you mean 'expression'?",
    ),
    (
        "slope",
        "topic: chain-rule",
        "topic: chain-rules",
        (8, 10),
        "no topic 'chain-rules'",
        "did you mean 'chain-rule'?",
    ),
    ("slope", "level: 2", "level: hard", (9, 10), "level is 1, 2 or 3, not 'hard'", ""),
    ("words", "key_points:", "keypoints:", (13, 3), "unknown field 'keypoints'", "did you mean 'key_points'?"),
    ("slope", "  topic: chain-rule\n", "", (5, 3), "'topic' is missing", "An id of topics.yaml."),
    ("slope", "$x$", "$\\fraq{x}{2}$", (17, 49), "unknown command \\fraq", "did you mean \\frac?"),
    (
        "slope",
        "[rule-chain]",
        "[rule-chian]",
        (10, 12),
        "'rule-chian' is not in the inventory",
        "did you mean 'rule-chain'?",
    ),
]


@pytest.mark.parametrize(("name", "right", "wrong", "place", "message", "hint"), PLACES)
def test_a_problem_says_where_what_and_perhaps_what_was_meant(name, right, wrong, place, message, hint):
    problems = found(ITEMS[name].replace(right, wrong))

    assert ((place), message, hint) in [((each.line, each.column), each.message, each.hint) for each in problems]


def test_a_problem_of_some_variants_names_the_first_of_them():
    some = SLOPE.replace("answer: 3*(a*x + b)^2", "answer: 6*(a*x + b)^2")

    assert [each.message for each in found(some)] == ["this mistake equals the right answer when a = 2, b = 1"]


def test_all_problems_come_in_one_run_sorted_by_place():
    broken = SLOPE.replace("level: 2", "level: hard") + WORDS.replace("chain-rule", "chain").replace("kind", "knid")
    problems = found(broken)

    assert {"bad-value", "unknown-topic", "missing-field"} <= codes(problems)
    assert list(problems) == sorted(problems)
