"""Addresses of files that members ask for."""

from django.urls import path

from reports.views import accounts, exports

urlpatterns = [
    path("cases/<int:topic_id>/account/", accounts.account_ask, name="account-ask"),
    path("files/", exports.export_list, name="export-list"),
    path("files/<int:export_id>/", exports.export_show, name="export-show"),
    path("files/<int:export_id>/progress/", exports.export_progress, name="export-progress"),
    path("files/<int:export_id>/get/", exports.export_get, name="export-get"),
    path("files/<int:export_id>/drop/", exports.export_drop, name="export-drop"),
]
