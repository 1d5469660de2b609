"""The demo: refuses where real members may be, asks before it deletes, keeps its keys."""

import stat

import pytest

from firstrun.demo import login_table
from firstrun.demo_settings import environment, read_pairs, secrets_of_this_folder

ITS_LOGINS = (
    "The demo does not run here: {}, and its logins are public."
    " Run it in a folder of its own, without that setting in the environment or in .env.\n"
)


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"PRODUCTION": "1"}, "PRODUCTION is set"),
        ({"DEBUG": "0"}, "DEBUG=0 is set"),
        ({"DEBUG": "False"}, "DEBUG=False is set"),
        ({"PRODUCTION": "yes", "DEBUG": "1"}, "PRODUCTION is set"),
    ],
)
def test_it_refuses_where_real_members_may_be(run, checkout, settings, reason):
    answer = run("demo", **settings)

    assert (answer.returncode, answer.stdout, answer.stderr) == (2, "", ITS_LOGINS.format(reason))
    assert (checkout / "var").exists() is False


def test_it_refuses_beside_the_settings_of_a_real_site(run, checkout):
    (checkout / ".env").write_text("# ours\nSECRET_KEY=abc\nPRODUCTION=1\n")
    answer = run("demo")

    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == ITS_LOGINS.format("PRODUCTION is set")


def test_reset_deletes_nothing_without_a_yes(run, checkout):
    database = checkout / "var" / "debrief.sqlite3"
    database.parent.mkdir()
    database.write_text("data")
    answer = run("demo", "--reset")

    assert (answer.returncode, answer.stdout, database.read_text()) == (2, "", "data")
    assert answer.stderr == ("demo --reset asks before it deletes, and here is no terminal to ask on: add --yes.\n")


def test_reset_leaves_a_database_of_somebody_elses_alone(run):
    answer = run("demo", "--reset", "--yes", DATABASE_URL="postgres://elsewhere/db")

    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr == (
        "demo --reset only deletes its own SQLite file, and DATABASE_URL names another database."
        " Unset DATABASE_URL, or empty that database yourself.\n"
    )


def test_its_keys_are_made_once_and_only_this_user_reads_them(tmp_path):
    file = tmp_path / "var" / "demo.env"
    first = secrets_of_this_folder(file)

    assert (sorted(first), read_pairs(file)) == (["SECRET_KEY", "VAULT_KEY"], first)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert secrets_of_this_folder(file) == first


def test_what_somebody_set_wins_over_what_the_demo_would_choose(tmp_path):
    (tmp_path / ".env").write_text("MAIL_DIR=/from/file\nORIGINS='http://file'\n")
    given = {"ORIGINS": "http://mine", "SECRET_KEY": "mine"}
    chosen = environment(given, tmp_path, address="http://127.0.0.1:8123/")
    vault_key = chosen.pop("VAULT_KEY")

    assert read_pairs(tmp_path / "var" / "demo.env")["VAULT_KEY"] == vault_key
    assert chosen == {
        "DEBUG": "0",
        "DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "ORIGINS": "http://mine",
        "DATABASE_URL": f"sqlite:///{tmp_path}/var/debrief.sqlite3",
        "MEDIA_ROOT": f"{tmp_path}/var/media",
        "MAIL_DIR": "/from/file",
        "SECRET_KEY": "mine",
    }


def test_the_logins_stand_in_columns():
    logins = [
        {"role": "member", "email": "m@demo.invalid", "password": "pw", "what": "writes"},
        {"role": "moderator", "email": "mod@demo.invalid", "password": "password", "what": "decides"},
    ]

    assert login_table(logins) == [
        "log in as  e-mail            password",
        "member     m@demo.invalid    pw        writes",
        "moderator  mod@demo.invalid  password  decides",
    ]
