"""Where a topic, or some of its replies, should go."""

import re
from typing import Any

from django import forms

from forum.models import Kind, Post, Section, Topic
from moderation.forms import MIN_REASON

ADDRESS = re.compile(r"(?:^|/topics/)(\d{1,18})/?(?:#.*)?$")
SPLITS_AT_MOST = 200  # of a longer topic the newest are offered


class WhyForm(forms.Form):
    reason = forms.CharField(
        min_length=MIN_REASON, max_length=300, label="Reason, for the log",
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 300}),
        error_messages={
            "required": "Every move needs a reason.",
            "min_length": f"A reason of at least {MIN_REASON} characters, please.",
        },
    )  # fmt: skip

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topic = topic
        if "section" in self.fields:
            self.fields["section"].queryset = Section.objects.exclude(kind=Kind.CASES)


class MoveForm(WhyForm):
    prefix = "move"
    section = forms.ModelChoiceField(Section.objects.none(), label="To which section?", empty_label="Choose one")
    field_order = ("section", "reason")


class SplitForm(WhyForm):
    prefix = "split"
    posts = forms.ModelMultipleChoiceField(
        Post.objects.none(), label="Which replies?", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Please choose the replies that make the new topic."},
    )  # fmt: skip
    title = forms.CharField(max_length=150, min_length=5, label="Title of the new topic")
    section = forms.ModelChoiceField(Section.objects.none(), label="In which section?", empty_label="Choose one")
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
        label="Into which topic?",
        help_text="Its address, or the number in it. Posts stand there in the order of time.",
    )
    field_order = ("into", "reason")

    def clean_into(self) -> Topic:
        found = ADDRESS.search(self.cleaned_data["into"].strip())
        topic = Topic.objects.select_related("section").filter(pk=int(found[1])).first() if found else None
        if topic is None:
            raise forms.ValidationError("There is no such topic. An address looks like /topics/12/.")
        return topic


def in_short(post: Post) -> str:
    """Enough of a reply to know it again."""
    words = " ".join(post.body.split())
    start = words if len(words) <= 120 else words[:119] + "…"
    return f"{post.author.name}, {post.created_at:%-d %b %Y, %H:%M}: {start}"
