"""Addresses of what comes after a case study was told."""

from django.urls import path

from forum.views import after, agreements
from forum.views.naming import case_name

urlpatterns = [
    path("cases/<int:topic_id>/similar/", after.case_similar, name="case-similar"),
    path("cases/<int:topic_id>/name/", case_name, name="case-name"),
    path("cases/<int:topic_id>/updates/new/", after.update_write, name="update-write"),
    path("cases/<int:topic_id>/commentary/", after.commentary_ask, name="commentary-ask"),
    path("agreements/<int:agreement_id>/", agreements.agreement_answer, name="agreement-answer"),
    path("commentary/", after.commentary_list, name="commentary-list"),
    path("commentary/<int:request_id>/", after.commentary_write, name="commentary-write"),
    path("commentary/<int:request_id>/decline/", after.commentary_decline, name="commentary-decline"),
    path("commentary/<int:request_id>/take-back/", after.commentary_take_back, name="commentary-take-back"),
]
