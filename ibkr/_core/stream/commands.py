"""The frames that we send: `VERB+TARGET+{json}`, always text.

Source: spec/asyncapi.yaml, send operations.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

PING = "tic"
ECHO = "ech+hb"
SUBSCRIBE_ORDERS = "sor+{}"
UNSUBSCRIBE_ORDERS = "uor+{}"


def subscribe_quotes(target: str, tags: Iterable[str]) -> str:
    """Ask for ticks of a contract; asking again adds the tags and renews the stream."""
    fields = msgspec.json.encode({"fields": list(tags)}).decode()
    return f"smd+{target}+{fields}"


def unsubscribe_quotes(target: str) -> str:
    """End the ticks of a contract, which frees its market data line."""
    return f"umd+{target}+{{}}"
