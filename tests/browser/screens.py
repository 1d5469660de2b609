"""The screens: each page that somebody can open, by who opens it. The looks walk through these tables.

A page without an object goes into `PAGES` as its path. One that shows something goes there under a name, and the name
into `NAMED`: its path, and a question that finds the number in the demo's forum. What is in no table fails
`tests/house/test_every_screen.py`, unless `NOT_SCREENS` says why there is nothing to look at.
"""

from datetime import date, timedelta

from tests.browser.conftest import Site

LAST_MONTH = (date.today().replace(day=1) - timedelta(days=1)).strftime("%Y-%m")

PAGES = {
    "": [
        "/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/accounts/password/reset/done/",
        "/accounts/password/reset/key/done/", "/accounts/password/reset/key/1-spent/", "/accounts/inactive/",
        "/cases/", "a case", "a discussion", "/sections/discussion/", "/search/?q=filler",
        "/weighing/", "/api/", "/registers/", "/about/", "/about/rules/", "/about/privacy/", "/about/rules/versions/1/",
        "/offline/", "/helpline/", "/helpline/?country=ZA", "/helpline/?kept=1", "/patients/", "/patients/shown/",
        "/demo/mail/", "/about/terms/", "/about/code/",
    ],
    "verified": [
        "/", "/welcome/", "/welcome/tours/member/2/", "/sections/questions/", "/sections/support/", "a question",
        "a case", "/sections/questions/new/", "/sections/discussion/new/", "/cases/new/one-page/",
        "/questions/unanswered/", "/questions/needs-an-expert/", "/open-log/",
        "/drafts/", "/vault/", "/notifications/", "/notices/", "/reports/", "/new/", "/bookmarks/", "/watching/",
        "/sections/questions/watch/", "a topic to watch", "a member", "a post's menu", "a report", "a bookmark",
        "a live report", "an edit", "a withdrawal", "a history", "/search/saved/", "/answers/", "/endorsements/",
        "/commentary/", "/files/", "/measures/", "/appeals/", "/credentials/", "/credentials/claim/",
        "/credentials/name/", "/workplaces/", "/keys/",
        "/settings/", "/settings/about/", "/settings/interests/", "/settings/country/", "/settings/keys/",
        "/settings/sign-out-elsewhere/", "/settings/security/", "/settings/data/", "/settings/close/",
        "/settings/tokens/", "/settings/tokens/new/",
        "/settings/notifications/", "/settings/notifications/mail/", "/settings/notifications/devices/",
        "/accounts/password/change/", "/accounts/email/", "/accounts/logout/",
        "/accounts/reauthenticate/", "/search/save/?q=filler", f"/open-log/{LAST_MONTH}/", "an account to take",
        "how it went on", "whom to ask", "a case told in full", "similar cases", "one's own report", "a file",
        "one's name in a case", "two texts for one form", "a report of lines",
    ],
    "expert": [
        "an agreement", "an endorsement", "a disagreement", "an unsafe answer", "a commentary",
        "what one's answer advises", "a newer answer", "a nomination", "/cases/new/", "/cases/new/over/",
        "/cases/new/timeline/", "/cases/new/outcome/", "/cases/new/learning/", "/cases/new/check/",
        "/cases/new/disclosure/",
    ],
    "moderator": [
        "/moderation/", "/moderation/log/", "/moderation/funnel/", "/moderation/try/", "a flagged post", "a deflection",
        "a discussion", "/helpline/", "a member, for moderators", "/moderation/replies/", "/moderation/replies/new/",
        "a ready reply", "/moderation/alerts/", "a call", "/moderation/live-reports/", "/moderation/words/",
        "/moderation/words/new/", "/moderation/words/import/", "a word rule", "/moderation/notices/",
        "/moderation/notices/new/", "/moderation/break/", "/moderation/boards/?period=year", "/moderation/claims/",
        "a claim", "a credential", "/moderation/again/", "/moderation/keys/", "a proposal", "a topic's lane",
        "a pair", "measures against a member", "a measure", "an appeal", "a first key", "lines of a member",
        "/style/", "/style/?dir=rtl",
    ],
    "administrator": [
        "/moderation/reader/", "/moderation/rota/", "/moderation/audit/", "/moderation/figures/", "/site-health/",
        "/moderation/kept/", "/moderation/webhooks/", "/moderation/webhooks/new/", "a webhook",
        f"/moderation/figures/{LAST_MONTH}/", "/style/", "a second look",
    ],
    "whoever was stopped": ["a helpline page", "a vault entry", "who listens"],
    "whoever is suspended": ["/suspended/", "an appeal to write"],
}  # fmt: skip
# Somebody in trouble reads these: text stands out at 7:1 there, more than elsewhere.
EMERGENCY = {"/helpline/", "/helpline/?country=ZA", "/helpline/?kept=1", "/patients/", "a helpline page"}

