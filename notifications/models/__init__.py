"""What members are told, and how each wants to be told."""

from notifications.models.bell import Notification, NotificationQuerySet
from notifications.models.leaving import Came, Device, Digest, Mailbox
from notifications.models.preferences import GROUP_OF, Group, Mail, Often, Preference

__all__ = [
    "GROUP_OF", "Came", "Device", "Digest", "Group", "Mail", "Mailbox", "Notification", "NotificationQuerySet", "Often",
    "Preference",
]  # fmt: skip
