"""What a stream delivers: one frozen class for each kind of news.

    market data   Quote
    orders        OrderUpdate
    continuity    Gap · Resumed · Reconnecting
    session       Welcome · SessionStatus · AccountsUpdate · SessionPing · Heartbeat · Echo
    the rest      Notice · StreamProblem · Unknown

Every `datetime` is aware and UTC. Numbers that the gateway writes as text are
read when they are asked for, so a tick that nobody looks at costs nothing.

Source: spec/asyncapi.yaml.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal, TypeAlias

import attrs

from ibkr.model.numbers import read_number

if TYPE_CHECKING:
    from decimal import Decimal

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LAST_MILLISECOND = 253_402_300_799_999  # of the year 9999, the last that `datetime` can tell


def read_time(milliseconds: object) -> datetime | None:
    """The moment so many milliseconds after 1970 in UTC, or None for what is no such moment."""
    if isinstance(milliseconds, int) and 0 <= milliseconds <= LAST_MILLISECOND:
        return EPOCH + timedelta(milliseconds=milliseconds)
    return None


def _decimal(value: object) -> Decimal | None:
    number = read_number(value) if isinstance(value, str | int | float) else None
    return None if number is None else number.value


@attrs.frozen(eq=False, repr=False)
class Quote:
    """What is known of one contract after a tick: a merged picture, not only the tick.

    The gateway sends a contract's fields once and then only those that change,
    at most every 500 ms. A field that never came is None, never zero.
    Prices are in the contract's currency, exactly as written (`Decimal`);
    sizes of US stocks are in shares.

    Source: spec/asyncapi.yaml, topic smd.
    """

    conid: int
    target: str
    """The contract as it was subscribed: a conid, or `conid@EXCHANGE`."""

    values: Mapping[str, object]
    """Every field known so far as the gateway wrote it, by field name; by tag where it has no name."""

    changed: frozenset[str]
    """Names of the fields that came with this tick."""

    updated: int
    """The gateway's stamp of the tick, milliseconds since 1970."""

    @property
    def time(self) -> datetime:
        """The gateway's stamp of the tick."""
        return EPOCH + timedelta(milliseconds=self.updated)

    def number(self, name: str) -> Decimal | None:
        """The field as a number: `quote.number("delta")`. None if it never came or is no number."""
        return _decimal(self.values.get(name))

    def text(self, name: str) -> str | None:
        """The field as it was written: `quote.text("symbol")`. None if it never came."""
        value = self.values.get(name)
        return None if value is None else str(value)

    @property
    def last(self) -> Decimal | None:
        """Price of the last trade; of the prior close while `marker` is `C`."""
        return _decimal(self.values.get("last_price"))

    @property
    def marker(self) -> str:
        """`C` if `last` is the prior close, `H` if trading is halted, else empty."""
        value = self.values.get("last_price")
        number = read_number(value) if isinstance(value, str) else None
        return "" if number is None else number.marker

    @property
    def closed(self) -> bool:
        """Whether `last` is the prior close, because nothing has been traded yet (marker C)."""
        return self.marker == "C"

    @property
    def halted(self) -> bool:
        """Whether trading is halted (marker H)."""
        return self.marker == "H"

    @property
    def bid(self) -> Decimal | None:
        """Best bid."""
        return _decimal(self.values.get("bid_price"))

    @property
    def ask(self) -> Decimal | None:
        """Best ask."""
        return _decimal(self.values.get("ask_price"))

    @property
    def last_size(self) -> Decimal | None:
        """Size of the last trade."""
        return self.number("last_size")

    @property
    def bid_size(self) -> Decimal | None:
        """Size at the best bid."""
        return self.number("bid_size")

    @property
    def ask_size(self) -> Decimal | None:
        """Size at the best ask."""
        return self.number("ask_size")

    @property
    def volume(self) -> Decimal | None:
        """Volume of the day: exact if the gateway sent an exact form, else the rounded text (`12.2M`)."""
        for name in ("volume_long", "volume_raw", "volume"):
            if (number := self.number(name)) is not None:
                return number
        return None

    @property
    def open(self) -> Decimal | None:
        """First price of the day."""
        return self.number("open")

    @property
    def high(self) -> Decimal | None:
        """Highest price of the day."""
        return self.number("high")

    @property
    def low(self) -> Decimal | None:
        """Lowest price of the day."""
        return self.number("low")

    @property
    def prior_close(self) -> Decimal | None:
        """Closing price of the day before."""
        return self.number("prior_close")

    @property
    def change(self) -> Decimal | None:
        """Last price minus prior close."""
        return self.number("change")

    @property
    def change_percent(self) -> Decimal | None:
        """`change` in percent of the prior close: 1.25 means 1.25 %."""
        return self.number("change_percent")

    @property
    def availability(self) -> str | None:
        """The gateway's code for how live the data is: `R…` real time, `D…` delayed, `N…` not subscribed."""
        return self.text("market_data_availability")

    def merged_into(self, later: Quote) -> Quote:
        """`later`, with the changed names of both: for a reader who skipped this one."""
        return Quote(later.conid, later.target, later.values, self.changed | later.changed, later.updated)

    def __repr__(self) -> str:
        return (
            f"Quote({self.target}, {self.time:%H:%M:%S.%f}, last={self.marker}{self.last}, "
            f"bid={self.bid}, ask={self.ask}, changed={sorted(self.changed)})"
        )


