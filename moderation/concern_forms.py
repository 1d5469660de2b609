"""The public form of whoever believes that they are shown here, and the moderators' answer."""

import re
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.models import Post
from moderation.models import Found
from moderation.models.concerns import LONGEST_PLACE, LONGEST_REPLY, LONGEST_WORDS

POST = re.compile(r"post-(\d{1,12})$")
TOPIC = re.compile(r"^/(?:topics|cases)/(\d{1,12})/")
MIN_REPLY = 20


class ConcernForm(forms.Form):
    where = forms.CharField(
        max_length=LONGEST_PLACE, label=_("Where did you see it?"),
        help_text=_("The address of the page if you can, or the title, or about when you saw it."),
    )  # fmt: skip
    words = forms.CharField(
        max_length=LONGEST_WORDS, label=_("Why do you think that it is you?"),
        help_text=_("Say only what we need to find it. You need not give your name."),
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST_WORDS}),
    )  # fmt: skip

    @property
    def post(self) -> Post | None:
        """The post that the address leads to, if it is one of ours. What looks like an address need not be one."""
        try:
            parts = urlsplit(self.cleaned_data["where"].strip())
        except ValueError:
            return None
        if found := POST.search(parts.fragment):
            return Post.objects.filter(pk=int(found[1])).first()
        if found := TOPIC.match(parts.path):
            return Post.objects.filter(topic=int(found[1]), is_opening=True).first()
        return None


class AnswerForm(forms.Form):
    found = forms.ChoiceField(
        choices=[choice for choice in Found.choices if choice[0]], widget=forms.RadioSelect, label=_("What you found"),
        error_messages={"required": _("Please choose what you found.")},
    )  # fmt: skip
    reply = forms.CharField(
        min_length=MIN_REPLY, max_length=LONGEST_REPLY, label=_("Your answer, as they read it"),
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST_REPLY}),
        help_text=_("Name nobody, and say nothing of what anybody else wrote."),
        error_messages={"required": _("They wait for an answer.")},
    )  # fmt: skip
