"""Safety notices: moderators who answer for the whole forum write them, and take them down."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from members.models import Member
from members.permission import require
from moderation import rules
from moderation.actions.reading import read_first
from notices.actions import store_notice, take_down
from notices.models import Notice

WHO = _("Safety notices are for moderators who answer for the whole forum.")


def publish_notice(*, by: Member, title: str, words: str, link: str, audience: str, until: datetime) -> Notice:
    """Put it on every page of those it is for, open ones included."""
    require(rules.may_notify(by), WHO)
    read_first(f"{title}\n\n{words}", author=by, place="decision")
    return store_notice(by=by, title=title, words=words, link=link, audience=audience, until=until)


def withdraw_notice(*, notice: Notice, by: Member) -> bool:
    """Off every page at once. It stays on the list of notices, as withdrawn."""
    require(rules.may_notify(by), WHO)
    return take_down(notice=notice, by=by)
