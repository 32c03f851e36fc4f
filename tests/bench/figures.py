"""A measured figure, the table that shows it beside its target, and the machine it was measured on."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Figure:
    """Many durations in percentiles, or one value, which then stands in `p50`."""

    part: str
    what: str
    p50: float
    p95: float | None = None
    most: float | None = None
    count: int = 1
    unit: str = "ms"
    target: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def judged(self) -> float:
        return self.p50 if self.p95 is None else self.p95

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        if self.target is None:
            return None
        return self.judged >= self.target if self.at_least else self.judged <= self.target


def spread(part: str, what: str, milliseconds: Sequence[float], target: float | None = None) -> Figure:
    """The median, the 95th percentile and the worst of many durations."""
    ranked = sorted(milliseconds)
    return Figure(part, what, percentile(ranked, 0.5), percentile(ranked, 0.95), ranked[-1], len(ranked), target=target)


def percentile(ranked: Sequence[float], share: float) -> float:
    """The smallest value that is not below `share` of all: no value is invented between two."""
    return ranked[max(0, -(-len(ranked) * round(share * 100) // 100) - 1)]


def table(figures: Iterable[Figure]) -> str:
    head = ("part", "what", "n", "p50", "p95", "max", "unit", "target", "")
    rows = [head, *(_row(each) for each in figures)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(head))]
    lines = ["  ".join(_cell(text, widths[at], at) for at, text in enumerate(row)).rstrip() for row in rows]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def _row(figure: Figure) -> tuple[str, ...]:
    sign = "≥" if figure.at_least else "≤"
    target = "" if figure.target is None else f"{sign} {figure.target:g}{'' if figure.p95 is None else ' p95'}"
    verdict = {None: "", True: "met", False: "MISSED"}[figure.met]
    p95, most = ("" if value is None else _number(value) for value in (figure.p95, figure.most))
    said = " ".join(filter(None, [verdict, figure.note]))
    return figure.part, figure.what, str(figure.count), _number(figure.p50), p95, most, figure.unit, target, said


def _number(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:,.1f}" if value < 1000 else f"{value:,.0f}"


def _cell(text: str, width: int, at: int) -> str:
    return text.rjust(width) if 2 <= at <= 5 else text.ljust(width)


def machine() -> dict[str, str]:
    """What the figures were measured on. The load says how busy others kept it."""
    load = ", ".join(f"{each:.2f}" for each in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    return {
        "processor": f"{_processor()}, {os.cpu_count()} cores",
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load": load,
    }


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text().splitlines() if listed.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def as_json(figures: Iterable[Figure], seconds: float) -> dict[str, Any]:
    rows = [{**asdict(each), "met": each.met} for each in figures]
    return {"machine": machine(), "seconds": round(seconds, 1), "figures": rows}
