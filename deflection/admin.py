"""The helplines, editable by administrators without a deploy."""

from django.contrib import admin

from deflection.models import Helpline


@admin.register(Helpline)
class HelplineAdmin(admin.ModelAdmin):
    list_display = ("name", "number", "route", "country", "hours", "last_checked_on", "is_sample")
    list_filter = ("route", "country", "is_sample")
