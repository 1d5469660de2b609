"""What an answer carries beside its words, and standing declarations of interests."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("forum", "0005_areas_and_lanes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="InterestDeclaration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(blank=True, help_text="Blank: none.", max_length=500)),
                ("declared_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ("-declared_at", "-pk"),
            },
        ),
        migrations.AddField(
            model_name="post",
            name="citation",
            field=models.CharField(blank=True, help_text="As its author typed it.", max_length=300),
        ),
        migrations.AddField(
            model_name="post",
            name="doi",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="post",
            name="helped_author_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="post",
            name="interest",
            field=models.CharField(
                blank=True,
                choices=[("none", "None"), ("some", "Yes")],
                help_text="Blank: its author was not asked.",
                max_length=4,
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="interest_words",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="post",
            name="pmid",
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.AddField(
            model_name="post",
            name="rests_on",
            field=models.CharField(
                blank=True,
                choices=[
                    ("protocol", "A protocol or guideline"),
                    ("study", "A study"),
                    ("experience", "Own experience"),
                    ("opinion", "Opinion"),
                ],
                help_text="Answers to questions alone.",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="superseded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="post",
            name="superseded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="supersedes",
                to="forum.post",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("rests_on__in", ["protocol", "study"]), _negated=True),
                    models.Q(("citation", ""), _negated=True),
                    _connector="OR",
                ),
                name="what_rests_on_a_source_names_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("superseded_by", None), models.Q(("superseded_by", models.F("pk")), _negated=True), _connector="OR"
                ),
                name="no_post_supersedes_itself",
            ),
        ),
        migrations.AddField(
            model_name="interestdeclaration",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="interest_declarations",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="interestdeclaration",
            index=models.Index(fields=["member", "-declared_at"], name="interests_of_a_member_newest"),
        ),
    ]
