"""A case study can be told without its author's name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forum", "0029_whether_a_colleague_agrees")]

    operations = [
        migrations.AddField(
            model_name="topic",
            name="unnamed_as",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="Empty: its author's name is shown. Otherwise it is not, here and in their replies, "
                "but this facet.",
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="topic",
            constraint=models.CheckConstraint(
                condition=models.Q(("unnamed_as", ""), ("kind", "cases"), _connector="OR"),
                name="only_a_case_study_is_told_without_a_name",
            ),
        ),
    ]
