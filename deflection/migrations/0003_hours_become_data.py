"""Opening hours with a time zone instead of a sentence; what was a sentence is kept as a remark."""

from django.db import migrations, models

import deflection.opening
from members.countries import Country

ROUTES = [("999", "Emergency number first"), ("helpline", "Expert helpline first"), ("crisis", "Crisis support")]


class Migration(migrations.Migration):
    dependencies = [("deflection", "0002_sample_helplines")]
    operations = [
        migrations.RenameField("helpline", "hours", "remark"),
        migrations.AlterField(
            "helpline",
            "remark",
            models.CharField(blank=True, help_text="What a caller should know before ringing.", max_length=200),
        ),
        migrations.AddField(
            "helpline",
            "opening",
            models.CharField(
                blank=True,
                help_text='"always", or days and hours: mon-fri 09:00-18:00; sat 10:00-14:00. Empty: nobody knows.',
                max_length=200,
                validators=[deflection.opening.validate_opening],
            ),
        ),
        migrations.AddField(
            "helpline",
            "time_zone",
            models.CharField(default="Europe/London", max_length=40, validators=[deflection.opening.validate_zone]),
        ),
        migrations.AlterField(
            "helpline", "country", models.CharField(choices=Country.choices, default="GB", max_length=2)
        ),
        migrations.AlterField("helpline", "who_may_call", models.CharField(max_length=200, verbose_name="eligibility")),
        migrations.AlterField(
            "helpline",
            "position",
            models.PositiveSmallIntegerField(
                default=10, help_text="The lowest is rung first.", verbose_name="fallback order"
            ),
        ),
        migrations.AlterField("helpline", "route", models.CharField(choices=ROUTES, max_length=10)),
        migrations.AlterField("deflection", "route", models.CharField(choices=ROUTES, max_length=10)),
    ]