@attrs.frozen(eq=False, repr=False)
class OrderUpdate:
    """The state of one order after a change: merged, because the gateway sends only what changed.

    Quantities are in units of the contract, prices in its currency. What the
    gateway has not told is None.

    Source: spec/asyncapi.yaml, topic sor; GET /iserver/account/orders.
    """

    order_id: int
    values: Mapping[str, object]
    """Everything known of the order, by the gateway's own keys."""

    changed: frozenset[str]
    """The gateway's keys that changed with this update."""

    origin: Literal["stream", "reread"] = "stream"
    """`reread`: learnt by asking over REST, when the subscription began or after a gap."""

    def text(self, key: str) -> str | None:
        """The value under the gateway's own key, as text; None if it never came or is empty."""
        value = self.values.get(key)
        return None if value is None or value == "" else str(value)

    def number(self, key: str) -> Decimal | None:
        """The value under the gateway's own key, as a number; None if it never came or is no number."""
        return _decimal(self.values.get(key))

    @property
    def account_id(self) -> str | None:
        """The account that the order belongs to."""
        return self.text("acct") or self.text("account")

    @property
    def conid(self) -> int | None:
        """The contract."""
        number = self.number("conid")
        return None if number is None else int(number)

    @property
    def client_order_id(self) -> str | None:
        """The id that the order was sent with (`cOID`)."""
        return self.text("order_ref")

    @property
    def status(self) -> str | None:
        """`Inactive PendingSubmit PreSubmitted Submitted Filled PendingCancel PreCancelled Cancelled …`."""
        return self.text("status")

    @property
    def side(self) -> str | None:
        """`BUY` or `SELL`; `EXER` for an option that is exercised."""
        return self.text("side")

    @property
    def order_type(self) -> str | None:
        """As the gateway shows it: `Limit`, `Market`, `Stop`, …"""
        return self.text("orderType")

    @property
    def symbol(self) -> str | None:
        """Ticker of the contract."""
        return self.text("ticker")

    @property
    def quantity(self) -> Decimal | None:
        """How much was ordered."""
        return self.number("totalSize")

    @property
    def filled(self) -> Decimal | None:
        """How much of it is done."""
        return self.number("filledQuantity")

    @property
    def remaining(self) -> Decimal | None:
        """How much is still to do."""
        return self.number("remainingQuantity")

    @property
    def price(self) -> Decimal | None:
        """The order's own price, limit or stop; None for a market order."""
        return self.number("price")

    @property
    def avg_price(self) -> Decimal | None:
        """Average price of what is done."""
        return self.number("avgPrice")

    @property
    def description(self) -> str | None:
        """One line, such as `Buy 10 IBM Limit 200.50, Day`."""
        return self.text("orderDesc")

    @property
    def time(self) -> datetime | None:
        """When the order last changed at the broker, as far as told."""
        return read_time(self.values.get("lastExecutionTime_r"))

    def __repr__(self) -> str:
        return (
            f"OrderUpdate({self.order_id}, {self.status}, {self.side} {self.filled}/{self.quantity} "
            f"{self.symbol}, origin={self.origin!r}, changed={sorted(self.changed)})"
        )


