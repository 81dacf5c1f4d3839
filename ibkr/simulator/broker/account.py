"""Money and positions of an account, in exact decimals, currency by currency.

A future costs nothing but its commission: only the profit of closing it is money. A
purchase of one currency for another is no position, it changes two balances.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import attrs

from ibkr.simulator.broker.margin import INITIAL_MARGIN, Margin, margin_of
from ibkr.simulator.broker.starts import (
    ADVISOR_ACCOUNTS,
    DEFAULT_ACCOUNTS,
    LINKED_ACCOUNTS,
    LIVE_ACCOUNTS,
    AccountStart,
    Holding,
)
from ibkr.simulator.broker.together import Combinations
from ibkr.simulator.market.contract import Instrument, instrument

__all__ = [
    "ADVISOR_ACCOUNTS",
    "DEFAULT_ACCOUNTS",
    "LINKED_ACCOUNTS",
    "LIVE_ACCOUNTS",
    "Account",
    "AccountStart",
    "Holding",
    "LedgerEntry",
    "Marks",
    "Position",
    "Rates",
    "Summary",
]

_SMALLEST = Decimal("0.00000001")
"""Costs of parts of a position are rounded to this; what is cut off stays in the rest."""
_ZERO = Decimal(0)

Marks = Mapping[int, Decimal]
"""Prices to value positions at, by conid."""
Rates = Mapping[str, Decimal]
"""Units of the account's currency for one of another; what is missing counts as 1."""
NO_RATES: Rates = {}


@attrs.frozen(kw_only=True)
class Position:
    """What an account holds of one contract and how it stands, in the contract's currency.

    A negative quantity is short.
    """

    account: str
    conid: int
    quantity: Decimal
    price: Decimal
    """Mark price."""
    cost: Decimal
    """What was paid for it, commissions included; negative for a short position."""
    realized_pnl: Decimal
    """Profit of the parts closed since the world began, after commissions."""
    rate: Decimal = Decimal(1)
    """Units of the account's currency for one of the contract's."""

    @property
    def instrument(self) -> Instrument:
        """The listing."""
        return instrument(self.conid)

    @property
    def value(self) -> Decimal:
        """Quantity times mark price and multiplier; of a future too, though nobody paid it."""
        return self.quantity * self.price * self.instrument.multiplier

    @property
    def average_cost(self) -> Decimal:
        """Cost of one share or contract; zero for a closed position."""
        return self.cost / self.quantity if self.quantity else _ZERO

    @property
    def average_price(self) -> Decimal:
        """The same as a price: without the multiplier."""
        return self.average_cost / self.instrument.multiplier

    @property
    def unrealized_pnl(self) -> Decimal:
        """Profit if it were closed at the mark, without further commission."""
        return self.value - self.cost


@attrs.frozen(kw_only=True)
class Summary:
    """An account at one moment, in its own currency."""

    account: str
    cash: Decimal
    """Of all currencies."""
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
    currency: str = "USD"

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
        return max(self.available_funds, _ZERO) / INITIAL_MARGIN

    @property
    def cushion(self) -> Decimal:
        """Excess liquidity as a share of net liquidation."""
        return self.excess_liquidity / self.net_liquidation if self.net_liquidation else _ZERO


@attrs.frozen(kw_only=True)
class LedgerEntry:
    """What an account has in one currency, or (`BASE`) in all of them together in its own."""

    currency: str
    exchange_rate: Decimal
    """Units of the account's currency for one of this."""
    cash: Decimal
    values: Mapping[str, Decimal]
    """Value of positions by kind of contract: STK, OPT, BOND, CRYPTO, and FUT (what they stand for)."""
    futures_pnl: Decimal
    unrealized_pnl: Decimal
    realized_pnl: Decimal

    @property
    def net_liquidation(self) -> Decimal:
        """Cash, positions, and of futures their profit."""
        held = sum((value for kind, value in self.values.items() if kind != "FUT"), _ZERO)
        return self.cash + held + self.futures_pnl

    def value(self, sec_type: str) -> Decimal:
        """Value of the positions of one kind."""
        return self.values.get(sec_type, _ZERO)


