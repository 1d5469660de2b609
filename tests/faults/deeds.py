"""Faults that are a deed of members: one form sent fifty times at once, and a backup while all of them post."""

import os
import secrets
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from uuid import uuid4

from django.conf import settings

from demo.replay.visitor import Visitor
from tests.faults.drill import Drill, Finding
from tests.ready import drop_database, new_database

AT_ONCE = 50


def sent_fifty_times(drill: Drill, _folder: Path) -> Finding:
    """F10: each on a connection of its own, all with one client id; every one is answered with the one post."""
    writer, client_id, body = drill.writers[0], str(uuid4()), "One answer, which was sent by many fingers at once."
    answers: list[str] = []
    start = threading.Barrier(AT_ONCE)
    fields = {"csrfmiddlewaretoken": writer.token, "client_id": client_id, "body": body}

    def send(number: int) -> None:
        browser = Visitor(drill.site.webs[number % len(drill.site.webs)].url, writer.visitor.cookies)
        start.wait(60)
        page = browser.send(f"{drill.topic}replies/", fields)
        answers.append(f"{page.status} {page.headers.get('location', '')}")
        browser.hang_up()

    threads = [threading.Thread(target=send, args=(number,)) for number in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    [(stored,)] = drill.site.rows("SELECT count(*) FROM forum_post WHERE body = %s", body)
    answered = Counter(answers)
    lost = AT_ONCE - (max(answered.values()) if answered else 0)
    name = f"one form sent {AT_ONCE} times at once"
    return Finding(name, acknowledged=len(answers), sent_again=AT_ONCE - 1, lost=lost, doubled=max(0, stored - 1))


def backed_up_under_load(drill: Drill, folder: Path) -> Finding:
    """F16: what was acknowledged before it began is in it, once; it comes back equal; a damaged one is refused."""
    name, file = "backup under load, put back twice, damaged", folder / f"{secrets.token_hex(4)}.debrief"
    drill.wait_for_a_post_of_each()
    before = drill.acknowledged()
    manage(drill.site.env, "backup", str(file))
    assert drill.site.postgres is not None
    server = drill.site.postgres.url
    databases = [new_database(server, f"debrief_back_{secrets.token_hex(4)}") for _ in range(2)]
    envs = [drill.site.env | {"DATABASE_URL": url, "MEDIA_ROOT": str(folder / url[-8:])} for url in databases]
    for env in envs:
        manage(env, "restore", str(file))
    for command in ("migrate", "erase_again", "verify_audit"):
        manage(envs[0], command)
    refused = is_refused_when_damaged(file, envs[0])
    rows = [rows_of(drill, env["DATABASE_URL"]) for env in envs]
    for url in databases:
        drop_database(server, url)
    bodies = Counter(body for _, body in rows[0] if body.startswith("Reply "))
    lost = sum((form, body) not in rows[0] for form, (body, _) in before.items())
    lost += int(rows[0] != rows[1]) + int(not refused)
    return Finding(name, acknowledged=len(before), lost=lost, doubled=sum(count - 1 for count in bodies.values()))


def rows_of(drill: Drill, url: str) -> set[tuple[str, str]]:
    place = type(drill.site)([], {"DATABASE_URL": url}, drill.site.redis, drill.site.postgres)
    found = place.rows("SELECT client_id, body FROM forum_post WHERE topic_id = %s", drill.topic_id)
    return {(str(form), body) for form, body in found}


def is_refused_when_damaged(file: Path, env: dict[str, str]) -> bool:
    with file.open("r+b") as whole:
        whole.seek(file.stat().st_size // 2)
        byte = whole.read(1)[0]
        whole.seek(-1, os.SEEK_CUR)
        whole.write(bytes([byte ^ 1]))
    try:
        manage(env, "restore", "--check", str(file))
    except RuntimeError as error:
        return "damaged" in str(error)
    return False


def manage(env: dict[str, str], *words: str, tree: Path = settings.BASE_DIR) -> None:
    command = [sys.executable, str(tree / "manage.py"), *words]
    done = subprocess.run(command, env=env, cwd=tree, capture_output=True, text=True, timeout=600, check=False)
    if done.returncode:
        raise RuntimeError(f"{words[0]}: {done.stdout[-500:]}{done.stderr[-500:]}")
