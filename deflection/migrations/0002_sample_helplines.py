"""Once loaded the shipped helplines; since their hours are data, 0004 does."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("deflection", "0001_deflections_and_helplines")]
    operations = []
