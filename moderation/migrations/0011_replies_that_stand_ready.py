"""The replies that a new forum starts with: kind words for what happens often, and no clinical advice."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REPLIES = (
    ("live_emergency", "It may still be going on",
     "{author}, your post may be about something that is still going on. Please ring the emergency number or your "
     "helpline first. Once it is over we would like to read it: your words are kept for you in your vault."),
    ("live_emergency", "Thank you: it was read at once",
     "Thank you for reporting it so quickly. A {moderator_role} read it at once, and its author was shown the numbers "
     "to ring."),
    ("patient_identifiable", "A patient could be recognised",
     "A patient could be recognised from this. Please take out names, dates and places and send it in again by {due}. "
     "Everything else can stay as it is, and it keeps its place."),
    ("patient_identifiable", "Roughly how long ago is enough",
     "The exact date, together with the clinic, could point to one person. “A few weeks ago” tells colleagues just as "
     "much. Please change that and send it in again."),
    ("no_consent", "Please say that consent was given",
     "We could not see that the patient agreed to being written about. Please say so in the post, or leave out whatever "
     "is about them. A general question does not need a patient at all."),
    ("unsafe_advice", "Please name the source",
     "Others may act on what stands here. Please say which guideline, study or protocol it rests on, or say that it is "
     "your own experience. Then we will gladly publish it."),
    ("unsafe_advice", "Colleagues see it differently",
     "Colleagues told us that they see this differently. Please read the answers in “{topic}”, say what yours rests on, "
     "and send it in again. You need not agree with them."),
    ("outside_scope", "Outside what you are registered for",
     "This reads as advice outside what was checked about you. Please say what you have seen yourself and leave the "
     "rest to colleagues whose field it is. If your registration has changed, tell us on your credentials page."),
    ("undeclared_interest", "Please declare your interest",
     "You seem to have an interest in a product or course that you write about. That is no reason to be silent: please "
     "name it in the box for interests and send it in again."),
    ("unprofessional_tone", "The tone, kindly",
     "We agree that this matters, and we left your point as it is. The tone is sharper than we want between colleagues. "
     "Please write it once more as you would say it to their face."),
    ("unprofessional_tone", "A heated topic",
     "“{topic}” has become heated. Nobody did anything unforgivable. Please leave it for today and come back to the "
     "question itself tomorrow."),
    ("patient_disparaged", "About patients with respect",
     "A patient might read this one day. Please describe what happened without judging the person, and send it in "
     "again. What you learned from it is worth telling."),
    ("advertising", "An offer has no place here",
     "This advertises a product, a course or a clinic. Please take out the offer, the link or the price. What you know "
     "about the subject is welcome."),
    ("advertising", "A link without a reason",
     "A link alone does not help a colleague who reads this at night. Please say in your own words what stands behind "
     "it, or leave it out."),
    ("impersonation", "Speaking as somebody else",
     "The post reads as if somebody else had written it, or a body that you do not speak for. Please write as yourself. "
     "If we misread it, tell us: we look again."),
    ("other", "A better place for it",
     "This is a good subject for another section than {section}. Please send it in again there; we have changed nothing "
     "in your words."),
    ("", "Thank you for the report: it stays",
     "Thank you for telling us. A {moderator_role} read the whole topic and leaves the post as it is. Please go on "
     "telling us what worries you."),
    ("", "Thank you for the report: it was taken down",
     "Thank you for telling us: you were right about “{topic}”, and the post is taken down."),
    ("", "Published after a first look",
     "Thank you, {author}. A {moderator_role} has read your post and published it. The first posts of new members are "
     "read beforehand; verification lifts that."),
    ("", "A few changes, please",
     "Thank you for writing this. Before colleagues read it we ask for a few changes; each stands beside its field. "
     "Nothing is lost, and your post keeps its place. If you can, send it in again by {due}."),
    ("", "It was said before",
     "The same question was asked and answered in this section. So that answers stay in one place we do not publish it "
     "a second time. Please add to the earlier topic whatever is different for you."),
    ("", "We looked again",
     "We read it again and see it differently now: your post is back as it was. We are sorry for the trouble."),
)  # fmt: skip


def keep_replies(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    replies = apps.get_model("moderation", "CannedReply")
    replies.objects.bulk_create(
        [replies(reason=reason, title=title, words=words) for reason, title, words in REPLIES], ignore_conflicts=True
    )


def forget_replies(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Those that nobody has used or changed."""
    replies = apps.get_model("moderation", "CannedReply")
    replies.objects.filter(title__in=[title for _, title, _ in REPLIES], times_used=0, changed_by=None).delete()


class Migration(migrations.Migration):
    dependencies = [("moderation", "0010_takes")]

    operations = [migrations.RunPython(keep_replies, forget_replies)]
