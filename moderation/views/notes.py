"""Writing a note about a post, a topic or a member."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forum.models import Post, Topic
from members.access import moderators_only
from members.models import Member
from moderation.actions import NotNow
from moderation.actions.notes import name_of, page_of, write_note
from moderation.forms import NoteForm


@require_POST
@moderators_only
def note_write(request: HttpRequest, kind: str, subject_id: int) -> HttpResponse:
    about = subject_of(kind, subject_id, request.user)
    form = NoteForm(request.POST)
    context = {"form": form, "name": name_of(about), "back": page_of(about)}
    if not form.is_valid():
        return render(request, "moderation/note.html", context, status=422)
    try:
        note = write_note(about=about, author=request.user, words=form.cleaned_data["words"])
    except NotNow as error:
        form.add_error(None, str(error))
        return render(request, "moderation/note.html", context, status=503)
    told = [member.name for member in note.mentions.all()]
    if "@" in note.words and not told:
        messages.warning(request, _("Noted. Nobody was told: write @ and the whole name of a colleague."))
    else:
        messages.success(request, _("Noted. Told: %(list)s.") % {"list": ", ".join(told)} if told else _("Noted."))
    return redirect(f"{page_of(about)}#timeline")


def subject_of(kind: str, subject_id: int, moderator: Member) -> Post | Topic | Member:
    """What the note is about, if this moderator answers for it; otherwise 404."""
    if kind == "post":
        posts = Post.objects.moderated_by(moderator).select_related("topic__section", "author")
        return get_object_or_404(posts, pk=subject_id)
    if kind == "topic":
        return get_object_or_404(
            Topic.objects.moderated_by(moderator).select_related("section", "author"), pk=subject_id
        )
    if kind == "member" and moderator.moderates_all:
        return get_object_or_404(Member, pk=subject_id)
    raise Http404
