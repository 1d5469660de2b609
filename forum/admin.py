"""Sections, editable by administrators. Posts are not: what is done to them leaves a decision."""

from django.contrib import admin

from forum.models import Section


@admin.register(Section)
class SectionAdmin(admin.ModelAdmin):
    list_display = ("name", "kind", "members_only", "position")
