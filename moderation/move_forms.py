"""Where a topic, or some of its replies, should go."""

import re
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forum.models import Kind, Post, Section, Topic
from moderation.forms import MIN_REASON

ADDRESS = re.compile(r"(?:^|/topics/)(\d{1,18})/?(?:#.*)?$")
SPLITS_AT_MOST = 200  # of a longer topic the newest are offered


class WhyForm(forms.Form):
    reason = forms.CharField(
        min_length=MIN_REASON, max_length=300, label=_("Reason, for the log"),
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
        error_messages={
            "required": _("Every move needs a reason."),
            "min_length": format_lazy(_("A reason of at least {number} characters, please."), number=MIN_REASON),
        },
    )  # fmt: skip

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topic = topic
        if "section" in self.fields:
            self.fields["section"].queryset = Section.objects.exclude(kind=Kind.CASES)


class MoveForm(WhyForm):
    prefix = "move"
    section = forms.ModelChoiceField(Section.objects.none(), label=_("To which section?"), empty_label=_("Choose one"))
    field_order = ("section", "reason")


class SplitForm(WhyForm):
    prefix = "split"
    posts = forms.ModelMultipleChoiceField(
        Post.objects.none(), label=_("Which replies?"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose the replies that make the new topic.")},
    )  # fmt: skip
    title = forms.CharField(max_length=150, min_length=5, label=_("Title of the new topic"))
    section = forms.ModelChoiceField(Section.objects.none(), label=_("In which section?"), empty_label=_("Choose one"))
    field_order = ("posts", "title", "section", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        replies = self.topic.posts.filter(is_opening=False)
        newest = list(replies.order_by("-created_at", "-pk").values_list("pk", flat=True)[:SPLITS_AT_MOST])
        found = replies.filter(pk__in=newest).select_related("author").order_by("created_at", "pk")
        self.fields["posts"].queryset = found
        self.fields["posts"].label_from_instance = in_short


class MergeForm(WhyForm):
    prefix = "merge"
    into = forms.CharField(
        max_length=200,
        label=_("Into which topic?"),
        help_text=_("Its address, or the number in it. Posts stand there in the order of time."),
    )
    field_order = ("into", "reason")

    def clean_into(self) -> Topic:
        found = ADDRESS.search(self.cleaned_data["into"].strip())
        topic = Topic.objects.select_related("section").filter(pk=int(found[1])).first() if found else None
        if topic is None:
            raise forms.ValidationError(gettext("There is no such topic. An address looks like /topics/12/."))
        return topic


def in_short(post: Post) -> str:
    """Enough of a reply to know it again."""
    words = " ".join(post.body.split())
    start = words if len(words) <= 120 else words[:119] + "…"
    return f"{post.by.name}, {date_format(post.created_at, 'j M Y, H:i')}: {start}"
