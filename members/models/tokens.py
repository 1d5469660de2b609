"""Access tokens: how a program of a member comes in, with less than the member may do, and for a while."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    READ = "read", _("Read what you may read, and your bell")
    WRITE = "write:posts", _("Open topics, reply and edit in your name")
    FLAG = "flag", _("Report posts in your name")


class TokenQuerySet(models.QuerySet["Token"]):
    def live(self, now: datetime) -> "TokenQuerySet":
        return self.filter(expires_at__gt=now)


class Token(models.Model):
    """What is shown once and never kept: of the token itself there is only a mark. Revoked means deleted."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    mark = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    section = models.SlugField(blank=True, help_text="The only section that it opens; empty: all of them.")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-pk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "name"], name="one_token_per_member_and_name"),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")), name="a_token_has_a_life"
            ),
        ]

    def __str__(self) -> str:
        return f"Token {self.pk} of member {self.member_id}"

    @property
    def is_live(self) -> bool:
        return self.expires_at > timezone.now()

    @property
    def scopes_in_words(self) -> list[str]:
        return [str(scope.label) for scope in Scope if scope.value in self.scopes]
