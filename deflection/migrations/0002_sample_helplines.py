"""The shipped helplines become rows that administrators edit; samples stay marked as samples."""

import json
from pathlib import Path

from django.db import migrations

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "helplines.json"


def load(apps, schema_editor):
    Helpline = apps.get_model("deflection", "Helpline")
    if not Helpline.objects.exists():
        Helpline.objects.bulk_create(Helpline(**row) for row in json.loads(SHIPPED.read_text(encoding="utf-8")))


class Migration(migrations.Migration):
    dependencies = [("deflection", "0001_deflections_and_helplines")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
