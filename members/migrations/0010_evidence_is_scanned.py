from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("members", "0009_access_tokens")]

    operations = [
        migrations.AddField(
            model_name="evidence",
            name="is_malicious",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="evidence",
            name="scanned_at",
            field=models.DateTimeField(
                help_text="When a scanner for malicious files looked at it, if one is set up.", null=True
            ),
        ),
    ]
