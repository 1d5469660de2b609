"""`manage.py reseal`: after a new first key was put into VAULT_KEY, what the keys behind it sealed is sealed anew."""

from typing import Any

from django.core.management.base import BaseCommand

from privacy.actions.resealing import reseal


class Command(BaseCommand):
    help = "Seal everything anew with the first key of VAULT_KEY. Safe while the site runs, and to begin again."

    def handle(self, *args: Any, **options: Any) -> None:
        done = reseal()
        for one in done:
            if one.number or one.unreadable:
                self.stdout.write(f"{one.table}: {one.number} sealed anew, {one.unreadable} that no key opens")
        self.stdout.write(f"{sum(one.number for one in done)} sealed anew.")
        if lost := sum(one.unreadable for one in done):
            self.stdout.write(f"{lost} could not be opened: keep the keys that there are until you know why.")
            raise SystemExit(1)
