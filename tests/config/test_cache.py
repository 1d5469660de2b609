"""The cache with and without its Redis."""

import pytest
from django.core.cache import caches
from django.test import override_settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from config.views import redis_answers
from firstrun.services import free_port

pytestmark = pytest.mark.django_db
BACKEND = "config.cache.ForgivingRedisCache"


def cache_at(url: str):
    return override_settings(
        REDIS_URL=url,
        CACHES={
            "default": {
                "BACKEND": BACKEND,
                "LOCATION": url,
                "OPTIONS": {"socket_connect_timeout": 1, "retry": Retry(NoBackoff(), 0)},
            }
        },
    )


def every_operation() -> list[object]:
    cache = caches["default"]
    cache.delete("k")
    return [
        cache.get("k", "none"), cache.add("k", 1), cache.add("k", 2), cache.incr("k"), cache.get("k"),
        cache.has_key("k"), cache.touch("k", 5), cache.delete("k"), cache.get("k"),
    ]  # fmt: skip


WHAT_A_CACHE_SAYS = ["none", True, False, 2, 2, True, True, True, None]


@pytest.mark.redis
def test_it_is_redis_while_redis_answers(redis_url):
    with cache_at(redis_url):
        assert (every_operation(), redis_answers()) == (WHAT_A_CACHE_SAYS, True)


@pytest.mark.redis
def test_a_request_finds_the_connection_of_the_last_one(redis_url):
    with cache_at(redis_url):
        first, second = (caches.create_connection("default") for _ in range(2))
        first.set("k", 1)
        assert (second.get("k"), first is second, first._cache is second._cache) == (1, False, True)
        assert first._cache.get_client(None) is second._cache.get_client("k", write=False)


def test_it_is_this_process_while_redis_is_away():
    with cache_at(f"redis://127.0.0.1:{free_port()}/0"):
        assert (every_operation(), redis_answers()) == (WHAT_A_CACHE_SAYS, False)


@pytest.mark.redis
def test_one_of_several_servers_that_is_away_shows(redis_url):
    urls = [redis_url, f"redis://127.0.0.1:{free_port()}/0"]
    with override_settings(REDIS_URL=redis_url, CHANNEL_REDIS_URLS=urls):
        assert not redis_answers()


def test_one_can_sign_in_while_redis_is_away(client, author):
    from tests.conftest import PASSWORD

    with cache_at(f"redis://127.0.0.1:{free_port()}/0"):
        page = client.post("/accounts/login/", {"login": author.email, "password": PASSWORD})
        assert page.status_code == 302
        assert client.get("/healthz/").json() == {
            "status": "degraded",
            "parts": {"database": True, "redis": False, "reader": True, "migrations": True},
        }
