"""A source that was retracted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0007_history_of_what_was_carried"),
    ]

    operations = [
        migrations.AddField(
            model_name="post",
            name="source_retracted_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
