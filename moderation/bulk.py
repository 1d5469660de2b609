"""Deciding about many posts for one reason: first what would happen to each, then each by itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext

from forum.models import Post
from forum.rules import may_decide
from members.models import Member
from members.wording import in_a_sentence
from moderation import versions
from moderation.actions import decide_post
from moderation.conflicts import Conflict
from moderation.item import verdicts_for
from moderation.models import Flag, LiveReport, Take, Verdict
from moderation.versions import Seen

AT_MOST = 50
IN_WORDS = {
    Verdict.HIDE: gettext_lazy("It is hidden."),
    Verdict.PUBLISH: gettext_lazy("It is published."),
    Verdict.KEEP: gettext_lazy("It stays as it is."),
    Verdict.RETURN: gettext_lazy("It goes back to its author for changes."),
}


@dataclass(frozen=True)
class Planned:
    """What would happen to one post, or why nothing would."""

    post: Post
    seen: Seen
    sentence: str
    happens: bool

    @property
    def key(self) -> str:
        return f"{self.post.pk}:{self.seen}"


@dataclass(frozen=True)
class Chosen:
    """A post that was ticked, and the state in which it was shown; none right from the list."""

    pk: int
    seen: Seen | None


def chosen_in(sent: Iterable[str]) -> list[Chosen]:
    """From the list "post-42", from the preview "42:" and the state; whatever else is sent is left out."""
    found: dict[int, Chosen] = {}
    for key in sent:
        number, _, seen = key.removeprefix("post-").partition(":")
        if number.isdecimal() and len(number) <= 18:
            found[int(number)] = Chosen(int(number), versions.read(seen))
    return list(found.values())[:AT_MOST]


def plan(chosen: Sequence[Chosen], verdict: Verdict, viewer: Member) -> list[Planned]:
    """In the order in which they were ticked; six queries, however many."""
    keys = [one.pk for one in chosen]
    posts = Post.objects.moderated_by(viewer).select_related("topic__section", "author").in_bulk(keys)
    seen = versions.versions_of(posts.values())
    held = Take.objects.held(timezone.now()).filter(kind="post", subject_id__in=keys).exclude(moderator=viewer)
    theirs = {take.subject_id: take for take in held.select_related("moderator")}
    live = set(LiveReport.objects.waiting().filter(flag__post__in=keys).values_list("flag__post", flat=True))
    open_flags = list(Flag.objects.waiting().filter(post__in=keys).values_list("post", flat=True))
    found = []
    for pk, post in sorted(posts.items(), key=lambda pair: keys.index(pair[0])):
        reports = open_flags.count(pk)
        if why := why_not(post, verdict, viewer, theirs.get(pk), pk in live):
            found.append(Planned(post, seen[pk], why, happens=False))
        else:
            found.append(Planned(post, seen[pk], f"{IN_WORDS[verdict]} {told(reports, verdict)}", happens=True))
    return found


def why_not(post: Post, verdict: Verdict, viewer: Member, take: Take | None, is_live: bool) -> str:
    if post.author_id == viewer.pk:
        return gettext("Left out: it is yours.")
    if not may_decide(viewer, post):
        if post.is_unnamed:
            return gettext("Left out: somebody else must decide it.")
        return gettext("Left out: somebody else must decide it, for its author is from your workplace.")
    if take:
        return gettext("Left out: %(name)s has it in hand until %(ends_at_in_words)s.") % {
            "name": take.moderator.name,
            "ends_at_in_words": take.ends_at_in_words,
        }
    if is_live or post.held_because == "appeal":
        return gettext("Left out: somebody has to say whether it is live. Please open it.")
    if verdict not in verdicts_for(post):
        return gettext("Left out: %(what)s, so there is nothing to do.") % {
            "what": in_a_sentence(post.get_status_display())
        }
    return ""


def told(reports: int, verdict: Verdict) -> str:
    """Who hears of it."""
    if verdict == Verdict.KEEP:
        if not reports:
            return gettext("Nobody needs to be told.")
        words = ngettext("Whoever reported it is told.", "The %(reports)s who reported it are told.", reports)
    elif not reports:
        return gettext("Its author is told.")
    else:
        words = ngettext(
            "Its author and whoever reported it are told.",
            "Its author and the %(reports)s who reported it are told.",
            reports,
        )
    return words % {"reports": reports}


def decide_each(chosen: Sequence[Chosen], verdict: Verdict, reason: str, moderator: Member) -> list[Planned]:
    """Each its own decision with its own line in the log: one that is refused leaves the others alone."""
    planned = {one.post.pk: one for one in plan(chosen, verdict, moderator)}
    done = []
    for one in chosen:
        if found := planned.get(one.pk):
            done.append(decide_one(found, one.seen, verdict, reason, moderator) if found.happens else found)
    return done


def decide_one(found: Planned, seen: Seen | None, verdict: Verdict, reason: str, moderator: Member) -> Planned:
    try:
        decide_post(post=found.post, moderator=moderator, verdict=verdict, reason=reason, seen=seen or found.seen)
    except (Conflict, PermissionDenied) as why:
        return Planned(found.post, found.seen, gettext("Left out: %(why)s") % {"why": why}, happens=False)
    return found
