"""The four sections a new forum starts with, one of each kind; administrators rename them."""

from django.db import migrations

SECTIONS = (
    ("cases", "cases", "Case studies", "Events that are over, told to reflect and to teach.", False),
    (
        "questions",
        "questions",
        "Clinical questions",
        "Ask colleagues. Answers are weighed by verified credentials.",
        True,
    ),
    ("discussion", "discussion", "Discussion", "Training, kit, regulation and running a practice.", False),
    ("support", "support", "Support", "For colleagues who had a bad day. No clinical advice, and no judgement.", True),
)


def create(apps, schema_editor):
    Section = apps.get_model("forum", "Section")
    for position, (slug, kind, name, purpose, members_only) in enumerate(SECTIONS, start=1):
        Section.objects.get_or_create(
            slug=slug,
            defaults={
                "kind": kind,
                "name": name,
                "purpose": purpose,
                "members_only": members_only,
                "position": position * 10,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("forum", "0001_sections_topics_posts")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