@attrs.define
class _Stake:
    """The running figures of one contract."""

    quantity: Decimal = Decimal(0)
    cost: Decimal = Decimal(0)
    basis: Decimal = Decimal(0)
    """The cost without commissions."""
    realized: Decimal = Decimal(0)

    def trade(self, quantity: Decimal, worth: Decimal, commission: Decimal) -> Decimal:
        """Add a signed quantity: first it closes what is open the other way, the rest opens.

        `worth` is the price of one share or contract with its multiplier. Returns the
        profit of what was closed, without commissions.
        """
        closing, profit = _closed_by(self.quantity, quantity), _ZERO
        fee_of_closing = (commission * (closing / quantity)).quantize(_SMALLEST)
        if closing:
            part = -closing / self.quantity
            released, freed = self.release(part)
            self.realized += -closing * worth - fee_of_closing - released
            profit = -closing * worth - freed
        self.cost += (quantity - closing) * worth + commission - fee_of_closing
        self.basis += (quantity - closing) * worth
        self.quantity += quantity
        return profit

    def release(self, part: Decimal) -> tuple[Decimal, Decimal]:
        """Take out of cost and basis what belongs to a part of the position; all of it with the whole."""
        cost, basis = self.cost * part, self.basis * part
        if part != 1:
            cost, basis = cost.quantize(_SMALLEST), basis.quantize(_SMALLEST)
        self.cost -= cost
        self.basis -= basis
        return cost, basis


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
        self.balances: dict[str, Decimal] = {start.currency: start.cash, **dict(start.balances)}
        self.equity_at_close: Decimal = Decimal(0)
        """Net liquidation at the close of the latest session; the broker notes it there."""
        self._fees: dict[str, Decimal] = {}
        self._stakes = {holding.conid: _begun(holding) for holding in start.holdings}
        self.combinations = Combinations()
        """Which positions were opened as one."""

    @property
    def conids(self) -> tuple[int, ...]:
        """Every contract that is or was held."""
        return tuple(self._stakes)

    @property
    def cash(self) -> Decimal:
        """What there is of the account's own currency."""
        return self.balances[self.start.currency]

    @property
    def currencies(self) -> tuple[str, ...]:
        """Every currency the account has or had something in, its own first."""
        held = (instrument(conid).currency for conid in self._stakes)
        return tuple(dict.fromkeys((*self.balances, *held, *self._fees)))

    def fees(self, rates: Rates = NO_RATES) -> Decimal:
        """Commissions paid since the world began, at those rates."""
        return sum((fee * rates.get(currency, Decimal(1)) for currency, fee in self._fees.items()), _ZERO)

    def quantity(self, conid: int) -> Decimal:
        """Shares or contracts held; negative when short."""
        stake = self._stakes.get(conid)
        return stake.quantity if stake else Decimal(0)

    def trade(self, conid: int, quantity: Decimal, price: Decimal, commission: Decimal) -> Decimal:
        """Book a fill: `quantity` is negative for a sale. The commission is in the contract's currency.

        Returns the profit it realises, after its part of the commissions.
        """
        listing = instrument(conid)
        self._fees[listing.currency] = self._fees.get(listing.currency, _ZERO) + commission
        if listing.sec_type == "CASH":
            self._pay(listing.symbol, quantity)
            self._pay(listing.currency, -quantity * price - commission)
            return _ZERO
        worth = price * listing.multiplier
        stake = self._stakes.setdefault(conid, _Stake())
        before = stake.realized
        profit = stake.trade(quantity, worth, commission)
        self._pay(listing.currency, (profit if _is_future(conid) else -quantity * worth) - commission)
        return stake.realized - before

    def receive(self, currency: str, amount: Decimal, rate: Decimal) -> None:
        """Take money in from outside, or pay it out when negative; it is no profit.

        `rate` is units of the account's currency for one of `currency`.
        """
        self._pay(currency, amount)
        self.equity_at_close += amount * rate

    def hand_over(self, conid: int, quantity: Decimal) -> Decimal:
        """Give a part of a position away without a trade; what it had cost."""
        stake = self._stakes[conid]
        cost, _ = stake.release(quantity / stake.quantity)
        stake.quantity -= quantity
        return cost

    def take_over(self, conid: int, quantity: Decimal, cost: Decimal) -> None:
        """Add to a position without a trade what had cost `cost` elsewhere."""
        stake = self._stakes.setdefault(conid, _Stake())
        stake.quantity += quantity
        stake.cost += cost
        stake.basis += cost

    def _pay(self, currency: str, amount: Decimal) -> None:
        self.balances[currency] = self.balances.get(currency, _ZERO) + amount

    # -- at prices -------------------------------------------------------------------

    def positions(self, marks: Marks, rates: Rates = NO_RATES) -> list[Position]:
        """Every contract that is or was held, at those prices, by conid."""
        return [
            self._position(conid, stake, marks[conid], rates) for conid, stake in sorted(self._stakes.items())
        ]

    def summary(self, marks: Marks, rates: Rates = NO_RATES) -> Summary:
        """The account's figures at those prices."""
        positions = self.positions(marks, rates)
        margin, equity = self.margin(marks, rates), self.equity(marks, rates)
        return Summary(
            account=self.account_id,
            cash=self.total_cash(rates),
            gross_position_value=sum((abs(each.value) * each.rate for each in positions), _ZERO),
            net_liquidation=equity,
            initial_margin=margin.initial,
            maintenance_margin=margin.maintenance,
            unrealized_pnl=sum((each.unrealized_pnl * each.rate for each in positions), _ZERO),
            realized_pnl=sum((each.realized_pnl * each.rate for each in positions), _ZERO),
            fees=self.fees(rates),
            daily_pnl=equity - self.equity_at_close,
            currency=self.start.currency,
        )

    def margin(self, marks: Marks, rates: Rates = NO_RATES) -> Margin:
        """What its positions tie up."""
        held = [(conid, stake.quantity) for conid, stake in self._stakes.items() if stake.quantity]
        return sum(
            (margin_of(conid, quantity, marks).times(_rate(conid, rates)) for conid, quantity in held),
            Margin(),
        )

    def total_cash(self, rates: Rates = NO_RATES) -> Decimal:
        """Cash of all currencies in the account's own."""
        return sum(
            (amount * rates.get(currency, Decimal(1)) for currency, amount in self.balances.items()), _ZERO
        )

    def equity(self, marks: Marks, rates: Rates = NO_RATES) -> Decimal:
        """Cash and positions at those prices."""
        return self.total_cash(rates) + sum(
            (self.worth(conid, marks) * _rate(conid, rates) for conid in self._stakes), _ZERO
        )

    def ledger(self, marks: Marks, rates: Rates = NO_RATES) -> dict[str, LedgerEntry]:
        """By currency, and under `BASE` all together in the account's own."""
        entries = {each: self._entry(each, marks, rates) for each in self.currencies}
        return {**entries, "BASE": _together(list(entries.values()))}

    def _entry(self, currency: str, marks: Marks, rates: Rates) -> LedgerEntry:
        mine = [each for each in self.positions(marks) if each.instrument.currency == currency]
        values: dict[str, Decimal] = {}
        for each in mine:
            kind = each.instrument.sec_type
            values[kind] = values.get(kind, _ZERO) + each.value
        futures = [each.conid for each in mine if _is_future(each.conid)]
        return LedgerEntry(
            currency=currency,
            exchange_rate=rates.get(currency, Decimal(1)),
            cash=self.balances.get(currency, _ZERO),
            values=values,
            futures_pnl=sum((self.worth(conid, marks) for conid in futures), _ZERO),
            unrealized_pnl=sum((each.unrealized_pnl for each in mine), _ZERO),
            realized_pnl=sum((each.realized_pnl for each in mine), _ZERO),
        )

    def worth(self, conid: int, marks: Marks) -> Decimal:
        """What a position adds to the equity, in its currency."""
        stake = self._stakes[conid]
        value = stake.quantity * marks[conid] * instrument(conid).multiplier
        return value - stake.basis if _is_future(conid) else value

    def _position(self, conid: int, stake: _Stake, price: Decimal, rates: Rates) -> Position:
        return Position(
            account=self.account_id,
            conid=conid,
            quantity=stake.quantity,
            price=price,
            cost=stake.cost,
            realized_pnl=stake.realized,
            rate=_rate(conid, rates),
        )


def _begun(holding: Holding) -> _Stake:
    cost = holding.quantity * holding.average_cost
    return _Stake(holding.quantity, cost, cost)


def _is_future(conid: int) -> bool:
    return instrument(conid).sec_type == "FUT"


def _rate(conid: int, rates: Rates) -> Decimal:
    return rates.get(instrument(conid).currency, Decimal(1))


def _together(entries: list[LedgerEntry]) -> LedgerEntry:
    """Entries of several currencies as one, converted."""
    values: dict[str, Decimal] = {}
    for entry in entries:
        for kind, value in entry.values.items():
            values[kind] = values.get(kind, _ZERO) + value * entry.exchange_rate
    return LedgerEntry(
        currency="BASE",
        exchange_rate=Decimal(1),
        cash=sum((each.cash * each.exchange_rate for each in entries), _ZERO),
        values=values,
        futures_pnl=sum((each.futures_pnl * each.exchange_rate for each in entries), _ZERO),
        unrealized_pnl=sum((each.unrealized_pnl * each.exchange_rate for each in entries), _ZERO),
        realized_pnl=sum((each.realized_pnl * each.exchange_rate for each in entries), _ZERO),
    )
