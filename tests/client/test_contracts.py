"""Contracts, told to both clients: canned answers modelled after what gateways say."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

import ibkr
from ibkr import errors
from tests.stories import COLOURS, Play

from .canned import options, routes

if TYPE_CHECKING:
    from pathlib import Path

    import httpx

APPLE = 265598
STOCKS = {
    "AAPL": [{"name": "APPLE INC", "contracts": [{"conid": APPLE, "exchange": "NASDAQ", "isUS": True}]}]
}
SEARCH = [
    {"conid": str(APPLE), "symbol": "AAPL", "companyName": "APPLE INC", "description": "NASDAQ",
     "sections": [{"secType": "STK"}, {"secType": "OPT", "months": "MAR13;APR13"}]}
]  # fmt: skip
OPTIONS = [
    {"conid": 10 + place, "symbol": "AAPL", "secType": "OPT", "right": right, "strike": 450.0,
     "maturityDate": "20130315", "multiplier": "100", "tradingClass": "AAPL", "currency": "USD"}
    for place, right in enumerate("CP")
]  # fmt: skip
INFO = {"con_id": APPLE, "symbol": "AAPL", "instrument_type": "STK", "currency": "USD", "exchange": "SMART"}
RULES = {
    "orderTypes": ["limit"],
    "tifTypes": ["DAY/o,a"],
    "incrementRules": [{"lowerEdge": 0.0, "increment": 0.01}],
}
HOURS = {
    "exchange_time_zone": "US/Eastern",
    "schedules": {
        "20130201": {
            "liquid_hours": [{"opening": 1359729000, "closing": 1359752400}],
            "extended_hours": [{"opening": 1359709200, "closing": 1359766800}],
        },
        "20130202": {"liquid_hours": [], "extended_hours": []},
    },
}
FUTURES = {"ES": [{"symbol": "ES", "conid": 2, "expirationDate": 20130621, "ltd": 20130620},
                  {"symbol": "ES", "conid": 1, "expirationDate": 20130315, "ltd": 20130314}]}  # fmt: skip
ANSWERS: dict[str, object] = {
    "stocks": STOCKS,
    "search": SEARCH,
    "strikes": {"call": [440.0, 450.0], "put": [440.0, 450.0]},
    "info": OPTIONS,
    "info-and-rules": {**INFO, "rules": RULES},
    "trading-schedule": HOURS,
    "schedule": [],
    "futures": FUTURES,
    "pairs": {"USD": [{"symbol": "EUR.USD", "conid": 12087792, "ccyPair": "EUR"}]},
    "exchangerate": {"rate": 0.86656614},
    "secdef": {"secdef": [{"conid": APPLE, "ticker": "AAPL"}]},
    "all-conids": [{"ticker": "ADI", "conid": 4157, "exchange": "NMS"}],
}


@pytest.fixture(params=COLOURS)
def play(request: pytest.FixtureRequest) -> Play:
    return COLOURS[request.param]


class Gateway:
    """Answers by the last part of the path, and remembers what it was asked."""

    def __init__(self, **changes: object) -> None:
        self.asked: list[httpx.Request] = []
        self._answer = routes(**{**ANSWERS, **changes})

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        return self._answer(request)

    @property
    def paths(self) -> list[str]:
        return [request.url.path.removeprefix("/v1/api") for request in self.asked]

    def options(self, **changes: Any) -> dict[str, Any]:
        return options(self, **changes)


def test_an_option_chain_takes_one_call(play: Play):
    def story(ib: Any) -> Any:
        chain = yield ib.contracts.option_chain("AAPL", months="MAR13", window=None)
        return chain

    chain = play(story, **Gateway().options())
    assert (len(chain), chain.expiries) == (4, (date(2013, 3, 15),))
    assert chain.nearest(450, right="P").conid == 11


def test_derivatives_are_searched_for_once_a_session_before_anything_else(play: Play):
    gateway = Gateway()

    def story(ib: Any) -> Any:
        yield ib.contracts.option_chain("AAPL", window=None)
        yield ib.contracts.option_chain("AAPL", months=2, window=None)

    play(story, **gateway.options())
    asked = [path.rsplit("/", 1)[1] for path in gateway.paths if path != "/iserver/accounts"]
    assert asked == ["search", "strikes", "info", "info", "strikes", "info", "info"]


def test_futures_come_in_order_with_the_one_in_front(play: Play):
    def story(ib: Any) -> Any:
        chain = yield ib.contracts.futures("ES")
        front = yield ib.contracts.front_month("ES", days_before=60)
        return chain, front

    chain, front = play(story, **Gateway().options())
    assert ([one.conid for one in chain], front.conid) == ([1, 2], 2)
    assert chain.roll(days_before=8).day == date(2013, 3, 6)


def test_a_schedule_says_whether_the_exchange_is_open(play: Play):
    def story(ib: Any) -> Any:
        aapl = yield ib.contracts.find("AAPL")
        return (yield ib.contracts.schedule(aapl))

    schedule = play(story, **Gateway().options())
    noon = datetime(2013, 2, 1, 17, tzinfo=UTC)
    assert (schedule.is_open(noon), schedule.next_close(noon)) == (True, datetime(2013, 2, 1, 21, tzinfo=UTC))


def test_details_round_prices(play: Play):
    def story(ib: Any) -> Any:
        details = yield ib.contracts.details(APPLE)
        return details.round_price("187.234"), details.tifs_outside

    assert play(story, **Gateway().options()) == (Decimal("187.23"), ("DAY",))


def test_pairs_rates_definitions_and_the_contracts_of_an_exchange(play: Play):
    def story(ib: Any) -> Any:
        pairs = yield ib.contracts.pairs("USD")
        rate = yield ib.contracts.rate("USD", "EUR")
        defined = yield ib.contracts.define([APPLE])
        listed = yield ib.contracts.conids("NASDAQ")
        found = yield ib.contracts.search("apple", name=True)
        return pairs[0].conid, rate, defined[APPLE].ticker, listed[0].conid, found[0].conid

    assert play(story, **Gateway().options()) == (12087792, Decimal("0.86656614"), "AAPL", 4157, str(APPLE))


def test_what_was_forgotten_is_asked_for_again(play: Play):
    gateway = Gateway()

    def story(ib: Any) -> Any:
        yield ib.contracts.futures("ES")
        yield ib.contracts.forget()
        yield ib.contracts.futures("ES")

    play(story, **gateway.options())
    assert gateway.paths.count("/trsrv/futures") == 2


def test_what_is_known_of_contracts_survives_the_client_and_names_no_account(play: Play, tmp_path: Path):
    gateway = Gateway(**{"info-and-rules": {**INFO, "rules": {**RULES, "canTradeAcctIds": ["DU1234567"]}}})
    path = tmp_path / "contracts.db"

    def story(ib: Any) -> Any:
        found = yield ib.contracts.find("AAPL")
        details = yield ib.contracts.details(found)
        return details.contract.currency

    for _ in range(2):
        assert play(story, **gateway.options(cache=path)) == "USD"
    assert (
        gateway.paths.count("/trsrv/stocks")
        == gateway.paths.count("/iserver/contract/265598/info-and-rules")
        == 1
    )
    assert b"DU1234567" not in path.read_bytes()


def test_a_damaged_cache_costs_calls_and_nothing_else(play: Play, tmp_path: Path):
    path = tmp_path / "contracts.db"
    path.write_bytes(b"no database")

    def story(ib: Any) -> Any:
        return (yield ib.contracts.find("AAPL"))

    assert play(story, **Gateway().options(cache=path)).conid == APPLE


@pytest.mark.parametrize(
    "ask",
    [
        lambda ib: ib.contracts.find("US0378331005"),
        lambda ib: ib.contracts.by_conid("AAPL"),
        lambda ib: ib.contracts.details(-1),
        lambda ib: ib.contracts.schedule("AAPL"),
        lambda ib: ib.contracts.futures("ES,NQ"),
        lambda ib: ib.contracts.front_month("ES", by="price"),
        lambda ib: ib.contracts.option_chain("AAPL", window=0.1),
        lambda ib: ib.contracts.option_chain("AAPL", months="soon"),
        lambda ib: ib.contracts.rate("DOLLAR", "EUR"),
        lambda ib: ib.contracts.define(["AAPL"]),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_is_sent(play: Play, ask: Any):
    gateway = Gateway()

    def story(ib: Any) -> Any:
        with pytest.raises(errors.InvalidArgument) as caught:
            yield ask(ib)
        return str(caught.value)

    assert play(story, **gateway.options()).endswith(".")
    assert gateway.asked == []


def test_the_values_are_public():
    assert ibkr.OptionChain.__module__ == "ibkr.model.options"
