"""Asking authors how a case study went on (CS11)."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse

from forum.hearing import unless_muted
from forum.models import Kind, Topic, UpdateReminder
from notifications.actions import notify
from notifications.models import Notification

DAYS = (14, 30, 90)  # after it was told
LATEST = timedelta(days=10)  # a reminder that could not leave for so long does not leave any more
AT_ONCE = 200


def remind_of_updates(*, now: datetime) -> int:
    """Ask authors on day 14, 30 and 90 how it went on. Says how many were asked."""
    return sum(remind(topic, day) for day in DAYS for topic in due(day, now))


def due(day: int, now: datetime) -> list[Topic]:
    told = Topic.objects.published().filter(kind=Kind.CASES, author__is_active=True)
    told = told.filter(created_at__range=(now - timedelta(days=day) - LATEST, now - timedelta(days=day)))
    return list(told.exclude(update_reminders__day=day).select_related("author").order_by("created_at", "pk")[:AT_ONCE])


def remind(topic: Topic, day: int) -> bool:
    """Once, whoever else runs this at the same time, and not where its author muted it."""
    try:
        with transaction.atomic():
            UpdateReminder.objects.create(topic=topic, day=day)
            asked = unless_muted(topic, [topic.author])
            notify(
                members=asked, about=Notification.About.UPDATE_DUE, actor="Debrief", subject=topic.title,
                url=reverse("update-write", args=[topic.pk]),
            )  # fmt: skip
            return bool(asked)
    except IntegrityError:
        return False
