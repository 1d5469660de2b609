"""Posts: the opening of a topic or a reply; the only thing flagged, endorsed, edited, hidden."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from forum import ranking, text
from forum.citations import References
from forum.models.answers import Carrying
from forum.models.endorsements import Endorsement
from forum.models.held import WITH_OTHERS, Held
from forum.models.roles import Placed
from forum.models.topics import Status, Topic
from forum.models.weighed import Weighed
from forum.naming import Alias, by_name, shown_as, shown_in
from members.models import Credential
from members.prepared_changes import insert

if TYPE_CHECKING:
    from members.models import Member


REMOVED = "removed"


def html_version() -> int:
    return text.HTML_VERSION


JUST_NOW = timedelta(minutes=5)


class PostQuerySet(models.QuerySet["Post"]):
    def published(self) -> "PostQuerySet":
        return self.filter(status=Status.PUBLISHED)

    def of_just_now(self, author: "Member") -> "PostQuerySet":
        """What this author sent in the last minutes."""
        return self.filter(author=author, created_at__gt=timezone.now() - JUST_NOW)

    def citing(self, reference: References) -> "PostQuerySet":
        """Those that name this very source."""
        same = Q(doi=reference.doi) & ~Q(doi="") | Q(pmid=reference.pmid) & ~Q(pmid="")
        return self.filter(same)

    def replies(self) -> "PostQuerySet":
        return self.filter(is_opening=False)

    def waiting_for_moderator(self) -> "PostQuerySet":
        """Held, and with neither its author nor a colleague who was asked; whoever waits longest comes first."""
        held = self.filter(status=Status.HELD).exclude(held_because__in=WITH_OTHERS)
        return held.annotate(since=Coalesce("waits_since", "created_at")).order_by("since", "pk")

    def visible_to(self, member: "Member") -> "PostQuerySet":
        """Published ones; one's own whatever their status; all for moderators. The topic's own rule comes first."""
        if not member.is_authenticated:
            return self.published()
        if member.moderates_all:
            return self
        theirs = Q(topic__section__slug__in=member.moderated_sections) if member.moderates else Q()
        return self.filter(Q(status=Status.PUBLISHED) | Q(author=member) | theirs)

    def named(self) -> "PostQuerySet":
        """Without those by somebody who told the case study without their name."""
        return self.filter(by_name())

    def moderated_by(self, member: "Member") -> "PostQuerySet":
        """Those that this moderator answers for (MO16)."""
        return self if member.moderates_all else self.filter(topic__section__slug__in=member.moderated_sections)

    def for_reading(self) -> "PostQuerySet":
        """With author, standing and marks: three queries however many posts. In the order in which they were stored:
        that of their times is another where the server's clock was set back."""
        given = Endorsement.objects.given().select_related("expert", "credential").order_by("created_at", "pk")
        return (
            self.select_related("author", "topic", "topic__section", "superseded_by")
            .prefetch_related(
                Prefetch("author__credentials", Credential.objects.current(), to_attr="standing"),
                Prefetch("endorsements", given, to_attr="marks_given"),
            )
            .order_by("pk")
        )


