"""Second factors: who needs one, who has one, and where allauth asks how this site differs."""

from base64 import b64decode, b64encode

import qrcode
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from qrcode.image.svg import SvgPathFillImage

from members.models import Member
from members.sealing import seal, unseal

LABEL = "second-factor"
PROVED = "has_second_factor"
Kind = Authenticator.Type
ALONE = (Kind.TOTP, Kind.WEBAUTHN)  # recovery codes stand in for one of these, never by themselves


def needs_second_factor(member: Member) -> bool:
    """Whoever decides about others, or whose word counts most. They may not take their last one away."""
    if not settings.SECOND_FACTOR_REQUIRED:
        return False
    return member.moderates or member.is_staff or member.is_expert


def has_second_factor(member: Member) -> bool:
    return member.pk is not None and Authenticator.objects.filter(user_id=member.pk, type__in=ALONE).exists()


def misses_second_factor(session: SessionBase, member: Member) -> bool:
    """Looked up until it is there, then kept in the session: it cannot go from whoever needs one, but from others."""
    if not needs_second_factor(member):
        session.pop(PROVED, None)
        return False
    if session.get(PROVED):
        return False
    if has_second_factor(member):
        session[PROVED] = True
        return False
    return True


def kept_hashes(row: Authenticator) -> list[str]:
    """Of recovery codes that were shown: one for each that was not used."""
    return row.data.get("hashes", [])


def codes_left(row: Authenticator) -> int:
    return len(kept_hashes(row) or row.wrap().get_unused_codes())


def is_last(authenticator: Authenticator) -> bool:
    others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=ALONE).exclude(pk=authenticator.pk)
    return authenticator.type in ALONE and not others.exists()


def why_it_stays(authenticator: Authenticator, member: Member) -> str:
    """Why somebody may not take this one away; empty where they may."""
    if not is_last(authenticator):
        return ""
    if needs_second_factor(member):
        return _("Your role here asks for a second factor. Add another one first, then remove this one.")
    if member.short_password:
        return _("Your password is short. Choose one of at least 15 characters first, then remove this.")
    return ""


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("That did not fit. Use the newest code, or try your other device."),
        "unverified_email": gettext_lazy("Please confirm your e-mail addresses first, or remove those you do not use."),
        "cannot_delete_authenticator": gettext_lazy(
            "This is your last second factor, and it cannot go: your role asks for one, or your password is short."
        ),
    }

    def get_totp_issuer(self) -> str:
        return settings.SITE_NAME

    def build_totp_svg(self, url: str) -> str:
        """On white, whatever the colours of the page are: a telephone must be able to read it."""
        return qrcode.make(url, image_factory=SvgPathFillImage).to_string(encoding="unicode")

    def encrypt(self, text: str) -> str:
        """A copy of the database alone signs nobody in."""
        return b64encode(seal(text.encode(), label=LABEL)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(b64decode(encrypted_text), label=LABEL).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not why_it_stays(authenticator, authenticator.user)

    def generate_authenticator_name(self, user: Member, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}
