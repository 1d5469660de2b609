"""What is kept here, and until when: the nightly proof looks at it like at everything else."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from privacy.retention import Class, register
from webhooks.actions.keeping import forget_old_events
from webhooks.models import Event

register(
    Class(
        "webhooks", _("What other programs were told"), _("30 days"), "at",
        lambda now: Event.objects.filter(at__lt=now - timedelta(days=30)),
        lambda: forget_old_events(now=timezone.now()),
    )
)  # fmt: skip
