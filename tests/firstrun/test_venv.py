"""The venv: built once, remembered, rebuilt when it was left half-built; failures carry their cure."""

import shutil
import sys
from pathlib import Path

import pytest

from firstrun.children import Children
from firstrun.say import Refusal, Stopwatch
from firstrun.venv import Venv, build

VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One with nothing to install, so that no test needs a network; built in earnest, once."""
    root = tmp_path_factory.mktemp("built")
    for name in ("requirements.txt", "constraints.txt", "requirements-dev.txt"):
        (root / name).write_text("# nothing\n")
    children = Children(logs=root / "log", note=root / "run" / "note.json")
    build(Venv(root), children, Stopwatch(), dev=False)
    return root


@pytest.fixture
def venv(built: Path, tmp_path: Path) -> Venv:
    """A copy of one's own."""
    shutil.copytree(built, tmp_path, symlinks=True, dirs_exist_ok=True)
    return Venv(tmp_path)


def test_a_second_time_it_is_only_looked_at(venv, children, capfd):
    clock = Stopwatch()
    build(venv, children, clock, dev=False)

    assert (venv.is_ready(dev=False), venv.is_ready(dev=True), venv.works()) == (True, False, True)
    assert (clock.parts, capfd.readouterr().out) == ({}, "")


def test_other_requirements_are_installed_on_top(venv, children, capfd):
    (venv.root / "requirements.txt").write_text("# other\n")
    ready_before = venv.is_ready(dev=False)
    build(venv, children, Stopwatch(), dev=True)

    assert (ready_before, venv.is_ready(dev=False), venv.is_ready(dev=True)) == (False, True, True)
    assert capfd.readouterr().out == "Installing the pinned packages (about 30 s, once) …\n"


def test_one_left_half_built_is_built_anew(venv, children, capfd):
    venv.unfinished.touch()
    (venv.folder / "rubbish").touch()
    build(venv, children, Stopwatch(), dev=False)

    assert ((venv.folder / "rubbish").exists(), venv.is_ready(dev=False)) == (False, True)
    assert capfd.readouterr().out.splitlines() == [
        "Building .venv (about 4 s, once) …",
        "Installing the pinned packages (about 30 s, once) …",
    ]


def test_one_that_somebody_else_made_is_topped_up_and_never_deleted(venv, children):
    venv.stamp.unlink()
    (venv.folder / "theirs").touch()
    clock = Stopwatch()
    build(venv, children, clock, dev=False)

    assert (list(clock.parts), (venv.folder / "theirs").exists()) == (["packages"], True)


def test_a_python_without_its_venv_module_gets_the_line_to_type(run, checkout):
    for name in ("requirements.txt", "constraints.txt"):
        (checkout / name).write_text("")
    answer = run("demo", before="sys.modules['ensurepip'] = None")

    assert answer.returncode == 2
    assert answer.stderr == (
        f"Python {VERSION} is here without its venv module."
        f" Install it with: sudo apt install python{VERSION}-venv, then run the same command again.\n"
    )


def test_without_a_network_it_says_so_and_the_next_run_begins_afresh(venv, children, monkeypatch):
    for name in ("PIP_FIND_LINKS", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/")
    (venv.root / "requirements.txt").write_text("no-package-of-this-name==1\n")
    with pytest.raises(Refusal) as refusal:
        build(venv, children, Stopwatch(), dev=False)

    assert str(refusal.value) == (
        "The packages could not be downloaded: this machine does not reach Python's package index."
        " Connect it to the network (or set PIP_INDEX_URL to a mirror), then run the same command again."
        " What pip said is in var/log/pip.log."
    )
    assert (venv.is_ready(dev=False), venv.works()) == (False, False)
