"""Two members who endorse each other above all: what a moderator sees of it, and decides."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from forum.models import Endorsement, MutualPair, Stance
from forum.rings import LOOK_BACK
from members.access import all_moderators_only
from moderation.actions import NotNow
from moderation.actions.pairs import decide_pair
from moderation.forms import PairForm
from moderation.views.items import PER_PAGE, UNCHANGED


@require_http_methods(["GET", "POST"])
@all_moderators_only
@never_cache
def pair_show(request: HttpRequest, pair_id: int) -> HttpResponse:
    pair = get_object_or_404(MutualPair.objects.select_related("first", "second", "looked_by"), pk=pair_id)
    form = PairForm(request.POST or None)
    context = {
        "pair": pair,
        "form": form,
        "marks": Paginator(marks_between(pair), PER_PAGE).get_page(request.GET.get("page")),
        "others": MutualPair.objects.filter(ring=pair.ring).exclude(pk=pair.pk).select_related("first", "second")[:9],
    }
    if request.method == "GET":
        return render(request, "moderation/pair.html", context)
    if not form.is_valid():
        return render(request, "moderation/pair.html", context, status=422)
    return decided(request, pair, form, context)


def decided(request: HttpRequest, pair: MutualPair, form: forms.Form, context: dict[str, object]) -> HttpResponse:
    try:
        first = decide_pair(
            pair=pair, moderator=request.user, counts=form.cleaned_data["verdict"] == "one",
            reason=form.cleaned_data["reason"],
        )  # fmt: skip
    except NotNow as error:
        form.add_error(None, str(error))
        return render(request, "moderation/pair.html", context, status=UNCHANGED)
    if not first:
        pair.refresh_from_db()
        return render(request, "moderation/pair.html", context | {"conflict": pair.looked_by}, status=409)
    messages.success(request, _("Decided. What they mark weighs accordingly from now on."))
    return redirect("moderation-queue")


def marks_between(pair: MutualPair) -> object:
    """What each endorsed of the other's answers in the 30 days before it was found, newest first."""
    one, other = pair.members
    return (
        Endorsement.objects.filter(
            Q(expert=one, post__author=other) | Q(expert=other, post__author=one),
            created_at__gt=pair.found_at - LOOK_BACK, withdrawn_at=None, stance=Stance.ENDORSE,
        )
        .select_related("expert", "post__topic__section", "post__author")
        .order_by("-created_at", "-pk")
    )  # fmt: skip
