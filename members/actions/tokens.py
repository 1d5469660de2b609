"""Deeds on access tokens: make, note that one was used, revoke, forget."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Member, Token
from members.permission import require

MOST = 10
LONGEST_DAYS = 180
PREFIX = "debrief_"  # so that whoever finds one in a file knows what it opens
KEPT_AFTER = timedelta(days=30)


class NotLikeThis(ValueError):
    """Too many of them, or a name that another one has; the sentence says which."""


@transaction.atomic
def make_token(*, member: Member, name: str, scopes: Sequence[str], section: str, days: int) -> tuple[Token, str]:
    """The row, and the token itself, which is shown once and kept nowhere."""
    require(member.is_active and not member.is_suspended)
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    now = timezone.now()
    if member.tokens.live(now).count() >= MOST:
        raise NotLikeThis(_("You have %(number)s tokens. Please revoke one that you no longer use.") % {"number": MOST})
    if member.tokens.filter(name=name).exists():
        raise NotLikeThis(_("You have a token of this name. Please choose another name, or revoke that one."))
    token = PREFIX + secrets.token_urlsafe(32)
    expires_at = now + timedelta(days=min(days, LONGEST_DAYS))
    row = member.tokens.create(
        name=name, mark=mark_of(token), scopes=list(scopes), section=section, created_at=now, expires_at=expires_at
    )
    return row, token


def mark_of(token: str) -> str:
    """A plain hash is right for what is random already: there is nothing to guess."""
    return sha256(token.encode()).hexdigest()


def note_use(*, token: Token) -> None:
    """The day of the last use, written once a day."""
    today = timezone.localdate()
    if token.last_used_on != today:
        Token.objects.filter(pk=token.pk).update(last_used_on=today)


@transaction.atomic
def revoke_token(*, member: Member, token: Token) -> None:
    """It opens nothing from this moment on."""
    require(token.member_id == member.pk, _("That is not a token of yours."))
    token.delete()


def forget_expired() -> int:
    """Each night: tokens that ran out a month ago. Says how many."""
    return Token.objects.filter(expires_at__lt=timezone.now() - KEPT_AFTER).delete()[0]
