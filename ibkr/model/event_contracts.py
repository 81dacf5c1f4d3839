"""Event contracts: questions with yes and no to trade. Prices are `Decimal`, times are aware UTC."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal


@attrs.frozen
class EventMarketName:
    """One market, as the categories list it."""

    name: str
    symbol: str
    exchange: str
    conid: int | None
    """The underlying: `ib.events.questions(conid)` lists its contracts."""


@attrs.frozen
class EventCategoryNode:
    """One category with those below it."""

    category_id: str
    name: str
    markets: Sequence[EventMarketName]
    children: Sequence[EventCategoryNode] = ()

    def walk(self) -> Iterator[EventCategoryNode]:
        """This category and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


@attrs.frozen
class EventQuestion:
    """One question of a market: both of its sides are contracts of their own."""

    strike: Decimal | None
    """The threshold."""
    label: str
    """The threshold in words."""
    expires: date | None
    """Last day of trading."""
    yes: int | None
    """Contract id of yes; None where IBKR lists no such side."""
    no: int | None
    """Contract id of no."""


@attrs.frozen
class EventTerms:
    """How an event contract is decided and paid."""

    conid: int
    description: str
    """What is measured."""
    threshold: str
    source: str
    """Who publishes the figure."""
    source_link: str
    rules_link: str
    payout: Decimal | None
    price_increment: Decimal | None
    last_trade: datetime | None
    release: datetime | None
    """When the figure is published."""
    payment: datetime | None
