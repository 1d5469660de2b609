from django.db import migrations, models

import forum.models.posts


class Migration(migrations.Migration):
    dependencies = [("forum", "0026_own_words_of_posts_that_quote")]

    operations = [
        migrations.AddField(
            model_name="post",
            name="html_version",
            field=models.PositiveSmallIntegerField(
                db_default=1,
                default=forum.models.posts.html_version,
                help_text="Which sanitiser made the HTML: forum.text.HTML_VERSION.",
            ),
        ),
    ]
