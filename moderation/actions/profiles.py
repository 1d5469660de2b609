"""Taking off what a member says of themselves."""

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from audit.actions import record
from audit.models import Deed
from forum.actions.profiles import clear_about
from forum.models import Profile
from members.models import Member
from members.permission import require
from members.rules import NOT_FOR_YOU, may_judge
from moderation.actions.reading import read_first
from moderation.models import Note
from notifications.actions import notify
from notifications.models import Notification


@transaction.atomic
def take_lines_off(*, profile: Profile, moderator: Member, reason: str) -> bool:
    """The member is told why, and may write others. Says whether there was something to take off."""
    require(moderator.moderates_all and may_judge(moderator, profile.member), NOT_FOR_YOU)
    read_first(reason, author=moderator, place="decision")
    if not clear_about(profile=profile):
        return False
    Note.objects.create(author=moderator, member=profile.member, words=reason)
    notify(
        members=[profile.member], about=Notification.About.MEASURE, actor=_("A moderator"),
        subject=_("What you said of yourself was taken off your page"), url=reverse("about-edit"), note=reason,
    )  # fmt: skip
    record(Deed.ABOUT_CLEARED, by=moderator, about=profile.member)
    return True
