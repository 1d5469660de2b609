"""A column that comes later has a default in the database, so that the version before goes on over the new tables."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddField, CreateModel
from django.db.models import NOT_PROVIDED

# The newest ones of the time when nothing ran yet that had to go on.
BEGAN_WITH = {
    "audit": 2, "deflection": 15, "forum": 25, "members": 8, "moderation": 14, "notices": 1, "notifications": 16,
    "reports": 1,
}  # fmt: skip


def ours() -> set[str]:
    return {app.label for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR}


def test_columns_that_come_later_may_be_left_out_by_the_version_before():
    without = []
    for (room, name), migration in MigrationLoader(None).disk_migrations.items():
        if room not in ours() or int(name[:4]) <= BEGAN_WITH.get(room, 0):
            continue
        new = {operation.name.lower() for operation in migration.operations if isinstance(operation, CreateModel)}
        added = [operation for operation in migration.operations if isinstance(operation, AddField)]
        without += [
            (room, name, one.model_name, one.name)
            for one in added
            if one.model_name.lower() not in new and not (one.field.null or one.field.many_to_many)
            and one.field.db_default is NOT_PROVIDED
        ]  # fmt: skip
    assert without == []
