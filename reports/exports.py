"""The files that can be asked for here: one's own case study as a reflective account (CS14)."""

from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from forum.models import Kind as TopicKind
from forum.models import Role, Topic
from forum.writing import without_gone
from members.models import Member
from reports.account import Account, Part, Shape, account_of
from reports.kinds import Kind, Made, NotMade, Progress, register
from reports.leaving_out import StillThere
from reports.markdown import as_markdown
from reports.models import Export
from reports.paper import as_pdf

REFLECTION = "reflection"
PDF, MARKDOWN = "pdf", "md"
FORMATS = {PDF: "application/pdf", MARKDOWN: "text/markdown; charset=utf-8"}
CANNOT_TELL = _(
    "We could not take out everything that may point at a person, so nothing was made. Please edit the case study: "
    "leave out names, dates, places and numbers, and ask again."
)
NOT_TO_STANDARD = _("Some signs in it, such as emoji, have no shape in our typeface: they are blank in the file.")


def may_ask(member: Member, about: dict[str, Any]) -> bool:
    """Its author alone, and of words that are still there."""
    return case_of(about, member) is not None


def case_of(about: dict[str, Any], member: Member) -> Topic | None:
    mine = Topic.objects.filter(pk=about["topic"], kind=TopicKind.CASES, author=member)
    topic = mine.select_related("case").first()
    opening = topic and topic.posts.filter(is_opening=True).first()
    return topic if opening and not opening.is_removed else None


def title_of(about: dict[str, Any]) -> str:
    shape = Shape(about["shape"]).name
    return gettext("Reflective account (%(shape)s): %(title)s") % {
        "shape": shape,
        "title": Topic.objects.values_list("title", flat=True).get(pk=about["topic"]),
    }


def make(export: Export, progress: Progress) -> Made:
    about = export.about
    topic = case_of(about, export.asked_by)
    progress(10)
    try:
        account = account_of(topic.case, topic.title, Shape(about["shape"]), updates_of(topic))
    except StillThere:
        raise NotMade(CANNOT_TELL) from None
    progress(60)
    data, notes = written(account, about["format"])
    name = f"reflective-account-{about['shape']}-{topic.pk}.{about['format']}"
    return Made(name, FORMATS[about["format"]], data, " ".join([said_of(account), *notes]))


def updates_of(topic: Topic) -> list[Part]:
    """How it went on, as its author told it."""
    told = topic.posts.published().filter(role=Role.UPDATE).order_by("created_at", "pk")
    return [
        Part(gettext("How it went on, %(headline)s") % {"headline": post.headline}, without_gone(post.body))
        for post in told
    ]


def written(account: Account, form: str) -> tuple[bytes, list[str]]:
    if form == MARKDOWN:
        return as_markdown(account).encode(), []
    data, is_standard = as_pdf(account)
    return data, [] if is_standard else [NOT_TO_STANDARD]


def said_of(account: Account) -> str:
    """What its author should know before handing it in."""
    if not account.left_out:
        return gettext("Nothing in it pointed at a person. Please read it through all the same before you hand it in.")
    return ngettext(
        "Something that could point at a person was left out in one place, marked with [ ]. Please read it through.",
        "Something that could point at a person was left out in %(number)s places, marked with [ ]. Please read it "
        "through.",
        account.left_out,
    ) % {"number": account.left_out}


register(Kind(REFLECTION, title_of, may_ask, make))
