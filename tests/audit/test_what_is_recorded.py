"""What is done here leaves a line: who, what, about what. Never a word that somebody wrote."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command

from audit.models import Line
from deflection.actions import close_deflection
from deflection.gate import Writing, screen
from deflection.models import Deflection, Helpline
from members.actions.claims import refuse_claim
from members.actions.credentials import record_status, revoke_credential
from members.actions.lapse import end_lapsed
from members.models import Credential, Member
from moderation.actions import decide_deflection, decide_post, flag_post
from tests.conftest import EMERGENCY, make_reply
from tests.members.claiming import claim, claimed_by

pytestmark = pytest.mark.django_db
CANARY = "kookaburra"


def lines() -> list[tuple]:
    return [(row.deed, row.by, row.about_kind, row.about_id, row.facts) for row in Line.objects.order_by("number")]


def test_a_decision_says_why_it_waited_and_what_was_done(question, reader, author, moderator):
    answer = make_reply(question, reader)
    flag_post(post=answer, member=author, reason="unsafe_advice")
    decision = decide_post(post=answer, moderator=moderator, verdict="hide", reason="Please say where you read this.")

    (deed, by, kind, about, facts) = lines()[-1]
    assert (deed, by, kind, about) == ("post_decided", moderator, "forum.post", str(answer.pk))
    assert facts | {"waited": 0} == {
        "decision": decision.pk, "verdict": "hide", "was": "published", "cause": "unsafe_advice", "severity": 1,
        "waited": 0, "late": False, "section": question.section_id, "reports": 1,
    }  # fmt: skip


def test_closing_a_stopped_text_is_recorded(author, moderator):
    screen(Writing(title="", body=EMERGENCY, place="questions"), author=author)
    stopped = Deflection.objects.get()
    decide_deflection(deflection=stopped, moderator=moderator, reason="The author was reached by telephone.")
    (deed, by, kind, about, facts) = lines()[-1]
    assert (deed, by, kind, about) == ("deflection_closed", moderator, "deflection.deflection", str(stopped.pk))
    assert (facts["cause"], facts["severity"], facts["late"]) == ("stopped", 0, False)
    assert close_deflection(deflection=stopped, moderator=moderator) is False


def test_the_life_of_a_credential_is_recorded(reader, administrator):
    credential = reader.credentials.get()
    record_status(credential=credential, by=administrator, status="registered")
    revoke_credential(credential=credential, by=administrator)
    credential.pk, credential.revoked_at, credential.ended_told_at = None, None, None
    credential.valid_until = credential.checked_at + timedelta(hours=1)
    credential._state.adding = True
    credential.save()
    end_lapsed()
    facts = [(deed, by, row_facts) for deed, by, _, _, row_facts in lines()]
    assert facts == [
        ("credential_looked_up", administrator, {"member": reader.pk, "status": "registered", "kept_weight": True}),
        ("credential_ended", administrator, {"member": reader.pk}),
        ("credential_lapsed", None, {"member": reader.pk}),
    ]


def test_a_refused_claim_is_recorded(as_, stranger, administrator):
    claim(as_(stranger))
    waiting = claimed_by(stranger)
    refuse_claim(claim=waiting, reviewer=administrator, reason="The register does not know this number.")
    (deed, by, kind, about, facts) = lines()[-1]
    assert (deed, by, kind, about) == ("claim_decided", administrator, "members.claim", str(waiting.pk))
    assert facts | {"waited": 0} == {"outcome": "refused", "member": stranger.pk, "waited": 0}


def role_form(member: Member, **roles: bool) -> dict[str, str]:
    form = {"email": member.email, "profession": member.profession}
    return (
        form
        | {"moderated_sections": "[]"}
        | {name: "on" for name, wanted in ({"is_active": True} | roles).items() if wanted}
    )


def test_a_role_given_in_the_admin_is_recorded_and_nothing_else_is(as_, administrator, reader):
    browser, page = as_(administrator), f"/admin/members/member/{reader.pk}/change/"
    browser.post(page, role_form(reader) | {"profession": "doctor"})
    assert lines() == []
    browser.post(page, role_form(reader, is_moderator=True))
    roles = {"is_active": True, "is_moderator": True, "is_staff": False, "is_superuser": False, "sections": ""}
    assert lines() == [
        ("role_changed", administrator, "members.member", str(reader.pk), {"changed": "is_moderator", **roles}),
    ]  # fmt: skip
    assert Member.objects.get(pk=reader.pk).is_moderator


def test_a_helpline_edited_in_the_admin_is_recorded(as_, administrator):
    line = Helpline.objects.create(name="Filler line", number="0115 496 0000", route="helpline", who_may_call="All")
    form = {
        "name": line.name, "number": "0115 496 0001", "route": line.route, "country": line.country,
        "who_may_call": "All", "opening": "", "time_zone": line.time_zone, "cost": "", "remark": "", "position": "10",
        "last_checked_on": "", "is_sample": "on",
    }  # fmt: skip
    as_(administrator).post(f"/admin/deflection/helpline/{line.pk}/change/", form)
    as_(administrator).post(f"/admin/deflection/helpline/{line.pk}/delete/", {"post": "yes"})
    said = {"number": "0115 496 0001", "country": line.country, "route": line.route}
    about = ("helpline_changed", administrator, "deflection.helpline", str(line.pk))
    assert lines() == [
        (*about, said | {"done": "changed", "fields": "number"}),
        (*about, said | {"done": "removed"}),
    ]


def test_no_word_of_a_post_or_of_a_reason_stands_in_the_chain(as_, question, reader, author, stranger, moderator):
    answer = make_reply(question, reader, body=f"We keep a {CANARY} in the treatment room.")
    flag_post(post=answer, member=author, reason="other", note=f"A {CANARY} is not sterile.")
    decide_post(post=answer, moderator=moderator, verdict="hide", reason=f"Please leave the {CANARY} out.")
    screen(Writing(title="", body=f"{EMERGENCY} {CANARY}", place="questions"), author=author)
    decide_deflection(
        deflection=Deflection.objects.get(), moderator=moderator, reason=f"Reached; the {CANARY} is well."
    )
    claim(as_(stranger))
    refuse_claim(claim=claimed_by(stranger), reviewer=moderator, reason=f"No {CANARY} on the register.")
    credential = Credential.objects.get(member=reader)
    record_status(credential=credential, by=moderator, status="registered", reason=f"The {CANARY} was asked.")

    deeds = [deed for deed, *_ in lines()]
    assert {"post_decided", "deflection_closed", "claim_decided", "credential_looked_up"} <= set(deeds)
    everything = json.dumps(list(Line.objects.values("deed", "about_kind", "about_id", "facts")))
    assert CANARY not in everything
    call_command("verify_audit", "--json")
