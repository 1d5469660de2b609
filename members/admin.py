"""Django's admin, for administrators alone."""

from django.contrib import admin

from members.models import Credential, Member


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
        "is_staff",
        "is_superuser",
        "date_joined",
        "last_login",
    )
    readonly_fields = ("date_joined", "last_login")


@admin.register(Credential)
class CredentialAdmin(admin.ModelAdmin):
    list_display = ("member", "tier", "register", "qualification", "checked_at", "valid_until", "revoked_at")
    list_filter = ("tier", "register")
    search_fields = ("member__name", "member__email")
    raw_id_fields = ("member", "checked_by")
