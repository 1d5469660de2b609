"""Measure a version of the reader on labelled posts, against the bar; keep the figures for the page of versions."""

import hashlib
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from deflection.actions import keep_measurement
from members.models import Member
from screening.emergency import assess, versions
from screening.emergency.bar import as_data, decisions, in_words
from screening.emergency.examples import Post, load_posts


class Command(BaseCommand):
    help = "How well a version of the reader does on labelled posts (JSON Lines). Ends with 1 where it misses the bar."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--version-name", default=versions.SHIPPED_NAME, help="a version on this machine")
        parser.add_argument("--json", action="store_true", help="for machines")
        parser.add_argument("--keep", action="store_true", help="store the figures for /moderation/reader/")
        parser.add_argument("--by", default="", help="the e-mail address of the administrator who measured")

    def handle(self, *args: Any, **given: Any) -> None:
        path, name = given["file"], given["version_name"]
        if trouble := versions.trouble_with(name):
            raise CommandError(trouble)
        by = measurer(given["by"]) if given["keep"] else None
        results = [(post, assess(post.title, post.body, "note", version=name)) for post in posts_of(path)]
        if not results:
            raise CommandError(f"{path} holds no posts.")
        data = as_data(results) | {"version": name, "file": path.name, "sha256": sum_of(path)}
        if by:
            keep_measurement(by=by, measured=data, decided=decisions(results))
        self.stdout.write(json.dumps(data, indent=1) if given["json"] else "\n".join(in_words(results)))
        if not data["met"]:
            raise CommandError("The bar is not met.", returncode=1)


def posts_of(path: Path) -> list[Post]:
    try:
        return load_posts(path)
    except (OSError, ValueError, KeyError) as error:
        raise CommandError(f"{path} cannot be read as labelled posts: {type(error).__name__}.") from error


def sum_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def measurer(email: str) -> Member:
    if found := Member.objects.filter(email=email, is_superuser=True, is_active=True).first():
        return found
    raise CommandError("To keep a measurement say who measured: --by with the address of an administrator.")
