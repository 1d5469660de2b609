"""Two moderators decide about one item in the same moment: one effect, one conflict page, and the chain verifies."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from benchmarks.deciding import run
from tests.ready import migrated_sqlite

RACES = 24
ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a file of its own")
def test_on_a_file_one_is_first_and_the_other_is_told(tmp_path):
    file = shutil.copy(migrated_sqlite(), tmp_path / "races.sqlite3")
    env = os.environ | {"DATABASE_URL": f"sqlite:///{file}"}
    env.pop("DJANGO_SETTINGS_MODULE")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.races", str(RACES)], cwd=ROOT, env=env, capture_output=True, timeout=400,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="asks for PostgreSQL")
def test_on_a_server_one_is_first_and_the_other_is_told(sections):
    races = run(RACES)
    assert (races.as_promised, sum(races.answers.values())) == (True, RACES), races
