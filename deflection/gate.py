"""The gate before every text that is stored or sent (DF1)."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from deflection import policy, vault
from deflection.brevity import is_too_brief
from deflection.editions import asked
from deflection.events import EmergencyDeflected, ReaderFailed
from deflection.looking import look
from deflection.models import CheckInChoice, Deflection, Route, RuleDeed, RuleHit
from deflection.outcomes import Answer, Hold, Noted, Prompt, PromptCause, Sample
from deflection.routes import route_for
from deflection.running import count_beside, running
from deflection.signals import emergency_stopped
from deflection.words.matching import Fired, does
from deflection.words.reading import quotes_of as quotes_by_rule
from deflection.words.reading import rules_for
from deflection.writing import Writing
from members.models import Member
from realtime.door import announce
from screening import emergency
from screening.emergency import Assessment
from screening.emergency.tongue import UNREAD

__all__ = ["Writing", "screen"]

log = logging.getLogger(__name__)

Stop = Deflection | Prompt | Hold
PROMPTS = {"ask": "ask", "advise": "current", "unresolved": "unresolved", "not_a_case": "not_a_case"}
FINAL_PROMPTS = ("unresolved",)


def screen(writing: Writing, *, author: Member) -> Stop | Sample | Noted | None:
    """Read a text before it is stored. None and Noted mean publish; Sample means publish and look again.

    A Deflection is stored here, sealed, and the duty moderators are rung after the commit; nothing else may then be
    stored by the caller. If the reader crashes the text is held: it is never waved through.
    """
    form = writing.fingerprint
    edition, is_repeated = asked.first(author=author.pk, form=form) or ("", True)
    if is_repeated and (repeated := Deflection.objects.filter(author=author, client_id=form).first()):
        return repeated
    now, text = running(edition), (writing.title, writing.words, place_of(writing))
    try:
        reading = emergency.assess(*text, parent=writing.parent, version=now.active)
        verdict = policy.decide(
            reading,
            policy.Setting(
                writing.place,
                writing.is_reply or writing.is_part,
                writing.declaration,
                writing.answer,
                is_brief(writing),
            ),
        )
    except Exception as error:  # whatever it was, the safe answer is the same
        log.critical("the emergency reader failed in %s: %s", writing.place, type(error).__name__)
        announce(ReaderFailed(writing.place))
        return Hold("reader_failed")
    count_beside(now, reading.band, *text, parent=writing.parent)
    return by_rules(verdict, reading, writing, author, edition)


def by_rules(
    verdict: policy.Verdict, reading: Assessment, writing: Writing, author: Member, edition: str
) -> Stop | Sample | Noted | None:
    """The reader first, then the rules about words, gravest first, then the second look."""
    read, found = outcome(verdict, reading, writing, author), rules_for(writing, edition)
    if isinstance(read, Deflection) or found is None:
        return read if isinstance(read, Deflection | Prompt) else Hold("rules_failed")
    count_hits(writing, found)
    asks = does(found, RuleDeed.ASK)
    if does(found, RuleDeed.DEFLECT) or (asks and policy.is_live_by_rule(writing.declaration, writing.answer)):
        return deflect(writing, reading, author, quotes_by_rule(writing, found))
    if isinstance(read, Prompt):
        return read
    if asks and writing.answer not in (Answer.OVER, Answer.NO_PATIENT):
        return prompt_by_rule(writing, asks)
    return second_look(writing, author, read, found)


def second_look(
    writing: Writing, author: Member, read: Hold | Sample | None, found: list[Fired]
) -> Stop | Sample | Noted | None:
    """A reader of identifiers or tone that fails holds the text and rings, as that of emergencies does."""
    try:
        return look(writing, author=author, before=read, found=found)
    except Exception as error:  # whatever it was, the safe answer is the same
        log.critical("a reader failed in %s: %s", writing.place, type(error).__name__)
        announce(ReaderFailed(writing.place))
        return Hold("reader_failed")


def count_hits(writing: Writing, found: list[Fired]) -> None:
    """Once for each text, when it is first sent. The same-day form says at once that its author has read the advice."""
    if writing.answers or writing.answer not in (Answer.NONE, Answer.ADVISED):
        return
    for one in found:
        hit, _ = RuleHit.objects.get_or_create(rule=one.rule, day=timezone.localdate())
        RuleHit.objects.filter(pk=hit.pk).update(count=F("count") + 1)


def prompt_by_rule(writing: Writing, asks: list[Fired]) -> Prompt:
    note = " ".join(one.rule.note for one in asks if one.rule.note)
    return Prompt("ask", quotes=quotes_by_rule(writing, asks), carried=writing.answers.as_fields(), note=note)


def is_brief(writing: Writing) -> bool:
    return is_too_brief(writing.title, writing.body, is_reply=writing.is_reply)


def place_of(writing: Writing) -> str:
    """The reader's word for the place: what only moderators will read is a note."""
    if writing.is_reply:
        return "reply"
    return "note" if writing.place in policy.STAFF_PLACES else writing.place


