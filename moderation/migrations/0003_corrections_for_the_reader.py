"""What a person found where the reader had stopped a text: ids and verdicts, no words."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("deflection", "0007_what_the_reader_said"),
        ("forum", "0003_held_note"),
        ("moderation", "0002_decisions_are_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("band", models.CharField(blank=True, max_length=10)),
                ("label", models.CharField(blank=True, max_length=20)),
                ("reader", models.CharField(help_text="The version that read it.", max_length=40)),
                (
                    "found",
                    models.CharField(
                        choices=[
                            ("over", "No: it was over when it was written"),
                            ("no_patient", "No: there was no real patient"),
                            ("live", "Yes: it was right to stop it"),
                            ("unclear", "I cannot tell"),
                        ],
                        max_length=12,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="correction", to="moderation.decision"
                    ),
                ),
                (
                    "deflection",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correction",
                        to="deflection.deflection",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="forum.post"
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
    ]
