"""A world in a file: written at any moment, it goes on exactly as if nothing had been.

Saved are accounts, orders and executions, alerts, watchlists and what else the user keeps,
the login and its limits, faults in force and every draw to come. Not saved are connections:
a websocket, like every other, ends with the process; and OAuth logins, which are made anew.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

import attrs

from ibkr import __version__
from ibkr.errors import ConfigError
from ibkr.simulator.graph import Graph, NotSaved
from ibkr.simulator.market.market import Market
from ibkr.simulator.pacing import PacingTable
from ibkr.simulator.state import State
from ibkr.simulator.worldclock import WorldClock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ibkr.model.clock import Clock
    from ibkr.simulator.market.own import OwnBars

FORMAT = 2
"""Raised whenever the classes that are saved change: nothing reads an older one."""


@attrs.frozen
class Saved:
    """What there is of a gateway besides its connections."""

    state: State
    pacing: PacingTable


def dump(saved: Saved, *, clock: Clock) -> bytes:
    """The document of a world, JSON."""
    state = saved.state
    roles = {"clock": clock, "world": state.world, "market": state.market}
    graph = Graph.of((state, saved.pacing, state.market.halts), roles=roles)
    document = {
        "format": FORMAT,
        "ibkr": __version__,
        "saved": datetime.fromtimestamp(clock.now(), UTC).isoformat(),
        "seed": state.market.seed,
        "seconds": state.world.seconds(),
        "now": state.world.now(),
        "speed": state.world.speed,
        "root": graph.root,
        "rows": graph.rows,
    }
    return json.dumps(document, separators=(",", ":"), allow_nan=False).encode()


def load(data: bytes, *, clock: Clock, own: Iterable[OwnBars] = ()) -> Saved:
    """The world of a document, going on in `clock`, with the user's `own` bars, which are not in it.

    Raises:
        ConfigError: it is no such document, or one of another version.
    """
    document = _document(data)
    try:
        world = WorldClock.resumed(
            clock, seconds=document["seconds"], now=document["now"], speed=document["speed"]
        )
        market = Market(document["seed"], own=own)
        graph = Graph(document["root"], document["rows"])
        state, pacing, market.halts = graph.restored(roles={"clock": clock, "world": world, "market": market})
    except (NotSaved, KeyError, TypeError, ValueError) as error:
        raise ConfigError(f"the saved world is broken: {error}. Start without it") from error
    if not (isinstance(state, State) and isinstance(pacing, PacingTable)):
        raise ConfigError("the saved world is broken: it holds something else. Start without it")
    return Saved(state, pacing)


def _document(data: bytes) -> dict[str, Any]:
    try:
        value: object = json.loads(data)
    except ValueError as error:
        raise ConfigError(f"the saved world is no JSON: {error}") from error
    if not isinstance(value, dict) or "format" not in value:
        raise ConfigError("this is no saved world: it has no `format`")
    document = cast("dict[str, Any]", value)
    made_by = (document["format"], document.get("ibkr"))
    if made_by != (FORMAT, __version__):
        raise ConfigError(
            f"the world was saved by version {made_by[1]} (format {made_by[0]}), this is "
            f"{__version__} (format {FORMAT}): load it with the version that "
            "saved it, or begin a new world in another file"
        )
    return document
