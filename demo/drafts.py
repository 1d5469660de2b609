"""One case study half told, on the shelf of the demo's expert: what the parts look like in between."""

import json
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from forum.actions.drafts import save_part
from forum.telling import BY_SLUG, DONE
from members.models import Member

TOLD = Path(__file__).parent / "content" / "draft.json"


def put_case_draft(author: Member) -> None:
    told = json.loads(TOLD.read_text(encoding="utf-8"))
    happened_on = timezone.localdate() - timedelta(days=told["happened_days_ago"])
    for slug, fields in told["parts"].items():
        sent = fields | ({"happened_on": happened_on.isoformat()} if slug == "over" else {})
        save_part(author=author, part=BY_SLUG[slug], fields=sent, mark=told["left"].get(slug, DONE))
