"""Who hears of a decision about a post, and in which words: its author, and everybody who reported it."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deflection.models import Deflection
from forum.models import Post, Status
from members.models import Member
from moderation.models import Decision, Flag, Verdict, WasLive
from notifications.actions import notify
from notifications.models import Notification

A_MODERATOR = _("A moderator")
ABOUT = {Verdict.PUBLISH: Notification.About.RELEASED, Verdict.RETURN: Notification.About.RETURNED}


def tell_author(post: Post, decision: Decision, appealed: Deflection | None) -> None:
    """The author hears the outcome and its reason, from a role and not a name. Nothing changed: nothing is said."""
    if decision.verdict == Verdict.KEEP:
        return
    about = ABOUT.get(Verdict(decision.verdict), Notification.About.DECIDED)
    note, url = f"{decision.get_verdict_display()}: {decision.reason}", post.get_absolute_url()
    if decision.verdict == Verdict.RETURN:
        note, url = decision.reason, reverse("post-edit", args=[post.pk])
    elif appealed:
        about, note = outcome_of_appeal(decision), decision.reason
    notify(
        members=[post.author], about=about, actor=A_MODERATOR, subject=post.topic.title, note=note, url=url,
    )  # fmt: skip


def outcome_of_appeal(decision: Decision) -> Notification.About:
    """ "It was not live" is said only where the moderator found so."""
    if decision.verdict != Verdict.PUBLISH:
        return Notification.About.APPEAL_LOST
    sure = decision.correction.found != WasLive.UNCLEAR
    return Notification.About.APPEAL_WON if sure else Notification.About.RELEASED


def tell_reporters(post: Post, decision: Decision, reporters: list[Member]) -> None:
    """Whoever reported it always hears one of three outcomes, and the reason."""
    outcome = Flag.outcome_after(decision.verdict, post.status)
    notify(
        members=reporters, about=Notification.About.FLAG_DECIDED, actor=A_MODERATOR, subject=post.topic.title,
        url=reverse("report-list"), note=f"{outcome.label}. {decision.reason}",
    )  # fmt: skip


def tell_of_undoing(post: Post, decision: Decision, reporters: list[Member], *, author_knew: bool) -> None:
    """Its author hears that a decision was taken back, and whoever reported it that it is read again."""
    told = {"actor": A_MODERATOR, "subject": post.topic.title}
    note = f"{decision.reason} {NOW[Status(post.status)]}"
    if author_knew:
        about = Notification.About.DECIDED
        notify(members=[post.author], about=about, url=post.get_absolute_url(), note=note, **told)
    notify(
        members=reporters, about=Notification.About.FLAG_DECIDED, url=reverse("report-list"),
        note=gettext("The decision was taken back, and the post is read again."), **told,
    )  # fmt: skip


NOW = {
    Status.PUBLISHED: _("Your post is public again."),
    Status.HELD: _("Your post waits for a moderator again."),
    Status.HIDDEN: _("Your post is hidden again."),
    Status.WITHDRAWN: "",
}
