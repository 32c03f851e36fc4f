"""Answers nobody types in good faith: each gets a verdict, soon, none is accepted, no code runs."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tasks import the_derivative_of, verdict_on

from quiz.grading.verdict import Outcome

TASK = the_derivative_of("x^2")

HOSTILE = [
    "9^9^9^9",
    "((9^9)^9999)^9999",
    "2^(2^30)",
    "2x + (1/3)^(10^8)",
    "2x + 10^(-9999)",
    "x^(10^9)",
    "(x+1)^(10^9)",
    "(x+1)^5000 - (x+1)^4999",
    "x^x^x^x^x^x^x^x^x^x^x^x",
    "e^e^e^e^e^e^x",
    "e^(-e^(e^(x^2 + 9)))",
    "(" * 10_000 + "x" + ")" * 10_000,
    "-" * 10_000 + "x",
    "+".join(["x"] * 1_000),
    "+".join(f"sin({n}x)" for n in range(1, 190)),
    "*".join(f"(x+{n})" for n in range(1, 190)),
    "/".join(["x"] * 500),
    "^".join(["x"] * 500),
    "sin " * 400 + "x",
    "ln(" * 100 + "x" + ")" * 100,
    "sqrt(" * 100 + "x" + ")" * 100,
    "|" * 200 + "x" + "|" * 200,
    "1" * 100_000,
    "x" * 3_000,
    "(x+e^x+sin(x)+ln(x)+sqrt(x))^25",
    "ln((x+e^x+sin(x)+cos(x)+1)^30 + 1)",
    "sqrt((x^7+3x^5+e^x+1)^9 + sin(x)^9)",
    "((x^2+x+1)^30 - (x^2-x+1)^30)/(x^4+x^2+1)^20",
    "sin(1000000x)",
    "sin(x/7)+sin(x/11)+sin(x/13)+sin(x/17)+sin(x/19)",
    "e^(x/97)*e^(x/89)*e^(x/83)",
    "cbrt(cbrt(cbrt(cbrt(cbrt(cbrt(x))))))",
    "max(max(max(x,1),max(x,2)),max(max(x,3),max(x,4)))",
    "||||x|-1|-2|-3|",
    "|x|/x*|x-1|/(x-1)*|x-2|/(x-2)*|x-3|/(x-3)*|x-4|/(x-4)",
    "123456789012345678901234567890123456789^(1/2)",
    "ln(123456789012345678901234567890123456789)",
    "(12345678901234567891*98765432109876543211)^(1/3) x",
    "__import__('os').system('touch canary')",
    "().__class__.__bases__[0].__subclasses__()",
    "exec('x')",
    "lambda: x",
    "factorial(10^9)",
    "gamma(x)",
    "x\u202e2",
    "х^2",
    "x\x00",
    "\ud800",
    "\\frac{1}{0}",
    "1/0",
    "0/0",
    "0^0",
    "0^(-1)",
    "",
    "   ",
]


@pytest.mark.parametrize("typed", HOSTILE, ids=lambda typed: typed[:24].encode("ascii", "backslashreplace").decode())
def test_a_hostile_answer_is_answered_and_not_accepted(typed: str) -> None:
    started = time.process_time()

    verdict = verdict_on(typed, TASK)

    assert verdict.outcome is not Outcome.CORRECT
    assert time.process_time() - started < 2, "a bound that far above the usual millisecond: nothing may hang"


def test_no_code_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for typed in HOSTILE:
        verdict_on(typed, TASK)

    assert list(tmp_path.iterdir()) == []


@given(st.text(max_size=60))
def test_any_text_gets_a_verdict(typed: str) -> None:
    assert verdict_on(typed, TASK).outcome in Outcome


PIECES = [
    "x",
    "2",
    "3",
    "0.5",
    "e",
    "pi",
    "+",
    "-",
    "*",
    "/",
    "^",
    "(",
    ")",
    "|",
    "sin",
    "ln",
    "sqrt",
    "abs",
    "relu",
    " ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_soup_of_tokens_gets_a_verdict(typed: str) -> None:
    assert verdict_on(typed, TASK).outcome in Outcome


TINY = ["e^(-e^(e^x))", "2x + e^(-e^(e^(x^2 + 3)))", "(1/2)^(x^90)", "1/e^(e^(e^(x + 2)))"]
"""Values with exponents of more than six digits, which Python's decimals do not hold."""


@pytest.mark.parametrize("typed", TINY)
def test_values_nearer_to_zero_than_a_decimal_goes_are_answered(typed: str) -> None:
    assert verdict_on(typed, TASK).outcome is not Outcome.CORRECT
