"""`manage.py erase_again`: after a backup was put back, members who were erased since are erased again."""

from typing import Any

from django.core.management.base import BaseCommand

from privacy.actions.erasing import erase_again


class Command(BaseCommand):
    help = "Erase again whoever was erased since the backup was made. Safe to run at any time, and twice."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{erase_again()} members of the list were in this database, and are erased again.")
