"""The front door for HTTP and sockets."""

import gc
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DATABASE_STATEMENT_SECONDS", "10")  # no page waits longer for one answer of PostgreSQL
django.setup(set_prefix=False)

# Everything below needs loaded apps.
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import OriginValidator
from django.conf import settings

from config.handler import Handler
from config.sockets import routes
from config.starting import look_around

application = ProtocolTypeRouter(
    {
        "http": Handler(),
        # Full origins, not host names: AllowedHostsOriginValidator would let another port of the same host in.
        "websocket": OriginValidator(URLRouter(routes), settings.ORIGINS),
    }
)
if settings.LOOKS_AROUND_AT_START:
    look_around()

# What is loaded now stays: the collector would walk through all of it again, 0.1 s each time, while requests wait.
gc.collect()
gc.freeze()
gc.set_threshold(5_000, 20, 20)
