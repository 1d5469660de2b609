"""`manage.py restore FILE`: a backup into an empty place, or with `--check` only a look whether it is whole."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.backups.archive import check, put_back
from config.backups.container import Damaged
from config.backups.databases import NotPossible
from config.backups.site import backup_key, site


class Command(BaseCommand):
    help = "Put a backup back into an empty database and an empty media folder. Nothing is written unless it is whole."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="read it to its end, and write nothing")
        parser.add_argument("--other-keys", action="store_true", help="go on although VAULT_KEY is another one here")

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["file"]
        try:
            if options["check"]:
                contents = check(path, key=backup_key())
            else:
                contents = put_back(path, site(), key=backup_key(), other_keys=options["other_keys"])
        except (Damaged, NotPossible, OSError) as error:
            raise CommandError(str(error)) from error
        media = sum(name.startswith("media/") for name in contents.files)
        made = (
            f"Made on {contents.made_at} by version {contents.version}: a database of {contents.vendor}, {media} files."
        )
        self.stdout.write(made)
        if not options["check"]:
            self.stdout.write(
                "It is back. Next: manage.py migrate, manage.py erase_again, then manage.py verify_audit."
            )
