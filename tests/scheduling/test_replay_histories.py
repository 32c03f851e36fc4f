"""`manage.py replay`, and 44 histories as Anki 26.9 scheduled them (its own backend, frozen clock, fuzz off)."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from quiz.scheduling.replay import Complaint, read_line

HISTORIES = [json.loads(line) for line in (Path(__file__).parent / "anki_histories.jsonl").read_text().splitlines()]
ONE = {"card": "a", "reviews": [{"at": "2026-01-01T12:00:00Z", "rating": 4}]}


class Input:
    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


@pytest.fixture
def replay(monkeypatch):
    """What the command answers to these lines, object by object."""

    def replayed(*lines, options=()):
        content = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
        monkeypatch.setattr("sys.stdin", Input(content))
        out = io.StringIO()
        call_command("replay", *options, stdout=out)
        return [json.loads(line) for line in out.getvalue().splitlines()]

    return replayed


@pytest.mark.parametrize("history", HISTORIES, ids=lambda history: " ".join(history["options"])[:40] or "usual")
def test_a_history_is_scheduled_as_anki_scheduled_it(replay, history):
    line = {"card": 1, "reviews": [{"at": at, "rating": rating} for at, rating in history["reviews"]]}
    [answer] = replay(line, options=history["options"])
    states = answer["states"]

    assert [(s["state"], s["due"]) for s in states] == [(state, due) for state, _, _, due, _ in history["states"]]
    # the last decimal is left to the C library of this machine
    assert [s["stability"] for s in states] == pytest.approx([s for _, s, _, _, _ in history["states"]], rel=2e-5)
    assert [s["difficulty"] for s in states] == pytest.approx([d for _, _, d, _, _ in history["states"]], abs=1.1e-3)
    assert [s["interval_days"] for s in states] == pytest.approx([i for *_, i in history["states"]])


def test_each_line_comes_back_with_its_states(replay):
    assert replay(ONE) == [
        ONE
        | {
            "states": [
                {"state": "review", "stability": 8.2956, "difficulty": 1.0, "due": "2026-01-09", "interval_days": 8}
            ]
        }
    ]


def test_a_step_is_due_at_an_instant_and_its_wait_is_a_part_of_a_day(replay):
    [answer] = replay({"card": 1, "reviews": [{"at": 1_767_268_800_000, "rating": 3}]})

    assert answer["states"][0]["due"] == "2026-01-01T12:10:00+00:00"
    assert answer["states"][0]["interval_days"] == pytest.approx(10 / 1440)


@pytest.mark.parametrize(
    "at", ["2026-01-01T13:00:00+01:00", "2026-01-01T12:00:00", 1_767_268_800_000, 1_767_268_800_000.0]
)
def test_an_instant_is_text_or_milliseconds(replay, at):
    [answer] = replay({"card": 1, "reviews": [{"at": at, "rating": 3}]})

    assert answer["states"][0]["due"] == "2026-01-01T12:10:00+00:00"


def test_the_options_set_the_scheduler(replay):
    options = ["--tz=Asia/Tokyo", "--rollover=0", "--retention=0.8", "--learning-steps=", "--relearning-steps=5m"]
    line = {
        "card": 1,
        "reviews": [{"at": "2026-01-01T16:00:00Z", "rating": 2}, {"at": "2026-01-05T16:00:00Z", "rating": 1}],
    }
    [answer] = replay(line, options=options)

    assert answer["states"][0]["due"] == "2026-01-06"
    assert answer["states"][1]["due"] == "2026-01-05T16:05:00+00:00"


def test_a_bad_line_is_answered_and_the_stream_goes_on(replay):
    answers = replay(b"not json", b"", ONE, b"\xff\xfe", {"card": 2, "reviews": [{"at": 0, "rating": 9}]}, ONE)

    assert [sorted(set(answer) & {"error", "states"}) for answer in answers] == [
        ["error"],
        ["states"],
        ["error"],
        ["error"],
        ["states"],
    ]
    assert answers[0]["line"] == 1
    assert answers[3]["card"] == 2


def test_a_line_beyond_all_measure_is_refused_and_skipped(replay, monkeypatch):
    monkeypatch.setattr("quiz.management.commands.replay.LONGEST_LINE", 200)
    answers = replay(b"[" * 5_000, ONE)

    assert answers[0]["error"] == "longer than 200 bytes"
    assert answers[1]["states"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[" * 100_000, "not a line of JSON"),
        ("[]", "a line must be an object with `card` and `reviews`"),
        ('{"card": 1}', "a line needs `card` and a list of `reviews`"),
        ('{"reviews": []}', "a line needs `card` and a list of `reviews`"),
        ('{"card": 1, "reviews": [3]}', "review 1: `at` must be ISO-8601 or milliseconds since 1970"),
        ('{"card": 1, "reviews": [{"at": true}]}', "review 1: `at` must be ISO-8601 or milliseconds since 1970"),
        ('{"card": 1, "reviews": [{"at": NaN}]}', "review 1: `at` must be ISO-8601 or milliseconds since 1970"),
        ('{"card": 1, "reviews": [{"at": 1e300}]}', "review 1: `at` must be ISO-8601 or milliseconds since 1970"),
        (
            '{"card": 1, "reviews": [{"at": "9999-12-31T23:59:59-12:00"}]}',
            "review 1: `at` must be ISO-8601 or milliseconds since 1970",
        ),
        ('{"card": 1, "reviews": [{"at": "soon"}]}', "review 1: `at` must be ISO-8601 or milliseconds since 1970"),
        ('{"card": 1, "reviews": [{"at": "2026-01-01", "rating": true}]}', "review 1: `rating` must be 1, 2, 3 or 4"),
        ('{"card": 1, "reviews": [{"at": "2026-01-01", "rating": 5}]}', "review 1: `rating` must be 1, 2, 3 or 4"),
        (
            '{"card": 1, "reviews": [{"at": "2026-01-01", "rating": 1}, {}]}',
            "review 2: `at` must be ISO-8601 or milliseconds since 1970",
        ),
    ],
)
def test_a_complaint_says_what_is_wrong(line, message):
    complaint = read_line(line)

    assert isinstance(complaint, Complaint)
    assert complaint.message == message


def test_a_card_without_reviews_has_no_states(replay):
    assert replay({"card": 1, "reviews": []}) == [{"card": 1, "reviews": [], "states": []}]


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("--tz=Nowhere/Land", "there is no time zone `Nowhere/Land`"),
        ("--tz=../etc", "there is no time zone `../etc`"),
        ("--rollover=24", "the rollover hour must be 0 to 23, not 24"),
        ("--retention=1", "retention must lie between 0.5 and 0.99, not 1.0"),
        ("--retention=nan", "retention must lie between 0.5 and 0.99, not nan"),
        ("--learning-steps=1x", "`1x` is not a step such as 1m, 10m, 2h or 1d"),
        ("--weights=1,2", "FSRS-6 has 21 weights, not 2"),
        ("--weights=a", "weights are numbers with commas between them"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused(replay, option, message):
    with pytest.raises(CommandError, match=r".*") as refused:
        replay(ONE, options=[option])

    assert message in str(refused.value)
