"""What the demo's forum has none of, and a screen shows: one of each, made as members make it.

Run in the environment of a site, as `python -m tests.browser.furnish`.
"""

import django


def furnish() -> None:
    from django.conf import settings

    from deflection.actions.words import keep_rule
    from deflection.words.drafted import Drafted
    from demo.people import LOGINS
    from forum.models import MutualPair
    from members.models import Member
    from moderation.actions.keys import propose
    from moderation.actions.measures import take_measure
    from moderation.actions.profiles import report_lines
    from moderation.actions.replies import save_reply
    from reports.actions.exports import ask_for_export

    settings.SECOND_LOOK_ONE_IN = 1
    people = {login.role: Member.objects.get(email=login.email) for login in LOGINS}
    verified, moderator = people["verified"], people["moderator"]
    judged = judge(verified, moderator, {member.pk for member in people.values()})
    propose(act="suspend", member=judged.author, by=moderator, reason="Three warnings within a month.", rule="other")
    text = "Three posts in a week gave doses without saying where they come from."
    take_measure(member=judged.author, by=moderator, rung="suspended", rule="other", text=text, hours=72)
    keep_rule(drafted=Drafted(words="cheap filler", match="word", deed="ask", note="Ask."), by=moderator)
    answer = {"title": "Say when", "words": "Please say when it was.", "reason": "", "language": "en-gb"}
    save_reply(reply=None, by=moderator, active=True, **answer)
    first, second = sorted((verified.pk, people["expert"].pk))
    MutualPair.objects.create(first_id=first, second_id=second, ring=first)
    case = verified.topics.filter(kind="cases").order_by("pk")[0]
    ask_for_export(kind="reflection", asked_by=verified, about={"topic": case.pk, "shape": "nmc", "format": "pdf"})
    write_twice(verified)
    tell_with_permission(verified, people["expert"])
    report_lines(profile=people["expert"].profile, member=verified, reason="advertising", note="It names a price.")


def judge(verified, moderator, ours):
    """A post that was reported and judged, by a lot that asks for a second look."""
    from forum.models import Post
    from moderation.actions.decisions import decide_post
    from moderation.actions.flags import flag_post

    others = Post.objects.filter(status="published", is_opening=False, flags=None).exclude(author__in=ours)
    judged = others.order_by("pk")[0]
    flag_post(post=judged, member=verified, reason="unsafe_advice", note="The dose is missing.")
    decide_post(post=judged, moderator=moderator, verdict="keep", reason="The dose is in the source that it names.")
    return judged


def write_twice(verified) -> None:
    """A topic with an edit, and a draft that was written on two devices."""
    from forum.actions.drafts import save_draft
    from forum.actions.posts import edit_post
    from forum.models import Post, Section, Topic

    talk = Section.objects.get(slug="discussion")
    topic = Topic.objects.create(section=talk, kind=talk.kind, title="Where do you keep yours?", author=verified)
    post = Post.objects.create(
        topic=topic, author=verified, is_opening=True, version=1, client_id="5a" * 16, body="In a fridge.",
        body_html="<p>In a fridge.</p>",
    )  # fmt: skip
    edit_post(post=post, editor=verified, body="In a fridge with a thermometer.", reason="I left it out.")
    about = {"author": verified, "key": "topic:discussion", "label": "A topic", "url": "/sections/discussion/new/"}
    save_draft(**about, fields={"title": "Fridges", "body": "Which one?"})
    save_draft(**about, fields={"title": "Fridges", "body": "Which two?"}, sequence=0, keep="mine")


def tell_with_permission(author, colleague) -> None:
    """A case study that waits for the colleague who treated."""
    from uuid import UUID

    from forum.actions.cases import tell_case_study
    from forum.models import Agreement, Section
    from tests.forum.told import TITLE, as_fields

    fields = as_fields(attribution="permission", permission_from=colleague.name)
    tell_case_study(
        section=Section.objects.get(kind="cases"), author=author, title=TITLE, fields=fields, client_id=UUID(int=13),
        symptomatic="no",
    )  # fmt: skip
    Agreement.objects.get(colleague=colleague)


if __name__ == "__main__":
    django.setup()
    furnish()
