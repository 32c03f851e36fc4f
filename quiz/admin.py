"""The admin for staff, read-mostly: content comes from files and the log is never edited."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest

from quiz.models import (
    Attempt,
    Card,
    Deck,
    Goal,
    Item,
    ItemRevision,
    Presentation,
    Publication,
    ReviewEvent,
    Topic,
    User,
)


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable at run time
    """Looked at, never changed by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User)
class LearnerAdmin(UserAdmin):  # type: ignore[type-arg]
    list_display = ("username", "is_guest", "is_staff", "date_joined", "last_login")
    list_filter = ("is_guest", "is_staff", "is_active")
    fieldsets = (
        *(UserAdmin.fieldsets or ()),
        ("Study", {"fields": ("is_guest", "timezone", "rollover_hour", "retention", "new_per_day", "reviews_per_day")}),
    )


@admin.register(Topic)
class TopicAdmin(ReadOnly):
    list_display = ("title", "key", "strategy", "position")


@admin.register(Deck)
class DeckAdmin(ReadOnly):
    list_display = ("title", "key", "license", "position")


@admin.register(Item)
class ItemAdmin(ReadOnly):
    list_display = ("key", "kind", "title", "deck", "topic", "level", "retired")
    list_filter = ("kind", "deck", "topic", "retired")
    search_fields = ("key", "title")


@admin.register(ItemRevision)
class ItemRevisionAdmin(ReadOnly):
    list_display = ("item", "number", "published_at")
    search_fields = ("item__key",)


@admin.register(Publication)
class PublicationAdmin(ReadOnly):
    list_display = ("at", "digest", "summary")


@admin.register(Card)
class CardAdmin(ReadOnly):
    list_display = ("user", "item", "state", "due_day", "due_at", "reviews", "lapses")
    list_filter = ("state",)
    search_fields = ("item__key", "user__username")
    list_select_related = ("user", "item")


@admin.register(Goal)
class GoalAdmin(ReadOnly):
    list_display = ("name", "day", "user", "minutes")
    list_select_related = ("user",)


@admin.register(Presentation)
class PresentationAdmin(ReadOnly):
    list_display = ("card", "sequence", "shown_at", "closed_at", "confidence")
    list_select_related = ("card",)


@admin.register(Attempt)
class AttemptAdmin(ReadOnly):
    list_display = ("at", "act", "part", "response", "outcome", "counts")
    list_filter = ("outcome", "act", "counts")


@admin.register(ReviewEvent)
class ReviewEventAdmin(ReadOnly):
    list_display = ("at", "kind", "user", "card", "rating", "proposed", "reason")
    list_filter = ("kind", "rating")
    list_select_related = ("user", "card")
