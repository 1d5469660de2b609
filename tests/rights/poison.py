"""Every field that a page shows, filled with what is hostile: written past all forms, as if each of them had failed."""

from collections.abc import Iterable

from django.db.models import Model, Q

from deflection.models import Helpline, WordRule
from forum.actions.quoting import rewrite
from forum.models import (
    Brake,
    CaseStudy,
    Complication,
    Draft,
    Endorsement,
    InterestDeclaration,
    Post,
    Profile,
    Revision,
    SavedSearch,
    Section,
    Topic,
)
from members.models import Claim, Credential, Member, Nomination
from moderation.models import (
    Appeal,
    CannedReply,
    Flag,
    Measure,
    Note,
    Proposal,
    Referral,
    ReportQuestion,
)
from notices.models import Notice
from notifications.models import Device, Notification
from reports.models import Export
from tests.rights.world import World

LINES: dict[type[Model], tuple[str, ...]] = {
    Member: ("name",),
    Credential: ("register", "qualification", "name_on_register"),
    Claim: ("name_on_register", "note", "reason"),
    Nomination: ("reason",),
    Notification: ("actor", "subject", "note"),
    Device: ("label",),
    Notice: ("title", "words"),
    Helpline: ("name", "cost", "remark"),
    WordRule: ("words", "note", "tag"),
    Brake: ("reason",),
    Complication: ("name",),
    Draft: ("label",),
    Endorsement: ("reason",),
    InterestDeclaration: ("words",),
    Post: ("citation", "interest_words", "held_note"),
    Profile: ("about",),
    Revision: ("title", "reason"),
    SavedSearch: ("name", "text"),
    Section: ("name", "purpose"),
    Topic: ("title",),
    Export: ("title", "note", "file_name"),
    Flag: ("note",),
    ReportQuestion: ("words", "answer"),
    Measure: ("text",),
    Appeal: ("text",),
    Note: ("words",),
    CannedReply: ("title", "words"),
    Proposal: ("reason",),
    Referral: ("regulator", "letter"),
}
AT_LENGTH: dict[type[Model], tuple[str, ...]] = {Post: ("body",), Revision: ("body",), Flag: ("snapshot",)}


def hostile_world(in_lines: Iterable[str], in_texts: Iterable[str]) -> World:
    """One payload after another in each field; a case study tells them in each of its parts."""
    line, text = " ".join(in_lines), "\n\n".join(in_texts)
    world = World(body=text, reason=line)
    moderator = world.people["moderator"]
    Helpline.objects.create(name=line, number="01632 960 003", route="helpline")
    Complication.objects.create(slug="zz-the-last", name="The last of the list")
    Note.objects.create(post=world.things["answer"], author=moderator, words=line)
    Brake.objects.create(topic=world.things["question"], reason=line, set_by=moderator)
    ReportQuestion.objects.create(flag=world.things["flag"], moderator=moderator, words=line)
    Member.objects.filter(pk__in=[person.pk for person in world.people.values()]).update(name=line)
    for words, fields in ((line, LINES), (text, AT_LENGTH)):
        for model, names in fields.items():
            rows = model.objects.all()
            if any(model._meta.get_field(name).unique for name in names):
                rows = rows.filter(pk__in=rows.order_by("-pk").values("pk")[:1])
            rows.update(**dict.fromkeys(names, words))
    CaseStudy.objects.update(**dict.fromkeys(CaseStudy.TOLD, text), product_name=line, dose=line, interests=line)
    for post in Post.objects.filter(Q(topic__case=None) | Q(is_opening=True)).select_related("author", "topic__case"):
        rewrite(post)
        post.save()
    return world
