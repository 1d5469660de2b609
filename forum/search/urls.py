"""Addresses of the search."""

from django.urls import path

from forum.search import views

urlpatterns = [
    path("search/", views.search, name="search"),
    path("search/similar/", views.similar, name="similar"),
    path("search/similar/opened/", views.similar_opened, name="similar-opened"),
]
