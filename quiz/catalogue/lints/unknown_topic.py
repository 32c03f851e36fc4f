"""Items and pages name topics of topics.yaml."""

from __future__ import annotations

from collections.abc import Iterator

from quiz.catalogue.entries import Origin
from quiz.catalogue.lints.lint import CatalogueLint, Scene
from quiz.reading.problems import Finding, Path, Problem
from quiz.reading.suggest import did_you_mean

CODE = "unknown-topic"


def look(scene: Scene) -> Iterator[Problem]:
    topics = [topic.id for topic in scene.catalogue.topics]
    for name, origin, path in _named(scene):
        if name not in topics:
            hint = did_you_mean(name, topics)
            yield origin.problem(Finding(path, CODE, f"no topic '{name}'", hint))


def _named(scene: Scene) -> Iterator[tuple[str, Origin, Path]]:
    catalogue = scene.catalogue
    for each in catalogue.seen:
        if isinstance(topic := each.plain.get("topic"), str):
            yield topic, each.origin, ("topic",)
    for page in catalogue.pages:
        if topic := getattr(page.record, "topic", ""):
            yield topic, page.origin, ("topic",)
    for topic in catalogue.topics:
        for number, need in enumerate(topic.needs):
            if catalogue.topics_origin:
                yield need, catalogue.topics_origin, ("topics", topic.position - 1, "needs", number)


LINT = CatalogueLint(CODE, look)
