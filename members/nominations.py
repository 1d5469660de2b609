"""Who is an expert for an area, who was nominated, and how many nominations an area asks for."""

from collections.abc import Iterable

from members.areas import Area
from members.models import Credential, Member, Nomination
from members.rules import NOMINATIONS_NEEDED


def experts_for(area: str) -> set[int]:
    """The ids of everybody whose appointment for the area holds today."""
    rows = Credential.objects.current().filter(tier=Credential.Tier.EXPERT).values_list("member_id", "areas")
    return {member_id for member_id, areas in rows if area in areas}


def needed_for(area: str, member: Member) -> int:
    """Two; fewer while an area has fewer other experts, or nobody could ever be the first."""
    return min(NOMINATIONS_NEEDED, len(experts_for(area) - {member.pk}))


def given_for(area: str, member: Member, *, but: Iterable[int] = ()) -> list[Nomination]:
    """Nominations by experts of the area whose appointment holds today, and who review nothing of this claim."""
    experts = experts_for(area) - set(but)
    standing = member.nominations.standing().filter(area=area).select_related("by")
    return [nomination for nomination in standing if nomination.by_id in experts]


def missing(areas: Iterable[str], member: Member, *, but: Iterable[int] = ()) -> dict[str, int]:
    """Areas that lack nominations, by label, and how many each lacks."""
    lacking = {area: needed_for(area, member) - len(given_for(area, member, but=but)) for area in areas}
    return {Area(area).label: number for area, number in lacking.items() if number > 0}
