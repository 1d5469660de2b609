"""A web server for the drill alone: its clock is off by as many seconds as a file says."""

import os
import time
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

FILE = Path(os.environ.get("DRILL_CLOCK", os.devnull))
right_time, right_now = time.time, timezone.now


def off() -> float:
    return float(FILE.read_text(encoding="utf-8") or 0)


def now() -> datetime:
    return right_now() + timedelta(seconds=off())


time.time = lambda: right_time() + off()
timezone.now = now

from config.asgi import application  # noqa: E402, F401  (everything that is imported from here on reads that clock)
