"""`manage.py rebuild_search`: fills the index of words again, while the forum stays open."""

from typing import Any

from django.core.management.base import BaseCommand

from forum.search import index


class Command(BaseCommand):
    help = "Fill the index of words again from the posts, five thousand at a time; the forum may stay open."

    def handle(self, *args: Any, **options: Any) -> None:
        last = 0
        for done, last in index.rebuild():
            self.stdout.write(f"Words of posts: {done} of {last}")
        self.stdout.write("The index is whole." if last else "There is no post yet.")
