"""The SMS hook: a signed call to an address of the site's choosing. It carries ids, times and a link, and no text."""

import json
from typing import Any

from django.conf import settings

from deflection.models import Page
from notifications import signed
from notifications.mail import address


def told_of(page: Page) -> dict[str, Any]:
    """All that leaves the site: who is called and where to look."""
    return {
        "alert": page.alert_id,
        "severity": page.alert.severity,
        "step": page.step,
        "member": page.member_id,
        "raised_at": page.alert.raised_at.isoformat(),
        "url": address(page.alert.get_absolute_url()),
    }


def call(page: Page) -> None:
    """Raise signed.Undelivered unless the hook answers with 2xx within five seconds."""
    signed.call(settings.DUTY_WEBHOOK_URL, json.dumps(told_of(page)).encode(), settings.DUTY_WEBHOOK_SECRET)
