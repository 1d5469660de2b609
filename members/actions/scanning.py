"""Having what members sent as evidence looked at by a scanner, before anybody opens it."""

import logging

from django.utils import timezone

from members.models import Evidence
from members.scanning import ScannerAway, is_clean, is_set_up
from members.sealing import Unreadable

log = logging.getLogger(__name__)
AT_ONCE = 20
FAILURES = 3  # in one look; then the scanner is left alone for a minute


def scan_waiting() -> int:
    """Each minute, the newest first, so that one which the scanner does not take keeps no other waiting. How many."""
    if not is_set_up():
        return 0
    done = failed = 0
    for evidence in Evidence.objects.filter(scanned_at=None).exclude(sealed=None).order_by("-pk")[:AT_ONCE]:
        try:
            note_scan(evidence=evidence, clean=is_clean(evidence.as_sent()))
            done += 1
        except (ScannerAway, Unreadable) as error:
            log.warning("evidence %s was not scanned: %s", evidence.pk, error if isinstance(error, ScannerAway) else "")
            failed += 1
            if failed == FAILURES:
                break
    return done


def note_scan(*, evidence: Evidence, clean: bool) -> None:
    """What is malicious is destroyed at once; its reviewer is shown why."""
    now = timezone.now()
    found = {} if clean else {"is_malicious": True, "sealed": None, "emptied_at": now}
    Evidence.objects.filter(pk=evidence.pk).exclude(sealed=None).update(scanned_at=now, **found)
