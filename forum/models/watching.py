"""What members want to hear of, and how far the telling of a post has come."""

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forum.models.sections import Section
from forum.models.topics import Topic
from members.areas import Area

if TYPE_CHECKING:
    from members.models import Member


class Level(models.TextChoices):
    """Whoever chose nothing takes part; whoever opened a topic watches it."""

    WATCH = "watch", _("Watch")
    TAKE_PART = "take_part", _("Take part")
    MUTE = "mute", _("Mute")


def one_of(*names: str) -> Q:
    """Exactly these columns say what is watched."""
    is_set = {"topic": ~Q(topic=None), "section": ~Q(section=None), "area": ~Q(area="")}
    return Q(*[condition if name in names else ~condition for name, condition in is_set.items()])


class WatchQuerySet(models.QuerySet["Watch"]):
    def about(self, topic: Topic) -> "WatchQuerySet":
        """Whatever was chosen for this topic, for its area or for its section."""
        places = Q(topic=topic) | Q(section=topic.section_id)
        return self.filter(places | Q(area=topic.area) if topic.area else places)

    def seen_by(self, member: "Member") -> "WatchQuerySet":
        """A topic that they may not see any more leaves the list as well; what was chosen for it stays."""
        return self.filter(Q(topic=None) | Q(topic__in=Topic.objects.visible_to(member)))


class Watch(models.Model):
    """A level that a member chose for one topic, one section or one area."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="watches")
    topic = models.ForeignKey(Topic, models.CASCADE, null=True, blank=True, related_name="watches", db_index=False)
    section = models.ForeignKey(Section, models.CASCADE, null=True, blank=True, related_name="watches", db_index=False)
    area = models.CharField(max_length=12, choices=Area, blank=True)
    level = models.CharField(max_length=10, choices=Level)
    chosen_at = models.DateTimeField(default=timezone.now)

    objects = WatchQuerySet.as_manager()

    class Meta:
        ordering = ("-chosen_at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=one_of("topic") | one_of("section") | one_of("area"), name="a_level_is_chosen_for_one_thing"
            ),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="a_watch_has_a_known_level"),
            models.UniqueConstraint(
                fields=["topic", "member"], condition=~Q(topic=None), name="one_level_per_member_and_topic"
            ),
            models.UniqueConstraint(
                fields=["section", "member"], condition=~Q(section=None), name="one_level_per_member_and_section"
            ),
            models.UniqueConstraint(
                fields=["area", "member"], condition=~Q(area=""), name="one_level_per_member_and_area"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.name}"

    @property
    def name(self) -> str:
        """What it is about, as members call it."""
        if self.topic:
            return self.topic.title
        return self.section.name if self.section else self.get_area_display()

    @property
    def place(self) -> Topic | Section | Area:
        return self.topic or self.section or Area(self.area)

    @property
    def kind(self) -> str:
        return gettext("Topic") if self.topic else gettext("Section") if self.section else gettext("Area")

    @property
    def url(self) -> str:
        """Where it can be read; an area is a list of questions."""
        if self.topic or self.section:
            return (self.topic or self.section).get_absolute_url()
        return f"{reverse('section-show', args=['questions'])}?area={self.area}"

    @property
    def closeness(self) -> int:
        """What was chosen for a topic counts before its area, and the area before the section."""
        return 2 if self.topic_id else 1 if self.area else 0


class Telling(models.Model):
    """How far the telling of one post has come: done twice, it tells nobody twice; cut short, it goes on from there."""

    post = models.OneToOneField("forum.Post", models.CASCADE, related_name="telling", primary_key=True)
    reached = models.PositiveBigIntegerField(default=0, help_text="The last member who was told.")
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Post {self.post_id} told as far as member {self.reached}"
