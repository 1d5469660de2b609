"""What an answer says when a text is not published: whom to ring, or what is asked first."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from api.problems import Refused
from api.showing import line, page_of_stopped
from deflection.answering import KEEP, NO_PATIENT, REPLACE
from deflection.helplines import country_for, lines_for
from deflection.models import Deflection, Route
from deflection.outcomes import Answer, Find, Prompt, Suggestion
from deflection.own_numbers import own_lines
from deflection.prompts import choices
from members.models import Member

ASKED = {
    "ask": gettext_lazy("Is this patient’s problem still going on?"),
    "current": gettext_lazy("This reads like a patient under your care now"),
    "unresolved": gettext_lazy("A case study is told when it is over"),
    "not_a_case": gettext_lazy("This does not read like one event that is over"),
    "look": gettext_lazy("Could somebody tell who the patient is?"),
}
THOUGHT = gettext_lazy("A thought before it is posted")
WAYS = {"ask": (Answer.STILL_ON, Answer.OVER, Answer.NO_PATIENT), "current": (Answer.ADVISED,)}


def deflected(deflection: Deflection, author: Member) -> Refused:
    """The line to ring first, others beside it, and where the author's words are kept. Nothing was published."""
    lines = lines_for(deflection.route, country_for(author))
    first, *others = [line(each) for each in choices(deflection.route, lines, own_lines(author))]
    said = _("This reads as happening now, so nothing was published. Ring %(name)s: %(number)s.") % first
    if deflection.route == Route.CRISIS:
        said = (
            _("What you wrote sounds very heavy. There is somebody to talk to, right now: %(name)s, %(number)s.")
            % first
        )
    return Refused("deflected", said, helpline=first, others=others, **page_of_stopped(deflection.pk))


def asked(prompt: Prompt) -> Refused:
    words = THOUGHT if prompt.kind == "look" and not prompt.finds else ASKED[prompt.kind]
    question = {
        "kind": prompt.kind, "words": str(words), "quotes": list(prompt.quotes),
        "ways": [] if prompt.final else [way(answer) for answer in WAYS.get(prompt.kind, ())],
        "finds": [find(each) for each in prompt.finds], "remarks": [remark(each) for each in prompt.suggestions],
    }  # fmt: skip
    return Refused("asked", f"{words} {prompt.note}".strip(), question=question)


def way(answer: Answer) -> dict[str, str]:
    return {"answer": answer.value, "words": str(answer.label)}


def find(each: Find) -> dict[str, Any]:
    kept = {KEEP: each.may_keep, NO_PATIENT: each.may_be_nobody and not each.may_keep}
    passage = each.passage
    return {
        "key": each.key, "kind": each.kind, "words": passage.words, "before": passage.before, "after": passage.after,
        "fields": list(passage.fields), "instead": each.instead, "wrong": str(each.wrong),
        "choices": [REPLACE, *(choice for choice, may in kept.items() if may)],
    }  # fmt: skip


def remark(each: Suggestion) -> dict[str, Any]:
    return {
        "key": each.key, "kind": each.kind, "words": each.passage.words, "says": str(each.says), "final": each.final,
    }  # fmt: skip
