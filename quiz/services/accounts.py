"""Accounts: a guest's row becomes an account, so that nothing has to be moved."""

from __future__ import annotations

import uuid
from zoneinfo import available_timezones

from django.db import transaction

from quiz.models import Card, ReviewEvent, User


def new_guest(timezone: str = "") -> User:
    """A learner without a name: private, durable, kept by the session's cookie. An unknown zone becomes UTC."""
    zone = timezone if timezone in available_timezones() else "UTC"
    guest = User(username=f"guest-{uuid.uuid4().hex}", is_guest=True, timezone=zone)
    guest.set_unusable_password()
    guest.save()
    return guest


@transaction.atomic
def keep(user: User, *, username: str, password: str, email: str = "") -> User:
    """Turn a guest into an account under the same key: cards, attempts and log stay where they are."""
    user.username, user.email, user.is_guest = username, email, False
    user.set_password(password)
    user.save()
    return user


@transaction.atomic
def adopt(guest: User, account: User) -> int:
    """Bring a guest's cards into an account that logs in; returns how many.

    A card of an item the account already knows stays behind with the guest: two histories of one item are
    not mixed.
    """
    known = Card.objects.of(account).values("item")
    cards = list(Card.objects.of(guest).exclude(item__in=known).values_list("pk", flat=True))
    ReviewEvent.objects.filter(card__in=cards).update(user=account)
    return Card.objects.filter(pk__in=cards).update(user=account)
