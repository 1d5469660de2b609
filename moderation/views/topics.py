"""A whole topic, for moderators: slow it down or close it, move it, split it, join it with another, and back."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from forum.models import Move, Topic
from forum.moving import CannotMove
from members.access import moderators_only
from members.models import Member
from moderation.actions import NotNow
from moderation.actions.brakes import put_brake, release_brake
from moderation.actions.moving import merge, move, split, take_back
from moderation.move_forms import MergeForm, MoveForm, SplitForm
from moderation.topic_forms import BrakeForm
from moderation.views.items import PER_PAGE, UNCHANGED
from moderation.views.people import what_happened

Done = tuple[str, Topic]  # what to say, and where to go


def topic_of(request: HttpRequest, topic_id: int) -> Topic:
    theirs = Topic.objects.moderated_by(request.user)
    return get_object_or_404(theirs.select_related("section", "author", "brake__set_by"), pk=topic_id)


@require_http_methods(["GET", "POST"])
@moderators_only
@never_cache
def moderation_topic(request: HttpRequest, topic_id: int) -> HttpResponse:
    topic = topic_of(request, topic_id)
    deed = request.POST.get("deed", "brake") if request.method == "POST" else ""
    if deed not in ("", *FORMS):
        raise Http404
    forms = {name: form_of(name, topic, request.POST if name == deed else None) for name in FORMS}
    context = {"topic": topic, "brake": topic.current_brake, "forms": forms, "moves": moves_of(topic)}
    context |= what_happened(request, topic, "topic")
    if not deed:
        return render(request, "moderation/topic.html", context)
    form = context["form"] = forms[deed]
    if not form.is_valid():
        return render(request, "moderation/topic.html", context, status=422)
    try:
        words, where = DEEDS[deed](topic, request.user, form)
    except NotNow as error:
        form.add_error(None, str(error))
        return render(request, "moderation/topic.html", context, status=UNCHANGED)
    except CannotMove as error:
        form.add_error(None, str(error))
        return render(request, "moderation/topic.html", context, status=422)
    messages.success(request, words)
    return redirect(where)


def form_of(name: str, topic: Topic, data: Any) -> Form:
    if name == "brake":
        return BrakeForm(data, initial=as_it_is(topic))
    return FORMS[name](data, topic=topic)


def do_brake(topic: Topic, moderator: Member, form: Form) -> Done:
    put_brake(topic=topic, moderator=moderator, **form.for_action())
    return _("Done. Every open page of the topic says so."), topic


def do_move(topic: Topic, moderator: Member, form: Form) -> Done:
    held = move(topic=topic, moderator=moderator, **form.cleaned_data)
    return _("Moved to %(section)s.") % {"section": form.cleaned_data["section"].name} + held_in_words(held), topic


def do_split(topic: Topic, moderator: Member, form: Form) -> Done:
    new, held = split(topic=topic, moderator=moderator, **form.cleaned_data)
    return _("This is the new topic.") + held_in_words(held), new


def do_merge(topic: Topic, moderator: Member, form: Form) -> Done:
    target = form.cleaned_data["into"]
    held = merge(source=topic, target=target, moderator=moderator, reason=form.cleaned_data["reason"])
    return _("Joined. The old address leads here.") + held_in_words(held), target


FORMS: dict[str, type[Form]] = {"brake": BrakeForm, "move": MoveForm, "split": SplitForm, "merge": MergeForm}
DEEDS = {"brake": do_brake, "move": do_move, "split": do_split, "merge": do_merge}


def held_in_words(held: int) -> str:
    if not held:
        return ""
    return " " + ngettext(
        "One post is held for a moderator: the gate would not publish them there.",
        "%(number)s posts are held for a moderator: the gate would not publish them there.",
        held,
    ) % {"number": held}


def moves_of(topic: Topic) -> list[Move]:
    found = Move.objects.filter(Q(source=topic) | Q(target=topic))
    return list(found.select_related("by", "left", "source", "target__section", "undone_by")[:PER_PAGE])


@require_POST
@moderators_only
def move_undo(request: HttpRequest, move_id: int) -> HttpResponse:
    found = get_object_or_404(
        Move.objects.filter(source__in=Topic.objects.moderated_by(request.user)).select_related("source"), pk=move_id
    )
    if take_back(move=found, moderator=request.user):
        messages.success(request, _("Taken back: everything stands where it stood."))
    else:
        messages.warning(request, _("This cannot be taken back any more."))
    return redirect("moderation-topic", found.source_id)


@require_POST
@moderators_only
def topic_release(request: HttpRequest, topic_id: int) -> HttpResponse:
    topic = topic_of(request, topic_id)
    if release_brake(topic=topic, moderator=request.user):
        messages.success(request, _("Everybody may write here again."))
    return redirect(topic)


def as_it_is(topic: Topic) -> dict[str, Any]:
    brake = topic.current_brake
    if brake is None:
        return {"slow_minutes": 0, "closed": "no"}
    closed = "later" if brake.is_closed or brake.closes_later else "no"
    return {
        "slow_minutes": brake.slow_minutes, "closed": closed, "closed_from": brake.closed_from,
        "closed_until": brake.closed_until, "reason": brake.reason,
    }  # fmt: skip
