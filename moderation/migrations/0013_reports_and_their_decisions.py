"""Reports that were closed before they knew their decision are given it: the one that closed them."""

from datetime import timedelta

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

AT_ONCE = timedelta(seconds=5)  # both were written in one transaction


def link_decisions(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    flags, decisions = apps.get_model("moderation", "Flag"), apps.get_model("moderation", "Decision")
    closed = flags.objects.exclude(closed_at=None).filter(decision=None)
    for flag in closed.only("pk", "post_id", "closed_at").iterator():
        made = (flag.closed_at - AT_ONCE, flag.closed_at + AT_ONCE)
        same = decisions.objects.filter(post_id=flag.post_id, created_at__range=made).order_by("-created_at", "-pk")
        if decision := same.first():
            flags.objects.filter(pk=flag.pk).update(decision=decision)


class Migration(migrations.Migration):
    dependencies = [("moderation", "0012_second_looks")]

    operations = [migrations.RunPython(link_decisions, migrations.RunPython.noop)]
