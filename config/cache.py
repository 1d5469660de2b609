"""A cache that a lost Redis does not take the site down with."""

import logging
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from django.utils.functional import cached_property
from redis import ConnectionPool, Redis
from redis.exceptions import RedisError

log = logging.getLogger(__name__)
clients: dict[tuple[tuple[str, ...], str], RedisCacheClient] = {}


class KeptClient(RedisCacheClient):
    """Django's makes a client of redis-py for each call; one for each pool of connections does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.made: dict[ConnectionPool, Redis] = {}

    def get_client(self, key: str | None = None, *, write: bool = False) -> Redis:
        pool = self._get_connection_pool(write)
        if pool not in self.made:
            self.made[pool] = self._client(connection_pool=pool)
        return self.made[pool]


class ForgivingRedisCache(RedisCache):
    """Redis while it answers; this process's own memory while it does not.

    Sign-in counts its attempts in the cache: without Redis it goes on counting, per process, instead of failing.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, dict(params))
        self._class = KeptClient
        self.own = LocMemCache("while-redis-is-away", {})

    @cached_property
    def _cache(self) -> RedisCacheClient:
        """One for the whole process: under ASGI each request has a cache object, and would connect anew for itself."""
        asked = (tuple(self._servers), repr(self._options))
        return clients.setdefault(asked, clients.get(asked) or self._class(self._servers, **self._options))

    def _either(self, name: str, *args: Any, **kwargs: Any) -> Any:
        try:
            return getattr(super(), name)(*args, **kwargs)
        except (RedisError, OSError) as error:
            log.warning("the cache does without Redis: %s", type(error).__name__)
            return getattr(self.own, name)(*args, **kwargs)

    def add(self, *args: Any, **kwargs: Any) -> bool:
        return self._either("add", *args, **kwargs)

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return self._either("get", *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> None:
        self._either("set", *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> bool:
        return self._either("touch", *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return self._either("delete", *args, **kwargs)

    def has_key(self, *args: Any, **kwargs: Any) -> bool:
        return self._either("has_key", *args, **kwargs)

    def incr(self, *args: Any, **kwargs: Any) -> int:
        return self._either("incr", *args, **kwargs)
