"""What a held post tells its author: why it waits, since when, and which place it has among those of its kind."""

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

RETURNED, SENT_AGAIN, MOVED = "returned", "sent_again", "moved"
INCOMPLETE, PERMISSION = "incomplete", "permission"
ASKED, DECLINED, CHANGED_PART = "asked", "declined", "changed_part"  # a colleague who treated, and is a member
WITH_OTHERS = (RETURNED, ASKED)  # no moderator is waited for
FIRST_POSTS = "new_member"
WHY = {
    FIRST_POSTS: (_("A moderator reads the first posts of new members in clinical rooms. Verification lifts this.")),
    "reader_failed": _("Our safety reader was out of order when you sent it, so a moderator reads it first."),
    "disagreement": _("What you declared and what the text says do not quite agree, so a moderator reads it first."),
    "critical_sign": _("It names a sign that calls for the emergency number, so a moderator reads it first."),
    "identity": _(
        "Something in it could tell who a patient is, and you said why it stays. A moderator reads it first."
    ),
    "conduct": _("Some of its words could hurt a patient who reads them, so a moderator reads it first."),
    "word_rule": _("It holds words that a moderator reads first."),
    "rules_failed": _("Our rules about words could not be read when you sent it, so a moderator reads it first."),
    "appeal": _("You said that it is not live, so a moderator reads what was stopped."),
    RETURNED: _("A moderator asks you to change something. Send it in again and it is read in its old place."),
    SENT_AGAIN: _("You changed it and sent it in again. It kept its place."),
    INCOMPLETE: _("It says little yet for others to learn from. A moderator reads it first, and may ask you for more."),
    PERMISSION: _("A colleague treated the patient. A moderator asks for their agreement before others read it."),
    ASKED: _(
        "The colleague who treated was asked whether you may tell it, and has not answered yet. "
        "It is published when they agree."
    ),
    DECLINED: _(
        "The colleague who treated does not agree that you tell it, so it stays unpublished. You can withdraw it."
    ),
    CHANGED_PART: _("You changed what you say of your own part in it. A moderator reads it first."),
    MOVED: _("It was moved to where patients are discussed, and a moderator reads it there first."),
}
OTHERWISE = _("A moderator reads it first.")


class Place(NamedTuple):
    """Which one of how many."""

    number: int
    of: int

    def __str__(self) -> str:
        return gettext("%(nth)s of %(number)s") % {"nth": ordinal(self.number), "number": self.of}


def ordinal(number: int) -> str:
    """1st, 2nd; other languages write a dot."""
    if not (get_language() or "en").startswith("en"):
        return f"{number}."
    last = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{last}"


class Held:
    """The part of a post that waits for a moderator, or for its author."""

    if TYPE_CHECKING:
        pk: int
        status: str
        held_because: str
        created_at: datetime
        waits_since: datetime | None
        returns: Any
        objects: Any

    @property
    def is_held(self) -> bool:
        return self.status == "held"

    @property
    def is_returned(self) -> bool:
        """With its author, who was asked to change something."""
        return self.is_held and self.held_because == RETURNED

    @property
    def pending_since(self) -> datetime:
        return self.waits_since or self.created_at

    @cached_property
    def place(self) -> Place:
        """Among the held posts of its kind, oldest first. `place_posts` answers for many at once."""
        place_posts([self])
        return self.__dict__["place"]

    @property
    def held_in_words(self) -> str:
        """For its author: why, since when, and which place in the queue."""
        why = WHY.get(self.held_because, OTHERWISE)
        since = date_format(timezone.localtime(self.pending_since), "j M Y, H:i")
        if self.held_because in WITH_OTHERS:
            return gettext("%(why)s It waits since %(since)s.") % {"why": why, "since": since}
        return gettext("%(why)s It waits since %(since)s and is the %(place)s of its kind to be read.") % {
            "why": why,
            "since": since,
            "place": self.place,
        }


def place_posts(posts: list[Any]) -> None:
    """Give each held post its place, in one query however many they are; none where nothing is held."""
    held = [post for post in posts if post.is_held]
    if not held:
        return
    waiting = list(type(held[0]).objects.waiting_for_moderator().values_list("pk", "held_because"))
    for post in held:
        kind = [pk for pk, why in waiting if (why == FIRST_POSTS) == (post.held_because == FIRST_POSTS)]
        number = kind.index(post.pk) + 1 if post.pk in kind else len(kind) + 1
        post.__dict__["place"] = Place(number, max(number, len(kind)))
