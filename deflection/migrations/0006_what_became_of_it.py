"""What became of a stopped text: shown, called, came back, told; when its author was asked. Times alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("deflection", "0005_own_numbers"),
    ]

    operations = [
        migrations.AddField(
            model_name="deflection",
            name="called_at",
            field=models.DateTimeField(help_text="The author says that they called.", null=True),
        ),
        migrations.AddField(
            model_name="deflection",
            name="came_back_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="deflection",
            name="continued_at",
            field=models.DateTimeField(help_text="Went on as the draft of a case study.", null=True),
        ),
        migrations.AddField(
            model_name="deflection",
            name="invited_times",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="deflection",
            name="not_needed_at",
            field=models.DateTimeField(help_text="The author says that no call was needed.", null=True),
        ),
        migrations.AddField(
            model_name="deflection",
            name="reminders_stopped_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="deflection",
            name="shown_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="deflection",
            name="told_at",
            field=models.DateTimeField(help_text="A case study was sent from that draft.", null=True),
        ),
    ]
