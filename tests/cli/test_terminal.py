"""Commands as a person meets them: in a terminal, with a keyboard."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

import ibkr

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from tests.cli.terminal import Terminal

BUY = ("orders", "place", "BUY", "10", "AAPL", "--limit", "481")
"""Five per cent above the market: IBKR asks about that."""


@pytest.fixture
def simulation() -> Iterator[ibkr.simulator.Simulation]:
    with ibkr.simulate(seed=1, pacing=False) as running:
        yield running


@pytest.fixture
def url(simulation: ibkr.simulator.Simulation) -> str:
    return simulation.base_url


def live_orders(url: str) -> list[str]:
    with ibkr.Client(url, pacing=ibkr.Pacing.off()) as ib:
        return [str(order.status) for order in ib.orders.live_orders()]


def test_an_order_is_shown_and_asked_about_before_it_leaves_and_its_question_is_put(url: str):
    with Terminal(*BUY, "--url", url, "--wait", "30") as terminal:
        terminal.expect("Place it? [y/N]")
        assert "BUY 10 AAPL" in terminal.text
        assert "commission 1 USD" in terminal.text
        terminal.type("y")
        terminal.expect("IBKR asks [o163]")
        terminal.expect("Go on with the order? [y/N]")
        terminal.type("y")
        assert terminal.end() == 0
        assert "filled" in terminal.text
    assert live_orders(url) == ["Filled"]


def test_no_at_first_sends_nothing(url: str):
    with Terminal(*BUY, "--url", url) as terminal:
        terminal.expect("Place it? [y/N]")
        terminal.type("")
        assert terminal.end() == 1
        assert "Nothing was sent." in terminal.text
    assert live_orders(url) == []


@pytest.mark.parametrize("answer", ["no", "Ctrl-C"])
def test_no_at_a_question_takes_the_order_back(url: str, answer: str):
    with Terminal(*BUY, "--url", url) as terminal:
        terminal.expect("Place it? [y/N]")
        terminal.type("y")
        terminal.expect("Go on with the order? [y/N]")
        terminal.interrupt() if answer == "Ctrl-C" else terminal.type("n")
        assert terminal.end() == 1
        assert "was taken back" in terminal.text
    assert live_orders(url) == []


def test_a_question_named_beforehand_is_not_put(url: str):
    with Terminal(*BUY, "--url", url, "--yes", "o163") as terminal:
        terminal.expect("Place it? [y/N]")
        terminal.type("y")
        assert terminal.end() == 0
        assert "Go on" not in terminal.text


def test_ctrl_c_while_ibkr_is_silent_says_what_is_known_and_recover_finds_the_order(
    simulation: ibkr.simulator.Simulation,
):
    faults, url = simulation.gateway.faults, simulation.base_url
    faults.add(ibkr.simulator.Fault("delay", "orders.submit", seconds=60))
    order = ("orders", "place", "BUY", "10", "AAPL", "--limit", "450", "--no-confirm")
    with Terminal(*order, "--url", url) as terminal:
        terminal.until(lambda: faults.tallies[0].hit)
        terminal.interrupt()
        assert terminal.end() == 130
        assert "was sent and its outcome is not known" in terminal.text
        assert "ibkr orders recover" in terminal.text
    with Terminal("orders", "recover", "--url", url, "--json") as terminal:
        assert terminal.end() == 0
        assert '"verdict":"placed"' in terminal.text.replace("\n", "")
    assert live_orders(url) == ["Submitted"]


def test_watch_is_a_table_that_changes_until_ctrl_c(url: str):
    with Terminal("watch", "AAPL", "IBM", "--url", url) as terminal:
        terminal.expect("symbol")
        terminal.expect(" 15:00:")
        terminal.interrupt()
        assert terminal.end() == 0
        assert "Stopped." in terminal.text
        assert "Traceback" not in terminal.text


def test_colours_are_for_terminals_that_want_them():
    asked = ("orders", "questions")
    with Terminal(*asked) as coloured, Terminal(*asked, NO_COLOR="1") as plain:
        assert [coloured.end(), plain.end()] == [0, 0]
    assert "\x1b[1m" in coloured.raw
    assert "\x1b[3" not in plain.raw
