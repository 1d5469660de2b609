"""Decisions that somebody else judges again, without knowing how they went."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0011_replies_that_stand_ready"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SecondLook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "said",
                    models.JSONField(
                        default=dict, help_text="The post field by field, as it was when it was decided about."
                    ),
                ),
                ("cause", models.CharField(max_length=24)),
                ("chosen_at", models.DateTimeField(auto_now_add=True)),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("keep", "It may be read by colleagues as it is"),
                            ("return", "Its author should change something first"),
                            ("hide", "It should not be read"),
                        ],
                        max_length=12,
                    ),
                ),
                ("judged_at", models.DateTimeField(null=True)),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second_look",
                        to="moderation.decision",
                    ),
                ),
                (
                    "moderator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="second_looks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("chosen_at", "pk"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("verdict", "")), fields=["chosen_at"], name="second_looks_that_wait"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("judged_at", None), ("moderator", None), ("verdict", "")),
                            models.Q(
                                models.Q(("verdict", ""), _negated=True),
                                ("judged_at__isnull", False),
                                ("moderator__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="a_second_look_has_a_verdict_and_a_person",
                    )
                ],
            },
        ),
    ]
