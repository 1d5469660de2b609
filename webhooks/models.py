"""Who is told from outside, what happened, and each event on its way to each of them."""

from datetime import datetime, timedelta
from typing import ClassVar
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.sealing import unseal

MOST = 20
KEPT_FOR = timedelta(days=30)
A_DAY = timedelta(days=1)


class Kind(models.TextChoices):
    """What can be asked for; the value is what stands in the message."""

    TOPIC_PUBLISHED = "topic.published", _("A topic was published")
    POST_PUBLISHED = "post.published", _("A reply was published")
    POST_EDITED = "post.edited", _("A post was edited")
    POST_HIDDEN = "post.hidden", _("A post is public no more")
    ENDORSEMENT_GIVEN = "endorsement.given", _("An answer was endorsed")


TEST = "test"
WHY = {
    "ConnectionRefusedError": _("it refused the connection"),
    "TimeoutError": _("it did not answer in time"),
    "gaierror": _("its name leads nowhere"),
    "NotPublic": _("its name leads into a network that is not public"),
    "SSLCertVerificationError": _("its certificate is not trusted"),
    "Unreadable": _("its secret cannot be opened, please make a new one"),
}


class EndpointQuerySet(models.QuerySet["Endpoint"]):
    def on(self) -> "EndpointQuerySet":
        return self.filter(off_at=None)

    def kept(self) -> "EndpointQuerySet":
        return self.filter(removed_at=None)


class Endpoint(models.Model):
    """An address that is told, which events, and how it has answered."""

    name = models.CharField(max_length=60)
    url = models.URLField(max_length=300)
    kinds = models.JSONField(default=list, help_text="Names of Kind.")
    sealed = models.BinaryField(default=b"", help_text="Its secret, for this row alone.")
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, help_text="When it last took something.")
    failing_since = models.DateTimeField(null=True, help_text="The first failure since then.")
    rests_until = models.DateTimeField(null=True, help_text="It did not answer: nobody waits for it again before.")
    off_at = models.DateTimeField(null=True)
    off_by_itself = models.BooleanField(default=False, help_text="After a day of failures.")
    removed_at = models.DateTimeField(
        null=True, help_text="Its row goes with the last of its log: who writes just now may still point at it."
    )

    objects = EndpointQuerySet.as_manager()

    class Meta:
        ordering = ("name", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["url"], condition=Q(removed_at=None), name="an_address_is_registered_once"),
            models.CheckConstraint(
                condition=Q(removed_at=None) | Q(off_at__isnull=False), name="what_was_removed_is_off"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """What its secret is sealed for."""
        return f"webhook:{self.pk}"

    @property
    def secret(self) -> str:
        return unseal(bytes(self.sealed), label=self.label).decode()

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""

    @property
    def hears(self) -> list[str]:
        """The kinds that it asked for, in words."""
        return [str(kind.label) for kind in Kind if kind.value in self.kinds]

    def get_absolute_url(self) -> str:
        return reverse("webhook-show", args=[self.pk])


class Event(models.Model):
    """One deed, once, in numbers alone. `version` is the topic's count at which the post changed by it."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    kind = models.CharField(max_length=20)
    at = models.DateTimeField(default=timezone.now)
    topic_id = models.PositiveBigIntegerField(null=True)
    post_id = models.PositiveBigIntegerField(null=True)
    endorsement_id = models.PositiveBigIntegerField(null=True)
    section = models.SlugField(blank=True)
    path = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-at", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "post_id", "version"], condition=Q(post_id__isnull=False),
                name="one_webhook_event_for_one_deed",
            ),
        ]  # fmt: skip
        indexes: ClassVar = [models.Index(fields=["at"], name="webhook_event_by_age")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def in_words(self) -> str:
        return str(Kind(self.kind).label) if self.kind in Kind.values else str(_("A test"))


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self, now: datetime) -> "DeliveryQuerySet":
        """To be tried now, the longest wait first; nobody who did not answer a moment ago."""
        rested = Q(endpoint__rests_until=None) | Q(endpoint__rests_until__lte=now)
        return self.filter(rested, due_at__lte=now, endpoint__off_at=None).order_by("due_at", "pk")

    def failed_lately(self, now: datetime) -> "DeliveryQuerySet":
        """Tests are not sent again."""
        return self.filter(failed_at__gte=now - A_DAY).exclude(event__kind=TEST)


class Delivery(models.Model):
    """One event on its way to one address. `due_at` is empty once it was taken, given up or left out."""

    endpoint = models.ForeignKey(Endpoint, models.CASCADE, related_name="deliveries")
    event = models.ForeignKey(Event, models.CASCADE, related_name="deliveries")
    due_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    code = models.PositiveSmallIntegerField(null=True, help_text="What the last try was answered.")
    trouble = models.CharField(max_length=60, blank=True, help_text="Why the last try found no answer.")
    taken_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True, help_text="After the last try.")
    left_out_at = models.DateTimeField(null=True, help_text="It was public no more when its turn came.")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["endpoint", "event"], name="one_delivery_of_an_event_to_an_endpoint"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="webhook_delivery_due"),
            models.Index(fields=["endpoint", "failed_at"], name="webhook_delivery_failed"),
        ]

    def __str__(self) -> str:
        return f"{self.event} to {self.endpoint}"

    @property
    def may_go_again(self) -> bool:
        return self.due_at is None and self.left_out_at is None and self.event.kind != TEST

    @property
    def why(self) -> str:
        """No answer at all, in words; what is rare keeps the name that Python has for it."""
        return str(WHY.get(self.trouble, self.trouble))
