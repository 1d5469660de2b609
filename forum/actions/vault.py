"""Out of the vault again: back into a form, or before a moderator. The author alone can do either."""

from typing import Literal

from django.db import transaction
from django.utils.translation import gettext, gettext_lazy

from deflection.actions import mark_came_back, mark_continued_as_case, stop_reminders
from deflection.models import Deflection
from forum import rules
from forum.actions.drafts import save_draft
from forum.actions.quoting import note_quotes
from forum.actions.storing import Standing, call_a_moderator_if_needed
from forum.actions.topics import store_topic
from forum.models import Draft, Kind, Post, Section, Status, Topic
from forum.writing import as_html
from members.models import Member
from members.permission import require

CASE_KEY = "case:new"
KEEP_NO_DRAFT = {
    "endorse": gettext_lazy("An endorsement"),
    "interests": gettext_lazy("A declaration of interests"),
    "about": gettext_lazy("What you say of yourself"),
    "appeal": gettext_lazy("An appeal"),
}


class NotPossible(ValueError):
    """This text cannot go where it was sent; the sentence says where it can."""


@transaction.atomic
def continue_writing(*, deflection: Deflection, author: Member, as_what: Literal["same", "case"]) -> Draft:
    """Put the sealed text into a draft of its form, or of the case study form. The vault keeps its copy."""
    require(deflection.author_id == author.pk, gettext("Only its author can open this."))
    fields = deflection.fields_for(author.pk)
    key = CASE_KEY if as_what == "case" else fields.get("form", CASE_KEY)
    if what := KEEP_NO_DRAFT.get(key.partition(":")[0]):
        raise NotPossible(
            gettext("%(what)s keeps no draft. Copy your words from here and open the form again.") % {"what": what}
        )
    mark_came_back(deflection=deflection)
    if key == CASE_KEY:
        mark_continued_as_case(deflection=deflection)
    if key == CASE_KEY and fields.get("form") != CASE_KEY:
        fields = {"title": fields["title"] or fields.get("topic", ""), "background": fields["body"]}
    # A label is not sealed, so it quotes nothing.
    return save_draft(author=author, key=key, label=gettext("From the vault"), url=form_url(key), fields=fields)


def form_url(key: str) -> str:
    """The page whose form has this draft key."""
    form, _, which = key.partition(":")
    return {
        "reply": f"/topics/{which}/#composer",
        "topic": f"/sections/{which}/new/",
        "edit": f"/posts/{which}/edit/",
        "case": "/cases/new/",
        "same-day": "/sections/questions/same-day/",
        "update": f"/cases/{which}/updates/new/",
        "commentary": f"/commentary/{which}/",
    }[form]


@transaction.atomic
def ask_for_a_look(*, deflection: Deflection, author: Member, reason: str) -> Post:
    """The author says that it is over or not real: the text is stored as a held post that a moderator reads.

    It never publishes itself. Asking twice gives the same held post. Raises NotPossible for a text that is not a reply
    or a topic of its own, which go on from the draft, and while a measure keeps its author from writing there.
    """
    require(deflection.author_id == author.pk, gettext("Only its author can ask for this."))
    if repeated := Post.objects.filter(author=author, client_id=deflection.client_id).first():
        return repeated
    if deflection.cause:
        raise NotPossible(gettext("A moderator looks at this post already, and tells you what they find."))
    fields = deflection.fields_for(author.pk)
    form, _, which = fields.get("form", "").partition(":")
    if form == "reply" and (topic := Topic.objects.published().filter(pk=int(which)).first()):
        post = held_reply(topic, author, fields["body"], deflection)
    elif form == "topic" and (section := Section.objects.exclude(kind=Kind.CASES).filter(slug=which).first()):
        post = held_topic(section, author, fields, deflection)
    else:
        raise NotPossible(gettext("Open it as a draft and send it again: a moderator then reads it before others do."))
    Post.objects.filter(pk=post.pk).update(held_note=reason)
    mark_came_back(deflection=deflection)
    stop_reminders(deflection=deflection, author=author)
    return post


HELD_FOR_APPEAL = Standing(Status.HELD, "appeal", False)


def held_reply(topic: Topic, author: Member, body: str, deflection: Deflection) -> Post:
    if not rules.may_write_about(author, topic):
        raise NotPossible(rules.why_no_reply(author, topic))
    topic = topic.lock()
    post = topic.posts.create(
        author=author,
        body=body,
        body_html=as_html(body, author),
        client_id=deflection.client_id,
        version=topic.next_version(),
        **HELD_FOR_APPEAL._asdict(),
    )
    note_quotes(post)
    call_a_moderator_if_needed(post)
    return post


def held_topic(section: Section, author: Member, fields: dict[str, str], deflection: Deflection) -> Post:
    if not rules.may_write_in(author, section):
        raise NotPossible(rules.why_not(author, section))
    draft = f"topic:{section.slug}"
    return store_topic(
        section, author, fields["title"], fields["body"], deflection.client_id, HELD_FOR_APPEAL, draft=draft
    )
