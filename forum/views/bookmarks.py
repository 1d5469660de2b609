"""Bookmarks: posts to find again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deflection import vault
from forum.actions.bookmarks import ShelfFull, drop_bookmark, keep_bookmark
from forum.models import Bookmark, Post, Topic
from forum.reading_forms import BookmarkForm
from forum.views.posts import find_post
from members.access import members_only

PER_PAGE = 20
CANNOT_BE_OPENED = _("This note cannot be opened any more: the key of the site was changed.")


@require_http_methods(["GET", "POST"])
@members_only
@never_cache
def bookmark_keep(request: HttpRequest, post_id: int) -> HttpResponse:
    """Keep a post, or change the note and the day of one that is kept."""
    post = find_post(request, post_id)
    kept = Bookmark.objects.filter(post=post, member=request.user).first()
    form = BookmarkForm(request.POST or None, initial=as_fields(kept))
    context = {"post": post, "form": form, "kept": kept}
    if request.method == "GET":
        return render(request, "forum/bookmark.html", context)
    if form.is_valid():
        try:
            keep_bookmark(post=post, member=request.user, **form.cleaned_data)
        except ShelfFull as full:
            form.add_error(None, str(full))
        else:
            messages.success(request, gettext("Kept among your bookmarks."))
            return redirect(post)
    return render(request, "forum/bookmark.html", context, status=422)


def as_fields(kept: Bookmark | None) -> dict[str, object]:
    return {"note": note_of(kept), "remind_on": kept.remind_on} if kept else {}


def note_of(kept: Bookmark) -> str:
    try:
        return kept.note_for(kept.member_id)
    except vault.Unreadable:
        return CANNOT_BE_OPENED


@require_POST
@members_only
def bookmark_drop(request: HttpRequest, bookmark_id: int) -> HttpResponse:
    """Also of a post that one may not read any more."""
    kept = get_object_or_404(Bookmark.objects.select_related("post"), pk=bookmark_id, member=request.user)
    drop_bookmark(post=kept.post, member=request.user)
    messages.success(request, gettext("It is no bookmark of yours any more."))
    return redirect("bookmark-list")


@require_GET
@members_only
@never_cache
def bookmark_list(request: HttpRequest) -> HttpResponse:
    """One's own, the newest first; of a post that is not one's own to read any more, only the note is left."""
    kept = Bookmark.objects.filter(member=request.user).select_related("post__topic__section", "post__author")
    page = Paginator(kept, PER_PAGE).get_page(request.GET.get("page"))
    posts = Post.objects.visible_to(request.user).filter(topic__in=Topic.objects.visible_to(request.user))
    readable = set(posts.filter(pk__in=[one.post_id for one in page]).values_list("pk", flat=True))
    rows = [(one, note_of(one), one.post_id in readable) for one in page]
    return render(request, "forum/bookmarks.html", {"page": page, "rows": rows})
