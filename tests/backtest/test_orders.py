"""Every kind of order, time in force and group, calculated by hand on a few bars."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ibkr.backtest import Size, Strategy, StrategyError, backtest

from .examples import buy, facts, flat, ohlc, reasons, run, sell

# (open, high, low, close): day 0 is for deciding, the others for filling.
CALM = (100, 101, 99, 100)
DIP = (100, 101, 94, 97)
GAP_DOWN = (90, 92, 88, 91)
GAP_UP = (110, 112, 108, 111)


def order(side, **options):
    return lambda strategy: getattr(strategy, side)(**{"quantity": 10, **options})


@pytest.mark.parametrize(
    ("side", "options", "bar", "price"),
    [
        # A limit fills at its price once touched, and at a better open.
        ("buy", {"limit": 95}, DIP, 95),
        ("buy", {"limit": 94}, DIP, 94),
        ("buy", {"limit": 93.9}, DIP, None),
        ("buy", {"limit": 95}, GAP_DOWN, 90),
        ("sell", {"limit": 101}, CALM, 101),
        ("sell", {"limit": 105}, GAP_UP, 110),
        # A stop fills at its price once touched, and at a worse open.
        ("sell", {"stop": 95}, DIP, 95),
        ("sell", {"stop": 95}, GAP_DOWN, 90),
        ("sell", {"stop": 93}, DIP, None),
        ("buy", {"stop": 101}, CALM, 101),
        ("buy", {"stop": 105}, GAP_UP, 110),
        # A stop-limit fills only within its limit.
        ("sell", {"stop": 95, "limit": 94}, DIP, 95),
        ("sell", {"stop": 95, "limit": 94}, GAP_DOWN, None),
        ("sell", {"stop": 95, "limit": 91.5}, GAP_DOWN, 91.5),
        ("sell", {"stop": 95, "limit": 96}, DIP, None),
        ("buy", {"stop": 105, "limit": 111}, GAP_UP, 110),
        ("buy", {"stop": 105, "limit": 109}, GAP_UP, 109),
        # A trailing stop begins at the decision's close, 100.
        ("sell", {"trail": 3}, DIP, 97),
        ("sell", {"trail_percent": 5}, DIP, 95),
        ("sell", {"trail": 3}, GAP_DOWN, 90),
        ("buy", {"trail": 5}, GAP_UP, 110),
        ("sell", {"trail": 3, "limit_offset": 1}, DIP, 97),
        ("sell", {"trail": 3, "limit_offset": 1}, GAP_DOWN, None),
        # On the open, on the close.
        ("buy", {"at": "open"}, DIP, 100),
        ("buy", {"at": "close"}, DIP, 97),
        ("buy", {"at": "close", "limit": 98}, DIP, 97),
        ("buy", {"at": "close", "limit": 96}, DIP, None),
    ],
)
def test_the_price_of_a_fill(side, options, bar, price):
    result = run(ohlc(CALM, bar), {0: order(side, **options)})
    assert facts(result) == ([] if price is None else [(1, side.upper(), 10, price)])


def test_a_stop_limit_whose_limit_was_not_met_works_on_as_a_limit():
    bars = ohlc(CALM, (100, 101, 94, 94.5), (94.5, 97, 94, 95))
    result = run(bars, {0: order("sell", stop=95, limit=96)})
    assert facts(result) == [(2, "SELL", 10, 96)]


def test_a_trailing_stop_follows_the_highs_of_finished_bars_and_never_falls_back():
    bars = ohlc(CALM, (100, 110, 99, 109), (109, 109, 107.5, 108), (108, 108, 104, 105))
    result = run(bars, {0: order("sell", trail=3)})
    # 100 - 3 on day 1; 110 - 3 from day 2 on.
    assert facts(result) == [(3, "SELL", 10, 107)]
    assert result.orders[0].stop == 107


def test_the_stop_comes_before_the_target_within_a_bar():
    def enter(strategy):
        strategy.bracket("BUY", quantity=10, stop_loss=95, take_profit=105)

    result = run(ohlc(CALM, (100, 106, 94, 100)), {0: enter})
    assert facts(result) == [(1, "BUY", 10, 100), (1, "SELL", 10, 95)]
    assert [made.status for made in result.orders] == ["filled", "filled", "cancelled"]
    assert "of its group exits of order 0 filled" in reasons(result, "cancelled")[0]


def test_a_target_opened_beyond_fills_at_the_open_before_a_stop_within_the_bar():
    def enter(strategy):
        strategy.bracket("BUY", quantity=10, stop_loss=95, take_profit=105)

    result = run(ohlc(CALM, CALM, (107, 108, 94, 100)), {0: enter})
    assert facts(result)[1] == (2, "SELL", 10, 107)


def test_exits_of_an_entry_within_a_bar_may_stop_out_on_it_but_wait_for_their_target():
    def enter(strategy):
        strategy.bracket("BUY", quantity=10, limit=98, stop_loss=90, take_profit=101)

    target = run(ohlc(CALM, (100, 102, 97, 99), (99, 103, 98, 102)), {0: enter})
    assert facts(target) == [(1, "BUY", 10, 98), (2, "SELL", 10, 101)]
    stopped = run(ohlc(CALM, (100, 102, 89, 99)), {0: enter})
    assert facts(stopped) == [(1, "BUY", 10, 98), (1, "SELL", 10, 90)]


def test_children_are_cancelled_with_a_parent_that_never_filled():
    def enter(strategy):
        strategy.bracket("BUY", quantity=10, limit=50, stop_loss=40, take_profit=60, tif="DAY")

    result = run(flat(100), {0: enter})
    assert not result.fills
    assert [made.status for made in result.orders] == ["expired", "cancelled", "cancelled"]
    assert reasons(result, "cancelled")[0].endswith("order 0 was expired")


def test_one_order_triggers_another():
    def chain(strategy):
        first = strategy.buy(quantity=10, limit=98)
        strategy.sell(quantity=4, limit=99, parent=first)

    result = run(ohlc(CALM, CALM, DIP, CALM), {0: chain})
    assert facts(result) == [(2, "BUY", 10, 98), (3, "SELL", 4, 100)]
    assert result.orders[1].parent == 0


def test_a_child_of_an_order_that_ended_is_cancelled_and_says_so():
    result = run(
        flat(100),
        {0: order("buy", limit=50, tif="DAY"), 2: order("sell", limit=200, parent=0)},
    )
    assert reasons(result, "cancelled") == [
        "SELL 10 limit cancelled: order 0, its parent, was expired already"
    ]


def test_of_two_orders_that_cancel_each_other_one_fills():
    def either(strategy):
        strategy.buy(quantity=10, limit=95, oca="entry")
        strategy.buy(quantity=10, stop=101, oca="entry")

    result = run(ohlc(CALM, (100, 102, 94, 100), CALM), {0: either})
    assert facts(result) == [(1, "BUY", 10, 101)]
    assert result.orders[0].status == "cancelled"


@pytest.mark.parametrize(
    ("options", "status", "bars"),
    [
        ({"tif": "DAY"}, "expired", 1),
        ({"tif": "GTC"}, "expired", 5),
        ({"until": datetime(2013, 1, 10, tzinfo=UTC)}, "expired", 3),
        ({"tif": "IOC"}, "cancelled", 1),
        ({"tif": "FOK"}, "cancelled", 1),
    ],
)
def test_how_long_an_order_works(options, status, bars):
    result = run(flat(100), {0: order("buy", limit=50, **options)})
    (event,) = result.events
    assert (result.orders[0].status, event.bar) == (status, bars)


def test_a_day_order_works_until_the_end_of_its_day_in_the_assets_own_time_zone():
    from ibkr.backtest import Asset

    hours = flat(100, 30, step=3_600_000)
    expired = [
        run(hours, {0: order("buy", limit=50, tif="DAY")}, asset=Asset("X", timezone=zone)).events[0].bar
        for zone in ("UTC", "America/New_York")
    ]
    # Midnight in New York is 05:00 UTC in January: the bar that opens at 04:00 is the day's last.
    assert expired == [23, 4]


def test_orders_on_open_and_close_wait_for_the_edges_of_the_day():
    hours = ohlc(*[(100 + at, 100.5 + at, 99.5 + at, 100.25 + at) for at in range(50)], step=3_600_000)
    result = run(hours, {3: order("buy", at="open"), 30: order("sell", at="close")})
    assert facts(result) == [(24, "BUY", 10, 124), (47, "SELL", 10, 147.25)]


def test_a_working_order_can_be_modified_and_cancelled():
    def modify(strategy):
        strategy.modify(0, limit=99.5, quantity=20)

    result = run(flat(100, 4), {0: order("buy", limit=90), 1: modify, 2: lambda strategy: strategy.cancel(0)})
    assert reasons(result, "changed") == ["BUY 20 limit modified: limit 90 to 99.5, quantity 10 to 20"]
    assert reasons(result, "cancelled") == ["BUY 20 limit cancelled by the strategy"]
    filled = run(ohlc(CALM, CALM, CALM), {0: order("buy", limit=90), 1: modify})
    assert facts(filled) == [(2, "BUY", 20, 99.5)]


def test_a_modified_trailing_stop_keeps_the_best_price_it_has_seen():
    rising = ohlc(CALM, (100, 110, 100, 110), (110, 110, 107, 109), (109, 109, 104, 104))
    trail = {0: buy(1), 1: lambda s: s.sell(quantity=1, trail=8)}
    tighter = run(rising, {**trail, 2: lambda s: s.modify(1, trail=5)})
    assert facts(tighter)[1:] == [(3, "SELL", 1, 105)]
    assert facts(run(rising, trail))[1:] == []


def test_an_order_modified_to_what_it_has_filled_is_done():
    asked: list[str] = []

    class Listening(Strategy):
        def on_order(self, order):
            asked.append(order.status)

        def next(self):
            if self.index == 0:
                self.buy(quantity=60)
            elif self.index == 1:
                self.modify(0, quantity=10)

    result = backtest(Listening, flat(10, volume=100), volume_limit=0.25, cash=10_000)
    assert [(fill.bar, fill.quantity) for fill in result.fills] == [(1, 25)]
    assert (result.orders[0].status, result.orders[0].filled, asked) == ("filled", 25, ["filled"])


def test_a_child_given_after_its_parent_has_filled_takes_what_that_one_filled():
    late = {0: buy(7), 1: lambda s: s.sell(parent=0, limit=100)}
    assert facts(run(flat(100), late)) == [(1, "BUY", 7, 100), (2, "SELL", 7, 100)]


def test_a_child_trades_what_its_parent_trades():
    class Crossed(Strategy):
        def next(self):
            self.sell(asset="B", parent=self.buy(asset="A", quantity=1))

    with pytest.raises(StrategyError, match="order 0 trades another asset than its child"):
        backtest(Crossed, {"A": flat(100), "B": flat(50)})


def test_a_bracket_buys_or_sells():
    with pytest.raises(StrategyError, match="side='buy' is neither 'BUY' nor 'SELL'"):
        run(flat(100), {0: lambda s: s.bracket("buy", quantity=1, stop_loss=90)})


@pytest.mark.parametrize("trail", [{"stop_trail": 5}, {"stop_trail_percent": 5}])
def test_the_stop_of_a_bracket_may_trail_its_entry(trail: dict[str, float]):
    bars = ohlc(CALM, CALM, (101, 110, 101, 110), (110, 110, 104, 104))
    result = run(bars, {0: lambda s: s.bracket("BUY", quantity=10, take_profit=150, **trail)})
    stop = 110 - 5 if "stop_trail" in trail else 110 * 0.95
    assert facts(result) == [(1, "BUY", 10, 100), (3, "SELL", 10, stop)]
    assert "order 1 of its group" in reasons(result, "cancelled")[0]


def test_what_cannot_be_modified_says_so():
    late = run(flat(100), {0: buy(5), 2: lambda strategy: strategy.modify(0, quantity=3)})
    assert reasons(late, "refused") == ["BUY 0 was filled before it could be modified"]
    for changes, complaint in (({"stop": 5}, "has no stop"), ({"limit": -1}, "not above zero")):
        with pytest.raises(StrategyError, match=complaint):
            run(flat(100), {0: order("buy", limit=90), 1: lambda s, c=changes: s.modify(0, **c)})


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"limit": 0}, "limit=0 is not a price above zero"),
        ({"limit": -5}, "limit=-5"),
        ({"stop": float("nan")}, "stop=nan"),
        ({"trail": 1, "stop": 2}, "no kind of order has stop, trail together"),
        ({"limit_offset": 1}, "no kind of order"),
        ({"at": "noon"}, "at='noon'"),
        ({"at": "open", "limit": 5}, "does not go with a limit order"),
        ({"tif": "GTX"}, "tif='GTX'"),
        ({"tif": "GTD"}, "go together"),
        ({"tif": "IOC", "stop": 5}, "market and limit orders only"),
        ({"until": datetime(2013, 1, 1)}, "aware"),  # noqa: DTZ001 - the fault under test
        ({"parent": 7}, "there is no order 7"),
        ({"quantity": -1}, "quantity=-1 is not a number of shares"),
        ({"quantity": 1.5}, "1.5 is not a whole number of shares"),
        ({"weight": float("nan"), "quantity": None}, "weight=nan is not a number"),
        ({"size": Size(quantity=1)}, "an order has one size"),
        ({"asset": "XYZ"}, "there is no asset 'XYZ'"),
    ],
)
def test_an_order_that_cannot_be_meant_stops_the_run(options, complaint):
    with pytest.raises(StrategyError, match=complaint):
        run(flat(100), {0: order("buy", **options)})


@pytest.mark.parametrize(
    ("convention", "fill"),
    [("next_open", (1, 12.0)), ("next_close", (1, 13.0)), ("close", (0, 11.0))],
)
def test_when_a_market_order_fills_is_chosen_and_named(convention, fill):
    bars = ohlc((10, 11, 10, 11), (12, 13, 12, 13), (14, 15, 14, 15))
    result = run(bars, {0: buy(10)}, convention=convention)
    assert (result.fills[0].bar, result.fills[0].price) == fill
    assert result.convention == convention
    assert result.equity.tolist() == pytest.approx(
        [10_000 + 10 * max(0, close - fill[1]) for close in bars.close]
    )


def test_latency_holds_back_orders_changes_and_cancellations():
    late = run(flat(100), {0: buy(1)}, latency=2)
    assert facts(late)[0][0] == 3
    escaped = run(
        ohlc(CALM, CALM, CALM, DIP, DIP),
        {0: order("buy", limit=95), 2: lambda strategy: strategy.cancel(0)},
        latency=1,
    )
    assert facts(escaped) == [(3, "BUY", 10, 95)]


def test_callbacks_tell_what_happened_in_order_when_the_bar_is_over():
    from ibkr.backtest import Strategy, backtest

    heard = []

    class Listener(Strategy):
        def next(self):
            heard.append(("next", self.index))
            if self.index == 0:
                self.bracket("BUY", quantity=10, stop_loss=95, take_profit=105)

        def on_fill(self, fill):
            assert len(self.data) == fill.bar + 1
            heard.append(("fill", fill.side, fill.price))

        def on_order(self, order):
            heard.append(("order", order.order_id, order.status))

    backtest(Listener, ohlc(CALM, CALM, (100, 106, 99, 100)))
    assert heard == [
        ("next", 0),
        ("fill", "BUY", 100.0),
        ("order", 0, "filled"),
        ("next", 1),
        ("fill", "SELL", 105.0),
        ("order", 1, "cancelled"),
        ("order", 2, "filled"),
        ("next", 2),
    ]


def test_an_order_given_in_a_callback_works_from_the_next_bar():
    from ibkr.backtest import NoCommission, Strategy, backtest

    class Protect(Strategy):
        def next(self):
            if self.index == 0:
                self.buy(quantity=10)

        def on_fill(self, fill):
            if fill.side == "BUY":
                self.sell(quantity=10, stop=99)

    result = backtest(Protect, ohlc(CALM, (100, 101, 95, 100), (100, 100, 98, 98)), commission=NoCommission())
    assert facts(result) == [(1, "BUY", 10, 100), (2, "SELL", 10, 99)]


def test_the_working_orders_can_be_looked_at():
    seen = []

    def look(strategy):
        seen.extend(
            (made.order_id, made.kind, made.limit, made.stop, made.status) for made in strategy.orders
        )

    def both(strategy):
        strategy.bracket("BUY", quantity=10, limit=90, stop_loss=80)

    run(flat(100), {0: both, 1: look, 2: lambda strategy: strategy.cancel_all(), 3: look})
    assert seen == [(0, "limit", 90, None, "pending"), (1, "stop", None, 80, "pending")]


def test_sell_with_nothing_held_opens_a_short_position():
    assert run(flat(100), {0: sell(3)}).position[-1] == -3
