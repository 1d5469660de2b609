"""Sentences for the next page, in a cookie that is named like all the others of the site."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class OwnCookie(CookieStorage):
    cookie_name = f"{settings.COOKIES_BEGIN_WITH}messages"


class Storage(FallbackStorage):
    storage_classes = (OwnCookie, SessionStorage)
