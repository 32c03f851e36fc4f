"""The same rows as tables for a spreadsheet: one CSV file a table, texts as they are, objects as JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from quiz.takeaway.own_file import plain
from quiz.takeaway.tables import ATTEMPTS, CARDS, EVENTS, Row, Table

SHEETS = {"cards.csv": CARDS, "attempts.csv": ATTEMPTS, "reviews.csv": EVENTS}


def write_sheet(table: Table, rows: Iterable[Row], out: TextIO) -> None:
    """RFC 4180: commas, double quotes, CRLF. An empty cell is nothing, `true` and `false` are flags."""
    writer = csv.writer(out)
    writer.writerow([column.name for column in table.columns])
    writer.writerows(list(_cells(table, row)) for row in rows)


def _cells(table: Table, row: Row) -> Iterator[Any]:
    for column in table.columns:
        value = row[column.name]
        if isinstance(value, bool):
            yield "true" if value else "false"
        elif isinstance(value, dict | list):
            yield json.dumps(value, ensure_ascii=False, default=plain) if value else ""
        elif value is None or isinstance(value, str | int | float):
            yield value
        else:
            yield plain(value)
