"""How the log speaks of a database or a Redis that is away."""

import logging

from django.db.utils import InterfaceError, OperationalError
from redis.exceptions import RedisError

AWAY = InterfaceError | OperationalError | RedisError


class OneLine(logging.Filter):
    """What is away is one line in the log for whoever missed it, without the way there."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, AWAY) or (error and record.__dict__.get("status_code") == 503):
            record.msg, record.args = "%s (%s)", (record.getMessage(), " ".join(str(error).split())[:200])
            record.exc_info = record.exc_text = None
        return True
