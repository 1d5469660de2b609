"""A revision keeps what the post rested on then."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0006_what_an_answer_carries"),
    ]

    operations = [
        migrations.AddField(
            model_name="revision",
            name="carried",
            field=models.TextField(
                blank=True, help_text="What it rested on and which interests were declared, in words."
            ),
        ),
    ]
