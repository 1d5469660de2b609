"""F15: a forum full of posts moves to this version while members post, back to the earlier one, and here again."""

import contextlib
import io
import subprocess
import tarfile
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.conf import settings

from tests.faults.deeds import manage
from tests.faults.drill import WHOLE_WITHIN, Drill, Finding, Site, site

HERE = Path(settings.BASE_DIR)
LOCK_SECONDS = 2.0
TRIES = 5
ANOTHER_TOPIC = """SELECT id, topic_id FROM forum_post WHERE NOT is_opening AND status = 'published' AND topic_id <> %s
    ORDER BY id LIMIT 1"""
COLUMNS = (
    "SELECT column_name FROM information_schema.columns WHERE table_name = 'forum_post' AND is_generated = 'NEVER'"
)
NEW = {
    "id": "nextval(pg_get_serial_sequence('forum_post', 'id'))", "client_id": "gen_random_uuid()",
    "version": "version + nth", "entered": "entered + nth",
}  # fmt: skip
LONGEST = """SELECT coalesce(max(extract(epoch FROM clock_timestamp() - waitstart)), 0) FROM pg_locks
    WHERE NOT granted AND locktype = 'relation'"""


@contextlib.contextmanager
def moved(commit: str, readers: int, pause: float, posts: int) -> Iterator[tuple[Finding, Drill]]:
    """Raises LookupError where that version, or a server, cannot be had."""
    with tempfile.TemporaryDirectory(prefix="debrief-earlier-") as folder:
        earlier = unpacked(commit or before_newest_migration(), Path(folder))
        with site(earlier) as place, Drill(place, readers, pause) as drill:
            seed(drill, posts)
            drill.wait_for_a_post_of_each()
            before = drill.count()
            with longest_wait(place) as waited:
                there_and_back(drill, earlier)
            if waited[0] > LOCK_SECONDS:
                drill.wrong.append(f"somebody waited {waited[0]:.1f} s for a table")
            after, (lost, doubled) = drill.count(), drill.compare(drill.acknowledged())
            name = f"moved, back, again; {posts:,} posts; {waited[0]:.1f} s locked"
            done = Finding(name, after[0] - before[0], after[1] - before[1], after[2] - before[2], lost, doubled)
            done.whole_after = drill.readers.seconds_until_whole(drill.stored(), WHOLE_WITHIN)
            yield done, drill


def there_and_back(drill: Drill, earlier: Path) -> None:
    """The earlier web servers work on the tables of both, so they are the ones that run whenever tables change."""
    steps = (
        ("the earlier version on the new tables", lambda: forward(drill.site)),
        ("this version", lambda: run_from(drill.site, HERE)),
        ("the earlier version again", lambda: run_from(drill.site, earlier)),
        ("the earlier version on its own tables", lambda: backward(drill.site, earlier)),
        ("the earlier version on the new tables, again", lambda: forward(drill.site)),
        ("this version, again", lambda: run_from(drill.site, HERE)),
    )
    for name, step in steps:
        step()
        began = [len(writer.ledger) for writer in drill.writers]
        drill.wait_for_a_post_of_each()
        if any(len(writer.ledger) <= so_far for writer, so_far in zip(drill.writers, began, strict=True)):
            drill.wrong.append(f"{name}: nobody could post")


def run_from(place: Site, tree: Path) -> None:
    """One web server after the other, as a deployment does."""
    for web in place.webs:
        web.stop()
        web.code = tree
        web.start()


def forward(place: Site) -> None:
    migrate(place.env, HERE)


def backward(place: Site, earlier: Path) -> None:
    """Each room to the last migration that the earlier version has; by this version, which knows how."""
    for room in sorted(folder.parent.name for folder in HERE.glob("*/migrations")):
        known = [file.stem for file in (earlier / room / "migrations").glob("0*.py")]
        ours = [file.stem for file in (HERE / room / "migrations").glob("0*.py")]
        if max(ours) != max(known, default="zero"):
            migrate(place.env, HERE, room, max(known, default="zero"))
    migrate(place.env, earlier)  # nothing to do but what belongs to every end of it, such as the triggers of search


def migrate(env: dict[str, str], tree: Path, *words: str) -> None:
    """It gives up rather than have members wait behind it, and tries again."""
    for attempt in range(1, TRIES + 1):
        try:
            limit = {"PGOPTIONS": f"-c lock_timeout={int(LOCK_SECONDS * 1000)}"}
            return manage(env | limit, "migrate", *words, "--no-input", "-v", "0", tree=tree)
        except RuntimeError as error:
            if attempt == TRIES or "lock timeout" not in str(error):
                raise
            time.sleep(1)
    return None


@contextlib.contextmanager
def longest_wait(place: Site) -> Iterator[list[float]]:
    """Asked every twentieth of a second: how long the longest waiter has waited for a table."""
    seen, enough = [0.0], threading.Event()

    def ask() -> None:
        with psycopg.connect(place.database_url, autocommit=True) as server:
            while not enough.wait(0.05):
                seen[0] = max(seen[0], float(server.execute(LONGEST).fetchone()[0]))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    try:
        yield seen
    finally:
        enough.set()
        asking.join(10)


def seed(drill: Drill, posts: int) -> None:
    """So many more replies in another topic, whatever columns the earlier version has."""
    [(like, topic_id)] = drill.site.rows(ANOTHER_TOPIC, drill.topic_id)
    columns = [name for (name,) in drill.site.rows(COLUMNS)]
    made = ", ".join(NEW.get(name, f'"{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    with psycopg.connect(drill.site.database_url, autocommit=True) as server:
        server.execute(
            f"INSERT INTO forum_post ({names}) SELECT {made} FROM forum_post, generate_series(1, {posts}) AS nth"
            f" WHERE forum_post.id = {like}"
        )
        server.execute(
            f"UPDATE forum_topic SET version = version + {posts}, reply_count = reply_count + {posts}"
            f" WHERE id = {topic_id}"
        )
        server.execute("ANALYZE")


def unpacked(commit: str, folder: Path) -> Path:
    folder.chmod(0o755)
    with tarfile.open(fileobj=io.BytesIO(git("archive", commit))) as tree:
        tree.extractall(folder, filter="data")
    return folder


def before_newest_migration() -> str:
    newest = git("log", "-1", "--diff-filter=A", "--format=%H", "--", "*/migrations/0*.py")
    return f"{newest.decode().strip()}^"


def git(*words: str) -> bytes:
    done = subprocess.run(["git", "-C", str(HERE), *words], capture_output=True, check=False)
    if done.returncode:
        raise LookupError(f"the earlier version cannot be had: {done.stderr.decode().strip()}")
    return done.stdout
