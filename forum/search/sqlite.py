"""The index on SQLite: FTS5, whose row is the post's; it keeps its own copy of the words."""

from django.db import connection
from django.db.backends.utils import CursorWrapper

from forum.search.words import Term, Words

TABLE = """CREATE VIRTUAL TABLE IF NOT EXISTS forum_words
    USING fts5(title, body, tokenize = 'porter unicode61 remove_diacritics 2')"""
DROP_TABLE = "DROP TABLE IF EXISTS forum_words"
ROW = """INSERT INTO forum_words (rowid, title, body)
    SELECT post.id, CASE WHEN post.is_opening THEN topic.title ELSE '' END,
        CASE WHEN instr(post.body, '/quoted/') THEN post.own_words ELSE post.body END
    FROM forum_post post JOIN forum_topic topic ON topic.id = post.topic_id
    WHERE post.status = 'published' AND {which}"""
TRIGGERS = {
    "words_of_a_post_written": "AFTER INSERT ON forum_post WHEN NEW.status = 'published' BEGIN "
    + ROW.format(which="post.id = NEW.id")
    + "; END",
    "words_of_a_post_changed": "AFTER UPDATE OF status, body, own_words, is_opening, topic_id ON forum_post"
    " WHEN OLD.status <> NEW.status OR OLD.body <> NEW.body OR OLD.own_words <> NEW.own_words"
    " OR OLD.is_opening <> NEW.is_opening OR (NEW.is_opening AND OLD.topic_id <> NEW.topic_id)"
    " BEGIN DELETE FROM forum_words WHERE rowid = OLD.id; " + ROW.format(which="post.id = NEW.id") + "; END",
    "words_of_a_post_gone": "AFTER DELETE ON forum_post BEGIN DELETE FROM forum_words WHERE rowid = OLD.id; END",
    "words_of_a_title": "AFTER UPDATE OF title ON forum_topic WHEN OLD.title <> NEW.title BEGIN UPDATE forum_words"
    " SET title = NEW.title WHERE rowid = (SELECT id FROM forum_post WHERE topic_id = NEW.id AND is_opening); END",
}


def make(cursor: CursorWrapper) -> None:
    cursor.execute(TABLE)


def drop(cursor: CursorWrapper) -> None:
    cursor.execute(DROP_TABLE)


def listen(cursor: CursorWrapper) -> None:
    """From here on every change of a post or a title changes its words as well, in the same transaction."""
    stop_listening(cursor)
    for name, deed in TRIGGERS.items():
        cursor.execute(f"CREATE TRIGGER {name} {deed}")


def stop_listening(cursor: CursorWrapper) -> None:
    for name in TRIGGERS:
        cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def fill(cursor: CursorWrapper, first: int, last: int) -> None:
    """The rows of these posts as they are now, whatever stood there before."""
    cursor.execute("DELETE FROM forum_words WHERE rowid BETWEEN %s AND %s", [first, last])
    cursor.execute(ROW.format(which="post.id BETWEEN %s AND %s"), [first, last])


def tidy(cursor: CursorWrapper) -> None:
    cursor.execute("INSERT INTO forum_words (forum_words) VALUES ('optimize')")


def newest(words: Words, *, before: int, limit: int) -> list[int]:
    """The posts with these words, newest first."""
    return rows(
        "SELECT rowid FROM forum_words WHERE forum_words MATCH %s AND rowid < %s ORDER BY rowid DESC LIMIT %s",
        [match_for(words), before, limit],
    )


def best(words: Words, ids: list[int]) -> list[int]:
    """These posts, the best match first: a word in a title weighs five times."""
    found = rows(
        "SELECT rowid FROM forum_words WHERE forum_words MATCH %s AND rowid BETWEEN %s AND %s"
        " ORDER BY bm25(forum_words, 5.0, 1.0), rowid DESC",
        [match_for(words), min(ids), max(ids)],
    )
    wanted = set(ids)
    return [post_id for post_id in found if post_id in wanted]


def openings_like(words: Words, *, limit: int) -> list[int]:
    """Openings whose titles have some of these words, the most alike first."""
    return rows(
        "SELECT rowid FROM (SELECT rowid, rank FROM forum_words WHERE forum_words MATCH %s"
        " ORDER BY rowid DESC LIMIT 2000) ORDER BY rank, rowid DESC LIMIT %s",
        ["{title} : (" + match_for(words) + ")", limit],
    )


def titles_near(_text: str, *, limit: int) -> list[int]:
    """SQLite knows no trigrams: nothing is near."""
    return []


def match_for(words: Words) -> str:
    """In the language of FTS5, in which a word in quotes is only a word."""
    wanted = " AND ".join("(" + " OR ".join(map(quoted, group)) + ")" for group in words.groups)
    return f"({wanted})" + "".join(f" NOT {quoted(term)}" for term in words.without)


def quoted(term: Term) -> str:
    return '"' + " ".join(term.parts) + '"' + (" *" if term.begins else "")


def rows(sql: str, values: list[object]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]
