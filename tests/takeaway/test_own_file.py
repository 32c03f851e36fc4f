"""The file: what is written is read back, and whatever else is sent is answered by a place and a sentence."""

from __future__ import annotations

import copy
import csv
import io
import json
import uuid
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.scheduling.memory import Memory
from quiz.scheduling.rating import Rating
from quiz.scheduling.scheduler import scheduler_for
from quiz.scheduling.settings import Settings
from quiz.takeaway.merging import Line, by_item, woven
from quiz.takeaway.own_file import MOST_TOLD, Takeaway, read, written
from quiz.takeaway.readers import Wrong
from quiz.takeaway.sheets import SHEETS, write_sheet
from quiz.takeaway.tables import LISTS, PROFILE, Trouble

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
USUAL = Settings()
DIGEST = "0123456789abcdef" * 2
INSTANTS = st.integers(0, 10**9).map(lambda seconds: START + timedelta(seconds=seconds))


def as_json(memory):
    due, last = memory.due, memory.last_review
    return {
        "state": str(memory.state),
        "step": memory.step,
        "stability": memory.stability,
        "difficulty": memory.difficulty,
        "due": due.isoformat() if due else None,
        "last_review": last.isoformat() if last else None,
        "interval": memory.interval,
        "reps": memory.reps,
        "lapses": memory.lapses,
    }


def card_row(item, memory, events):
    return {
        "item": item,
        "state": str(memory.state),
        "step": memory.step,
        "stability": memory.stability,
        "difficulty": memory.difficulty,
        "due_at": memory.due_at,
        "due_day": memory.due_day,
        "last_review": memory.last_review,
        "interval": memory.interval,
        "reviews": memory.reps,
        "sequence": events,
        "lapses": memory.lapses,
        "suspended": False,
        "buried_until": None,
    }


def shown_row(item, sequence, at):
    return {
        "item": item,
        "sequence": sequence,
        "review_count": sequence,
        "revision": DIGEST,
        "values": {"a": "3", "b": "-1/2"},
        "shown_at": at,
        "answered_at": at,
        "confidence": "sure",
        "hints": {"": 1},
        "steps": {},
        "ticks": {"": {"up": "said"}},
        "closed_at": at,
    }


def attempt_row(item, sequence, at, response):
    return {
        "nonce": uuid.uuid4(),
        "item": item,
        "presentation": sequence,
        "part": "",
        "act": "answer",
        "response": response,
        "outcome": "correct",
        "counts": True,
        "verdict": {"outcome": "correct", "decided_by": "exact"},
        "nudged": False,
        "meant": "",
        "at": at,
    }


def event_row(item, sequence, at, rating, before, after):
    return {
        "uuid": uuid.uuid4(),
        "kind": "review",
        "item": item,
        "sequence": sequence,
        "voids": None,
        "presentation": sequence,
        "revision": DIGEST,
        "values": {},
        "at": at,
        "timezone": "UTC",
        "rollover_hour": 4,
        "study_day": USUAL.day(at),
        "elapsed_days": 0,
        "first": before.is_new,
        "rating": int(rating),
        "proposed": int(rating),
        "reason": "Right.",
        "rule_version": 1,
        "confidence": "",
        "attempts": 1,
        "hints": 0,
        "ms": 4000,
        "algorithm": "fsrs-6",
        "weights": "default",
        "retention": 0.9,
        "seed": 65536,
        "before": as_json(before),
        "after": as_json(after),
        "load": None,
        "day": None,
    }


PROFILES = st.fixed_dictionaries(
    {
        "timezone": st.sampled_from(["UTC", "Asia/Tokyo", "America/Lima"]),
        "rollover_hour": st.integers(0, 23),
        "retention": st.floats(0.7, 0.97),
        "new_per_day": st.integers(0, 100),
        "reviews_per_day": st.integers(0, 100),
        "minutes_per_day": st.integers(0, 100),
        "easy_days": st.lists(st.integers(0, 6), max_size=7),
        "bury_siblings": st.booleans(),
    }
).map(lambda given: {column.name: given[column.name] for column in PROFILE.columns})
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60)
REVIEWS = st.lists(st.tuples(st.sampled_from(list(Rating)), st.integers(60, 10**7), TEXTS), max_size=5)


