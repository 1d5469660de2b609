"""An account as Markdown: to paste into a portfolio. Pure."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from reports.account import Account, Answer

HOW_IT_CAME_ABOUT = _(
    "Written from my own case study. Names, dates and numbers that could point at a person were left out before it "
    "was handed to me."
)


def as_markdown(account: Account) -> str:
    lines = [f"# {account.title}", account.subject, *(line for one in account.answers for line in told(one))]
    return "\n\n".join([*lines, "---", str(HOW_IT_CAME_ABOUT)]) + "\n"


def told(answer: Answer) -> Iterator[str]:
    yield f"## {answer.asked}"
    if answer.facts:
        yield "\n".join(f"- {fact.label}: {fact.words}" for fact in answer.facts)
    if answer.timeline:
        yield "\n".join(f"- **{moment.label}:** {' '.join(moment.words.split())}" for moment in answer.timeline)
    for part in answer.parts:
        yield f"**{part.label}**"
        yield part.words.strip()
    if answer.themes:
        yield "\n".join(f"- [ ] {theme}" for theme in answer.themes)
