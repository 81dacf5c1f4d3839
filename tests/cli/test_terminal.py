"""Commands as a person meets them: in a terminal, with a keyboard."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

import ibkr

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals", allow_module_level=True)

from typing import TYPE_CHECKING

from tests.cli.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

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


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ("3\n2", 0, "Chosen: No."),
        ("yes", 0, "Chosen: Yes."),
        ("", 1, "To choose: ibkr orders respond"),
    ],
    ids=["a number", "a word", "nothing"],
)
def test_a_choice_that_ibkr_wants_made_is_put(
    simulation: ibkr.simulator.Simulation, typed: str, status: int, said: str
):
    simulation.gateway.halt(265598)
    order = ("orders", "place", "BUY", "1", "AAPL", "--limit", "450")
    with Terminal(*order, "--url", simulation.base_url) as terminal:
        terminal.expect("Place it? [y/N]")
        terminal.type("y")
        terminal.expect("Your choice [1-2]: ")
        terminal.type(typed)
        assert terminal.end() == status
        assert said in terminal.text
        assert ("none of them" in terminal.text) == ("3" in typed)


# What is on when Ctrl-C comes, which call of it hangs, and what is said then.
INTERRUPTIONS = {
    "before an order": (BUY, "orders.whatif", "Interrupted. Nothing was sent."),
    "a change": (
        ("orders", "modify", "{order}", "--price", "449", "--no-confirm"),
        "orders.resubmit",
        "The change was sent and its outcome is not known",
    ),
    "a cancellation": (
        ("orders", "cancel", "{order}"),
        "orders.withdraw",
        "Whether IBKR has the wish is not known: ibkr orders status {order}",
    ),
    "every cancellation": (
        ("orders", "cancel-all", "--no-confirm"),
        "orders.withdraw",
        "Whether IBKR has the wish is not known. How the orders stand: ibkr orders list",
    ),
    "a download": (
        ("history", "fetch", "AAPL", "--from", "2012-01-01", "--store", "{folder}"),
        "market_data.history",
        "Interrupted. What came is kept; the same command goes on from there.",
    ),
    "a backtest": (
        ("backtest", "run", "BuyAndHold", "--symbol", "AAPL"),
        "market_data.history",
        "Interrupted. Nothing was written.",
    ),
}


@pytest.mark.parametrize(("arguments", "hangs", "said"), INTERRUPTIONS.values(), ids=INTERRUPTIONS)
def test_ctrl_c_says_what_became_of_what_was_on(
    *,
    simulation: ibkr.simulator.Simulation,
    tmp_path: Path,
    arguments: tuple[str, ...],
    hangs: str,
    said: str,
):
    with ibkr.Client(simulation.base_url, pacing=ibkr.Pacing.off()) as ib:
        ticket = ibkr.Order.limit(265598, "BUY", 1, price=450)
        order = ib.orders.place("DU1234567", ticket).order_id
    faults, known = simulation.gateway.faults, {"order": order, "folder": tmp_path / "store"}
    # A download waits for the answers under way before it ends.
    faults.add(ibkr.simulator.Fault("delay", hangs, seconds=2 if "fetch" in arguments else 60))
    with Terminal(*(one.format(**known) for one in arguments), "--url", simulation.base_url) as terminal:
        terminal.until(lambda: faults.tallies[0].hit)
        terminal.interrupt()
        assert terminal.end() == 130
        assert said.format(**known) in terminal.text
        assert "Traceback" not in terminal.text
    assert not list(tmp_path.rglob("*.tmp"))


def test_ctrl_c_while_the_fill_is_waited_for_leaves_the_order_and_says_so(url: str):
    order = ("orders", "place", "BUY", "1", "AAPL", "--limit", "450", "--no-confirm", "--wait", "600")
    with Terminal(*order, "--url", url) as terminal:
        terminal.expect("state ")
        terminal.interrupt()
        assert terminal.end() == 130
        assert "is placed and goes on: ibkr orders status" in terminal.text
    assert live_orders(url) == ["Submitted"]


def test_ctrl_c_ends_a_simulation_and_keeps_its_world(tmp_path: Path):
    with Terminal("simulate", "--port", "0", "--state", str(tmp_path / "world")) as terminal:
        terminal.expect("ready https://")
        terminal.interrupt()
        assert terminal.end() == 0
        assert "Traceback" not in terminal.text
    assert [path.name for path in tmp_path.iterdir()] == ["world"]


def test_a_lost_connection_is_told_beside_the_prices(simulation: ibkr.simulator.Simulation):
    with Terminal("watch", "AAPL", "--url", simulation.base_url) as terminal:
        terminal.expect(" 15:00:")
        simulation.gateway.cut()
        terminal.expect("Connection lost at ")
        terminal.expect("Connected again at ")
        terminal.interrupt()
        assert terminal.end() == 0
        assert "stream lost" not in terminal.text


def test_raw_events_end_with_ctrl_c(url: str):
    with Terminal("stream", "quotes:AAPL", "--url", url) as terminal:
        terminal.expect('"event":"Quote"')
        terminal.interrupt()
        assert terminal.end() == 0
        assert terminal.text.endswith("Stopped.\n")


def test_a_narrow_screen_folds_what_does_not_fit(url: str):
    with Terminal("positions", "--url", url, COLUMNS="40") as terminal:
        assert terminal.end() == 0
        lines = terminal.text.splitlines()
    assert max(map(len, lines)) <= 40
    assert "AAPL" in terminal.text


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
