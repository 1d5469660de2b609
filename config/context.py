"""What every page knows about the site."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from config.theme import theme_of
from deflection.helplines import country_for, emergency_line
from deflection.models import Helpline
from notices.standing import Shown, shown_to


def site(request: HttpRequest) -> dict[str, Any]:
    emergency = SimpleLazyObject(partial(emergency_of, request))
    notices = SimpleLazyObject(partial(notices_of, request))
    known = {"SITE_NAME": settings.SITE_NAME, "DEMO": settings.DEMO, "theme": theme_of(request)}
    return known | {"emergency": emergency, "notices": notices}


def emergency_of(request: HttpRequest) -> Helpline:
    """The emergency number of whoever is reading; asked only where a page shows it."""
    return emergency_line(country_for(getattr(request, "user", None)))


def notices_of(request: HttpRequest) -> Shown:
    """The safety notices that whoever is reading has not read; asked only where a page shows them."""
    return shown_to(getattr(request, "user", None) or AnonymousUser())
