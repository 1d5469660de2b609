"""Which addresses are told of what. Kept in the cache: a reply asks the database only where somebody listens."""

from django.core.cache import cache

from webhooks.models import Endpoint

KEY = "webhook-endpoints"
KEPT_FOR = 15  # seconds: how long a new one goes untold if the cache was away when it was registered


def listeners() -> dict[int, list[str]]:
    """By number, the kinds of each that is switched on; on most sites an empty one out of the cache."""
    kept = cache.get(KEY)
    if kept is None:
        kept = read()
        cache.add(KEY, kept, KEPT_FOR)  # never over what a writer has put there meanwhile
    return kept


def read() -> dict[int, list[str]]:
    return dict(Endpoint.objects.on().values_list("pk", "kinds"))


def refresh() -> None:
    """Once a change stands in the database."""
    cache.set(KEY, read(), KEPT_FOR)


def hearing(kind: str) -> list[int]:
    return [pk for pk, kinds in listeners().items() if kind in kinds]
