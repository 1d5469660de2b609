"""What somebody would publish, shown before: by the same function that makes the stored HTML, and kept nowhere."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from deflection.hints import Hint, call_for, hint_for
from forum.forms import MAX_BODY, WRITES
from forum.writing import Naming, as_html, naming_in
from members.models import Member

PREVIEW = "preview"


@dataclass(frozen=True)
class Preview:
    """One field as readers will see it."""

    label: str
    html: SafeString
    naming: Naming


class PreviewForm(forms.Form):
    """One text in the making."""

    text = forms.CharField(
        max_length=MAX_BODY, required=False,
        error_messages={"max_length": _("That is longer than a post can be. Please shorten it; nothing was lost.")},
    )  # fmt: skip


def preview_of(text: str, author: Member, label: str = "") -> Preview:
    return Preview(label, mark_safe(as_html(text, author)), naming_in(text, author))  # to_html has cleaned it


def is_preview(request: HttpRequest) -> bool:
    """The second button of a writing form, for browsers without a script."""
    return request.method == "POST" and PREVIEW in request.POST


def words_to_preview(request: HttpRequest) -> dict[str, Any]:
    """All fields as they were sent, to stand in the form again."""
    return request.POST.dict() if is_preview(request) else {}


def previewed(request: HttpRequest, form: forms.Form) -> dict[str, Any]:
    """For the page that shows the form again: each long field that says something, and whether it reads as live."""
    if not is_preview(request):
        return {}
    words = {field: field.field.to_python(field.value()) for field in form if WRITES in field.field.widget.attrs}
    shown = [preview_of(text, request.user, field.label) for field, text in words.items() if text]
    hint = hint_for(str(form["title"].value() or "") if "title" in form.fields else "", "\n\n".join(words.values()))
    return {"previews": shown, "is_preview": True, "hint": hint, "call": call_of(hint, request.user)}


def call_of(hint: Hint | None, member: Member) -> dict[str, str] | None:
    return call_for(member, hint.route) if hint else None
