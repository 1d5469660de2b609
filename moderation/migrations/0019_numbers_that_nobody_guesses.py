from django.db import migrations, models

import moderation.models.concerns


class Migration(migrations.Migration):
    dependencies = [("moderation", "0018_reports_of_lines")]

    operations = [
        migrations.AlterField(
            model_name="concern",
            name="number",
            field=models.CharField(default=moderation.models.concerns.new_number, max_length=32, unique=True),
        ),
    ]
