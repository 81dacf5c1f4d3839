"""Orders and fills, calculated by hand on a few bars."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ibkr.backtest import (
    FixedCommission,
    NoCommission,
    PercentCommission,
    PerShareCommission,
    StrategyError,
)

from .examples import buy, daily, run, sell

BARS = daily((10, 11), (12, 13), (14, 15), (16, 17))


def test_an_order_decided_on_a_bar_is_filled_at_the_open_of_the_next():
    result = run(BARS, {0: buy(100)})
    (fill,) = result.fills
    assert (fill.bar, fill.price, fill.quantity, fill.position, fill.cash) == (1, 12.0, 100, 100, 8_800.0)
    assert fill.time == datetime(2013, 1, 8, tzinfo=UTC)
    assert result.equity.tolist() == [10_000.0, 10_100.0, 10_300.0, 10_500.0]
    assert result.convention == "next_open"


def test_a_round_trip_earns_the_difference_of_the_opens():
    result = run(BARS, {0: buy(100), 2: sell(100)})
    (trade,) = result.trades
    assert (trade.side, trade.pnl, trade.bars_held) == ("long", 400.0, 2)
    assert result.equity[-1] == 10_400.0
    assert result.position.tolist() == [0, 100, 100, 0]


def test_a_short_sale_earns_when_the_price_falls():
    result = run(daily((20, 20), (20, 18), (15, 14), (10, 9)), {0: sell(100), 2: buy(100)})
    (trade,) = result.trades
    assert (trade.side, trade.entry_price, trade.exit_price, trade.pnl) == ("short", 20.0, 10.0, 1_000.0)
    assert result.equity.tolist() == [10_000.0, 10_200.0, 10_600.0, 11_000.0]


def test_the_commission_leaves_the_account_with_the_fill():
    result = run(BARS, {0: buy(100), 2: sell(100)}, commission=FixedCommission(2.5))
    assert [fill.cash for fill in result.fills] == [10_000 - 1_200 - 2.5, 10_000 + 400 - 5]
    assert result.trades[0].commission == 5.0
    assert result.trades[0].pnl == 395.0
    assert result.metrics.commission == 5.0


@pytest.mark.parametrize(
    ("model", "quantity", "price", "charge"),
    [
        (NoCommission(), 100, 25.0, 0.0),
        (FixedCommission(3.0), 100, 25.0, 3.0),
        (PercentCommission(0.1), 100, 25.0, 2.5),
        # The three examples of IBKR's own page for fixed pricing, and one below a dollar.
        (PerShareCommission(), 100, 25.0, 1.0),
        (PerShareCommission(), 1_000, 25.0, 5.0),
        (PerShareCommission(), 1_000, 0.25, 2.5),
        (PerShareCommission(), 10, 0.20, 0.02),
    ],
)
def test_each_commission_model_charges_what_it_says(model, quantity, price, charge):
    assert model(quantity, price) == pytest.approx(charge, abs=1e-12)


def test_a_commission_below_zero_is_refused():
    with pytest.raises(ValueError, match="amount"):
        FixedCommission(-1.0)


def test_an_order_that_a_gap_made_too_dear_is_refused_and_says_why():
    result = run(daily((10, 10), (10.5, 10.5), (10, 10)), {0: buy(1_000)})
    (event,) = result.events
    assert not result.fills
    assert result.orders[0].status == "refused"
    assert (event.bar, event.kind, event.order_id) == (1, "refused", 0)
    assert (
        event.reason
        == "BUY 1,000 at 10.50 refused: it costs 10,500.00 with commission and the cash is 10,000.00"
    )


def test_the_commission_counts_in_the_cash_check():
    affordable = run(daily((10, 10), (10, 10)), {0: buy(1_000)})
    assert len(affordable.fills) == 1
    too_dear = run(daily((10, 10), (10, 10)), {0: buy(1_000)}, commission=FixedCommission(0.01))
    assert not too_dear.fills


def test_a_fraction_is_sized_at_the_fill_so_that_a_gap_cannot_refuse_it():
    result = run(
        daily((10, 10), (12, 12)),
        {0: lambda strategy: strategy.buy(fraction=1.0)},
        commission=FixedCommission(5.0),
    )
    (fill,) = result.fills
    assert fill.quantity == 832  # (10,000 - 5) / 12 = 832.9
    assert fill.cash == 10_000 - 832 * 12 - 5
    assert result.orders[0].fraction == 1.0


def test_a_fraction_too_small_for_a_share_is_refused():
    result = run(daily((10, 10), (12_000, 12_000)), {0: lambda strategy: strategy.buy(fraction=1.0)})
    assert [event.reason for event in result.events] == [
        "BUY 0 at 12,000.00 refused: the size comes to no whole share"
    ]


def test_a_short_position_may_not_be_worth_more_than_the_equity():
    enough = run(daily((10, 10), (10, 10)), {0: sell(1_000)})
    assert enough.position[-1] == -1_000
    too_much = run(daily((10, 10), (10, 10)), {0: sell(1_001)})
    assert "more than the equity" in too_much.events[0].reason


def test_buying_back_is_never_refused_and_ruin_is_told_once():
    result = run(daily((10, 10), (10, 10), (30, 30), (30, 31)), {0: sell(1_000), 2: buy(1_000)})
    assert [fill.side for fill in result.fills] == ["SELL", "BUY"]
    assert result.cash[-1] == -10_000.0
    (event,) = result.events
    assert (event.kind, event.bar) == ("insolvent", 2)


def test_one_order_can_turn_a_long_position_into_a_short_one():
    result = run(BARS, {0: buy(10), 1: sell(25)})
    assert result.position.tolist() == [0, 10, -15, -15]
    assert [(trade.quantity, trade.pnl) for trade in result.trades] == [(10, 20.0)]


def test_entries_are_closed_first_in_first_out_and_share_their_commission():
    result = run(
        daily((10, 10), (10, 10), (20, 20), (30, 30)),
        {0: buy(10), 1: buy(10), 2: sell(15)},
        commission=FixedCommission(3.0),
    )
    first, second = result.trades
    assert (first.quantity, first.entry_price, first.commission) == (10, 10.0, pytest.approx(3.0 + 2.0))
    assert (second.quantity, second.entry_price, second.commission) == (5, 20.0, pytest.approx(1.5 + 1.0))
    assert first.pnl == pytest.approx(200 - 5)
    assert second.pnl == pytest.approx(50 - 2.5)


def test_orders_of_one_bar_are_filled_in_the_order_they_were_given():
    def swap(strategy):
        strategy.sell(quantity=100)
        strategy.buy(quantity=50)

    result = run(BARS, {0: buy(100), 1: swap})
    assert [(fill.side, fill.position) for fill in result.fills] == [("BUY", 100), ("SELL", 0), ("BUY", 50)]


def test_an_order_of_the_last_bar_expires_and_says_so():
    result = run(BARS, {3: buy(1)})
    assert result.orders[0].status == "expired"
    assert [(event.bar, event.kind) for event in result.events] == [(3, "expired")]


def test_an_order_for_nothing_is_refused_not_forgotten():
    result = run(BARS, {0: buy(0)})
    assert [event.kind for event in result.events] == ["refused"]


@pytest.mark.parametrize(
    ("size", "complaint"),
    [
        ({"quantity": float("nan")}, "quantity=nan"),
        ({"quantity": -5}, "quantity=-5"),
        ({"quantity": 1.5}, "whole number"),
        ({"fraction": 0.0}, "fraction=0.0"),
        ({"fraction": 1.01}, "at most 1"),
        ({"fraction": float("nan")}, "fraction=nan"),
        ({}, "either quantity= or fraction="),
        ({"quantity": 1, "fraction": 0.5}, "not both"),
    ],
)
def test_a_size_that_cannot_be_meant_stops_the_run_and_names_the_bar(size, complaint):
    with pytest.raises(StrategyError, match=complaint) as caught:
        run(BARS, {1: lambda strategy: strategy.buy(**size)})
    assert caught.value.bar == 1
