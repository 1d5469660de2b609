"""The shipped helplines become rows that administrators edit; samples stay marked as samples."""

import json
from pathlib import Path

from django.db import migrations

SHIPPED = Path(__file__).resolve().parent.parent / "data" / "helplines.json"


def load(apps, schema_editor):
    """A route of a country that has rows already keeps them: somebody may have edited them. Their hours are filled in
    where the number is still the shipped one."""
    Helpline = apps.get_model("deflection", "Helpline")
    covered = set(Helpline.objects.values_list("country", "route"))
    for row in json.loads(SHIPPED.read_text(encoding="utf-8")):
        if (row["country"], row["route"]) in covered:
            hours = {name: row.get(name, "") for name in ("opening", "time_zone", "remark")}
            Helpline.objects.filter(
                country=row["country"], route=row["route"], number=row["number"], opening=""
            ).update(**hours)
        else:
            Helpline.objects.create(**row)


class Migration(migrations.Migration):
    dependencies = [("deflection", "0003_hours_become_data")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
