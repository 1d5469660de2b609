from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("deflection", "0015_calls_on_devices"),
    ]

    operations = [
        migrations.AddField(
            model_name="alert",
            name="section",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Where it stands. Empty: for those who answer for every section.",
                max_length=60,
            ),
        ),
    ]