def outcome(verdict: policy.Verdict, reading: Assessment, writing: Writing, author: Member) -> Stop | Sample | None:
    match verdict:
        case "publish":
            return None
        case "sample":
            return Sample(reading.reasons) if is_sampled(writing) else None
        case "hold":
            return Hold("critical_sign" if policy.is_critical(reading) else "disagreement", reading.reasons)
        case "deflect":
            return deflect(writing, reading, author)
        case _:
            return prompt(verdict, reading, writing)


def is_sampled(writing: Writing) -> bool:
    """Every text, or one in SAMPLE_ONE_IN: by the id of its form, so that the same form always ends the same way."""
    return writing.client_id.int % max(1, settings.SAMPLE_ONE_IN) == 0


def prompt(verdict: policy.Verdict, reading: Assessment, writing: Writing) -> Prompt:
    declared_no_patient = bool(writing.declaration and writing.declaration.state == "no_patient")
    carried = writing.answers.as_fields()
    final = verdict in FINAL_PROMPTS or (verdict == "not_a_case" and declared_no_patient)
    return Prompt(
        PROMPTS[verdict], reading.reasons, quotes_of(reading), final, because_of(reading, writing), carried=carried
    )


def because_of(reading: Assessment, writing: Writing) -> PromptCause:
    """Why nothing can be quoted: the words are of another tongue, or too few."""
    if UNREAD in reading.reasons:
        return "tongue"
    return "brief" if is_brief(writing) and not reading.signs else ""


def deflect(writing: Writing, reading: Assessment, author: Member, quotes: tuple[str, ...] = ()) -> Deflection:
    """Seal the text for its author, ring the duty moderators and call whoever is on call."""
    route, event = route_for(reading)
    fields = {
        **writing.fields,
        "title": writing.title,
        "body": writing.body,
        "quotes": " … ".join(quotes or quotes_of(reading)),
    }
    deflection = Deflection.objects.create(
        author=author, place=place_of(writing), section=writing.section, route=route, event=event,
        signs=sorted({sign.concept for sign in reading.signs}), reader=reading.version,
        band=reading.band, label=reading.label,
        declaration=writing.declaration.as_dict() if writing.declaration else None,
        client_id=writing.fingerprint, sealed=vault.seal(fields, owner_id=author.pk),
        expires_at=timezone.now() + timedelta(days=settings.VAULT_DAYS),
        check_ins_since=timezone.now() if wants_check_ins(author, route) else None,
    )  # fmt: skip
    announce(EmergencyDeflected(deflection))
    emergency_stopped.send(Deflection, deflection=deflection)
    return deflection


def wants_check_ins(author: Member, route: str) -> bool:
    """As chosen in the settings; somebody who may not be safe chooses each time, by a button of their own."""
    return route != Route.CRISIS and CheckInChoice.objects.filter(member=author).exists()


def quotes_of(reading: Assessment) -> tuple[str, ...]:
    """The author's own words that the reader stopped at, the first three."""
    return tuple(dict.fromkeys(sign.quote for sign in reading.signs))[:3]
