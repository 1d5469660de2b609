"""The page on which the colleague who treated reads a case study and says whether it may be told."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from forum.actions.agreements import answer_for_agreement
from forum.after_forms import AgreementForm
from members.access import members_only


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def agreement_answer(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """For whoever was asked; anybody else has no such page."""
    mine = request.user.agreements.select_related("topic__case", "topic__author", "topic__section")
    agreement = get_object_or_404(mine, pk=agreement_id)
    form = AgreementForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"agreement": agreement, "topic": agreement.topic, "form": form}
        return render(request, "forum/agreement.html", context, status=422 if form.is_bound else 200)
    agrees = form.cleaned_data["agrees"] == "yes"
    if not answer_for_agreement(agreement=agreement, colleague=request.user, agrees=agrees):
        messages.info(request, _("You have answered this already; your first answer counts."))
    elif agrees:
        messages.success(request, _("Thank you. Your colleague is told that you agree."))
    else:
        messages.success(request, _("Thank you. Your colleague is told that you do not agree; it is not published."))
    return redirect("agreement-answer", agreement.pk)
