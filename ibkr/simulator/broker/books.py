"""The accounts of the world at the prices of a moment, and how they did day by day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.broker.account import Account, AccountStart, LedgerEntry, Position, Summary
from ibkr.simulator.broker.costs import Traded, fee
from ibkr.simulator.broker.margin import Margin, margin_of
from ibkr.simulator.broker.ticket import Refused
from ibkr.simulator.market import calendar
from ibkr.simulator.market.barsize import BarSize
from ibkr.simulator.market.contract import instrument
from ibkr.simulator.market.market import Market, NoPrices

if TYPE_CHECKING:
    from datetime import date

    from ibkr.simulator.broker.together import Legs
    from ibkr.simulator.market.bars import BarSeries

_ONE_DAY = BarSize(1, "d")
_CENT = Decimal("0.01")


@attrs.frozen(kw_only=True)
class Pnl:
    """How an account stands, in its own currency."""

    daily: Decimal
    """Change of net liquidation since the close of the session before."""
    unrealized: Decimal
    realized: Decimal
    net_liquidation: Decimal
    excess_liquidity: Decimal
    available_funds: Decimal
    market_value: Decimal
    """Of all positions, short ones negative."""


@attrs.frozen(kw_only=True)
class Part:
    """What some positions of an account come to, in its currency."""

    daily: Decimal = Decimal(0)
    """Gain since the close before of what is held now; trades of the day do not count."""
    unrealized: Decimal = Decimal(0)
    worth: Decimal = Decimal(0)
    """Their share of net liquidation: of futures the open profit only."""
    maintenance: Decimal = Decimal(0)
    cash: Decimal = Decimal(0)

    def without(self, other: Part) -> Part:
        """What is left when `other` is taken out."""
        return Part(
            daily=self.daily - other.daily,
            unrealized=self.unrealized - other.unrealized,
            worth=self.worth - other.worth,
            maintenance=self.maintenance - other.maintenance,
            cash=self.cash - other.cash,
        )


@attrs.frozen(kw_only=True)
class Performance:
    """Net liquidation at the close of each session, oldest first, in the account's currency."""

    account: str
    currency: str
    start: tuple[date, Decimal]
    """The day before the first, and the value then."""
    days: tuple[date, ...]
    values: tuple[Decimal, ...]

    @property
    def returns(self) -> tuple[Decimal, ...]:
        """Gain since the start as a fraction, day by day: 0.01 is one per cent."""
        first = self.start[1]
        return tuple(value / first - 1 if first else Decimal(0) for value in self.values)


