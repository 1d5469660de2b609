"""Who waits to be verified and whose credentials run out, and how soon questions meet a verified answer."""

from django.db.models import Count, F, Min, Q
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext

from forum.models import Kind, Post, Topic
from members.models import Claim, Credential, Member
from moderation.boards.counting import by_part, hours_in_words, in_hours, middles, series
from moderation.boards.drawing import Series
from moderation.boards.periods import Period
from moderation.boards.plots import Found

TIERS = {
    Credential.Tier.REGISTERED: gettext_lazy("Registered"),
    Credential.Tier.PRESCRIBER: gettext_lazy("Prescriber"),
    Credential.Tier.EXPERT: gettext_lazy("Expert"),
}
SECTIONS = {
    Kind.CASES: gettext_lazy("Case studies"),
    Kind.QUESTIONS: gettext_lazy("Questions"),
    Kind.DISCUSSION: gettext_lazy("Discussion"),
    Kind.SUPPORT: gettext_lazy("Support"),
}


def verification(period: Period, _: Member) -> Found:
    """The middle wait of the claims that were decided; in words how many wait now, and how long the oldest does."""
    decided = Claim.objects.filter(status__in=[Claim.State.GRANTED, Claim.State.REFUSED], decided_at__isnull=False)
    middle, parts = middles(decided, "decided_at", "decided_at", "created_at", period), period.parts()
    waiting = Claim.objects.waiting().order_by().aggregate(number=Count("pk"), oldest=Min("created_at"))
    says = gettext("Nobody waits to be verified now.")
    if waiting["number"]:
        since = hours_in_words(in_hours(timezone.now() - waiting["oldest"]))
        says = ngettext(
            "%(number)s waits now, the oldest for %(time)s.",
            "%(number)s wait now, the oldest for %(time)s.",
            waiting["number"],
        ) % {"number": waiting["number"], "time": since}
    each = [middle.get(part.first) for part in parts]
    return Found(
        [part.words for part in parts],
        [Series(gettext("Half within (hours)"), [one.hours if one else None for one in each])],
        says,
        [Series(gettext("Claims decided"), [one.number if one else 0 for one in each])],
        [part.short for part in parts],
    )


def running_out(period: Period, _: Member) -> Found:
    """In the weeks or months to come."""
    parts = period.coming()
    rows = Credential.objects.tiered().filter(
        revoked_at=None, valid_until__gte=timezone.now(), valid_until__lt=period.end, member__is_active=True
    )
    found = by_part(rows, "valid_until", period, **{tier.name: Q(tier=tier) for tier in TIERS})
    told = series(found, parts, {tier.name: words for tier, words in TIERS.items()})
    number = int(sum(sum(one.values) for one in told))
    says = ngettext(
        "%(number)s credential will run out unless somebody looks them up again.",
        "%(number)s credentials will run out unless somebody looks them up again.",
        number,
    ) % {"number": number}
    return Found([part.words for part in parts], told, says, short=[part.short for part in parts])


def replies(period: Period, _: Member) -> Found:
    """Replies and answers that stand, by the kind of section."""
    parts = period.parts()
    rows = Post.objects.published().replies()
    found = by_part(rows, "created_at", period, **{kind.name: Q(topic__kind=kind) for kind in SECTIONS})
    told = series(found, parts, {kind.name: words for kind, words in SECTIONS.items()})
    replies = int(sum(sum(one.values) for one in told))
    says = ngettext(
        "%(number)s reply was published in this time.", "%(number)s replies were published in this time.", replies
    ) % {"number": replies}
    return Found([part.words for part in parts], told, says, short=[part.short for part in parts])


def first_answers(period: Period, _: Member) -> Found:
    """By when the question was asked: how long until a verified colleague had answered."""
    asked = Topic.objects.published().filter(kind=Kind.QUESTIONS)
    answered = asked.exclude(first_verified_answer_at=None).filter(first_verified_answer_at__gte=F("created_at"))
    middle = middles(answered, "created_at", "first_verified_answer_at", "created_at", period)
    found = by_part(asked, "created_at", period, asked=Q(), open=Q(first_verified_answer_at=None))
    parts = period.parts()
    beside = series(found, parts, {"asked": gettext("Asked"), "open": gettext("No verified answer yet")})
    number, unanswered = (sum(one.values) for one in beside)
    waits = [middle[part.first].hours if part.first in middle else None for part in parts]
    return Found(
        [part.words for part in parts], [Series(gettext("Half within (hours)"), waits)],
        gettext("%(answered)s of %(number)s questions have a verified answer.")
        % {"answered": f"{number - unanswered:g}", "number": f"{number:g}"}, beside,
        [part.short for part in parts],
    )  # fmt: skip
