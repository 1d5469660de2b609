"""Every action that takes words, and how each is guarded; `test_gate_everywhere` holds these tables to the code."""

from forum.actions.same_day import TOLD as TOLD_TODAY
from tests.forum.told import TOLD

# Publishes words: a scenario below sends an emergency through each place where words can stand.
SCREENED = {
    "forum.actions.topics.open_topic": ("title", "body", "interest_words"),
    "forum.actions.same_day.ask_same_day": ("title", "interest_words", *TOLD_TODAY),
    "forum.actions.interests.declare_interests": ("words",),
    "forum.actions.cases.tell_case_study": ("title", "interests", *TOLD),
    "forum.actions.cases.edit_case_study": ("title", "reason", "interests", *TOLD),
    "forum.actions.posts.post_reply": ("body", "citation", "interest_words"),
    "forum.actions.posts.edit_post": ("body", "title", "reason", "citation", "interest_words"),
    "forum.actions.endorsements.endorse_answer": ("reason",),
}
# Read by moderators alone, and often quoting what it is about: the gate stops it only when its reader is broken.
FOR_MODERATORS = {
    "moderation.actions.flags.flag_post": "note",
    "moderation.actions.decisions.decide_post": "reason",
    "moderation.actions.decisions.decide_deflection": "reason",
    "moderation.actions.reports.ask_reporter": "words",
    "moderation.actions.reports.answer_question": "words",
    "moderation.actions.pairs.decide_pair": "reason",
    "moderation.actions.brakes.put_brake": "reason",
    "deflection.actions.readers.propose_version": "reason",
}
# Sealed for its author alone, or already stopped once.
NOT_PUBLIC = {
    "forum.actions.posts.return_post": "the second half of decide_post, which read it first",
    "forum.actions.brakes.brake_topic": "the second half of put_brake, which read it first",
    "forum.actions.rings.settle_pair": "the second half of decide_pair, which read it first",
    "deflection.actions.marked.open_page_for_author": "sealed for its author; a colleague took it out of sight",
    "deflection.actions.stopped.keep_own_numbers": "sealed: only the member can open it; the form reads names first",
    "forum.actions.drafts.save_draft": "sealed: only its author can open it",
    "members.actions.accounts.rename_member": "a name; the form reads it first",
    "members.actions.nominations.nominate_expert": "read by reviewers alone; the form reads it first",
    "members.actions.claims.refuse_claim": "read by one member; the form reads it first",
    "members.actions.claims.ask_again": "read by one member; the form reads it first",
    "members.actions.claims.grant_claim": "read by one member; the form reads it first",
    "forum.actions.vault.continue_writing": "from one sealed place of its author into another",
    "forum.actions.vault.ask_for_a_look": "was deflected already; is held and never publishes itself",
    "forum.actions.vault.held_reply": "the second half of ask_for_a_look",
    "forum.actions.vault.held_topic": "the second half of ask_for_a_look",
}
# The second half of an action: called only where `screen` was called before.
BEHIND_THE_GATE = {
    "forum.actions.topics.store_topic", "forum.actions.cases.store_case_edit", "forum.actions.posts.store_reply",
    "forum.actions.posts.store_edit", "forum.actions.posts.keep_revision",
    "forum.actions.endorsements.store_endorsement",
}  # fmt: skip
# Takes a string that nobody reads, or stores nothing.
NO_WORDS = {
    "forum.actions.cases.writing_of": "builds what the gate reads",
    "forum.actions.cases.html_of": "stores nothing",
    "forum.actions.cases.words_of": "stores nothing",
    "forum.actions.cases.as_markdown": "stores nothing",
    "forum.actions.cases.heading": "stores nothing",
    "forum.actions.posts.retracted_before": "stores nothing",
    "forum.actions.lanes.experts_for": "an area out of twelve",
    "forum.actions.storing.beside": "builds what the gate reads",
    "forum.actions.drafts.drop_draft": "the key of a form",
    "forum.actions.vault.form_url": "the key of a form",
    "moderation.actions.decisions.would_change": "a verdict out of four",
    "moderation.actions.decisions.waits": "a verdict out of four",
    "moderation.actions.flags.store_flag": "the second half of flag_post and raise_unsafe",
    "deflection.actions.readers.keep_measurement": "figures and ids, typed by nobody",
    "deflection.actions.readers.read_first": "is the gate",
    "deflection.actions.marked.read_again": "stores nothing",
    "moderation.actions.flags.standing_flag": "one of eleven reasons",
    "moderation.actions.live.settle_post": "one of four findings",
    "deflection.actions.rota.note": "one of six deeds, for the log",
    "deflection.actions.pages.raise_alert": "a kind of the queue, and an address",
    "deflection.actions.pages.end_alerts": "kinds of the queue",
    "deflection.actions.readers.switch_to": "a version's name",
    "moderation.actions.decisions.carry_out": "a verdict out of four",
    "moderation.actions.reading.read_first": "is the gate",
    "members.actions.claims.pass_on": "the second half of grant_claim",
    "members.actions.claims.store_grant": "the second half of grant_claim",
    "members.actions.claims.close": "the second half of grant_claim and refuse_claim",
    "members.actions.credentials.record_status": "what a register says; the reviewer's form reads it first",
    "members.actions.credentials.tell_ended": "the second half of record_status",
    "members.actions.credentials.grant_credential": "what a public register says; the reviewer's form reads it first",
    "members.actions.credentials.supersede": "the name of a register",
    "members.actions.credentials.end_standing": "one of twelve statuses",
    "members.actions.credentials.set_writing": "one of twelve statuses",
    "members.actions.claims.require_nominations": "stores nothing",
    "notifications.actions.notify": "called by actions alone, with titles and reasons that passed the gate",
}
