"""Option chains: the calls in their order, the window, and what comes of the answers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibkr._core.chains import option, option_chain
from ibkr.errors import AmbiguousContract, ContractError, GatewayFault, InvalidArgument, NoSuchContract
from ibkr.model.contracts import Contract
from ibkr.model.options import Option, OptionChain, third_friday

from .canned import APPLE, Conversation, json

if TYPE_CHECKING:
    from ibkr._core.flow import Response

UNDERLYING = {
    "conid": str(APPLE),
    "companyName": "APPLE INC",
    "symbol": "AAPL",
    "description": "NASDAQ",
    "sections": [
        {"secType": "STK"},
        {"secType": "OPT", "months": "MAR13;APR13;JUN13", "exchange": "SMART;CBOE"},
    ],
}
ABROAD = {**UNDERLYING, "conid": "38708077", "description": "MEXI"}
STOCK_ONLY = {**UNDERLYING, "conid": "273982664", "sections": [{"secType": "STK"}]}
LISTINGS = {
    "AAPL": [
        {
            "name": "APPLE INC",
            "contracts": [
                {"conid": APPLE, "exchange": "NASDAQ", "isUS": True},
                {"conid": 38708077, "exchange": "MEXI", "isUS": False},
            ],
        }
    ]
}
STRIKES = [430.0, 440.0, 450.0, 460.0, 470.0]
LAST = json([{"conid": APPLE, "31": "448.92", "84": "448.90", "86": "448.95"}])
NO_SUCH_STRIKE = json({"error": '{"reason":"No contracts retrieved for 265598"}'}, status=500)


def search(*rows: dict[str, Any]) -> Response:
    return json(list(rows or (UNDERLYING,)))


def strikes(*listed: float) -> Response:
    return json({"call": list(listed or STRIKES), "put": list(listed or STRIKES)})


def definitions(strike: float, *days: str, rights: str = "CP") -> Response:
    rows = [
        {"conid": int(strike * 100) + place, "symbol": "AAPL", "secType": "OPT", "exchange": "SMART",
         "right": right, "strike": strike, "currency": "USD", "maturityDate": day, "multiplier": "100",
         "tradingClass": "AAPL"}
        for place, (day, right) in enumerate((day, side) for day in days or ("20130315",) for side in rights)
    ]  # fmt: skip
    return json(rows)


def test_the_calls_come_in_the_order_that_the_gateway_insists_on():
    talk = Conversation()
    chain = talk.run(
        option_chain("aapl", talk.desk, window=1),
        search(),
        LAST,
        strikes(),
        definitions(440),
        definitions(450),
    )
    assert [path.rsplit("/", 1)[1] for path in talk.paths] == [
        "search",
        "snapshot",
        "strikes",
        "info",
        "info",
    ]
    assert dict(talk.asked[3].params) == {
        "conid": str(APPLE), "sectype": "OPT", "month": "MAR13", "strike": "440.0"
    }  # fmt: skip
    assert (chain.price, chain.strikes) == (Decimal("448.92"), (Decimal("440.0"), Decimal("450.0")))
    assert (chain.months, chain.months_listed) == (("MAR13",), ("MAR13", "APR13", "JUN13"))
    assert str(chain) == "AAPL: 4 options, 1 expiries, strikes 440 to 450"


def test_an_option_has_its_terms():
    talk = Conversation()
    chain = talk.run(
        option_chain("AAPL", talk.desk, window=None, rights="P"),
        search(), strikes(450), definitions(450, rights="P"),
    )  # fmt: skip
    (option,) = chain
    assert (option.expiry, option.strike, option.right, option.multiplier) == (
        date(2013, 3, 15), Decimal(450), "P", Decimal(100)
    )  # fmt: skip
    assert (option.month, option.underlying_conid, option.currency) == ("MAR13", APPLE, "USD")
    assert dict(talk.asked[2].params)["right"] == "P"


@pytest.mark.parametrize(
    ("window", "chosen"),
    [(1, [440, 450]), (2, [430, 440, 450, 460]), ("3%", [440, 450, 460]), ("0.5 %", [450]), (None, STRIKES)],
)
def test_a_window_is_a_number_of_strikes_or_a_part_of_the_price(
    window: int | str | None, chosen: list[float]
):
    talk = Conversation()
    answers = [search(), strikes(), *map(definitions, chosen)]
    chain = talk.run(option_chain("AAPL", talk.desk, window=window, around="448.92"), *answers)
    assert [float(strike) for strike in chain.strikes] == chosen


def test_a_strike_that_is_the_price_is_in_the_window_besides_those_around_it():
    talk = Conversation()
    answers = [search(), strikes(), *map(definitions, [440, 450, 460])]
    chain = talk.run(option_chain("AAPL", talk.desk, window=1, around=450), *answers)
    assert [int(strike) for strike in chain.strikes] == [440, 450, 460]


def test_months_are_the_next_ones_or_named():
    for months, chosen in (
        (2, ("MAR13", "APR13")),
        ("jun13", ("JUN13",)),
        (["JUN13", "MAR13"], ("JUN13", "MAR13")),
    ):
        talk = Conversation()
        answers = [*[strikes(450)] * len(chosen), *[definitions(450)] * len(chosen)]
        chain = talk.run(option_chain("AAPL", talk.desk, months=months, window=None), search(), *answers)
        assert chain.months == chosen


def test_a_month_that_is_not_listed_is_refused_with_those_that_are():
    talk = Conversation()
    with pytest.raises(InvalidArgument, match="MAY13: choose among MAR13, APR13, JUN13"):
        talk.run(option_chain("AAPL", talk.desk, months=["MAY13"]), search())


@pytest.mark.parametrize(
    "wrong",
    [
        {"months": 0}, {"months": True}, {"months": "2013-03"}, {"months": ["MAR2013"]}, {"months": []},
        {"window": 0}, {"window": 0.1}, {"window": "ten"}, {"window": "0%"}, {"window": True},
        {"rights": "CALL"}, {"rights": ""},
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_before_anything_is_sent(wrong: dict[str, Any]):
    talk = Conversation()
    with pytest.raises(InvalidArgument):
        talk.run(option_chain("AAPL", talk.desk, **wrong))
    assert talk.asked == []


def test_a_strike_that_no_day_of_the_month_has_is_named():
    talk = Conversation()
    chain = talk.run(
        option_chain("AAPL", talk.desk, window=None),
        search(), strikes(440, 450), NO_SUCH_STRIKE, definitions(450),
    )  # fmt: skip
    assert chain.unlisted == (("MAR13", Decimal(440)),)


def test_a_gateway_that_fails_half_way_is_an_error_and_no_short_chain():
    talk = Conversation()
    failing = [json({"error": "Service Unavailable"}, status=503)] * 8
    with pytest.raises(GatewayFault):
        talk.run(option_chain("AAPL", talk.desk, window=None), search(), strikes(440), *failing)


def test_strikes_that_are_empty_are_asked_for_once_more_after_another_search():
    talk = Conversation()
    chain = talk.run(
        option_chain("AAPL", talk.desk, window=None),
        search(), strikes_of_nobody(), search(), strikes(450), definitions(450),
    )  # fmt: skip
    assert len(chain) == 2


def strikes_of_nobody() -> Response:
    return json({"call": [], "put": []})


def test_of_several_listings_with_options_the_one_that_find_means_is_taken():
    talk = Conversation()
    chain = talk.run(
        option_chain("AAPL", talk.desk, window=None),
        search(ABROAD, UNDERLYING, STOCK_ONLY), json(LISTINGS), strikes(450), definitions(450),
    )  # fmt: skip
    assert chain.underlying.conid == APPLE


def test_several_listings_that_nothing_tells_apart_are_listed():
    talk = Conversation()
    with pytest.raises(AmbiguousContract) as caught:
        talk.run(option_chain("AAPL", talk.desk), search(ABROAD, UNDERLYING), json({"AAPL": []}))
    assert [one.conid for one in caught.value.candidates] == [38708077, APPLE]


def test_a_contract_is_taken_at_its_word():
    talk = Conversation()
    mexican = Contract(38708077, "AAPL", exchange="MEXI")
    chain = talk.run(
        option_chain(mexican, talk.desk, window=None),
        search(ABROAD, UNDERLYING),
        strikes(450),
        definitions(450),
    )
    assert (chain.underlying, dict(talk.asked[1].params)["conid"]) == (mexican, "38708077")


def test_an_underlying_without_options_is_told():
    talk = Conversation()
    with pytest.raises(NoSuchContract, match="no options on AAPL"):
        talk.run(option_chain("AAPL", talk.desk), search(STOCK_ONLY))


def test_an_unknown_symbol_is_told_however_the_gateway_says_so():
    talk = Conversation()
    with pytest.raises(NoSuchContract, match="NOPE"):
        talk.run(option_chain("NOPE", talk.desk), json({"error": "No symbol found"}))


def test_an_option_is_no_underlying():
    talk = Conversation()
    with pytest.raises(InvalidArgument, match="name its underlying"):
        talk.run(option_chain(Contract(5, "AAPL", "OPT"), talk.desk))


def test_without_a_last_price_the_middle_of_the_market_is_taken_and_without_that_an_error():
    talk = Conversation()
    middle = [json([{"conid": APPLE, "84": "439", "86": "441"}])] * 11
    chain = talk.run(
        option_chain("AAPL", talk.desk, window=1), search(), *middle, strikes(440), definitions(440)
    )
    assert chain.price == Decimal(440)
    silent = Conversation()
    with pytest.raises(ContractError, match="around="):
        silent.run(option_chain("AAPL", silent.desk), search(), *[json([{"conid": APPLE}])] * 11)


def test_a_chain_that_is_known_costs_only_the_price():
    talk = Conversation()
    talk.run(
        option_chain("AAPL", talk.desk, window=1),
        search(),
        LAST,
        strikes(),
        definitions(440),
        definitions(450),
    )
    again = talk.run(option_chain("AAPL", talk.desk, window=1), LAST)
    assert len(again) == 4


# --- one option ---------------------------------------------------------------------------------


def test_one_option_is_found_by_its_terms():
    talk = Conversation()
    both = definitions(450, "20130308", "20130315", rights="P")
    found = talk.run(option("AAPL", date(2013, 3, 15), "450", "P", talk.desk), search(), both)
    assert str(found) == "AAPL 2013-03-15 450 P (conid 45001)"
    assert dict(talk.asked[1].params)["right"] == "P"


def test_an_option_that_there_is_not_names_the_days_that_there_are():
    talk = Conversation()
    with pytest.raises(NoSuchContract, match="choose among 2013-03-08, 2013-03-15"):
        talk.run(
            option("AAPL", date(2013, 3, 14), 450, "C", talk.desk),
            search(), definitions(450, "20130315", "20130308", rights="C"),
        )  # fmt: skip
    with pytest.raises(NoSuchContract, match="choose among MAR13, APR13, JUN13"):
        talk.run(option("AAPL", date(2013, 5, 17), 450, "C", talk.desk))


def test_an_option_of_two_trading_classes_is_not_chosen_silently():
    talk = Conversation()
    twice = definitions(450, "20130315", "20130315", rights="C")
    with pytest.raises(AmbiguousContract) as caught:
        talk.run(option("AAPL", date(2013, 3, 15), 450, "C", talk.desk), search(), twice)
    assert len(caught.value.candidates) == 2


@pytest.mark.parametrize(
    ("strike", "right"), [(0, "C"), ("four", "C"), (True, "C"), (450, "CALL"), (450, "CP"), (450, "")]
)
def test_terms_that_cannot_be_are_refused_before_anything_is_sent(strike: Any, right: Any):
    talk = Conversation()
    with pytest.raises(InvalidArgument):
        talk.run(option("AAPL", date(2013, 3, 15), strike, right, talk.desk))
    assert talk.asked == []


def test_a_price_that_is_none_is_refused():
    talk = Conversation()
    with pytest.raises(InvalidArgument, match="no price"):
        talk.run(option_chain("AAPL", talk.desk, around="-1"), search())


def test_a_row_without_terms_is_left_out():
    talk = Conversation()
    rows = [{"conid": 1, "right": "?", "strike": 450.0, "maturityDate": None}]
    chain = talk.run(option_chain("AAPL", talk.desk, window=None), search(), strikes(450), json(rows))
    assert (len(chain), str(chain), len(chain.unlisted)) == (0, "AAPL: no options", 1)


# --- the value -----------------------------------------------------------------------------------


def an_option(strike: int, right: Any = "C", day: date = date(2013, 3, 15), **terms: Any) -> Option:
    return Option(strike * 10 + (right == "P"), "AAPL", day, Decimal(strike), right, **terms)


WEEKLY = date(2013, 3, 1)
CHAIN = OptionChain(
    Contract(APPLE, "AAPL"),
    (
        an_option(440, day=WEEKLY), an_option(440), an_option(440, "P"),
        an_option(450), an_option(450, "P"), an_option(460),
    ),
    price=Decimal("448.92"),
)  # fmt: skip


def test_a_chain_is_narrowed_by_what_is_given():
    assert [one.strike for one in CHAIN.puts] == [440, 450]
    assert len(CHAIN.where(right="C", strike="450")) == 1
    assert CHAIN.where(weekly=True).expiries == (WEEKLY,)
    assert len(CHAIN.calls.where(expiry=date(2013, 3, 15), weekly=False)) == 3


def test_the_nearest_option_is_at_the_money_unless_told_otherwise():
    assert str(CHAIN.nearest(expiry=date(2013, 3, 20))) == "AAPL 2013-03-15 450 C (conid 4500)"
    assert CHAIN.nearest().expiry == WEEKLY
    assert CHAIN.nearest(444, right="P").strike == 440
    with pytest.raises(InvalidArgument, match="no put"):
        CHAIN.calls.nearest(right="P")


def test_a_chain_reads_as_rows_of_calls_and_puts():
    rows = CHAIN.rows()
    assert [(row.strike, row.call is None, row.put is None) for row in rows] == [
        (440, False, True), (440, False, False), (450, False, False), (460, False, True)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "trading_class", "is_weekly"),
    [
        (date(2013, 3, 15), "AAPL", False),
        (date(2013, 3, 16), "AAPL", False),  # the Saturday after, as it was written until 2015
        (date(2014, 4, 17), "AAPL", False),  # the Thursday before Good Friday
        (date(2013, 3, 22), "AAPL", True),
        (date(2026, 1, 16), "SPXW", True),
    ],
)
def test_a_weekly_expires_on_another_day_than_the_third_friday(
    day: date, trading_class: str, is_weekly: bool
):
    assert an_option(450, day=day, trading_class=trading_class).is_weekly is is_weekly


@given(st.dates())
def test_the_third_friday_is_a_friday_between_the_15th_and_the_21st(day: date):
    friday = third_friday(day)
    assert (friday.weekday(), friday.month, 15 <= friday.day <= 21) == (4, day.month, True)
