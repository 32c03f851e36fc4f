"""`manage.py grade`: one JSON object in, one out, in the same order, whatever the line holds."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from quiz.grading import worker
from quiz.management.commands import grade as command

ROOT = Path(__file__).resolve().parent.parent.parent
RIGHT = {"id": 2, "function": "x^2", "response": "2x"}


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
    ({"kind": "derivative", "function": "t^2"}, "2t", "2"),
    ({"function": "a x^2"}, "2a x", "x^2"),
    ({"function": "(x, x^2)"}, "(1, 2x)", "(2x, 1)"),
    ({"function": "x^3", "order": 2}, "6x", "3x^2"),
    ({"function": "x^5", "order": 3}, "60x^2", "20x^3"),
    ({"function": "x^5", "order": 4}, "120x", "60x^2"),
    ({"kind": "partial", "function": "x^2 y + y", "wrt": "y"}, "x^2 + 1", "2xy"),
    ({"kind": "partial", "function": "x^2 y^3", "wrt": ["x", "y"]}, "6x y^2", "2x y^3"),
    ({"kind": "partial", "function": "x^4 y", "wrt": "x", "order": 2}, "12x^2 y", "4x^3 y"),
    ({"kind": "gradient", "function": "x^2 y", "wrt": "x,y"}, "(2xy, x^2)", "(x^2, 2xy)"),
    ({"kind": "gradient", "function": "x^2 y", "wrt": " y , x "}, "(x^2, 2xy)", "(2xy, x^2)"),
    ({"kind": "gradient", "function": "w1^2 + w2", "wrt": ["w2", "w1"]}, "(1, 2w1)", "(2w1, 1)"),
    ({"kind": "gradient", "function": "x^2 y z"}, "[2xyz, x^2 z, x^2 y]", "[2xyz, x^2 y, x^2 z]"),
    ({"kind": "implicit", "function": "x^2 + y^2 = 25"}, "-x/y", "x/y"),
    ({"kind": "implicit", "function": "x^2 + y^2 = 25"}, "-x y/(25 - x^2)", "-y/x"),
    ({"kind": "implicit", "function": "x^2 + y^2 = 25", "wrt": "y"}, "-y/x", "-x/y"),
    ({"kind": "implicit", "function": "u^2 + v^2 = 25", "wrt": "u"}, "-u/v", "-v/u"),
    ({"kind": "at_point", "function": "x^3", "point": "2"}, "12", "6"),
    ({"kind": "at_point", "function": "x^3", "point": 2}, "12", "6"),
    ({"kind": "at_point", "function": "x^3", "point": "2", "order": 2}, "12", "3"),
    ({"kind": "at_point", "function": "sin(x)", "point": "x=pi"}, "-1", "1"),
    ({"kind": "at_point", "function": "sin(x)", "point": "x = pi/3"}, "1/2", "0.51"),
    ({"kind": "at_point", "function": "x^2 y", "wrt": "x", "point": {"x": "2", "y": "1/2"}}, "2", "4"),
    ({"kind": "at_point", "function": "x^2 y", "wrt": "x", "point": {"x": 2, "y": 3}}, "12", "4"),
    ({"kind": "at_point", "function": "x^2 y", "wrt": "x", "point": "x=2, y=3"}, "12", "4"),
    ({"kind": "at_point", "function": "x^2 y", "wrt": "x", "point": "2, 3"}, "12", "4"),
    ({"kind": "at_point", "function": "x^2 y", "wrt": "y", "point": "2, 3"}, "4", "12"),
    ({"kind": "at_point", "function": "x^2 y", "wrt": "x", "point": "y=3,x=2"}, "12", "4"),
    ({"kind": "at_point", "function": "t x^2", "variables": ["x", "t"], "wrt": "x", "point": "2, 3"}, "12", "4"),
    ({"kind": "expression", "answer": "(x+1)^2"}, "x^2 + 2x + 1", "x^2 + 1"),
    ({"kind": "expression", "function": "(x+1)^2"}, "x^2 + 2x + 1", "x^2 + 1"),
    ({"kind": "number", "answer": "sqrt(2)/2"}, "1/sqrt(2)", "0.5"),
    ({"kind": "number", "answer": 0.5}, "1/2", "1/3"),
    ({"kind": "vector", "answer": "(1, 2)"}, "[1, 2]", "[2, 1]"),
    ({"kind": "vector", "answer": "[[1, x], [2, 3]]"}, "[1, x; 2, 3]", "[1, 2; x, 3]"),
    ({"answer": "2x"}, "x + x", "x"),
    ({"kind": None, "function": None, "wrt": None, "order": None, "answer": "2x"}, "2x", "x"),
    ({"function": "x^2", "wrt": "", "domain": "", "answer": "", "point": "("}, "2x", "x"),
    ({"function": "ln(x) + a x", "wrt": "x", "variables": ["x", "a"]}, "1/x + a", "1/x"),
    ({"function": "ln(x) + a x", "wrt": "x", "variables": "x, a"}, "1/x + a", "1/x"),
    ({"function": "λ^2", "wrt": "lambda"}, "2λ", "λ"),
    ({"function": "w_1^2 w_2", "wrt": "w1"}, "2w1 w2", "w1 w2"),
    ({"function": "rate^2", "variables": ["rate"]}, "2 rate", "rate"),
    ({"function": "e^2", "variables": ["e"]}, "2e", "0"),
    ({"kind": "expression", "answer": "|x|", "variables": {"x": "positive"}}, "x", "-x"),
    ({"kind": "expression", "answer": "sqrt(x^2)", "variables": {"x": "nonnegative"}}, "x", "-x"),
    ({"kind": "expression", "answer": "x/x", "variables": {"x": "nonzero"}}, "1", "0"),
    ({"kind": "expression", "answer": "x", "variables": {"x": "real"}}, "sqrt(x^2) sign(x)", "sqrt(x^2)"),
    ({"kind": "expression", "answer": "n + 1", "variables": {"n": "integer"}}, "1 + n", "n"),
    ({"kind": "expression", "answer": "|x|", "domain": "x < 0"}, "-x", "x"),
    ({"kind": "expression", "answer": "|x + 1|", "domain": "-1<x<1"}, "x + 1", "-x - 1"),
    ({"kind": "expression", "answer": "|x - 2| y/y", "domain": "x>2, y!=0"}, "x - 2", "2 - x"),
    ({"kind": "expression", "answer": "|x| + y", "variables": {"x": "positive", "y": "real"}, "domain": "y >= 1/2"},
     "x + y", "y - x"),
    ({"function": "x^2", "deck": "any", "nested": {"field": [1]}}, "2x", "x"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "right", "wrong"), KINDS)
def test_every_kind_of_row(question: dict[str, Any], right: str, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = graded({**question, "response": right}, {**question, "response": wrong}, monkeypatch=monkeypatch)

    assert [row["outcome"] for row in rows] == ["correct", "incorrect"]


BAD_ROWS = [
    (b"not json", "line"),
    (b"[1, 2]", "line"),
    (b"7", "line"),
    (b"null", "line"),
    (b"{'id': 7}", "line"),
    (b'{"id": 7} {"id": 8}', "line"),
    (b'{"id": NaN, "response": "x", "function": "x"}', "line"),
    (b'{"id": 7, "response": "x", "function": "x", "more": -Infinity}', "line"),
    (b'{"id": 1e400, "response": "x", "function": "x"}', "line"),
    (b'{"id": ' + b"9" * 5_000 + b', "response": "x", "function": "x"}', "line"),
    (b'{"id": "\xff"}', "line"),
    ('{"id": 7, "response": "x", "function": "x"}'.encode("utf-16-le"), "line"),
    (b"[" * 100_000, "line"),
    (b'{"id": ' + b"[" * 100_000 + b"]" * 100_000 + b', "response": "x", "function": "x"}', "line"),
    (b'{"id": 7, "function": "x"}', "response"),
    (b'{"id": 7, "response": null, "function": "x"}', "response"),
    (b'{"id": 7, "response": 4, "function": "x"}', "response"),
    (b'{"id": 7, "response": "x"}', "function"),
    (b'{"id": 7, "response": "x", "function": "", "answer": " "}', "function"),
    (b'{"id": 7, "response": "x", "function": "sin(x"}', "function"),
    (b'{"id": 7, "response": "x", "function": "x = 2"}', "function"),
    (b'{"id": 7, "response": "x", "function": ["x"]}', "function"),
    (b'{"id": 7, "response": "x", "function": true}', "function"),
    (b'{"id": 7, "response": "x", "function": "\\ud800"}', "function"),
    (b'{"id": 7, "response": "x", "function": "9^9^9^9 x"}', "function"),
    (b'{"id": 7, "response": "x", "function": "' + b"x" * 3_000 + b'"}', "function"),
    (b'{"id": 7, "response": "x", "function": "' + b" " * 30_000 + b'x"}', "function"),
    (b'{"id": 7, "response": "x", "function": "z", "variables": ["x"]}', "function"),
    (b'{"id": 7, "response": "x", "function": "x = y = z", "kind": "implicit"}', "function"),
    (b'{"id": 7, "response": "x", "function": "x^2 + y^2", "kind": "implicit"}', "function"),
    (b'{"id": 7, "response": "x", "function": "u^2 + v^2 = 1", "kind": "implicit"}', "function"),
    (b'{"id": 7, "response": "x", "function": "(x, y)", "kind": "gradient"}', "function"),
    (b'{"id": 7, "response": "1", "function": "ln(x)", "kind": "at_point", "point": "0"}', "function"),
    (b'{"id": 7, "response": "x", "answer": "2 +"}', "answer"),
    (b'{"id": 7, "response": "x", "answer": {}}', "answer"),
    (b'{"id": 7, "response": "1", "answer": "x + 1", "kind": "number"}', "answer"),
    (b'{"id": 7, "response": "x", "kind": "riddle"}', "kind"),
    (b'{"id": 7, "response": "x", "kind": ["derivative"]}', "kind"),
    (b'{"id": 7, "response": "x", "function": "x", "order": 0}', "order"),
    (b'{"id": 7, "response": "x", "function": "x", "order": 5}', "order"),
    (b'{"id": 7, "response": "x", "function": "x", "order": -1}', "order"),
    (b'{"id": 7, "response": "x", "function": "x", "order": 1.5}', "order"),
    (b'{"id": 7, "response": "x", "function": "x", "order": "2"}', "order"),
    (b'{"id": 7, "response": "x", "function": "x", "order": true}', "order"),
    (b'{"id": 7, "response": "x", "function": "x", "wrt": 5}', "wrt"),
    (b'{"id": 7, "response": "x", "function": "x", "wrt": {"x": 1}}', "wrt"),
    (b'{"id": 7, "response": "x", "function": "x", "wrt": "x,"}', "wrt"),
    (b'{"id": 7, "response": "x", "function": "x", "wrt": [["x"]]}', "wrt"),
    (b'{"id": 7, "response": "x", "function": "x", "wrt": "2x"}', "wrt"),
    (b'{"id": 7, "response": "x", "function": "x", "wrt": "sin"}', "wrt"),
    (b'{"id": 7, "response": "x", "function": "x", "variables": {"x": "large"}}', "variables"),
    (b'{"id": 7, "response": "x", "function": "x", "variables": {"x": 3}}', "variables"),
    (b'{"id": 7, "response": "x", "function": "x", "variables": {"": "real"}}', "variables"),
    (b'{"id": 7, "response": "x", "function": "x", "variables": ["x", "x"]}', "variables"),
    (b'{"id": 7, "response": "x", "function": "x", "variables": ["__import__(1)"]}', "variables"),
    (b'{"id": 7, "response": "x", "function": "x", "kind": "at_point"}', "point"),
    (b'{"id": 7, "response": "x", "function": "x", "kind": "at_point", "point": "2 +"}', "point"),
    (b'{"id": 7, "response": "x", "function": "x", "kind": "at_point", "point": "t=2"}', "point"),
    (b'{"id": 7, "response": "x", "function": "x", "kind": "at_point", "point": "x="}', "point"),
    (b'{"id": 7, "response": "x", "function": "x", "kind": "at_point", "point": "1, 2"}', "point"),
    (b'{"id": 7, "response": "x", "function": "x", "kind": "at_point", "point": {"x": null}}', "point"),
    (b'{"id": 7, "response": "x", "function": "x", "kind": "at_point", "point": {"2": "x"}}', "point"),
    (b'{"id": 7, "response": "x", "function": "x y", "kind": "at_point", "point": "x=1, 2"}', "point"),
    (b'{"id": 7, "response": "x", "function": "x", "domain": "x >>> 2"}', "domain"),
    (b'{"id": 7, "response": "x", "function": "x", "domain": "x >"}', "domain"),
    (b'{"id": 7, "response": "x", "function": "x", "domain": "x"}', "domain"),
    (b'{"id": 7, "response": "x", "function": "x", "domain": "z > 1"}', "domain"),
    (b'{"id": 7, "response": "x", "function": "x", "domain": ["x > 1"]}', "domain"),
    (b'{"id": 7, "response": "x", "function": "x", "domain": "x > 1; drop"}', "domain"),
]


@pytest.mark.parametrize(("row", "names"), BAD_ROWS, ids=lambda each: str(each[:60]) if len(each) > 12 else each)
def test_a_bad_row_is_answered_and_the_next_is_graded(row: bytes, names: str, monkeypatch: pytest.MonkeyPatch) -> None:
    bad, good = graded(row, RIGHT, monkeypatch=monkeypatch)

    assert (bad["outcome"], bad["decided_by"], bad["flags"]) == ("undecided", "input", ["bad_row"])
    assert (bad["misconceptions"], bad["id"]) == ([], None if names == "line" else bad["id"])
    assert bad["message"].startswith(f"{names}:")
    assert (good["id"], good["outcome"]) == (2, "correct")


def test_a_bad_row_keeps_its_id_where_that_can_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = graded({"id": [7]}, {"response": "x"}, {"id": None, "response": "("}, monkeypatch=monkeypatch)

    assert [row["id"] for row in rows] == [[7], None, None]


def test_blank_lines_are_skipped_and_long_ones_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "LONGEST_LINE", 200)
    long = b'{"id": 1, "response": "' + b"x" * 500 + b'"}'

    rows = graded(b"", long, b" \t ", b"\r", RIGHT, b"", long, monkeypatch=monkeypatch)

    assert [(row["id"], row["decided_by"]) for row in rows] == [(None, "input"), (2, "identical"), (None, "input")]


def test_four_megabytes_are_read_and_more_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    short = json.dumps(RIGHT).encode()
    fits, longer = (short + b" " * (size - len(short)) for size in (4 * 1024**2 - 1, 4 * 1024**2 + 1))

    rows = graded(fits, longer, RIGHT, monkeypatch=monkeypatch)

    assert [row["decided_by"] for row in rows] == ["identical", "input", "identical"]
    assert rows[1]["message"].startswith("line:")


@pytest.mark.parametrize(
    "name",
    [
        None,
        True,
        "a",
        "",
        3,
        -0.5,
        10**30,
        [],
        {},
        {"deck": [1, "ü", None]},
        "\ud800",
        "\u2028",
        "\x00",
        [[[["deep"]]]],
    ],
    ids=repr,
)
def test_any_id_comes_back_as_it_was(name: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (row,) = graded({**RIGHT, "id": name}, monkeypatch=monkeypatch)

    assert (row["id"], row["outcome"]) == (name, "correct")


def test_an_id_is_nested_as_deep_as_can_be_read_back_or_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    depths = range(700, 1_000, 10)
    rows = [b'{"id": ' + b"[" * n + b"]" * n + b', "function": "x", "response": "1"}' for n in depths]

    found = graded(*rows, monkeypatch=monkeypatch)

    assert len(found) == len(depths)
    assert {row["outcome"] for row in found} <= {"correct", "undecided"}


def test_of_equal_keys_the_last_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    row = b'{"id": 1, "id": 2, "function": "x^3", "function": "x^2", "response": "x", "response": "2x"}'

    (found,) = graded(row, monkeypatch=monkeypatch)

    assert (found["id"], found["outcome"]) == (2, "correct")


def test_a_byte_order_mark_in_front_and_carriage_returns_do_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.dumps(RIGHT).encode()

    rows = graded(b"\xef\xbb\xbf" + line + b"\r", line + b"\r", line, monkeypatch=monkeypatch)

    assert [row["outcome"] for row in rows] == ["correct"] * 3
    assert graded(b"\xef\xbb\xbf", monkeypatch=monkeypatch) == []


@pytest.mark.parametrize("text", ["\ud800", "x\ud800", "\udfff\ud83d", "\x00", "\u202e", "", " ", "{}" * 900])
def test_any_text_is_a_response(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (row,) = graded({**RIGHT, "response": text}, monkeypatch=monkeypatch)

    assert row["outcome"] == "unreadable"
    assert row["message"]


def test_a_wrong_row_says_what_went_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    (row,) = graded({"function": "sin(3x)", "response": "cos 3x"}, monkeypatch=monkeypatch)

    assert 1 <= len(row["misconceptions"]) <= 3
    assert all(set(each) == {"id", "certainty", "where"} for each in row["misconceptions"])


def test_no_fault_of_ours_ends_the_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(task: Any, response: str) -> Any:
        raise RecursionError if response == "deep" else KeyError(response)

    with monkeypatch.context() as patched:
        patched.setattr(command, "grade", broken)
        rows = graded(RIGHT, {**RIGHT, "response": "deep"}, monkeypatch=monkeypatch)

    assert [(row["outcome"], row["decided_by"]) for row in rows] == [("undecided", "none")] * 2


def test_two_runs_differ_in_nothing_but_their_times(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{**question, "response": typed} for question, *both in KINDS for typed in both]

    first, second = ([{**row, "ms": 0} for row in graded(*rows, monkeypatch=monkeypatch)] for _ in range(2))

    assert first == second


# -- as a process --------------------------------------------------------------------------------------------------


@contextmanager
def running(**more: Any) -> Iterator[subprocess.Popen[bytes]]:
    """The command on pipes; it is gone at the end."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    environment = {**os.environ, "DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3"}
    arguments = [sys.executable, "manage.py", "grade"]
    process = subprocess.Popen(arguments, cwd=ROOT, env=environment, **{**pipes, **more})  # type: ignore[call-overload]
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr]


