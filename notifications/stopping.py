"""The signed link in each mail that stops mail of its kinds, without signing in. It can do nothing else."""

from dataclasses import dataclass

from django.core import signing
from django.utils.translation import gettext as _

from members.models import Member
from notifications.models import Group

SALT = "notifications.stopping"
DIGEST = "digest"
CHOOSABLE = (*(group.value for group in Group if group != Group.DUTY), DIGEST)


@dataclass(frozen=True)
class Stop:
    """Whose mail, and of which kinds."""

    member_id: int
    kinds: tuple[str, ...]

    @property
    def in_words(self) -> list[str]:
        return [_("The digest") if kind == DIGEST else Group(kind).label for kind in self.kinds]


def token(member: Member, kinds: tuple[str, ...]) -> str:
    return signing.dumps([member.pk, *kinds], salt=SALT)


def read(words: str) -> Stop | None:
    """None where nobody signed it. It does not run out: a mail may be years old."""
    try:
        member_id, *kinds = signing.loads(words, salt=SALT)
    except signing.BadSignature:
        return None
    return Stop(member_id, tuple(kind for kind in kinds if kind in CHOOSABLE))
