"""A case study as its author's reflective account, in the questions of a regulator. Pure but for the case it reads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forum.fields import label_of
from forum.models import CaseStudy
from reports.leaving_out import cleared


class Shape(models.TextChoices):
    NMC = "nmc", _("NMC: the four questions for revalidation")
    GMC = "gmc", _("GMC: what, so what, now what")


class Question(NamedTuple):
    """What is asked, and which fields of a case study answer it."""

    asked: str
    fields: tuple[str, ...]
    with_facts: bool = False
    with_updates: bool = False
    themes: tuple[str, ...] = ()


EVENT = ("what", "background", "signs", "managed", "support", "outcome_text")
LEARNING = ("feelings", "evaluation", "analysis", "factors_text", "learned", "take_home")
QUESTIONS = {
    Shape.NMC: (
        Question(
            _("What was the nature of the event or experience in your practice?"),
            EVENT,
            with_facts=True,
        ),
        Question(
            _("What did you learn from the event or experience in your practice?"),
            LEARNING,
        ),
        Question(_("How did you change or improve your practice as a result?"), ("differently",), with_updates=True),
        Question(
            _("How is this relevant to the Code?"),
            ("code",),
            themes=(
                _("Prioritise people"),
                _("Practise effectively"),
                _("Preserve safety"),
                _("Promote professionalism and trust"),
            ),
        ),
    ),
    Shape.GMC: (
        Question(
            _("What happened?"),
            EVENT,
            with_facts=True,
        ),
        Question(
            _("So what? What did you think and feel, and what did you learn?"),
            LEARNING,
        ),
        Question(_("Now what? What did you change, and what will you do?"), ("differently",), with_updates=True),
        Question(
            _("Which domains of Good medical practice does this touch?"),
            ("code",),
            themes=(
                _("Knowledge, skills and development"),
                _("Patients, partnership and communication"),
                _("Colleagues, culture and safety"),
                _("Trust and professionalism"),
            ),
        ),
    ),
}
TITLES = {
    Shape.NMC: _("Reflective account of an event in practice"),
    Shape.GMC: _("Reflection on a significant event"),
}
# What a regulator's form needs to know of the case. Never the day, the lot, the product's name or anybody's name.
FACTS = ("event_kind", "procedure", "area", "product_class", "onset", "outcome")


@dataclass(frozen=True)
class Part:
    """A stretch of the answer: Markdown as its author wrote it, under the label of its field."""

    label: str
    words: str


@dataclass(frozen=True)
class Answer:
    asked: str
    facts: tuple[Part, ...] = ()
    timeline: tuple[Part, ...] = ()
    parts: tuple[Part, ...] = ()
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Account:
    """`left_out`: in how many places something that could point at a person was taken out."""

    title: str
    subject: str
    answers: tuple[Answer, ...]
    left_out: int = 0


def account_of(case: CaseStudy, title: str, shape: Shape, updates: Iterable[Part] = ()) -> Account:
    """With nothing in it by which anybody could be known. Raises `leaving_out.StillThere`."""
    answers = tuple(answer_to(question, case, tuple(updates)) for question in QUESTIONS[shape])
    return without_people(Account(str(TITLES[shape]), title, answers))


def answer_to(question: Question, case: CaseStudy, updates: tuple[Part, ...]) -> Answer:
    facts = tuple(Part(label_of(name), value) for name in FACTS if (value := shown(case, name)))
    if case.factors:
        facts += (Part(gettext("What contributed"), "; ".join(case.factor_labels)),)
    timeline = tuple(Part(moment.spoken, moment.what) for moment in case.moments)
    parts = tuple(Part(label_of(name), getattr(case, name)) for name in question.fields if getattr(case, name))
    return Answer(
        str(question.asked),
        facts if question.with_facts else (),
        timeline if question.with_facts else (),
        parts + (updates if question.with_updates else ()),
        tuple(map(str, question.themes)),
    )


def shown(case: CaseStudy, name: str) -> str:
    return str(getattr(case, f"get_{name}_display")())


def without_people(account: Account) -> Account:
    """Every text that a member wrote is read, whichever place it stands in."""
    written = [account.subject, *(part.words for part in parts_of(account))]
    texts, places = cleared(written)
    found = iter(texts)
    subject = next(found)
    answers = tuple(
        replace(
            answer,
            timeline=tuple(replace(part, words=next(found)) for part in answer.timeline),
            parts=tuple(replace(part, words=next(found)) for part in answer.parts),
        )
        for answer in account.answers
    )
    return replace(account, subject=subject, answers=answers, left_out=places)


def parts_of(account: Account) -> Iterator[Part]:
    for answer in account.answers:
        yield from answer.timeline
        yield from answer.parts
