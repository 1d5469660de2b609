from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("moderation", "0009_which_rule_two_people_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Take",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12)),
                ("subject_id", models.PositiveBigIntegerField()),
                ("taken_at", models.DateTimeField()),
                ("until", models.DateTimeField(db_index=True)),
                (
                    "version",
                    models.CharField(blank=True, help_text="The state of the item when it was taken.", max_length=64),
                ),
                (
                    "moderator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="takes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "subject_id"), name="one_take_per_item"),
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("taken_at"))), name="a_take_ends_after_it_began"
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="flag",
            index=models.Index(
                condition=models.Q(("closed_at", None)),
                fields=["post", "closed_at", "reason", "created_at", "ranked_from"],
                name="flags_that_wait",
            ),
        ),
    ]
