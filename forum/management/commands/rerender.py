"""`manage.py rerender`: makes again what an older sanitiser made, while the forum stays open."""

from typing import Any

from django.core.management.base import BaseCommand

from forum.actions.rerendering import render_again


class Command(BaseCommand):
    help = "Render again the posts whose HTML an older sanitiser made, 200 at a time; the forum may stay open."

    def handle(self, *args: Any, **options: Any) -> None:
        done = 0
        while some := render_again():
            done += some
            self.stdout.write(f"Posts rendered again: {done}")
        self.stdout.write("Every post is as this sanitiser makes it.")
