"""What the bell hears from the floor below: members have no way up to it."""

from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from members.models import Member
from members.signals import something_to_tell
from notifications.actions import notify
from notifications.models import Notification

REVIEWERS = _("The reviewers")


@receiver(something_to_tell)
def put_in_the_bell(sender: Any, member_id: int, about: str, subject: str, url: str, note: str, **kwargs: Any) -> None:
    members = Member.objects.filter(pk=member_id)
    actor = settings.SITE_NAME if about == Notification.About.ACCOUNT else REVIEWERS
    notify(members=members, about=about, actor=actor, subject=subject, url=url, note=note)
