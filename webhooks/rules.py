"""Who may let other programs hear of what happens here."""

from django.utils.translation import gettext_lazy as _

from members.models import Member

WHO_MAY_CHANGE = _("Only administrators change which programs are told.")


def may_change(member: Member) -> bool:
    return member.is_authenticated and member.is_active and member.is_superuser
