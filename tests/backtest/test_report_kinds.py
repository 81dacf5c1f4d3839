"""The other reports: sweep, walk-forward, comparison, luck; pictures and data."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import numpy as np
import pytest

from ibkr.backtest import BuyAndHold, MovingAverageCross, Result, backtest, write_report
from ibkr.backtest.report import render, to_png, to_svg
from ibkr.backtest.report.columns import distribution
from ibkr.backtest.research import compare, grid, monte_carlo, sweep, walk_forward
from ibkr.errors import BacktestError, MissingExtra

from .examples import wandering
from .test_report import Page, listed

if TYPE_CHECKING:
    from pathlib import Path

BARS = wandering(400)
GRID = grid(fast=[3, 5, 12], slow=[9, 20])


@pytest.fixture(scope="module")
def kinds() -> dict[str, Any]:
    result = backtest(MovingAverageCross, BARS, parameters={"fast": 3, "slow": 9}, asset="WALK")
    held = backtest(BuyAndHold, BARS, asset="WALK")
    return {
        "result": result,
        "sweep": sweep(MovingAverageCross, BARS, GRID),
        "walk": walk_forward(MovingAverageCross, BARS, grid(fast=[3, 5], slow=[9, 20]), train=150, test=50),
        "comparison": compare({"cross <b>": result, "held": held}),
    }


@pytest.mark.parametrize(
    ("kind", "sections"),
    [
        ("sweep", ["metrics", "heat", "equity", "trials", "failed", "settings"]),
        ("walk", ["metrics", "equity", "drawdown", "windows", "settings"]),
        ("comparison", ["equity", "drawdown", "metrics", "pairs", "settings"]),
    ],
)
def test_every_kind_has_its_sections_in_the_same_style(kinds: dict[str, Any], kind: str, sections: list[str]):
    html = render(kinds[kind])
    assert re.findall(r'<section id="(\w+)">', html) == sections
    assert not [name for name, _ in Page(html).attributes if name in {"src", "href"}]
    assert html == render(kinds[kind])


def test_a_sweep_lists_every_trial_best_first_and_says_why_some_failed(kinds: dict[str, Any]):
    html = render(kinds["sweep"])
    text = " ".join(Page(html).texts)
    best = kinds["sweep"].best
    assert f"fast {best.parameters['fast']}, slow {best.parameters['slow']}" in text
    assert "fast=12 must be at least 1 and less than slow=9" in text
    # Six combinations, of which one makes no sense: two drawings with a cell for each of the others.
    assert Page(html).tags.count("rect") == 2 * 5


def test_a_walk_forward_has_a_row_a_window(kinds: dict[str, Any]):
    html = render(kinds["walk"])
    assert html.count("<tr>") == 1 + len(kinds["walk"].windows) == 6
    assert "positions are closed at the last close" in html


def test_a_comparison_escapes_its_names_and_tests_every_pair(kinds: dict[str, Any]):
    html = render(kinds["comparison"])
    assert "<b>" not in html
    assert "cross &lt;b&gt;" in html
    assert "chance" in html


def test_luck_and_factors_join_the_report_of_a_result(kinds: dict[str, Any]):
    result: Result = kinds["result"]
    html = render(
        result,
        monte_carlo=monte_carlo(result, paths=50),
        factors={"market": np.diff(BARS.close) / BARS.close[:-1]},
    )
    page = Page(html)
    assert "chance" in page.ids
    text = " ".join(page.texts)
    assert "of 50 paths" in text
    assert "market" in text
    assert "R² " in text


def test_luck_does_not_belong_to_a_sweep(kinds: dict[str, Any]):
    drawn = monte_carlo(kinds["result"], paths=5)
    with pytest.raises(BacktestError, match="monte_carlo belong to the report of a Result"):
        render(kinds["sweep"], monte_carlo=drawn)


def test_what_has_no_report_is_told():
    with pytest.raises(BacktestError, match="no report of a int"):
        render(7)  # pyright: ignore[reportArgumentType]  # a mistake to be told


@pytest.mark.parametrize("kind", ["result", "sweep", "walk", "comparison"])
def test_the_picture_is_svg_that_needs_no_style_sheet(kinds: dict[str, Any], kind: str):
    svg = to_svg(kinds[kind])
    root = ElementTree.fromstring(svg)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "var(" not in svg
    charts = [child for child in root if child.tag.endswith("}svg")]
    assert charts
    assert all(chart.find(".//*[@class='grid']") is not None for chart in charts)


def test_a_page_names_the_currency_of_its_money():
    euros = {"currency": "EUR", "cash": 50_000.0}
    pages = (
        backtest(MovingAverageCross, BARS, **euros),
        sweep(MovingAverageCross, BARS, GRID, **euros),
        walk_forward(MovingAverageCross, BARS, grid(fast=[3, 5], slow=[9, 20]), train=150, test=50, **euros),
    )
    for page in map(render, pages):
        assert "50,000.00 EUR, as is all money here" in page
    assert "EUR, from 50,000" in render(pages[0])


def test_a_sweep_without_a_score_has_no_best_and_says_so():
    html = render(sweep(MovingAverageCross, BARS, grid(fast=[30, 40], slow=[20])))
    text = " ".join(Page(html).texts)
    assert "No trial has a score." in text
    assert "2 failed" in text
    assert re.findall(r'<section id="(\w+)">', html) == ["metrics", "trials", "failed", "settings"]


def test_a_sweep_of_one_parameter_needs_no_map_and_shows_short_numbers():
    html = render(sweep(MovingAverageCross, BARS, grid(fraction=[0.123456, 0.5])))
    assert 'id="heat"' not in html
    assert "0.1235" in Page(html).texts


def test_a_long_sweep_lists_the_best_and_counts_the_rest():
    search = grid(fast=list(range(1, 19)), slow=list(range(20, 38)))
    text = " ".join(Page(render(sweep(MovingAverageCross, BARS[:60], search, by="total_return"))).texts)
    assert re.search(r"\d+ more; all are in the JSON and the CSV", text)


def test_a_png_is_twice_as_wide_as_the_drawing(kinds: dict[str, Any]):
    pytest.importorskip("resvg_py", reason="PNG needs the extra report")
    png = to_png(kinds["result"])
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(png[16:20], "big") == 1920


def test_without_the_extra_a_png_names_it(
    kinds: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(MissingExtra, match=r"ibkr\[report\]"):
        write_report(kinds["result"], tmp_path / "run.png")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["result", "sweep", "walk", "comparison"])
def test_the_json_is_strict_and_the_same_every_time(kinds: dict[str, Any], kind: str, tmp_path: Path):
    path = write_report(kinds[kind], tmp_path / "run.json")
    data = json.loads(path.read_text("utf-8"), parse_constant=pytest.fail)
    assert data
    assert path.read_text("utf-8") == write_report(kinds[kind], tmp_path / "again.json").read_text("utf-8")


def test_another_ending_is_refused_before_anything_is_written(kinds: dict[str, Any], tmp_path: Path):
    with pytest.raises(BacktestError, match=r"ends with \.html, \.htm, \.png, \.svg, \.json"):
        write_report(kinds["result"], tmp_path / "run.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_report_of_several_assets_names_them(kinds: dict[str, Any]):
    both = {"AAA": wandering(200), "BBB": wandering(200, seed=3)}
    html = render(backtest(BuyAndHold, both))
    text = " ".join(Page(html).texts)
    assert "BuyAndHold  on AAA, BBB" in " ".join(text.split(" "))
    assert {"AAA", "BBB"} <= set(re.findall(r"<h3>(\w+)</h3>", html))


def test_trades_of_several_assets_have_a_column_for_them():
    both = {"AAA": wandering(200), "BBB": wandering(200, seed=3)}

    class Flip(MovingAverageCross):
        def init(self) -> None:
            pass

        def next(self) -> None:
            for name in ("AAA", "BBB"):
                self.target(0.4 if self.index % 20 < 10 else 0.0, asset=name)

    rows = listed(render(backtest(Flip, both)), "trade-list")
    assert "Asset" in rows[0]
    assert sum("AAA" in row for row in rows) > 5


def test_the_distribution_counts_every_return_once():
    returns = np.random.default_rng(1).normal(0, 0.01, 1000)
    columns = distribution(returns)
    assert columns.values.sum() == 1000
    assert len(columns.names) == len(columns.values) == 41
