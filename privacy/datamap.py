"""What is kept of whom, why and for how long: the one table behind docs/privacy.md, the export and the daily proof.

A new model that points at a member fails the tests until it stands here.
"""

from dataclasses import dataclass

CONTRACT, SAFETY, DUTY = "to run the forum", "patients' safety", "legal duty and claims"


@dataclass(frozen=True)
class Kept:
    """`whose` leads from a row to the member it is about; `hands_out` names what they get of it when they ask."""

    model: str
    what: str
    whose: str
    why: str
    how_long: str
    when_erased: str
    hands_out: tuple[str, ...] = ()


GONE, NUMBER = "destroyed", "kept by number"
ACCOUNT = "as long as the account"
SIX_YEARS = "6 years"

MAP = (
    Kept("members.Member", "Account", "pk", CONTRACT, ACCOUNT, "emptied; the number stays", (
        "name", "email", "profession", "country", "workplaces", "date_joined", "last_login", "is_moderator",
        "moderated_sections", "restrictions", "read_only_since", "off_duty_until", "single_keys",
    )),
    Kept("account.EmailAddress", "Addresses", "user", CONTRACT, ACCOUNT, GONE, ("email", "verified", "primary")),
    Kept("mfa.Authenticator", "Second factors", "user", CONTRACT, ACCOUNT, GONE, ("type", "created_at")),
    Kept("members.KeptSession", "Where somebody is signed in", "member", CONTRACT, "14 days after the last visit", GONE,
         ("begun_at", "seen_at", "device", "place", "is_own_device")),
    Kept("members.KnownDevice", "Browsers known again", "member", CONTRACT, "1 year after the last visit", GONE,
         ("is_own", "seen_at")),
    Kept("members.Token", "Access tokens of programs", "member", CONTRACT, "30 days after they run out", GONE,
         ("name", "scopes", "section", "created_at", "expires_at", "last_used_on")),
    Kept("members.Acceptance", "Rules accepted", "member", DUTY, ACCOUNT, NUMBER, ("page", "version", "as_role", "at")),
    Kept("members.FirstSteps", "First steps and tours", "member", CONTRACT, ACCOUNT, GONE,
         ("numbers_at", "put_away_at", "tours")),
    Kept("members.Credential", "Credentials", "member", SAFETY, "as long as what was endorsed under them",
         "number, name and evidence destroyed; kind and dates stay",
         ("kind", "tier", "register", "last_two", "name_on_register", "qualification", "status", "conditions", "areas",
          "checked_at", "valid_until", "revoked_at")),
    Kept("members.Claim", "Claims to credentials", "member", SAFETY, "as long as the credential", "emptied",
         ("register_slug", "last_two", "name_on_register", "profession", "wanted_tier", "areas", "note", "status",
          "reason", "created_at", "decided_at")),
    Kept("members.Evidence", "Evidence shown for a claim", "claim__member", SAFETY, "30 days after the decision", GONE,
         ("content_type", "size", "sha256", "created_at", "emptied_at")),
    Kept("members.Nomination", "Nominations as an expert", "member", SAFETY, "as long as the appointment", "emptied",
         ("area", "created_at", "withdrawn_at")),
    Kept("notifications.Notification", "Lines of the bell", "member", CONTRACT, "180 days once read", GONE,
         ("actor", "about", "subject", "note", "created_at", "read_at")),
    Kept("notifications.Preference", "How somebody is told", "member", CONTRACT, ACCOUNT, GONE,
         ("time_zone", "quiet", "away_until", "digest_comes", "push_replies", "push_mentions", "push_yours",
          "push_questions", "push_duty")),
    Kept("notifications.Mailbox", "Whether mail arrives", "member", CONTRACT, ACCOUNT, GONE),
    Kept("notifications.Digest", "When the next digest is due", "member", CONTRACT, ACCOUNT, GONE),
    Kept("notifications.Device", "Browsers that are told at once", "member", CONTRACT, ACCOUNT, GONE,
         ("label", "created_at", "rung_at")),
    Kept("notices.Reading", "Safety notices read", "member", SAFETY, "with the notice", NUMBER, ("as_role", "at")),
    Kept("deflection.Deflection", "Stopped texts", "author", SAFETY,
         "the text 30 days; that it was stopped, as long as figures need it", "the text destroyed; kept by number",
         ("created_at", "expires_at", "place", "section", "route", "event", "signs", "declaration", "reader",
          "closed_at", "called_at", "not_needed_at", "came_back_at", "told_at", "sealed")),
    Kept("deflection.OwnNumbers", "Own helpline and buddy", "member", SAFETY, ACCOUNT, GONE, ("saved_at", "sealed")),
    Kept("deflection.CheckInChoice", "The wish to be asked", "member", SAFETY, ACCOUNT, GONE, ("since",)),
    Kept("deflection.Shift", "Shifts on duty", "member", SAFETY, SIX_YEARS, NUMBER, ("starts_at", "ends_at", "order")),
    Kept("deflection.Page", "Calls to those on duty", "member", SAFETY, SIX_YEARS, NUMBER,
         ("channel", "paged_at", "sent_at", "failed_at")),
    Kept("forum.Topic", "Topics", "author", CONTRACT, "for good", "without a name; or removed",
         ("title", "section__name", "status", "area", "lane", "unnamed_as", "created_at")),
    Kept("forum.Post", "Posts", "author", CONTRACT, "for good", "without a name; or removed",
         ("topic__title", "created_at", "edited_at", "status", "body", "citation", "interest_words", "held_note")),
    Kept("forum.CaseStudy", "Case studies", "topic__author", SAFETY, "for good", "without a name; or removed",
         ("topic__title", "event_kind", "procedure", "area", "product_class", "product_name", "lot", "dose",
          "onset", "recognised_after", "happened_on", "outcome", "background", "signs", "managed", "support",
          "outcome_text", "factors_text", "what", "feelings", "evaluation", "analysis", "learned", "differently",
          "code", "take_home",
          "timeline", "interests", "permission_from")),
    Kept("forum.Revision", "Earlier versions", "editor", CONTRACT, "for good", "without a name; or removed",
         ("post__topic__title", "created_at", "title", "body", "reason")),
    Kept("forum.Endorsement", "Endorsements and other marks", "expert", SAFETY, "for good",
         "without a name; with removed words, without a reason",
         ("post__topic__title", "stance", "worn_as", "evidence", "reason", "created_at", "withdrawn_at")),
    Kept("forum.CommentaryRequest", "Commentaries asked for", "expert", CONTRACT, "for good", NUMBER,
         ("topic__title", "asked_at", "answered_at", "declined_at")),
    Kept("forum.Agreement", "Whether a colleague may tell a case one treated", "colleague", SAFETY, "for good",
         "open questions destroyed; answers kept by number", ("asked_at", "answered_at", "agrees")),
    Kept("forum.MutualPair", "Pairs who endorse each other", "first", SAFETY, "a year", NUMBER),
    Kept("forum.Draft", "Drafts", "author", CONTRACT, "until sent or thrown away, then a day", GONE,
         ("label", "saved_at", "sealed")),
    Kept("forum.Profile", "Lines about oneself", "member", CONTRACT, ACCOUNT, GONE, ("about",)),
    Kept("forum.InterestDeclaration", "Interests declared", "member", SAFETY, ACCOUNT, GONE, ("declared_at", "words")),
    Kept("forum.ReadMark", "What was read", "member", CONTRACT, ACCOUNT, GONE, ("topic__title",)),
    Kept("forum.Bookmark", "Bookmarks", "member", CONTRACT, ACCOUNT, GONE,
         ("post__topic__title", "created_at", "remind_on", "sealed")),
    Kept("forum.SavedSearch", "Saved searches", "member", CONTRACT, ACCOUNT, GONE,
         ("name", "text", "cadence", "created_at")),
    Kept("forum.Watch", "What is watched", "member", CONTRACT, ACCOUNT, GONE,
         ("topic__title", "section__name", "area", "level", "chosen_at")),
    Kept("reports.Export", "Files asked for", "asked_by", CONTRACT, "7 days; one's own data 48 hours", GONE,
         ("title", "state", "asked_at", "expires_at")),
    Kept("moderation.Flag", "Reports one made", "member", DUTY, SIX_YEARS, NUMBER,
         ("post__topic__title", "reason", "note", "created_at", "closed_at")),
    Kept("moderation.LineReport", "Reports one made of lines on a page", "member", DUTY, SIX_YEARS, NUMBER,
         ("reason", "note", "created_at", "closed_at", "taken_off", "answer")),
    Kept("moderation.Measure", "Measures", "member", DUTY, SIX_YEARS, NUMBER,
         ("rung", "place", "rule", "text", "created_at", "expires_at", "ended_at")),
    Kept("moderation.Appeal", "Appeals", "member", DUTY, SIX_YEARS, NUMBER,
         ("text", "created_at", "decided_at", "outcome", "reply")),
    Kept("moderation.PowerLoss", "Live reports that hide no more", "member", SAFETY, SIX_YEARS, NUMBER),
    Kept("moderation.Proposal", "What needs two people", "member", DUTY, SIX_YEARS, NUMBER),
    Kept("moderation.Note", "Moderators' notes", "member", DUTY, SIX_YEARS, NUMBER),
    Kept("audit.Line", "Audit log", "by", DUTY, "for good, in numbers alone", NUMBER,
         ("number", "at", "deed", "about_kind", "facts")),
    Kept("privacy.Closing", "Closing of the account", "member", DUTY, SIX_YEARS, NUMBER,
         ("words", "asked_at", "due_at", "taken_back_at")),
    Kept("privacy.Erased", "Who was erased", "number", DUTY, "as long as there are backups", "made by it"),
)  # fmt: skip

# Who did something in their role, and not somebody of whom something is kept: by number, as long as the thing itself.
IN_A_ROLE = {
    "admin.LogEntry", "members.Look", "notices.Notice", "deflection.ReaderVersion", "deflection.ReaderChange",
    "deflection.Alert", "deflection.WordRule", "forum.Brake", "forum.Move", "forum.Return", "moderation.Decision",
    "moderation.ReportQuestion", "moderation.Referral", "moderation.CannedReply", "moderation.SecondLook",
    "moderation.Take", "moderation.Concern", "webhooks.Endpoint",
}  # fmt: skip
