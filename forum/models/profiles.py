"""What a member says of themselves: a few lines on their page, checked by nobody."""

from django.conf import settings
from django.db import models
from django.utils import timezone

LONGEST = 300


class Profile(models.Model):
    """One row for each member who wrote something there."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="profile", primary_key=True)
    about = models.CharField(max_length=LONGEST, blank=True)
    written_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"What member {self.member_id} says of themselves"
