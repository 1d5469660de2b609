"""For the page on which a text is being written: its preview, and colleagues to name in it."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from forum.previews import PreviewForm, preview_of
from forum.search.views import is_too_often
from forum.suggesting import colleagues_like
from members.models import Member


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Nothing is stored and nobody is told: what is sent comes back as readers would see it."""
    if not request.user.is_authenticated:
        return refused(request, SIGNED_OUT, 403)
    form = PreviewForm(request.POST)
    if not form.is_valid():
        return refused(request, form.errors["text"][0], 422)
    shown = {"preview": preview_of(form.cleaned_data["text"], request.user)}
    return marked(render(request, "forum/preview.html#one", shown))


@require_GET
@never_cache
def colleagues(request: HttpRequest) -> JsonResponse:
    """Names that begin like that, for members; nothing else of them than what stands under each of their posts."""
    if not request.user.is_authenticated:
        return JsonResponse({"colleagues": []}, status=403)
    if is_too_often(request):
        return JsonResponse({"colleagues": []}, status=429)
    found = colleagues_like(request.GET.get("like", "")[:60].strip())
    return JsonResponse({"colleagues": [{"name": member.name, "standing": standing_of(member)} for member in found]})


def standing_of(member: Member) -> str:
    if member.is_expert:
        return gettext("Expert, %(standing_in_words)s") % {"standing_in_words": member.standing_in_words}
    return (
        member.standing_in_words
        if member.is_verified
        else gettext("%(profession)s, not verified") % {"profession": member.get_profession_display()}
    )


def refused(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return marked(render(request, "forum/preview_refused.html", {"sentence": sentence}, status=status))


def marked(response: HttpResponse) -> HttpResponse:
    """Said by this page and by no error page: what it holds may be put into the page that asked."""
    response["X-Preview"] = "1"
    return response


SIGNED_OUT = _("You are signed out. Your words stay on this page; sign in in another tab, then look again.")
