"""Who a reader is told wrote something: the one door through which pages, frames, mails and files ask for a name."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.db.models import F, Q, QuerySet, TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.models import Credential, Member
from members.models.people import Profession

if TYPE_CHECKING:
    from forum.models import Topic

SHOWN, NOT_SHOWN = "shown", "not_shown"
ALIAS = _("Author of this case study")
SHARED_BY = 10  # fewer verified members than this, and the words about them are coarser
UNVERIFIED, VERIFIED, TRAINED = "unverified", "verified", "trained"
IN_WORDS = {
    UNVERIFIED: _("nobody has checked who they are"),
    VERIFIED: _("health professional"),
    TRAINED: _("prescriber with complications training"),
}


class Naming(TextChoices):
    """What an author chooses when they tell a case study."""

    SHOWN = SHOWN, _("Show my name")
    NOT_SHOWN = NOT_SHOWN, _("Tell it without my name")


@dataclass(frozen=True)
class Alias:
    """What stands in the place of a member who told a case study without their name.

    It answers what pages ask of a member, and has neither a number, nor a page, nor anything that is told elsewhere:
    so it is the same throughout a topic, and nothing links it to another.
    """

    facet: str
    is_hidden: ClassVar[bool] = True
    is_expert: ClassVar[bool] = False

    @property
    def name(self) -> str:
        return str(ALIAS)

    @property
    def is_verified(self) -> bool:
        return self.facet != UNVERIFIED

    @property
    def standing_in_words(self) -> str:
        """What was checked when it was told, as far as enough colleagues share it."""
        words = IN_WORDS.get(self.facet) or Profession(self.facet).label
        if not self.is_verified:
            return str(words)
        return gettext("%(what)s, checked before this was told") % {"what": words}


def shown_as(author: Member, unnamed_as: str) -> Member | Alias:
    """The member, or what stands in their place: `unnamed_as` is kept with the topic, and empty where names stand."""
    return Alias(unnamed_as) if unnamed_as else author


def shown_in(topic: "Topic", member: Member) -> Member | Alias:
    """The same for somebody who did something in a topic: only whoever told it may be without a name there."""
    return shown_as(member, topic.unnamed_as if topic.author_id == member.pk else "")


def by_name(post: str = "") -> Q:
    """Rows that say whose the post is only where its page does; `post` is the path to it."""
    path = f"{post}__" if post else ""
    return Q(**{f"{path}topic__unnamed_as": ""}) | ~Q(**{f"{path}author": F(f"{path}topic__author")})


def facet_of(author: Member) -> str:
    """The closest words about this member that at least ten verified members of the site share."""
    if not author.is_verified:
        return UNVERIFIED
    sharing = {author.profession: holders(1).filter(member__profession=author.profession)}
    if author.tier >= Credential.Tier.PRESCRIBER:
        sharing = {TRAINED: holders(Credential.Tier.PRESCRIBER)} | sharing
    found = (facet for facet, those in sharing.items() if len(those[:SHARED_BY]) >= SHARED_BY)
    return next(found, VERIFIED)


def holders(tier: int) -> QuerySet:
    """Active members whose credential of that tier or a higher one holds today."""
    held = Credential.objects.current().filter(tier__gte=tier, member__is_active=True)
    return held.order_by().values_list("member").distinct()
