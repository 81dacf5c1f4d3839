"""Several assets, currencies, corporate actions and futures, calculated by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from ibkr.backtest import (
    Asset,
    BuyAndHold,
    Dividend,
    FixedCommission,
    InvalidBars,
    InvalidIndicator,
    NoCommission,
    Split,
    Strategy,
    StrategyError,
    backtest,
)
from ibkr.backtest.indicators import sma
from ibkr.errors import BacktestError
from ibkr.model.bars import Bars

from .examples import MONDAY, acting, buy, daily, facts, flat, ohlc, reasons, run, sell, wandering


def day(number: int) -> datetime:
    """The opening of bar `number` of daily bars."""
    return datetime(2013, 1, 7, tzinfo=UTC) + timedelta(days=number)


def only(bars: Bars, *rows: int) -> Bars:
    """Some of the bars."""
    picked = np.array(rows)
    return Bars(*(getattr(bars, name)[picked] for name in ("time", "open", "high", "low", "close", "volume")))


def many(series: dict[str, Bars], decisions, **options):
    return backtest(acting(decisions), series, **{"cash": 10_000.0, "commission": NoCommission(), **options})


UP = daily((10, 11), (12, 13), (14, 15), (16, 17))
DOWN = daily((50, 49), (48, 47), (46, 45), (44, 43))


def test_two_assets_share_the_cash():
    def both(strategy):
        strategy.buy(asset="UP", quantity=100)
        strategy.buy(asset="DOWN", quantity=100)

    result = many({"UP": UP, "DOWN": DOWN}, {0: both})
    assert [(fill.asset, fill.price) for fill in result.fills] == [("UP", 12), ("DOWN", 48)]
    assert result.cash.tolist() == [10_000, 4_000, 4_000, 4_000]
    assert result.equity.tolist() == [10_000, 4_000 + 1_300 + 4_700, 10_000, 10_000]
    assert {name: held[-1] for name, held in result.positions.items()} == {"UP": 100, "DOWN": 100}
    assert result.asset == "UP, DOWN"
    assert result.invested.tolist() == [0, 2, 2, 2]


def test_an_asset_without_a_bar_keeps_its_price_and_cannot_be_traded():
    gappy = only(DOWN, 0, 3)

    def decide(strategy):
        strategy.buy(asset="GAPPY", quantity=10)
        strategy.buy(asset="UP", quantity=10)

    result = many({"UP": UP, "GAPPY": gappy}, {0: decide})
    assert [(fill.bar, fill.asset, fill.price) for fill in result.fills] == [(1, "UP", 12), (3, "GAPPY", 44)]
    held = many({"UP": UP, "GAPPY": only(DOWN, 0, 1, 3)}, {0: decide})
    assert held.equity.tolist() == [10_000, 10_000 + 10 - 10, 10_000 + 30 - 10, 10_000 + 50 - 50]


def test_each_asset_shows_its_own_bars_only():
    seen = []

    def look(strategy):
        data = strategy.data
        seen.append((strategy.index, len(data["UP"]), len(data["LATE"]), list(data["LATE"].close)))

    many({"UP": UP, "LATE": only(DOWN, 2, 3)}, dict.fromkeys(range(4), look))
    assert seen == [(0, 1, 0, []), (1, 2, 0, []), (2, 3, 1, [45]), (3, 4, 2, [45, 43])]


def test_several_assets_must_be_named():
    for attempt in (
        lambda strategy: strategy.buy(quantity=1),
        lambda strategy: strategy.position,
        lambda strategy: strategy.data.close,
        lambda strategy: strategy.data["XYZ"],
    ):
        with pytest.raises(StrategyError, match=r"several assets|no asset 'XYZ'"):
            many({"UP": UP, "DOWN": DOWN}, {0: attempt})
    with pytest.raises(BacktestError, match="There are 2 assets: UP, DOWN"):
        _ = many({"UP": UP, "DOWN": DOWN}, {}).bars


def test_indicators_belong_to_one_asset_and_wait_for_it():
    asked = []

    class Averages(Strategy):
        def init(self):
            self.late = self.indicator(sma, self.data["LATE"].close, 2)

        def next(self):
            asked.append((self.index, self.late[-1]))

    backtest(Averages, {"UP": UP, "LATE": only(DOWN, 1, 2, 3)})
    assert asked == [(2, 46.0), (3, 44.0)]

    class Mixed(Strategy):
        def init(self):
            self.indicator(np.subtract, self.data["UP"].close, self.data["DOWN"].close)

    with pytest.raises(InvalidIndicator, match="mixes series"):
        backtest(Mixed, {"UP": UP, "DOWN": DOWN})


def test_rebalancing_sells_before_it_buys():
    series = {name: flat(100, 4) for name in ("A", "B")}
    result = many(
        series,
        {0: lambda s: s.rebalance({"A": 1.0}), 1: lambda s: s.rebalance({"A": 0.25, "B": 0.75})},
    )
    assert [(fill.asset, fill.side, fill.quantity) for fill in result.fills] == [
        ("A", "BUY", 100),
        ("A", "SELL", 75),
        ("B", "BUY", 75),
    ]


def test_a_target_weight_turns_a_position_round():
    result = run(
        flat(100, 4), {0: lambda s: s.target(0.5), 1: lambda s: s.target(-0.25), 2: lambda s: s.target(0)}
    )
    assert facts(result) == [(1, "BUY", 50, 100), (2, "SELL", 75, 100), (3, "BUY", 25, 100)]


def test_buy_and_hold_of_several_assets_takes_equal_parts():
    result = backtest(
        BuyAndHold, {"UP": UP, "LATE": only(DOWN, 2, 3)}, cash=1_000.0, commission=NoCommission()
    )
    assert [(fill.asset, fill.quantity) for fill in result.fills] == [("UP", 41), ("LATE", 11)]
    assert "cut from 12 to 11" in reasons(result, "changed")[0]


def test_the_terms_of_an_asset_without_bars_are_an_error():
    with pytest.raises(BacktestError, match="no bars of XYZ; there are UP, DOWN"):
        many({"UP": UP, "DOWN": DOWN}, {}, assets=[Asset("XYZ")])


# --- currencies --------------------------------------------------------------------------------


def test_a_share_in_another_currency_is_bought_and_valued_at_the_rate_of_the_moment():
    rates = {"EUR": {"time": MONDAY + 86_400_000 * np.arange(4), "rate": [1.0, 1.5, 2.0, 2.5]}}
    result = run(
        UP, {0: buy(10)}, asset=Asset("SAP", currency="EUR"), rates=rates, commission=FixedCommission(2.0)
    )
    (fill,) = result.fills
    assert (fill.price, fill.factor, fill.commission) == (12, 1.5, 3.0)
    assert fill.cash == 10_000 - 10 * 12 * 1.5 - 2 * 1.5
    assert result.equity.tolist() == [
        10_000,
        fill.cash + 10 * 13 * 1.5,
        fill.cash + 10 * 15 * 2,
        fill.cash + 10 * 17 * 2.5,
    ]


def test_the_profit_of_a_trade_is_in_the_accounts_money():
    rates = {"EUR": {"time": MONDAY + 86_400_000 * np.arange(4), "rate": [1.0, 1.5, 2.0, 2.5]}}
    result = run(UP, {0: buy(10), 2: sell(10)}, asset=Asset("SAP", currency="EUR"), rates=rates)
    assert result.trades[0].pnl == 10 * (16 * 2.5 - 12 * 1.5) == result.equity[-1] - 10_000


def test_a_currency_needs_its_rates():
    with pytest.raises(BacktestError, match="SAP is in EUR: give rates"):
        run(UP, {}, asset=Asset("SAP", currency="EUR"))
    with pytest.raises(BacktestError, match="begin after the first bar"):
        run(UP, {}, asset=Asset("SAP", currency="EUR"), rates={"EUR": {"time": [MONDAY + 1], "rate": [1.0]}})
    with pytest.raises(BacktestError, match=r"Rate 0 of EUR is -1\.0"):
        run(UP, {}, asset=Asset("SAP", currency="EUR"), rates={"EUR": -1})


@pytest.mark.parametrize(
    ("rates", "complaint"),
    [
        ({"time": [MONDAY, MONDAY + 5, MONDAY + 3], "rate": [1.0, 1.0, 1.0]}, "Rate 2 of EUR is not later"),
        ({"time": [MONDAY, MONDAY + 5], "rate": [1.0]}, "There are 1 rates of EUR for 2 times"),
        ({"when": [MONDAY], "rate": [1.0]}, "need time and rate; there are when, rate"),
    ],
)
def test_rates_that_cannot_be_meant_are_refused(rates: dict[str, list[float]], complaint: str):
    with pytest.raises(InvalidBars, match=complaint):
        run(UP, {}, asset=Asset("SAP", currency="EUR"), rates={"EUR": rates})


def test_rates_may_be_bars_and_count_from_their_open():
    dollars = daily((1.0, 1.2), (1.5, 1.4), (2.0, 2.2), (2.5, 2.4))
    given = run(UP, {0: buy(10)}, asset=Asset("SAP", currency="EUR"), rates={"EUR": dollars})
    listed = {"time": dollars.time, "rate": dollars.open}
    assert (
        given.equity.tolist()
        == run(UP, {0: buy(10)}, asset=Asset("SAP", currency="EUR"), rates={"EUR": listed}).equity.tolist()
    )
    assert given.fills[0].factor == 1.5


def test_a_benchmark_is_there_from_the_first_bar():
    with pytest.raises(InvalidBars, match="benchmark begins after the first bar"):
        run(UP, {}, benchmark=only(UP, 2, 3))


# --- corporate actions -------------------------------------------------------------------------


def test_a_split_changes_shares_orders_and_prices_but_not_the_equity():
    bars = daily((100, 100), (100, 100), (50, 50), (50, 60))

    def protect(strategy):
        strategy.sell(quantity=10, stop=80)

    result = run(bars, {0: buy(10), 1: protect}, asset=Asset("X", splits=[Split(day(2), 2.0)]))
    assert result.position.tolist() == [0, 10, 20, 20]
    assert result.equity.tolist() == [10_000, 10_000, 10_000, 10_200]
    assert reasons(result, "split") == ["10 X became 20: 2 for 1"]
    assert (result.orders[1].stop, result.orders[1].quantity) == (40.0, 20)


def test_a_fraction_of_a_share_that_a_split_leaves_is_paid_out():
    bars = daily((30, 30), (30, 30), (20, 20), (20, 20))
    terms = Asset("X", splits=[Split(day(2), 1.5)])
    result = run(bars, {0: buy(5)}, asset=terms)
    assert result.position.tolist() == [0, 5, 7, 7]
    (flow,) = result.flows
    assert (flow.kind, flow.amount) == ("cash in lieu", 10.0)
    assert result.equity[-1] == 10_000
    assert run(bars, {0: buy(5)}, asset=terms, fractional=True).position[-1] == 7.5


def test_a_trade_across_a_split_earns_what_it_earned():
    bars = daily((100, 100), (100, 100), (50, 50), (55, 55))
    result = run(bars, {0: buy(10), 2: sell(20)}, asset=Asset("X", splits=[Split(day(2), 2.0)]))
    (trade,) = result.trades
    assert (trade.quantity, trade.entry_price, trade.exit_price, trade.pnl) == (20, 50, 55, 100)


def test_a_dividend_goes_to_who_held_before_the_ex_date_and_is_paid_by_who_is_short():
    terms = Asset("X", dividends=[Dividend(day(2), 1.5)])
    assert run(flat(10), {0: buy(10)}, asset=terms).equity[-1] == 10_015
    assert run(flat(10), {1: buy(10)}, asset=terms).equity[-1] == 10_000
    assert run(flat(10), {0: sell(10)}, asset=terms).equity[-1] == 9_985


def test_a_short_position_pays_for_what_it_borrows_day_by_day():
    weekend = only(flat(100, 8), 0, 1, 2, 5, 6)
    result = run(weekend, {0: sell(10), 3: buy(10)}, asset=Asset("X", borrow_rate=0.036))
    assert [(flow.bar, flow.kind) for flow in result.flows] == [(2, "borrow"), (3, "borrow"), (4, "borrow")]
    assert [flow.amount for flow in result.flows] == pytest.approx([-0.1, -0.3, -0.1])


def test_a_reverse_split_shrinks_the_orders_with_the_position_and_never_below_nothing():
    bars = daily((10, 10), (10, 10), (100, 100), (100, 100), (100, 100))

    def protect(strategy):
        strategy.sell(quantity=25, stop=8)
        strategy.buy(quantity=5, limit=5)

    result = run(bars, {0: buy(25), 1: protect}, asset=Asset("X", splits=[Split(day(2), 0.1)]))
    assert result.position.tolist() == [0, 25, 2, 2, 2]
    assert [(order.quantity, order.stop, order.limit) for order in result.orders][1:] == [
        (2, 80.0, None),
        (0, None, 50.0),
    ]
    assert [flow.amount for flow in result.flows] == [pytest.approx(50.0)]
    assert result.equity.tolist() == pytest.approx([10_000] * 5)


def test_a_split_while_an_asset_is_not_held_only_restates_its_orders():
    bars = daily((100, 100), (100, 100), (50, 50), (50, 40))
    split = Asset("X", splits=[Split(day(2), 2.0)])
    result = run(bars, {0: lambda s: s.buy(quantity=3, limit=90)}, asset=split)
    assert facts(result) == [(3, "BUY", 6, 45)]
    assert reasons(result, "split") == []


def test_only_what_can_be_located_is_sold_short():
    result = run(flat(10), {0: sell(5), 1: sell(4), 2: sell(3)}, asset=Asset("X", shortable=8))
    assert [fill.quantity for fill in result.fills] == [5, 3]
    assert reasons(result, "refused") == ["SELL 4 at 10.00 refused: only 8 can be located to be sold short"]


# --- futures -----------------------------------------------------------------------------------

CONTRACT = Asset.future("ESH3", multiplier=50, margin=5_000.0)


def test_a_future_costs_its_commission_and_pays_its_gains_in_cash():
    bars = ohlc((1500, 1500, 1500, 1500), (1500, 1510, 1500, 1510), (1510, 1520, 1505, 1520))
    result = run(bars, {0: buy(2), 1: sell(1)}, asset=CONTRACT, commission=FixedCommission(2.25), cash=20_000)
    assert result.cash.tolist() == [20_000, 20_000 - 2.25, 20_000 - 4.5 + 50 * 10]
    assert result.equity.tolist() == [20_000, 20_000 - 2.25 + 2 * 50 * 10, 20_000 - 4.5 + 500 + 50 * 20]
    assert result.trades[0].pnl == 500 - 2.25 / 2 - 2.25


def test_a_future_needs_its_margin():
    result = run(flat(1500), {0: buy(3)}, asset=CONTRACT)
    assert (
        "would require 15,000.00 of margin, more than the equity of 10,000.00"
        in reasons(result, "refused")[0]
    )


def test_a_future_is_settled_at_its_last_close_and_cannot_be_traded_after():
    terms = Asset.future("ESH3", multiplier=50, margin=5_000.0, expiry=day(3))
    bars = daily((1500, 1500), (1500, 1500), (1500, 1512), (1600, 1600), (1600, 1600))
    result = run(bars, {0: buy(1), 3: buy(1)}, asset=terms)
    assert result.position.tolist() == [0, 1, 0, 0, 0]
    assert result.equity[-1] == 10_000 + 12 * 50
    assert reasons(result, "expiry") == ["1 ESH3 settled at 1,512.00"]
    assert reasons(result, "refused") == ["BUY 1 refused: ESH3 has expired"]


def test_what_expired_while_indicators_warmed_up_cannot_be_traded():
    class Late(Strategy):
        def init(self):
            self.mean = self.indicator(sma, self.data.close, 4)

        def next(self):
            self.buy(quantity=1)

    terms = Asset.future("ESH3", multiplier=50, margin=5_000.0, expiry=day(2))
    result = backtest(Late, flat(1500), asset=terms)
    assert not result.fills
    assert set(reasons(result, "refused")) == {"BUY 1 refused: ESH3 has expired"}


def test_orders_end_with_the_contract_they_are_for():
    terms = Asset.future("ESH3", multiplier=50, margin=5_000.0, expiry=day(3))
    result = run(flat(1500), {0: lambda s: s.buy(quantity=1, limit=1000.0)}, asset=terms)
    assert reasons(result, "expired") == ["BUY 1 limit expired: ESH3 has expired"]
    assert reasons(result, "expiry") == []


def test_orders_for_a_contract_that_rolls_are_cancelled():
    march = Asset.future("ESH3", multiplier=50, margin=1_000.0, roll=day(2), roll_into="ESM3")
    result = many(
        {"ESH3": flat(1500), "ESM3": flat(1490)},
        {0: lambda strategy: strategy.buy(asset="ESH3", quantity=2, limit=1000.0)},
        assets=[march, Asset.future("ESM3", multiplier=50, margin=1_000.0)],
    )
    assert reasons(result, "cancelled") == ["BUY 2 limit cancelled: ESH3 rolls"]
    assert not result.fills


def test_a_contract_that_shares_no_day_with_its_next_one_stays():
    march = Asset.future("ESH3", multiplier=50, margin=1_000.0, roll=day(2), roll_into="ESM3")
    series = {"ESH3": only(flat(1500), 0, 1, 2, 3), "ESM3": only(flat(1490), 4, 5)}
    june = Asset.future("ESM3", multiplier=50, margin=1_000.0)
    result = many(series, {0: lambda s: s.buy(asset="ESH3", quantity=1)}, assets=[march, june])
    assert result.positions["ESH3"][-1] == 1


def test_terms_that_do_not_go_with_the_bars_are_refused():
    march = Asset.future("ESH3", multiplier=50, roll=day(2), roll_into="ESM3")
    with pytest.raises(BacktestError, match="ESH3 rolls into ESM3, of which there are no bars"):
        run(UP, {}, asset=march)
    with pytest.raises(BacktestError, match="the names of several are their keys"):
        many({"UP": UP}, {}, asset="UP")
    with pytest.raises(BacktestError, match="is not a class derived from"):
        backtest(print, UP)  # type: ignore[arg-type]  # the fault under test
    with pytest.raises(ValueError, match="time must be an aware datetime"):
        Split(datetime(2013, 1, 7), 2.0)  # noqa: DTZ001 - the fault under test


def test_a_cancellation_is_on_its_way_as_long_as_an_order_with_several_assets_too():
    series = {"UP": UP, "DOWN": DOWN}
    decisions = {0: lambda s: s.buy(asset="UP", quantity=1, limit=5.0), 1: lambda s: s.cancel(0)}
    result = many(series, decisions, latency=1)
    assert [(event.bar, event.kind) for event in result.events] == [(3, "cancelled")]


def test_a_position_rolls_into_the_next_contract():
    march = Asset.future("ESH3", multiplier=50, margin=1_000.0, roll=day(2), roll_into="ESM3")
    june = Asset.future("ESM3", multiplier=50, margin=1_000.0)
    result = many(
        {"ESH3": flat(1500), "ESM3": flat(1490)},
        {0: lambda strategy: strategy.buy(asset="ESH3", quantity=2)},
        assets=[march, june],
        commission=FixedCommission(1.0),
    )
    assert [(fill.bar, fill.asset, fill.side, fill.quantity, fill.price) for fill in result.fills] == [
        (1, "ESH3", "BUY", 2, 1500),
        (2, "ESH3", "SELL", 2, 1500),
        (2, "ESM3", "BUY", 2, 1490),
    ]
    assert result.equity[-1] == 10_000 - 3.0
    assert reasons(result, "roll") == ["2 ESH3 rolls into ESM3"]


def test_a_random_walk_with_several_assets_is_reproducible():
    def rebalance(strategy):
        strategy.rebalance({"A": 0.3, "B": 0.3, "C": -0.2})

    series = {name: wandering(40, seed=seed) for seed, name in enumerate("ABC")}
    results = [many(series, dict.fromkeys(range(0, 40, 5), rebalance)) for _ in range(2)]
    assert results[0].to_json() == results[1].to_json()
    assert len(results[0].fills) > 10


@pytest.mark.parametrize("convention", ["next_open", "next_close", "close"])
def test_a_sale_ordered_first_pays_for_a_purchase_whatever_the_order_of_the_assets(convention):
    result = many(
        {name: flat(100, 4) for name in ("A", "B")},
        {0: lambda s: s.rebalance({"B": 1.0}), 1: lambda s: s.rebalance({"A": 0.75, "B": 0.25})},
        convention=convention,
    )
    assert [(fill.asset, fill.side, fill.quantity) for fill in result.fills] == [
        ("B", "BUY", 100),
        ("B", "SELL", 75),
        ("A", "BUY", 75),
    ]
    assert not result.events


def test_money_of_a_sale_at_the_close_cannot_pay_for_a_purchase_at_the_open():
    result = many(
        {name: flat(100, 4) for name in ("A", "B")},
        {
            0: lambda s: s.buy(asset="A", quantity=100),
            1: lambda s: (s.sell(asset="A", quantity=100, at="close"), s.buy(asset="B", quantity=100)),
        },
    )
    assert [(fill.asset, fill.side) for fill in result.fills] == [("A", "BUY"), ("A", "SELL")]
    assert "would require 20,000.00 of margin" in reasons(result, "refused")[0]
