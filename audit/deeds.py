"""What may stand in the chain: one name per kind of deed, in the words of those who read the log."""

from django.db.models import TextChoices


class Deed(TextChoices):
    """A new kind of deed is a new line here, and needs no migration."""

    # About what members wrote.
    POST_DECIDED = "post_decided", "Decided about a post"
    DECISION_UNDONE = "decision_undone", "Took a decision back"
    DEFLECTION_CLOSED = "deflection_closed", "Closed a stopped text"
    TOPIC_MOVED = "topic_moved", "Moved, split or joined a topic"
    MOVE_UNDONE = "move_undone", "Took a move back"
    TOPIC_BRAKED = "topic_braked", "Slowed a topic down or closed it"
    TOPIC_RELEASED = "topic_released", "Let a topic go again"
    NOTE_WRITTEN = "note_written", "Kept a note for moderators"
    REPORTER_ASKED = "reporter_asked", "Asked whoever reported a post"
    NOTICE_PUBLISHED = "notice_published", "Published a safety notice"
    NOTICE_WITHDRAWN = "notice_withdrawn", "Withdrew a safety notice"
    REPLY_CHANGED = "reply_changed", "Changed a reply that stands ready"
    JUDGED_AGAIN = "judged_again", "Judged a decision again, blind"
    # About people and what they may say.
    CREDENTIAL_GRANTED = "credential_granted", "Granted a credential"
    CREDENTIAL_ENDED = "credential_ended", "Ended a credential"
    CLAIM_DECIDED = "claim_decided", "Decided about a claim"
    CLAIM_SEEN = "claim_seen", "Opened the evidence of a claim"
    CREDENTIAL_LOOKED_UP = "credential_looked_up", "Looked a credential up again"
    CREDENTIAL_LAPSED = "credential_lapsed", "A credential ran out"
    EXPERT_NOMINATED = "expert_nominated", "Nominated an expert"
    NOMINATION_WITHDRAWN = "nomination_withdrawn", "Took back the nomination of an expert"
    WEIGHED_AGAIN = "weighed_again", "Endorsements were weighed again after a change of standing"
    PAIR_DECIDED = "pair_decided", "Decided about two who endorse each other"
    ROLE_CHANGED = "role_changed", "Changed what somebody may do here"
    # About who is on duty, and what reads as happening now.
    ROTA_CHANGED = "rota_changed", "Changed the duty rota"
    CALL_ANSWERED = "call_answered", "Answered a call to those on duty"
    LIVE_REPORTED = "live_reported", "Reported a post as happening now"
    LIVE_POWER_TAKEN = "live_power_taken", "Live reports of a member no longer hide a post at once"
    LIVE_POWER_GIVEN_BACK = "live_power_given_back", "Live reports of a member hide a post at once again"
    MEASURE_TAKEN = "measure_taken", "Laid a measure on a member"
    MEASURE_ENDED = "measure_ended", "A measure ended"
    APPEALED = "appealed", "Appealed"
    APPEAL_JUDGED = "appeal_judged", "Judged an appeal"
    PROPOSED = "proposed", "Proposed what needs two people"
    PROPOSAL_SETTLED = "proposal_settled", "Settled what needs two people"
    EVIDENCE_OPENED = "evidence_opened", "Opened sealed evidence with two keys"
    REFERRAL_SENT = "referral_sent", "Sent a referral to a regulator"
    # About the house itself.
    READER_CHANGED = "reader_changed", "Changed the version of the reader"
    WORD_RULE_CHANGED = "word_rule_changed", "Changed a rule about words"
    HELPLINE_CHANGED = "helpline_changed", "Changed a helpline"
    AUDIT_EXPORTED = "audit_exported", "Took a copy of the log"
