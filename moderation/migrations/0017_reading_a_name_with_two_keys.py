"""What needs two people: reading who told a case study without their name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("moderation", "0016_from_patients")]

    operations = [
        migrations.AlterField(
            model_name="proposal",
            name="act",
            field=models.CharField(
                choices=[
                    ("remove", "Remove the words of a post for good"),
                    ("suspend", "Suspend a member without an end"),
                    ("refer", "Refer a member to their regulator"),
                    ("reveal", "Open the sealed evidence of a decided claim"),
                    ("name", "Read the name of whoever told a case study without it"),
                    ("factors", "Remove the second factors of a member"),
                ],
                max_length=10,
            ),
        ),
    ]
