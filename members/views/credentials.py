"""A member's own credentials: what holds and until when, claiming, withdrawing, nominating, another name."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members.access import members_only
from members.actions import rename_member
from members.actions.claims import AlreadyOpen, TooOften, claim_credential, withdraw_claim
from members.actions.nominations import nominate_expert, withdraw_nomination
from members.areas import Area
from members.claim_forms import ClaimForm, NameForm, NominateForm
from members.models import Claim, Member, Nomination
from members.waiting import median_in_words, place_of

PER_PAGE = 20
UNCHANGED = 422


@require_GET
@members_only
@never_cache
def credential_list(request: HttpRequest) -> HttpResponse:
    member = request.user
    claim = Claim.objects.open().filter(member=member).first()
    context = {
        "page": Paginator(member.credentials.order_by("-checked_at", "-pk"), PER_PAGE).get_page(
            request.GET.get("page")
        ),
        "claim": claim,
        "place": place_of(claim) if claim and claim.status == Claim.State.WAITING else None,
        "median": median_in_words(),
        "decided": member.claims.exclude(decided_at=None)[:PER_PAGE],
        "nominated": [
            (Area(row.area).label, row.by.name) for row in member.nominations.standing().select_related("by")[:PER_PAGE]
        ],
        "given": member.nominations_given.standing().select_related("member")[:PER_PAGE],
    }
    return render(request, "members/credentials.html", context)


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def claim_write(request: HttpRequest) -> HttpResponse:
    answering = request.user.claims.filter(status=Claim.State.ASKED).first()
    if request.method == "GET":
        form = ClaimForm(initial=first_words(request.user, answering), member=request.user, answering=answering)
        return render(request, "members/claim.html", {"form": form, "answering": answering})
    form = ClaimForm(request.POST, files_of(request), member=request.user, answering=answering)
    if form.is_valid():
        try:
            claim_credential(member=request.user, details=form.details(), files=form.cleaned_data["evidence"])
        except (AlreadyOpen, TooOften) as sentence:
            form.add_error(None, str(sentence))
        else:
            messages.success(request, _("Thank you. A person will look you up, and you will be told what they found."))
            if form.warning:
                messages.warning(request, form.warning)
            return redirect("credential-list")
    return render(request, "members/claim.html", {"form": form, "answering": answering}, status=UNCHANGED)


def files_of(request: HttpRequest) -> dict[str, list]:
    return {"evidence": request.FILES.getlist("evidence")}


def first_words(member: Member, answering: Claim | None) -> dict[str, object]:
    """What we know already. The number is typed anew: no page shows it."""
    if answering is None:
        return {"name_on_register": member.name, "profession": member.profession}
    names = ("register_slug", "name_on_register", "profession", "wanted_tier", "areas", "note")
    return {name: getattr(answering, name) for name in names}


@require_POST
@members_only
def claim_withdraw(request: HttpRequest, claim_id: int) -> HttpResponse:
    claim = get_object_or_404(Claim, pk=claim_id, member=request.user)
    if withdraw_claim(claim=claim, member=request.user):
        messages.success(request, _("Your claim is withdrawn, and its files are deleted."))
    return redirect("credential-list")


@require_http_methods(["GET", "POST"])
@members_only
def expert_nominate(request: HttpRequest, member_id: int) -> HttpResponse:
    """An expert's word for a colleague, in one of the expert's own areas."""
    colleague = get_object_or_404(Member.objects.filter(is_active=True), pk=member_id)
    areas = [area for area in Area.values if request.user.is_expert_for(area)]
    if not areas or colleague == request.user:
        raise PermissionDenied(_("Experts nominate colleagues for their own areas, and nobody themselves."))
    form = NominateForm(request.POST or None, areas=areas)
    context = {"form": form, "colleague": colleague}
    if request.method == "POST" and form.is_valid():
        nominate_expert(colleague=colleague, by=request.user, **form.cleaned_data)
        messages.success(request, _("Thank you. Reviewers read it when your colleague claims to be an expert."))
        return redirect("member-show", colleague.pk)
    return render(request, "members/nominate.html", context, status=UNCHANGED if request.method == "POST" else 200)


@require_POST
@members_only
def nomination_withdraw(request: HttpRequest, nomination_id: int) -> HttpResponse:
    nomination = get_object_or_404(Nomination, pk=nomination_id, by=request.user)
    withdraw_nomination(nomination=nomination, by=request.user)
    messages.success(request, _("Taken back."))
    return redirect("credential-list")


@require_http_methods(["GET", "POST"])
@members_only
def name_edit(request: HttpRequest) -> HttpResponse:
    form = NameForm(request.POST or None, member=request.user, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        resting = rename_member(member=request.user, name=form.cleaned_data["name"])
        done = _("You go by your new name now.")
        again = _("You go by your new name now. A reviewer looks you up under it.")
        messages.success(request, again if resting else done)
        return redirect("credential-list")
    return render(request, "members/name.html", {"form": form}, status=UNCHANGED if request.method == "POST" else 200)
