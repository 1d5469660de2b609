"""Deeds on drafts. Their text is sealed for its author alone, so it is stored without being read by the gate."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deflection import vault
from forum import telling
from forum.actions.two_texts import says_no_more, set_aside
from forum.just_sent import was_sent
from forum.models import Draft
from forum.telling import AT, BY, MARK, SAID, Part, of_part
from members.models import Member
from members.prepared import prepared
from members.prepared_changes import dropping

SHELF = 50
MAX_CHARS = 60_000
TOO_LONG = _("That is longer than a draft can be (60,000 characters). Please copy it somewhere safe.")
NO_ROOM = _("You have %(number)s drafts. Discard one on the drafts page; this text was not saved.")
SENT_AT_ONCE = ("reply:", "topic:", "update:", "commentary:")
NOT_TEXT = (
    "csrfmiddlewaretoken",
    "client_id",
    "answer",
    "accepts",
    "deed",
    "sequence",
    "remark-seen",
)  # a client id that came back with a draft would hide a new post


CASE = "case:new"


class Conflict(Exception):
    """Another page saved a newer text."""

    def __init__(self, newer: Draft) -> None:
        super().__init__(gettext("This draft was changed in another place."))
        self.newer = newer


class AlreadyPublished(Exception):
    """An autosave that was overtaken by its own text: published or in the vault, it is no draft any more."""


class ShelfFull(Exception):
    """Too many drafts, or one too long; the ones that exist are kept."""


@transaction.atomic
def save_draft(
    *,
    author: Member,
    key: str,
    label: str,
    url: str,
    fields: Mapping[str, str],
    sequence: int | None = None,
    keep: str = "",
    by_itself: bool = False,
) -> Draft:
    """Keep unfinished text. A save whose `sequence` is not the newest raises Conflict and changes nothing.

    With `keep` "mine" or the "other" goes on, and the one that does not is set aside as a draft of its own.
    A key such as `case:new:treatment` keeps one part of `case:new` and leaves the others as they stand (`save_part`).
    An autosave, sent `by_itself`, may arrive after its own text: raises AlreadyPublished.
    """
    fields = {name: text for name, text in fields.items() if name not in NOT_TEXT and not name.startswith("find-")}
    if sum(map(len, fields.values())) > MAX_CHARS:
        raise ShelfFull(TOO_LONG)
    if key.startswith(f"{CASE}:"):
        part = telling.BY_SLUG[key.removeprefix(f"{CASE}:")]
        return save_part(author=author, part=part, fields=fields, sequence=sequence, keep=keep)
    lock_member(author)
    if key.startswith(SENT_AT_ONCE) and was_sent(author, fields.get("body", ""), by_itself):
        raise AlreadyPublished(gettext("You have just sent these very words."))
    draft = Draft.objects.filter(author=author, key=key).first()
    if draft is None and author.drafts.count() >= SHELF:
        raise ShelfFull(NO_ROOM % {"number": SHELF})
    if draft and sequence is not None and sequence != draft.sequence:
        if not keep:
            raise Conflict(draft)
        set_aside(draft, vault.seal(fields, owner_id=author.pk) if keep == "other" else None)
        if keep == "other":
            return draft
    draft = draft or Draft(author=author, key=key, sequence=0)
    draft.label, draft.url, draft.sequence = label[:150], url, draft.sequence + 1
    draft.sealed = vault.seal(fields, owner_id=author.pk)
    draft.save()
    return draft


@transaction.atomic
def save_part(
    *,
    author: Member,
    part: Part,
    fields: Mapping[str, str],
    sequence: int | None = None,
    mark: str = "",
    keep: str = "",
) -> Draft:
    """Keep one part of the case study that is being told; the others stay as they stand.

    A part that another page has saved since raises Conflict; a page that says which one it is, in `page`, may overtake
    its own autosave. `mark` says how its author left the part.
    """
    lock_member(author)
    draft = Draft.objects.filter(author=author, key=CASE).first()
    told = draft.fields_for(author.pk) if draft and draft.can_be_opened else {}
    page = fields.get("page", "")
    is_own = bool(page) and told.get(BY + part.slug) == page
    is_newer = sequence is not None and int(told.get(AT + part.slug, "0")) > sequence and not is_own
    whole = telling.merged(told, part, fields)
    if draft and is_newer and of_part(told, part) != of_part(telling.merged({}, part, fields), part):
        if not keep:
            raise Conflict(draft)
        set_aside(draft, vault.seal(whole, owner_id=author.pk) if keep == "other" else None)
        if keep == "other":
            return draft
    saved_as = str(draft.sequence + 1 if draft else 1)
    whole |= {AT + part.slug: saved_as, BY + part.slug: page, MARK + part.slug: mark}
    whole |= {name: text for name, text in fields.items() if name.startswith(SAID)}
    label = (
        gettext("Case study: %(title)s") % {"title": whole["title"]}
        if whole.get("title")
        else gettext("New case study")
    )
    return save_draft(author=author, key=CASE, label=label, url=reverse("case-write"), fields=whole)


def drop_draft(*, author: Member, key: str, sequence: int | None = None, sent: str = "") -> bool:
    """The text was published, sealed or discarded. Says whether there was a draft.

    With the `sequence` that its page knew, a newer text of another page is set aside, if it says more than `sent`.
    The author's row is locked, as in `save_draft`: of an autosave and a publication at once, one comes first.
    """
    with transaction.atomic(savepoint=False):
        lock_member(author)
        if sequence is None:
            return bool(drop(author=author.pk, key=key))
        dropped = bool(drop_known(author=author.pk, key=key, sequence=sequence))
        if not dropped and (newer := kept_under.first(author=author.pk, key=key)):
            if not says_no_more(newer, sent):
                set_aside(newer)
            newer.delete()
        return dropped


@prepared
def kept_under(author: int, key: str) -> QuerySet[Draft]:
    return Draft.objects.filter(author_id=author, key=key)


@dropping
def drop(author: int, key: str) -> QuerySet[Draft]:
    return Draft.objects.filter(author_id=author, key=key)


@dropping
def drop_known(author: int, key: str, sequence: int) -> QuerySet[Draft]:
    return Draft.objects.filter(author_id=author, key=key, sequence__lte=sequence)


def lock_member(member: Member) -> None:
    """One after the other. What only points at this member, a line in their bell, need not wait for it."""
    locked(pk=member.pk)


@prepared
def locked(pk: int) -> QuerySet[Member, tuple[int]]:
    return Member.objects.select_for_update(no_key=True).filter(pk=pk).values_list("pk")
