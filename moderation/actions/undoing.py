"""Taking a decision about a post back: within thirty days, in one click, as a decision of its own."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from audit.models import Deed
from forum.actions.putting_back import Stood, put_back_post, standing_of
from forum.models import Post
from members.models import Member
from members.permission import require
from moderation import rules
from moderation.actions.takes import require_free
from moderation.actions.telling import tell_of_undoing
from moderation.conflicts import CannotTakeBack
from moderation.events import QueueShortened
from moderation.models import Decision, Flag, Standing, Verdict
from realtime.door import announce


def keep_standing(decision: Decision, stood: Stood) -> None:
    """Called with the decision, with what was there before it."""
    Standing.objects.create(decision=decision, **stood._asdict())


@transaction.atomic
def undo_decision(*, decision: Decision, moderator: Member) -> Decision:
    """Put the post back as it stood and open its reports again. Raises Conflict where something came after it.

    The log keeps both lines; its author hears of it.
    """
    require(rules.may_undo(moderator, decision), rules.WHO_MAY_UNDO)
    decision.post.topic.lock()
    post = Post.objects.select_for_update().select_related("topic", "author").get(pk=decision.post_id)
    standing = Standing.objects.select_for_update().get(decision=decision)
    require_unchanged(decision, standing, post)
    require_free(kind="post", subject_id=post.pk, moderator=moderator)
    stood = Stood(standing.status, standing.held_because, standing.wants_a_look, standing.waits_since)
    was = standing_of(post)
    put_back_post(post=post, moderator=moderator, stood=stood, since=decision.created_at)
    post.status = stood.status
    undone = Decision.objects.create(
        moderator=moderator, post=post, verdict=Verdict.UNDO,
        reason=_("Taken back: “%(verdict)s” of %(day)s.")
        % {
            "verdict": decision.get_verdict_display(),
            "day": f"{timezone.localtime(decision.created_at):%d.%m.%Y}",
        },
    )  # fmt: skip
    standing.undone_by = undone
    standing.save(update_fields=["undone_by"])
    reporters = open_flags_again(decision)
    tell_of_undoing(post, undone, reporters, author_knew=decision.verdict != Verdict.KEEP)
    record(
        Deed.DECISION_UNDONE, by=moderator, about=post, decision=undone.pk, undoes=decision.pk,
        was=was.status, to=stood.status, reports=len(reporters),
    )  # fmt: skip
    announce(QueueShortened())
    return undone


def require_unchanged(decision: Decision, standing: Standing, post: Post) -> None:
    """Nothing came after it: no other decision, no new version sent in, no withdrawal."""
    if standing.undone_by_id:
        raise CannotTakeBack(_("That was taken back already."))
    newest = post.decisions.order_by("-pk").values_list("pk", flat=True).first()
    if newest != decision.pk:
        raise CannotTakeBack(_("Somebody has decided about it again since. Please decide about it as it is."))
    if post.status != after(decision, standing) or (decision.verdict == Verdict.RETURN and not post.is_returned):
        raise CannotTakeBack(_("Its author has changed or withdrawn it since. Please decide about it as it is."))


def after(decision: Decision, standing: Standing) -> str:
    """How the decision left it."""
    left = {Verdict.HIDE: "hidden", Verdict.PUBLISH: "published", Verdict.RETURN: "held"}
    return left.get(Verdict(decision.verdict), standing.status)


def open_flags_again(decision: Decision) -> list[Member]:
    """All but those of members who have reported it once more since. Returns whose they are."""
    again = Flag.objects.waiting().filter(post=decision.post_id).values("member")
    flags = list(decision.flags.exclude(member__in=again).select_related("member"))
    Flag.objects.filter(pk__in=[flag.pk for flag in flags]).update(closed_at=None, decision=None)
    return [flag.member for flag in flags]
