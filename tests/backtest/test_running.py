"""Backtests in one call: on a symbol, on made-up bars, several strategies; and what is printed of them."""

from __future__ import annotations

import io
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibkr.backtest import (
    BuyAndHold,
    MovingAverageCross,
    backtest,
    compare_strategies,
    print_report,
    read_bars,
    run_backtest,
    run_sample_backtest,
    sample_bars,
)
from ibkr.backtest.report import to_text
from ibkr.backtest.research import grid, sweep, walk_forward
from ibkr.errors import BacktestError

from .examples import wandering


class Source:
    """Answers like a client, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Any] = []
        self.contracts = SimpleNamespace(find=self._find)
        self.market_data = SimpleNamespace(bars=self._bars)

    def _find(self, symbol: str, *, exchange: str | None) -> Any:
        self.asked.append((symbol, exchange))
        return SimpleNamespace(conid=265598)

    def _bars(self, conid: int, *, period: str, bar: str) -> Any:
        self.asked.append((conid, period, bar))
        return wandering(60)


def test_a_symbol_is_found_its_bars_are_asked_for_and_run_on():
    source = Source()
    result = run_backtest(source, "AAPL", BuyAndHold, period="2y", bar="1h", cash=5_000.0)
    assert source.asked == [("AAPL", None), (265598, "2y", "1h")]
    assert result.to_json() == backtest(BuyAndHold, wandering(60), asset="AAPL", cash=5_000.0).to_json()


def test_a_sample_needs_nothing_and_is_the_same_every_time():
    assert (
        run_sample_backtest().to_json() == run_sample_backtest(MovingAverageCross, bars=250, seed=1).to_json()
    )
    assert run_sample_backtest(seed=2).fingerprint != run_sample_backtest().fingerprint


@given(st.integers(1, 400), st.integers(0, 50), st.floats(1, 1e4))
def test_made_up_bars_could_be_real(count: int, seed: int, price: float):
    bars = read_bars(sample_bars(count, seed=seed, price=price))
    assert len(bars) == count
    assert (bars.volume > 0).all()
    weekdays = bars.time.astype("datetime64[ms]").astype("datetime64[D]")
    assert np.is_busday(weekdays).all()


def test_a_longer_sample_begins_like_a_shorter_one():
    assert sample_bars(50).close.tolist() == sample_bars(90).close[:50].tolist()


def test_a_sample_of_nothing_is_refused():
    with pytest.raises(BacktestError, match="count=0"):
        sample_bars(0)


def test_strategies_are_compared_by_name_best_return_first():
    found = compare_strategies(
        {"quick": (MovingAverageCross, {"fast": 3, "slow": 9}), "hold": BuyAndHold}, wandering(300), asset="W"
    )
    returns = [result.metrics.total_return for result in found.results.values()]
    assert returns == sorted(returns, reverse=True)
    assert found.results["quick"].parameters["fast"] == 3
    assert len(found.differences) == 1


def test_strategies_are_compared_by_their_class():
    found = compare_strategies([MovingAverageCross, BuyAndHold], wandering(300))
    assert set(found.results) == {"MovingAverageCross", "BuyAndHold"}
    with pytest.raises(BacktestError, match="same name"):
        compare_strategies([BuyAndHold, BuyAndHold], wandering(300))


def test_every_report_can_be_printed():
    bars = wandering(300)
    search = grid(fast=[3, 5], slow=[9, 4])
    kinds = {
        "Total return": backtest(MovingAverageCross, bars),
        "4 trials, 1 failed": sweep(MovingAverageCross, bars, search),
        "3 windows": walk_forward(MovingAverageCross, bars, grid(fast=[3], slow=[9]), train=150, test=50),
        "Sharpe ratios": compare_strategies([MovingAverageCross, BuyAndHold], bars),
    }
    for words, what in kinds.items():
        page = io.StringIO()
        print_report(what, file=page)
        assert words in page.getvalue()
        assert page.getvalue() == to_text(what) + "\n"


def test_a_report_is_printed_to_stdout_unless_told_otherwise(capsys: pytest.CaptureFixture[str]):
    print_report(run_sample_backtest())
    assert "MovingAverageCross on SAMPLE" in capsys.readouterr().out


def test_a_sweep_without_a_score_says_why():
    found = sweep(MovingAverageCross, wandering(50), grid(fast=[9], slow=[3]))
    assert "must be at least 1 and less than slow=3" in to_text(found)
