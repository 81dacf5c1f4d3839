"""What a run trades, as IBKR tells it."""

from __future__ import annotations

import pytest

from ibkr.errors import ConfigError
from ibkr.live.contracts import traded
from ibkr.live.desk import Desk, Setup
from ibkr.live.news import Filled
from ibkr.testing import MemoryGateway
from tests.live.strategies import Flip
from tests.live.test_desk import walk

MSFT, IBM_IN_FRANKFURT = 272093, 911000302


def test_a_share_is_named_by_symbol_by_number_or_by_the_contract():
    with MemoryGateway().client() as ib:
        contract = ib.contracts.by_conid(MSFT)
        for wanted in (["MSFT"], [MSFT], [contract], {"MSFT": MSFT}):
            found = traded(ib, wanted)
            assert (found.conids, found.currency) == ({"MSFT": MSFT}, "USD")
            assert found.assets["MSFT"].multiplier == 1
            assert found.contracts["MSFT"].ticks is not None


def test_a_future_is_worth_its_multiplier_and_costs_nothing_to_hold():
    with MemoryGateway().client() as ib:
        front = ib.contracts.front_month("ES")
        asset = traded(ib, {"ES": front.conid}).assets["ES"]
    assert (asset.multiplier, asset.settled) == (50, True)
    bars = walk(20, 4)
    desk = Desk(Setup(strategy=Flip, parameters={}, warm={"ES": bars[:12]}, cash=1e6, assets={"ES": asset}))
    (place,) = desk.step({"ES": bars[12]}, [])
    desk.step({"ES": bars[13]}, [Filled(place.number, 10, bars[13].close - 2, 0.0, "x")])
    result = desk.result()
    assert result.cash[-1] == 1e6
    assert result.equity[-1] == pytest.approx(1e6 + 10 * 2 * 50)


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ([MSFT, IBM_IN_FRANKFURT], "priced in EUR and USD"),
        ({"a": MSFT, "b": MSFT}, "One contract has two names"),
        (["IBM", IBM_IN_FRANKFURT], "Two contracts have the same symbol"),
        ([], "name a contract"),
    ],
)
def test_what_one_book_cannot_hold_is_refused(wanted, says: str):
    with MemoryGateway().client() as ib, pytest.raises(ConfigError, match=says):
        traded(ib, wanted)
