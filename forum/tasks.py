"""Work for the worker."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from forum.models import Draft


@db_periodic_task(crontab(hour="4", minute="17"))
def clear_old_drafts() -> None:
    """Each night: drafts nobody touched for half a year go."""
    Draft.objects.filter(saved_at__lt=timezone.now() - timedelta(days=settings.DRAFT_DAYS)).delete()
