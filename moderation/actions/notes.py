"""Notes of moderators for moderators, and telling the colleagues whom they mention."""

import re

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from audit.actions import record
from audit.models import Deed
from forum.models import Post, Topic
from members.models import Member
from members.permission import require
from moderation import rules
from moderation.actions.reading import read_first
from moderation.models import Note
from notifications.actions import notify
from notifications.models import Notification


@transaction.atomic
def write_note(*, about: Post | Topic | Member, author: Member, words: str) -> Note:
    """Note something about a post, a topic or a member; whoever is mentioned by @ and name is told."""
    require(rules.may_note(author, about), _("Colleagues keep the notes about you and your posts among themselves."))
    read_first(words, author=author, place="decision")
    note = Note.objects.create(author=author, words=words, **{kind_of(about): about})
    mentioned = [member for member in mentioned_in(words) if rules.may_note(member, about) and member != author]
    note.mentions.set(mentioned)
    notify(
        members=mentioned, about=Notification.About.MENTIONED, actor=author, subject=name_of(about),
        url=page_of(about),
    )  # fmt: skip
    record(Deed.NOTE_WRITTEN, by=author, about=about, note=note.pk, told=len(mentioned))
    return note


def mentioned_in(words: str) -> list[Member]:
    """Everybody on duty whose whole name stands after an @."""
    said = words.lower()
    if "@" not in said:
        return []
    on_duty = Member.objects.on_duty().order_by("pk")
    return [member for member in on_duty if re.search(rf"@{re.escape(member.name.lower())}(?!\w)", said)]


def kind_of(about: Post | Topic | Member) -> str:
    return {Post: "post", Topic: "topic", Member: "member"}[type(about)]


def name_of(about: Post | Topic | Member) -> str:
    match about:
        case Post():
            return about.topic.title
        case Topic():
            return about.title
        case _:
            return about.name


def page_of(about: Post | Topic | Member) -> str:
    """Where moderators read it."""
    return reverse(f"moderation-{kind_of(about)}", args=[about.pk])
