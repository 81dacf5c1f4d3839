"""Luck, overfitting, comparison and attribution: numbers that are known from elsewhere."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ibkr.backtest import Asset, BuyAndHold, Dividend, MovingAverageCross, Result, backtest
from ibkr.backtest.research import (
    attribute,
    compare,
    deflated_sharpe,
    monte_carlo,
    overfitting,
    probabilistic_sharpe,
)
from ibkr.errors import BacktestError

from ..examples import acting, buy, daily, wandering

BARS = wandering(300)
CROSS = backtest(MovingAverageCross, BARS, parameters={"fast": 3, "slow": 9})
DICE = np.random.default_rng(7)


# --- Monte Carlo --------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["trades", "blocks"])
def test_the_same_seed_draws_the_same_paths(method):
    once, again = (monte_carlo(CROSS, paths=200, method=method, seed=3) for _ in range(2))
    assert once.final_equity.tolist() == again.final_equity.tolist()
    assert once.final_equity.tolist() != monte_carlo(CROSS, paths=200, method=method).final_equity.tolist()


def test_bands_begin_with_the_cash_and_lie_in_order():
    drawn = monte_carlo(CROSS, paths=300)
    assert drawn.steps[0] == 0
    assert drawn.steps[-1] == len(CROSS.returns)
    bands = np.array(list(drawn.bands.values()))
    assert np.all(bands[:, 0] == CROSS.starting_cash)
    assert np.all(np.diff(bands, axis=0) >= 0)


def test_a_block_as_long_as_the_sample_turns_it_around_and_ends_where_it_ended():
    drawn = monte_carlo(CROSS, paths=20, block=len(CROSS.returns))
    assert drawn.final_equity == pytest.approx(CROSS.equity[-1])


def test_probabilities_are_shares_of_paths():
    drawn = monte_carlo(CROSS, paths=400)
    assert drawn.probability_of_loss == np.mean(drawn.final_equity < CROSS.starting_cash)
    assert drawn.probability_of_drawdown(0.0) == 1.0
    assert drawn.probability_of_drawdown(0.999) == 0.0
    low, high = drawn.interval()
    assert low < np.median(drawn.final_equity) < high


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"paths": 0}, "draws nothing"),
        ({"block": 0.5}, "is not between 1"),
        ({"block": 10_000}, "is not between 1"),
    ],
)
def test_draws_that_cannot_be_meant_are_refused(options, says: str):
    with pytest.raises(BacktestError, match=says):
        monte_carlo(CROSS, **options)


def test_a_run_without_trades_has_none_to_draw_from():
    idle = backtest(acting({}), daily((1, 1), (1, 1), (1, 1)))
    with pytest.raises(BacktestError, match="0 closed trades: too few"):
        monte_carlo(idle, method="trades")


# --- luck ---------------------------------------------------------------------------------------


def test_the_probabilistic_sharpe_ratio_of_the_published_example():
    # Bailey and López de Prado (2012): 24 monthly returns, annual ratio 1.585, skewness -2.448 and kurtosis
    # 10.164 give 0.987 under normality and 0.913 with its moments. Here the normal form, by its moments.
    sample = standardised(24, ratio=1.585 / math.sqrt(12))
    skew = float(np.mean((sample - sample.mean()) ** 3) / np.std(sample) ** 3)
    kurtosis = float(np.mean((sample - sample.mean()) ** 4) / np.std(sample) ** 4)
    ratio = 1.585 / math.sqrt(12)
    z = ratio * math.sqrt(23) / math.sqrt(1 - skew * ratio + (kurtosis - 1) / 4 * ratio**2)
    expected = 0.5 * (1 + math.erf(z / math.sqrt(2)))
    assert probabilistic_sharpe(sample) == pytest.approx(expected, abs=1e-12)
    assert expected == pytest.approx(0.987, abs=0.01)


def standardised(size: int, *, ratio: float) -> np.ndarray:
    """A sample with exactly that mean over its deviation."""
    drawn = np.random.default_rng(5).normal(size=size)
    drawn = (drawn - drawn.mean()) / drawn.std(ddof=1)
    return drawn * 0.01 + ratio * 0.01


def test_more_tries_leave_less_of_the_same_ratio():
    sample = standardised(250, ratio=0.1)
    few = deflated_sharpe(sample, DICE.normal(0, 0.05, 5))
    many = deflated_sharpe(sample, DICE.normal(0, 0.05, 500))
    assert few.probability > many.probability
    assert few.expected_by_luck < many.expected_by_luck
    assert few.sharpe == many.sharpe == pytest.approx(0.1 * math.sqrt(252))


def test_luck_finds_about_what_the_formula_expects_of_it():
    best = [DICE.normal(0, 1, 100).max() for _ in range(4000)]
    expected = deflated_sharpe(standardised(50, ratio=0.1), scaled(100), periods_per_year=1).expected_by_luck
    assert expected == pytest.approx(np.mean(best), rel=0.02)


def scaled(count: int) -> np.ndarray:
    """Ratios whose deviation is exactly 1."""
    drawn = np.random.default_rng(2).normal(size=count)
    return drawn / drawn.std(ddof=1)


def test_one_try_is_measured_against_zero():
    sample = standardised(100, ratio=0.2)
    assert deflated_sharpe(sample, [0.2]).probability == pytest.approx(probabilistic_sharpe(sample))


# --- overfitting --------------------------------------------------------------------------------


def test_noise_is_overfitted_about_half_of_the_time_and_a_true_edge_hardly_ever():
    tables = [np.random.default_rng(seed).normal(0, 0.01, (400, 20)) for seed in range(30)]
    found = np.mean([overfitting(table, splits=8).probability for table in tables])
    assert 0.4 < found < 0.6
    edge = tables[0].copy()
    edge[:, 7] += 0.004
    assert overfitting(edge, splits=8).probability < 0.02


def test_every_half_is_once_the_sample():
    found = overfitting(np.random.default_rng(1).normal(size=(64, 3)), splits=8)
    assert len(found.ranks) == math.comb(8, 4)
    assert np.all((found.ranks > 0) & (found.ranks < 1))
    assert found.probability == np.mean(found.logits <= 0)


@pytest.mark.parametrize(
    ("shape", "splits", "says"),
    [((100, 1), 8, "at least two trials"), ((100, 5), 7, "must be even"), ((10, 5), 8, "needs two")],
)
def test_tables_that_tell_nothing_are_refused(shape: tuple[int, int], splits: int, says: str):
    with pytest.raises(BacktestError, match=says):
        overfitting(np.zeros(shape), splits=splits)


# --- comparison ---------------------------------------------------------------------------------


def test_a_strategy_does_not_differ_from_itself():
    twin = compare({"one": CROSS, "other": CROSS})
    (difference,) = twin.differences
    assert (difference.sharpe, difference.p_value) == (0.0, 1.0)
    assert difference.correlation == pytest.approx(1.0)


def drifting(drift: float, *, seed: int) -> Result:
    """What was made of holding a share that drifts by that much a day, 1 % up or down."""
    closes = 100 * np.cumprod(1 + drift + 0.01 * np.random.default_rng(seed).standard_normal(400))
    return backtest(BuyAndHold, daily(*[(close, close) for close in closes.tolist()]))


def test_a_true_edge_is_told_from_none():
    (difference,) = compare({"up": drifting(0.003, seed=1), "down": drifting(-0.002, seed=2)}).differences
    assert difference.sharpe > difference.low > 0
    assert difference.p_value < 0.01
    (chance,) = compare({"one": drifting(0.0, seed=3), "other": drifting(0.0, seed=4)}).differences
    assert chance.low < 0 < chance.high
    assert chance.p_value > 0.05


def test_the_table_has_a_row_each_and_every_pair_is_compared():
    hold = backtest(BuyAndHold, BARS)
    found = compare({"cross": CROSS, "hold": hold, "again": hold})
    assert [row["name"] for row in found.table()] == ["cross", "hold", "again"]
    assert found.table()[0]["sharpe"] == CROSS.metrics.sharpe
    assert [(each.one, each.other) for each in found.differences] == [
        ("cross", "hold"),
        ("cross", "again"),
        ("hold", "again"),
    ]
    assert list(found.to_pandas()["name"]) == found.to_polars()["name"].to_list()


def test_one_result_or_results_of_different_times_cannot_be_compared():
    with pytest.raises(BacktestError, match="at least; there is 1"):
        compare({"cross": CROSS})
    early, late = BARS[:150], BARS[150:]
    with pytest.raises(BacktestError, match="0 bars in common"):
        compare({"early": backtest(BuyAndHold, early), "late": backtest(BuyAndHold, late)})


# --- attribution --------------------------------------------------------------------------------


def parts(contributions) -> float:
    return math.fsum(part.pnl for part in contributions)


@pytest.mark.parametrize("cut", ["by_asset", "by_side", "by_month"])
def test_the_parts_add_up_to_the_whole(cut: str):
    found = attribute(CROSS)
    assert found.pnl == CROSS.equity[-1] - CROSS.starting_cash
    assert parts(getattr(found, cut)) == pytest.approx(found.pnl, abs=0.02)


def test_each_asset_has_its_own_profit_and_dividends_belong_to_theirs():
    bars = {"A": BARS, "B": wandering(300, seed=8)}
    paid = Asset("B", dividends=[Dividend(time=bars["B"][150].time, amount=1.0)])
    result = backtest(BuyAndHold, bars, assets=[paid])
    found = attribute(result)
    assert [part.name for part in found.by_asset] == ["A", "B"]
    assert parts(found.by_asset) == pytest.approx(found.pnl)
    assert found.costs["commission"] < 0
    assert sum(amount for kind, amount in found.costs.items() if "dividend" in kind) > 0


def test_holding_times_and_sides_count_closed_trades():
    found = attribute(CROSS)
    assert sum(part.trades for part in found.by_holding_time) == len(CROSS.trades)
    assert parts(found.by_holding_time) == pytest.approx(math.fsum(trade.pnl for trade in CROSS.trades))
    assert found.by_side[0].name == "long"
    assert found.by_side[0].win_rate == CROSS.metrics.win_rate


def test_a_month_is_the_change_of_the_equity_in_it():
    months = attribute(CROSS).by_month
    assert [part.name for part in months][:2] == ["2013-01", "2013-02"]
    last_of_january = max(
        place for place, bar in enumerate(BARS) if bar.time.month == 1 and bar.time.year == 2013
    )
    assert months[0].pnl == pytest.approx(CROSS.equity[last_of_january] - CROSS.starting_cash)


def test_factors_are_found_again():
    bars = wandering(300)
    market = BARS.close[1:] / BARS.close[:-1] - 1
    held = backtest(acting({0: buy(500)}), bars)
    noise = np.random.default_rng(4).normal(0, 0.01, len(market))
    found = attribute(held, factors={"market": market, "noise": noise}).factors
    assert found is not None
    assert found.betas["market"] > 10 * abs(found.betas["noise"])
    assert found.t_values["market"] > 10
    assert 0.5 < found.r_squared <= 1
    with pytest.raises(BacktestError, match="one finite return for each"):
        attribute(held, factors={"short": market[1:]})
