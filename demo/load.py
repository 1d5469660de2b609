"""Fills an empty forum with fictional people and what they wrote, dated relative to today."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from demo.credentials import give_credentials, put_claim
from demo.drafts import put_case_draft
from demo.duty import put_shifts
from demo.history.load import put_history
from demo.measures import put_appeal
from demo.people import LOGINS, PASSWORD
from demo.webhooks import put_webhook
from demo.writing import Shelf
from forum.models import Profile
from members.models import Acceptance, FirstSteps, Member
from members.pages import pages

CONTENT = Path(__file__).parent / "content"


def content(name: str) -> list[dict[str, Any]]:
    return json.loads((CONTENT / f"{name}.json").read_text(encoding="utf-8"))


def is_loaded() -> bool:
    return Member.objects.filter(email=LOGINS[0].email).exists()


@transaction.atomic
def load() -> dict[str, int]:
    """Load everything once; says how many of each. Texts go straight to rows: tests hold that each passes the gate."""
    rows = content("members")
    people = load_people(rows)
    shelf = Shelf(people)
    for case in content("cases"):
        shelf.put_case(case)
    for name, kind in (("questions", "questions"), ("discussions", "discussion"), ("support", "support")):
        for topic in content(name):
            shelf.put_topic(topic, kind)
    put_history(people, rows)
    for row in rows:
        if "claim" in row:
            put_claim(people[row["key"]], row)
    shelf.put_flags(content("flags"))
    put_shifts(people)
    put_appeal(people, "ruaridh")
    shelf.put_live(content("live"))
    put_case_draft(people["expert"])
    put_webhook(people["administrator"])
    return {"members": len(people), **shelf.counts()}


def load_people(rows: list[dict[str, Any]]) -> dict[str, Member]:
    password = make_password(PASSWORD)  # one hash for all: forty would cost seconds and guard nothing
    people = {row["key"]: person(row, password) for row in rows}
    Member.objects.bulk_create(people.values())
    EmailAddress.objects.bulk_create(
        EmailAddress(user=member, email=member.email, verified=True, primary=True) for member in people.values()
    )
    give_credentials(people, rows)
    Profile.objects.bulk_create(
        Profile(member=people[row["key"]], about=row["about"]) for row in rows if "about" in row
    )
    settle_in([member for member in people.values() if member.email != LOGINS[0].email])
    return people


def settle_in(members: list[Member]) -> None:
    """Everybody but the newcomer has accepted what there is for them, and put the list of first steps away."""
    now = timezone.now()
    Acceptance.objects.bulk_create(
        Acceptance(member=member, page=page.slug, version=page.current.number, as_role=member.role, at=now)
        for member in members
        for page in pages().values()
        if page.is_accepted_by(member)
    )
    FirstSteps.objects.bulk_create(FirstSteps(member=member, numbers_at=now, put_away_at=now) for member in members)


def person(row: dict[str, Any], password: str) -> Member:
    return Member(
        email=row["email"], name=row["name"], profession=row["profession"], password=password,
        is_moderator=row["role"] == "moderator",
        is_superuser=row["role"] == "administrator", is_staff=row["role"] == "administrator",
        date_joined=timezone.now() - timedelta(days=row["joined_days_ago"]),
    )  # fmt: skip
