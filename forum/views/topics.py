"""Reading topics and opening one."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from deflection.answering import answers_in
from deflection.models import Deflection
from deflection.outcomes import Prompt
from deflection.prompts import show_helpline
from forum import consensus, pages, rules
from forum.actions.topics import open_topic
from forum.braking import Braked
from forum.carrying import MAX_INTEREST
from forum.composers import empty_composer
from forum.filters import AreaFilter
from forum.forms import ReplyForm, TailForm, TopicForm
from forum.models import Draft, Interest, InterestDeclaration, Kind, Post, Section, Topic
from forum.models.held import place_posts
from forum.models.topics import open_to
from forum.previews import is_preview, previewed, words_to_preview
from forum.slices import newest_first
from forum.statements import NUMBER, WORD, ask
from forum.views.outcomes import keep_as_draft, sent, show_form, show_published
from forum.welcome import welcome_of
from forum.writing import quote_of
from members.access import members_only
from members.models import Member
from members.prepared import prepared

LATEST = 5
TAIL_LENGTH = 100


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The sections with their newest topics; visitors also read what this place is and is not."""
    sections = list(Section.objects.visible_to(request.user))
    newest = newest_in.together([{"section": section.pk} for section in sections])
    for section in sections:
        section.latest = [topic for topic in newest if topic.section_id == section.pk]
    welcome = welcome_of(request.user) if request.user.is_authenticated else None
    return render(request, "home.html", {"sections": sections, "welcome": welcome})


@prepared
def newest_in(section: int) -> QuerySet[Topic]:
    """Published ones: whoever may see the section may see these."""
    return Topic.objects.published().filter(section_id=section).for_listing()[:LATEST]


@require_GET
def section_show(request: HttpRequest, slug: str) -> HttpResponse:
    section = get_object_or_404(Section, slug=slug)
    if section.holds_cases:
        return redirect("case-list")
    if section.members_only and not request.user.is_authenticated:
        return members_only(section_show)(request, slug)
    filters = AreaFilter(request.GET) if section.kind == Kind.QUESTIONS else None
    topics, on_top = section.topics.visible_to(request.user).for_listing(), []
    if filters:
        topics = topics.filter(**filters.as_lookups())
        on_top = list(topics.on_top()[: settings.TOPICS_PER_PAGE])
    page = newest_first(topics, request.GET.get("before", ""), on_top)
    return render(request, "forum/section.html", {"section": section, "page": page, "filters": filters})


@require_GET
@never_cache
def topic_show(request: HttpRequest, topic_id: int) -> HttpResponse:
    try:
        topic = find_topic(request, topic_id)
    except Http404:
        return redirect(where_it_went(topic_id), permanent=True)
    if topic.merged_into_id:
        return redirect(where_it_went(topic_id), permanent=True)
    if topic.is_case:
        return redirect(topic)
    return render(request, "forum/topic.html", topic_context(request, topic))


def where_it_went(topic_id: int) -> Topic:
    """The topic that it was joined with; its readers may see that one or not. Otherwise 404, as before."""
    joined = Topic.objects.filter(pk=topic_id, merged_into__isnull=False).select_related("merged_into")
    return get_object_or_404(joined).merged_into


def find_topic(request: HttpRequest, topic_id: int, *more: str) -> Topic:
    """The topic if this reader may see it; otherwise 404, the same as for one that does not exist."""
    if request.user.is_authenticated and not request.user.moderates and not more:
        if topic := open_to.first(pk=topic_id, member=request.user.pk):
            return topic
        raise Http404
    topics = Topic.objects.visible_to(request.user).select_related("section", "brake", *more)
    return get_object_or_404(topics, pk=topic_id)


def topic_context(request: HttpRequest, topic: Topic, **extra: Any) -> dict[str, Any]:
    """What a topic page shows. Its version was read before the posts: nothing can fall between page and socket."""
    cited = topic.is_question and request.GET.get("cited") == "1"
    member = request.user
    may_reply = rules.may_reply(member, topic)
    return {
        "cited": cited,
        "topic": topic,
        "shown": pages.shown_to(member, topic, cited=cited).safe(),
        "may_reply": may_reply,
        "is_shut": topic.is_closed and not (member.is_authenticated and member.moderates_in(topic.section.slug)),
        "may_steer": rules.may_steer(member, topic),
        **(waiting_composer(request, topic) if may_reply else {}),
        **extra,
    }


def waiting_composer(request: HttpRequest, topic: Topic) -> dict[str, Any]:
    """The reply form as the page brings it. With nobody's own words in it, it need not be laid out again."""
    if quoted := quoted_for(request, topic):
        return composer_context(request, topic, quoted)
    if ask(words_of_their_own, number=request.user.pk, word=f"reply:{topic.pk}"):
        return composer_context(request, topic)
    return {"composer": empty_composer(topic, get_token(request))}


def words_of_their_own() -> QuerySet:
    """A draft for this topic, or a standing declaration."""
    drafts = Draft.objects.filter(author=NUMBER, key=WORD).order_by().values_list("pk")
    return drafts.union(InterestDeclaration.objects.filter(member=NUMBER).order_by().values_list("pk"))


