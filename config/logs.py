"""How the log speaks: a line each, for people or for machines, and shortly of what is away."""

import json
import logging
from datetime import UTC, datetime

from django.db.utils import InterfaceError, OperationalError
from redis.exceptions import RedisError

LINE_ENDS = str.maketrans({"\n": "\\n", "\r": "\\r", "\x1b": "\\x1b"})
AWAY = InterfaceError | OperationalError | RedisError


class OneLine(logging.Filter):
    """What is away is one line in the log for whoever missed it, without the way there."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, AWAY) or (error and record.__dict__.get("status_code") == 503):
            record.msg, record.args = "%s (%s)", (record.getMessage(), " ".join(str(error).split())[:200])
            record.exc_info = record.exc_text = None
        return True


class Plain(logging.Formatter):
    """For people, in the time of the site and how far that is from UTC. A message stays one line, whatever is in it."""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        return datetime.fromtimestamp(record.created, UTC).astimezone().isoformat(" ", "milliseconds")

    def formatMessage(self, record: logging.LogRecord) -> str:
        record.message = record.message.translate(LINE_ENDS)
        return super().formatMessage(record)


class Json(logging.Formatter):
    """For machines: one object a line, with the time in UTC, and where something broke the way there."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)
