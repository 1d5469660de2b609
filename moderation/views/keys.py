"""Two keys: proposing a grave act, confirming it, and what a referral goes through until it is sent."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.models import Post
from members.access import all_moderators_only
from members.models import Claim, Evidence, Member
from members.rules import NOT_FOR_YOU
from members.views.reviews import file_answer, not_scanned
from moderation import rules
from moderation.actions import NotNow
from moderation.actions.keys import (
    NotYet,
    TooLate,
    confirm,
    decline,
    mark_sent,
    open_evidence,
    propose,
    read_name,
    take_proposal_back,
    write_letter,
)
from moderation.key_forms import LetterForm, ProposalForm, SentForm
from moderation.models import Proposal
from moderation.models.keys import Act, Outcome
from moderation.views.items import PER_PAGE, UNCHANGED

SETTLE = {"confirm": confirm, "decline": decline}
SAID = {
    Outcome.CONFIRMED: _("Confirmed, and done."),
    Outcome.DECLINED: _("Declined. Nothing was done."),
    Outcome.TAKEN_BACK: _("Taken back. Nothing was done."),
}


@require_GET
@all_moderators_only
@never_cache
def key_list(request: HttpRequest) -> HttpResponse:
    rows = Proposal.objects.open_to(request.user).select_related("member", "proposed_by", "second", "post__topic")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "moderation/keys.html", {"page": page})


@require_http_methods(["GET", "POST"])
@all_moderators_only
@never_cache
def key_propose(request: HttpRequest, act: str, subject_id: int) -> HttpResponse:
    """The first key: what it would do is said before anything else."""
    subject = subject_of(act, subject_id)
    if not rules.may_measure(request.user, subject["member"]):
        raise PermissionDenied(NOT_FOR_YOU)
    form = ProposalForm(request.POST or None, act=act)
    context = {"act": Act(act), "form": form, "about": subject["member"], **subject}
    if request.method == "GET" or not form.is_valid():
        return render(request, "moderation/key_form.html", context, status=422 if request.method == "POST" else 200)
    try:
        proposal = propose(act=act, by=request.user, **subject, **form.cleaned_data)
    except NotNow as error:
        form.add_error(None, str(error))
        return render(request, "moderation/key_form.html", context, status=UNCHANGED)
    messages.warning(request, gettext("Nothing has happened yet: a second person must confirm it within 72 hours."))
    return redirect(proposal)


def subject_of(act: str, pk: int) -> dict[str, Any]:
    match act:
        case Act.REMOVE:
            post = get_object_or_404(Post.objects.select_related("author", "topic__section"), pk=pk)
            if post.is_removed:
                raise Http404
            return {"member": post.author, "post": post}
        case Act.NAME:
            post = get_object_or_404(Post.objects.select_related("author", "topic__section"), pk=pk)
            if not post.is_unnamed:
                raise Http404
            return {"member": post.author, "post": post}
        case Act.REFER | Act.FACTORS:
            return {"member": get_object_or_404(Member, pk=pk)}
        case Act.REVEAL:
            decided = Claim.objects.exclude(decided_at=None).select_related("member")
            claim = get_object_or_404(decided.filter(evidence__sealed__isnull=False).distinct(), pk=pk)
            return {"member": claim.member, "claim": claim}
    raise Http404


@require_GET
@all_moderators_only
@never_cache
def key_show(request: HttpRequest, proposal_id: int) -> HttpResponse:
    return render(request, "moderation/key.html", context_of(request, proposal_id))


def context_of(request: HttpRequest, proposal_id: int) -> dict[str, Any]:
    found = Proposal.objects.open_to(request.user).select_related(
        "member", "proposed_by", "second", "post__topic__section", "post__author", "claim", "referral__letter_by"
    )
    proposal = get_object_or_404(found, pk=proposal_id)
    referral = getattr(proposal, "referral", None)
    opens = rules.may_open_evidence(request.user, proposal, timezone.now())
    return {
        "proposal": proposal,
        "referral": referral,
        "may_confirm": proposal.is_waiting and rules.may_turn_second_key(request.user, proposal),
        "may_take_back": proposal.is_waiting and proposal.proposed_by_id == request.user.pk,
        "may_see_name": rules.may_read_name(request.user, proposal, timezone.now()),
        "evidence": proposal.claim.evidence.exclude(sealed=None).defer("sealed") if opens else (),
        "letter": LetterForm(initial={"letter": referral.letter}) if referral else None,
        "sent": SentForm(initial={"sent_on": timezone.localdate()}) if referral else None,
    }


@require_POST
@all_moderators_only
def key_settle(request: HttpRequest, proposal_id: int, deed: str) -> HttpResponse:
    """The second key, or the end of it."""
    proposal = get_object_or_404(Proposal.objects.open_to(request.user), pk=proposal_id)
    try:
        if deed == "back":
            proposal = take_proposal_back(proposal=proposal, by=request.user)
        else:
            proposal = SETTLE[deed](proposal=proposal, second=request.user)
    except TooLate as late:
        context = context_of(request, proposal_id) | {"conflict": str(late)}
        return render(request, "moderation/key.html", context, status=409)
    messages.success(request, SAID[Outcome(proposal.outcome)])
    return redirect(proposal)


@require_GET
@all_moderators_only
@never_cache
def key_evidence(request: HttpRequest, proposal_id: int, evidence_id: int) -> HttpResponse:
    """A sealed file, for the two who turned the keys, for a day; each look is recorded."""
    proposal = get_object_or_404(Proposal.objects.open_to(request.user).select_related("claim"), pk=proposal_id)
    found = get_object_or_404(Evidence.objects.exclude(sealed=None), pk=evidence_id, claim=proposal.claim_id)
    if found.waits_for_scanner:
        return not_scanned(request)
    open_evidence(proposal=proposal, by=request.user, evidence=found)
    return file_answer(found)


@require_POST
@all_moderators_only
@never_cache
def key_name(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """The name that is not shown, for the two who turned the keys, for a day; each look is recorded."""
    context = context_of(request, proposal_id)
    revealed = read_name(proposal=context["proposal"], by=request.user)
    return render(request, "moderation/key.html", context | {"revealed": revealed})


@require_POST
@all_moderators_only
def referral_step(request: HttpRequest, proposal_id: int, step: str) -> HttpResponse:
    """The letter, then the date on which it was sent."""
    context = context_of(request, proposal_id)
    referral, form = context["referral"], (LetterForm if step == "letter" else SentForm)(request.POST)
    if referral is None:
        raise Http404
    context |= {step: form, "form": form}
    if not form.is_valid():
        return render(request, "moderation/key.html", context, status=422)
    try:
        (write_letter if step == "letter" else mark_sent)(referral=referral, by=request.user, **form.cleaned_data)
    except (TooLate, NotYet) as sentence:
        return render(request, "moderation/key.html", context | {"conflict": str(sentence)}, status=409)
    except NotNow as error:
        form.add_error(None, str(error))
        return render(request, "moderation/key.html", context, status=UNCHANGED)
    messages.success(request, gettext("The letter is kept.") if step == "letter" else gettext("Noted."))
    return redirect(context["proposal"])