def ask(process: subprocess.Popen[bytes], row: dict[str, Any]) -> dict[str, Any]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(row).encode() + b"\n")
    process.stdin.flush()
    found: dict[str, Any] = json.loads(process.stdout.readline())
    return found


def test_each_answer_comes_before_the_next_row_and_the_end_of_input_ends_it() -> None:
    with running() as process:
        answers = [ask(process, {**RIGHT, "id": number}) for number in range(3)]
        rest, errors = process.communicate(b'{"id": 3, "function": "x", "response": "1"}', timeout=60)

    assert [each["id"] for each in answers] == [0, 1, 2]
    assert [json.loads(line)["id"] for line in rest.splitlines()] == [3], "the last line needs no line end"
    assert (process.returncode, errors) == (0, b""), "and no database was asked for"


def test_no_input_gives_no_output() -> None:
    with running() as process:
        assert process.communicate(b"", timeout=60) == (b"", b"")
    assert process.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_ctrl_c_ends_it_quietly() -> None:
    with running(start_new_session=True) as process:
        ask(process, {**RIGHT, "response": "(x+1)^2 - x^2 - 1"})
        os.killpg(process.pid, signal.SIGINT)
        out, errors = process.communicate(timeout=60)

    assert (out, errors) == (b"", b"")
    assert process.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows closes pipes in another way")
def test_a_reader_that_goes_away_ends_it_quietly() -> None:
    with running() as process:
        ask(process, RIGHT)
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.close()
        process.stdin.write(b'{"response": "x"}\n' * 3)
        process.stdin.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_the_algebra_system_is_not_loaded_before_it_is_needed() -> None:
    program = (
        "import sys; from django.core.management import execute_from_command_line as run;"
        "run(['manage.py', 'grade']); print('sympy' in sys.modules, file=sys.stderr)"
    )
    row = json.dumps({"function": "sin(3x) e^x", "response": "(3 cos(3x) + sin(3x)) e^x"}).encode()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "quiz.settings"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment,
        input=row,
        capture_output=True,
        timeout=60,
        check=True,
    )

    assert json.loads(done.stdout)["outcome"] == "correct"
    assert done.stderr.strip() == b"False"
