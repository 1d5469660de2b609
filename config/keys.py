"""Secrets in files of their own, one for each setting, as systemd (LoadCredential=) and containers hand them over."""

import os
import re
from pathlib import Path

FOLDER = re.compile(r"^[a-z]+_")  # systemd puts the name of a whole folder before each of its files: site_SECRET_KEY


def take_keys(folder: str) -> None:
    """Into the environment, so that they are settings like any other; what is set there already wins."""
    if not folder:
        return
    for file in sorted(Path(folder).iterdir()):
        if file.is_file() and (secret := file.read_text(encoding="utf-8").strip()):
            os.environ.setdefault(FOLDER.sub("", file.name), secret)
