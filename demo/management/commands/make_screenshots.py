"""`manage.py make_screenshots`: pictures for the documents, and with --sheet every screen on one page."""

import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo.replay.scratch import DidNotStart, scratch_forum
from demo.screenshots import sheet
from demo.screenshots.pictures import EVERY_LOOK, LARGEST, PICTURES, Picture

try:
    from demo.screenshots.walk import NoBrowser, Walker, browser_here, walker
    from tests.browser.screens import PAGES
except ImportError as missing:
    MISSING = str(missing)
else:
    MISSING = ""

FOLDER = settings.BASE_DIR / "docs" / "pictures"
NO_BROWSER = "There is no Chromium here: install it, or set CHROMIUM to one."


class Command(BaseCommand):
    requires_system_checks: ClassVar[list[str]] = []
    help = "Start a demo of its own, walk through it with Chromium, and write docs/pictures/*.png."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--into", type=Path, default=FOLDER, help="where the pictures go instead")
        parser.add_argument("--sheet", type=Path, help="write every screen and a page with them all into this folder")
        parser.add_argument("--only", default="", help="only screens whose name holds this")

    def handle(self, *args: Any, **options: Any) -> None:
        if MISSING:
            raise CommandError(f"This needs what requirements-dev.txt names: {MISSING}")
        try:
            program = browser_here()
            with scratch_forum() as (url, env), walker(program, url, env["DATABASE_URL"]) as walk:
                if options["sheet"]:
                    furnish(env)
                    self.take_all(walk, options["sheet"], options["only"])
                else:
                    self.take_few(walk, options["into"], options["only"])
        except NoBrowser as error:
            raise CommandError(NO_BROWSER) from error
        except DidNotStart as error:
            raise CommandError(str(error)) from error

    def take_few(self, walk: "Walker", folder: Path, only: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        few = [one for one in PICTURES if only in one.name]
        sizes = {one.name: walk.take(one, folder / f"{one.name}.png") for one in few}
        for name, size in sizes.items():
            self.stdout.write(f"{name}.png  {size / 1000:.0f} kB")
        if large := [name for name, size in sizes.items() if size > LARGEST]:
            raise CommandError(f"Larger than {LARGEST // 1000} kB: {', '.join(large)}")

    def take_all(self, walk: "Walker", folder: Path, only: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        taken = [one for one in every_screen() if only in one.screen]
        for one in taken:
            walk.take(one, folder / sheet.file_name(one), whole=True)
        self.stdout.write(f"{len(taken)} pictures: {sheet.write(folder, taken)}")


def furnish(env: dict[str, str]) -> None:
    """One of each that a screen shows and the demo has none of."""
    command = [sys.executable, "-m", "tests.browser.furnish"]
    subprocess.run(command, env=env, cwd=settings.BASE_DIR, check=True)


def every_screen() -> Sequence[Picture]:
    return [
        Picture(screen, role, screen, size, scheme)
        for role, screens in PAGES.items()
        for screen in screens
        for size, scheme in EVERY_LOOK
    ]
