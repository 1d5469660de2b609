"""`manage.py rerender`: makes again what an older sanitiser made, while the forum stays open."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from forum.actions.rerendering import doubt_every_post, render_again


class Command(BaseCommand):
    help = "Render again the posts whose HTML an older sanitiser made, 200 at a time; the forum may stay open."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="Every post: the language of the site was changed.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["all"]:
            doubt_every_post()
        done = 0
        while some := render_again():
            done += some
            self.stdout.write(f"Posts rendered again: {done}")
        self.stdout.write("Every post is as this sanitiser makes it.")
