"""Services: a port that is taken is passed over; Valkey is real and goes away again."""

import socket

import pytest
import redis

from firstrun.services import answers, free_port, is_taken, next_free_port, start_valkey


def test_a_taken_port_takes_the_next():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        chosen = next_free_port(port)

        assert (is_taken(port), chosen > port, is_taken(chosen)) == (True, True, False)


def test_a_free_port_is_used_as_asked():
    port = free_port()

    assert next_free_port(port) == port


@pytest.mark.redis
def test_valkey_answers_while_it_is_wanted_and_no_longer():
    with start_valkey() as url:
        client = redis.Redis.from_url(url)
        port = client.connection_pool.connection_kwargs["port"]

        assert (client.set("a", "b"), client.get("a"), client.config_get("save")) == (
            True,
            b"b",
            {"save": ""},
        )
        client.close()

    assert answers(port) is False
