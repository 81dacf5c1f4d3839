"""Ticks into quotes: each tick carries what changed, a quote what is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ibkr._core.stream.fields import NAMES
from ibkr.model.events import LAST_MILLISECOND, Quote, StreamProblem

# Keys of a tick that are no market data.
ENVELOPE: Final = frozenset({"topic", "conid", "conidEx", "_updated", "server_id"})

# What the gateway stamps on ticks unasked; nothing has changed where nothing else is carried.
STAMPED: Final = frozenset({"market_data_marker", "service_params"})


class QuoteBook:
    """The merged picture of every contract that ticks, since the connection began."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._pictures: dict[str, Picture] = {}

    def clear(self) -> None:
        """Forget everything: after a gap, what was known may be wrong."""
        self._pictures.clear()

    def forget(self, target: str) -> None:
        """Forget one contract."""
        self._pictures.pop(target, None)

    def tick(self, target: str, frame: Mapping[str, Any]) -> Quote | StreamProblem | None:
        """Merge one frame; None if it carries nothing, or is the frame before once more."""
        picture = self._pictures.get(target)
        if picture is None:
            conid = _conid(frame.get("conid"), target)
            if conid is None:
                return None
            picture = self._pictures[target] = Picture(conid, target)
        return picture.merge(frame)


class Picture:
    """One contract's fields, as the last frames left them."""

    __slots__ = ("conid", "frame", "target", "updated", "values")

    def __init__(self, conid: int, target: str) -> None:
        """Begin with nothing known of `target`."""
        self.conid = conid
        self.target = target
        self.updated = 0
        self.values: dict[str, object] = {}
        self.frame: Mapping[str, Any] = {}

    def merge(self, frame: Mapping[str, Any]) -> Quote | StreamProblem | None:
        """Take over what the frame carries; None if that is nothing new."""
        # The first frame of a subscription may come twice. Stamps mostly differ, and cost less to compare.
        stamp = frame.get("_updated")
        if stamp == self.frame.get("_updated") and frame == self.frame:
            return None
        self.frame = frame
        carried = {NAMES.get(key, key): value for key, value in frame.items() if key not in ENVELOPE}
        changed = frozenset(carried).difference(STAMPED)
        if not changed:
            return None
        if isinstance(stamp, int) and 0 <= stamp <= LAST_MILLISECOND:
            self.updated = stamp
        # A new mapping each time: quotes handed out earlier stay as they were.
        self.values = {**self.values, **carried}
        if carried.get("last_price") == "N/A" and self.values.get("symbol") == "-":
            return StreamProblem(
                f"IBKR does not know the contract {self.target}.", str(dict(frame)), "smd", self.conid
            )
        return Quote(self.conid, self.target, self.values, changed, self.updated)


def _conid(value: object, target: str) -> int | None:
    """The contract of a tick, from its own key or from its topic; None for an empty update."""
    if type(value) is int:
        return value
    digits = str(value if isinstance(value, str) else target.partition("@")[0])
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 20 else None
