"""A text was stopped: whoever is on call is called in the same transaction."""

import logging
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from deflection.actions.pages import call_about
from deflection.models import Deflection
from deflection.signals import emergency_stopped

log = logging.getLogger(__name__)


@receiver(emergency_stopped)
def call_those_on_duty(sender: Any, deflection: Deflection, **kwargs: Any) -> None:
    """The page with the number never fails because a call did: the worker calls a minute later."""
    try:
        with transaction.atomic():
            call_about(deflection=deflection, now=timezone.now())
    except Exception as error:
        log.critical("nobody was called about deflection %s: %s", deflection.pk, type(error).__name__)
