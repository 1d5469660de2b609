"""What patients write who believe that they are shown here."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import moderation.models.concerns


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0027_which_sanitiser_made_it"),
        ("moderation", "0015_removing_second_factors"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Concern",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(default=moderation.models.concerns.new_number, max_length=20, unique=True)),
                ("sealed", models.BinaryField(help_text="Where they saw it, and why they think so.")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "found",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Somebody looks at it"),
                            ("taken_down", "It was taken down"),
                            ("changed", "What could point at you was taken out"),
                            ("not_you", "It stays: it does not point at you"),
                            ("not_here", "We could not find it"),
                        ],
                        default="",
                        max_length=10,
                    ),
                ),
                ("reply", models.CharField(blank=True, max_length=1000)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        help_text="Where the link leads.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concerns",
                        to="forum.post",
                    ),
                ),
            ],
            options={
                "ordering": ("-created_at", "-pk"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("decided_at", None)), fields=["created_at"], name="concerns_that_wait"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_at", None),
                            models.Q(models.Q(("reply", ""), _negated=True), models.Q(("found", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="a_concern_is_decided_with_an_answer",
                    )
                ],
            },
        ),
    ]
