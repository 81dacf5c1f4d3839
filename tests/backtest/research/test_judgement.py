"""Luck, overfitting, comparison and attribution: numbers that are known from elsewhere."""

from __future__ import annotations

import itertools
import math
from statistics import NormalDist, mean, stdev

import numpy as np
import pytest

from ibkr.backtest import Asset, BuyAndHold, Dividend, MovingAverageCross, NoCommission, Result, backtest
from ibkr.backtest.metrics import kurtosis, skew
from ibkr.backtest.research import (
    attribute,
    compare,
    deflated_sharpe,
    monte_carlo,
    overfitting,
    probabilistic_sharpe,
)
from ibkr.errors import BacktestError

from ..examples import DAY_MS, acting, buy, daily, ohlc, wandering

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
        ({"method": "bootstrap"}, "none of trades, blocks"),
        ({"block": 0}, "is not between 1"),
        ({"block": 10_000}, "is not between 1"),
    ],
)
def test_draws_that_cannot_be_meant_are_refused(options, says: str):
    with pytest.raises(BacktestError, match=says):
        monte_carlo(CROSS, **options)


def test_two_returns_are_drawn_as_two_throws_of_a_coin():
    held = backtest(
        acting({0: buy(100)}), daily((100, 100), (100, 110), (110, 99)), commission=NoCommission()
    )
    up, down = 1 + held.returns
    drawn = monte_carlo(held, paths=4000, block=1)
    ends = {"up": up * up, "between": up * down, "down": down * down}
    shares = {name: np.mean(np.isclose(drawn.final_equity, 100_000 * end)) for name, end in ends.items()}
    assert shares == pytest.approx({"up": 0.25, "between": 0.5, "down": 0.25}, abs=0.025)
    assert drawn.max_drawdown.min() == pytest.approx(down * down - 1)


def ruined() -> Result:
    """Sold short at 50 with all there is; the price triples, and goes on."""
    prices = [50.0, 50.0, 50.0, 48.0, 150.0, 160.0, 155.0]
    shorting = acting({0: lambda strategy: strategy.sell(fraction=1.0)})
    return backtest(shorting, daily(*[(price, price) for price in prices]), commission=NoCommission())


def test_a_path_that_is_ruined_stays_at_nothing():
    drawn = monte_carlo(ruined(), paths=500, block=1)
    lost = drawn.final_equity == 0
    assert 0.5 < np.mean(lost) < 1
    assert np.all(drawn.max_drawdown[lost] == -1)
    assert drawn.probability_of_loss == np.mean(lost)


def test_a_ruined_account_cannot_be_compared_and_says_so():
    account = ruined()
    bars = next(iter(account.series.values()))
    with pytest.raises(BacktestError, match="bars in common"):
        compare({"ruined": account, "hold": backtest(BuyAndHold, bars)})
    long = daily(*[(50.0, 50.0)] * 12, *[(150.0, 150.0)] * 6)
    short = backtest(acting({0: lambda strategy: strategy.sell(fraction=1.0)}), long)
    with pytest.raises(BacktestError, match="short lost everything"):
        compare({"hold": backtest(BuyAndHold, long), "short": short})


def test_a_run_without_trades_has_none_to_draw_from():
    idle = backtest(acting({}), daily((1, 1), (1, 1), (1, 1)))
    with pytest.raises(BacktestError, match="0 closed trades: too few"):
        monte_carlo(idle, method="trades")


# --- luck ---------------------------------------------------------------------------------------


def standard(drawn: np.ndarray, *, ratio: float) -> np.ndarray:
    """The same shape with exactly that mean over its deviation."""
    return 0.01 * ((drawn - drawn.mean()) / drawn.std(ddof=1) + ratio)


def test_the_probabilistic_sharpe_ratio_of_the_published_example():
    # Bailey and López de Prado (2012): 24 monthly returns of an annual ratio of 1.585, of skewness -2.448 and
    # kurtosis 10.164, are better than nothing with a probability of 0.913. So is this sample skewed.
    bell = [NormalDist().inv_cdf((place + 0.5) / 22) for place in range(22)]
    sample = standard(np.array([-8.23756182157934, -3.353686181377452, *bell]), ratio=1.585 / math.sqrt(12))
    assert skew(sample) == pytest.approx(-2.448)
    assert kurtosis(sample) + 3 == pytest.approx(10.164)
    assert probabilistic_sharpe(sample, periods_per_year=12) == pytest.approx(0.913, abs=5e-4)


