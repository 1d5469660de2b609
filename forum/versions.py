"""What a post said, version by version: field by field for readers, and what changed from one to the next."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from django.core.paginator import Page
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forum.case_reading import facts_of
from forum.case_texts import heading
from forum.differences import FieldChange, between
from forum.models import CaseStudy, Post, Revision, Topic
from forum.models.moments import as_text
from forum.writing import without_gone

VERSIONS = 10  # on a page
TITLE, TEXT, BESIDE = _("Title"), _("Text"), _("Beside it")


class Edit(NamedTuple):
    """One edit: what it changed, and all that the post said until then. A hidden version shows neither."""

    revision: Revision
    changes: list[FieldChange]
    before: Mapping[str, str]


def said_now(post: Post, topic: Topic) -> dict[str, str]:
    """Every field that readers see, under its name."""
    if post.is_opening and topic.case:
        return {str(TITLE): topic.title} | said_in_case(topic.case)
    return without_empty(
        {TITLE: topic.title if post.is_opening else "", TEXT: post.body, BESIDE: post.carries_in_words}
    )


def said_in_case(case: CaseStudy) -> dict[str, str]:
    told = {heading(name): getattr(case, name) for name in CaseStudy.TOLD}
    facts = {fact.label: fact.words for fact in facts_of(case)}
    more = {
        gettext("Timeline"): as_text(case.moments),
        gettext("What contributed"): "; ".join(case.factor_labels),
        gettext("Interests"): case.interests,
    }
    return without_empty(facts | more | told)


def without_empty(said: Mapping[str, str]) -> dict[str, str]:
    return {str(name): words for name, words in said.items() if words}


def in_one(post: Post, topic: Topic) -> dict[str, str]:
    """As revisions of earlier days kept it: the whole as one text."""
    title = topic.title if post.is_opening else ""
    return without_empty({TITLE: title, TEXT: post.body, BESIDE: post.carries_in_words})


def kept_in_one(revision: Revision) -> dict[str, str]:
    return without_empty({TITLE: revision.title, TEXT: revision.body, BESIDE: revision.carried})


def edits_on(page: Page, post: Post) -> list[Edit]:
    """Of one page; its newest led to what the page before ends with, or to what the post says now."""
    newer = None
    if page.has_previous():
        shown = post.revisions.filter(hidden_at=None, pk__gt=page[0].pk)
        newer = shown.order_by("created_at", "pk").first()
    return list(edits_of(post, page, newer))


def edits_of(post: Post, revisions: Iterable[Revision], newer: Revision | None = None) -> Iterator[Edit]:
    """Newest first, as they come. What a hidden version said is left out on either side of it.

    `newer`: the version that came after them, where they do not reach up to what the post says now.
    """
    now, whole = said_now(post, post.topic), in_one(post, post.topic)
    if newer:
        now, whole = dict(newer.said), kept_in_one(newer)
    for revision in revisions:
        if revision.hidden_at:
            yield Edit(revision, [], {})
            continue
        before = quoting_only_what_stands(dict(revision.said) or kept_in_one(revision))
        after = quoting_only_what_stands(now if revision.said and now else whole)
        yield Edit(revision, changes(before, after), before)
        now, whole = dict(revision.said), kept_in_one(revision)


def quoting_only_what_stands(said: Mapping[str, str]) -> dict[str, str]:
    return {name: without_gone(words) for name, words in said.items()}


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[FieldChange]:
    """Field by field, also those that one of the two has not."""
    names = dict.fromkeys([*before, *after])
    full = [{name: said.get(name, "") for name in names} for said in (before, after)]
    return between(full[0], full[1], {name: name for name in names})
