"""The index on PostgreSQL: a stored tsvector for each published post, under GIN; titles also by trigrams."""

from django.db import DatabaseError, connection, transaction
from django.db.backends.utils import CursorWrapper

from forum.search.words import Term, Words

WALKED = 5_000  # so many posts tell how common a word is, in about five milliseconds
COMMON = 16  # one post in so many: walking on is then cheaper than the word's list in the index
FEW = 3  # so few say too little of how far to look
MARGIN = 1.5
NEAR = 0.4  # of 1; the share of trigrams in common from which a title may be meant

TABLE = (
    """CREATE TABLE IF NOT EXISTS forum_words (post_id bigint PRIMARY KEY, title tsvector, words tsvector NOT NULL)"""
)
INDEXES = (
    "CREATE INDEX IF NOT EXISTS forum_words_by_word ON forum_words USING gin (words) "
    "WITH (gin_pending_list_limit = 256)",
    "CREATE INDEX IF NOT EXISTS forum_words_by_title ON forum_words USING gin (title) WHERE title IS NOT NULL",
)
TRIGRAMS = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX IF NOT EXISTS forum_topic_title_trigrams ON forum_topic USING gin (title gin_trgm_ops)",
)
ROW = """INSERT INTO forum_words (post_id, title, words)
    SELECT post.id, CASE WHEN post.is_opening THEN to_tsvector('english', topic.title) END,
        CASE WHEN post.is_opening THEN setweight(to_tsvector('english', topic.title), 'A') ELSE '' END
        || to_tsvector('english',
            CASE WHEN strpos(post.body, '/quoted/') > 0 THEN post.own_words ELSE post.body END)
    FROM forum_post post JOIN forum_topic topic ON topic.id = post.topic_id
    WHERE post.status = 'published' AND {which}
    ON CONFLICT (post_id) DO UPDATE SET title = EXCLUDED.title, words = EXCLUDED.words"""
FUNCTIONS = {
    "forum_words_of_a_post": "DELETE FROM forum_words WHERE post_id = NEW.id AND NEW.status <> 'published'; "
    + ROW.format(which="post.id = NEW.id"),
    "forum_words_of_a_title": ROW.format(which="post.topic_id = NEW.id AND post.is_opening"),
    "forum_words_gone": "DELETE FROM forum_words WHERE post_id = OLD.id",
    "forum_words_all_gone": "DELETE FROM forum_words",
}
TRIGGERS = {
    "words_of_a_post_written": (
        "forum_post",
        "AFTER INSERT ON forum_post FOR EACH ROW WHEN (NEW.status = 'published')"
        " EXECUTE FUNCTION forum_words_of_a_post()",
    ),
    "words_of_a_post_changed": (
        "forum_post",
        "AFTER UPDATE OF status, body, own_words, is_opening, topic_id ON forum_post FOR EACH ROW"
        " WHEN ((OLD.status, OLD.body, OLD.own_words, OLD.is_opening)"
        " IS DISTINCT FROM (NEW.status, NEW.body, NEW.own_words, NEW.is_opening)"
        " OR (NEW.is_opening AND OLD.topic_id <> NEW.topic_id)) EXECUTE FUNCTION forum_words_of_a_post()",
    ),
    "words_of_a_post_gone": (
        "forum_post", "AFTER DELETE ON forum_post FOR EACH ROW EXECUTE FUNCTION forum_words_gone()",
    ),
    "words_of_no_post": (
        "forum_post", "AFTER TRUNCATE ON forum_post FOR EACH STATEMENT EXECUTE FUNCTION forum_words_all_gone()",
    ),
    "words_of_a_title": (
        "forum_topic",
        "AFTER UPDATE OF title ON forum_topic FOR EACH ROW WHEN (OLD.title <> NEW.title)"
        " EXECUTE FUNCTION forum_words_of_a_title()",
    ),
}  # fmt: skip


def make(cursor: CursorWrapper) -> None:
    """Where this role may not add an extension there is a search all the same, only without near titles."""
    for statement in (TABLE, *INDEXES):
        cursor.execute(statement)
    try:
        with transaction.atomic(using=cursor.db.alias):
            for statement in TRIGRAMS:
                cursor.execute(statement)
    except DatabaseError:
        return


def drop(cursor: CursorWrapper) -> None:
    cursor.execute("DROP INDEX IF EXISTS forum_topic_title_trigrams")
    cursor.execute("DROP TABLE IF EXISTS forum_words")


def listen(cursor: CursorWrapper) -> None:
    """From here on every change of a post or a title changes its words as well, in the same transaction."""
    stop_listening(cursor)
    for name, body in FUNCTIONS.items():
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
            f" $$ BEGIN {body}; RETURN NULL; END $$"
        )
    for name, (_, deed) in TRIGGERS.items():
        cursor.execute(f"CREATE TRIGGER {name} {deed}")


