"""From the vault back into a form, or before a moderator."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from deflection.models import Deflection
from deflection.prompts import helpline_context
from deflection.vault import Unreadable
from forum.actions.drafts import AlreadyPublished, ShelfFull
from forum.actions.vault import NotPossible, ask_for_a_look, continue_writing
from forum.forms import AppealForm
from forum.views.outcomes import HELD
from members.access import members_only


@require_POST
@members_only
def vault_continue(request: HttpRequest, deflection_id: int) -> HttpResponse:
    """One click: the text stands in its form again, or in the case study form with `as=case`."""
    deflection = get_object_or_404(Deflection.objects.of(request.user.pk), pk=deflection_id)
    as_what = "case" if request.POST.get("as") == "case" else "same"
    try:
        draft = continue_writing(deflection=deflection, author=request.user, as_what=as_what)
    except (AlreadyPublished, ShelfFull) as sentence:
        messages.warning(request, str(sentence))
        return redirect("draft-list")
    except (NotPossible, Unreadable) as sentence:
        messages.warning(request, str(sentence))
        return redirect("vault-list")
    return redirect(draft.url)


@require_POST
@members_only
def deflection_appeal(request: HttpRequest, deflection_id: int) -> HttpResponse:
    """ "This is not live": goes to a person with a reason, never straight onto the forum."""
    deflection = get_object_or_404(Deflection.objects.of(request.user.pk), pk=deflection_id)
    form = AppealForm(request.POST)
    if not form.is_valid():
        context = helpline_context(deflection, request.user) | {"appeal": form}
        return render(request, "deflection/helpline.html", context, status=422)
    try:
        post = ask_for_a_look(deflection=deflection, author=request.user, reason=form.in_words)
    except (NotPossible, Unreadable) as sentence:
        messages.warning(request, str(sentence))
        return redirect("vault-list")
    messages.warning(request, HELD)
    return redirect(post.get_absolute_url())
