"""A member practises in a country: its emergency numbers are the ones shown."""

from django.db import migrations, models

from members.countries import Country


class Migration(migrations.Migration):
    dependencies = [("members", "0001_accounts")]
    operations = [
        migrations.AddField(
            "member",
            "country",
            models.CharField(
                choices=Country.choices,
                default="GB",
                help_text="Where they practise: whose emergency numbers are shown.",
                max_length=2,
            ),
        )
    ]
