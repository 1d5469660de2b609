"""The band and label that the reader gave a stopped text, beside its version."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("deflection", "0006_what_became_of_it"),
    ]

    operations = [
        migrations.AddField(
            model_name="deflection",
            name="band",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddField(
            model_name="deflection",
            name="label",
            field=models.CharField(blank=True, max_length=20),
        ),
    ]
