"""When somebody last proved who they are: by password or second factor, at the door or since."""

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone


def proved_lately(request: HttpRequest) -> bool:
    if not settings.STEP_UP_MINUTES:
        return True
    records = get_authentication_records(request, request.user)
    oldest = timezone.now().timestamp() - 60 * settings.STEP_UP_MINUTES
    return any(record["at"] >= oldest for record in records)
