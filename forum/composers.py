"""The empty reply form of a topic's page: laid out once for each kind of room, filled in for each reader."""

import re
from functools import lru_cache
from uuid import UUID, uuid4

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from forum.forms import ReplyForm
from forum.models import Section, Topic

# What stands in the outline where each topic and reader differ. No page can hold them otherwise: it is cut up once,
# before anybody's words are put in.
NUMBER = 4815162342108642
TITLE, TOKEN, SEND_ID = "\ue000title\ue000", "\ue000token\ue000", UUID(int=NUMBER)
GAPS = re.compile(f"({NUMBER}|{TITLE}|{TOKEN}|{SEND_ID})")


def empty_composer(topic: Topic, token: str) -> SafeString:
    """For a reader with this CSRF token who has no draft here and has not declared anything beforehand."""
    filled = {str(NUMBER): str(topic.pk), TITLE: escape(topic.title), TOKEN: escape(token), str(SEND_ID): str(uuid4())}
    return mark_safe("".join(filled.get(part, part) for part in outline_of(topic.kind)))


def outline(kind: str) -> tuple[str, ...]:
    """Between two gaps, and the gaps."""
    topic = Topic(pk=NUMBER, title=TITLE, kind=kind, section=Section(kind=kind))
    form = ReplyForm(topic=topic, initial={"client_id": SEND_ID})
    shown = {"topic": topic, "form": form, "csrf_token": TOKEN, "draft": None, "prompt": None}
    return tuple(GAPS.split(render_to_string("forum/composer.html", shown)))


outline_of = outline if settings.DEBUG else lru_cache(maxsize=32)(outline)
