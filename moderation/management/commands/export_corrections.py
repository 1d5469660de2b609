"""Print what people found where the reader had stopped a text: one JSON object a line, ids and verdicts, no words."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from moderation.models import Correction

COLUMNS = ("pk", "deflection_id", "post_id", "decision_id", "reader", "band", "label", "found")


class Command(BaseCommand):
    help = "What moderators found about stopped texts that were appealed, as JSON lines without any text."

    def handle(self, *args: Any, **options: Any) -> None:
        for row in Correction.objects.values(*COLUMNS, "created_at").iterator():
            self.stdout.write(json.dumps({**row, "created_at": row["created_at"].isoformat()}))