def filed(profile, histories):
    """A file of cards with these reviews: rating, seconds after the one before, response."""
    lists = {table.name: [] for table in LISTS}
    for number, reviews in enumerate(histories):
        item, memory, at = f"item-{number}", Memory(), START
        for sequence, (rating, seconds, response) in enumerate(reviews):
            at += timedelta(seconds=seconds)
            after = scheduler_for(USUAL).after(memory, rating, at=at, seed=None)
            lists["presentations"].append(shown_row(item, sequence, at))
            lists["attempts"].append(attempt_row(item, sequence, at, response))
            lists["events"].append(event_row(item, sequence, at, rating, memory, after))
            memory = after
        lists["cards"].append(card_row(item, memory, len(reviews)))
    return profile, lists


FILES = st.builds(filed, PROFILES, st.lists(REVIEWS, max_size=4))
ONE = filed(
    dict.fromkeys(["timezone"], "UTC")
    | {"rollover_hour": 4, "retention": 0.9, "new_per_day": 1, "reviews_per_day": 1}
    | {"minutes_per_day": 0, "easy_days": [], "bury_siblings": False},
    [[(Rating.GOOD, 60, "2x"), (Rating.AGAIN, 10**6, "x")], []],
)


def text_of(profile, lists, at=START):
    return "".join(written(profile, lists, at=at))


@given(FILES)
def test_what_is_written_is_read_back_and_written_again_the_same(file):
    profile, lists = file
    text = text_of(profile, lists)
    found = read(text.encode())

    assert isinstance(found, Takeaway), found
    assert {name: getattr(found, name) for name in lists} == lists
    assert text_of(found.profile, {name: getattr(found, name) for name in lists}) == text


@given(FILES)
def test_two_files_of_the_same_rows_differ_in_their_hour_alone(file):
    first, later = text_of(*file), text_of(*file, at=START + timedelta(days=1))

    assert first.partition("\n")[2] == later.partition("\n")[2]


def places(value, path=()):
    """Every place in a JSON value."""
    yield path
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield from places(inner, (*path, key))


WHOLE = json.loads(text_of(*ONE))
SPOILS = [None, True, -1, 1e400, 2**70, 0.5, "", "\0", "x" * 50_000, "2026-13-45", [], {}, [[]], {"a": {}}, "9" * 400]


@pytest.mark.parametrize("spoil", SPOILS, ids=lambda spoil: repr(spoil)[:20])
def test_any_value_anywhere_is_read_or_refused_with_its_place_and_never_raises(spoil):
    for path in places(WHOLE):
        spoilt = copy.deepcopy(WHOLE)
        if path:
            inner = spoilt
            for key in path[:-1]:
                inner = inner[key]
            inner[path[-1]] = spoil
        else:
            spoilt = spoil
        found = read(json.dumps(spoilt).encode())
        assert isinstance(found, Takeaway) or (
            0 < len(found) <= MOST_TOLD and all(isinstance(each, Trouble) and each.message for each in found)
        )


@given(st.binary(max_size=300) | st.binary(max_size=300).map(lambda rest: b"PK\x03\x04" + rest))
def test_any_bytes_are_refused(sent):
    assert all(isinstance(each, Trouble) for each in read(sent))


def changed(change):
    spoilt = copy.deepcopy(WHOLE)
    change(spoilt)
    found = read(json.dumps(spoilt).encode())
    assert not isinstance(found, Takeaway)
    return [str(each) for each in found]


