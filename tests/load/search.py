"""Search: milliseconds for rare, middling and common words and for two, newest first and by the best match."""

import json
import subprocess
import sys
from statistics import median
from typing import Any

from tests.load.machine import ROOT, Forum


def measure(forum: Forum, *, rounds: int) -> list[str]:
    """Lines to print: the median of the rounds, p50 and p95 of sixty searches of each kind."""
    told = [once(forum) for _ in range(rounds)]
    first = told[0]["taken"]
    return [f"{told[0]['posts']:,} posts"] + [
        f"{name:26}{kind:12}"
        f"{median(each['taken'][name][kind][0] for each in told):8.2f} / "
        f"{median(each['taken'][name][kind][1] for each in told):.2f} ms"
        f"{median(each['taken'][name][kind][2] for each in told):8.2f} ms of processor"
        for name, kinds in first.items()
        for kind in kinds
    ]


def once(forum: Forum) -> Any:
    command = [sys.executable, "-m", "tests.load.searching"]
    run = subprocess.run(command, env=forum.env, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return json.loads(run.stdout.splitlines()[-1])
