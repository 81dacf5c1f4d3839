"""Ticks into quotes: each tick carries what changed, a quote what is known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ibkr._core.stream.fields import NAMES, TAGS
from ibkr.model.events import Quote, SubscriptionRefused
from ibkr.model.quotes import LAST, LAST_MILLISECOND, STAMPED, FieldNames

FIELD_NAMES: Final = FieldNames(NAMES, {**TAGS, **{name: key for key, name in NAMES.items()}})
SYMBOL: Final = TAGS["symbol"]

MOST_PICTURES: Final = 10_000

MOST_STAMPS: Final = len(STAMPED)
_only_stamps = STAMPED.issuperset


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

    def ticks(self, target: str) -> int:
        """How many frames have come for the contract on this connection."""
        picture = self._pictures.get(target)
        return 0 if picture is None else picture.ticks

    def tick(self, target: str, frame: Mapping[str, Any]) -> Quote | SubscriptionRefused | None:
        """Merge one frame; None if it carries nothing, or is the frame before once more."""
        picture = self._pictures.get(target)
        if picture is None:
            conid = _conid(frame.get("conid"), target)
            if conid is None:
                return None
            picture = self._open(conid, target)
        picture.ticks += 1
        # The first frame of a subscription may come twice. Stamps mostly differ, and cost less to compare.
        stamp = frame.get("_updated")
        if stamp == picture.updated and frame == picture.frame:
            return None
        picture.frame = frame
        if len(frame) <= MOST_STAMPS and _only_stamps(frame):
            return None
        if type(stamp) is int and 0 <= stamp <= LAST_MILLISECOND:
            picture.updated = stamp
        # A new mapping each time: quotes handed out earlier stay as they were.
        known = picture.known = {**picture.known, **frame}
        if frame.get(LAST) == "N/A" and known.get(SYMBOL) == "-":
            unknown = f"IBKR does not know the contract {target}."
            return SubscriptionRefused(f"smd+{target}", picture.conid, unknown)
        return Quote(picture.conid, target, known, frame, picture.updated, FIELD_NAMES)

    def _open(self, conid: int, target: str) -> Picture:
        # More contracts than a session has lines can only be noise; the oldest leaves.
        if len(self._pictures) >= MOST_PICTURES:
            del self._pictures[next(iter(self._pictures))]
        picture = self._pictures[target] = Picture(conid)
        return picture


class Picture:
    """One contract's fields, as the last frames left them."""

    __slots__ = ("conid", "frame", "known", "ticks", "updated")

    def __init__(self, conid: int) -> None:
        """Begin with nothing known."""
        self.conid = conid
        self.updated = 0
        self.ticks = 0
        self.known: dict[str, object] = {}
        self.frame: Mapping[str, Any] = {}


def _conid(value: object, target: str) -> int | None:
    """The contract of a tick, from its own key or from its topic; None for an empty update."""
    if type(value) is int:
        return value
    digits = value if isinstance(value, str) else target
    return conid_of(digits)


def conid_of(target: str) -> int | None:
    """The contract in a target such as `8314@NYSE`; None if there is no number."""
    digits = target.partition("@")[0]
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 20 else None
