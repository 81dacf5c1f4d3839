"""Ticks into quotes: each tick carries what changed, a quote what is known."""

from __future__ import annotations

from typing import Any, Final

from ibkr._core.fields import NAMES, TAGS
from ibkr.model.events import Quote, SubscriptionRefused
from ibkr.model.quotes import LAST, LAST_MILLISECOND, STAMPED, FieldNames

FIELD_NAMES: Final = FieldNames(NAMES, {**TAGS, **{name: key for key, name in NAMES.items()}})
SYMBOL: Final = TAGS["symbol"]

MOST_PICTURES: Final = 10_000

TICKS: Final = "smd+"
"""What the topic of a tick begins with; the contract follows."""

Frame = dict[str, Any]

MOST_STAMPS: Final = len(STAMPED)
_only_stamps = STAMPED.issuperset


class QuoteBook:
    """The merged picture of every contract that ticks, since the connection began."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self.pictures: dict[str, Picture] = {}
        """By the topic of the frames: who reads thousands finds his picture in one step."""

    def clear(self) -> None:
        """Forget everything: after a gap, what was known may be wrong."""
        self.pictures.clear()

    def forget(self, target: str) -> None:
        """Forget one contract."""
        self.pictures.pop(TICKS + target, None)

    def ticks(self, target: str) -> int:
        """How many frames have come for the contract on this connection."""
        picture = self.pictures.get(TICKS + target)
        return 0 if picture is None else picture.ticks

    def tick(self, target: str, frame: Frame) -> Quote | SubscriptionRefused | None:
        """Merge one frame; None if it carries nothing, or is the frame before once more."""
        picture = self.pictures.get(TICKS + target)
        if picture is None:
            conid = _conid(frame.get("conid"), target)
            if conid is None:
                return None
            picture = self._open(conid, target)
        return picture.tick(frame)

    def _open(self, conid: int, target: str) -> Picture:
        # More contracts than a session has lines can only be noise; the oldest leaves.
        if len(self.pictures) >= MOST_PICTURES:
            del self.pictures[next(iter(self.pictures))]
        picture = self.pictures[TICKS + target] = Picture(conid, target)
        return picture


class Picture:
    """One contract's fields, as the last frames left them."""

    __slots__ = ("_conid", "_frame", "_known", "_target", "_updated", "ticks")

    def __init__(self, conid: int, target: str) -> None:
        """Begin with nothing known."""
        self.ticks = 0
        self._conid = conid
        self._target = target
        self._updated = 0
        self._known: Frame = {}
        self._frame: Frame = {}

    def tick(self, frame: Frame) -> Quote | SubscriptionRefused | None:
        """Merge one frame; None if it carries nothing, or is the frame before once more."""
        self.ticks += 1
        # The first frame of a subscription may come twice. Stamps mostly differ, and cost less to compare.
        stamp = frame.get("_updated")
        if stamp == self._updated and frame == self._frame:
            return None
        self._frame = frame
        if len(frame) <= MOST_STAMPS and _only_stamps(frame):
            return None
        if type(stamp) is int and 0 <= stamp <= LAST_MILLISECOND:
            self._updated = stamp
        # A new mapping each time: quotes handed out earlier stay as they were. The operator
        # copies the table of keys as it is, a display builds it anew.
        known = self._known = self._known | frame
        if frame.get(LAST) == "N/A" and known.get(SYMBOL) == "-":
            return self._unknown()
        return Quote(self._conid, self._target, known, frame, self._updated, FIELD_NAMES)

    def _unknown(self) -> SubscriptionRefused:
        words = f"IBKR does not know the contract {self._target}."
        return SubscriptionRefused(TICKS + self._target, self._conid, words)


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
