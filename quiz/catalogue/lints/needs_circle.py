"""What must come first cannot wait for itself: `needs` of topics and of items has no circles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quiz.catalogue.lints.lint import CatalogueLint, Scene
from quiz.reading.problems import Finding, Problem

CODE = "needs-circle"


def look(scene: Scene) -> Iterator[Problem]:
    catalogue = scene.catalogue
    topics = {each.id: each for each in catalogue.topics}
    for name in _in_circles({each.id: each.needs for each in catalogue.topics}):
        if catalogue.topics_origin:
            path = ("topics", topics[name].position - 1, "needs")
            yield catalogue.topics_origin.problem(Finding(path, CODE, f"the topic {name} needs itself in the end"))
    items = {each.id: each for each in catalogue.items}
    for name in _in_circles({each.id: each.needs for each in catalogue.items}):
        yield items[name].origin.problem(Finding(("needs",), CODE, f"the item {name} needs itself in the end"))


def _in_circles(needs: Mapping[str, tuple[str, ...]]) -> list[str]:
    """What is left when all that waits for nothing, or that nothing waits for, is taken away again and again."""
    left = {name: set(wanted) & needs.keys() for name, wanted in needs.items()}
    while True:
        waited_for = set().union(*left.values())
        free = {name for name, wanted in left.items() if not wanted or name not in waited_for}
        if not free:
            return list(left)
        left = {name: wanted - free for name, wanted in left.items() if name not in free}


LINT = CatalogueLint(CODE, look)