def stop_listening(cursor: CursorWrapper) -> None:
    for name, (table, _) in TRIGGERS.items():
        if table in connection.introspection.table_names(cursor):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")


def fill(cursor: CursorWrapper, first: int, last: int) -> None:
    """The rows of these posts as they are now, whatever stood there before."""
    cursor.execute("DELETE FROM forum_words WHERE post_id BETWEEN %s AND %s", [first, last])
    cursor.execute(ROW.format(which="post.id BETWEEN %s AND %s"), [first, last])


def tidy(cursor: CursorWrapper) -> None:
    cursor.execute("ANALYZE forum_words")


def newest(words: Words, *, before: int, limit: int) -> list[int]:
    """The posts with these words, newest first.

    A common word is soon found by walking back from the newest post; a rare one by its index, fenced off, because the
    planner would rather walk. Which of the two it is, and how far back there should be enough, the first few thousand
    posts tell. Fetching the rows is what costs, so those that are older are left alone.
    """
    found = walked(words, before=before, limit=limit, posts=WALKED)
    if FEW <= len(found) < limit:
        far = int(MARGIN * limit * WALKED / len(found))
        if len(found) * COMMON >= WALKED:
            found = walked(words, before=before, limit=limit, posts=far)
        elif far < found[0]:
            found = indexed(words, since=found[0] - far, before=before, limit=limit)
    return found if len(found) == limit else indexed(words, since=0, before=before, limit=limit)


def walked(words: Words, *, before: int, limit: int, posts: int) -> list[int]:
    """Looked for in so many posts, one after the other."""
    query, values = query_for(words)
    return rows(
        "SELECT post_id FROM (SELECT post_id, words FROM forum_words WHERE post_id < %s ORDER BY post_id DESC LIMIT %s)"
        f" AS recent WHERE words @@ ({query}) ORDER BY post_id DESC LIMIT %s",
        [before, posts, *values, limit],
    )


def indexed(words: Words, *, since: int, before: int, limit: int) -> list[int]:
    """Taken from the index, back to this post."""
    query, values = query_for(words)
    newer, posts = (" AND post_id >= %s", [since]) if since > 0 else ("", [])
    return rows(
        f"WITH hits AS MATERIALIZED (SELECT post_id FROM forum_words WHERE words @@ ({query}){newer})"
        " SELECT post_id FROM hits WHERE post_id < %s ORDER BY post_id DESC LIMIT %s",
        [*values, *posts, before, limit],
    )


def best(words: Words, ids: list[int]) -> list[int]:
    """These posts, the best match first: a word in a title weighs more."""
    query, values = query_for(words)
    return rows(
        "SELECT post_id FROM forum_words WHERE post_id = ANY(%s)"
        f" ORDER BY ts_rank(words, ({query})) DESC, post_id DESC",
        [ids, *values],
    )


def openings_like(words: Words, *, limit: int) -> list[int]:
    """Openings whose titles have some of these words, the most alike first."""
    query, values = query_for(words)
    return rows(
        f"WITH hits AS MATERIALIZED (SELECT post_id, title FROM forum_words WHERE title @@ ({query}))"
        f" SELECT post_id FROM (SELECT * FROM hits ORDER BY post_id DESC LIMIT 2000) AS latest"
        f" ORDER BY ts_rank(title, ({query})) DESC, post_id DESC LIMIT %s",
        [*values, *values, limit],
    )


def titles_near(text: str, *, limit: int) -> list[int]:
    """Topics whose titles are spelt much like this."""
    if not has_trigrams():
        return []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(NEAR)])
        cursor.execute(
            "SELECT id FROM forum_topic WHERE status = 'published' AND %s <%% title"
            " ORDER BY word_similarity(%s, title) DESC, id DESC LIMIT %s",
            [text, text, limit],
        )
        return [row[0] for row in cursor.fetchall()]


def has_trigrams() -> bool:
    return bool(rows("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'", []))


def query_for(words: Words) -> tuple[str, list[str]]:
    """As an expression with its values: PostgreSQL reads the words itself, so none of them can be an operator."""
    values: list[str] = []
    groups = [" || ".join(query_of(term, values) for term in group) for group in words.groups]
    wanted = " && ".join(f"({group})" for group in groups)
    return wanted + "".join(f" && !!({query_of(term, values)})" for term in words.without), values


def query_of(term: Term, values: list[str]) -> str:
    values.append(term.text)
    if not term.begins:
        return "phraseto_tsquery('english', %s)"
    values.append(f"'{term.parts[0]}':*")
    return "phraseto_tsquery('english', %s) || to_tsquery('english', %s)"


def rows(sql: str, values: list[object]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]
