"""Addresses of the drawings: how moderation is doing."""

from django.urls import path

from moderation.views import boards

urlpatterns = [
    path("moderation/boards/", boards.board_list, name="board-list"),
    path("moderation/boards/<slug:slug>.csv", boards.board_file, name="board-file"),
]
