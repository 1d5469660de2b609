from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0022_what_comes_after_a_case_study"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="draft",
            name="one_draft_per_author_and_form",
        ),
        migrations.AddField(
            model_name="draft",
            name="discarded_at",
            field=models.DateTimeField(
                help_text="It can be taken back for a day; then the worker deletes it.", null=True
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("discarded_at", None)),
                fields=("author", "key"),
                name="one_draft_per_author_and_form",
            ),
        ),
    ]
