"""Writing a note about a post, a topic or a member."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from forum.models import Post, Topic
from members.access import moderators_only
from members.models import Member
from moderation.actions import NotNow
from moderation.actions.notes import name_of, page_of, write_note
from moderation.forms import NoteForm

SUBJECTS = {
    "post": Post.objects.select_related("topic", "author"),
    "topic": Topic.objects.select_related("author"),
    "member": Member.objects.all(),
}


@require_POST
@moderators_only
def note_write(request: HttpRequest, kind: str, subject_id: int) -> HttpResponse:
    if kind not in SUBJECTS:
        raise Http404
    about = get_object_or_404(SUBJECTS[kind].all(), pk=subject_id)
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
        messages.warning(request, "Noted. Nobody was told: write @ and the whole name of a colleague.")
    else:
        messages.success(request, f"Noted. Told: {', '.join(told)}." if told else "Noted.")
    return redirect(f"{page_of(about)}#timeline")
