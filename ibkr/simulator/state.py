"""Everything one gateway knows, as the operations and the websockets see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.broker.kinds import KINDS
from ibkr.simulator.broker.order import ExecutionEvent, Order
from ibkr.simulator.lines import Lines, Slots
from ibkr.simulator.management.effects import settle
from ibkr.simulator.management.office import Office
from ibkr.simulator.market import calendar
from ibkr.simulator.market.entitlements import Entitlements
from ibkr.simulator.quoting import Sheets
from ibkr.simulator.refusals import refuse

if TYPE_CHECKING:
    import random
    from decimal import Decimal

    from ibkr.simulator.broker.broker import Broker
    from ibkr.simulator.broker.ticket import Ticket
    from ibkr.simulator.conversation import Conversation
    from ibkr.simulator.faults import Faults
    from ibkr.simulator.market.market import Market
    from ibkr.simulator.session import Session
    from ibkr.simulator.views import Views
    from ibkr.simulator.world.desk import Desk
    from ibkr.simulator.worldclock import WorldClock

_CLIENT_ID_SECONDS = 86_400


@attrs.frozen(kw_only=True)
class Habits:
    """Behaviours that differ between gateways and between days, as one set of choices."""

    text_frames: bool = False
    """Websocket frames as text (the hosted service) instead of binary (the gateway program)."""
    cold_history: bool = False
    """Whether the first history call of a contract fails with 503, as a cold cache does."""
    question_chance: float = 1.0
    """How likely a question that is due is asked; below 1 the seed decides."""
    entitlements: Entitlements = attrs.field(factory=Entitlements)
    """What the user may see of the market."""
    lines: int = 100
    """Market data lines of the session."""
    depth: bool = True
    """Whether the user may see the book behind the touch."""
    wants_length: bool = False
    """Whether a POST without Content-Length is answered 411."""
    dynamic_accounts: bool = False
    """Whether the login has so many accounts that they are searched for."""


@attrs.define
class Reads:
    """What the brokerage session has read and asked so far, on which later answers depend."""

    live_warm: bool = False
    trades_warm: bool = False
    muted: bool = False
    """A filtered read of live orders silences `sor` until a read with force=true."""
    pnl_warm: bool = False
    lists_warm: bool = False
    """Whether the watchlists were listed."""
    lists_read: set[str] = attrs.field(factory=set[str])
    """Watchlists whose rows were read before, so that they come complete."""
    list_calls: int = 0
    alert_calls: int = 0
    searched: set[int] = attrs.field(factory=set[int])
    """Underlyings that were searched for by symbol: their derivatives can be looked up."""
    suppressed: set[str] = attrs.field(factory=set[str])
    """Questions that orders pass without."""
    bridge_open: bool = False
    """Whether the bridge to the old historical service was opened."""


@attrs.define(kw_only=True)
class State:
    """One gateway: its times, its world, its session."""

    world: WorldClock
    market: Market
    broker: Broker
    views: Views
    session: Session
    faults: Faults
    habits: Habits
    rng: random.Random
    conversation: Conversation
    lines: Lines
    desk: Desk
    slots: Slots = attrs.field(factory=Slots)
    office: Office = attrs.field(factory=Office)
    """The account management side, which the hosted service has."""
    sheets: Sheets = attrs.field(factory=Sheets)
    """Rows of market data that were made since the last prints."""
    reads: Reads = attrs.field(factory=Reads)
    selected: str = ""
    """The account that was chosen as the active one; empty: the first."""
    enriched: set[str] = attrs.field(factory=set[str])
    """Accounts whose positions were read before, so that rows come complete."""
    warm_history: set[int] = attrs.field(factory=set[int])
    session_number: int = 0
    frozen_until: float = 0.0
    """Until then (seconds of the clock) the gateway answers nobody."""
    server_id: str = "q0"
    beat: float = 0.0
    """When the first of the open lines was opened: ticks of all sockets go out at one beat.

    What many sockets are told is made once only if they are told it at the same moment."""
    _settled: set[str] = attrs.field(factory=set[str])
    _journal_read: int = 0

    @property
    def account(self) -> str:
        """The account that is selected for trading."""
        return self.selected or self.broker.accounts[0]

    def known_account(self, account: str) -> str:
        """The same account, refused with 400 when this login has no such account."""
        if account not in self.broker.accounts:
            raise refuse(400, f"Bad Request: account {account} is not one of this login")
        return account

    def order_account(self, account: str) -> str:
        """The same account, or an advisor's group, refused with 400 when this login has neither."""
        return account if self.broker.structure.group(account) is not None else self.known_account(account)

    def live_orders(self) -> list[Order]:
        """Orders that work or were touched today, the working ones first."""
        today = calendar.midnight(calendar.local_date(self.world.now()))
        accounts = self._watched_accounts()
        orders = [order for account in accounts for order in self.broker.orders(account, since=today)]
        return [each for each in orders if each.is_alive or each.changed_at >= today]

    def is_active(self, account: str) -> bool:
        """Whether the orders of an account, or of an advisor's group, can be looked at now."""
        return account in self._watched_accounts()

    def stop_of(self, order: Order) -> Decimal | None:
        """Where the stop of a trailing order stands now; None for any other."""
        return self.broker.trailing_stop(order.order_id) if KINDS[order.ticket.order_type].trails else None

    def _watched_accounts(self) -> list[str]:
        """The active account; with an advisor's own the groups, whose orders are his."""
        structure = self.broker.structure
        groups = [group.name for group in structure.groups] if self.account == structure.master else []
        return [self.account, *groups]

    def is_registered(self, ticket: Ticket) -> bool:
        """Whether the ticket's own id was used within the last 24 hours."""
        name = ticket.client_order_id
        known = None if name is None else self.broker.find(ticket.account, name)
        return known is not None and self.world.now() - known.submitted_at < _CLIENT_ID_SECONDS

    def settled_executions(self) -> set[str]:
        """Ids of the executions whose commission was reported."""
        for event in self.broker.journal[self._journal_read :]:
            if isinstance(event, ExecutionEvent) and event.has_commission:
                self._settled.add(event.execution.execution_id)
        self._journal_read = len(self.broker.journal)
        return self._settled

    def now(self) -> float:
        """Seconds of the gateway's clock since it was made: sessions, limits and feeds count in these."""
        return self.world.seconds()

    def begin_session(self) -> None:
        """A new brokerage session knows nothing of the one before."""
        self.reads = Reads()
        self.selected = ""
        self.enriched.clear()
        self.lines.clear()
        self.slots.clear()
        self.conversation.drop()

    def advance(self) -> None:
        """Let time pass for the session, for the broker and for alerts."""
        self.session.tick(self.now())
        if self.session.number != self.session_number:
            self.session_number = self.session.number
            self.begin_session()
        self.broker.advance(self.world.now())
        settle(self.office, self.broker, self.world.now())
        self.desk.look(self.world.now())