def quoted_for(request: HttpRequest, topic: Topic) -> str:
    """What “Quote” in the menu of a post puts into the form: a link there, for browsers without a script."""
    asked = request.GET.get("quote", "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 19):
        return ""
    post = topic.posts.published().for_reading().filter(pk=int(asked)).first()
    return quote_of(post) if post else ""


def composer_context(request: HttpRequest, topic: Topic, quoted: str = "") -> dict[str, Any]:
    """An empty reply form, or the author's own draft in it; what they quote comes after the draft."""
    draft = draft_of(request, f"reply:{topic.pk}")
    is_unnamed = topic.unnamed_as and topic.author_id == request.user.pk  # what stands on their page would name them
    declared = {} if is_unnamed else declared_by(request)
    initial = declared | (draft.fields_for(request.user.pk) if draft else {})
    if quoted:
        initial["body"] = "\n\n".join(filter(None, [initial.get("body", "").rstrip(), quoted]))
    return {"topic": topic, "form": ReplyForm(topic=topic, initial=initial), "draft": draft, "prompt": None}


def declared_by(request: HttpRequest) -> dict[str, str]:
    """A standing declaration that still holds fills in the question about interests; its author can change it there."""
    if not request.user.is_authenticated:
        return {}
    standing = InterestDeclaration.objects.filter(member=request.user).first()
    if standing is None or not standing.holds:
        return {}
    if not standing.words:
        return {"interest": Interest.NONE.value}
    return {"interest": Interest.SOME.value, "interest_words": standing.words[:MAX_INTEREST]}


def draft_of(request: HttpRequest, key: str) -> Draft | None:
    """The reader's own draft for this form; one that cannot be opened any more must not close the page as well."""
    if not request.user.is_authenticated:
        return None
    draft = Draft.objects.filter(author=request.user, key=key).first()
    return draft if draft and draft.can_be_opened else None


@require_GET
@never_cache
def topic_tail(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Everything of the topic that changed after a version: the page asks each time its socket opens."""
    topic = find_topic(request, topic_id)
    form = TailForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"error": _("Say after which version, as a whole number.")}, status=400)
    after = form.cleaned_data["after"]
    return JsonResponse(pages.tail_for(request.user, topic, after, lambda: tail_of(topic, after, request.user)))


def tail_of(topic: Topic, after: int, reader: Member) -> dict[str, Any]:
    """The changes up to the version that was read with the topic; a page of them where there are many."""
    news = topic.posts.filter(version__gt=after, version__lte=topic.version)
    changed = list(news.for_reading().order_by("version")[:TAIL_LENGTH])
    place_posts(changed)
    seen = set(topic.posts.visible_to(reader).filter(pk__in=[post.pk for post in changed]).values_list("pk", flat=True))
    changes = [{"element": post.element, "html": pages.html_of(post) if post.pk in seen else None} for post in changed]
    left = topic.departed.filter(version__gt=after, version__lte=topic.version)
    left = left.exclude(post__topic=topic)
    changes += [{"element": f"post-{post_id}", "html": None} for post_id in left.values_list("post_id", flat=True)]
    more = len(changed) == TAIL_LENGTH
    tail = {"version": changed[-1].version if more else topic.version, "changes": changes, "more": more}
    if topic.is_question:
        found = {"consensus": consensus.of_topic(topic)}
        tail["consensus"] = render_to_string("forum/consensus.html", found)
    return tail


@require_GET
@never_cache
def brake_show(request: HttpRequest, topic_id: int) -> HttpResponse:
    """What holds now: an open page asks when it hears that a moderator changed it."""
    topic = find_topic(request, topic_id)
    return render(request, "forum/brake.html", {"brake": topic.current_brake})


@require_http_methods(["GET", "POST"])
@members_only
def topic_write(request: HttpRequest, slug: str) -> HttpResponse:
    section = get_object_or_404(Section.objects.exclude(kind=Kind.CASES), slug=slug)
    key, url = f"topic:{slug}", request.path
    if request.method == "GET" or is_preview(request):
        draft = draft_of(request, key)
        initial = declared_by(request) | (draft.fields_for(request.user.pk) if draft else {})
        form = TopicForm(section=section, initial=initial | words_to_preview(request))
        context = {"section": section, "form": form, "draft": draft, "draft_key": key}
        return render(request, "forum/topic_form.html", context | previewed(request, form))

    form = TopicForm(sent(request), section=section)
    context = {"section": section, "form": form, "draft_key": key}
    if not form.is_valid():
        context["draft"] = keep_as_draft(
            request, key=key, label=_("New topic in %(name)s") % {"name": section.name}, url=url
        )
        return show_form(request, "forum/topic_form.html", context)
    try:
        outcome = open_topic(
            section=section, author=request.user, answers=answers_in(request.POST), **form.for_action()
        )
    except Braked as advice:
        form.add_error(advice.field, str(advice))
        context["draft"] = keep_as_draft(
            request, key=key, label=_("New topic in %(name)s") % {"name": section.name}, url=url
        )
        return show_form(request, "forum/topic_form.html", context)
    match outcome:
        case Prompt() as prompt:
            context["draft"] = keep_as_draft(
                request, key=key, label=_("New topic in %(name)s") % {"name": section.name}, url=url
            )
            return show_form(request, "forum/topic_form.html", context | {"prompt": prompt})
        case Deflection() as deflection:
            return show_helpline(request, deflection)
        case Post() as post:
            return show_published(request, post)
