# Generated from spec/. Do not edit.
"""What can be subscribed to on the websocket, and how each topic behaves."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct


class Topic(Struct, frozen=True, kw_only=True):
    """One feed. `subscribe` and `unsubscribe` have places for `{target}` and `{arguments}`.

    `frame` names the message in `ibkr_wire.stream`, None for plain text. A topic
    whose content is `changes` brings only what changed since the frame before.
    `interval_seconds` is the shortest time between two frames, `concurrent` the most
    subscriptions at a time.
    """

    name: str
    topic: str
    title: str
    target: Literal["none", "contract", "account", "text"]
    requires: Literal["none", "sso", "brokerage"]
    needs: tuple[str, ...]
    subscribe: str | None
    unsubscribe: str | None
    arguments: str | None
    frame: str | None
    first_answer: Literal["first-frame", "none", "unsolicited"]
    content: Literal["whole", "changes"]
    delivery: Literal["conflate", "never-drop"]
    renew_seconds: float | None
    expires_seconds: float | None
    interval_seconds: float | None
    concurrent: int | None


class Server(Struct, frozen=True, kw_only=True):
    """The rhythm of the connection, in seconds, and the longest frame in bytes."""

    heartbeat_seconds: float
    silence_seconds: float
    ping_seconds: float
    ready_topic: str
    frame_limit_bytes: int


SERVER: Final = Server(
    heartbeat_seconds=10, silence_seconds=25, ping_seconds=60, ready_topic="sts", frame_limit_bytes=65536
)

TOPICS: Final[dict[str, Topic]] = {
    "smd": Topic(
        name="quotes",
        topic="smd",
        title="Quotes",
        target="contract",
        requires="brokerage",
        needs=("orders.open",),
        subscribe="smd+{target}+{arguments}",
        unsubscribe="umd+{target}+{}",
        arguments="TickArguments",
        frame="Tick",
        first_answer="first-frame",
        content="changes",
        delivery="conflate",
        renew_seconds=540,
        expires_seconds=None,
        interval_seconds=None,
        concurrent=None,
    ),
    "sor": Topic(
        name="orders",
        topic="sor",
        title="Orders",
        target="none",
        requires="none",
        needs=(),
        subscribe=None,
        unsubscribe=None,
        arguments=None,
        frame="OrdersFrame",
        first_answer="unsolicited",
        content="whole",
        delivery="never-drop",
        renew_seconds=None,
        expires_seconds=None,
        interval_seconds=None,
        concurrent=None,
    ),
}
"""Every topic by the word that its frames begin with; "" stands for frames without a topic."""
