"""Taking somebody's second factors away: two people do it, once they know that it is the member who asks."""

from functools import partial

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext

from audit.actions import record
from audit.models import Deed
from members.actions.accounts import recheck_sockets
from members.actions.lockout import forget_failed_sign_ins
from members.models import Member
from members.permission import require


@transaction.atomic
def remove_second_factors(*, member: Member, first: Member, second: Member) -> None:
    """All of them, with the recovery codes; every session ends. The password stays, and the member is told."""
    require(
        first != second and member not in (first, second) and second.is_superuser, gettext("Two other people do this.")
    )
    number, _ = Authenticator.objects.filter(user_id=member.pk).delete()
    member.sessions.all().delete()
    forget_failed_sign_ins(email=member.email)
    recheck_sockets(member=member)
    transaction.on_commit(partial(get_adapter().send_notification_mail, "account/email/factors_removed", member))
    record(Deed.FACTORS_REMOVED, by=second, about=member, first=first.pk, number=number)
