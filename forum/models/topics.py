"""Topics: what a section holds."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forum.models.brakes import MayBeBraked
from forum.models.cases import CaseStudy
from forum.models.sections import Kind, Section
from forum.naming import Alias, shown_as
from members.areas import Area
from members.models import Credential
from members.prepared import prepared
from members.prepared_changes import changing
from members.wording import named

if TYPE_CHECKING:
    from members.models import Member


class Status(models.TextChoices):
    PUBLISHED = "published", _("Published")
    HELD = "held", _("Waiting for a moderator")
    HIDDEN = "hidden", _("Hidden by a moderator")
    WITHDRAWN = "withdrawn", _("Withdrawn by its author")


class Lane(models.TextChoices):
    """How soon a question wants an answer. What cannot wait until today's answer is no matter for a forum."""

    NONE = "", _("No hurry")
    SAME_DAY = "same_day", _("Today")


LISTED = (
    "section", "kind", "title", "status", "area", "lane", "first_verified_answer_at", "version", "reply_count",
    "endorsed_count", "created_at", "last_post_at", "author__name", "unnamed_as",
)  # fmt: skip
STANDS_FIRST_FOR = timedelta(days=3)


def in_hours(delta: timedelta) -> str:
    """A wait in words: 2 h 10 min."""
    minutes = max(0, int(delta.total_seconds() // 60))
    days, hours = minutes // 1440, minutes % 1440 // 60
    if days:
        return f"{days} d {hours} h"
    return f"{hours} h {minutes % 60} min" if hours else f"{minutes} min"


class TopicQuerySet(models.QuerySet["Topic"]):
    def visible_to(self, member: "Member") -> "TopicQuerySet":
        """What this reader may see: asked by pages, feeds and sockets alike."""
        if not member.is_authenticated:
            return self.filter(status=Status.PUBLISHED, section__members_only=False)
        if member.moderates_all:
            return self
        theirs = Q(section__slug__in=member.moderated_sections) if member.moderates else Q()
        return self.filter(Q(status=Status.PUBLISHED) | Q(author=member) | theirs)

    def moderated_by(self, member: "Member") -> "TopicQuerySet":
        """Those that this moderator answers for (MO16)."""
        return self if member.moderates_all else self.filter(section__slug__in=member.moderated_sections)

    def published(self) -> "TopicQuerySet":
        return self.filter(status=Status.PUBLISHED)

    def waiting_today(self) -> "TopicQuerySet":
        """In the same-day lane, and no verified colleague has answered."""
        return self.published().filter(lane=Lane.SAME_DAY, first_verified_answer_at=None)

    def on_top(self) -> "TopicQuerySet":
        """Whoever waits in the same-day lane stands above the others for three days, the longest wait first."""
        since = timezone.now() - STANDS_FIRST_FOR
        return self.waiting_today().filter(created_at__gt=since).order_by("created_at", "pk")

    def for_listing(self) -> "TopicQuerySet":
        """With what a row shows, in one query."""
        return self.select_related("author").only(*LISTED).order_by("-last_post_at", "-pk")

    def for_case_listing(self) -> "TopicQuerySet":
        """The same with what a case study's row shows besides, and the standing of whoever told it."""
        told = (f"case__{name}" for name in ("event_kind", "procedure", "area", "outcome", "happened_on"))
        credentials = Prefetch("author__credentials", Credential.objects.current(), to_attr="standing")
        topics = self.select_related("author", "case").only(*LISTED, *told).prefetch_related(credentials)
        return topics.order_by("-last_post_at", "-pk")


class Topic(MayBeBraked, models.Model):
    section = models.ForeignKey(Section, models.PROTECT, related_name="topics")
    kind = models.CharField(max_length=12, choices=Kind)
    case = models.OneToOneField(CaseStudy, models.PROTECT, null=True, related_name="topic")
    title = models.CharField(max_length=150)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="topics")
    unnamed_as = models.CharField(
        max_length=20, blank=True, default="", db_default="",
        help_text="Empty: its author's name is shown. Otherwise it is not, here and in their replies, but this facet.",
    )  # fmt: skip
    status = models.CharField(max_length=10, choices=Status, default=Status.PUBLISHED)
    area = models.CharField(max_length=12, choices=Area, blank=True, help_text="What a question is about.")
    lane = models.CharField(max_length=10, choices=Lane, blank=True, default=Lane.NONE)
    first_verified_answer_at = models.DateTimeField(
        null=True, blank=True, help_text="When the first answer of a verified member was published."
    )
    version = models.PositiveIntegerField(default=0, help_text="Counts every change that readers must hear of.")
    reply_count = models.PositiveIntegerField(default=0)
    endorsed_count = models.PositiveIntegerField(default=0)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", help_text="Its address leads there for good."
    )
    continued_in = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", help_text="The last topic split off from it."
    )
    created_at = models.DateTimeField(default=timezone.now)
    last_post_at = models.DateTimeField(default=timezone.now)

    objects = TopicQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["section", "-last_post_at", "-id"], name="topics_of_a_section_newest")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind=Kind.CASES, case__isnull=False) | (~Q(kind=Kind.CASES) & Q(case__isnull=True)),
                name="a_case_topic_has_a_case_study_and_no_other_has",
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="a_topic_has_a_known_status"),
            models.CheckConstraint(
                condition=Q(lane="") | Q(kind=Kind.QUESTIONS), name="only_a_question_stands_in_the_same_day_lane"
            ),
            models.CheckConstraint(
                condition=Q(unnamed_as="") | Q(kind=Kind.CASES), name="only_a_case_study_is_told_without_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def by(self) -> "Member | Alias":
        """Whom readers are told it is by. Whoever shows a name asks this, and not `author`."""
        return shown_as(self.author, self.unnamed_as)

    def get_area_display(self) -> str:
        return named(Area, self.area)

    def get_absolute_url(self) -> str:
        return reverse("case-show" if self.is_case else "topic-show", args=[self.pk])

    @property
    def is_case(self) -> bool:
        return self.kind == Kind.CASES

    @property
    def told_after(self) -> str:
        """How long after the event its case study was told, so roughly that no date can be worked out."""
        days = (timezone.localdate(self.created_at) - self.case.happened_on).days
        if days < 14:
            return gettext("within two weeks")
        if days < 60:
            return gettext("about %(number)s weeks later") % {"number": round(days / 7)}
        return (
            gettext("about %(number)s months later") % {"number": round(days / 30.4)}
            if days < 700
            else gettext("about %(number)s years later") % {"number": round(days / 365.25)}
        )

    @property
    def is_question(self) -> bool:
        return self.kind == Kind.QUESTIONS

    @property
    def is_same_day(self) -> bool:
        return self.lane == Lane.SAME_DAY

    @property
    def waits_today(self) -> bool:
        return self.is_same_day and self.first_verified_answer_at is None

    @property
    def wait_in_words(self) -> str:
        """How long it waits for a verified colleague, or how long it waited."""
        return in_hours((self.first_verified_answer_at or timezone.now()) - self.created_at)

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED

    @property
    def reply_url(self) -> str:
        return reverse("post-reply", args=[self.pk])

    def lock(self) -> "Topic":
        """The row, locked until the transaction ends: changes of one topic are counted one after the other."""
        return locked.first(pk=self.pk) or Topic.objects.get(pk=self.pk)

    def next_version(self) -> int:
        """Count one change. Call it inside the transaction that makes the change."""
        Topic.objects.filter(pk=self.pk).update(version=F("version") + 1)
        self.version = Topic.objects.values_list("version", flat=True).get(pk=self.pk)
        return self.version

    def count_on(self) -> None:
        """The same for a locked topic, whose version nobody else can change."""
        counted_on(pk=self.pk)
        self.version += 1

    def count_reply(self, at: datetime, *, ends_the_wait: bool = False) -> None:
        """One more, and the last so far, in a locked topic; the first of a verified member ends its wait."""
        (waited_for if ends_the_wait else replied)(pk=self.pk, at=at)
        self.version += 1


@prepared
def open_to(pk: int, member: int) -> models.QuerySet[Topic]:
    """The topic, if a member who is no moderator may see it."""
    topics = Topic.objects.visible_to(get_user_model()(pk=member))
    return topics.select_related("section", "brake").filter(pk=pk)


@prepared
def locked(pk: int) -> models.QuerySet[Topic]:
    topics = Topic.objects.select_for_update(of=("self",), no_key=True)
    return topics.select_related("section", "brake").filter(pk=pk)


Changed = tuple[models.QuerySet[Topic], dict[str, Any]]
COUNTED = {"version": F("version") + 1}
REPLIED = COUNTED | {"reply_count": F("reply_count") + 1}


@changing
def counted_on(pk: int) -> Changed:
    return Topic.objects.filter(pk=pk), COUNTED


@changing
def replied(pk: int, at: datetime) -> Changed:
    return Topic.objects.filter(pk=pk), REPLIED | {"last_post_at": at}


@changing
def waited_for(pk: int, at: datetime) -> Changed:
    return Topic.objects.filter(pk=pk), REPLIED | {"last_post_at": at, "first_verified_answer_at": at}
