"""`manage.py backup FILE`: database and media as they are now, in one file; the site may go on meanwhile."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.backups.archive import make
from config.backups.databases import NotPossible
from config.backups.site import backup_key, site
from config.versions import own


class Command(BaseCommand):
    help = "Write database and media into one file, sealed where BACKUP_KEY is set, while the site goes on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="where to write it; nothing that is there is written over")
        parser.add_argument(
            "--with-keys", action="store_true", help="VAULT_KEY goes in as well; only into a sealed one"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        target = options["file"].absolute()
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            contents = make(target, site(), key=backup_key(), version=own(), with_keys=options["with_keys"])
        except (NotPossible, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{target}: {len(contents.files)} parts, {target.stat().st_size:,} bytes.")
        self.stdout.write(
            "VAULT_KEY is in it."
            if options["with_keys"]
            else "It needs VAULT_KEY, which is not in it: keep that apart."
        )
        if not backup_key():
            self.stdout.write("It is not sealed: whoever has the file can read it. Set BACKUP_KEY to seal the next.")
