"""A session on the simulator, run again through the backtester: same decisions, same fills, same equity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest

from ibkr.backtest import Result, Strategy, backtest
from ibkr.live import read_session
from tests.live.lockstep import market
from tests.live.strategies import Brackets, Cross, Flip

if TYPE_CHECKING:
    from pathlib import Path


def until(result: Result, length: int) -> Result:
    """The same, as far as the strategy was asked: then a live run cancels, and a backtest ends."""
    fills = [fill for fill in result.fills if fill.bar < length]
    return attrs.evolve(result, fills=fills, equity=result.equity[:length])


def decisions(result: Result) -> list[tuple[object, ...]]:
    return [(order.bar, order.asset, order.side, order.quantity, order.kind) for order in result.orders]


def fills(result: Result) -> list[tuple[object, ...]]:
    return [
        (fill.bar, fill.order_id, fill.side, fill.quantity, fill.price, fill.commission, fill.cash)
        for fill in result.fills
    ]


@pytest.mark.parametrize("strategy", [Flip, Cross, Brackets])
def test_the_backtester_makes_of_a_recorded_session_what_happened_in_it(
    strategy: type[Strategy], tmp_path: Path
):
    ledger = tmp_path / "run.jsonl"
    with market() as gateway:
        live = gateway.run(strategy, steps=30, ledger=ledger, parameters={}).result
    session = read_session(ledger)
    again = backtest(session.later(strategy), session.bars["MSFT"], asset="MSFT", **session.terms(strategy))
    assert len(live.fills) > 0
    assert session.result(strategy).to_json() == live.to_json()
    live = until(live, len(again.equity))
    assert decisions(again) == decisions(live)
    assert fills(again) == fills(live)
    assert again.equity.tolist() == live.equity.tolist()


def test_two_contracts_are_one_account(tmp_path: Path):
    ledger = tmp_path / "run.jsonl"
    with market() as gateway:
        live = gateway.run(Pair, ["MSFT", "AAPL"], steps=20, ledger=ledger).result
    session = read_session(ledger)
    again = backtest(session.later(Pair), session.bars, **session.terms(Pair))
    assert {fill.asset for fill in live.fills} == {"MSFT", "AAPL"}
    live = until(live, len(again.equity))
    assert decisions(again) == decisions(live)
    assert again.equity.tolist() == live.equity.tolist()


class Pair(Strategy):
    """Holds the one that rose last."""

    def next(self) -> None:
        rises = {name: self.data[name].close[-1] - self.data[name].close[-2] for name in self.assets}
        best = max(rises, key=lambda name: rises[name])
        for name in self.assets:
            if name != best and self.positions.get(name):
                self.close_position(name)
        if not self.positions.get(best):
            self.buy(quantity=7, asset=best)
