"""The engines we compare with are optional: what is missing is said in a line, and what hangs costs its time alone."""

import sys

import pytest

from quiz.notation import Parsed, Vocabulary, read
from tests.bench.engines import found, maxima
from tests.bench.engines.child import Child
from tests.bench.engines.dialect import SPELLED, Unsayable, spelled

ECHO = """
import sys, time
for line in sys.stdin:
    if line.strip() == "hang": time.sleep(60)
    if line.strip() == "die": sys.exit(1)
    if line.strip() == "ask":
        print("Is x positive?", end="", flush=True)
        line = next(sys.stdin)
    print("some chatter"); print("mark:", line.strip().upper(), flush=True)
"""


@pytest.fixture
def echo():
    child = Child([sys.executable, "-c", ECHO], mark="mark:", reply=lambda said: "yes" if said.endswith("?") else "")
    yield child
    child.close()


def test_a_child_answers_line_by_line(echo):
    assert [echo.ask(word) for word in ("one", "two")] == ["ONE", "TWO"]


@pytest.mark.parametrize("trouble", ["hang", "die"])
def test_a_child_that_hangs_or_dies_gives_no_answer_and_starts_afresh(echo, trouble):
    assert echo.ask("one") == "ONE"
    first = echo.process.pid
    assert echo.ask(trouble, 0.5) is None
    assert echo.ask("two", 30) == "TWO"
    assert echo.process.pid != first


def test_a_question_in_between_is_replied_to(echo):
    assert echo.ask("ask") == "YES"


def test_what_is_missing_is_said_in_one_line():
    engines, missing = found()

    assert len(engines) + len(missing) == 3
    assert all(line.endswith(".") and "\n" not in line for line in missing)


def tree(text):
    parsed = read(text, Vocabulary(variables=frozenset("xu")))
    assert isinstance(parsed, Parsed)
    return parsed.tree


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("2x^2 + 1/3", "((2*(vx^2))+(1/3))"),
        ("ln(x) - e", "(log(vx)+(-%e))"),
        ("arcsin(x) artanh(x)", "(asin(vx)*atanh(vx))"),
        ("log_3(x)", "(log(vx)/log(3))"),
        ("|x|^(-1)", "(abs(vx)^(-1))"),
        ("relu(x)", "((vx+abs(vx))/2)"),
    ],
)
def test_maxima_is_written_to_in_its_own_notation(typed, written):
    assert maxima.DIALECT.write(spelled(tree(typed), maxima.UNKNOWN)) == written


def test_what_has_no_word_there_is_not_asked():
    with pytest.raises(Unsayable):
        maxima.DIALECT.write(tree("logsumexp(x, 1)"))


@pytest.mark.parametrize("function", SPELLED)
def test_a_function_is_spelled_out_as_what_it_is(function):
    from quiz.grading.ladder import judge
    from quiz.grading.verdict import Outcome, Task

    call = tree(f"{function}(x)")
    domain = tree("x")
    verdict = judge(Task(call, ("x",), domain), spelled(call, frozenset({function})))

    assert verdict.outcome is Outcome.CORRECT


@pytest.mark.skipif(isinstance(maxima.engine(), str), reason="no Maxima on this machine")
@pytest.mark.parametrize(
    ("function", "typed", "verdict"),
    [
        ("sin(x)^2", "sin(2x)", True),
        ("sin(x)^2", "2 sin(x)", False),
        ("ln(x^2 + 1)", "2/(x + 1/x)", True),
        ("tanh(x)", "4/(e^x + e^(-x))^2", True),
        ("x^2", "sin(", None),
    ],
)
def test_maxima_judges(function, typed, verdict):
    engine = maxima.engine()
    try:
        assert engine.judge(function, typed, "x") is verdict
    finally:
        engine.close()
