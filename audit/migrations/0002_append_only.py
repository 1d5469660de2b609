"""The database itself refuses to change or delete what was recorded, whoever asks."""

from django.db import migrations

TABLES = ("audit_line", "audit_anchor")
SQLITE = """CREATE TRIGGER {table}_is_never_{done} BEFORE {deed} ON {table}
            BEGIN SELECT RAISE(ABORT, 'what was recorded is never {done}'); END"""
REFUSE = """CREATE OR REPLACE FUNCTION refuse_to_rewrite_the_record() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE EXCEPTION 'what was recorded is never changed or deleted'; END $$"""
POSTGRESQL = """CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE ON {table}
                FOR EACH ROW EXECUTE FUNCTION refuse_to_rewrite_the_record()"""
DEEDS = {"UPDATE": "changed", "DELETE": "deleted"}


def protect(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        statements = [REFUSE, *(POSTGRESQL.format(table=table) for table in TABLES)]
    else:
        statements = [
            SQLITE.format(table=table, deed=deed, done=done) for table in TABLES for deed, done in DEEDS.items()
        ]
    for statement in statements:
        schema_editor.execute(statement, params=None)


def unprotect(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        statements = [f"DROP TRIGGER IF EXISTS {table}_is_append_only ON {table}" for table in TABLES]
        statements.append("DROP FUNCTION IF EXISTS refuse_to_rewrite_the_record")
    else:
        statements = [f"DROP TRIGGER IF EXISTS {table}_is_never_{done}" for table in TABLES for done in DEEDS.values()]
    for statement in statements:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_chain")]
    operations = [migrations.RunPython(protect, unprotect)]
