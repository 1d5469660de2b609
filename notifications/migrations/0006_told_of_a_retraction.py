"""Told that a source was retracted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0005_told_to_ask"),
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
                    ("check_in", "asks how you are:"),
                    ("helped", "says that your answer helped, in"),
                    ("superseded", "says that a later answer replaces yours, in"),
                    ("retracted", "says that the source of your answer was retracted, in"),
                    ("same_day", "asks for an answer today in"),
                    ("claim_granted", "granted your claim:"),
                    ("claim_refused", "did not grant your claim:"),
                    ("claim_asked", "ask you something about your claim:"),
                    ("lapses_soon", "remind you that this runs out soon:"),
                    ("standing_ended", "note that this counts no more:"),
                    ("nominated", "tell you that a colleague nominated you as an expert:"),
                ],
                max_length=20,
            ),
        ),
    ]
