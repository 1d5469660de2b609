"""What somebody may do here, changed by an administrator, leaves a line in the audit chain."""

from audit.actions import LONGEST_FACT, record
from audit.models import Deed
from members.actions.accounts import recheck_sockets
from members.models import Member

ROLES = ("is_active", "is_moderator", "is_staff", "is_superuser")
NEW = dict.fromkeys(ROLES, False) | {"is_active": True, "sections": ""}


def roles_of(member: Member) -> dict[str, bool | str]:
    """The short names of sections stand for a moderator who answers for some alone."""
    sections = " ".join(sorted(member.moderated_sections))[:LONGEST_FACT]
    return {name: getattr(member, name) for name in ROLES} | {"sections": sections}


def note_roles(*, member: Member, by: Member, before: dict[str, bool | str]) -> None:
    """One line where a role changed: each as it is now, and which of them changed. Their sockets ask again."""
    now = roles_of(member)
    changed = [name for name, value in now.items() if value != before.get(name, NEW[name])]
    if changed:
        record(Deed.ROLE_CHANGED, by=by, about=member, changed=" ".join(changed), **now)
        recheck_sockets(member=member)
