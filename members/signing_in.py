"""Who may be signed in: nobody who is suspended, until the minute it ends. They are known, and told why."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from members.models import Member
from members.models.people import member_numbered

TOLD_WHY = "suspended_member"  # in the session of somebody who gave the right password while suspended


class Backend(AuthenticationBackend):
    """allauth's, asked at every request and for every socket."""

    def get_user(self, user_id: int) -> Member | None:
        member = member_numbered.first(pk=user_id)
        return member if member and self.user_can_authenticate(member) else None

    def user_can_authenticate(self, user: Member) -> bool:
        return super().user_can_authenticate(user) and not user.is_suspended


def remember_suspended(request: HttpRequest, member: Member) -> None:
    """They proved who they are: they may read their measures and appeal, and nothing else."""
    request.session.cycle_key()
    request.session[TOLD_WHY] = [member.pk, member.get_session_auth_hash()]


def suspended_member(request: HttpRequest) -> Member | None:
    """Whoever is suspended and has proved who they are, by signing in now or before it began."""
    session = request.session
    pk, proof = session.get(TOLD_WHY) or (session.get(SESSION_KEY), session.get(HASH_SESSION_KEY))
    member = Member.objects.filter(pk=pk, is_active=True).first() if pk and proof else None
    if member is None or not constant_time_compare(proof, member.get_session_auth_hash()):
        return None
    return member if member.is_suspended else None
