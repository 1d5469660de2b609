"""The database itself refuses to change or delete a decision, whoever asks."""

from django.db import migrations

SQLITE = {
    "update": """CREATE TRIGGER decisions_are_never_changed BEFORE UPDATE ON moderation_decision
                 BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END""",
    "delete": """CREATE TRIGGER decisions_are_never_deleted BEFORE DELETE ON moderation_decision
                 BEGIN SELECT RAISE(ABORT, 'a decision is never deleted'); END""",
}
POSTGRESQL = (
    """CREATE OR REPLACE FUNCTION refuse_to_rewrite_decisions() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'a decision is never changed or deleted'; END $$""",
    """CREATE TRIGGER decisions_are_append_only BEFORE UPDATE OR DELETE ON moderation_decision
       FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_decisions()""",
)
UNDO = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS decisions_are_never_changed",
        "DROP TRIGGER IF EXISTS decisions_are_never_deleted",
    ),
    "postgresql": (
        "DROP TRIGGER IF EXISTS decisions_are_append_only ON moderation_decision",
        "DROP FUNCTION IF EXISTS refuse_to_rewrite_decisions",
    ),
}


def protect(apps, schema_editor):
    statements = POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE.values()
    for statement in statements:
        schema_editor.execute(statement)


def unprotect(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("moderation", "0001_flags_and_decisions")]
    operations = [migrations.RunPython(protect, unprotect)]
