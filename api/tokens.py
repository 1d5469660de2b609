"""The page on which members let programs in, and send them away again."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from api.forms import TokenForm
from forum.models import Section
from members.access import members_only
from members.actions.tokens import MOST, NotLikeThis, make_token, revoke_token

UNCHANGED = 422


@require_GET
@members_only
@never_cache
def token_list(request: HttpRequest) -> HttpResponse:
    rows = list(request.user.tokens.all()[: 2 * MOST])
    names = dict(Section.objects.values_list("slug", "name"))
    for row in rows:
        row.where = names.get(row.section, row.section)
    return render(request, "api/tokens.html", {"tokens": rows, "most": MOST})


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def token_make(request: HttpRequest) -> HttpResponse:
    """Shown once, in the answer to the form: it is kept nowhere, so it cannot be shown again."""
    form = TokenForm(request.POST if request.method == "POST" else None, member=request.user)
    if form.is_valid():
        try:
            row, token = make_token(member=request.user, **form.cleaned_data)
        except NotLikeThis as sentence:
            form.add_error(None, str(sentence))
        else:
            get_adapter(request).send_notification_mail("account/email/token_made", request.user, {"token": row})
            return render(request, "api/token_made.html", {"row": row, "token": token})
    status = UNCHANGED if request.method == "POST" else 200
    return render(request, "api/token_new.html", {"form": form}, status=status)


@require_POST
@members_only
def token_revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    row = get_object_or_404(request.user.tokens, pk=token_id)
    revoke_token(member=request.user, token=row)
    messages.success(request, _("Revoked. It opens nothing any more."))
    return redirect("token-list")
