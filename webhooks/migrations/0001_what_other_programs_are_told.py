"""Addresses that are told what happens, the events, and how each was delivered."""

import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Endpoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("url", models.URLField(max_length=300)),
                ("kinds", models.JSONField(default=list, help_text="Names of Kind.")),
                ("sealed", models.BinaryField(default=b"", help_text="Its secret, for this row alone.")),
                ("registered_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answered_at", models.DateTimeField(help_text="When it last took something.", null=True)),
                ("failing_since", models.DateTimeField(help_text="The first failure since then.", null=True)),
                (
                    "rests_until",
                    models.DateTimeField(help_text="It did not answer: nobody waits for it again before.", null=True),
                ),
                ("off_at", models.DateTimeField(null=True)),
                ("off_by_itself", models.BooleanField(default=False, help_text="After a day of failures.")),
                (
                    "removed_at",
                    models.DateTimeField(
                        help_text="Its row goes with the last of its log: who writes just now may still point at it.",
                        null=True,
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("name", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("topic_id", models.PositiveBigIntegerField(null=True)),
                ("post_id", models.PositiveBigIntegerField(null=True)),
                ("endorsement_id", models.PositiveBigIntegerField(null=True)),
                ("section", models.SlugField(blank=True)),
                ("path", models.CharField(blank=True, max_length=200)),
                ("version", models.PositiveIntegerField(default=0)),
            ],
            options={
                "ordering": ("-at", "pk"),
                "indexes": [models.Index(fields=["at"], name="webhook_event_by_age")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("post_id__isnull", False)),
                        fields=("kind", "post_id", "version"),
                        name="one_webhook_event_for_one_deed",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_at", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("tried_at", models.DateTimeField(null=True)),
                ("code", models.PositiveSmallIntegerField(help_text="What the last try was answered.", null=True)),
                ("trouble", models.CharField(blank=True, help_text="Why the last try found no answer.", max_length=60)),
                ("taken_at", models.DateTimeField(null=True)),
                ("failed_at", models.DateTimeField(help_text="After the last try.", null=True)),
                ("left_out_at", models.DateTimeField(help_text="It was public no more when its turn came.", null=True)),
                (
                    "endpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="deliveries", to="webhooks.endpoint"
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="deliveries", to="webhooks.event"
                    ),
                ),
            ],
            options={
                "ordering": ("-pk",),
            },
        ),
        migrations.AddConstraint(
            model_name="endpoint",
            constraint=models.UniqueConstraint(
                condition=models.Q(("removed_at", None)), fields=("url",), name="an_address_is_registered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="endpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("removed_at", None), ("off_at__isnull", False), _connector="OR"),
                name="what_was_removed_is_off",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("due_at__isnull", False)), fields=["due_at"], name="webhook_delivery_due"
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["endpoint", "failed_at"], name="webhook_delivery_failed"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                fields=("endpoint", "event"), name="one_delivery_of_an_event_to_an_endpoint"
            ),
        ),
    ]
