"""Measure the reader of patients' identifiers on labelled texts, against the bar."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from screening.identity.examples import Text, load_texts
from screening.identity.measure import as_data, in_words, misses


class Command(BaseCommand):
    help = "How well patients' identifiers are found in labelled texts (JSON Lines). Ends with 1 below the bar."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--json", action="store_true", help="for machines")
        parser.add_argument("--misses", action="store_true", help="show the texts read wrongly; never for a blind file")

    def handle(self, *args: Any, **given: Any) -> None:
        path = given["file"]
        if given["misses"] and "blind" in path.name:
            raise CommandError("The texts of a blind file are not shown: it stays blind only while nobody looks.")
        texts = texts_of(path)
        data = as_data(texts) | {"file": path.name}
        self.stdout.write(json.dumps(data, indent=1) if given["json"] else "\n".join(in_words(texts)))
        if given["misses"]:
            self.stdout.write("\n".join(misses(texts)))
        if not data["met"]:
            raise CommandError("The bar is not met.", returncode=1)


def texts_of(path: Path) -> list[Text]:
    try:
        texts = load_texts(path)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"{path} cannot be read as labelled texts: {type(error).__name__}.") from error
    if not texts:
        raise CommandError(f"{path} holds no texts.")
    return texts
