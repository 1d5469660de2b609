"""Search finds a post by its own words: those without its quotes are kept, and the index is filled by them."""

from django.db import migrations, models

from forum.search import index
from forum.writing import QUOTES, own_words


def fill(apps, schema_editor):
    database = schema_editor.connection
    posts = apps.get_model("forum", "Post").objects.using(database.alias)
    quoting = list(posts.filter(body__contains=QUOTES).values_list("pk", flat=True))
    for pk in quoting:
        body = posts.values_list("body", flat=True).get(pk=pk)
        posts.filter(pk=pk).update(own_words=own_words(body))
    with database.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM forum_words)")
        if cursor.fetchone()[0]:
            for pk in quoting:
                index.engine(database).fill(cursor, pk, pk)
            return
    for done, last in index.rebuild(database):
        print(f"\n    words of posts: {done} of {last}", end="", flush=True)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("forum", "0025_what_each_field_said")]

    operations = [
        migrations.AddField(
            model_name="post",
            name="own_words",
            field=models.TextField(
                blank=True,
                db_default="",
                default="",
                help_text="Of a body that quotes: the words without the quotes, for search.",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
