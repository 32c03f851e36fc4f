"""`python3 -m tests.bench [PART …] [--quick] [--items N] [--json FILE]`

Parts: preview, answer, content, start, grading, diagnosis, scheduler, hostile.

Everything happens in a temporary data folder on copies of the shipped content, on this machine alone. Without parts
all but `hostile` are measured. The figures of one run belong together: compare ratios, not runs on different loads.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.bench.figures import Figure, as_json, machine, table
from tests.bench.place import Place, inside

PARTS = ("preview", "answer", "content", "start", "grading", "diagnosis", "scheduler", "hostile")
USUAL = PARTS[:-1]


def main() -> None:
    options = _options()
    parts = set(options.parts or USUAL)
    started = perf_counter()
    say("; ".join(f"{name}: {said}" for name, said in machine().items()))
    with TemporaryDirectory(prefix="gradus-bench-") as folder:
        figures = list(_measured(Place(Path(folder)), parts, options))
    seconds = perf_counter() - started
    print(table(figures))  # noqa: T201 - the figures are what this is for
    say(f"\n{seconds:.0f} s; at the end {machine()['load']} was the load.")
    if options.json:
        options.json.write_text(json.dumps(as_json(figures, seconds), indent=2, ensure_ascii=False) + "\n")


def _options() -> Namespace:
    parser = ArgumentParser(prog="python3 -m tests.bench", description="Measure Gradus on this machine.")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; default: all but hostile")
    parser.add_argument("--quick", action="store_true", help="fewer samples: a look, no measurement")
    parser.add_argument("--items", type=int, default=5000, help="generated items that are loaded (5000)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    options = parser.parse_args()
    unknown = set(options.parts) - set(PARTS)
    if unknown:
        parser.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    return options


def _measured(place: Place, parts: set[str], options: Namespace) -> Iterator[Figure]:
    """Quiet parts first: what a server costs is measured before content keeps both cores busy."""
    from tests.bench import asking, diagnosing, grading, hostile, loading, scheduling, soak, starting

    inside(place.data(), place.copy_shipped(with_lock=True))
    if parts & {"preview", "answer", "scheduler", "hostile"}:
        say("publishing the shipped content …")
        _publish()
    if parts & {"preview", "answer"}:
        say("preview and answer requests …")
        yield from asking.figures_of(place, parts, quick=options.quick)
    if "grading" in parts:
        say("grading against SymPy …")
        yield from grading.figures_of(quick=options.quick)
    if "diagnosis" in parts:
        say("diagnosis …")
        yield from diagnosing.figures_of(quick=options.quick)
    if "scheduler" in parts:
        say("the scheduler …")
        yield from scheduling.figures_of(quick=options.quick)
    if "start" in parts:
        say("start-up …")
        yield from starting.figures_of(place, quick=options.quick)
    if "content" in parts:
        say("content …")
        yield from loading.figures_of(place, items=options.items, quick=options.quick)
    if "hostile" in parts:
        say("hostile texts …")
        yield from hostile.figures_of(quick=options.quick)
        say("a server under hostile requests …")
        yield from soak.figures_of(place, quick=options.quick)


def _publish() -> None:
    from django.core.management import call_command

    call_command("load_content", verbosity=0)


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - progress


if __name__ == "__main__":
    main()
