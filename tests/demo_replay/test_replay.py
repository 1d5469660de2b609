"""Replay, whole: a scratch forum, a web server, sockets, forms, and every text found again."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings

from demo.replay.accounts import Accounts
from demo.replay.report import tables
from demo.replay.samples import BadFile, Sample, read_samples
from demo.replay.sending import Sent
from tests.conftest import EMERGENCY, OVER, PLAIN

TOLD_NOW = "Her lip is white and cold and it is spreading right now, what do I do?"
CURRENT = "My patient had filler two weeks ago and has a small firm lump in her cheek. She is well. Is it worth a scan?"
TWO_LINES = "Line one.\nÄ second, with “quotes” & <b>tags</b>."
ROWS = [
    {"id": "a", "title": "Fridges in clinic", "body": PLAIN, "label": "general", "channel": "topic"},
    {"id": "b", "title": "", "body": EMERGENCY, "label": "emergency", "channel": "topic"},
    {"id": "c", "title": "", "body": TOLD_NOW, "label": "emergency", "channel": "dm"},
    {"id": "d", "title": "Looking back", "body": OVER, "label": "retrospective", "channel": "case_study"},
    {"id": "e", "title": "A lump", "body": CURRENT, "label": "current", "channel": "topic"},
    {"id": "f", "title": "Hm", "body": TWO_LINES, "label": "general", "channel": "reply"},
    {"id": "g", "title": "Too long", "body": "x " * 10_001, "label": "general", "channel": "topic"},
]  # fmt: skip


def run_replay(*words: str | Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "replay", *map(str, words)]
    return subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False, timeout=240)


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "posts.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    return path


def test_every_text_is_sent_and_found_again(file, tmp_path):
    out = tmp_path / "out.jsonl"

    done = run_replay(file, "--json", out)

    assert (done.returncode, done.stdout.splitlines()[-1]) == (
        0, "7 of 7 texts found in the database, whole, in exactly one place.",
    ), done.stderr  # fmt: skip
    written = [json.loads(line) for line in out.read_text().splitlines()]
    assert {row["id"]: (row["outcome"], row["kind"]) for row in written} == {
        "a": ("published", ""), "b": ("deflected", ""), "c": ("deflected", ""), "d": ("published", ""),
        "e": ("prompted", "current"), "f": ("published", ""), "g": ("refused", ""),
    }  # fmt: skip
    assert re.search(r"^all +3 +1 +0 +2 +1 +0 +7$", done.stdout, re.MULTILINE) is not None


def test_a_limit_keeps_the_first(file):
    assert [sample.id for sample in read_samples(file, 2)] == ["a", "b"]


def test_nobody_at_the_address_is_a_sentence(file):
    done = run_replay(file, "--url", "http://127.0.0.1:9")
    assert (done.returncode, done.stderr) == (1, "CommandError: GET /accounts/login/: ConnectionRefusedError\n")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "holds no posts."),
        ("{", "line 1 is not JSON"),
        ("[]", "line 1 needs the texts id, title, body, label, channel."),
        ('{"id": 1, "title": "", "body": "", "label": "", "channel": "dm"}', "line 1 needs the texts"),
        ('{"id": "1", "title": "", "body": "", "label": "", "channel": "fax"}', "channel must be one of topic, reply,"),
    ],
)
def test_a_bad_file_is_refused_before_anything_is_sent(tmp_path, text, why):
    path = tmp_path / "bad.jsonl"
    path.write_text(text)
    with pytest.raises(BadFile, match=why):
        read_samples(path)


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path):
    binary = tmp_path / "binary.jsonl"
    binary.write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "none.jsonl", binary):
        with pytest.raises(BadFile, match="could not be read as UTF-8 text"):
            read_samples(path)


def test_what_is_nowhere_or_has_other_words_is_told(author, question):
    accounts, opening = Accounts(author), question.posts.get()
    sample = Sample("x", question.title, opening.body, "general", "topic")
    for title, words, places in (
        (question.title, opening.body, ""),
        ("Another title", opening.body, "x was published, and is in: post with other words"),
        (question.title, "Other words.", "x was published, and is in: post with other words"),
    ):
        sent = Sent(replace(sample, title=title, body=words), "published", client_id=opening.client_id)
        assert accounts.problem(sent) == places
    assert accounts.problem(Sent(sample, "held", client_id=uuid4())) == "x was held, and is in: nowhere"
    assert accounts.problem(Sent(sample, "lost", "answer 500", uuid4())) == "x was lost answer 500, and is in: nowhere"


def test_the_tables_count_everything_once():
    def one(label: str, outcome: str, kind: str = "") -> Sent:
        return Sent(Sample("x", "", "", label, "topic"), outcome, kind)

    printed = tables([
        one("general", "published"), one("emergency", "deflected"), one("emergency", "prompted", "ask"),
        one("emergency", "published"), one("emergency", "held"), one("current", "prompted", "current"),
        one("current", "lost"),
    ])  # fmt: skip
    assert (
        printed
        == """\
label      published  prompted  held  deflected  refused  lost  all
emergency          1         1     1          1        0     0    4
current            0         1     0          0        0     1    2
general            1         0     0          0        0     0    1
all                2         2     1          1        0     1    7

prompts    ask  current
emergency    1        0
current      0        1
general      0        0

rate          deflected  helpline or question  stopped in any way
emergency  1/4 = 25.0 %          3/4 = 75.0 %        3/4 = 75.0 %
current     0/2 = 0.0 %           0/2 = 0.0 %        1/2 = 50.0 %
general     0/1 = 0.0 %           0/1 = 0.0 %         0/1 = 0.0 %
For emergencies this is recall; a deflection of any other label is a false one."""
    )
