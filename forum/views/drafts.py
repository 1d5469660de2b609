"""The shelf of unfinished texts."""

import re

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.actions.discarding import BegunAnew, discard_draft, put_back
from forum.actions.drafts import CASE, AlreadyPublished, Conflict, ShelfFull, save_draft
from forum.actions.two_texts import OTHER, stands_for, take_other
from forum.actions.vault import form_url
from forum.forms import DraftForm
from forum.models import Draft
from forum.telling import BY_SLUG, of_part
from forum.two_texts import in_pairs
from members.access import members_only
from members.models import Member


@require_GET
@members_only
def draft_list(request: HttpRequest) -> HttpResponse:
    number = request.GET.get("discarded", "")
    gone = Draft.every.exclude(discarded_at=None).filter(author=request.user)
    discarded = gone.filter(pk=int(number)).first() if re.fullmatch(r"[0-9]{1,18}", number) else None
    return render(request, "forum/drafts.html", {"drafts": request.user.drafts.all(), "discarded": discarded})


@require_POST
def draft_save(request: HttpRequest) -> JsonResponse:
    """Autosave: 200 with the new sequence, 409 with the newer text of another device, 410 once it is published,
    422 with a sentence."""
    if not request.user.is_authenticated:
        return JsonResponse(
            {"error": _("You are signed out. Your words stay on this page; sign in in another tab, then save.")},
            status=403,
        )
    form = DraftForm(request.POST)
    if not form.is_valid():
        return JsonResponse(
            {"error": " ".join(message for errors in form.errors.values() for message in errors)}, status=422
        )
    try:
        draft = save_draft(author=request.user, by_itself=True, **form.for_action())
    except Conflict as conflict:
        newer = conflict.newer
        texts = part_of_case(form.cleaned_data["key"], newer.fields_for(request.user.pk))
        return JsonResponse({"newer": texts, "sequence": newer.sequence, "error": str(conflict)}, status=409)
    except ShelfFull as full:
        return JsonResponse({"error": str(full)}, status=422)
    except AlreadyPublished as sent:
        return JsonResponse({"error": str(sent)}, status=410)
    return JsonResponse({"sequence": draft.sequence, "saved_at": f"{timezone.localtime(draft.saved_at):%H:%M}"})


def part_of_case(key: str, fields: dict[str, str]) -> dict[str, str]:
    """A page that holds one part of a case study is given that part alone."""
    part = BY_SLUG.get(key.rpartition(":")[2]) if key.startswith(f"{CASE}:") else None
    return of_part(fields, part) if part else fields


@require_http_methods(["GET", "POST"])
@members_only
def draft_choose(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Two texts for one form, side by side. Taking the other one sets the first aside: nothing is ever overwritten."""
    other = get_object_or_404(Draft, pk=draft_id, author=request.user, key__startswith=OTHER)
    key = stands_for(other)
    if request.method == "POST":
        take_other(author=request.user, other=other, url=form_url(key))
        return redirect(form_url(key))
    standing = Draft.objects.filter(author=request.user, key=key).first()
    here, there = (fields_of(draft, request.user) for draft in (standing, other))
    return render(
        request,
        "forum/two_texts.html",
        {"other": other, "standing": standing, "pairs": in_pairs(here, there), "url": form_url(key)},
    )


def fields_of(draft: Draft | None, author: Member) -> dict[str, str]:
    return draft.fields_for(author.pk) if draft and draft.can_be_opened else {}


@require_POST
@members_only
def draft_discard(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Off the shelf; the list then offers to take it back."""
    draft = get_object_or_404(Draft, pk=draft_id, author=request.user)
    discard_draft(draft=draft, author=request.user)
    return redirect(f"{reverse('draft-list')}?discarded={draft.pk}")


@require_POST
@members_only
def draft_put_back(request: HttpRequest, draft_id: int) -> HttpResponse:
    draft = get_object_or_404(Draft.every, pk=draft_id, author=request.user)
    try:
        put_back(draft=draft, author=request.user)
    except (BegunAnew, ShelfFull) as refusal:
        messages.warning(request, str(refusal))
        return redirect(f"{reverse('draft-list')}?discarded={draft.pk}")
    messages.success(request, _("It is back among your drafts."))
    return redirect("draft-list")
