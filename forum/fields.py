"""The fields of a post as its form names them: what each says, and what each is called."""

from django.utils.translation import gettext_lazy as _

from forum.case_texts import heading as label_of
from forum.models import CaseStudy, Post
from forum.models.moments import as_text

# What a reader sees of a case study, in the order of its form. The date is never shown.
CASE_FIELDS = (
    "attribution", "event_kind", "complication", "background", "procedure", "area", "product_class", "product_name",
    "dose", "delivery", "timeline", "onset", "recognised_after", "signs", "managed", "support", "outcome",
    "outcome_text", "harm_physical", "harm_psychological", "factors", "factors_text", "what", "feelings", "evaluation",
    "analysis", "learned", "differently", "code", "take_home", "interests",
)  # fmt: skip
MISSED = ("body", "citation", "background", "timeline", "outcome_text", "factors")
LABELS = {"title": _("Title"), "body": _("Text"), "citation": _("Source"), "interest_words": _("Interest")}


def said_in(post: Post) -> dict[str, str]:
    """Every field that can be commented on, with its words."""
    if post.is_opening and post.topic.case:
        return {"title": post.topic.title} | {name: words_in(post.topic.case, name) for name in CASE_FIELDS}
    if post.is_opening:
        return {"title": post.topic.title, "body": post.body}
    answers = {"citation": post.citation} if post.is_answer else {}
    return {"body": post.body} | answers


def words_in(case: CaseStudy, name: str) -> str:
    """A choice by its label, everything else as it was written."""
    if name == "timeline":
        return as_text(case.moments)
    if name == "factors":
        return "; ".join(case.factor_labels)
    if name == "complication":
        return str(case.complication or "")
    if CaseStudy._meta.get_field(name).choices:
        return str(getattr(case, f"get_{name}_display")())
    said = getattr(case, name)
    return "" if said is None else str(said)


def labels_of(post: Post) -> dict[str, str]:
    """What the form calls each of its fields."""
    if not (post.is_opening and post.topic.case_id):
        return {name: LABELS[name] for name in said_in(post)}
    return {"title": LABELS["title"]} | {name: label_of(name) for name in CASE_FIELDS}


def askable(post: Post) -> dict[str, str]:
    """The same for what can be commented on: what is told, and what a case study is poorer without."""
    said = said_in(post)
    return {name: label for name, label in labels_of(post).items() if said[name] or name in MISSED}
