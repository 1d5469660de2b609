"""Asking to leave for good, and changing one's mind within a week."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from audit.actions import record
from audit.models import Deed
from members.models import Member
from members.permission import require
from privacy import rules
from privacy.models import COOLS_FOR, Closing, Words


@transaction.atomic
def ask_to_close(*, member: Member, words: Words) -> Closing:
    """In a week the account is erased. Asked twice, it is one closing, with what was chosen last."""
    require(rules.may_close(member), gettext("Please ask an administrator to take over your role first."))
    Member.objects.select_for_update().get(pk=member.pk)
    if closing := rules.open_closing(member):
        closing.words = words
        closing.save(update_fields=["words"])
        return closing
    now = timezone.now()
    closing = Closing.objects.create(member=member, words=words, asked_at=now, due_at=now + COOLS_FOR)
    record(Deed.CLOSING_ASKED, by=member, about=member, words=words.value)
    return closing


@transaction.atomic
def keep_account(*, member: Member) -> bool:
    """The way back, until the minute it is done. Says whether anything was to be taken back."""
    kept = Closing.objects.open().filter(member=member).update(taken_back_at=timezone.now())
    if kept:
        record(Deed.CLOSING_TAKEN_BACK, by=member, about=member)
    return bool(kept)
