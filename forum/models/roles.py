"""Replies to a case study that stand apart from the comments: how it went on, and what an expert says of it."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    NONE = "", _("A comment")
    UPDATE = "update", _("How it went on")
    COMMENTARY = "commentary", _("Expert commentary")


class Placed(models.Model):
    """The columns of a post that say where in a case study it stands."""

    role = models.CharField(max_length=12, choices=Role, blank=True, default=Role.NONE)
    headline = models.CharField(
        max_length=200, blank=True,
        help_text="How long after the event an update was written; under which credential a commentary was signed.",
    )  # fmt: skip

    class Meta:
        abstract = True


def how_long_after(days: int) -> str:
    """So roughly that no date can be worked out."""
    if days < 14:
        return gettext("within two weeks of the event")
    if days < 60:
        return gettext("about %(number)s weeks after the event") % {"number": round(days / 7)}
    if days < 700:
        return gettext("about %(number)s months after the event") % {"number": round(days / 30.4)}
    return gettext("about %(number)s years after the event") % {"number": round(days / 365.25)}
