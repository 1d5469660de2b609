"""A member's own helpline and buddy, sealed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("deflection", "0004_helplines_of_eleven_countries"),
    ]
    operations = [
        migrations.CreateModel(
            name="OwnNumbers",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sealed", models.BinaryField()),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="own_numbers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        )
    ]
