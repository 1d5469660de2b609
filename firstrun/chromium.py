"""Chromium for the browser tests: named, on the PATH, Playwright's own, or Debian's package."""

import os
import shutil
import sys
from pathlib import Path

from firstrun import debian
from firstrun.children import Children, plain_environment
from firstrun.say import Refusal, say
from firstrun.venv import Venv

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CURE = "Cure: sudo apt install chromium, or set CHROMIUM to one, or .venv/bin/playwright install chromium"
SHAPES = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
)


def get(children: Children, venv: Venv) -> str:
    """The program's path, or nothing."""
    if program := find():
        return program
    if debian.can_install():
        debian.install(children, "chromium")
    else:
        ask_playwright(children, venv)
    return find()


def find() -> str:
    named = os.environ.get("CHROMIUM", "")
    on_path = next(filter(None, map(shutil.which, (named, *NAMES))), "")
    return on_path or playwrights_own()


def playwrights_own() -> str:
    """The newest browser Playwright keeps for this user."""
    programs = [program for shape in SHAPES for program in playwright_folder().glob(shape)]
    return str(max(programs, key=lambda program: program.stat().st_mtime)) if programs else ""


def playwright_folder() -> Path:
    if named := os.environ.get("PLAYWRIGHT_BROWSERS_PATH"):
        return Path(named)
    home = Path.home()
    folders = {"darwin": home / "Library/Caches/ms-playwright", "win32": home / "AppData/Local/ms-playwright"}
    return folders.get(sys.platform, home / ".cache/ms-playwright")


def ask_playwright(children: Children, venv: Venv) -> None:
    say("No Chromium here; asking Playwright for its own …")
    try:
        command = [str(venv.python), "-m", "playwright", "install", "chromium"]
        children.run("playwright", command, env=plain_environment(), seconds=300)
    except Refusal:
        say("  Playwright could not fetch it (var/log/playwright.log).")
