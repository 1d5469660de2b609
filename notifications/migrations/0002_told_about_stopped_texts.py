"""New lines of the bell: an appeal was decided, a text may be over."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0001_bell"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notification",
            name="about",
            field=models.CharField(
                choices=[
                    ("reply", "replied in"),
                    ("endorsed", "endorsed your answer in"),
                    ("decided", "decided about your post in"),
                    ("flag_decided", "looked at the post that you reported in"),
                    ("released", "published your post in"),
                    (
                        "appeal_won",
                        "found that your text was not live, is sorry that it was stopped, and published it in",
                    ),
                    ("appeal_lost", "read the text that was stopped, and does not publish it in"),
                    ("invited", "asks whether this is over:"),
                ],
                max_length=20,
            ),
        ),
    ]
