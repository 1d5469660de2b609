from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("members", "0005_sections_of_a_moderator")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="member",
            name="single_keys",
            field=models.BooleanField(
                default=True,
                help_text=("A moderator's single keys work in the queue; off for whoever speaks to their computer."),
            ),
        ),
    ]
