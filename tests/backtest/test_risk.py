"""Costs, sizes, margin and the rules that protect an account."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ibkr.backtest import (
    IBKR_FOREX,
    IBKR_FUTURES,
    IBKR_TIERED,
    Asset,
    FixedSize,
    Kelly,
    PercentOfEquity,
    PercentSlippage,
    PerShareCommission,
    Risk,
    Size,
    SpreadSlippage,
    SquareRootImpact,
    TargetWeight,
    TieredCommission,
    View,
    VolatilityTarget,
    VolumeShareSlippage,
)
from ibkr.errors import BacktestError

from .examples import buy, daily, facts, flat, ohlc, reasons, run, sell

# --- costs -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "quantity", "price", "charge"),
    [
        (TieredCommission(clearing_per_share=0, exchange_per_share=0), 1_000, 25.0, 3.5),
        (TieredCommission(clearing_per_share=0, exchange_per_share=0), 10, 25.0, 0.35),
        (TieredCommission(clearing_per_share=0, exchange_per_share=0), 1_000, 0.25, 2.5),
        # 300,000 shares at 0.0035 and 100,000 at 0.0020.
        (TieredCommission(clearing_per_share=0, exchange_per_share=0), 400_000, 25.0, 1_250.0),
        (IBKR_TIERED, 1_000, 25.0, 3.5 + 0.2 + 3.0),
        (IBKR_TIERED.after(300_000), 1_000, 25.0, 2.0 + 0.2 + 3.0),
        (IBKR_FUTURES, 2, 75_000.0, 4.5),
        (IBKR_FOREX, 1_000_000, 1.3, 26.0),
        (IBKR_FOREX, 10_000, 1.3, 2.0),
    ],
)
def test_ibkrs_schedules(model, quantity, price, charge):
    assert model(quantity, price) == pytest.approx(charge, abs=1e-9)


def test_the_tier_follows_the_volume_of_the_month():
    model = TieredCommission(
        tiers=((100, 0.01), (math.inf, 0.001)), minimum=0, clearing_per_share=0, exchange_per_share=0
    )
    # 7 January is bar 0, 1 February bar 25.
    result = run(flat(10, 30), {0: buy(100), 1: buy(100), 25: buy(100)}, commission=model)
    assert [fill.commission for fill in result.fills] == pytest.approx([1.0, 0.1, 1.0])


def test_an_order_filled_in_parts_pays_its_minimum_once():
    result = run(flat(10, volume=100), {0: buy(250)}, volume_limit=1.0, commission=PerShareCommission())
    assert [(fill.quantity, fill.commission) for fill in result.fills] == [
        (100, 1.0),
        (100, 0.0),
        (50, pytest.approx(0.25)),
    ]


@pytest.mark.parametrize(
    ("model", "sign", "price"),
    [
        (SpreadSlippage(0.1), 1, 100.05),
        (SpreadSlippage(0.1), -1, 99.95),
        (PercentSlippage(0.5), 1, 100.5),
        (VolumeShareSlippage(0.1), 1, 100.1),
        (VolumeShareSlippage(0.1), -1, 99.9),
        (SquareRootImpact(0.02), 1, 100 * (1 + 0.02 * math.sqrt(0.1))),
    ],
)
def test_slippage_makes_a_price_worse(model, sign, price):
    assert model(sign, 100, 100.0, 1_000.0) == pytest.approx(price)


def test_slippage_touches_market_and_stop_orders_but_no_limits():
    bars = ohlc((100, 100, 100, 100), (100, 110, 90, 100))
    spread = SpreadSlippage(2.0)
    assert facts(run(bars, {0: buy(1)}, slippage=spread)) == [(1, "BUY", 1, 101)]
    stopped = run(bars, {0: lambda s: s.sell(quantity=1, stop=95)}, slippage=spread)
    assert facts(stopped) == [(1, "SELL", 1, 94)]
    limited = run(bars, {0: lambda s: s.buy(quantity=1, limit=95)}, slippage=spread)
    assert facts(limited) == [(1, "BUY", 1, 95)]


def test_a_fraction_leaves_room_for_slippage():
    result = run(flat(100), {0: lambda s: s.buy(fraction=1.0)}, slippage=PercentSlippage(1.0))
    assert facts(result) == [(1, "BUY", 99, 101)]


# --- volume ------------------------------------------------------------------------------------


def test_an_order_takes_its_share_of_the_volume_and_works_on():
    result = run(flat(10, volume=100), {0: buy(60)}, volume_limit=0.25)
    assert facts(result) == [(1, "BUY", 25, 10), (2, "BUY", 25, 10), (3, "BUY", 10, 10)]
    assert (result.orders[0].status, result.orders[0].filled) == ("filled", 60)


def test_orders_of_one_bar_share_its_volume():
    def two(strategy):
        strategy.buy(quantity=20)
        strategy.buy(quantity=20)

    assert [fill.quantity for fill in run(flat(10, volume=100), {0: two}, volume_limit=0.25).fills] == [
        20,
        5,
        15,
    ]


@pytest.mark.parametrize(("tif", "filled"), [("IOC", 25), ("FOK", 0), ("DAY", 25), ("GTC", 60)])
def test_what_cannot_be_filled_at_once_depends_on_the_time_in_force(tif, filled):
    result = run(flat(10, volume=100), {0: lambda s: s.buy(quantity=60, tif=tif)}, volume_limit=0.25)
    assert result.orders[0].filled == filled


def test_a_volume_limit_needs_volume():
    with pytest.raises(BacktestError, match="have none"):
        run(flat(10, volume=0), {}, volume_limit=0.1)


def test_exits_cover_what_the_entry_has_filled():
    def enter(strategy):
        strategy.bracket("BUY", quantity=60, stop_loss=9)

    bars = ohlc((10, 10, 10, 10), (10, 10, 10, 10), (10, 10, 8, 8), (8, 8, 8, 8), volume=100)
    result = run(bars, {0: enter}, volume_limit=0.25)
    # 25 on day 1 and 25 on day 2, whose low then stops out what there is; the volume is used up by then.
    assert facts(result) == [(1, "BUY", 25, 10), (2, "BUY", 25, 10), (3, "BUY", 10, 8), (3, "SELL", 15, 8)]


# --- margin ------------------------------------------------------------------------------------


def test_leverage_lets_positions_be_worth_more_than_the_equity():
    assert len(run(flat(100), {0: buy(200)}, leverage=2.0).fills) == 1
    refused = run(flat(100), {0: buy(201)}, leverage=2.0)
    assert reasons(refused, "refused") == [
        "BUY 201 at 100.00 refused: the positions would require 10,050.00 of margin, "
        "more than the equity of 10,000.00"
    ]


def test_an_account_below_its_maintenance_margin_is_liquidated_at_the_next_open():
    bars = daily((100, 100), (100, 100), (80, 60), (62, 62), (70, 70))

    def protect(strategy):
        strategy.sell(quantity=200, stop=1)

    result = run(bars, {0: buy(200), 1: protect}, leverage=2.0)
    # At 60 the equity is 2,000, less than a quarter of 12,000.
    assert facts(result) == [(1, "BUY", 200, 100), (3, "SELL", 200, 62)]
    (event,) = [event for event in result.events if event.kind == "liquidation"]
    assert event.bar == 2
    assert "equity of 2,000.00 is less than the maintenance margin of 3,000.00" in event.reason
    assert result.orders[1].status == "cancelled"


def test_maintenance_can_be_asked_for_without_leverage():
    bars = daily((100, 100), (100, 100), (150, 170), (170, 170))
    result = run(bars, {0: sell(100)}, maintenance=0.3)
    assert facts(result)[1] == (3, "BUY", 100, 170)


# --- rules -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("risk", "bars", "fill"),
    [
        (Risk(stop_loss=0.05), (100, 101, 94, 100), (1, "SELL", 10, 95)),
        (Risk(take_profit=0.05), (100, 106, 99, 100), (1, "SELL", 10, 105)),
        (Risk(trailing_stop=0.10), (100, 101, 89, 100), (1, "SELL", 10, 90)),
        (Risk(stop_loss=0.05, take_profit=0.05), (100, 106, 94, 100), (1, "SELL", 10, 95)),
    ],
)
def test_positions_get_exits_of_their_own(risk, bars, fill):
    result = run(ohlc((100, 100, 100, 100), bars), {0: buy(10)}, risk=risk)
    assert facts(result)[1] == fill


def test_exits_follow_the_average_entry_and_end_with_the_position():
    bars = ohlc(*[(100, 100, 100, 100)] * 2, (80, 80, 80, 80), *[(86, 86, 86, 86)] * 3)
    result = run(bars, {0: buy(10), 1: buy(10), 4: sell(20)}, risk=Risk(stop_loss=0.15))
    # The second purchase opens at 80, below the first stop of 85: the gap stops the first out.
    assert facts(result)[:2] == [(1, "BUY", 10, 100), (2, "SELL", 10, 80)]
    assert result.orders[-1].status in {"cancelled", "filled", "expired"}


def test_a_short_position_is_protected_from_above():
    bars = ohlc((100, 100, 100, 100), (100, 106, 100, 100))
    assert facts(run(bars, {0: sell(10)}, risk=Risk(stop_loss=0.05)))[1] == (1, "BUY", 10, 105)


@pytest.mark.parametrize(
    ("risk", "complaint"),
    [
        (Risk(max_order=5), "the order is 10 shares, the limit is 5"),
        (Risk(max_order_value=900.0), "the order is worth 1,000.00, the limit is 900.00"),
        (Risk(max_position=9), "the position would be 10 shares, the limit is 9"),
        (Risk(max_weight=0.05), "the position would be 10.0% of equity, the limit is 5.0%"),
        (Risk(max_exposure=0.05), "the exposure would be 10.0% of equity, the limit is 5.0%"),
    ],
)
def test_limits_refuse_an_order_and_say_why(risk, complaint):
    result = run(flat(100), {0: buy(10)}, risk=risk)
    assert not result.fills
    assert reasons(result, "refused") == [f"BUY 10 at 100.00 refused: {complaint}"]


def test_limits_never_refuse_a_way_out():
    result = run(flat(100), {0: buy(4), 1: sell(4)}, risk=Risk(max_order=5, max_position=5))
    assert len(result.fills) == 2


def test_only_so_many_orders_work_at_a_time():
    def three(strategy):
        for price in (90, 91, 92):
            strategy.buy(quantity=1, limit=price)

    result = run(flat(100), {0: three}, risk=Risk(max_open_orders=2))
    assert reasons(result, "refused") == ["BUY 1 limit refused: 2 orders are working, the limit is 2"]


def test_a_drawdown_closes_everything_for_good():
    bars = daily((100, 100), (100, 100), (100, 70), (75, 75), (75, 75), (75, 75))
    result = run(bars, {0: buy(100), 3: buy(1)}, risk=Risk(max_drawdown=0.2))
    assert facts(result) == [(1, "BUY", 100, 100), (3, "SELL", 100, 75)]
    assert reasons(result, "halted") == ["the equity of 7,000.00 is 30.0% below its highest, 10,000.00"]
    assert "trading is halted" in reasons(result, "refused")[0]


def test_a_days_loss_halts_trading_until_the_next_day():
    hours = [(100, 100, 100, 100)] * 2 + [(100, 100, 90, 90)] + [(90, 90, 90, 90)] * 30
    result = run(
        ohlc(*hours, step=3_600_000), {0: buy(100), 5: buy(1), 24: buy(2)}, risk=Risk(daily_loss=0.05)
    )
    assert facts(result) == [(1, "BUY", 100, 100), (3, "SELL", 100, 90), (25, "BUY", 2, 90)]


def test_rules_out_of_range_are_refused():
    for wrong in ({"stop_loss": 0.0}, {"stop_loss": 1.5}, {"max_order": -1}):
        with pytest.raises(ValueError, match=next(iter(wrong))):
            Risk(**wrong)


# --- sizes -------------------------------------------------------------------------------------

STEADY = View(closes=[100.0 * 1.01**at for at in range(61)], periods_per_year=252.0, equity=1e4, position=0)
ROUGH = View(closes=[100.0, 110.0] * 31, periods_per_year=252.0, equity=1e4, position=0)


def test_each_sizer_says_how_much():
    assert FixedSize(7)(STEADY) == Size(quantity=7)
    assert PercentOfEquity(10)(STEADY) == Size(fraction=0.1)
    assert TargetWeight(-0.5)(STEADY) == Size(weight=-0.5)
    returns = np.diff(ROUGH.closes)[-20:] / np.array(ROUGH.closes)[-21:-1]
    expected = 0.1 / (np.std(returns, ddof=1) * np.sqrt(252))
    assert VolatilityTarget(0.1)(ROUGH).weight == pytest.approx(expected)
    returns = np.diff(ROUGH.closes)[-60:] / np.array(ROUGH.closes)[-61:-1]
    kelly = 0.5 * np.mean(returns) / np.var(returns, ddof=1)
    assert Kelly(most=9.0)(ROUGH).weight == pytest.approx(kelly)
    assert Kelly()(STEADY).weight == 1.0


def test_sizers_wait_until_there_are_enough_bars():
    young = View(closes=[1.0, 2.0], periods_per_year=252.0, equity=1.0, position=0)
    assert VolatilityTarget(0.1)(young) == Kelly()(young) == Size(weight=0.0)


def test_the_runs_sizer_sizes_orders_without_a_size():
    result = run(
        flat(100), {0: lambda s: s.buy(), 1: lambda s: s.sell(size=Size(quantity=3))}, sizer=FixedSize(7)
    )
    assert [fill.quantity for fill in result.fills] == [7, 3]


def test_parts_of_a_share_can_be_traded():
    result = run(
        flat(300), {0: lambda s: s.buy(fraction=0.5), 1: lambda s: s.sell(quantity=0.5)}, fractional=True
    )
    assert [fill.quantity for fill in result.fills] == pytest.approx([5_000 / 300, 0.5])
    assert result.equity[-1] == pytest.approx(10_000)


def test_terms_that_cannot_be_meant_are_errors():
    for wrong in (
        {"leverage": 0},
        {"leverage": 2.0, "maintenance": 0.6},
        {"volume_limit": 1.5},
        {"latency": -1},
        {"convention": "open"},
    ):
        with pytest.raises(BacktestError, match=list(wrong)[-1]):
            run(flat(100), {}, **wrong)
    with pytest.raises(ValueError, match="roll and roll_into"):
        Asset("X", roll_into="Y")
