"""Papers that are made from tables: `python -m tests.house.papers` writes them, and a test says when they are stale."""

import tomllib
from pathlib import Path

from privacy.datamap import MAP
from tests.house import asvs

DOCS = Path(__file__).resolve().parents[2] / "docs"
HAZARDS = DOCS / "safety" / "hazards.toml"

LOG_HEAD = """# Hazard log

*A template in the form that DCB0129 and DCB0160 ask for, made from [hazards.toml](hazards.toml). It is no
safety case: a registered clinical safety officer of whoever
runs the forum reads it, adds what is missing, judges how grave and how likely each hazard is, and signs.*

| Signed by (clinical safety officer, registration) | On | Version of the software |
|---|---|---|
| | | |

No release goes out while a test named here fails.
"""
DATA_HEAD = """# What is kept, why, and for how long

*Made from `privacy/datamap.py`, which also decides what a member gets who asks for their data
(`/settings/data/`). Whoever runs the forum checks reasons and times against
the law that holds for them. Words in italics are in the [glossary](glossary.md).*

A member may leave at any time (`/settings/close/`): after a week, in which they can change their mind,
everything private is destroyed and their name goes from every page.
Then their number stands on a list beside the database (`ERASED_LIST`), and `manage.py erase_again` erases them
again after a backup was put back. Why it is done like this
says [0044](decisions/0044-leaving-for-good.md).

Of the network's addresses a session keeps the beginning alone. The web server in front of the forum has a log of
its own: have it delete that after 90 days.

| what | why | for how long | when its member leaves | handed out on asking |
|---|---|---|---|---|
"""


def hazards() -> list[dict]:
    return tomllib.loads(HAZARDS.read_text(encoding="utf-8"))["hazard"]


def hazard_log() -> str:
    return LOG_HEAD + "".join(
        f"\n## {one['id']}: {one['name']}\n\n- **Cause.** {one['cause']}\n- **Harm.** {one['harm']}\n"
        f"- **Control.** {one['control']}\n- **What is left.** {one['left']}\n"
        + "".join(f"- Proved by `{test}`\n" for test in one["tests"])
        for one in hazards()
    )


def data_map() -> str:
    rows = (
        f"| {kept.what} | {kept.why} | {kept.how_long} | {kept.when_erased} | {'yes' if kept.hands_out else 'no'} |\n"
        for kept in MAP
    )
    return DATA_HEAD + "".join(rows)


PAPERS = {DOCS / "safety" / "hazard-log.md": hazard_log, DOCS / "privacy.md": data_map, DOCS / "asvs.md": asvs.page}

if __name__ == "__main__":
    for path, made in PAPERS.items():
        path.write_text(made(), encoding="utf-8")