def put(table, number, **values):
    return lambda whole: whole[table][number].update(values)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (put("cards", 0, stability=float("1e300")), "cards[0].stability: must lie between 0.0001 and 1e+06"),
        (put("cards", 0, reviews="2"), "cards[0].reviews: must be a whole number"),
        (put("cards", 0, item="../etc"), "cards[0].item: is not written as expected"),
        (put("cards", 0, colour="red"), "cards[0].colour: is not known"),
        (put("cards", 1, item="item-0"), "cards[1].item: stands in this file twice"),
        (put("cards", 0, sequence=7), "cards[0].sequence: must be 2, the number of its events"),
        (put("cards", 0, lapses=5), "cards[0]: does not stand where its last event left it"),
        (put("events", 0, rating=5), "events[0].rating: must lie between 1 and 4"),
        (
            put("events", 0, at="2026-01-05T09:00:00"),
            "events[0].at: must be an instant such as 2026-01-05T09:00:00+00:00",
        ),
        (put("events", 0, timezone="../UTC"), "events[0].timezone: must be a time zone such as Europe/Rome"),
        (put("events", 1, sequence=0), "events[1].sequence: must be 1: the events of a card are counted from 0"),
        (put("events", 1, item="item-9"), "events[1].item: has no card in this file"),
        (put("events", 1, uuid=WHOLE["events"][0]["uuid"]), "events[1].uuid: stands in this file twice"),
        (put("events", 1, kind="void"), "events[1].voids: must name an event, in a void event and only there"),
        (
            put("events", 1, kind="void", voids=WHOLE["events"][1]["uuid"]),
            "events[1].voids: must name an earlier event of this card that no other void names",
        ),
        (put("presentations", 0, values={"a": "1/0"}), "presentations[0].values: has an entry `a` that is no fraction"),
        (put("presentations", 0, sequence=9), "presentations[0].sequence: is beyond the events of its card"),
        (put("attempts", 0, verdict={"outcome": "fine"}), "attempts[0].verdict: must be a verdict as Gradus writes it"),
        (put("attempts", 0, presentation=5), "attempts[0].presentation: is not in this file"),
        (put("attempts", 0, response="\ud800"), "attempts[0].response: has characters that are no text"),
        (lambda whole: whole.update(version=99), "version: 99 is newer than this Gradus, which reads up to 1"),
        (lambda whole: whole.pop("cards"), "cards: must be a list"),
        (lambda whole: whole.update(events=[{}] * 200_001), "events: has more than 200000 rows"),
    ],
    ids=lambda value: value if isinstance(value, str) else "bent",
)
def test_every_trouble_says_where(change, told):
    assert told in changed(change)


def test_nothing_in_a_memory_contradicts_the_rest_of_it():
    memory = {**WHOLE["events"][0]["after"], "stability": None}

    (column,) = [each for each in LISTS[3].columns if each.name == "after"]
    assert column.read(memory) == Wrong("has a state that its other values do not fit")


@given(FILES)
def test_a_sheet_has_a_line_a_row_and_a_cell_a_column(file):
    for table in SHEETS.values():
        out = io.StringIO(newline="")
        write_sheet(table, file[1][table.name], out)
        rows = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
        assert len(rows) == 1 + len(file[1][table.name])
        assert {len(row) for row in rows} == {len(table.columns)}


def test_the_columns_of_the_profile_are_named_once():
    for table in (PROFILE, *LISTS):
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)


LOGS = st.lists(st.tuples(st.integers(0, 9), st.sampled_from("ab")), max_size=12)


@given(LOGS, LOGS, LOGS)
def test_weaving_keeps_every_event_once_and_each_log_in_its_own_order(shared, here, brought):
    def lines(log, name):
        moment = {day: START + timedelta(days=day) for day in range(10)}
        return [
            Line(uuid.uuid5(uuid.NAMESPACE_URL, f"{name}{n}"), item, moment[day]) for n, (day, item) in enumerate(log)
        ]

    ours, theirs = lines(shared, "shared") + lines(here, "here"), lines(shared, "shared") + lines(brought, "brought")
    order = woven(ours, theirs)
    number = {line.uuid: place for place, line in enumerate(order)}

    assert set(order) == {*ours, *theirs}
    assert len(order) == len(set(order))
    assert [number[line.uuid] for line in ours] == sorted(number[line.uuid] for line in ours)
    new = [number[line.uuid] for line in theirs[len(shared) :]]
    assert new == sorted(new)
    assert woven(order, theirs) == order
    for item, weaving in by_item("ab", order, ours, theirs).items():
        assert [line.uuid for line in order if line.item == item] == list(weaving.order)
        assert weaving.here[-1] == weaving.brought[-1] == len(weaving.order)


def test_a_day_is_no_instant_and_an_instant_no_day():
    columns = {column.name: column.read for column in LISTS[0].columns}

    assert columns["due_day"]("2026-01-05") == date(2026, 1, 5)
    assert isinstance(columns["due_day"]("2026-01-05T09:00:00+00:00"), Wrong)
    assert isinstance(columns["due_at"]("2026-01-05"), Wrong)


PAGE = (Path(__file__).resolve().parents[2] / "docs" / "own-file.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("table", [PROFILE, *LISTS], ids=lambda table: table.name)
def test_every_column_is_described(table):
    section = PAGE.partition(f"\n## {table.name}")[2].partition("\n## ")[0]

    assert [column.name for column in table.columns if f"`{column.name}`" not in section] == []
