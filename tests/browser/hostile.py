"""A site whose every field holds hostile texts. Run in its environment, as `python -m tests.browser.hostile FILE`.

The file then says who is signed in by which cookie, and where to look.
"""

import json
import sys
from pathlib import Path

import django


def main(file: Path) -> None:
    from django.urls import reverse

    from tests.forum.hostile import PAYLOADS
    from tests.rights.poison import hostile_world

    payloads = [text for group in PAYLOADS.values() for text in group]
    world = hostile_world(payloads, payloads)
    found = {
        "author": ["topic-show question", "case-show case", "post-history answer", "draft-list", "vault-show stopped",
                   "notification-list", "notice-list", "measure-show measure", "member-show member author"],
        "administrator": ["moderation-queue", "moderation-post other", "moderation-member member author",
                          "claim-review claim", "key-show referral", "appeal-show appeal", "moderation-log"],
    }  # fmt: skip
    told = {
        role: {
            "session": world.browsers[role].cookies["sessionid"].value,
            "paths": [
                reverse(name, args=[world.things[thing].pk] if thing else [])
                for name, _, thing in (page.partition(" ") for page in pages)
            ],
        }
        for role, pages in found.items()
    }
    file.write_text(json.dumps(told), encoding="utf-8")


if __name__ == "__main__":
    django.setup()
    main(Path(sys.argv[1]))
