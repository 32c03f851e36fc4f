"""`manage.py grade`: one JSON object in, one out, in the same order, whatever the line holds."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from django.core.management import call_command

from quiz.grading import worker
from quiz.management.commands import grade as command


class Bytes:
    def __init__(self, text: bytes) -> None:
        self.buffer = io.BytesIO(text)


def graded(*rows: Any, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    lines = [row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows]
    out = io.StringIO()
    monkeypatch.setattr("sys.stdin", Bytes(b"\n".join(lines)))
    monkeypatch.setattr(worker, "start", worker.prove_here)
    call_command("grade", stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_the_example_of_the_manual(monkeypatch: pytest.MonkeyPatch) -> None:
    (row,) = graded({"id": 1, "function": "sin(3x)", "wrt": "x", "response": "cos 3x"}, monkeypatch=monkeypatch)

    assert set(row) == {"id", "outcome", "decided_by", "flags", "misconceptions", "message", "ms"}
    assert (row["id"], row["outcome"], row["decided_by"]) == (1, "incorrect", "balls")
    assert row["ms"] >= 0


KINDS = [
    ({"function": "sin(3x)"}, "3 cos 3x", "cos 3x"),
    ({"function": "x^3", "order": 2}, "6x", "3x^2"),
    ({"kind": "partial", "function": "x^2 y + y", "wrt": "y"}, "x^2 + 1", "2xy"),
    ({"kind": "gradient", "function": "x^2 y", "wrt": "x,y"}, "(2xy, x^2)", "(x^2, 2xy)"),
    ({"kind": "gradient", "function": "w1^2 + w2", "wrt": ["w2", "w1"]}, "(1, 2w1)", "(2w1, 1)"),
    ({"kind": "implicit", "function": "x^2 + y^2 = 25"}, "-x/y", "x/y"),
    ({"kind": "implicit", "function": "x^2 + y^2 = 25"}, "-x y/(25 - x^2)", "-y/x"),
    ({"kind": "at_point", "function": "x^3", "point": "2"}, "12", "6"),
    ({"kind": "at_point", "function": "sin(x)", "point": "x=pi"}, "-1", "1"),
    ({"kind": "at_point", "function": "x^2 y", "wrt": "x", "point": {"x": "2", "y": "1/2"}}, "2", "4"),
    ({"kind": "expression", "answer": "(x+1)^2"}, "x^2 + 2x + 1", "x^2 + 1"),
    ({"kind": "number", "answer": "sqrt(2)/2"}, "1/sqrt(2)", "0.5"),
    ({"kind": "vector", "answer": "(1, 2)"}, "[1, 2]", "[2, 1]"),
    ({"answer": "2x"}, "x + x", "x"),
    ({"function": "ln(x) + a x", "wrt": "x", "variables": ["x", "a"]}, "1/x + a", "1/x"),
    ({"kind": "expression", "answer": "|x|", "variables": {"x": "positive"}}, "x", "-x"),
    ({"kind": "expression", "answer": "|x|", "domain": "x < 0"}, "-x", "x"),
]


@pytest.mark.parametrize(("question", "right", "wrong"), KINDS)
def test_every_kind_of_row(question: dict[str, Any], right: str, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = graded({**question, "response": right}, {**question, "response": wrong}, monkeypatch=monkeypatch)

    assert [row["outcome"] for row in rows] == ["correct", "incorrect"]


@pytest.mark.parametrize(
    ("row", "names"),
    [
        (b"not json", "line"),
        (b"[1, 2]", "line"),
        (b'{"id": 7, "function": "x"}', "response"),
        (b'{"id": 7, "response": 4, "function": "x"}', "response"),
        (b'{"id": 7, "response": "x"}', "function"),
        (b'{"id": 7, "response": "x", "function": "sin(x"}', "function"),
        (b'{"id": 7, "response": "x", "answer": "2 +"}', "answer"),
        (b'{"id": 7, "response": "x", "kind": "riddle"}', "kind"),
        (b'{"id": 7, "response": "x", "function": "x", "order": 9}', "order"),
        (b'{"id": 7, "response": "x", "function": "x", "domain": "x >>> 2"}', "domain"),
        (b'{"id": 7, "response": "x", "function": "x", "variables": {"x": "large"}}', "variables"),
        (b'{"id": 7, "response": "x", "function": "x", "kind": "at_point"}', "point"),
        (b'{"id": 7, "response": "x", "function": "x = y = z", "kind": "implicit"}', "function"),
        (b'{"id": 7, "response": "x", "function": ["x"]}', "function"),
        (b'{"id": NaN, "response": "x", "function": "x"}', "line"),
        (b'{"id": "\xff"}', "line"),
        (b"[" * 100_000, "line"),
    ],
)
def test_a_bad_row_is_answered_and_the_next_is_graded(row: bytes, names: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = graded(row, {"id": 2, "function": "x^2", "response": "2x"}, monkeypatch=monkeypatch)

    assert (bad["outcome"], bad["decided_by"], bad["flags"]) == ("undecided", "input", ["bad_row"])
    assert bad["message"].startswith(f"{names}:")
    assert (good["id"], good["outcome"]) == (2, "correct")


def test_blank_lines_are_skipped_and_long_ones_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "LONGEST_LINE", 200)
    long = b'{"id": 1, "response": "' + b"x" * 500 + b'"}'

    rows = graded(b"", long, b"   ", {"id": 2, "function": "x^2", "response": "2x"}, monkeypatch=monkeypatch)

    assert [(row["id"], row["decided_by"]) for row in rows] == [(None, "input"), (2, "identical")]


def test_any_id_comes_back_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [None, "a", 3, 1.5, {"deck": [1, "ü"]}, "\ud800"]

    rows = graded(*[{"id": each, "function": "x", "response": "1"} for each in names], monkeypatch=monkeypatch)

    assert [row["id"] for row in rows] == names