@attrs.frozen
class Gap:
    """From `since` on nothing can be vouched for: quotes and order changes may have been missed.

    Comes once when the connection is lost or silent, or the brokerage session
    ends; `Resumed` follows when everything is restored. Quotes start afresh
    after it.
    """

    since: datetime
    """When the gateway was last heard."""

    reason: str


@attrs.frozen
class Resumed:
    """The gap is closed.

    Before it came an `OrderUpdate` for each order that had changed meanwhile,
    if orders are subscribed.
    """

    gap: Gap
    until: datetime
    """When the stream was whole again."""

    subscriptions: tuple[str, ...]
    """What was asked for again, as the gateway names it: `smd+265598`, `sor`."""

    orders_reread: bool
    """Whether live orders were compared over REST."""


@attrs.frozen
class Reconnecting:
    """The stream connects again in `wait` seconds, after it was lost or refused for `reason`.

    It never gives up; `attempt` counts from 1 since the stream was last whole.
    """

    attempt: int
    reason: str
    wait: float


@attrs.frozen
class Welcome:
    """The gateway greets after the handshake. Source: spec/asyncapi.yaml, topic system."""

    username: str
    is_paper: bool | None = None
    is_free_trial: bool | None = None


@attrs.frozen
class SessionStatus:
    """The state of the brokerage session, merged: the gateway may send one key at a time.

    None is what it has not told. Source: spec/asyncapi.yaml, topic sts.
    """

    authenticated: bool | None = None
    connected: bool | None = None
    established: bool | None = None
    competing: bool | None = None
    message: str | None = None
    fail: str | None = None
    server_name: str | None = None
    server_version: str | None = None
    username: str | None = None
    changed: frozenset[str] = frozenset()
    """The gateway's keys that came with this frame."""


@attrs.frozen
class AccountsUpdate:
    """The user's brokerage accounts, sent after connecting and on change.

    `values` is the body of GET /iserver/accounts as it was sent; its
    `sessionId` is not the session of the tickle. Source: spec/asyncapi.yaml, topic act.
    """

    accounts: tuple[str, ...]
    selected: str | None
    values: Mapping[str, object] = attrs.field(repr=False)


@attrs.frozen
class SessionPing:
    """The answer to our `tic`: whether the session is alive. Source: spec/asyncapi.yaml, topic tic."""

    alive: bool
    last_accessed: datetime | None


@attrs.frozen
class Heartbeat:
    """The gateway's sign of life, every ten seconds. Source: spec/asyncapi.yaml, topic system."""

    time: datetime | None


@attrs.frozen
class Echo:
    """The answer to our `ech+hb`, which is plain text."""

    text: str


@attrs.frozen
class Notice:
    """A remark without a topic, such as `waiting for session`."""

    text: str


@attrs.frozen
class StreamProblem:
    """Something in the stream is wrong; the stream goes on.

    A frame that cannot be read, a request that the gateway refused, a contract
    that it does not know.
    """

    message: str
    frame: str
    """The frame as it came, cut to its first thousand characters."""

    topic: str | None = None
    conid: int | None = None


@attrs.frozen
class Unknown:
    """A frame that this version has no name for, kept whole."""

    topic: str | None
    frame: object


StreamEvent: TypeAlias = (
    Quote
    | OrderUpdate
    | Gap
    | Resumed
    | Reconnecting
    | Welcome
    | SessionStatus
    | AccountsUpdate
    | SessionPing
    | Heartbeat
    | Echo
    | Notice
    | StreamProblem
    | Unknown
)
