"""A site speaks the language that its operator chose, on every page, in its dates and in what scripts are given."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.ready import on_sqlite

GERMAN = {
    "home": ["Darüber sprechen, wenn es vorüber ist", "Beitreten", "ist kein Notdienst"],
    "topic": [
        "Antworten geprüfter Mitglieder",
        "Dieses Thema beobachten oder stumm schalten",
        "Antwort veröffentlichen",
    ],
    "composer": ["Eine Frage stellen", "Frage veröffentlichen", "kein Notfall"],
    "emergency": ["anrufen", "Der Text wurde angehalten", "Für Sie wurde niemand gerufen."],
    "queue": ["Warteschlange der Moderation"],
    "settings": ["Einstellungen", "Ihre Nachweise"],
    "nowhere": ["Nicht hier", "Wonach haben Sie gesucht?"],
}
ENGLISH = [
    "Skip to the content", "Happening now?", "Open the", "Sign in", "Your account", "House rules", "Answers from",
    "Ask a question", "not an emergency service", "Settings", "Moderation queue", "Nobody has", "helpline page",
    "Your drafts", "What is it about?", "Nobody has been called", "Call 999", "Ring first",
]  # fmt: skip


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder: Path = tmp_path_factory.mktemp("german")
    env = on_sqlite(folder, 8000) | {"SITE_LANGUAGE": "de"}
    command = [sys.executable, "-m", "tests.config.in_german"]
    done = subprocess.run(command, env=env, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", GERMAN)
def test_a_german_site_speaks_german(pages: dict[str, str], name: str):
    page = pages[name]

    assert '<html lang="de" data-words="/static/words/de.json"' in page
    assert [words for words in GERMAN[name] if words not in page] == []
    assert [words for words in ENGLISH if words in re.sub(r"<[^>]*>", " ", page)] == []


def test_an_english_one_says_so_and_loads_no_words(client, db):
    page = client.get("/accounts/login/").content.decode()

    assert '<html lang="en-gb">' in page
    assert "data-words" not in page
