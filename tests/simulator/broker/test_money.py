"""Costs, positions, margin and previews."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ibkr.simulator.broker.account import Account, AccountStart, Holding
from ibkr.simulator.broker.books import Books
from ibkr.simulator.broker.broker import Broker
from ibkr.simulator.broker.costs import commission
from ibkr.simulator.broker.ticket import Refused, Ticket
from ibkr.simulator.market.contract import IBM
from ibkr.simulator.market.market import Market
from ibkr.simulator.market.universe import BTC, USD_JPY

TEN = 1_359_730_800.0
"""Friday 2013-02-01, 10:00 in New York."""
MARKET = Market(seed=7)


@pytest.mark.parametrize(
    ("quantity", "value", "expected"),
    [
        ("100", "20000", "1"),  # at least one dollar
        ("1000", "200000", "5.000"),
        ("1", "30", "0.30"),  # never more than one per cent
        ("100000", "20000", "200.00"),
    ],
)
def test_commission_follows_the_fixed_schedule(quantity: str, value: str, expected: str):
    assert commission(Decimal(quantity), Decimal(value)) == Decimal(expected)


def test_a_fill_never_gives_commission_back():
    books = Books(MARKET, [AccountStart(account_id="DU1234567", cash=Decimal(100_000))], TEN)
    fees = [
        books.trade("DU1234567", 1, USD_JPY.conid, Decimal(1000), Decimal(price))[0] for price in (92, 91, 94)
    ]
    # Two dollars are 184 yen at 92; at the mean of 92 and 91 they would be one less.
    assert [fee.quantize(Decimal("0.01")) for fee in fees] == [184, 0, Decimal("0.67")]


def ledger(*trades: tuple[int, str, str]) -> Account:
    """An account after trades of IBM: quantity, price, commission."""
    account = Account(AccountStart(account_id="DU1234567", cash=Decimal(100_000)))
    for quantity, price, fee in trades:
        account.trade(IBM.conid, Decimal(quantity), Decimal(price), Decimal(fee))
    return account


@pytest.mark.parametrize(
    ("trades", "quantity", "average_cost", "realized"),
    [
        ([(100, "200", "1")], 100, "200.01", "0"),
        ([(100, "200", "1"), (100, "210", "1")], 200, "205.01", "0"),
        ([(100, "200", "1"), (-40, "210", "1")], 60, "200.01", "398.6"),
        ([(100, "200", "1"), (-100, "190", "1")], 0, "0", "-1002"),
        ([(-100, "200", "1")], -100, "199.99", "0"),
        ([(-100, "200", "1"), (100, "190", "1")], 0, "0", "998"),
        ([(100, "200", "0"), (-150, "210", "3")], -50, "209.98", "998"),
    ],
    ids=["buy", "add", "reduce", "close", "short", "cover", "turn over"],
)
def test_positions_carry_their_cost_with_commissions(
    trades: list[tuple[int, str, str]], quantity: int, average_cost: str, realized: str
):
    position = ledger(*trades).positions({IBM.conid: Decimal(200)})[0]
    assert position.quantity == quantity
    assert position.average_cost == Decimal(average_cost)
    assert position.realized_pnl == Decimal(realized)


def test_a_closed_position_leaves_no_cost_behind():
    account = Account(AccountStart(account_id="DU1234567", cash=Decimal(100_000)))
    account.trade(BTC.conid, Decimal("0.33333333"), Decimal("20.41"), Decimal("0.068033325"))
    account.trade(BTC.conid, Decimal("-0.11111111"), Decimal("20.42"), Decimal("0.02"))
    account.trade(BTC.conid, Decimal("-0.22222222"), Decimal("20.42"), Decimal("0.02"))
    (position,) = account.positions({BTC.conid: Decimal(20)})
    assert (position.quantity, position.cost, position.unrealized_pnl) == (0, 0, 0)
    assert position.realized_pnl == account.cash - 100_000


def test_a_summary_adds_up():
    account = ledger((100, "200", "1"))
    summary = account.summary({IBM.conid: Decimal(210)})
    assert summary.cash == Decimal(79_999)
    assert summary.net_liquidation == Decimal(100_999)
    assert summary.unrealized_pnl == Decimal(999)
    assert (summary.initial_margin, summary.maintenance_margin) == (Decimal(10_500), Decimal(5_250))
    assert summary.buying_power == Decimal("180998")


def desk(cash: int, *holdings: Holding) -> Broker:
    """A broker with one account."""
    start = AccountStart(account_id="DU1234567", cash=Decimal(cash), holdings=holdings)
    return Broker(MARKET, start=TEN, accounts=[start])


def ticket(quantity: int, side: str = "BUY", **changes: Any) -> Ticket:
    """A ticket for IBM at the market."""
    asked: dict[str, Any] = {"order_type": "MKT", **changes}
    return Ticket(account="DU1234567", conid=IBM.conid, side=side, quantity=Decimal(quantity), **asked)


def test_cash_buys_twice_its_value_in_stock_and_no_more():
    price = MARKET.quote(IBM.conid, TEN).mark
    most = int(20_000 / (price / 2))
    assert desk(20_000).preview(ticket(most - 1), TEN).problem is None
    assert "20" in str(desk(20_000).preview(ticket(most + 1), TEN).problem)


def test_orders_in_the_market_tie_up_funds():
    broker = desk(20_000)
    broker.submit(ticket(150, order_type="LMT", price=Decimal("190.00")), TEN)
    with pytest.raises(Refused) as refusal:
        broker.submit(ticket(150, order_type="LMT", price=Decimal("190.00")), TEN)
    assert refusal.value.cause == "funds"


def test_a_short_sale_needs_margin_too():
    assert desk(20_000).preview(ticket(100, "SELL"), TEN).problem is None
    assert desk(5_000).preview(ticket(100, "SELL"), TEN).problem is not None


def test_closing_needs_no_funds():
    broker = desk(-19_000, Holding(IBM.conid, Decimal(100), Decimal(200)))
    assert broker.preview(ticket(100, "SELL"), TEN).problem is None


def test_a_preview_tells_cost_and_change():
    preview = desk(100_000).preview(ticket(100, order_type="LMT", price=Decimal("204.00")), TEN)
    mark = MARKET.quote(IBM.conid, TEN).mark
    assert (preview.amount, preview.commission, preview.total) == (Decimal(20_400), 1, Decimal(20_401))
    assert (preview.equity.current, preview.equity.after) == (100_000, 99_999)
    assert preview.initial.change == 100 * mark / 2
    assert preview.maintenance.change == 100 * mark / 4
    assert (preview.position.current, preview.position.after) == (0, 100)


def test_a_preview_leaves_no_trace():
    broker = desk(100_000)
    broker.preview(ticket(100), TEN)
    assert broker.journal == []


@pytest.mark.parametrize(
    ("side", "limit", "beyond"), [("BUY", "214.66", 5), ("BUY", "194.22", -5), ("SELL", "214.66", -5)]
)
def test_price_checks_measure_how_far_a_limit_lies_beyond_the_market(side: str, limit: str, beyond: int):
    checks = desk(1).price_checks(ticket(100, side, order_type="LMT", price=Decimal(limit)), TEN)
    assert checks.distance_percent is not None
    assert float(checks.distance_percent) == pytest.approx(beyond, abs=0.1)
    assert checks.would_fill_at_once is (beyond > 0)
    assert checks.order_value == 100 * Decimal(limit)
    assert not checks.is_off_tick


def test_price_checks_see_prices_between_ticks_and_closed_markets():
    broker, saturday = desk(1), TEN + 86_400
    checks = broker.price_checks(ticket(1, order_type="LMT", price=Decimal("999.999")), saturday)
    assert checks.is_off_tick
    assert not checks.market_is_open
    assert not checks.would_fill_at_once


def test_daily_profit_counts_from_the_last_close():
    broker = desk(0, Holding(IBM.conid, Decimal(100), Decimal(150)))
    quote = MARKET.quote(IBM.conid, TEN)
    assert broker.summary("DU1234567").daily_pnl == pytest.approx(100 * quote.change, abs=20)
    broker.advance(TEN + 6 * 3600)
    assert broker.summary("DU1234567").daily_pnl == 0
