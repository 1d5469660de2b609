"""Writing: the forms and the actions of the pages, and with them the gate, whatever a program sends."""

from typing import Any

from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import Status

from api import seen, shapes, showing
from api.problems import Refused
from api.reading import Number
from api.router import FLAG, WRITE, WRITING, router
from api.stopping import asked, deflected
from deflection.answering import BECAUSE, PREFIX, SEEN, WITH, answers_in, put_in
from deflection.models import Deflection
from deflection.outcomes import Prompt
from forum import rules
from forum.actions.posts import edit_post, post_reply
from forum.actions.topics import open_topic
from forum.forms import ReplyForm, TopicForm
from forum.models import Post, Topic
from forum.views.outcomes import held_notice, looked_at_notice
from forum.views.posts import edit_form, said_by
from moderation import rules as moderation_rules
from moderation.actions import flag_post
from moderation.forms import FlagForm
from moderation.models import Flag

NOT_TEXT = {"answers", "seen", "version"}
DONE = {201: shapes.Written, 202: shapes.Written}
STOPPED = {409: shapes.Stopped} | dict.fromkeys((400, 401, 403, 404, 413, 415, 422, 429, 503), shapes.Problem)


@router.post(
    "sections/{slug:slug}/topics",
    auth=WRITE,
    url_name="api-topics",
    tags=WRITING,
    response=DONE | STOPPED,
    summary="Open a topic",
)
def topic_open(request: HttpRequest, slug: str, sent: shapes.NewTopic, response: HttpResponse) -> Status:
    """A question, a discussion or a support topic. A case study is told in its own form, by whoever was there."""
    section = seen.one(seen.sections(request), slug=slug)
    if section.holds_cases:
        raise Refused("not-valid", _("A case study is told with its own form."))
    data = as_form(sent)
    said = checked(TopicForm(data, section=section))
    outcome = open_topic(section=section, author=request.user, answers=answers_in(data), **said)
    return told(request, outcome, response)


@router.post(
    "topics/{int:topic_id}/posts",
    auth=WRITE,
    url_name="api-posts",
    tags=WRITING,
    response=DONE | STOPPED,
    summary="Reply in a topic",
)
def reply(request: HttpRequest, sent: shapes.NewReply, response: HttpResponse, topic_id: int = Number) -> Status:
    """An answer to a question, or a comment anywhere else."""
    topic: Topic = seen.one(seen.topics(request).select_related("section", "brake"), pk=topic_id)
    data = as_form(sent)
    said = checked(ReplyForm(data, topic=topic))
    outcome = post_reply(topic=topic, author=request.user, answers=answers_in(data), **said)
    return told(request, outcome, response)


@router.post(
    "posts/{int:post_id}/edits", auth=WRITE, tags=WRITING, url_name="api-edit", summary="Edit a post",
    response={200: shapes.Written, 202: shapes.Written} | STOPPED,
)  # fmt: skip
def edit(request: HttpRequest, sent: shapes.Edit, response: HttpResponse, post_id: int = Number) -> Status:
    """One's own, as a new version; what it said before stays in its history. Sent again, it gets the same answer."""
    post: Post = seen.one(seen.posts(request).select_related("topic__section", "author"), pk=post_id)
    if post.is_opening and post.topic.is_case:
        raise Refused("not-valid", _("A case study is edited in its own form."))
    data = as_form(sent, said_by(post))
    said = checked(edit_form(post, data))
    with transaction.atomic():
        post.topic.lock()
        now = Post.objects.get(pk=post.pk)
        if rules.may_edit(request.user, now):
            if says_so_already(now, sent, said):
                return told(request, now, response, done=200)
            if sent.version != now.version:
                raise Refused("changed-meanwhile", version=now.version)
        outcome = edit_post(post=post, editor=request.user, answers=answers_in(data), **said)
    return told(request, outcome, response, done=200)


def says_so_already(now: Post, sent: shapes.Edit, said: dict[str, Any]) -> bool:
    """The same edit once more: its answer was lost on the way."""
    is_same = now.body == said["body"] and said.get("title", now.topic.title) == now.topic.title
    is_same = is_same and all(getattr(now, name) == words for name, words in said.get("carries", {}).items())
    return is_same and sent.version < now.version and now.edited_at is not None


@router.post(
    "posts/{int:post_id}/flags",
    auth=FLAG,
    url_name="api-flag",
    tags=WRITING,
    response={201: shapes.Reported} | STOPPED,
    summary="Report a post",
)
def flag(request: HttpRequest, sent: shapes.Report, post_id: int = Number) -> Status:
    """For the moderators. Reporting again gives the first report, while it waits."""
    post = seen.one(seen.posts(request).select_related("topic__section", "author"), pk=post_id)
    if not moderation_rules.may_flag(request.user, post):
        raise Refused("not-allowed", _("You cannot report your own post, or one that is not public."))
    said = valid(FlagForm(sent.model_dump(mode="json"))).cleaned_data
    made: Flag = flag_post(post=post, member=request.user, **said)
    return Status(201, {"id": made.pk, "post": made.post_id, "reason": made.reason, "outcome": made.outcome.value})


def as_form(sent: shapes.Sent, before: dict[str, str] | None = None) -> QueryDict:
    """As a browser would send it, with everything replaced that its author replaces."""
    fields = sent.model_dump(mode="json", exclude=NOT_TEXT)
    data = QueryDict(mutable=True)
    data.update((before or {}) | {name: str(value) for name, value in fields.items() if value is not None})
    data["sequence"] = "0"  # a draft that stands in a browser is another text, and is not dropped with this one
    for key, one in sent.answers.items():
        data[PREFIX + key] = one.choice
        data[PREFIX + key + WITH], data[PREFIX + key + BECAUSE] = one.instead, one.because
    if sent.seen:
        data.setlist(SEEN, sent.seen)
    return put_in(data)


def checked(form: Any) -> dict[str, Any]:
    return valid(form).for_action()


def valid(form: Form) -> Form:
    if form.is_valid():
        return form
    wrong = [{"field": name, "detail": str(said)} for name, all_said in form.errors.items() for said in all_said]
    raise Refused("not-valid", errors=wrong)


def told(request: HttpRequest, outcome: Post | Prompt | Deflection, response: HttpResponse, done: int = 201) -> Status:
    match outcome:
        case Deflection() as deflection:
            raise deflected(deflection, request.user)
        case Prompt() as prompt:
            raise asked(prompt)
        case Post() as post:
            return written(request, post, response, done)
    raise Http404


def written(request: HttpRequest, post: Post, response: HttpResponse, done: int) -> Status:
    shown = Post.objects.for_reading().get(pk=post.pk)
    if done == 201:
        response["Location"] = reverse("api-post", args=[post.pk])
    notice = str(looked_at_notice(shown)) if shown.is_published and shown.wants_a_look else ""
    if not shown.is_published:
        notice, done = held_notice(shown), 202
    outcome = "published" if shown.is_published else "held"
    return Status(done, {"outcome": outcome, "notice": notice, "post": showing.post(shown, request)})
