"""The address of one earlier version of a post, for moderators."""

from django.urls import path

from moderation.views.versions import version_decide

urlpatterns = [path("moderation/versions/<int:revision_id>/", version_decide, name="version-decide")]
