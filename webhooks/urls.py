"""Addresses of the programs that are told what happens here."""

from django.urls import path

from webhooks import views

urlpatterns = [
    path("moderation/webhooks/", views.webhook_list, name="webhook-list"),
    path("moderation/webhooks/new/", views.webhook_new, name="webhook-new"),
    path("moderation/webhooks/<int:endpoint_id>/", views.webhook_show, name="webhook-show"),
    path("moderation/webhooks/<int:endpoint_id>/<slug:deed>/", views.webhook_change, name="webhook-change"),
    path("moderation/webhooks/sent/<int:delivery_id>/", views.webhook_again, name="webhook-again"),
]
