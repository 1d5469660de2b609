import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0006_single_keys"),
    ]

    operations = [
        migrations.CreateModel(
            name="FirstSteps",
            fields=[
                (
                    "member",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="first_steps",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "numbers_at",
                    models.DateTimeField(help_text="When they last saved their country and numbers.", null=True),
                ),
                (
                    "put_away_at",
                    models.DateTimeField(
                        help_text="They do not want the list on their first page any more.", null=True
                    ),
                ),
                (
                    "tours",
                    models.JSONField(
                        default=dict, help_text='How far they read each tour: {"moderator": 2}; 0 once it is over.'
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Acceptance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("page", models.SlugField(max_length=20)),
                ("version", models.PositiveSmallIntegerField()),
                ("as_role", models.CharField(max_length=20)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acceptances",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-at", "-pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "page", "version"), name="one_acceptance_per_member_and_version"
                    )
                ],
            },
        ),
    ]