OURS = "(SELECT id FROM members_member WHERE email IN ('verified@demo.example', 'expert@demo.example'))"
NOT_BY = f"post.author_id NOT IN {OURS}"
OTHERS_POST = f"SELECT post.id FROM forum_post post WHERE post.status = 'published' AND post.is_opening AND {NOT_BY}"
UNENDORSED_ANSWER = f"""
    SELECT post.id FROM forum_post post JOIN forum_topic topic ON topic.id = post.topic_id
    WHERE topic.kind = 'questions' AND NOT post.is_opening AND post.status = 'published' AND {NOT_BY}
    AND post.id NOT IN (SELECT post_id FROM forum_endorsement)
"""
OWN_CASE = """
    SELECT id FROM forum_topic WHERE kind = 'cases' AND status = 'published' AND author_id =
    (SELECT id FROM members_member WHERE email = 'verified@demo.example')
"""
OWN_ANSWER = """
    SELECT post.id FROM forum_post post JOIN forum_topic topic ON topic.id = post.topic_id
    WHERE topic.kind = 'questions' AND NOT post.is_opening AND post.status = 'published' AND post.author_id =
    (SELECT id FROM members_member WHERE email = 'expert@demo.example')
"""
IN_FULL = "SELECT topic_id FROM forum_post WHERE role = 'commentary' AND status = 'published'"
OWN_REPORT = "SELECT id FROM moderation_flag WHERE note = 'The dose is missing.'"
EDITED = "SELECT post_id FROM forum_revision"
STOPPED = "SELECT id FROM deflection_deflection WHERE length(sealed) > 0 ORDER BY id"
WHOSE = f"""
    SELECT email FROM members_member WHERE id =
    (SELECT author_id FROM deflection_deflection WHERE id = ({STOPPED} LIMIT 1))
"""
SUSPENSION = "SELECT max(id) FROM moderation_measure WHERE rung = 'suspended'"
WHO = {
    "whoever was stopped": WHOSE,
    "whoever is suspended": f"""
        SELECT email FROM members_member WHERE id =
        (SELECT member_id FROM moderation_measure WHERE id = ({SUSPENSION}))
    """,
}
SOMEBODY = f"SELECT author_id FROM forum_topic WHERE kind = 'cases' AND author_id NOT IN {OURS}"
EXPERT = "SELECT id FROM members_member WHERE email = 'expert@demo.example'"
NAMED = {
    "an account to take": ("/cases/{}/account/", OWN_CASE),
    "one's name in a case": ("/cases/{}/name/", OWN_CASE),
    "how it went on": ("/cases/{}/updates/new/", OWN_CASE),
    "whom to ask": ("/cases/{}/commentary/", OWN_CASE),
    "a case told in full": ("/cases/{}/", IN_FULL),
    "similar cases": ("/cases/{}/similar/", IN_FULL),
    "an agreement": ("/agreements/{}/", "SELECT id FROM forum_agreement WHERE answered_at IS NULL"),
    "a commentary": ("/commentary/{}/", "SELECT id FROM forum_commentaryrequest WHERE answered_at IS NULL"),
    "what one's answer advises": ("/posts/{}/action/", OWN_ANSWER),
    "a newer answer": ("/posts/{}/superseded/", OWN_ANSWER),
    "a nomination": ("/members/{}/nominate/", SOMEBODY),
    "one's own report": ("/reports/{}/", OWN_REPORT),
    "a file": ("/files/{}/", "SELECT id FROM reports_export"),
    "two texts for one form": ("/drafts/{}/choose/", "SELECT id FROM forum_draft WHERE key LIKE 'other:%'"),
    "a measure": ("/measures/{}/", "SELECT id FROM moderation_measure"),
    "an appeal to write": ("/appeals/about/measure/{}/", SUSPENSION),
    "an appeal": ("/appeals/{}/", "SELECT id FROM moderation_appeal"),
    "a first key": ("/moderation/keys/remove/{}/new/", UNENDORSED_ANSWER),
    "a member": ("/members/{}/", SOMEBODY),
    "a member, for moderators": ("/moderation/members/{}/", SOMEBODY),
    "measures against a member": ("/moderation/members/{}/measures/", SOMEBODY),
    "lines of a member": ("/moderation/members/{}/lines/", EXPERT),
    "a report of lines": ("/members/{}/report/", EXPERT),
    "a bookmark": ("/posts/{}/bookmark/", OTHERS_POST),
    "a post's menu": ("/posts/{}/menu/", OTHERS_POST),
    "a report": ("/posts/{}/flag/", OTHERS_POST),
    "a live report": ("/posts/{}/live/", OTHERS_POST),
    "an edit": ("/posts/{}/edit/", EDITED),
    "a withdrawal": ("/posts/{}/withdraw/", EDITED),
    "a history": ("/posts/{}/history/", EDITED),
    "a topic to watch": ("/topics/{}/watch/", "SELECT id FROM forum_topic WHERE kind = 'questions'"),
    "an endorsement": ("/posts/{}/endorse/", UNENDORSED_ANSWER),
    "a disagreement": ("/posts/{}/disagree/", UNENDORSED_ANSWER),
    "an unsafe answer": ("/posts/{}/unsafe/", UNENDORSED_ANSWER),
    "a flagged post": ("/moderation/posts/{}/", "SELECT post_id FROM moderation_flag WHERE closed_at IS NULL"),
    "a call": ("/moderation/alerts/{}/", "SELECT id FROM deflection_alert WHERE ended_at IS NULL ORDER BY id"),
    "a claim": ("/moderation/claims/{}/", "SELECT id FROM members_claim"),
    "a credential": ("/moderation/credentials/{}/", "SELECT id FROM members_credential"),
    "a ready reply": ("/moderation/replies/{}/", "SELECT id FROM moderation_cannedreply"),
    "a word rule": ("/moderation/words/{}/", "SELECT id FROM deflection_wordrule"),
    "a second look": ("/moderation/again/{}/", "SELECT id FROM moderation_secondlook"),
    "a proposal": ("/moderation/keys/{}/", "SELECT id FROM moderation_proposal"),
    "a topic's lane": ("/moderation/topics/{}/", "SELECT id FROM forum_topic WHERE kind = 'questions'"),
    "a webhook": ("/moderation/webhooks/{}/", "SELECT id FROM webhooks_endpoint"),
    "a pair": ("/moderation/pairs/{}/", "SELECT id FROM forum_mutualpair"),
    "a deflection": ("/moderation/deflections/{}/", STOPPED),
    "a helpline page": ("/deflections/{}/", STOPPED),
    "a vault entry": ("/vault/{}/", STOPPED),
    "who listens": ("/deflections/{}/after/", STOPPED),
}
TOPICS = {"a case": "cases", "a discussion": "discussion", "a question": "questions"}
# URL name → why there is nothing to look at.
NOT_SCREENS: dict[str, str] = {
    **dict.fromkeys(("healthz", "readyz", "metrics", "service-worker", "word-rules-csv", "word-rules-toml",
                     "board-file", "export-get", "claim-evidence", "key-evidence"), "a file or a word, no page"),
    **dict.fromkeys(("news-counts", "notification-count", "moderation-count", "notice-open", "notice-version",
                     "topic-mine", "topic-news", "topic-tail", "deflection-standing", "alert-mine", "take-show",
                     "export-progress", "post-quote", "same-day", "colleagues", "brake-show"),
                    "a part that a page asks for, seen on that page"),
    **dict.fromkeys(("bulk-decide", "key-settle", "referral-step", "version-decide", "mail-stop",
                     "concern-answer", "concern-show"),
                    "opened by a form or a letter of its own, and read by their own tests"),
    **dict.fromkeys(("mfa_activate_totp", "mfa_deactivate_totp", "mfa_authenticate", "mfa_reauthenticate",
                     "mfa_reauthenticate_webauthn", "mfa_add_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn",
                     "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes"),
                    "a step of setting up a second factor, looked at in test_second_factor"),
    **dict.fromkeys(("mfa_index", "mfa_list_webauthn", "mfa_login_webauthn"), "leads to another page at once"),
    **dict.fromkeys(("api-schema", "api-sections", "api-topics", "api-topic", "api-posts", "api-post", "api-marks",
                     "api-cases", "api-case", "api-search", "api-me", "api-bell", "api-bell-read", "api-edit",
                     "api-flag", "api-nowhere"), "answers programs"),
    **dict.fromkeys(("tour-open", "post-quoted", "line-open", "account_set_password", "account_confirm_login_code",
                     "account_email_verification_sent"),
                    "leads to another page at once"),
}  # fmt: skip


def address(site: Site, name: str) -> str:
    """The path of a page that is named by what it shows."""
    if name in TOPICS:
        return site.a_topic(TOPICS[name])
    if name not in NAMED:
        return name
    path, question = NAMED[name]
    return path.format(min(site.rows(question))[0])