class Books:
    """All accounts, valued by a market."""

    def __init__(self, market: Market, starts: Sequence[AccountStart], start: float) -> None:
        """Open the books at epoch second `start`."""
        self._market = market
        self._start = start
        self._accounts = {entry.account_id: Account(entry) for entry in starts}
        self._traded: dict[tuple[int, str, int], tuple[Traded, Decimal]] = {}
        """What an order has traded in a contract for an account, and what it paid for that."""
        self._closes: dict[str, dict[date, Decimal]] = {each: {} for each in self._accounts}
        self._before = lru_cache(maxsize=64)(self._past)
        self.note_close(_last_closed(start), record=False)

    @property
    def accounts(self) -> tuple[str, ...]:
        """Account ids, the first is the default."""
        return tuple(self._accounts)

    def account(self, account: str) -> Account:
        """The ledger of an account.

        Raises:
            Refused: cause `account`.
        """
        if account not in self._accounts:
            raise Refused("account", f"There is no account {account} here")
        return self._accounts[account]

    # -- booking ---------------------------------------------------------------------

    def trade(
        self, account: str, order_id: int, conid: int, size: Decimal, price: Decimal
    ) -> tuple[Decimal, Decimal]:
        """Book a signed fill of an order; returns the commission it costs and the profit it realises."""
        ledger = self._accounts[account]
        key = (order_id, account, conid)
        side = "BUY" if size > 0 else "SELL"
        before, paid = self._traded.get(key, (Traded(listing=instrument(conid), side=side), Decimal(0)))
        after = before.with_fill(abs(size), price)
        # A least charge in dollars may be less of another currency by the time of the next fill.
        due = max(fee(after, ledger.start.commissions) - paid, Decimal(0))
        self._traded[key] = after, paid + due
        return due, ledger.trade(conid, size, price, due)

    def combine(self, account: str, legs: Legs, size: Decimal) -> None:
        """Remember that the legs of a combination were just traded as one; `size` is negative for a sale."""
        if legs:
            self._accounts[account].combinations.trade(legs, size)
        self._fit(self._accounts[account])

    def _fit(self, account: Account) -> None:
        account.combinations.fit(account.quantity)

    def settle(self, account: str, conid: int, size: Decimal, price: Decimal) -> Decimal:
        """Book what an expiry or an exercise brings, for which nobody charges; the profit it realises."""
        mine = self._accounts[account]
        profit = mine.trade(conid, size, price, Decimal(0))
        self._fit(mine)
        return profit

    def receive(self, account: str, currency: str, amount: Decimal, at: float) -> None:
        """Take money in from outside, or pay it out when negative."""
        mine = self.account(account)
        mine.receive(currency, amount, self.rates(mine, at, also=(currency,))[currency])

    def hand_over(self, account: str, conid: int, quantity: Decimal, at: float) -> Decimal:
        """Give a part of a position away; what it had cost. It is neither profit nor loss."""
        mine = self.account(account)
        before = self._equity(mine, at)
        cost = mine.hand_over(conid, quantity)
        self._fit(mine)
        mine.equity_at_close += self._equity(mine, at) - before
        return cost

    def take_over(self, account: str, conid: int, quantity: Decimal, cost: Decimal, at: float) -> None:
        """Add to a position what had cost `cost` elsewhere. It is neither profit nor loss."""
        mine = self.account(account)
        before = self._equity(mine, at)
        mine.take_over(conid, quantity, cost)
        mine.equity_at_close += self._equity(mine, at) - before

    def note_close(self, session: calendar.Session, *, record: bool = True) -> None:
        """Keep what every account is worth at the close of a session."""
        for name, account in self._accounts.items():
            account.equity_at_close = self._equity(account, session.closes)
            if record:
                self._closes[name][session.day] = account.equity_at_close

    # -- valuing ---------------------------------------------------------------------

    def marks(self, conids: Iterable[int], at: float) -> dict[int, Decimal]:
        """Prices of contracts and of what they are derived from; 0 for what has expired."""
        wanted = {*conids} | {instrument(conid).underlying_conid for conid in conids} - {0}
        return {conid: self._mark(conid, at) for conid in wanted}

    def _mark(self, conid: int, at: float) -> Decimal:
        try:
            return self._market.quote(conid, at).mark
        except NoPrices:
            return Decimal(0)

    def rates(self, account: Account, at: float, *, also: Iterable[str] = ()) -> dict[str, Decimal]:
        """Units of the account's currency for one of each it has, or of others too."""
        own = account.start.currency
        return {each: self._market.rate(each, own, at) for each in {*account.currencies, *also}}

    def positions(self, account: str, at: float) -> list[Position]:
        """What an account holds, or has held, of each contract."""
        mine = self.account(account)
        return mine.positions(self.marks(mine.conids, at), self.rates(mine, at))

    def summary(self, account: str, at: float) -> Summary:
        """The account's money and margin."""
        mine = self.account(account)
        return mine.summary(self.marks(mine.conids, at), self.rates(mine, at))

    def ledger(self, account: str, at: float) -> dict[str, LedgerEntry]:
        """Balances by currency, and under `BASE` all together."""
        mine = self.account(account)
        return mine.ledger(self.marks(mine.conids, at), self.rates(mine, at))

    def pnl(self, account: str, at: float) -> Pnl:
        """Profit and loss of an account."""
        summary, positions = self.summary(account, at), self.positions(account, at)
        return Pnl(
            daily=summary.daily_pnl,
            unrealized=summary.unrealized_pnl,
            realized=summary.realized_pnl,
            net_liquidation=summary.net_liquidation,
            excess_liquidity=summary.excess_liquidity,
            available_funds=summary.available_funds,
            market_value=sum((each.value * each.rate for each in positions), Decimal(0)),
        )

    def part(self, account: str, conids: Collection[int], at: float) -> Part:
        """What an account holds of those contracts."""
        mine = self.account(account)
        marks, rates = self.marks(mine.conids, at), self.rates(mine, at)
        held = [each for each in mine.positions(marks, rates) if each.quantity and each.conid in conids]
        margins = (margin_of(each.conid, each.quantity, marks).times(each.rate) for each in held)
        return Part(
            daily=sum((self._gain(each, at) for each in held), Decimal(0)),
            unrealized=sum((each.unrealized_pnl * each.rate for each in held), Decimal(0)),
            worth=sum((mine.worth(each.conid, marks) * each.rate for each in held), Decimal(0)),
            maintenance=sum(margins, Margin()).maintenance,
        )

    def _gain(self, held: Position, at: float) -> Decimal:
        try:
            quote = self._market.quote(held.conid, at)
        except NoPrices:
            return Decimal(0)
        moved = quote.mark - quote.prior_close
        return moved * held.quantity * held.instrument.multiplier * held.rate

    def _equity(self, account: Account, at: float) -> Decimal:
        return account.equity(self.marks(account.conids, at), self.rates(account, at))

    # -- looking back ----------------------------------------------------------------

    def performance(self, account: str, at: float, *, days: int) -> Performance:
        """The value of an account at the last `days` closes by `at`.

        Before the world began the account is taken to have held what it began with,
        without trades, payments or changes of exchange rates.
        """
        mine = self.account(account)
        series = {**self._before(account, days + 1), **self._closes[account]}
        last = _last_closed(at).day
        closed = sorted(day for day in series if day <= last)[-(days + 1) :]
        first, shown = closed[0], closed[1:] or closed
        return Performance(
            account=account,
            currency=mine.start.currency,
            start=(first, series[first]),
            days=tuple(shown),
            values=tuple(series[day] for day in shown),
        )

    def _past(self, account: str, days: int) -> Mapping[date, Decimal]:
        """What the account would have been worth at closes before the world began."""
        opening = Account(self._accounts[account].start)
        rates = self.rates(opening, self._start)
        sessions = [_last_closed(self._start)]
        while len(sessions) < days:
            sessions.append(calendar.previous_session(sessions[-1].day))
        prices = {conid: self._daily(conid, sessions[0].closes, days) for conid in opening.conids}
        return {session.day: opening.equity(_prices_of(prices, session.day), rates) for session in sessions}

    def _daily(self, conid: int, until: float, days: int) -> dict[date, Decimal]:
        bars: BarSeries = self._market.bars(conid, size=_ONE_DAY, until=until, count=days)
        listed = [calendar.local_date(time / 1000) for time in bars.time.tolist()]
        closes = [Decimal(repr(close)).quantize(_CENT) for close in bars.close.tolist()]
        return dict(zip(listed, closes, strict=True))


def _last_closed(at: float) -> calendar.Session:
    """The last session of stocks that was over at epoch second `at`."""
    latest = calendar.latest_session(at)
    return latest if latest.closes <= at else calendar.previous_session(latest.day)


def _prices_of(prices: Mapping[int, Mapping[date, Decimal]], day: date) -> dict[int, Decimal]:
    """Closes of a day; a contract that was not traded yet counts with its first."""
    return {
        conid: closes.get(day) or next(iter(closes.values()), Decimal(0)) for conid, closes in prices.items()
    }
