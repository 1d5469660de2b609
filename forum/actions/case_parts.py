"""Telling a case study part by part: each is read as it is saved, the whole when it is published."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from deflection.answering import NOTHING_SAID, PREFIX, Answers
from deflection.gate import Writing, screen
from deflection.models import Deflection
from deflection.outcomes import Answer, Prompt
from forum import rules, telling
from forum.actions.drafts import CASE, drop_draft, save_part
from forum.case_texts import SHOWN_LINES, UNSHOWN_LINES, declared_in, is_over
from forum.models import CaseStudy, Draft, Section
from forum.telling import DONE, LOOK, OVER, ROW, SAID, Part
from members.models import Member
from members.permission import require

WORDED = (*CaseStudy.TOLD, *SHOWN_LINES)


@transaction.atomic
def tell_part(
    *,
    section: Section,
    author: Member,
    part: Part,
    told: Mapping[str, str],
    fields: Mapping[str, str],
    left: str,
    client_id: UUID,
    sequence: int | None = None,
    keep: str = "",
    answers: Answers = NOTHING_SAID,
) -> Draft | Prompt | Deflection:
    """Keep one part in the draft, unless it tells of an emergency: then all that was told goes into the vault.

    `told` is the draft as it stands. Of what else could be asked only identifiers are: one part cannot say whether the
    whole is a case study that is over. `left` is how its author leaves it: done, to be looked at, or neither. A part
    that was changed elsewhere since raises Conflict, unless its author has seen both and says which to `keep`.
    """
    whole = telling.without_marks(telling.merged(told, part, fields))
    writing = writing_of_part(section, part, fields, whole, client_id, answers)
    outcome = screen(writing, author=author) if writing.words or fields.get("title") else None
    if isinstance(outcome, Deflection):
        drop_draft(author=author, key=CASE)
        return outcome
    require(rules.may_write_in(author, section), rules.why_not(author, section))
    asked = outcome if isinstance(outcome, Prompt) and outcome.kind == "look" else None
    if part == OVER and left == DONE and not is_over(whole):
        asked = Prompt("unresolved", final=True)
    mark = LOOK if asked else left
    said = {SAID + name: text for name, text in answers.as_fields() if name.startswith(PREFIX)}
    draft = save_part(author=author, part=part, fields={**fields, **said}, sequence=sequence, mark=mark, keep=keep)
    return asked or draft


def writing_of_part(
    section: Section, part: Part, fields: Mapping[str, str], whole: Mapping[str, str], client_id: UUID, answers: Answers
) -> Writing:
    """Asked as if its author had said that it is over: the doubts of the reader wait for the whole."""
    public = {name: text for name, text in fields.items() if name in WORDED or (ROW.match(name) and "what" in name)}
    unshown = [fields[name] for name in UNSHOWN_LINES if fields.get(name)]
    return Writing(
        title=whole.get("title", ""), body="\n\n".join(filter(None, public.values())), beside="\n\n".join(unshown),
        place=section.kind, section=section.slug, is_part=True, client_id=client_id, answer=Answer.OVER,
        answers=answers, declaration=declared_in(whole), fields={"form": CASE, **whole},
        parts={"title": fields.get("title", ""), **public},
    )  # fmt: skip
