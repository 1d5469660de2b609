"""The index of words for search, filled by 0026, and a counter for similar topics."""

from django.db import migrations, models

from forum.search import index


def make(apps, schema_editor):
    index.make(schema_editor.connection)


def drop(apps, schema_editor):
    index.drop(schema_editor.connection)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("forum", "0017_what_members_watch")]

    operations = [
        migrations.CreateModel(
            name="SimilarDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True)),
                (
                    "shown",
                    models.PositiveIntegerField(
                        default=0, help_text="Titles in the making beside which something was shown."
                    ),
                ),
                (
                    "opened",
                    models.PositiveIntegerField(default=0, help_text="How many of their authors went to read it."),
                ),
            ],
            options={"ordering": ["-day"]},
        ),
        migrations.RunPython(make, drop),
    ]
