"""Reports in a real browser: they zoom, fit a phone, complain about nothing, and need no script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from ibkr.backtest import MovingAverageCross, backtest, write_report
from ibkr.backtest.research import compare, grid, monte_carlo, sweep, walk_forward

from .browser import CHROMIUM, REASON, Page, chromium
from .examples import wandering

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=REASON)
KINDS = ["result", "sweep", "walk", "comparison"]
VIEW = "document.body.dataset.view"
SHOWN = (
    "[...document.querySelectorAll('svg.chart')].filter(chart => chart.getBoundingClientRect().width).length"
)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder, bars = tmp_path_factory.mktemp("reports"), wandering(2_000)
    result = backtest(MovingAverageCross, bars, parameters={"fast": 2, "slow": 5}, asset="WALK")
    slower = backtest(MovingAverageCross, bars, parameters={"fast": 5, "slow": 20}, asset="WALK")
    search = grid(fast=[3, 5, 8], slow=[20, 40])
    write_report(result, folder / "result.html", monte_carlo=monte_carlo(result, paths=50))
    write_report(sweep(MovingAverageCross, bars, search), folder / "sweep.html")
    write_report(walk_forward(MovingAverageCross, bars, search, train=800, test=400), folder / "walk.html")
    write_report(compare({"quick": result, "slow": slower}, draws=50), folder / "comparison.html")
    return {name: folder / f"{name}.html" for name in KINDS}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with chromium(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_report_is_wider_than_a_phone_or_complains(
    page: Page, reports: dict[str, Path], kind: str, dark: bool
):
    page.open(reports[kind], width=390, dark=dark)
    assert page.value("document.documentElement.scrollWidth") == 390
    # Tables may scroll by themselves; nothing else may stick out.
    sticking = page.value(
        "[...document.querySelectorAll('main > section > *, main h2, .tile dd')]"
        ".filter(one => one.getBoundingClientRect().right > 391).map(one => one.outerHTML.slice(0, 80))"
    )
    assert sticking == []
    assert page.complaints == []
    paper = page.value("getComputedStyle(document.body).backgroundColor")
    assert paper == ("rgb(18, 21, 26)" if dark else "rgb(255, 255, 255)")


@pytest.mark.parametrize("kind", KINDS)
def test_no_table_is_cut_off_on_a_phone(page: Page, reports: dict[str, Path], kind: str):
    page.open(reports[kind], width=390)
    cut_off = page.value(
        "[...document.querySelectorAll('.scroll')]"
        ".filter(one => one.scrollWidth > one.clientWidth).map(one => one.innerText.slice(0, 40))"
    )
    assert cut_off == []


@pytest.mark.parametrize("kind", KINDS)
def test_without_javascript_pictures_and_tables_are_there(page: Page, reports: dict[str, Path], kind: str):
    page.open(reports[kind], scripts=False)
    page.command("Emulation.setScriptExecutionDisabled", value=False)  # so that we can look
    assert page.value("document.body.className") == ""
    assert page.value(SHOWN) == page.value("document.querySelectorAll('svg.chart.wide').length") > 0
    assert page.value("document.querySelectorAll('svg.wide .line[d^=M]').length") > 0
    assert page.value("document.querySelectorAll('tbody tr').length") > 0
    assert page.value("document.querySelector('nav.zoom').getBoundingClientRect().height") == 0


def test_dragging_zooms_every_chart_and_the_trades(page: Page, reports: dict[str, Path]):
    page.open(reports["result"])
    before = page.value("document.querySelector('#equity svg.wide .line.strategy').getAttribute('d')")
    page.drag("#price svg.chart", 0.4, 0.6)
    first, last = map(int, page.settled(VIEW).split())
    assert 600 < first < 900
    assert 1_100 < last < 1_300
    assert page.value("document.querySelector('#equity svg.wide .line.strategy').getAttribute('d')") != before
    assert "in the part shown above" in page.value("document.querySelector('.pager output').textContent")
    years = page.value(
        "[...document.querySelectorAll('#trade-list tbody tr td:nth-child(6)')]"
        ".map(cell => cell.textContent.slice(-4))"
    )
    assert years
    assert set(years) <= {"2014", "2015", "2016"}
    assert page.complaints == []


def test_buttons_zoom_and_all_brings_everything_back(page: Page, reports: dict[str, Path]):
    page.open(reports["result"])
    views = []
    for name in ("in", "in", "on", "out", "all"):
        page.value(f"document.querySelector('[data-zoom={name}]').click()")
        views.append(page.settled(VIEW))
    sizes = [last - first + 1 for first, last in (map(int, view.split()) for view in views)]
    assert sizes == [1_000, 500, 500, 1_000, 2_000]
    assert views[-1] == "0 1999"


def test_few_bars_are_drawn_as_candles(page: Page, reports: dict[str, Path]):
    page.open(reports["result"])
    assert page.value("document.querySelectorAll('#price .candle').length") == 0
    for _ in range(5):
        page.value("document.querySelector('[data-zoom=in]').click()")
        page.settled(VIEW)
    assert page.value("document.querySelectorAll('#price svg.wide .candle').length") == 2


def test_a_click_on_a_trade_shows_it(page: Page, reports: dict[str, Path]):
    page.open(reports["result"])
    page.value("document.querySelectorAll('#trade-list tbody tr')[5].click()")
    first, last = map(int, page.settled(VIEW).split())
    assert last - first < 200
    assert "in the part shown above" in page.value("document.querySelector('.pager output').textContent")


def test_the_script_tells_trades_as_the_page_did_without_it(page: Page, reports: dict[str, Path]):
    rows = "[...document.querySelectorAll('#trade-list tbody tr')].slice(0, 100).map(row => row.textContent)"
    page.open(reports["result"], scripts=False)
    page.command("Emulation.setScriptExecutionDisabled", value=False)  # so that we can look
    without = page.value(rows)
    page.open(reports["result"])
    assert page.value(rows) == without


def test_the_script_labels_axes_as_the_page_did_without_it(page: Page, reports: dict[str, Path]):
    labels = "[...document.querySelectorAll('main svg.wide[data-chart] text')].map(one => one.textContent)"
    page.open(reports["result"], scripts=False)
    page.command("Emulation.setScriptExecutionDisabled", value=False)
    without = page.value(labels)
    page.open(reports["result"])
    assert page.value(labels) == without


def test_trades_are_sorted_by_a_heading_and_listed_by_the_hundred(page: Page, reports: dict[str, Path]):
    page.open(reports["result"])
    assert page.value("document.querySelectorAll('#trade-list tbody tr').length") == 100
    page.value(
        "[...document.querySelectorAll('#trade-list th')].find(th => th.textContent === 'P&L').click()"
    )
    told = page.value(
        "[...document.querySelectorAll('#trade-list tbody tr td:nth-child(10)')]"
        ".map(cell => Number(cell.textContent.replace('−', '-').replaceAll(',', '')))"
    )
    assert told == sorted(told)
    page.value("document.querySelector('[data-page=\"1\"]').click()")
    assert page.value("document.querySelector('.pager output').textContent").startswith("101–200 of ")


def test_moving_over_a_chart_tells_the_values_there(page: Page, reports: dict[str, Path]):
    page.open(reports["result"])
    page.value("document.querySelector('#equity').scrollIntoView()")
    box = page.value(
        "(() => { const box = document.querySelector('#equity svg.wide').getBoundingClientRect(); "
        "return [box.x, box.y]; })()"
    )
    page.command("Input.dispatchMouseEvent", type="mouseMoved", x=box[0] + 300, y=box[1] + 100)
    told = page.settled("document.querySelector('output[data-show=equity]').textContent")
    assert "buy and hold" in told
    assert "20" in told
    assert page.value("document.querySelector('output[data-show=price0]').textContent").count("holding") == 1
