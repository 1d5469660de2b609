"""What a visitor sends who fills in each form as it should be. `@thing` is the number of a thing of the world."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from tests.conftest import PASSWORD, PLAIN
from tests.forum.told import case_form, days_ago

TITLE = "Which thermometer do you use for the fridge?"
REASON = "It names a dose and leaves out where that dose comes from."
NUMBER = {"client_id": UUID(int=7)}
CALM = {"started": "over_month", "symptomatic": "no_patient", "interest": "none"}
ENDORSED = {"reason": "The guideline of the college says the same, with the same figure.", "evidence": "protocol"}
SOON = timezone.localtime() + timedelta(days=3)

FORMS: dict[str, dict[str, Any]] = {
    "token-make": {"name": "Rota of the ward", "scopes": ["read"], "section": "", "days": "30"},
    "api-topics": {"title": TITLE, "body": PLAIN, **CALM, **NUMBER},
    "api-posts": {"body": PLAIN, **CALM, **NUMBER},
    "api-edit": {"body": PLAIN + " I ask for a new room.", "version": 2, "reason": "I left it out."},
    "api-flag": {"reason": "unsafe_advice", "note": "The dose is missing."},
    "account_signup": {"email": "new@example.org", "password1": PASSWORD, "name": "Nia New", "profession": "nurse"},
    "account_reauthenticate": {"password": PASSWORD},
    "account_change_password": {
        "oldpassword": PASSWORD, "password1": "another-long-passphrase", "password2": "another-long-passphrase",
    },
    "account_reset_password": {"email": "ada@example.org"},
    "sign-out-elsewhere": {"password": PASSWORD},
    "account-close": {"words": "stay", "password": PASSWORD},
    "claim-write": {
        "register_slug": "nmc", "number": "71A2998E", "name_on_register": "Sol Stranger", "profession": "nurse",
        "wanted_tier": "1",
    },
    "concern-raise": {"where": "A text of last week.", "words": PLAIN},
    "concern-show": {"found": "not_here", "reply": REASON},
    "name-edit": {"name": "Nia New", "agreed": "on"},
    "expert-nominate": {"area": "eyes", "reason": REASON},
    "break-take": {"hours": "12"},
    "claim-review": {"name": "Ada Author", "status": "removed", "verdict": "refuse", "reason": REASON},
    "credential-review": {"status": "registered", "reason": REASON},
    "topic-write": {"title": TITLE, "area": "vascular", "body": PLAIN, **CALM, **NUMBER},
    "same-day": {
        "title": TITLE, "area": "vascular", "done": "I read the manual of the fridge.", "seen": "Eight degrees.",
        "since": "Since last week.", "tried": "I moved the sensor.", "reachable": "By the page.", **CALM, **NUMBER,
    },
    "case-whole": case_form(client_id=UUID(int=7)),
    "case-part": {"happened_on": days_ago(150), "symptomatic": "no", **NUMBER},
    "topic-watch": {"level": "mute"},
    "section-watch": {"level": "mute"},
    "watch-change": {"level": "mute"},
    "post-reply": {"body": PLAIN, **CALM, **NUMBER},
    "topic-tail": {"after": "0"},
    "topic-news": {"after": "0"},
    "news-counts": {"topic": "@question"},
    "topic-seen": {"version": "1"},
    "search-save": {"q": "fridge", "name": "Fridges", "cadence": "daily"},
    "bookmark-keep": {"note": "To read on Sunday."},
    "post-edit": {"body": PLAIN + " I ask for a new room.", "reason": "I left it out.", "interest": "none"},
    "post-endorse": ENDORSED,
    "post-disagree": ENDORSED,
    "post-unsafe": ENDORSED,
    "answer-action": {"action": "watch"},
    "answer-supersede": {"by": "@other"},
    "interests-edit": {"interest": "none"},
    "about-edit": {"about": "I work in a clinic by the sea."},
    "draft-save": {
        "key": "topic:discussion", "label": "A topic", "url": "/sections/discussion/new/", "texts": '{"body": "Words"}',
    },
    "preview": {"body": PLAIN},
    "colleagues": {"q": "Ada"},
    "similar": {"title": TITLE},
    "deflection-appeal": {"why": "no_patient", "words": "There is no patient in it, it is about a fridge."},
    "deflection-called": {"called": "yes"},
    "case-name": {"naming": "not_shown"},
    "update-write": {"body": PLAIN, **NUMBER},
    "commentary-ask": {"expert": "@member other's expert"},
    "agreement-answer": {"agrees": "yes"},
    "commentary-write": {"body": PLAIN, **NUMBER},
    "commentary-decline": {"because": "no_time"},
    "settings-edit": {"country": "GB"},
    "rota-show": {
        "member": "@member moderator", "starts_at": f"{SOON:%Y-%m-%dT%H:%M}",
        "ends_at": f"{SOON + timedelta(hours=8):%Y-%m-%dT%H:%M}", "order": "1", "weeks": "1",
    },
    "word-rules": {"text": PLAIN, "place": "discussion"},
    "word-rule-new": {"words": "cheap toxin", "match": "word", "deed": "ask", "note": "Ask."},
    "word-rule": {"words": "cheap toxin", "match": "word", "deed": "ask", "note": "Ask."},
    "word-rules-import": {"text": "words,match,deed,note,tag,places\\ncheap toxin,word,ask,Ask.,,\\n"},
    "account-ask": {"shape": "nmc", "format": "md"},
    "bulk-decide": {"item": "post-@answer", "verdict": "hide", "reason": REASON},
    "moderation-post": {"verdict": "hide", "reason": REASON},
    "moderation-deflection": {"verdict": "contacted", "reason": REASON},
    "moderation-try": {"place": "questions", "title": TITLE, "body": PLAIN},
    "reader-return": {"reason": REASON},
    "reader-change": {"reason": REASON},
    "moderation-topic": {"deed": "brake", "slow_minutes": "5", "closed": "no", "reason": REASON},
    "moderation-pair": {"verdict": "two", "reason": REASON},
    "lines-report": {"reason": "advertising", "note": "It names a price."},
    "lines-take-off": {"reason": REASON},
    "post-flag": {"reason": "unsafe_advice", "note": "The dose is missing."},
    "note-write": {"words": "They asked about this before, and got an answer."},
    "reply-new": {"title": "Say where", "words": "Please say when it was.", "language": "en-gb"},
    "reply-edit": {"title": "Say when", "words": "Please say when it was.", "language": "en-gb"},
    "report-ask": {"words": "Which sentence do you mean?"},
    "again-show": {"view": "keep"},
    "version-decide": {"reason": REASON},
    "measure-lift": {"reason": REASON},
    "member-measures": {"rung": "reminder", "rule": "unsafe_advice", "text": REASON},
    "appeal-show": {"outcome": "upheld", "reply": REASON},
    "appeal-write": {"text": "I did name the source, at the end of my second sentence. Please read it again."},
    "key-propose": {"reason": REASON, "rule": "unsafe_advice", "regulator": "Nursing and Midwifery Council"},
    "referral-step": {"letter": REASON, "sent_on": "2026-03-02", "telling": "unsafe", "not_told_because": REASON},
    "notice-write": {
        "title": "Batch recall", "words": "Please look at your stock.", "audience": "everybody",
        "until": f"{SOON:%Y-%m-%d}",
    },
    "webhook-new": {
        "name": "The clinic's list", "url": "https://clinic.example/told", "kinds": ["post.published"],
    },
    "preferences-edit": {
        "digest_comes": "weekly", "time_zone": "", "mail_replies": "off", "mail_mentions": "off",
        "mail_yours": "off", "mail_questions": "off",
    },
}  # fmt: skip
