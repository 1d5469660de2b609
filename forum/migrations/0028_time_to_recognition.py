"""How long it took until somebody saw what it was."""

from django.core.validators import MaxValueValidator
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("forum", "0027_which_sanitiser_made_it")]

    operations = [
        migrations.AddField(
            model_name="casestudy",
            name="recognised_after",
            field=models.PositiveIntegerField(
                "minutes until it was recognised", blank=True, null=True, validators=[MaxValueValidator(59940)]
            ),
        ),
    ]
