"""The door: a Python that does not fit is told so in one sentence, with the cure."""

import pytest

from firstrun.door import wrong_python

PRETEND = "sys.version_info = ({}, 0, 'final', 0)"
DEBIAN = (
    "Install one (Debian 12 and Ubuntu 22.04: sudo apt install python3.11 python3.11-venv;"
    " Ubuntu 24.04: python3.12 python3.12-venv; Debian 13: python3.13 python3.13-venv),"
    " then run the same command again."
)


@pytest.mark.parametrize("word", ["demo", "test"])
@pytest.mark.parametrize(
    ("version", "found"),
    [("3, 6", "3.6"), ("3, 9", "3.9"), ("3, 14", "3.14 (too new for the pinned packages)")],
)
def test_it_names_what_is_needed_what_is_here_and_the_cure(run, word, version, found):
    answer = run(word, before=PRETEND.format(version))

    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == f"Debrief needs Python 3.11, 3.12 or 3.13; this is {found}. {DEBIAN}\n"


def test_a_python_too_old_to_read_the_rest_is_told_before_anything_is_imported(run):
    answer = run("demo", before=PRETEND.format("2, 7"))

    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == "Debrief needs Python 3.11, 3.12 or 3.13. Try: python3 manage.py demo\n"


def test_on_a_mac_the_cure_is_a_macs():
    assert wrong_python((3, 9), "Darwin") == (
        "Debrief needs Python 3.11, 3.12 or 3.13; this is 3.9."
        " Install one with: brew install python@3.12, then run the same command again."
    )


def test_it_goes_on_under_a_fitting_python_from_the_path(run, checkout):
    shelf = checkout / "shelf"
    shelf.mkdir()
    fitting = shelf / "python3.12"
    fitting.write_text('#!/bin/sh\n[ "$1" = -c ] && exit 0\necho "went on with $2 $3"\n')
    fitting.chmod(0o755)
    answer = run("demo", "--yes", before=PRETEND.format("3, 9"), PATH=str(shelf))

    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "went on with demo --yes\n", "")


def test_a_shim_without_its_python_is_passed_over(run, checkout):
    shelf = checkout / "shelf"
    shelf.mkdir()
    (shelf / "python3.12").write_text("#!/bin/sh\nexit 127\n")
    (shelf / "python3.12").chmod(0o755)
    answer = run("demo", before=PRETEND.format("3, 9"), PATH=str(shelf))

    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == f"Debrief needs Python 3.11, 3.12 or 3.13; this is 3.9. {DEBIAN}\n"


def test_a_command_of_djangos_without_django_says_what_to_run_first(run):
    answer = run("migrate", before="sys.modules['django'] = None")

    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == (
        "Django is not installed here yet. Run this first, it builds .venv: python3 manage.py demo\n"
    )
