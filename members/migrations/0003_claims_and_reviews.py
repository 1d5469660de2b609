"""Claims with their evidence and reviews, nominations of experts, and what a register said of a credential."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0002_where_they_practise"),
    ]

    operations = [
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("register_slug", models.SlugField(max_length=20)),
                ("number_sealed", models.BinaryField()),
                (
                    "number_mark",
                    models.CharField(
                        editable=False, help_text="Equal for equal numbers, and no way back.", max_length=64
                    ),
                ),
                ("last_two", models.CharField(max_length=2)),
                ("name_on_register", models.CharField(max_length=100)),
                (
                    "profession",
                    models.CharField(
                        choices=[
                            ("nurse", "Nurse"),
                            ("doctor", "Doctor"),
                            ("dentist", "Dentist"),
                            ("pharmacist", "Pharmacist"),
                            ("other", "Other health professional"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "wanted_tier",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "Registered"), (2, "Prescriber with complications training"), (3, "Expert")]
                    ),
                ),
                ("areas", models.JSONField(blank=True, default=list)),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for a reviewer"),
                            ("asked", "A reviewer asks for something"),
                            ("granted", "Granted"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "reason",
                    models.CharField(blank=True, help_text="What the reviewer decided, or asks for.", max_length=500),
                ),
                ("first_at", models.DateTimeField(null=True)),
                (
                    "first_found",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("registered", "Registered"),
                            ("not_practising", "Registered, not practising"),
                            ("removed", "Removed by a panel"),
                            ("suspended", "Suspended"),
                            ("voluntarily_removed", "Removed at their own wish"),
                            ("interim_suspension", "Interim suspension"),
                            ("conditions", "Conditions of practice"),
                            ("interim_conditions", "Interim conditions"),
                            ("undertakings", "Undertakings"),
                            ("sanction_pending", "Sanction pending"),
                            ("lapsed", "Lapsed"),
                            ("not_found", "Not found"),
                        ],
                        max_length=20,
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("decided_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("-created_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "content_type",
                    models.CharField(
                        choices=[
                            ("application/pdf", "PDF"),
                            ("image/jpeg", "JPEG picture"),
                            ("image/png", "PNG picture"),
                        ],
                        max_length=20,
                    ),
                ),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("sealed", models.BinaryField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("emptied_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("registered", "Registered"),
                            ("not_practising", "Registered, not practising"),
                            ("removed", "Removed by a panel"),
                            ("suspended", "Suspended"),
                            ("voluntarily_removed", "Removed at their own wish"),
                            ("interim_suspension", "Interim suspension"),
                            ("conditions", "Conditions of practice"),
                            ("interim_conditions", "Interim conditions"),
                            ("undertakings", "Undertakings"),
                            ("sanction_pending", "Sanction pending"),
                            ("lapsed", "Lapsed"),
                            ("not_found", "Not found"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("kept_weight", models.BooleanField()),
                ("created_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ("-created_at", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Nomination",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("area", models.CharField(max_length=12)),
                ("reason", models.CharField(max_length=500)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("-created_at", "-pk"),
            },
        ),
        migrations.RemoveConstraint(
            model_name="credential",
            name="a_credential_has_a_tier",
        ),
        migrations.AddField(
            model_name="credential",
            name="appointed_until",
            field=models.DateTimeField(blank=True, help_text="For experts: no check reaches further.", null=True),
        ),
        migrations.AddField(
            model_name="credential",
            name="conditions",
            field=models.CharField(blank=True, help_text="As the register words them.", max_length=500),
        ),
        migrations.AddField(
            model_name="credential",
            name="ended_told_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="credential",
            name="evidence_sha256",
            field=models.JSONField(blank=True, default=list, help_text="Of the files that the reviewer saw."),
        ),
        migrations.AddField(
            model_name="credential",
            name="kind",
            field=models.CharField(
                choices=[
                    ("registration", "Registration"),
                    ("appointment", "Expert for an area"),
                    ("prescriber", "Prescriber"),
                    ("accredited", "Accredited register"),
                    ("insurance", "Insurance seen"),
                    ("training", "Emergency training"),
                ],
                default="registration",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="credential",
            name="last_two",
            field=models.CharField(blank=True, max_length=2),
        ),
        migrations.AddField(
            model_name="credential",
            name="name_on_register",
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name="credential",
            name="number_sealed",
            field=models.BinaryField(null=True),
        ),
        migrations.AddField(
            model_name="credential",
            name="register_slug",
            field=models.SlugField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="credential",
            name="reminded_days",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="credential",
            name="second_checker",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="credential",
            name="status",
            field=models.CharField(
                choices=[
                    ("registered", "Registered"),
                    ("not_practising", "Registered, not practising"),
                    ("removed", "Removed by a panel"),
                    ("suspended", "Suspended"),
                    ("voluntarily_removed", "Removed at their own wish"),
                    ("interim_suspension", "Interim suspension"),
                    ("conditions", "Conditions of practice"),
                    ("interim_conditions", "Interim conditions"),
                    ("undertakings", "Undertakings"),
                    ("sanction_pending", "Sanction pending"),
                    ("lapsed", "Lapsed"),
                    ("not_found", "Not found"),
                ],
                default="registered",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="credential",
            name="status_changed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="member",
            name="read_only_since",
            field=models.DateTimeField(
                blank=True,
                help_text="Set when a register says suspended or removed: they read, and write nothing.",
                null=True,
            ),
        ),
        migrations.AlterField(
            model_name="credential",
            name="register",
            field=models.CharField(help_text="Where it was looked up, such as NMC or GMC.", max_length=40),
        ),
        migrations.AlterField(
            model_name="credential",
            name="tier",
            field=models.PositiveSmallIntegerField(
                choices=[(1, "Registered"), (2, "Prescriber with complications training"), (3, "Expert")],
                help_text="0 for a facet beside the registration.",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="first_reviewer",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="claims", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="second_reviewer",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="credential",
            name="claim",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="credentials",
                to="members.claim",
            ),
        ),
        migrations.AddIndex(
            model_name="credential",
            index=models.Index(fields=["revoked_at", "valid_until"], name="credentials_by_end"),
        ),
        migrations.AddConstraint(
            model_name="credential",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind__in", ["registration", "appointment"]), ("tier__in", [1, 2, 3])),
                    models.Q(("tier", 0), models.Q(("kind__in", ["registration", "appointment"]), _negated=True)),
                    _connector="OR",
                ),
                name="a_credential_has_a_tier",
            ),
        ),
        migrations.AddConstraint(
            model_name="credential",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("second_checker", None),
                    models.Q(
                        models.Q(("second_checker", models.F("checked_by")), _negated=True),
                        models.Q(("second_checker", models.F("member")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="the_second_checker_is_a_third_person",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="claim",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="members.claim"
            ),
        ),
        migrations.AddField(
            model_name="look",
            name="credential",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="looks", to="members.credential"
            ),
        ),
        migrations.AddField(
            model_name="look",
            name="reviewer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="nomination",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="nominations_given",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="nomination",
            name="credential",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="members.credential"
            ),
        ),
        migrations.AddField(
            model_name="nomination",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="nominations", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["status", "created_at"], name="claims_by_place"),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ["waiting", "asked"])),
                fields=("member",),
                name="one_open_claim_per_member",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("first_reviewer", None),
                        models.Q(("first_reviewer", models.F("member")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("second_reviewer", None),
                        models.Q(
                            models.Q(("second_reviewer", models.F("member")), _negated=True),
                            models.Q(("second_reviewer", models.F("first_reviewer")), _negated=True),
                        ),
                        _connector="OR",
                    ),
                ),
                name="a_claim_is_reviewed_by_others_and_twice_by_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)),
                fields=("member", "by", "area"),
                name="one_nomination_per_area_and_expert",
            ),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.CheckConstraint(
                condition=models.Q(("member", models.F("by")), _negated=True), name="nobody_nominates_themselves"
            ),
        ),
    ]
