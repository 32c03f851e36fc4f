"""Content as published: decks, topics, items and the exact texts learners saw."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Topic(models.Model):
    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=120)
    strategy = models.SlugField(max_length=60)
    position = models.PositiveIntegerField()
    needs = models.JSONField(default=list, help_text="Keys of the topics that come first.")

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title


class Deck(models.Model):
    key = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=120)
    language = models.CharField(max_length=12, default="en")
    license = models.CharField(max_length=60)
    authors = models.JSONField(default=list)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title


class ItemQuerySet(models.QuerySet["Item"]):
    def live(self) -> ItemQuerySet:
        """Items a learner may still meet: published and not retired."""
        return self.filter(retired=False, current__isnull=False)

    def in_order(self) -> ItemQuerySet:
        return self.order_by("position")


class Item(models.Model):
    """One authored question with its permanent `key`; what it says is in its revisions."""

    key = models.SlugField(max_length=60, unique=True)
    deck = models.ForeignKey(Deck, on_delete=models.PROTECT, related_name="items")
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="items")
    strategy = models.SlugField(max_length=60)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=80)
    level = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=4, blank=True)
    position = models.PositiveIntegerField(help_text="Place in the order in which new items are offered.")
    written = models.PositiveIntegerField(help_text="Place in the order in which the decks are written.")
    current = models.ForeignKey("ItemRevision", on_delete=models.PROTECT, null=True, related_name="+")
    retired = models.BooleanField(default=False)
    replaced_by = models.SlugField(max_length=60, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        indexes = [
            models.Index(fields=["position"], name="item_live_order", condition=Q(retired=False, current__isnull=False))
        ]

    def __str__(self) -> str:
        return self.key


class ItemRevision(models.Model):
    """The exact text of an item as learners saw it. Never edited: a change is a new revision."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    text = models.TextField(help_text="The item's own YAML, readable alone.")
    wording = models.CharField(max_length=64)
    grading = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["item", "number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="revision_number_once")]

    def __str__(self) -> str:
        return f"{self.item_id} revision {self.number}"


class Publication(models.Model):
    """One loading of content: what it was made of, and what it changed."""

    at = models.DateTimeField()
    digest = models.CharField(max_length=64, help_text="Digest of all files and of the engine that checked them.")
    summary = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at"]
        get_latest_by = "at"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.digest[:8]}"
