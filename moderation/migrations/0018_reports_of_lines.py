"""Reports of what members say of themselves."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("moderation", "0017_reading_a_name_with_two_keys"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LineReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("live_emergency", "It may be happening now"),
                            ("patient_identifiable", "A patient could be identified"),
                            ("no_consent", "No consent"),
                            ("unsafe_advice", "Unsafe or uncited advice"),
                            ("outside_scope", "Outside the author's scope"),
                            ("undeclared_interest", "Undeclared interest"),
                            ("unprofessional_tone", "Unprofessional tone"),
                            ("patient_disparaged", "A patient is disparaged"),
                            ("advertising", "Advertising"),
                            ("impersonation", "Impersonation"),
                            ("other", "Something else"),
                        ],
                        max_length=24,
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500)),
                ("said", models.CharField(blank=True, help_text="The lines when they were reported.", max_length=300)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("taken_off", models.BooleanField(null=True)),
                ("answer", models.CharField(blank=True, max_length=300)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="line_reports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "whose",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reported_lines",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("created_at", "pk"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None)),
                        fields=["whose", "created_at"],
                        name="line_reports_that_wait",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("whose", "member"),
                        name="one_open_report_of_lines_per_member",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("taken_off", None)),
                            models.Q(("closed_at__isnull", False), ("taken_off__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_closed_report_of_lines_says_what_became_of_it",
                    ),
                ],
            },
        ),
    ]
