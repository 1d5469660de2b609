"""One page of results as it is shown: posts with snippets, counts, facets, the way on, and what else to try."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from forum.models import Post, Section, Topic
from forum.search import index
from forum.search.facets import FACETS, Choice, Facet, counted
from forum.search.finding import MOST_COUNTED, MOST_RANKED, NEWEST, PAGE, Asked, Found, best_first, look, posts_in_order
from forum.search.snippets import marked, snippet
from forum.search.words import Words
from members.models import Member

SUGGESTED = 3


@dataclass(frozen=True)
class Result:
    post: Post
    title: SafeString
    snippet: SafeString


@dataclass(frozen=True)
class Page:
    """`older`: where the next page begins; `is_more`: more were found than are counted."""

    results: list[Result]
    count: int
    is_more: bool
    facets: list[tuple[Facet, list[Choice]]]
    older: dict[str, int] | None
    looked_back: bool


def newest_page(asked: Asked, before: int) -> Page:
    """Twenty posts from there on, the newest first, and the counts of all."""
    everything = look(asked, wanted=MOST_COUNTED + 1)
    here = everything if before >= NEWEST else look(asked, wanted=PAGE + 1, before=before)
    shown, older = here.ids[:PAGE], None
    if len(here.ids) > PAGE:
        older = {"before": shown[-1]}
    elif here.stopped_at:
        older = {"before": here.stopped_at}
    return page_of(asked, everything, shown, older, looked_back=bool(here.stopped_at))


def best_page(asked: Asked, number: int) -> Page:
    """The same of the best match, which is sought only among the newest few hundred."""
    found = best_first(asked)
    start = (max(1, number) - 1) * PAGE
    older = {"page": number + 1} if len(found.ids) > start + PAGE else None
    return page_of(asked, found, found.ids[start : start + PAGE], older, looked_back=bool(found.stopped_at))


def page_of(asked: Asked, found: Found, shown: list[int], older: dict[str, int] | None, *, looked_back: bool) -> Page:
    sections = dict(Section.objects.visible_to(asked.member).values_list("slug", "name"))
    counts = list(found.facts.values())[:MOST_COUNTED]
    return Page(
        results=[result_of(post, asked.words) for post in posts_in_order(shown)],
        count=len(counts),
        is_more=len(found.ids) > MOST_COUNTED or bool(found.stopped_at) or len(found.ids) == MOST_RANKED,
        facets=counted(counts, asked.chosen, sections),
        older=older,
        looked_back=looked_back,
    )


def result_of(post: Post, words: Words) -> Result:
    return Result(post, marked(post.topic.title, words), snippet(html_of(post), words))


def html_of(post: Post) -> str:
    """The opening of a case study has its words field by field."""
    case = post.topic.case
    return "\n".join(case.html.get(name, "") for name in case.TOLD) if post.is_opening and case else post.body_html


def link(text: str, order: str, chosen: Mapping[str, str], **more: Any) -> str:
    """The address of a search; what is empty or usual is left out."""
    given = {"q": text, "order": "" if order == "newest" else order, **chosen, **more}
    return "?" + urlencode({name: value for name, value in given.items() if value})


def narrowing(text: str, order: str, chosen: Mapping[str, str], page: Page) -> list[dict[str, Any]]:
    """Each facet with its values as links: a value chosen already leads back."""
    return [
        {
            "label": facet.label,
            "is_chosen": facet.name in chosen,
            "choices": [
                (choice, link(text, order, {**chosen, facet.name: "" if choice.is_chosen else choice.value}))
                for choice in choices
            ],
        }
        for facet, choices in page.facets
    ]


def chips(text: str, order: str, chosen: Mapping[str, str]) -> list[dict[str, str]]:
    """What was chosen, each with the way back."""
    sections = dict(Section.objects.values_list("slug", "name")) if "section" in chosen else {}
    return [
        {
            "words": (sections if facet.name == "section" else facet.words).get(chosen[facet.name], _("Another place")),
            "label": facet.label,
            "link": link(text, order, {**chosen, facet.name: ""}),
        }
        for facet in FACETS
        if facet.name in chosen
    ]


def instead(words: Words, text: str, order: str, chosen: Mapping[str, str]) -> dict[str, Any]:
    """What may find more: any of the words, or all of the forum."""
    ways = {}
    if len(words.groups) > 1:
        anyone = " OR ".join(f'"{term.text}"' for term in words.terms)
        ways["any"] = link(anyone, order, chosen)
    if chosen:
        ways["everywhere"] = link(text, order, {})
    return ways


def near(text: str, member: Member) -> list[Topic]:
    """Topics whose titles are spelt much like this, of those that this reader may see."""
    ids = index.titles_near(text, limit=SUGGESTED * 4)
    rows = Topic.objects.visible_to(member).published().in_bulk(ids)
    return [rows[pk] for pk in ids if pk in rows][:SUGGESTED]
