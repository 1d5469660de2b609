"""Sections, editable by administrators, and a count to read. Posts are not: what is done to them leaves a decision."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from forum.actions.sections import ask_who_may_listen
from forum.models import Complication, Section, SimilarDay


@admin.register(Section)
class SectionAdmin(admin.ModelAdmin):
    list_display = ("name", "kind", "members_only", "position")

    def get_readonly_fields(self, request: HttpRequest, obj: Section | None = None) -> tuple[str, ...]:
        """What its topics and the site's own links rest on does not change once the section exists."""
        return ("slug", "kind") if obj else ()

    def save_model(self, request: HttpRequest, obj: Section, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if change and "members_only" in form.changed_data:
            ask_who_may_listen()


@admin.register(Complication)
class ComplicationAdmin(admin.ModelAdmin):
    """What a case study can name. A name that is no longer offered stays where it stands."""

    list_display = ("name", "is_offered", "is_sample")
    list_filter = ("is_sample", "is_offered")
    search_fields = ("name",)

    def has_delete_permission(self, request: HttpRequest, obj: Complication | None = None) -> bool:
        return False


@admin.register(SimilarDay)
class SimilarDayAdmin(admin.ModelAdmin):
    """How often similar topics were shown to somebody writing one, and opened."""

    list_display = ("day", "shown", "opened")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: SimilarDay | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: SimilarDay | None = None) -> bool:
        return False
