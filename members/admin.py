"""Django's admin, for administrators alone. Credentials and claims are read here, and change through their pages."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest

from members.actions.roles import note_roles, roles_of
from members.models import Claim, Credential, Member

# One administrator alone must not be able to enter as somebody else: second factors go by two people, addresses by
# their owners, and nobody's rights come from groups.
admin.site.unregister([Authenticator, EmailAddress, Group])


@admin.register(Member)
class MemberAdmin(admin.ModelAdmin):
    list_display = ("name", "email", "profession", "is_moderator", "is_active", "date_joined")
    list_filter = ("profession", "is_moderator", "is_active")
    search_fields = ("name", "email")
    fields = (
        "name",
        "email",
        "profession",
        "is_active",
        "is_moderator",
        "moderated_sections",
        "is_staff",
        "is_superuser",
        "date_joined",
        "last_login",
    )
    readonly_fields = ("date_joined", "last_login", "name")  # another name is asked for, and re-opens the check

    def save_model(self, request: HttpRequest, obj: Member, form: Any, change: bool) -> None:
        before = roles_of(Member.objects.get(pk=obj.pk)) if change else {}
        super().save_model(request, obj, form, change)
        note_roles(member=obj, by=request.user, before=before)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """An account is switched off, never deleted: what its member did and wrote stays theirs."""
        return False


class ReadOnly(admin.ModelAdmin):
    """One door for each deed: the admin shows, and changes nothing."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Credential)
class CredentialAdmin(ReadOnly):
    list_display = ("member", "kind", "tier", "register", "qualification", "status", "valid_until", "revoked_at")
    list_filter = ("kind", "tier", "register", "status")
    search_fields = ("member__name", "member__email")


@admin.register(Claim)
class ClaimAdmin(ReadOnly):
    list_display = ("member", "register_slug", "wanted_tier", "status", "created_at", "decided_at")
    list_filter = ("status", "wanted_tier")
    search_fields = ("member__name", "member__email")
    exclude = ("number_mark",)
