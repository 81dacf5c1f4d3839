"""The frames that we send: `VERB+TARGET+{json}`, always text.

Source: spec/asyncapi.yaml, send operations.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec
from ibkr_wire.stream import MarketDataArguments, OrdersArguments
from ibkr_wire.tables.topics import TOPICS


def subscribe(topic: str, target: str = "", arguments: msgspec.Struct | None = None) -> str:
    """Ask for a topic: `smd+265598+{"fields":["31"]}`."""
    return _fill(TOPICS[topic].subscribe, target, arguments)


def unsubscribe(topic: str, target: str = "") -> str:
    """End a topic: `umd+265598+{}`."""
    return _fill(TOPICS[topic].unsubscribe, target, None)


def subscribe_quotes(target: str, tags: Iterable[str]) -> str:
    """Ask for ticks of a contract; asking again adds the tags and renews the stream."""
    return subscribe("smd", target, MarketDataArguments(fields=list(tags)))


def subscribe_orders() -> str:
    """Ask for changes of orders: of all, because a filter here or over REST would mute the rest."""
    return subscribe("sor", arguments=OrdersArguments())


def _fill(template: str | None, target: str, arguments: msgspec.Struct | None) -> str:
    assert template is not None, "the description says how this topic is asked for"
    words = "" if arguments is None else msgspec.json.encode(arguments).decode()
    return template.replace("{arguments}", words).replace("{target}", target)


PING: Final = subscribe("tic")
ECHO: Final = subscribe("ech")
