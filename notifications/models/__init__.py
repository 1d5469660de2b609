"""What members are told, and how each wants to be told."""

from notifications.models.bell import Notification, NotificationQuerySet
from notifications.models.preferences import GROUP_OF, Group, Mail, Preference

__all__ = ["GROUP_OF", "Group", "Mail", "Notification", "NotificationQuerySet", "Preference"]
