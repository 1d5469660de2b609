"""A preview of one text, for the page on which it is being written."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from forum.previews import PreviewForm, preview_of


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


def refused(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    return marked(render(request, "forum/preview_refused.html", {"sentence": sentence}, status=status))


def marked(response: HttpResponse) -> HttpResponse:
    """Said by this page and by no error page: what it holds may be put into the page that asked."""
    response["X-Preview"] = "1"
    return response


SIGNED_OUT = "You are signed out. Your words stay on this page; sign in in another tab, then look again."
