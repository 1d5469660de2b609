"""Closing an account, and the list of who was erased, which the database itself refuses to change."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

SQLITE = """CREATE TRIGGER privacy_erased_is_never_{done} BEFORE {deed} ON privacy_erased
            BEGIN SELECT RAISE(ABORT, 'who was erased is never {done}'); END"""
POSTGRESQL = """CREATE TRIGGER privacy_erased_is_append_only BEFORE UPDATE OR DELETE ON privacy_erased
                FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_the_record()"""
DEEDS = {"UPDATE": "changed", "DELETE": "deleted"}


def protect(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        statements = [POSTGRESQL]
    else:
        statements = [SQLITE.format(deed=deed, done=done) for deed, done in DEEDS.items()]
    for statement in statements:
        schema_editor.execute(statement, params=None)


def unprotect(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        statements = ["DROP TRIGGER IF EXISTS privacy_erased_is_append_only ON privacy_erased"]
    else:
        statements = [f"DROP TRIGGER IF EXISTS privacy_erased_is_never_{done}" for done in DEEDS.values()]
    for statement in statements:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("audit", "0002_append_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="Erased",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                (
                    "joined",
                    models.CharField(
                        help_text="A hash of when they joined: another member is never meant.", max_length=64
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        choices=[
                            ("stay", "Let what I wrote stay, without my name"),
                            ("go", "Remove what I wrote as well"),
                        ],
                        max_length=4,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Closing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "words",
                    models.CharField(
                        choices=[
                            ("stay", "Let what I wrote stay, without my name"),
                            ("go", "Remove what I wrote as well"),
                        ],
                        default="stay",
                        max_length=4,
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("due_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(null=True)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-asked_at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_at", None), ("taken_back_at", None)),
                        fields=("member",),
                        name="one_open_closing_per_member",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("taken_back_at", None), ("done_at", None), _connector="OR"),
                        name="what_was_taken_back_is_not_done",
                    ),
                ],
            },
        ),
        migrations.RunPython(protect, unprotect),
    ]
