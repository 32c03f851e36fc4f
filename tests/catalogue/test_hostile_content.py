"""Whatever is written into a content file, reading it ends with problems, never with an exception."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quiz.catalogue.check import check
from quiz.catalogue.load import catalogue_of
from quiz.kinds import KINDS
from quiz.reading.compose import compose
from quiz.reading.printing import as_json, shown

TOPICS = compose("topics.yaml", "topics:\n  - {id: modelling, title: Modelling}\n")
HEAD = "deck: d\ntitle: D\nlicense: CC0-1.0\nitems:\n"
EXAMPLES = {name: "- " + kind.example.replace("\n", "\n  ").rstrip() + "\n" for name, kind in KINDS.items()}
VALUES = ["", "x", "yes", "-1", "[a, b]", "{a: b}", "[[1, 2], [3]]", "'", '"\\q"', "*a", "x: y", "$\\frac$", "("]


def problems(text, *, tried=False):
    found = catalogue_of([TOPICS, compose("d.yaml", text)])
    told = check(found, wanted=lambda _: tried, workers=1).problems
    assert all(shown(each) and as_json(each) for each in told)
    return told


@given(st.text(max_size=300))
def test_any_text_at_all(text):
    problems(text)


@given(st.text("-: \n[]{}'\"|>#&*!%@`,?ab$\\", max_size=60))
def test_any_soup_of_the_signs_of_yaml(text):
    problems(HEAD + text)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_any_value_of_an_item_replaced(kind):
    random = Random(kind)
    lines = EXAMPLES[kind].splitlines()
    for _ in range(6):
        at = random.randrange(len(lines))
        key, colon, _ = lines[at].partition(": ")
        broken = [*lines[:at], key + colon + random.choice(VALUES), *lines[at + 1 :]]
        problems(HEAD + "\n".join(broken) + "\n", tried=True)


@pytest.mark.parametrize("kind", EXAMPLES)
def test_any_line_of_an_item_lost(kind):
    lines = EXAMPLES[kind].splitlines()
    for at in range(len(lines)):
        problems(HEAD + "\n".join(lines[:at] + lines[at + 1 :]) + "\n")


@settings(max_examples=40)
@given(st.binary(max_size=200))
def test_any_bytes(content):
    catalogue_of([compose("d.yaml", content)])


@pytest.mark.parametrize(
    "text", ["[" * 5000, "{" * 5000, "- " * 5000, "a: " * 5000, "&a [*a]" * 500, "!!" * 999, "'" * 999]
)
def test_deep_and_long_files_are_refused_fast(text):
    assert problems(text * 5000)
