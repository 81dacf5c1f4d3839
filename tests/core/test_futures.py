"""Futures: in order, the one in front, and when to roll."""

from __future__ import annotations

from datetime import date

import pytest

from ibkr._core.futures import front_month, future_chain
from ibkr.errors import ContractError, InvalidArgument, NoSuchContract

from .canned import Conversation, json

SEARCH = json([{"conid": "11004968", "symbol": "ES", "sections": [{"secType": "IND"}]}])
# Shuffled, as the gateway has them.
JUNE = {"symbol": "ES", "conid": 2, "underlyingConid": 11004968, "expirationDate": 20130621, "ltd": 20130620,
        "shortFuturesCutOff": 20130619, "longFuturesCutOff": 20130618}  # fmt: skip
MARCH = {"symbol": "ES", "conid": 1, "expirationDate": 20130315, "ltd": 20130314}
SEPTEMBER = {"symbol": "ES", "conid": 3, "expirationDate": "20130920", "ltd": None}
FUTURES = json({"ES": [JUNE, SEPTEMBER, MARCH]})


def test_the_futures_of_a_root_come_sorted_and_their_quotes_are_made_possible():
    talk = Conversation()
    chain = talk.run(future_chain("es", talk.desk), FUTURES, SEARCH)
    assert [one.month for one in chain] == ["MAR13", "JUN13", "SEP13"]
    assert (chain.front.conid, chain["jun13"].conid, len(chain)) == (1, 2, 3)
    assert chain["SEP13"].last_trade == date(2013, 9, 20)
    assert talk.paths == ["GET /trsrv/futures", "GET /iserver/secdef/search"]


def test_a_root_without_futures_is_told():
    for answer in (json({"NOPE": []}), json({}), json({"error": "not found"}, status=404)):
        talk = Conversation()
        with pytest.raises(NoSuchContract, match="'NOPE'"):
            talk.run(future_chain("nope", talk.desk), answer)


@pytest.mark.parametrize("symbol", ["", "ES,NQ", None, 42])
def test_a_list_of_roots_is_no_root(symbol: object):
    talk = Conversation()
    with pytest.raises(InvalidArgument, match="one root"):
        talk.run(future_chain(symbol, talk.desk))  # pyright: ignore[reportArgumentType]  # what is refused


def test_a_roll_is_due_so_many_days_before_the_first_of_all_last_days():
    talk = Conversation()
    chain = talk.run(future_chain("ES", talk.desk), FUTURES, SEARCH)
    roll = chain.roll(days_before=5)
    assert (roll.held.month, roll.into.month, roll.day, roll.is_due) == (
        "MAR13",
        "JUN13",
        date(2013, 3, 9),
        False,
    )
    assert chain.roll(chain["JUN13"], days_before=0).day == date(2013, 6, 18)
    assert (roll.days_left, chain.front.days_left(chain.today)) == (36, 41)
    with pytest.raises(InvalidArgument, match="last ES"):
        chain.roll(chain["SEP13"])


def test_who_rolls_early_holds_the_next_one_sooner():
    talk = Conversation()
    chain = talk.run(future_chain("ES", talk.desk), FUTURES, SEARCH)
    days = [date(2013, 3, 8), date(2013, 3, 10), date(2013, 3, 15)]
    assert [chain.on(day, days_before=5).month for day in days] == ["MAR13", "JUN13", "JUN13"]
    with pytest.raises(InvalidArgument, match="2014"):
        chain.on(date(2014, 1, 1))


def test_the_front_month_is_the_busiest_if_volume_decides():
    talk = Conversation()
    rows = [{"conid": 1, "7762": "1200"}, {"conid": 2, "7762": "1,500,000"}, {"conid": 3, "7762": "7"}]
    front = talk.run(front_month("ES", talk.desk, by="volume"), FUTURES, SEARCH, json(rows))
    assert front.month == "JUN13"
    assert talk.run(front_month("ES", talk.desk)).month == "MAR13"


def test_without_any_volume_nothing_is_chosen_silently():
    talk = Conversation()
    with pytest.raises(ContractError, match="by='expiry'"):
        talk.run(front_month("ES", talk.desk, by="volume"), FUTURES, SEARCH, *[json([{"conid": 1}])] * 11)


def test_a_month_that_is_not_listed_is_refused_with_those_that_are():
    talk = Conversation()
    chain = talk.run(future_chain("ES", talk.desk), FUTURES, SEARCH)
    with pytest.raises(InvalidArgument, match="MAR13, JUN13, SEP13"):
        chain["DEC99"]
    assert chain.front.underlying_conid == 0
    assert chain["JUN13"].hold_until == date(2013, 6, 18)


def test_a_gateway_of_another_year_tells_the_day_itself():
    talk = Conversation()
    talk.desk.clock.sleep(5 * 365 * 86_400)
    quote = json([{"conid": 1, "31": "1500", "_updated": 1_359_730_800_000}])
    chain = talk.run(future_chain("ES", talk.desk), FUTURES, SEARCH, quote)
    assert (chain.today, chain.front.month) == (date(2013, 2, 1), "MAR13")
