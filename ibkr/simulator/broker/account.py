"""Money and positions of an account, in exact decimals."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import attrs

from ibkr.simulator.broker.costs import INITIAL_MARGIN, MAINTENANCE_MARGIN
from ibkr.simulator.market.contract import AAPL, IBM, MSFT, Instrument, instrument

_SMALLEST = Decimal("0.00000001")
"""Costs of parts of a position are rounded to this; what is cut off stays in the rest."""

Marks = Mapping[int, Decimal]
"""Prices to value positions at, by conid."""


@attrs.frozen
class Holding:
    """A position that an account starts with."""

    conid: int
    quantity: Decimal
    average_cost: Decimal
    """USD a share, commissions included; a short position has a positive one too."""


@attrs.frozen(kw_only=True)
class AccountStart:
    """An account as it is when the world begins."""

    account_id: str
    cash: Decimal
    holdings: tuple[Holding, ...] = ()
    is_paper: bool = True
    currency: str = "USD"


DEFAULT_ACCOUNTS = (
    AccountStart(
        account_id="DU1234567",
        cash=Decimal("250000.00"),
        holdings=(
            Holding(AAPL.conid, Decimal(100), Decimal("512.4650")),
            Holding(IBM.conid, Decimal(150), Decimal("192.3067")),
            Holding(MSFT.conid, Decimal(-400), Decimal("28.9175")),
        ),
    ),
)


@attrs.frozen(kw_only=True)
class Position:
    """What an account holds of one stock and how it stands. USD; negative quantity is short."""

    account: str
    conid: int
    quantity: Decimal
    price: Decimal
    """Mark price."""
    cost: Decimal
    """What was paid for it, commissions included; negative for a short position."""
    realized_pnl: Decimal
    """Profit of the parts closed since the world began, after commissions."""

    @property
    def instrument(self) -> Instrument:
        """The listing."""
        return instrument(self.conid)

    @property
    def value(self) -> Decimal:
        """Quantity times mark price."""
        return self.quantity * self.price

    @property
    def average_cost(self) -> Decimal:
        """Cost of one share; zero for a closed position."""
        return self.cost / self.quantity if self.quantity else Decimal(0)

    @property
    def unrealized_pnl(self) -> Decimal:
        """Profit if it were closed at the mark, without further commission."""
        return self.value - self.cost


@attrs.frozen(kw_only=True)
class Summary:
    """An account at one moment, in USD."""

    account: str
    cash: Decimal
    gross_position_value: Decimal
    """Sum of the absolute values of positions."""
    net_liquidation: Decimal
    initial_margin: Decimal
    maintenance_margin: Decimal
    unrealized_pnl: Decimal
    realized_pnl: Decimal
    fees: Decimal
    """Commissions paid since the world began."""
    daily_pnl: Decimal
    """Change of net liquidation since the close of the session before."""

    @property
    def available_funds(self) -> Decimal:
        """Net liquidation above the initial margin."""
        return self.net_liquidation - self.initial_margin

    @property
    def excess_liquidity(self) -> Decimal:
        """Net liquidation above the maintenance margin."""
        return self.net_liquidation - self.maintenance_margin

    @property
    def buying_power(self) -> Decimal:
        """Value of stock that the available funds can open."""
        return max(self.available_funds, Decimal(0)) / INITIAL_MARGIN


@attrs.define
class _Stake:
    """The running figures of one stock."""

    quantity: Decimal = Decimal(0)
    cost: Decimal = Decimal(0)
    realized: Decimal = Decimal(0)

    def trade(self, quantity: Decimal, price: Decimal, commission: Decimal) -> None:
        """Add a signed quantity: first it closes what is open the other way, the rest opens."""
        closing = _closed_by(self.quantity, quantity)
        share = closing / quantity
        fee_of_closing = (commission * share).quantize(_SMALLEST)
        if closing:
            released = (self.cost * -closing / self.quantity).quantize(_SMALLEST)
            self.realized += -closing * price - fee_of_closing - released
            self.cost -= released
        self.cost += (quantity - closing) * price + commission - fee_of_closing
        self.quantity += quantity


def _closed_by(held: Decimal, traded: Decimal) -> Decimal:
    """The part of a signed trade that closes a signed position."""
    if held * traded >= 0:
        return Decimal(0)
    return traded if abs(traded) <= abs(held) else -held


class Account:
    """The ledger of one account. Fills are its only input."""

    def __init__(self, start: AccountStart) -> None:
        """Open the ledger with what the account starts with."""
        self.start = start
        self.account_id = start.account_id
        self.cash = start.cash
        self.fees = Decimal(0)
        self.equity_at_close: Decimal = Decimal(0)
        """Net liquidation at the close of the latest session; the broker notes it there."""
        self._stakes = {
            holding.conid: _Stake(holding.quantity, holding.quantity * holding.average_cost)
            for holding in start.holdings
        }

    @property
    def conids(self) -> tuple[int, ...]:
        """Every stock that is or was held."""
        return tuple(self._stakes)

    def quantity(self, conid: int) -> Decimal:
        """Shares held; negative when short."""
        stake = self._stakes.get(conid)
        return stake.quantity if stake else Decimal(0)

    def trade(self, conid: int, quantity: Decimal, price: Decimal, commission: Decimal) -> None:
        """Book a fill: `quantity` is negative for a sale."""
        self._stakes.setdefault(conid, _Stake()).trade(quantity, price, commission)
        self.cash -= quantity * price + commission
        self.fees += commission

    def positions(self, marks: Marks) -> list[Position]:
        """Every stock that is or was held, at those prices, by conid."""
        return [self._position(conid, stake, marks[conid]) for conid, stake in sorted(self._stakes.items())]

    def summary(self, marks: Marks) -> Summary:
        """The account's figures at those prices."""
        positions = self.positions(marks)
        gross = sum((abs(each.value) for each in positions), Decimal(0))
        equity = self.equity(marks)
        return Summary(
            account=self.account_id,
            cash=self.cash,
            gross_position_value=gross,
            net_liquidation=equity,
            initial_margin=gross * INITIAL_MARGIN,
            maintenance_margin=gross * MAINTENANCE_MARGIN,
            unrealized_pnl=sum((each.unrealized_pnl for each in positions), Decimal(0)),
            realized_pnl=sum((each.realized_pnl for each in positions), Decimal(0)),
            fees=self.fees,
            daily_pnl=equity - self.equity_at_close,
        )

    def equity(self, marks: Marks) -> Decimal:
        """Cash and positions at those prices."""
        return self.cash + sum(
            (stake.quantity * marks[conid] for conid, stake in self._stakes.items()), Decimal(0)
        )

    def _position(self, conid: int, stake: _Stake, price: Decimal) -> Position:
        return Position(
            account=self.account_id,
            conid=conid,
            quantity=stake.quantity,
            price=price,
            cost=stake.cost,
            realized_pnl=stake.realized,
        )
