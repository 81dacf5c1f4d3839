"""Properties of the account: the sums agree, whatever is ordered."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibkr.backtest import (
    FixedCommission,
    NoCommission,
    PercentCommission,
    PerShareCommission,
    Result,
    Strategy,
    backtest,
)

from .examples import daily, run, wandering

SIZES = st.one_of(
    st.fixed_dictionaries({"quantity": st.integers(0, 400)}),
    st.fixed_dictionaries({"fraction": st.floats(0.01, 1.0)}),
)
ORDERS = st.lists(st.tuples(st.integers(0, 29), st.sampled_from(["buy", "sell"]), SIZES), max_size=40)
COMMISSIONS = st.sampled_from(
    [NoCommission(), FixedCommission(2.0), PercentCommission(0.25), PerShareCommission()]
)


@st.composite
def runs(draw: st.DrawFn) -> Result:
    """Random orders on a random walk; the strategy checks what it is told on every bar."""
    orders = draw(ORDERS)

    class Random(Strategy):
        def next(self):
            assert self.equity == self.cash + self.position * self.data.close[-1]
            for bar, side, size in orders:
                if bar == self.index:
                    getattr(self, side)(**size)

    bars = wandering(30, seed=draw(st.integers(0, 500)))
    return backtest(Random, bars, cash=20_000.0, commission=draw(COMMISSIONS))


@given(runs())
def test_equity_is_cash_plus_the_position_at_the_close(result: Result):
    assert (result.equity == result.cash + result.position * result.bars.close).all()


@given(runs())
def test_equity_follows_from_the_fills_alone(result: Result):
    closes = result.bars.close.tolist()
    for bar, equity in enumerate(result.equity.tolist()):
        past = [fill for fill in result.fills if fill.bar <= bar]
        signed = [(fill.quantity if fill.side == "BUY" else -fill.quantity, fill) for fill in past]
        position = sum(quantity for quantity, _ in signed)
        spent = math.fsum(quantity * fill.price + fill.commission for quantity, fill in signed)
        assert equity == pytest.approx(20_000.0 - spent + position * closes[bar], abs=1e-6)


@given(runs())
def test_profits_of_trades_and_of_what_is_open_make_the_change_in_equity(result: Result):
    opened = {"BUY": 1, "SELL": -1}
    total = math.fsum(
        opened[fill.side] * fill.quantity * (result.bars.close[-1] - fill.price) - fill.commission
        for fill in result.fills
    )
    closed = math.fsum(trade.pnl for trade in result.trades)
    assert result.equity[-1] - 20_000.0 == pytest.approx(total, abs=1e-6)
    if not result.position[-1]:
        assert closed == pytest.approx(total, abs=1e-6)


@given(runs())
def test_every_order_ends_in_one_fill_or_in_one_event_that_says_why(result: Result):
    filled = [fill.order_id for fill in result.fills]
    told = [event.order_id for event in result.events if event.order_id is not None]
    assert sorted(filled + told) == list(range(len(result.orders)))
    assert all(event.reason for event in result.events)
    for order in result.orders:
        assert (order.status == "filled") == (order.order_id in filled)


@given(runs())
def test_a_fill_that_adds_to_a_position_never_borrows(result: Result):
    before = 0
    for fill in result.fills:
        adds = abs(fill.position) > abs(before) or fill.position * before < 0
        if adds and fill.position > 0:
            assert fill.cash >= -1e-6
        elif adds:
            short = -fill.position * fill.price
            assert short <= fill.cash - short + 1e-6
        before = fill.position


@given(
    fraction=st.floats(0.001, 1.0),
    price=st.floats(0.5, 30_000.0),
    side=st.sampled_from(["buy", "sell"]),
    commission=COMMISSIONS,
)
def test_a_fraction_taken_from_a_flat_account_fits_with_its_commission(fraction, price, side, commission):
    def decide(strategy: Strategy) -> None:
        getattr(strategy, side)(fraction=fraction)

    result = run(daily((10, 10), (price, price)), {0: decide}, commission=commission)
    budget = fraction * 10_000.0
    if result.fills:
        (fill,) = result.fills
        assert fill.quantity * price + fill.commission <= budget
        # At most two shares more would have fitted: the commission is estimated from above.
        assert (fill.quantity + 3) * price + commission(fill.quantity + 3, price) > budget * (1 - 1e-5)
    else:
        assert "no whole share" in result.events[0].reason
        assert 3 * price + commission(3, price) > budget
