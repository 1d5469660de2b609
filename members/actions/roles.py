"""What somebody may do here, changed by an administrator, leaves a line in the audit chain."""

from audit.actions import record
from audit.models import Deed
from members.models import Member

ROLES = ("is_active", "is_moderator", "is_staff", "is_superuser")


def roles_of(member: Member) -> dict[str, bool]:
    return {name: getattr(member, name) for name in ROLES}


def note_roles(*, member: Member, by: Member, before: dict[str, bool]) -> None:
    """One line where a role changed: each as it is now, and which of them changed."""
    now = roles_of(member)
    changed = [name for name in ROLES if now[name] != before.get(name, name == "is_active")]
    if changed:
        record(Deed.ROLE_CHANGED, by=by, about=member, changed=" ".join(changed), **now)
