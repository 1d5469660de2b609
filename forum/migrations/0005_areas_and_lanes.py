"""What a question is about, and how soon it wants an answer."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0004_one_section_of_cases"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="topic",
            name="area",
            field=models.CharField(
                blank=True,
                choices=[
                    ("fillers", "Dermal fillers"),
                    ("toxin", "Botulinum toxin"),
                    ("vascular", "Vascular complications"),
                    ("nodules", "Nodules and delayed reactions"),
                    ("infection", "Infection"),
                    ("eyes", "Eyes and vision"),
                    ("skin", "Skin, peels and needling"),
                    ("energy", "Laser, light and energy devices"),
                    ("threads", "Threads"),
                    ("anaesthesia", "Anaesthesia and medicines"),
                    ("consent", "Consent, suitability and law"),
                    ("wellbeing", "Patients' and colleagues' wellbeing"),
                ],
                help_text="What a question is about.",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="topic",
            name="first_verified_answer_at",
            field=models.DateTimeField(
                blank=True, help_text="When the first answer of a verified member was published.", null=True
            ),
        ),
        migrations.AddField(
            model_name="topic",
            name="lane",
            field=models.CharField(
                blank=True, choices=[("", "No hurry"), ("same_day", "Today")], default="", max_length=10
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(("lane", ""), ("kind", "questions"), _connector="OR"),
                name="only_a_question_stands_in_the_same_day_lane",
            ),
        ),
    ]
