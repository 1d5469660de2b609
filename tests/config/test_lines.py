"""Secrets that lie in files, and what a deployment is told of its lines to PostgreSQL and Redis."""

import pytest

from config.checks import lines_are_shut
from config.keys import take_keys


def test_a_file_is_a_setting_unless_the_environment_has_it(tmp_path, monkeypatch):
    said = {"site_SECRET_KEY": "from a folder of systemd\n", "VAULT_KEY": "as a container has it", "METRICS_TOKEN": "x"}
    for name, words in said.items():
        (tmp_path / name).write_text(words)
    (tmp_path / "web_BOUNCE_SECRET").write_text("\n")  # made, and not filled in: as if it were not there
    environment = {"METRICS_TOKEN": "set by hand"}
    monkeypatch.setattr("os.environ", environment)
    take_keys(str(tmp_path))
    take_keys("")
    assert environment == {
        "SECRET_KEY": "from a folder of systemd", "VAULT_KEY": "as a container has it", "METRICS_TOKEN": "set by hand",
    }  # fmt: skip


FAR = {"ENGINE": "config.postgres", "HOST": "db.example.org", "OPTIONS": {}}
SURE = FAR | {"OPTIONS": {"sslmode": "verify-full"}}
NEAR = FAR | {"HOST": "/run/postgresql"}


@pytest.mark.parametrize(
    ("database", "redis", "warned"),
    [
        (NEAR, "unix:///run/redis/redis-server.sock", []),
        (NEAR, "redis://debrief:word@127.0.0.1:6379/0", []),
        (NEAR, "redis://127.0.0.1:6379/0", ["debrief.W005"]),
        (SURE, "rediss://debrief:word@cache.example.org/0", []),
        (FAR | {"OPTIONS": {"sslmode": "require"}}, "redis://cache.example.org/0", [f"debrief.W00{n}" for n in "345"]),
        (FAR | {"HOST": "10.0.0.4"}, "", ["debrief.W003"]),
        ({"ENGINE": "config.sqlite", "HOST": "", "OPTIONS": {}}, "", []),
    ],
)
def test_a_line_over_a_network_is_sealed_and_whoever_comes_is_known(settings, monkeypatch, database, redis, warned):
    monkeypatch.setitem(settings.DATABASES, "default", database)
    settings.REDIS_URL, settings.CHANNEL_REDIS_URLS = redis, [redis] if redis else []
    assert [message.id for message in lines_are_shut(None)] == warned
