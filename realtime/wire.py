"""From the thread that did the work to the layer: straight to Redis, without a detour through the event loop.

The detour costs more than the message. What is sent is what the layer's own `group_send` sends.
"""

import asyncio
import time
from collections import defaultdict
from functools import lru_cache
from typing import Any

import redis
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from channels_redis.pubsub import RedisPubSubChannelLayer, RedisPubSubLoopLayer
from redis.backoff import NoBackoff
from redis.retry import Retry

PATIENCE = 0.5  # how long an author waits for the layer
REST = 2.0  # after a server of the layer was silent, how long events leave without trying it

resting_until: dict[str, float] = {}

Ready = list[tuple[str, str]]  # stream and text


def send(frames: Ready) -> None:
    """Raises TimeoutError for a layer that keeps silent, and whatever else goes wrong."""
    layer = get_channel_layer()
    if isinstance(layer, RedisPubSubChannelLayer):
        publish(layer, frames)
    else:
        async_to_sync(send_all)(frames)


def message_of(stream: str, text: str) -> dict[str, str]:
    return {"type": "frame", "stream": stream, "text": text}


async def send_all(frames: Ready) -> None:
    layer = get_channel_layer()
    async with asyncio.timeout(PATIENCE):
        for stream, text in frames:
            await layer.group_send(stream, message_of(stream, text))


def publish(layer: RedisPubSubChannelLayer, frames: Ready) -> None:
    """To each shard in one go. A shard that is away costs its own streams alone."""
    waiting = defaultdict(list)
    for stream, text in frames:
        channel = plan_of(layer)._get_group_channel_name(stream)
        waiting[address_of(layer, stream)].append((channel, layer.serialize(message_of(stream, text))))
    failures = []
    for address, messages in waiting.items():
        try:
            hand_over(address, messages)
        except (TimeoutError, redis.RedisError) as error:
            failures.append(error)
    if failures:
        raise failures[0]


def hand_over(address: str, messages: list[tuple[str, bytes]]) -> None:
    """Who kept silent a moment ago is not asked: ten bells must not make ten waits."""
    if time.monotonic() < resting_until.get(address, 0.0):
        raise TimeoutError
    try:
        with client_of(address).pipeline(transaction=False) as line:
            for channel, message in messages:
                line.publish(channel, message)
            line.execute()
    except redis.TimeoutError as error:
        resting_until[address] = time.monotonic() + REST
        raise TimeoutError from error


def address_of(layer: RedisPubSubChannelLayer, stream: str) -> str:
    plan = plan_of(layer)
    return plan._get_shard(plan._get_group_channel_name(stream)).host["address"]


def shards_of(layer: Any) -> list[str]:
    """The servers that the streams are spread over; a layer without servers is one place of its own."""
    if not isinstance(layer, RedisPubSubChannelLayer):
        return [""]
    return list(dict.fromkeys(shard.host["address"] for shard in plan_of(layer)._shards))


def shard_of(layer: Any, stream: str) -> str:
    return address_of(layer, stream) if isinstance(layer, RedisPubSubChannelLayer) else ""


@lru_cache(maxsize=4)
def plan_of(layer: RedisPubSubChannelLayer) -> RedisPubSubLoopLayer:
    """Only asked for names and shards: it never opens a connection of its own."""
    return RedisPubSubLoopLayer(*layer._args, **layer._kwargs, channel_layer=layer)


@lru_cache(maxsize=16)
def client_of(address: str) -> redis.Redis:
    """A broken connection is made anew once; whoever is silent is not asked twice."""
    retry = Retry(NoBackoff(), 1, supported_errors=(redis.ConnectionError,))
    return redis.Redis.from_url(address, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, retry=retry)
