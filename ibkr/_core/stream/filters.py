"""Which events a reader gets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ibkr.model.events import BarsRefilled, Gap, Heartbeat, Quote, StreamEvent

if TYPE_CHECKING:
    from ibkr._core.stream.audience import Pick
    from ibkr._core.stream.bars import BarFeed
    from ibkr.model.bars import Bar


def only(kinds: tuple[type[Any], ...], *contracts: int | str | None) -> Pick:
    """Events of some kinds, or of all; about some contracts, or any.

    An event that names no contract (a gap, a heartbeat) is about every contract.
    """
    wanted = frozenset(str(contract) for contract in contracts if contract is not None)

    def pick(event: StreamEvent) -> Iterable[StreamEvent]:
        fits = (not kinds or isinstance(event, kinds)) and (not wanted or is_about(event, wanted))
        return (event,) if fits else ()

    return pick


def made_by(feed: BarFeed, contract: int | str) -> Pick:
    """The bars that events of a contract make: every tick counts, however slow the reader is."""
    events = only((Quote, Heartbeat, Gap, BarsRefilled), contract)

    def pick(event: StreamEvent) -> list[Bar]:
        return [bar for one in events(event) for bar in feed.hear(one)]

    return pick


def is_about(event: StreamEvent, wanted: frozenset[str]) -> bool:
    """Whether an event is about one of the contracts, given as conid or as it was subscribed."""
    if type(event) is Quote:
        return event.target in wanted or str(event.conid) in wanted
    conid = getattr(event, "conid", None)
    return conid is None or str(conid) in wanted or getattr(event, "target", None) in wanted


def asked_quotes(contracts: Iterable[int | str], subscribed: Iterable[str]) -> list[int | str]:
    """The contracts whose ticks are not subscribed yet."""
    there = set(subscribed)
    return [contract for contract in contracts if f"smd+{contract}" not in there]