class Post(Weighed, Carrying, Held, Placed):
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="posts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts")
    is_opening = models.BooleanField(default=False)
    body = models.TextField()
    body_html = models.TextField()
    html_version = models.PositiveSmallIntegerField(
        default=html_version, db_default=1, help_text="Which sanitiser made the HTML: forum.text.HTML_VERSION."
    )
    own_words = models.TextField(
        blank=True,
        db_default="",
        default="",
        help_text="Of a body that quotes: the words without the quotes, for search.",
    )
    status = models.CharField(max_length=10, choices=Status, default=Status.PUBLISHED)
    held_because = models.CharField(max_length=20, blank=True)
    held_note = models.CharField(max_length=200, blank=True, help_text="What its author said to the moderators.")
    wants_a_look = models.BooleanField(
        default=False, help_text="Published on its author's word; a moderator reads it afterwards."
    )
    version = models.PositiveIntegerField(default=0, help_text="The topic's version at which this post last changed.")
    entered = models.PositiveIntegerField(
        default=0, help_text="The topic's version at which readers first met it here: later than that is new to them."
    )
    client_id = models.UUIDField(help_text="Chosen by the browser: sending the same form again changes nothing.")
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    waits_since = models.DateTimeField(
        null=True, help_text="Of a held post that was public before, or was sent back: its place in the queue."
    )

    objects = PostQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["topic", "version"], name="posts_of_a_topic_changed"),
            models.Index(fields=["status", "created_at"], condition=~Q(status="published"), name="posts_not_published"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["author", "client_id"], name="one_post_per_author_and_client_id"),
            models.UniqueConstraint(fields=["topic"], condition=Q(is_opening=True), name="one_opening_per_topic"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="a_post_has_a_known_status"),
            models.CheckConstraint(condition=~Q(body=""), name="a_post_says_something"),
            models.CheckConstraint(
                condition=~Q(rests_on__in=["protocol", "study"]) | ~Q(citation=""),
                name="what_rests_on_a_source_names_it",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by=None) | ~Q(superseded_by=F("pk")), name="no_post_supersedes_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"Post {self.pk} in topic {self.topic_id}"

    def save(self, *args: Any, **options: Any) -> None:
        """However a post becomes public, readers who have been here before meet it as new, and only once."""
        if self.is_published and not self.entered:
            self.entered = self.version
            if options.get("update_fields") is not None:
                options["update_fields"] = [*options["update_fields"], "entered"]
        if self.pk is None and options.get("force_insert"):
            insert(self)
        else:
            super().save(*args, **options)

    @property
    def is_unnamed(self) -> bool:
        """By somebody who told this case study without their name: so are their replies in it."""
        return self.topic.unnamed_as != "" and self.topic.author_id == self.author_id

    @property
    def by(self) -> "Member | Alias":
        """Whom readers are told it is by. Whoever shows a name asks this, and not `author`."""
        return shown_as(self.author, self.topic.unnamed_as if self.is_unnamed else "")

    @property
    def element(self) -> str:
        """The id that this post has on every page."""
        return f"post-{self.pk}"

    @property
    def is_removed(self) -> bool:
        """Two moderators removed its words for good; a stone stands in their place."""
        return self.held_because == REMOVED

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED

    @property
    def is_answer(self) -> bool:
        return self.topic.is_question and not self.is_opening

    @property
    def group(self) -> str:
        """Which part of the page it stands in."""
        if not self.is_answer:
            return self.role if self.role and self.topic.is_case else "thread"
        return "unvetted" if self.author_tier == 0 else "vetted"

    @property
    def order(self) -> str:
        """Sorts as text in the browser exactly as forum.ranking, and for_reading, sort here."""
        return ranking.as_text(self) if self.is_answer else f"{self.pk:012d}"

    @property
    def is_unvetted_answer(self) -> bool:
        return self.is_answer and self.author_tier == 0

    def get_absolute_url(self) -> str:
        return f"{self.topic.get_absolute_url()}#{self.element}"

    @property
    def menu_url(self) -> str:
        return reverse("post-menu", args=[self.pk])


class Revision(models.Model):
    """What a post said before an edit."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="revisions")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    title = models.CharField(max_length=150, blank=True)
    body = models.TextField()
    carried = models.TextField(blank=True, help_text="What it rested on and which interests were declared, in words.")
    said = models.JSONField(default=list, help_text="The same as pairs of field and words; empty: of earlier days.")
    reason = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    hidden_at = models.DateTimeField(null=True, help_text="Since then nobody but the moderators reads it.")
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-created_at", "-pk")

    def __str__(self) -> str:
        return f"Revision {self.pk} of post {self.post_id}"

    @property
    def by(self) -> "Member | Alias":
        return shown_in(self.post.topic, self.editor)
