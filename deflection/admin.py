"""The helplines, editable by administrators without a deploy."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from deflection.actions import mark_checked
from deflection.actions.directory import note_removal, note_saved
from deflection.models import Helpline


@admin.register(Helpline)
class HelplineAdmin(admin.ModelAdmin):
    list_display = (
        "name",
        "number",
        "country",
        "route",
        "position",
        "opening",
        "last_checked_on",
        "stale",
        "is_sample",
    )
    list_filter = ("country", "route", "is_sample")
    actions = ("checked_today",)

    def save_model(self, request: HttpRequest, obj: Helpline, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        note_saved(line=obj, by=request.user, changed=form.changed_data, new=not change)

    def delete_model(self, request: HttpRequest, obj: Helpline) -> None:
        note_removal(lines=[obj], by=request.user)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Helpline]) -> None:
        note_removal(lines=list(queryset), by=request.user)
        super().delete_queryset(request, queryset)

    @admin.display(boolean=True, description=_("checked this month"))
    def stale(self, line: Helpline) -> bool:
        return not line.is_stale

    @admin.action(description=_("I rang these numbers today: they are right"))
    def checked_today(self, request: HttpRequest, lines: QuerySet[Helpline]) -> None:
        self.message_user(
            request,
            gettext("Checked today: %(number)s.") % {"number": mark_checked(lines=lines, by=request.user)},
        )
