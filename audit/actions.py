"""Recording a deed, and noting each day where the chain ends."""

import logging
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models, transaction
from django.utils import timezone

from audit.chain import hash_of
from audit.models import Anchor, Deed, Head, Line

log = logging.getLogger(__name__)
LONGEST_FACT = 150


@transaction.atomic(savepoint=False)
def record(
    deed: str, *, by: AbstractBaseUser | None, about: models.Model | None, **facts: str | int | bool | None
) -> Line:
    """Add a line to the chain, inside the transaction of the deed that it tells of: both stand, or neither.

    Call it last: the head of the chain stays locked until that transaction ends. `by` is nobody where the system did
    it. Facts are ids, names of states and dates; what somebody wrote is never one.
    """
    head = take_head()
    line = Line(
        number=head.number + 1, at=timezone.now(), deed=Deed(deed), by_id=by.pk if by else None,
        facts={name: plain(fact) for name, fact in facts.items()}, previous=head.hash, **named(about),
    )  # fmt: skip
    line.hash = hash_of(line)
    line.save(force_insert=True)
    head.number, head.hash = line.number, line.hash
    head.save()
    return line


def take_head() -> Head:
    """The end of the chain, locked. The very first to record makes it; whoever came at the same moment waits."""
    if head := Head.objects.select_for_update().filter(pk=1).first():
        return head
    Head.objects.bulk_create([Head(pk=1)], ignore_conflicts=True)
    return Head.objects.select_for_update().get(pk=1)


def plain(fact: str | int | bool | None) -> str | int | bool | None:
    """A name of a state, an id, a date. Whatever is longer than those would be somebody's words."""
    if isinstance(fact, str) and len(fact) <= LONGEST_FACT:
        return str(fact)
    if fact is None or isinstance(fact, int):
        return fact
    raise ValueError("A fact of the chain is a short name, a number, yes or no, or nothing.")


def named(about: models.Model | None) -> dict[str, str]:
    return {"about_kind": about._meta.label_lower, "about_id": str(about.pk)} if about else {}


@transaction.atomic
def note_anchor(*, day: date) -> Anchor:
    """Note where the chain ends, once a day; in the journal of the process too, which another machine may keep."""
    head = take_head()
    anchor, made = Anchor.objects.get_or_create(day=day, defaults={"number": head.number, "hash": head.hash})
    if made:
        log.info("audit chain on %s: line %s, hash %s", anchor.day, anchor.number, anchor.hash)
    return anchor
