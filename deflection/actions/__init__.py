"""Deeds on stopped texts, their helplines, and the versions of the reader."""

from deflection.actions.check_ins import ask_how_they_are, choose_check_ins, want_check_ins
from deflection.actions.readers import (
    confirm_version,
    keep_measurement,
    propose_version,
    return_to_previous,
    run_beside,
    stop_beside,
)
from deflection.actions.stopped import (
    close_deflection,
    discard_sealed,
    empty_copies,
    empty_expired,
    invite,
    invite_to_tell,
    keep_own_numbers,
    mark_came_back,
    mark_checked,
    mark_continued_as_case,
    mark_shown,
    mark_told,
    say_whether_called,
    stop_reminders,
)

__all__ = [
    "ask_how_they_are",
    "choose_check_ins",
    "close_deflection",
    "confirm_version",
    "discard_sealed",
    "empty_copies",
    "empty_expired",
    "invite",
    "invite_to_tell",
    "keep_measurement",
    "keep_own_numbers",
    "mark_came_back",
    "mark_checked",
    "mark_continued_as_case",
    "mark_shown",
    "mark_told",
    "propose_version",
    "return_to_previous",
    "run_beside",
    "say_whether_called",
    "stop_beside",
    "stop_reminders",
    "want_check_ins",
]
