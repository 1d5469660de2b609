"""What a member is told in the app: a line in the bell."""

from datetime import date, datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class NotificationQuerySet(models.QuerySet["Notification"]):
    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at=None)

    def to_send(self, now: datetime) -> "NotificationQuerySet":
        """What was read meanwhile stays here."""
        return self.unread().filter(leaves_at__lte=now).order_by("leaves_at", "pk")

    def unread_first(self) -> "NotificationQuerySet":
        """Then what was read; of each the newest first."""
        is_new = models.Case(models.When(read_at=None, then=1), default=0)
        return self.order_by(is_new.desc(), "-created_at", "-pk")


class Notification(models.Model):
    class About(models.TextChoices):
        REPLY = "reply", _("replied in")
        OPENED = "opened", _("opened a topic where you watch:")
        ENDORSED = "endorsed", _("endorsed your answer in")
        DISAGREED = "disagreed", _("disagrees with your answer, and says why, in")
        CALLED_UNSAFE = "called_unsafe", _("calls your answer unsafe, and says why; you can edit it or reply, in")
        DECIDED = "decided", _("decided about your post in")
        FLAG_DECIDED = "flag_decided", _("looked at the post that you reported in")
        RELEASED = "released", _("published your post in")
        APPEAL_WON = (
            "appeal_won",
            _("found that your text was not live, is sorry that it was stopped, and published it in"),
        )
        APPEAL_LOST = "appeal_lost", _("read the text that was stopped, and does not publish it in")
        INVITED = "invited", _("asks whether this is over:")
        CHECK_IN = "check_in", _("asks how you are:")
        HELPED = "helped", _("says that your answer helped, in")
        SUPERSEDED = "superseded", _("says that a later answer replaces yours, in")
        RETRACTED = "retracted", _("says that the source of your answer was retracted, in")
        SAME_DAY = "same_day", _("asks for an answer today in")
        CLAIM_GRANTED = "claim_granted", _("granted your claim:")
        CLAIM_REFUSED = "claim_refused", _("did not grant your claim:")
        CLAIM_ASKED = "claim_asked", _("ask you something about your claim:")
        LAPSES_SOON = "lapses_soon", _("remind you that this runs out soon:")
        STANDING_ENDED = "standing_ended", _("note that this counts no more:")
        NOMINATED = "nominated", _("tell you that a colleague nominated you as an expert:")
        RETURNED = "returned", _("asks you to change your post, which keeps its place, in")
        REPORT_ASKED = "report_asked", _("asks you something about the post that you reported in")
        REPORT_ANSWERED = "report_answered", _("answered what you asked about their report in")
        MARKED_LIVE = "marked_live", _("hid your post, because a colleague says that it may be happening now, in")
        LIVE_POWER = "live_power", _("note that your reports no longer hide a post at once:")
        MEASURE = "measure", _("took a measure, and says why:")
        MEASURE_LIFTED = "measure_lifted", _("lifted a measure:")
        APPEAL_DECIDED = "appeal_decided", _("answered your appeal:")
        MENTIONED = "mentioned", _("mentioned you in a note about")
        PAGED = "paged", _("ask you to answer for something that waits:")
        MOVED = "moved", _("moved your words to")
        BOOKMARK = "bookmark", _("wanted to be reminded today of")
        SEARCH = "search", _("note that there is something new in your saved search:")
        MAIL_STOPPED = "mail_stopped", _("note that mail to you came back, so that none is sent any more:")
        EXPORT_READY = "export_ready", _("made the file that you asked for:")
        EXPORT_FAILED = "export_failed", _("could not make the file that you asked for:")
        UPDATE_DUE = "update_due", _("asks how it went on:")
        UPDATED = "updated", _("tells how it went on, in")
        COMMENT_ASKED = "comment_asked", _("asks for your commentary on the case study")
        COMMENTED = "commented", _("wrote an expert commentary on the case study")
        COMMENT_DECLINED = "comment_declined", _("cannot comment on your case study")
        AGREEMENT_ASKED = "agreement_asked", _("asks whether they may tell a case of yours:")
        AGREEMENT_GIVEN = "agreement_given", _("agrees that you tell the case study")
        AGREEMENT_DECLINED = "agreement_declined", _("does not agree that you tell the case study")
        LINES_DECIDED = "lines_decided", _("looked at the lines that you reported on the page of")
        NAMED = "named", _("mentioned you in")
        ACCOUNT = "account", _("notes about your account:")
        HOOK_OFF = "hook_off", _("switched off a webhook after a day of failures:")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notifications")
    about = models.CharField(max_length=20, choices=About)
    actor = models.CharField(max_length=60, help_text="A name or a role, as the reader should see it.")
    actor_number = models.PositiveBigIntegerField(
        null=True, help_text="The member's, where the name is that of a member: two may have the same."
    )
    subject = models.CharField(max_length=150, help_text="The topic's title: never the text of a post.")
    note = models.CharField(max_length=500, blank=True)
    url = models.CharField(max_length=200)
    thread = models.CharField(
        max_length=40, blank=True, help_text="What is told of in one line until it is read, such as a topic."
    )
    number = models.PositiveIntegerField(default=1, help_text="How many replies or endorsements it stands for.")
    created_at = models.DateTimeField(default=timezone.now, help_text="Of the newest that it tells of.")
    read_at = models.DateTimeField(null=True)
    leaves_at = models.DateTimeField(
        null=True, help_text="When the worker looks whether it leaves by mail or push; empty: it does not, or has."
    )

    objects = NotificationQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        indexes: ClassVar = [
            models.Index(fields=["member", "read_at", "-created_at"], name="notification_by_member"),
            models.Index(fields=["thread"], condition=~Q(thread=""), name="notification_by_thread"),
            models.Index(fields=["leaves_at"], condition=Q(leaves_at__isnull=False), name="notification_to_send"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["thread", "member"], condition=Q(read_at=None) & ~Q(thread=""),
                name="one_unread_line_per_member_and_thread",
            )
        ]  # fmt: skip

    def for_member(self, member_id: int) -> "Notification":
        """The same line, for one of those who hear."""
        values = {field.attname: getattr(self, field.attname) for field in self._meta.concrete_fields}
        return Notification(**values | {"member_id": member_id})

    @property
    def post_id(self) -> int | None:
        """The post that its address points to."""
        number = self.url.rpartition("#post-")[2]
        return int(number) if number.isdecimal() else None

    @property
    def may_be_appealed(self) -> bool:
        """A decision about one's own post; whether it is too late is asked when the page opens."""
        decided = (self.About.DECIDED, self.About.RETURNED, self.About.APPEAL_LOST)
        return self.about in decided and self.post_id is not None

    @property
    def is_new(self) -> bool:
        return self.read_at is None

    @property
    def day(self) -> date:
        """On which it was told, as the reader's clock had it."""
        return timezone.localdate(self.created_at)

    @property
    def in_words(self) -> str:
        """All that it tells, in a sentence: never a word of a post."""
        if self.number > 1:
            what = {
                self.About.ENDORSED: gettext("endorsements of your answers"),
                self.About.NAMED: gettext("mentions of you"),
            }
            what = what.get(self.About(self.about), gettext("new replies"))
            return gettext("%(number)s %(what)s in “%(subject)s”, the newest by %(actor)s") % {
                "number": self.number,
                "what": what,
                "subject": self.subject,
                "actor": self.actor,
            }
        return gettext("%(actor)s %(about)s “%(subject)s”") % {
            "actor": self.actor,
            "about": self.get_about_display(),
            "subject": self.subject,
        }

    def __str__(self) -> str:
        return f"{self.actor} {self.get_about_display()} {self.subject}"
