"""The screens: each page that somebody can open, by who opens it. The looks walk through these tables.

A page without an object goes into `PAGES` as its path. One that shows something goes there under a name, and the name
into `NAMED`: its path, and a question that finds the number in the demo's forum. What is in no table fails
`tests/house/test_every_screen.py`, unless `NOT_SCREENS` says why there is nothing to look at.
"""

from tests.browser.conftest import Site

PAGES = {
    "": [
        "/", "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/cases/", "a case", "a discussion",
        "/sections/discussion/", "/helpline/", "/helpline/?country=ZA", "/helpline/?kept=1", "/patients/",
        "/demo/mail/", "/about/", "/offline/",
    ],
    "verified": [
        "/", "/sections/questions/", "/sections/support/", "a question", "a case", "/sections/questions/new/",
        "/sections/discussion/new/", "/cases/new/one-page/", "/drafts/", "/vault/", "/notifications/", "a member",
        "a post's menu", "a report", "/accounts/password/change/", "/accounts/email/",
        "/settings/", "/reports/", "/new/", "/bookmarks/", "a bookmark", "a live report", "/open-log/", "/notices/",
        "/settings/notifications/", "/watching/", "/sections/questions/watch/", "/welcome/",
        "/welcome/tours/member/2/", "/about/rules/", "/about/privacy/", "/keys/", "/settings/keys/",
        "/settings/country/", "/settings/about/", "/settings/sign-out-elsewhere/", "/answers/",
        "/files/", "an account to take", "how it went on", "whom to ask", "what was edited", "a case told in full",
        "similar cases",
    ],
    "expert": [
        "an endorsement", "/endorsements/", "/commentary/", "a commentary", "/cases/new/", "/cases/new/over/",
        "/cases/new/timeline/", "/cases/new/outcome/", "/cases/new/learning/", "/cases/new/check/",
        "/cases/new/disclosure/",
    ],
    "moderator": [
        "/moderation/", "/moderation/log/", "/moderation/funnel/", "/moderation/try/", "a flagged post", "a deflection",
        "a discussion", "/helpline/", "a member, for moderators", "/moderation/replies/", "/moderation/replies/new/",
        "/moderation/alerts/", "a call", "/moderation/live-reports/", "/moderation/words/", "/moderation/words/new/",
        "/moderation/notices/", "/moderation/notices/new/", "/moderation/boards/?period=year",
        "lines of a member", "/style/", "/style/?dir=rtl",
    ],
    "administrator": [
        "/moderation/reader/", "/moderation/rota/", "/moderation/audit/", "/moderation/figures/", "/site-health/",
    ],
    "whoever was stopped": ["a helpline page", "a vault entry", "who listens"],
}  # fmt: skip


NOT_BY = (
    "post.author_id NOT IN (SELECT id FROM members_member WHERE email IN"
    " ('verified@demo.example', 'expert@demo.example'))"
)
OTHERS_POST = f"SELECT post.id FROM forum_post post WHERE post.status = 'published' AND post.is_opening AND {NOT_BY}"
UNENDORSED_ANSWER = f"""
    SELECT post.id FROM forum_post post JOIN forum_topic topic ON topic.id = post.topic_id
    WHERE topic.kind = 'questions' AND NOT post.is_opening AND post.status = 'published' AND {NOT_BY}
    AND post.id NOT IN (SELECT post_id FROM forum_endorsement)
"""
STOPPED = "SELECT id FROM deflection_deflection WHERE length(sealed) > 0 ORDER BY id"
WHOSE = f"""
    SELECT email FROM members_member WHERE id =
    (SELECT author_id FROM deflection_deflection WHERE id = ({STOPPED} LIMIT 1))
"""
OWN_CASE = """
    SELECT id FROM forum_topic WHERE kind = 'cases' AND status = 'published' AND author_id =
    (SELECT id FROM members_member WHERE email = 'verified@demo.example')
"""
IN_FULL = "SELECT topic_id FROM forum_post WHERE role = 'commentary' AND status = 'published'"
NAMED = {
    "an account to take": ("/cases/{}/account/", OWN_CASE),
    "how it went on": ("/cases/{}/updates/new/", OWN_CASE),
    "whom to ask": ("/cases/{}/commentary/", OWN_CASE),
    "a case told in full": ("/cases/{}/", IN_FULL),
    "similar cases": ("/cases/{}/similar/", IN_FULL),
    "a commentary": ("/commentary/{}/", "SELECT id FROM forum_commentaryrequest WHERE answered_at IS NULL"),
    "what was edited": ("/posts/{}/history/", OTHERS_POST),
    "a member": ("/members/{}/", "SELECT author_id FROM forum_topic WHERE kind = 'cases'"),
    "a member, for moderators": ("/moderation/members/{}/", "SELECT author_id FROM forum_topic WHERE kind = 'cases'"),
    "lines of a member": (
        "/moderation/members/{}/lines/", "SELECT id FROM members_member WHERE email = 'expert@demo.example'",
    ),
    "a bookmark": ("/posts/{}/bookmark/", OTHERS_POST),
    "a post's menu": ("/posts/{}/menu/", OTHERS_POST),
    "a report": ("/posts/{}/flag/", OTHERS_POST),
    "an endorsement": ("/posts/{}/endorse/", UNENDORSED_ANSWER),
    "a flagged post": ("/moderation/posts/{}/", "SELECT post_id FROM moderation_flag WHERE closed_at IS NULL"),
    "a call": ("/moderation/alerts/{}/", "SELECT id FROM deflection_alert WHERE ended_at IS NULL ORDER BY id"),
    "a live report": ("/posts/{}/live/", OTHERS_POST),
    "a deflection": ("/moderation/deflections/{}/", STOPPED),
    "a helpline page": ("/deflections/{}/", STOPPED),
    "a vault entry": ("/vault/{}/", STOPPED),
    "who listens": ("/deflections/{}/after/", STOPPED),
}
TOPICS = {"a case": "cases", "a discussion": "discussion", "a question": "questions"}


def address(site: Site, name: str) -> str:
    """The path of a page that is named by what it shows."""
    if name in TOPICS:
        return site.a_topic(TOPICS[name])
    if name not in NAMED:
        return name
    path, question = NAMED[name]
    return path.format(site.rows(question)[0][0])


NOT_SCREENS: dict[str, str] = {}
