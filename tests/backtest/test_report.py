"""The report's structure: what it says, what it must not contain. Pixels are for eyes."""

from __future__ import annotations

import base64
import json
import re
import stat
import zlib
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibkr.backtest import BuyAndHold, MovingAverageCross, Result, Strategy, backtest, write_report
from ibkr.backtest.metrics import DAY_MS
from ibkr.backtest.report import render
from ibkr.backtest.report.axes import nice_step, time_ticks, value_scale
from ibkr.backtest.report.benchmark import buy_and_hold
from ibkr.backtest.report.chart import thinned
from ibkr.backtest.report.embed import MISSING, STEPS, column

from .examples import acting, buy, run, sell, wandering

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

VOID = {"meta", "line", "path", "br"}
SECTIONS = [
    *("metrics", "equity", "drawdown", "price", "rolling", "months", "years", "distribution", "attribution"),
    *("trades", "orders", "settings", "definitions"),
]
HOSTILE = '<script>alert("1")</script> & </script>'


class Page(HTMLParser):
    """The elements, texts and attributes of a page, and whether its tags are balanced."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def listed(html: str, name: str) -> list[str]:
    """The rows of one table, heading included."""
    table = re.search(f'<table id="{name}">(.*?)</table>', html, re.DOTALL)
    assert table is not None
    return re.findall(r"<tr>.*?</tr>", table[1], re.DOTALL)


def carried(html: str) -> tuple[dict[str, Any], dict[str, NDArray[np.float64]]]:
    """The settings of the page's script, and its arrays read back as the script reads them."""
    config = re.search(r'<script type="application/json" id="config">(.*?)</script>', html, re.DOTALL)
    data = re.search(r'<script type="text/plain" id="data">(.*?)</script>', html)
    assert config is not None
    assert data is not None
    said, packed = json.loads(config[1]), zlib.decompress(base64.b64decode(data[1]))
    arrays: dict[str, NDArray[np.float64]] = {}
    place = 0
    for name, size, offset, scale in said["arrays"]:
        columns = np.frombuffer(packed, np.uint8, 4 * size, place).reshape(4, size).T
        numbers = np.cumsum(np.ascontiguousarray(columns).view("<i4").ravel(), dtype=np.int32)
        arrays[name] = np.where(numbers == -(2**31), np.nan, offset + scale * numbers.astype(np.float64))
        place += 4 * size
    assert place == len(packed)
    return said, arrays


@pytest.fixture(scope="module")
def result() -> Result:
    return backtest(MovingAverageCross, wandering(400), parameters={"fast": 3, "slow": 9}, asset="WALK")


def test_the_page_has_every_section_and_says_the_key_figures(result: Result):
    page = Page(render(result))
    assert [name for name in page.ids if name in SECTIONS] == SECTIONS
    text = " ".join(page.texts)
    for expected in (
        "MovingAverageCross",
        "on WALK",
        "next_open",
        result.fingerprint,
        "buy and hold",
        "√365",
    ):
        assert expected in text
    assert f"{result.metrics.final_equity:,.0f}" in text


def test_the_benchmark_is_the_strategy_that_buys_and_holds(result: Result):
    expected = backtest(BuyAndHold, result.bars, cash=result.starting_cash, commission=result.commission)
    benchmark = buy_and_hold(result)
    assert benchmark.equity.tolist() == expected.equity.tolist()
    assert str(benchmark.metrics) == str(expected.metrics)


def test_every_closed_trade_has_its_row(result: Result):
    assert len(listed(render(result), "trade-list")) == 1 + len(result.trades)


def test_the_page_needs_no_network(result: Result):
    html = render(result)
    page = Page(html)
    assert not re.search(r"https?://|//[a-z]|@import|url\(", html.split("<script")[0])
    assert not {"link", "img", "iframe", "object"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name in {"src", "href", "srcset", "action"}]
    assert (
        "content",
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'",
    ) in page.attributes


def test_charts_are_there_without_javascript_for_screen_and_phone(result: Result):
    page = Page(render(result))
    classes = [value for name, value in page.attributes if name == "class"]
    # Equity, drawdown, price, two rolling metrics, distribution, months.
    assert classes.count("chart wide") == classes.count("chart narrow") == 7
    assert page.tags.count("svg") == 14
    assert {"mark large buy", "mark large sell"} <= set(classes) or "mark small buy" in classes


def test_names_and_parameters_are_escaped():
    hostile = type(HOSTILE, (Strategy,), {"note": HOSTILE, "next": lambda self: None})
    html = render(backtest(hostile, wandering(5), asset=HOSTILE))
    assert "alert(" in " ".join(Page(html).texts)
    assert "<script>alert" not in html
    assert Page(html).tags.count("script") == 3


