"""The living style page: each component in each of its states, for whoever builds or words a page."""

import re

from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from config.palette import colours, pairs
from members.access import moderators_only

STEPS = ("step-4", "step-3", "step-2", "step-1", "step-0", "step--1")
GAPS = ("gap-1", "gap-2", "gap-3", "gap-4", "gap-5")
SYMBOL = re.compile(r'<symbol id="([\w-]+)"')


class Sample(forms.Form):
    """A field of each sort, to be shown empty, filled in and refused."""

    name = forms.CharField(max_length=60, label="Your name", help_text="Shown to colleagues beside what you write.")
    day = forms.DateField(label="Day", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    area = forms.ChoiceField(label="Area", choices=[("lips", "Lips"), ("cheek", "Cheek")])
    over = forms.ChoiceField(
        label="Is it over?", choices=[("yes", "Yes, it is over"), ("no", "No")], widget=forms.RadioSelect
    )
    told = forms.CharField(label="What happened", max_length=2_000, widget=forms.Textarea(attrs={"rows": 3}))
    closed = forms.CharField(label="Closed for now", max_length=60, required=False, disabled=True)


@require_GET
@moderators_only
def style(request: HttpRequest) -> HttpResponse:
    """`?dir=rtl` mirrors it, as a page in a language that is written from the right would be."""
    refused = Sample({"name": "", "area": "lips", "told": "A lip filler last spring."}, prefix="refused")
    refused.is_valid()
    shown = {
        "colours": colours(),
        "pairs": pairs(),
        "steps": STEPS,
        "gaps": GAPS,
        "icons": icons(),
        "sample": Sample(prefix="sample", initial={"name": "Jodie Larkmoor", "closed": "Not open to you"}),
        "refused": refused,
        "page": Paginator(range(60), 20).page(2),
        "mirrored": request.GET.get("dir") == "rtl",
    }
    return render(request, "style/page.html", shown)


def icons() -> list[str]:
    return SYMBOL.findall((settings.BASE_DIR / "static" / "icons" / "sprite.svg").read_text())
