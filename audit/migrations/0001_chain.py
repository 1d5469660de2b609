"""The chain, its head, and what is noted of it each day."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Anchor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True)),
                ("number", models.PositiveBigIntegerField()),
                ("hash", models.CharField(max_length=64)),
                ("noted_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ("day",),
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField(default=0)),
                ("hash", models.CharField(default="0" * 64, max_length=64)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="the_chain_has_one_head")],
            },
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_index=True)),
                ("deed", models.CharField(max_length=40)),
                ("about_kind", models.CharField(blank=True, max_length=60)),
                ("about_id", models.CharField(blank=True, max_length=40)),
                ("facts", models.JSONField(default=dict)),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64, unique=True)),
                (
                    "by",
                    models.ForeignKey(
                        help_text="Nobody: the system did it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deeds",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-number",),
                "indexes": [
                    models.Index(fields=["deed", "-number"], name="lines_of_one_deed"),
                    models.Index(fields=["by", "-number"], name="lines_of_one_person"),
                    models.Index(fields=["about_kind", "about_id", "-number"], name="lines_about_one_thing"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="the_chain_begins_at_one"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("about_id", ""), ("about_kind", "")),
                            models.Q(
                                models.Q(("about_kind", ""), _negated=True), models.Q(("about_id", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="a_line_is_about_one_thing_or_nothing",
                    ),
                ],
            },
        ),
    ]
