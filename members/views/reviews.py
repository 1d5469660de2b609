"""The reviewers' pages: claims that wait, one claim with its evidence, one credential with its looks."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members import rules, waiting
from members.access import all_moderators_only
from members.actions import record_status, revoke_credential
from members.actions.claims import AlreadyDecided, NotYet, ask_again, grant_claim, note_evidence_opened, refuse_claim
from members.actions.credentials import NotRenewable
from members.areas import Area
from members.evidence import PDF
from members.models import Claim, Credential, Evidence, Member, Nomination
from members.nominations import given_for, needed_for
from members.registers import registers
from members.review_forms import ASK, REFUSE, ReviewForm, StatusForm
from members.standing import RIGHTS

PER_PAGE = 50
UNCHANGED = 422


@require_GET
@all_moderators_only
@never_cache
def claim_list(request: HttpRequest) -> HttpResponse:
    due = "due" in request.GET
    rows = waiting.due() if due else waiting.claims_waiting()
    context = {
        "due": due,
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "median": waiting.median_in_words(),
        "now": timezone.now(),
    }
    return render(request, "members/claims.html", context)


@require_http_methods(["GET", "POST"])
@all_moderators_only
@never_cache
def claim_review(request: HttpRequest, claim_id: int) -> HttpResponse:
    """One claim with everything a reviewer needs, the number among it: they type it into the register's page."""
    claim = get_object_or_404(Claim.objects.select_related("member", "first_reviewer"), pk=claim_id)
    if claim.member_id == request.user.pk:
        raise PermissionDenied(_("Nobody looks up their own claim. A colleague will."))
    form = ReviewForm(request.POST or None, claim=claim, initial={"name": "", "status": ""})
    if request.method == "POST" and form.is_valid():
        try:
            return decided(request, claim, form)
        except NotYet as sentence:
            form.add_error(None, str(sentence))
        except AlreadyDecided as sentence:
            return render(
                request, "members/review.html", context_of(claim, form, request) | {"conflict": sentence}, status=409
            )
    status = UNCHANGED if request.method == "POST" else 200
    return render(request, "members/review.html", context_of(claim, form, request), status=status)


def decided(request: HttpRequest, claim: Claim, form: ReviewForm) -> HttpResponse:
    verdict, reason = form.cleaned_data["verdict"], form.cleaned_data["reason"]
    if verdict == REFUSE:
        refuse_claim(claim=claim, reviewer=request.user, reason=reason)
        said = _("Refused. The member is told why.")
    elif verdict == ASK:
        ask_again(claim=claim, reviewer=request.user, reason=reason)
        said = _("The member is asked.")
    else:
        areas = form.cleaned_data.get("areas")
        outcome = grant_claim(claim=claim, reviewer=request.user, found=form.found(), reason=reason, areas=areas)
        said = _("Granted.") if isinstance(outcome, Credential) else _("Noted. An administrator takes the second look.")
    messages.success(request, said)
    return redirect("claim-list")


def context_of(claim: Claim, form: ReviewForm, request: HttpRequest) -> dict[str, object]:
    waits = claim.status == Claim.State.WAITING
    second = waits and claim.needs_second
    return {
        "claim": claim,
        "form": form,
        "number": claim.number() if waits else "",
        "may_decide": rules.may_take_second_look(request.user, claim) if second else waits,
        "evidence": claim.evidence.defer("sealed"),
        "same_number": waiting.same_number(claim),
        "held": claim.member.credentials.current(),
        "grounds": grounds_of(claim, request.user),
    }


def grounds_of(claim: Claim, reviewer: Member) -> list[tuple[str, int, list[Nomination]]]:
    """For each area that an expert claims: how many nominations it asks for, and those that count."""
    member, without = claim.member, but(claim, reviewer)
    areas = [area for area in claim.areas if area in Area.values]
    return [(Area(area).label, needed_for(area, member), given_for(area, member, but=without)) for area in areas]


def but(claim: Claim, reviewer: Member) -> list[int]:
    """Whoever looks a claim up does not count among those who nominated."""
    return [reviewer.pk, *([claim.first_reviewer_id] if claim.first_reviewer_id else [])]


@require_GET
@all_moderators_only
@never_cache
def claim_evidence(request: HttpRequest, claim_id: int, evidence_id: int) -> HttpResponse:
    """A file, opened for a reviewer. It is never cached, and never runs anything."""
    found = get_object_or_404(Evidence.objects.select_related("claim"), pk=evidence_id, claim_id=claim_id)
    if found.sealed is None or found.claim.member_id == request.user.pk:
        raise Http404
    if not found.claim.is_open:
        raise PermissionDenied(_("This claim is decided, so its files are sealed. Two people together can open them."))
    if found.waits_for_scanner:
        return not_scanned(request)
    note_evidence_opened(evidence=found, by=request.user)
    return file_answer(found)


def not_scanned(request: HttpRequest) -> HttpResponse:
    message = _("This file was not checked for malicious content yet. That takes a minute; please come back then.")
    return render(request, "error.html", {"status": 409, "message": message}, status=409)


def file_answer(found: Evidence) -> HttpResponse:
    """A file for whoever may see it."""
    answer = HttpResponse(found.opened(), content_type=found.content_type)
    kind = "attachment" if found.content_type == PDF else "inline"
    ending = found.content_type.rpartition("/")[2]
    answer["Content-Disposition"] = f'{kind}; filename="claim-{found.claim_id}-{found.pk}.{ending}"'
    answer["Cache-Control"] = "no-store, private"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_http_methods(["GET", "POST"])
@all_moderators_only
@never_cache
def credential_review(request: HttpRequest, credential_id: int) -> HttpResponse:
    """A credential is looked up again; what the register says today has its consequences at once."""
    credential = get_object_or_404(Credential.objects.tiered().select_related("member", "checked_by"), pk=credential_id)
    if credential.member_id == request.user.pk:
        raise PermissionDenied(_("Nobody looks themselves up. A colleague will."))
    form = StatusForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            look = record_status(credential=credential, by=request.user, **form.cleaned_data)
        except NotRenewable as sentence:
            form.add_error(None, str(sentence))
        else:
            messages.success(
                request, _("Noted; it goes on counting.") if look.kept_weight else _("Noted; it counts no more.")
            )
            return redirect("credential-review", credential.pk)
    context = {
        "credential": credential,
        "register": registers().get(credential.register_slug),
        "number": credential.number(),
        "form": form,
        "rights": RIGHTS.items(),
        "facets": credential.member.credentials.current().filter(tier=0).order_by("kind", "pk"),
        "looks": credential.looks.select_related("reviewer")[:PER_PAGE],
    }
    return render(request, "members/credential.html", context, status=UNCHANGED if request.method == "POST" else 200)


@require_POST
@all_moderators_only
def credential_end(request: HttpRequest, credential_id: int) -> HttpResponse:
    """A facet does not hold any more: the certificate was withdrawn, the insurance cancelled."""
    facet = get_object_or_404(Credential.objects.select_related("member"), pk=credential_id, tier=0)
    revoke_credential(credential=facet, by=request.user)
    messages.success(request, _("%(kind)s: ended today. The member is told.") % {"kind": facet.get_kind_display()})
    worn = facet.member.credential
    return redirect("credential-review", worn.pk) if worn else redirect("member-show", facet.member_id)
