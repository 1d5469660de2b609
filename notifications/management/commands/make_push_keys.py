"""Prints a new pair of keys for push, for the environment."""

from typing import Any

from django.core.management.base import BaseCommand
from py_vapid import Vapid02
from py_vapid.utils import b64urlencode


class Command(BaseCommand):
    help = "Prints a new private key for push. Browsers that were added under an older one must be added again."

    def handle(self, *args: Any, **options: Any) -> None:
        made = Vapid02()
        made.generate_keys()
        number = made.private_key.private_numbers().private_value
        self.stdout.write(f"VAPID_PRIVATE_KEY={b64urlencode(number.to_bytes(32, 'big'))}")
        self.stdout.write("VAPID_SUBJECT=mailto:whoever-answers-for-this-site@your.domain")
