"""The database itself says that a word rule or the choice of a reader has changed, whoever changed it."""

from uuid import uuid4

from django.db import migrations, models

WATCHED = {
    "deflection_wordrule": "UPDATE",
    "deflection_readerversion": "UPDATE OF name, is_active, beside_since",
}
SQLITE = """CREATE TRIGGER {table}_edition_{number} AFTER {deed} ON {table}
            BEGIN UPDATE deflection_edition SET mark = lower(hex(randomblob(16))); END"""
FUNCTION = """CREATE OR REPLACE FUNCTION new_edition_of_the_gate() RETURNS trigger LANGUAGE plpgsql AS $$
              BEGIN UPDATE deflection_edition SET mark = gen_random_uuid()::text; RETURN NULL; END $$"""
POSTGRESQL = """CREATE TRIGGER {table}_edition AFTER INSERT OR DELETE OR {update} ON {table}
                FOR EACH STATEMENT EXECUTE FUNCTION new_edition_of_the_gate()"""


def watch(apps, schema_editor):
    apps.get_model("deflection", "Edition").objects.create(pk=1, mark=uuid4().hex)
    if schema_editor.connection.vendor == "postgresql":
        statements = [FUNCTION, *(POSTGRESQL.format(table=table, update=update) for table, update in WATCHED.items())]
    else:
        statements = [
            SQLITE.format(table=table, deed=deed, number=number)
            for table, update in WATCHED.items()
            for number, deed in enumerate(("INSERT", update, "DELETE"))
        ]
    for statement in statements:
        schema_editor.execute(statement, params=None)


def look_away(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        statements = [f"DROP TRIGGER IF EXISTS {table}_edition ON {table}" for table in WATCHED]
        statements.append("DROP FUNCTION IF EXISTS new_edition_of_the_gate")
    else:
        statements = [f"DROP TRIGGER IF EXISTS {table}_edition_{number}" for table in WATCHED for number in range(3)]
    for statement in statements:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("deflection", "0013_word_rules")]
    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.CharField(max_length=40)),
            ],
        ),
        migrations.RunPython(watch, look_away),
    ]
