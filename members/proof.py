"""When somebody last proved who they are: by password or second factor, at the door or since."""

from allauth.account.authentication import get_authentication_records
from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from members.own_forms import PasswordForm


def proved_lately(request: HttpRequest) -> bool:
    if not settings.STEP_UP_MINUTES:
        return True
    records = get_authentication_records(request, request.user)
    oldest = timezone.now().timestamp() - 60 * settings.STEP_UP_MINUTES
    return any(record["at"] >= oldest for record in records)


def count_try(request: HttpRequest, form: PasswordForm) -> None:
    """Whoever found an open page does not guess at the password for long."""
    if form.is_bound and not ratelimit.consume(request, action="reauthenticate", user=request.user):
        form.add_error("password", _("Too many tries. Please wait a minute."))
