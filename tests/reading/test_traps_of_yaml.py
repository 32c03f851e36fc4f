"""Section by section what YAML would do in silence, and what an author reads instead."""

import pytest

from quiz.reading.compose import MAX_BYTES, compose
from quiz.reading.printing import as_json, shown


def problems(text):
    return [(each.line, each.column, each.code) for each in compose("deck.yaml", text).problems]


def plain(text):
    return compose("deck.yaml", text).documents[0].plain


@pytest.mark.parametrize("written", ["no", "yes", "1:30", "1e3", "0.10", "~", "null", "2026-11-21", "0x1F", "012"])
def test_every_scalar_stays_the_text_that_was_written(written):
    assert plain(f"value: {written}") == {"value": written}


def test_two_equal_keys_are_an_error_with_both_places():
    found = compose("deck.yaml", "a: 1\nb: 2\na: 3\n").problems

    assert [each.message for each in found] == ["'a' is written twice, first at 1:1"]
    assert (found[0].line, found[0].column) == (3, 1)


TRAPS = [
    ('ask: "\\nabla f"', 1, 7, "lost-backslash"),
    ('ask: "\\theta"', 1, 7, "lost-backslash"),
    ('ask: "\\frac{1}{2}"', 1, 7, "lost-backslash"),
    ('ask: "a \\sin x"', 1, 9, "lost-backslash"),
    ('ask: "\\q"', 1, 7, "lost-backslash"),
    ('"\\theta": x', 1, 2, "lost-backslash"),
    ("where: [gcd(a, b) = 1]", 1, 9, "broken-list"),
    ("tests: {accept: f(a, b)}", 1, 17, "broken-list"),
    ("given: {f(x, y): x*y}", 1, 9, "broken-list"),
    ("ask: Note: take care", 1, 10, "yaml-syntax"),
    ("answer: *x", 1, 9, "yaml-syntax"),
    ("answer: &x", 1, 9, "yaml-syntax"),
    ("answer: |x| + 1", 1, 9, "yaml-syntax"),
    ("answer: %x", 1, 9, "yaml-syntax"),
    ("answer: @x", 1, 9, "yaml-syntax"),
    ("answer: `x`", 1, 9, "yaml-syntax"),
    ("ask: {a} apples cost how much?", 1, 6, "yaml-syntax"),
    ("answer: - x", 1, 9, "yaml-syntax"),
    ("given: {f: ?x}", 1, 12, "yaml-syntax"),
    ("say: 'it's'", 1, 10, "yaml-syntax"),
    ("say: 'never closed", 1, 6, "yaml-syntax"),
    ("list: [a, b\nnext: c", 1, 7, "yaml-syntax"),
    ("a: b\nlost\nc: d", 2, 1, "yaml-syntax"),
    ("a: b\n  c: d", 2, 4, "yaml-syntax"),
    ("- a\nb: c", 2, 1, "yaml-syntax"),
    ("a:\n\tb: c", 2, 1, "yaml-syntax"),
    ("a: !!python/object:os.system x", 1, 4, "yaml-syntax"),
    ("a: &anchor x", 1, 4, "yaml-syntax"),
    ("<<: {a: b}", 1, 1, "yaml-syntax"),
    ("%YAML 1.1\n---\na: b", 1, 1, "yaml-syntax"),
    ("a: x\u202ey", 1, 5, "yaml-syntax"),
    ("a: x\x00y", 1, 5, "yaml-syntax"),
    ("ask: Take $a # b$.", 1, 14, "comment-cuts-text"),
    ("ask: Rank #1 of C #s", 1, 11, "comment-cuts-text"),
    ("[" * 60, 1, 31, "yaml-syntax"),
]


@pytest.mark.parametrize(("text", "line", "column", "code"), TRAPS)
def test_a_trap_is_closed_where_it_opens(text, line, column, code):
    assert problems(text) == [(line, column, code)]


CLEAN = [
    "ask: $\\nabla f$ and $\\theta$",
    "ask: '$\\nabla f$'",
    'ask: "$\\\\nabla f$ and \\"quoted\\""',
    "ask: >\n  Take: $a # b$,\n  and | & * are text here.\n",
    "where:\n  - gcd(a, b) = 1\n",
    "mistakes: [{answer: n*a^(n-1)*x^(n-1), say: 'a, b'}]",
    "level: 1   # warm-up",
    "level: 1 # warm-up",
    "answer: [[2*x*y, 1], [x^2, 3]]",
]


@pytest.mark.parametrize("text", CLEAN)
def test_what_is_meant_is_not_complained_about(text):
    assert problems(text) == []


def test_one_run_finds_every_broken_item_and_keeps_the_others():
    text = '- id: one\n  ask: a: b\n- id: two\n  ask: "\\q"\n- id: three\n  ask: fine\n'

    assert problems(text) == [(2, 9, "yaml-syntax"), (4, 9, "lost-backslash")]
    assert plain(text) == [{"id": "three", "ask": "fine"}]


def test_a_file_may_hold_several_documents():
    assert [each.plain for each in compose("page.yaml", "page: a\n---\nlab: b\n").documents] == [
        {"page": "a"},
        {"lab": "b"},
    ]


def test_line_ends_of_windows_and_a_byte_order_mark_do_no_harm():
    assert plain("\ufeffa: 1\r\nb: 2\r\n") == {"a": "1", "b": "2"}


def test_a_file_that_is_no_utf8_or_too_long_is_refused_with_its_place():
    assert problems(b"a: \xff") == [(1, 4, "yaml-syntax")]
    assert problems("a" * (MAX_BYTES + 1)) == [(1, 1, "yaml-syntax")]


def test_a_problem_is_shown_with_its_line_a_caret_and_the_hint():
    (problem,) = compose("content/decks/x.yaml", "items:\n  - answer: *x\n").problems

    assert shown(problem) == (
        "content/decks/x.yaml:2:13: error yaml-syntax: '*x' is an alias to YAML, and aliases are not used here\n"
        "    - answer: *x\n"
        "              ^ put a formula that starts with * in single quotes"
    )


def test_of_a_long_line_the_part_around_the_caret_is_shown():
    (problem,) = compose("x.yaml", f"a: '{'long ' * 60}' and more").problems
    line, caret = shown(problem).splitlines()[1:]

    assert len(line) < 120
    assert line[caret.index("^")] == "a"


def test_for_machines_a_problem_is_seven_fields():
    (problem,) = compose("x.yaml", "a: 1\na: 2").problems

    assert as_json(problem) == {
        "file": "x.yaml",
        "line": 2,
        "column": 1,
        "severity": "error",
        "code": "duplicate-key",
        "message": "'a' is written twice, first at 1:1",
        "hint": "YAML would keep only the last",
    }