def test_the_script_carries_every_bar_and_every_trade(result: Result):
    said, arrays = carried(render(result))
    assert set(said["charts"]) == {"equity", "drawdown", "price0", "sharpe", "volatility"}
    assert np.array_equal(arrays["time"], result.times)
    for name, values in (
        ("equity", result.equity),
        ("drawdown", result.drawdown),
        ("price0_close", result.bars.close),
        ("price0_high", result.bars.high),
        ("price0_held", result.position),
        ("t_pnl", np.array([trade.pnl for trade in result.trades])),
    ):
        assert arrays[name] == pytest.approx(values, abs=np.ptp(values) / 2**22)
    assert arrays["t_exit"].tolist() == [trade.exit_bar for trade in result.trades]


def test_every_array_that_a_chart_names_is_there(result: Result):
    said, arrays = carried(render(result))
    for chart in said["charts"].values():
        named = [line[0] for line in chart["lines"]] + chart["candles"]
        named += [name for mark in chart["marks"] for name in mark[:2]]
        named += [name for name in (chart["band"], chart["note"] and chart["note"][0]) if name]
        assert set(named) <= arrays.keys()


@given(
    st.lists(st.one_of(st.floats(-1e9, 1e9), st.just(float("nan"))), max_size=50),
    st.sampled_from([None, 2, 4]),
)
def test_arrays_come_back_as_they_were(values: list[float], digits: int | None):
    given_ = np.array(values if digits is None else [round(value, digits) for value in values])
    known = given_[np.isfinite(given_)]
    one = column(given_)
    back = np.where(one.numbers == MISSING, np.nan, one.offset + one.scale * one.numbers.astype(np.float64))
    step = np.ptp(known) / STEPS if len(known) else 0.0
    assert back == pytest.approx(given_, abs=step + 1e-6, rel=1e-11, nan_ok=True)


def test_events_and_open_positions_are_told():
    text = " ".join(Page(render(run(wandering(10), {0: buy(10), 1: sell(100_000)}))).texts)
    assert "10 shares still open" in text
    assert "SELL 100,000 at" in text


def test_a_run_without_trades_still_has_a_report():
    page = Page(render(backtest(acting({}), wandering(1))))
    assert "No trade was closed." in page.texts


def test_a_long_trade_list_is_cut_and_says_so():
    flips = {bar: buy(1) if bar % 2 else sell(1) for bar in range(1, 1_401)}
    result = run(wandering(1_402), flips)
    page = Page(render(result))
    assert len(listed(render(result), "trade-list")) == 1 + 250 + 1 + 250
    assert f"{len(result.trades) - 500:,} more; all are in the JSON" in page.texts


def test_the_file_is_whole_readable_like_any_other_and_reproducible(result: Result, tmp_path: Path):
    path = write_report(result, tmp_path / "new" / "report.html")
    assert path == result.report(path)
    assert path.read_text(encoding="utf-8") == render(result)
    ordinary = tmp_path / "ordinary"
    ordinary.touch()
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(ordinary.stat().st_mode)
    assert list(path.parent.iterdir()) == [path]


@given(low=st.floats(-1e7, 1e7), span=st.floats(1e-3, 1e7), most=st.integers(2, 8))
def test_value_axes_hold_the_data_with_a_few_round_ticks(low: float, span: float, most: int):
    scale = value_scale(low, low + span, most=most)
    assert scale.low <= low
    assert scale.high >= low + span
    assert 1 <= len(scale.ticks) <= most + 2
    assert float(f"{scale.step:.3e}"[:5].rstrip("e")) in (1.0, 2.0, 2.5, 5.0)


def test_steps_are_one_two_two_and_a_half_or_five():
    assert [nice_step(span, 5) for span in (5, 8, 12, 20, 30)] == [1.0, 2.0, 2.5, 5.0, 10.0]


@pytest.mark.parametrize(
    ("spacing", "count", "labels"),
    [
        (DAY_MS, 1_500, ["2014", "2015", "2016", "2017"]),
        (DAY_MS, 300, ["Apr", "Jul", "Oct"]),
        (DAY_MS, 20, ["10 Jan", "17 Jan", "24 Jan"]),
        (60_000, 300, ["01:00", "02:00", "03:00", "04:00"]),
    ],
)
def test_time_axes_have_their_ticks_where_a_period_begins(spacing: int, count: int, labels: list[str]):
    times = 1_357_516_800_000 + spacing * np.arange(count)
    assert [tick.label for tick in time_ticks(times, most=4)] == labels


@given(st.integers(1, 20_000), st.integers(1, 500))
def test_thinning_keeps_the_ends_and_the_extremes(size: int, buckets: int):
    values = np.random.default_rng(size).normal(size=size)
    kept = thinned(values, buckets)
    assert len(kept) <= max(4 * buckets, 1)
    assert {0, size - 1, int(values.argmin()), int(values.argmax())} <= set(kept.tolist())
