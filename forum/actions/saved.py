"""Deeds on saved searches: keep one, let it go, look whether there is something new in it."""

from collections.abc import Iterator, Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.models import SavedSearch
from forum.search.finding import Asked, look
from forum.search.results import link
from forum.search.words import parse
from members.models import Member
from members.permission import require
from notifications.actions import close_threads, notify_once
from notifications.models import Notification

SHELF = 20
KNOWN = 200  # of each search, the newest posts
AT_ONCE = 100  # searches between two looks at the list


class ShelfFull(ValueError):
    """Twenty searches are enough to be told of everything."""


@transaction.atomic
def save_search(*, member: Member, name: str, text: str, chosen: Mapping[str, str], cadence: str) -> SavedSearch:
    """Keep a search under a name; the same name again changes what stands there. Raises ShelfFull.

    What it finds today is known already: only what comes later is news.
    """
    require(member.is_authenticated and member.is_active)
    Member.objects.select_for_update().get(pk=member.pk)
    saved = SavedSearch.objects.filter(member=member, name=name).first() or SavedSearch(member=member, name=name)
    if saved.pk is None and member.saved_searches.count() >= SHELF:
        raise ShelfFull(
            _("You have %(shelf)s saved searches. Please let one go first; this one was not kept.") % {"shelf": SHELF}
        )
    saved.text, saved.chosen, saved.cadence = text, dict(chosen), cadence
    saved.known, saved.looked_at = found_by(saved), timezone.now()
    saved.save()
    return saved


@transaction.atomic
def drop_search(*, saved: SavedSearch) -> None:
    close_threads(member=saved.member, threads=[saved.thread])
    saved.delete()


def look_through(cadence: str) -> int:
    """Look whether there is something new in each search of this cadence. Says how many were told of."""
    return sum(tell_of_news(pk) for pk in numbers_of(cadence))


def numbers_of(cadence: str) -> Iterator[int]:
    """Page by page, so that a long list is never held at once."""
    last, theirs = 0, SavedSearch.objects.filter(cadence=cadence, member__is_active=True).order_by("pk")
    while page := list(theirs.filter(pk__gt=last).values_list("pk", flat=True)[:AT_ONCE]):
        yield from page
        last = page[-1]


@transaction.atomic
def tell_of_news(saved_id: int) -> bool:
    """One line that counts on until it is read, whoever else looks at the same time. Never of one's own posts."""
    saved = SavedSearch.objects.select_for_update(of=("self",)).select_related("member").filter(pk=saved_id).first()
    if saved is None:
        return False
    found, known = found_by(saved), set(saved.known)
    news = [pk for pk in found if pk not in known]
    saved.known, saved.looked_at = (found + [pk for pk in saved.known if pk not in found])[: 2 * KNOWN], timezone.now()
    saved.save(update_fields=["known", "looked_at"])
    if news:
        notify_once(
            member_ids=[saved.member_id], thread=saved.thread, about=Notification.About.SEARCH, actor="Debrief",
            subject=saved.name, url="/search/" + link(saved.text, "newest", saved.chosen), more=len(news),
        )  # fmt: skip
    return bool(news)


def found_by(saved: SavedSearch) -> list[int]:
    """What its owner may read of it now, the newest first, without what they wrote themselves."""
    found = look(Asked(saved.member, parse(saved.text), saved.chosen), wanted=KNOWN).ids
    theirs = set(saved.member.posts.filter(pk__in=found).values_list("pk", flat=True))
    return [pk for pk in found if pk not in theirs]
