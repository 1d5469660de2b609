"""What may stand in the chain: one name per kind of deed, in the words of those who read the log."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Deed(TextChoices):
    """A new kind of deed is a new line here, and needs no migration."""

    # About what members wrote.
    POST_DECIDED = "post_decided", _("Decided about a post")
    DECISION_UNDONE = "decision_undone", _("Took a decision back")
    DEFLECTION_CLOSED = "deflection_closed", _("Closed a stopped text")
    TOPIC_MOVED = "topic_moved", _("Moved, split or joined a topic")
    MOVE_UNDONE = "move_undone", _("Took a move back")
    TOPIC_BRAKED = "topic_braked", _("Slowed a topic down or closed it")
    TOPIC_RELEASED = "topic_released", _("Let a topic go again")
    NOTE_WRITTEN = "note_written", _("Kept a note for moderators")
    REPORTER_ASKED = "reporter_asked", _("Asked whoever reported a post")
    NOTICE_PUBLISHED = "notice_published", _("Published a safety notice")
    NOTICE_WITHDRAWN = "notice_withdrawn", _("Withdrew a safety notice")
    REPLY_CHANGED = "reply_changed", _("Changed a reply that stands ready")
    VERSION_HIDDEN = "version_hidden", _("Hid an earlier version of a post")
    VERSION_SHOWN = "version_shown", _("Brought an earlier version of a post back")
    JUDGED_AGAIN = "judged_again", _("Judged a decision again, blind")
    # About people and what they may say.
    CREDENTIAL_GRANTED = "credential_granted", _("Granted a credential")
    CREDENTIAL_ENDED = "credential_ended", _("Ended a credential")
    CLAIM_DECIDED = "claim_decided", _("Decided about a claim")
    CLAIM_SEEN = "claim_seen", _("Opened the evidence of a claim")
    CREDENTIAL_LOOKED_UP = "credential_looked_up", _("Looked a credential up again")
    CREDENTIAL_LAPSED = "credential_lapsed", _("A credential ran out")
    EXPERT_NOMINATED = "expert_nominated", _("Nominated an expert")
    NOMINATION_WITHDRAWN = "nomination_withdrawn", _("Took back the nomination of an expert")
    WEIGHED_AGAIN = "weighed_again", _("Endorsements were weighed again after a change of standing")
    PAIR_DECIDED = "pair_decided", _("Decided about two who endorse each other")
    ABOUT_CLEARED = "about_cleared", _("Took off what a member said of themselves")
    ROLE_CHANGED = "role_changed", _("Changed what somebody may do here")
    SIGN_IN_OPENED = "sign_in_opened", _("Opened signing in for somebody who was shut out")
    FACTORS_REMOVED = "factors_removed", _("Removed somebody's second factors")
    CLOSING_ASKED = "closing_asked", _("Asked to close their account")
    CLOSING_TAKEN_BACK = "closing_taken_back", _("Kept their account after all")
    ACCOUNT_ERASED = "account_erased", _("Erased an account")
    CONCERN_ANSWERED = "concern_answered", _("Answered somebody who believes that they are shown here")
    # About who is on duty, and what reads as happening now.
    ROTA_CHANGED = "rota_changed", _("Changed the duty rota")
    CALL_ANSWERED = "call_answered", _("Answered a call to those on duty")
    LIVE_REPORTED = "live_reported", _("Reported a post as happening now")
    LIVE_POWER_TAKEN = "live_power_taken", _("Live reports of a member no longer hide a post at once")
    LIVE_POWER_GIVEN_BACK = "live_power_given_back", _("Live reports of a member hide a post at once again")
    MEASURE_TAKEN = "measure_taken", _("Laid a measure on a member")
    MEASURE_ENDED = "measure_ended", _("A measure ended")
    APPEALED = "appealed", _("Appealed")
    APPEAL_JUDGED = "appeal_judged", _("Judged an appeal")
    PROPOSED = "proposed", _("Proposed what needs two people")
    PROPOSAL_SETTLED = "proposal_settled", _("Settled what needs two people")
    EVIDENCE_OPENED = "evidence_opened", _("Opened sealed evidence with two keys")
    NAME_READ = "name_read", _("Read with two keys who told a case study without their name")
    REFERRAL_SENT = "referral_sent", _("Sent a referral to a regulator")
    # About the house itself.
    READER_CHANGED = "reader_changed", _("Changed the version of the reader")
    WORD_RULE_CHANGED = "word_rule_changed", _("Changed a rule about words")
    HELPLINE_CHANGED = "helpline_changed", _("Changed a helpline")
    WEBHOOK_REGISTERED = "webhook_registered", _("Registered a webhook")
    WEBHOOK_SECRET = "webhook_secret", _("Gave a webhook a new secret")
    WEBHOOK_OFF = "webhook_off", _("Switched a webhook off")
    WEBHOOK_ON = "webhook_on", _("Switched a webhook on again")
    WEBHOOK_REMOVED = "webhook_removed", _("Removed a webhook")
    AUDIT_EXPORTED = "audit_exported", _("Took a copy of the log")
