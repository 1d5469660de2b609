"""A webhook in the demo, switched off, so that nothing leaves: with what it took, and what it did not."""

from datetime import timedelta

from django.utils import timezone

from forum.models import Post
from members.models import Member
from members.sealing import seal
from webhooks.models import Delivery, Endpoint, Event, Kind

OUTCOMES = ({"code": 200}, {"code": 204}, {"code": 503, "tries": 8}, {"trouble": "TimeoutError", "tries": 8})


def put_webhook(administrator: Member) -> None:
    now = timezone.now()
    endpoint = Endpoint.objects.create(
        name="The journal club's list", url="https://journal-club.example/debrief", kinds=[Kind.TOPIC_PUBLISHED],
        registered_by=administrator, registered_at=now - timedelta(days=20), off_at=now - timedelta(hours=2),
        answered_at=now - timedelta(days=2),
    )  # fmt: skip
    endpoint.sealed = seal(b"nobody-signs-with-this-one", label=endpoint.label)
    endpoint.save(update_fields=["sealed"])
    openings = Post.objects.published().filter(is_opening=True, created_at__gte=now - timedelta(days=20))
    for post, outcome in zip(openings.select_related("topic__section").order_by("created_at"), OUTCOMES, strict=False):
        put_delivery(endpoint, post, dict(outcome))


def put_delivery(endpoint: Endpoint, post: Post, outcome: dict[str, int | str]) -> None:
    event = Event.objects.create(
        kind=Kind.TOPIC_PUBLISHED, at=post.created_at, topic_id=post.topic_id, post_id=post.pk, version=post.version,
        section=post.topic.section.slug, path=post.get_absolute_url(),
    )  # fmt: skip
    ended = "failed_at" if outcome.get("tries") else "taken_at"
    Delivery.objects.create(
        endpoint=endpoint, event=event, tried_at=post.created_at, **{"tries": 1, ended: post.created_at, **outcome}
    )
