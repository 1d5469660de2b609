"""Which items of a page of the queue a moderator must leave to others (MO19)."""

from collections.abc import Iterable

from members.models import Member
from moderation.models import Appeal, Flag, LineReport
from moderation.queue import Waiting
from moderation.rules import has_judge


def not_for(moderator: Member, items: Iterable[Waiting]) -> set[str]:
    """Their keys. At most four queries, and one for each patient's word about a colleague, however long the page."""
    found = list(items)
    colleagues = colleagues_of(moderator, found)
    theirs = {moderator.pk} | set(colleagues)
    reported, decided = reported_by(moderator, found), decided_by(moderator, found)
    lines = lines_reported_by(moderator, found)
    return {
        item.key
        for item in found
        if (item.author in theirs and (item.author == moderator.pk or not is_left_to(item, colleagues)))
        or (item.page == "post" and item.subject in reported)
        or (item.kind == "lines" and item.subject in lines)
        or (item.kind == "appeal" and item.subject in decided)
    }


def is_left_to(item: Waiting, colleagues: dict[int, Member]) -> bool:
    """What a colleague may answer: a stopped text by anybody, a patient's word where there is nobody else."""
    if item.kind == "concern" and item.author is not None:
        return not has_judge(colleagues[item.author])
    return item.kind == "deflection"


def colleagues_of(moderator: Member, items: list[Waiting]) -> dict[int, Member]:
    """Authors who named a workplace of the moderator's, by their ids."""
    if not moderator.workplace_keys:
        return {}
    authors = Member.objects.filter(pk__in={item.author for item in items}).exclude(workplaces=[])
    return {author.pk: author for author in authors if author.works_with(moderator)}


def reported_by(moderator: Member, items: list[Waiting]) -> set[int]:
    posts = [item.subject for item in items if item.page == "post"]
    mine = Flag.objects.waiting().filter(member=moderator, post__in=posts)
    return set(mine.values_list("post", flat=True)) if posts else set()


def lines_reported_by(moderator: Member, items: list[Waiting]) -> set[int]:
    whose = [item.subject for item in items if item.kind == "lines"]
    mine = LineReport.objects.waiting().filter(member=moderator, whose__in=whose)
    return set(mine.values_list("whose", flat=True)) if whose else set()


def decided_by(moderator: Member, items: list[Waiting]) -> set[int]:
    """Appeals against what they decided themselves."""
    appeals = [item.subject for item in items if item.kind == "appeal"]
    if not appeals:
        return set()
    return set(appeals) - set(
        Appeal.objects.for_judging_by(moderator).filter(pk__in=appeals).values_list("pk", flat=True)
    )
