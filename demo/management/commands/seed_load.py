"""`manage.py seed_load`: a large forum of meaningless text, for measuring speed."""

import json
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from demo.seeding import Size, seed, session_of
from members.models import Member


class Command(BaseCommand):
    help = "Fill the database with topics of meaningless text, for measuring. Only with DEMO=1."

    def add_arguments(self, parser: CommandParser) -> None:
        size = Size()
        parser.add_argument("--members", type=int, default=size.members)
        parser.add_argument("--topics", type=int, default=size.topics)
        parser.add_argument("--posts", type=int, default=size.posts, help="In each topic, the opening among them.")
        parser.add_argument("--long-topic", type=int, default=size.long_topic, help="Posts of the newest topic.")
        parser.add_argument("--sessions", type=Path, help="Write session keys of every verified member to this file.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Meaningless text has no place on a real site, so it is only made with DEMO=1.")
        begun = monotonic()
        size = Size(options["members"], options["topics"], options["posts"], options["long_topic"])
        if min(size.members, size.topics, size.posts, size.long_topic) < 1:
            raise CommandError("At least one member, one topic and one post, please.")
        made = seed(size)
        if options["sessions"]:
            verified = (
                Member.objects.filter(email__startswith="load", credentials__isnull=False).distinct().order_by("pk")
            )
            options["sessions"].write_text(json.dumps([session_of(member) for member in verified]))
        told = ", ".join(f"{number} {what}" for what, number in made.items())
        self.stdout.write(f"Meaningless: {told}, in {monotonic() - begun:.1f} s")
