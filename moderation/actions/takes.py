"""Taking an item of the queue in hand for ten minutes, keeping it, letting it go."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from members.models import Member
from members.permission import require
from moderation import rules
from moderation.actions.late import answer_calls
from moderation.conflicts import InOtherHands
from moderation.events import ItemTaken
from moderation.models import Take
from moderation.models.takes import FOR
from moderation.rooms import is_theirs
from realtime.door import announce


@transaction.atomic
def take_item(*, kind: str, subject_id: int, moderator: Member) -> Take:
    """Have it for ten minutes, or for ten more. Raises InOtherHands while somebody else has it."""
    may_take = rules.may_take(moderator) and is_theirs(moderator, kind, subject_id)
    require(may_take, gettext("Only moderators take something from the queue."))
    now = timezone.now()
    first = Take(kind=kind, subject_id=subject_id, moderator=moderator, taken_at=now, until=now)
    Take.objects.bulk_create([first], ignore_conflicts=True)
    take = Take.objects.select_for_update().select_related("moderator").get(kind=kind, subject_id=subject_id)
    if take.until > now and take.moderator_id != moderator.pk:
        raise InOtherHands(take)
    if take.until <= now:
        take.moderator, take.taken_at = moderator, now
    take.until = now + FOR
    take.save()
    answer_calls(page=kind, subject_id=subject_id, moderator=moderator, now=now)
    announce(ItemTaken(take))
    return take


@transaction.atomic
def let_item_go(*, kind: str, subject_id: int, moderator: Member) -> bool:
    """Says whether it was theirs to let go."""
    gone, _ = Take.objects.of(kind, subject_id).filter(moderator=moderator).delete()
    if gone:
        announce(ItemTaken(Take(kind=kind, subject_id=subject_id)))
    return bool(gone)


def require_free(*, kind: str, subject_id: int, moderator: Member) -> None:
    """Asked inside the transaction of a decision. Raises InOtherHands."""
    held = Take.objects.held(timezone.now()).of(kind, subject_id).exclude(moderator=moderator)
    if take := held.select_related("moderator").first():
        raise InOtherHands(take)


def settle_take(*, kind: str, subject_id: int) -> None:
    """It is decided: nobody has it in hand any more."""
    Take.objects.of(kind, subject_id).delete()
