"""Saved searches."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from forum.actions.saved import ShelfFull, drop_search, save_search
from forum.models import SavedSearch
from forum.saved_forms import SaveSearchForm
from forum.search.finding import Asked
from forum.search.forms import SearchForm
from forum.search.results import chips, link
from forum.search.words import parse
from members.access import members_only


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def search_save(request: HttpRequest) -> HttpResponse:
    """The search stands in the address, as on its own page."""
    asked = SearchForm(request.GET).asked()
    text, chosen = asked["text"].strip(), asked["chosen"]
    if Asked(request.user, parse(text), chosen).is_open:
        messages.warning(request, _("There is nothing to look for yet. Search first, then save it."))
        return redirect("search")
    form = SaveSearchForm(request.POST or None, member=request.user, text=text)
    context = {"form": form, "text": text, "chips": chips(text, "newest", chosen), "back": link(text, "", chosen)}
    if request.method == "GET":
        return render(request, "forum/save_search.html", context)
    if form.is_valid():
        try:
            save_search(member=request.user, text=text, chosen=chosen, **form.cleaned_data)
        except ShelfFull as full:
            form.add_error(None, str(full))
        else:
            messages.success(request, _("Kept among your saved searches."))
            return redirect("search-saved")
    return render(request, "forum/save_search.html", context | {"signpost": form.signpost}, status=422)


@require_GET
@members_only
@never_cache
def search_saved(request: HttpRequest) -> HttpResponse:
    """One's own, by name; there are at most twenty."""
    rows = [
        (saved, link(saved.text, "", saved.chosen), chips(saved.text, "", saved.chosen))
        for saved in SavedSearch.objects.filter(member=request.user)
    ]
    return render(request, "forum/saved_searches.html", {"rows": rows})


@require_POST
@members_only
def search_drop(request: HttpRequest, saved_id: int) -> HttpResponse:
    saved = get_object_or_404(SavedSearch.objects.select_related("member"), pk=saved_id, member=request.user)
    drop_search(saved=saved)
    messages.success(request, _("It is no saved search of yours any more."))
    return redirect("search-saved")
