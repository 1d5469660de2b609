"""The page with the number for the author of a post that a colleague took for live."""

import logging
from collections.abc import Mapping
from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from deflection import vault
from deflection.events import AuthorSentToHelp, DeflectionAcknowledged
from deflection.gate import quotes_of
from deflection.models import Cause, Deflection, Route
from deflection.routes import UNKNOWN_EVENT, route_for
from members.models import Member
from realtime.door import announce
from screening import emergency
from screening.emergency import Assessment

log = logging.getLogger(__name__)


@transaction.atomic
def open_page_for_author(
    *, author: Member, place: str, section: str, title: str, body: str, fields: Mapping[str, str]
) -> Deflection:
    """The same page as for a text that was stopped, and the same vault. The author's open pages go there at once."""
    reading = read_again(title, body, place)
    route, event = route_for(reading) if reading and reading.signs else (Route.EMERGENCY.value, UNKNOWN_EVENT)
    quotes = " … ".join(quotes_of(reading)) if reading else ""
    deflection = Deflection.objects.create(
        author=author, place=place, section=section, route=route, event=event, cause=Cause.COLLEAGUE,
        signs=sorted({sign.concept for sign in reading.signs}) if reading else [],
        reader=reading.version if reading else "none", band=reading.band if reading else "",
        label=reading.label if reading else "", client_id=uuid4(),
        sealed=vault.seal({**fields, "title": title, "body": body, "quotes": quotes}, owner_id=author.pk),
        expires_at=timezone.now() + timedelta(days=settings.VAULT_DAYS),
    )  # fmt: skip
    announce(AuthorSentToHelp(deflection))
    return deflection


def read_again(title: str, body: str, place: str) -> Assessment | None:
    """Which number to show first. Without a reader the emergency number is."""
    try:
        return emergency.assess(title, body, place)
    except Exception as error:
        log.critical("the emergency reader failed about a marked post: %s", type(error).__name__)
        return None


@transaction.atomic
def close_marked(*, deflection: Deflection, is_public_again: bool) -> None:
    """A moderator decided: its author's open page hears of it. The copy of what is public again leaves the vault."""
    row = Deflection.objects.filter(pk=deflection.pk)
    row.filter(closed_at=None).update(closed_at=timezone.now())
    if is_public_again:
        row.update(sealed=b"")
    announce(DeflectionAcknowledged(deflection))
