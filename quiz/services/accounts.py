"""Accounts: a guest's row becomes an account, so that nothing has to be moved."""

from __future__ import annotations

from hashlib import sha256
from zoneinfo import available_timezones

from django.contrib.auth.hashers import make_password
from django.db import transaction

from quiz.models import Card, Goal, ReviewEvent, User
from quiz.services import loads


def guest_for(secret: str, timezone: str = "") -> User:
    """The guest of a visitor's secret: without a name, private, durable. An unknown zone becomes UTC."""
    name = f"guest-{sha256(secret.encode()).hexdigest()[:32]}"
    zone = timezone if timezone in available_timezones() else "UTC"
    guest, _ = User.objects.get_or_create(
        username=name, defaults={"is_guest": True, "timezone": zone, "password": make_password(None)}
    )
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
    not mixed. So does a goal whose name the account has given already.
    """
    named = list(Goal.objects.of(account).values_list("name", flat=True))
    Goal.objects.of(guest).exclude(name__in=named).update(user=account)
    known = Card.objects.of(account).values("item")
    cards = list(Card.objects.of(guest).exclude(item__in=known).values_list("pk", flat=True))
    ReviewEvent.objects.filter(card__in=cards).update(user=account)
    brought = Card.objects.filter(pk__in=cards).update(user=account)
    User.objects.filter(pk=guest.pk).update(frontier=0)
    for each in (guest, account):
        loads.recount(each)
    return brought
