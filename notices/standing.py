"""Which notices stand now, for whom. Kept in the cache: a page asks the database only where one is to be shown."""

from dataclasses import dataclass

from django.core.cache import cache

from members.models import Member
from notices.models import Notice, Reading, audiences_of

KEY = "standing-notices"
KEPT_FOR = 15  # seconds: how long one goes unseen on new pages if the cache was away when it was written


@dataclass(frozen=True)
class Shown:
    """What a page shows, and the version that it was shown at."""

    version: str
    notices: list[Notice]


def standing() -> list[Notice]:
    """Those for anybody; each page asks this, and most of the time it is an empty list out of the cache."""
    kept = cache.get(KEY)
    if kept is None:
        kept = list(Notice.objects.standing())
        cache.add(KEY, kept, KEPT_FOR)  # never over what a writer has put there meanwhile
    return [notice for notice in kept if notice.is_standing]


def refresh() -> None:
    """Once a change stands in the database."""
    cache.set(KEY, list(Notice.objects.standing()), KEPT_FOR)


def version() -> str:
    """Changes whenever a notice comes, ends or is withdrawn: what is kept of a page is kept for one version."""
    return version_of(standing())


def version_of(notices: list[Notice]) -> str:
    return ".".join(str(notice.pk) for notice in notices)


def shown_to(reader: Member) -> Shown:
    """Those for this reader that they have not read yet."""
    every = standing()
    return Shown(version_of(every), unread_of(reader, every))


def unread_of(reader: Member, every: list[Notice]) -> list[Notice]:
    if not every:
        return []
    audiences = audiences_of(reader)
    theirs = [notice for notice in every if notice.audience in audiences]
    if not theirs or not reader.is_authenticated:
        return theirs
    read = set(Reading.objects.of(reader, theirs).values_list("notice_id", flat=True))
    return [notice for notice in theirs if notice.pk not in read]
