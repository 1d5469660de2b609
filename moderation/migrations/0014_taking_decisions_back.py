from typing import ClassVar

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("moderation", "0013_reports_and_their_decisions"),
    ]

    operations: ClassVar = [
        migrations.AlterField(
            model_name="decision",
            name="verdict",
            field=models.CharField(
                choices=[
                    ("hide", "Hide it"),
                    ("publish", "Publish it"),
                    ("keep", "Leave it as it is"),
                    ("return", "Send it back for changes"),
                    ("undo", "Take the decision back"),
                    ("contacted", "The author was reached, or did not need us"),
                ],
                max_length=12,
            ),
        ),
        migrations.CreateModel(
            name="Standing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("published", "Published"),
                            ("held", "Waiting for a moderator"),
                            ("hidden", "Hidden by a moderator"),
                            ("withdrawn", "Withdrawn by its author"),
                        ],
                        max_length=10,
                    ),
                ),
                ("held_because", models.CharField(blank=True, max_length=20)),
                ("wants_a_look", models.BooleanField(default=False)),
                ("waits_since", models.DateTimeField(null=True)),
                ("kept_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="before", to="moderation.decision"
                    ),
                ),
                (
                    "undone_by",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undoes",
                        to="moderation.decision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("undone_by", None),
                            models.Q(("undone_by", models.F("decision")), _negated=True),
                            _connector="OR",
                        ),
                        name="no_decision_takes_itself_back",
                    )
                ],
            },
        ),
    ]
