"""What the nightly look found, class by class."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0001_leaving_for_good"),
    ]

    operations = [
        migrations.CreateModel(
            name="Proof",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("kind", models.SlugField(max_length=20)),
                ("gone", models.PositiveIntegerField(default=0)),
                ("late", models.PositiveIntegerField(default=0)),
                (
                    "oldest",
                    models.DateTimeField(help_text="Of those left past their time: since when it is over.", null=True),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ("-day", "kind"),
                "constraints": [models.UniqueConstraint(fields=("day", "kind"), name="one_proof_per_class_and_day")],
            },
        ),
    ]