def test_the_deflated_sharpe_ratio_of_the_published_example():
    # Bailey and López de Prado (2014), "A numerical example": of 100 trials whose annual ratios have the
    # variance 1/2, the best has 2.5 over 1250 days, skewness -3 and kurtosis 10. Luck is expected to reach
    # 0.1132 a day, and 0.9004 is the probability of more. Only a sample of two values has these moments.
    sample = standard(np.repeat([1.0, 0.0], [1145, 105]), ratio=2.5 / math.sqrt(250))
    found = deflated_sharpe(sample, scaled(100) * math.sqrt(0.5 / 250), periods_per_year=250)
    assert found.sharpe == pytest.approx(2.5)
    assert found.expected_by_luck / math.sqrt(250) == pytest.approx(0.1132, abs=5e-5)
    assert found.probability == pytest.approx(0.9004, abs=5e-4)


def test_returns_that_do_not_vary_have_no_ratio():
    assert math.isnan(probabilistic_sharpe([0.001] * 50))
    assert math.isnan(deflated_sharpe([0.001] * 50, [0.1, 0.2]).probability)


@pytest.mark.parametrize(
    ("judge", "says"),
    [
        (lambda: probabilistic_sharpe([0.1, 0.2]), "2 returns tell nothing"),
        (lambda: deflated_sharpe([0.1, 0.2, 0.1], []), "No trial has a Sharpe ratio"),
    ],
)
def test_too_few_returns_or_trials_are_refused(judge, says: str):
    with pytest.raises(BacktestError, match=says):
        judge()


def standardised(size: int, *, ratio: float) -> np.ndarray:
    """A normal sample with exactly that mean over its deviation."""
    return standard(np.random.default_rng(5).normal(size=size), ratio=ratio)


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


def test_the_ranks_are_those_of_the_definition():
    # Bailey, Borwein, López de Prado and Zhu (2015): in each way to take half of the parts, the trial of the
    # best ratio in them; its rank among all, by the ratio in the other parts, over their number and one.
    table = 0.001 + np.random.default_rng(3).normal(0, 0.01, (24, 5))

    def ratio(trial: int, rows: list[int]) -> float:
        returns = [float(table[row, trial]) for row in rows]
        return mean(returns) / stdev(returns)

    ranks: list[float] = []
    for ways in itertools.combinations(range(4), 2):
        inside = [row for row in range(24) if row // 6 in ways]
        outside = [row for row in range(24) if row // 6 not in ways]
        best = max(range(5), key=lambda trial: ratio(trial, inside))
        reached = sorted(ratio(trial, outside) for trial in range(5))
        ranks.append((reached.index(ratio(best, outside)) + 1) / 6)
    found = overfitting(table, splits=4)
    assert found.ranks == pytest.approx(ranks)
    assert found.probability == mean(rank <= 0.5 for rank in ranks)


def test_a_trial_that_earns_the_same_on_every_bar_has_no_ratio_and_is_not_the_best():
    table = np.random.default_rng(1).normal(0.01, 0.01, (64, 3))
    table[:, 1] = 0.0001
    # Of four places the idle one is the lowest: whoever is the best of the others stands above it.
    assert np.all(overfitting(table, splits=4).ranks >= 0.5)


def test_a_return_that_is_no_number_is_named():
    table = np.zeros((64, 3))
    table[5, 2] = math.nan
    with pytest.raises(BacktestError, match="Return 5 of trial 2 is nan"):
        overfitting(table, splits=4)


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


def test_a_difference_is_annualised_by_the_bars_that_both_have():
    closes = 100 * np.cumprod(1 + 0.01 * np.random.default_rng(6).standard_normal(400))
    often = ohlc(*[(close, close, close, close) for close in closes.tolist()], step=DAY_MS // 4)
    seldom = often[::4]
    ours, theirs = backtest(BuyAndHold, often), backtest(acting({3: buy(500)}), seldom)
    found = compare({"often": ours, "seldom": theirs})
    returns = ours.equity[::4][1:] / ours.equity[::4][:-1] - 1
    a_day = returns.mean() / returns.std(ddof=1)
    assert found.bars == len(seldom) - 1
    (difference,) = found.differences
    assert difference.sharpe == pytest.approx(a_day * math.sqrt(365) - theirs.metrics.sharpe)


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


def test_as_many_factors_as_returns_explain_nothing():
    few = backtest(acting({0: buy(500)}), daily((1, 1), (1, 2), (2, 1)))
    with pytest.raises(BacktestError, match="2 returns are too few for 1 factors"):
        attribute(few, factors={"market": [0.1, 0.2]})
