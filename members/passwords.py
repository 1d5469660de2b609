"""Which passwords are taken: long ones, of any kind of character, that nobody would try first (NIST SP 800-63B)."""

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from members.commonplace import is_commonplace
from members.second_factor import has_second_factor

ALONE, BESIDE, MOST = 15, 8, 128
RUNS = tuple(run * 13 for run in ("1234567890", "0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl"))
LEFT_OVER = 6  # letters that must be left without our own words
OWN_WORDS = ("debrief", "aesthetic", "filler", "botox", "clinic", "nurse", "doctor", "password", "passphrase")


class LongEnough:
    """15 characters where the password stands alone, 8 beside a second factor; up to 128."""

    def validate(self, password: str, user: Any = None) -> None:
        least = BESIDE if user is not None and has_second_factor(user) else ALONE
        if len(password) < least:
            raise ValidationError(
                _("Please use at least %(least)s characters. A few plain words do.") % {"least": least}
            )
        if len(password) > MOST:
            raise ValidationError(_("Please use no more than %(most)s characters.") % {"most": MOST})

    def get_help_text(self) -> str:
        return _(
            "At least 15 characters; 8 are enough once you sign in with an app or a passkey as well. A few plain words "
            "are easy to remember."
        )


def is_a_run(password: str) -> bool:
    """Keys in a row, or one of them again and again."""
    return len(set(password)) <= 3 or any(password in run for run in RUNS)


class NoOwnWords:
    """A password made of the words of this site, filled up with digits, is among the first that anybody tries."""

    def validate(self, password: str, user: Any = None) -> None:
        words = "|".join((settings.SITE_NAME.lower(), *OWN_WORDS))
        rest = re.sub(rf"{words}|[\W\d_]+", "", password.lower())
        if is_a_run(password.lower()) or (len(rest) < LEFT_OVER and re.search(words, password.lower())):
            raise ValidationError(_("That is easy to guess here. Please choose words that have nothing to do with us."))

    def get_help_text(self) -> str:
        return _("Not made of the name of this site, or of words that everybody here uses.")


class NotCommonplace:
    """Beyond the list itself: common passwords and words joined, repeated, or filled up to the length asked for."""

    def validate(self, password: str, user: Any = None) -> None:
        if is_commonplace(password):
            raise ValidationError(
                _(
                    "That is put together from words that many people use in passwords. "
                    "Please choose four words that have nothing to do with each other."
                )
            )

    def get_help_text(self) -> str:
        return _("Not put together from a few words that many people use in passwords.")
