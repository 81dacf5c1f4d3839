"""Definitions, rules and hours of contracts, and the chains that hang on them."""

from __future__ import annotations

import msgspec
import pytest

AAPL, SPX, IBM = 265598, 416904, 8314
STRIKES = f"/iserver/secdef/strikes?conid={AAPL}&sectype=OPT&month=FEB13"
INFO = f"/iserver/secdef/info?conid={AAPL}"


@pytest.fixture
def searched(player):
    """After a search for AAPL by its symbol."""
    player.get("/iserver/secdef/search?symbol=AAPL")
    return player


# --- strikes and derivatives


def test_strikes_are_empty_until_the_underlying_was_searched_for_by_symbol(player):
    nothing = {"call": [], "put": []}
    assert player.get(STRIKES) == nothing
    player.get("/iserver/secdef/search?symbol=APPLE&name=true")
    assert player.get(STRIKES) == nothing
    player.get("/iserver/secdef/search?symbol=AAPL")
    listed = player.get(STRIKES)
    assert listed["call"] == listed["put"] == sorted(listed["call"])
    assert 450.0 in listed["call"]


def test_a_new_session_has_to_search_again(searched):
    searched.gateway.session.lose_bridge()
    searched.post("/iserver/auth/ssodh/init", {"publish": True, "compete": True})
    assert searched.get(STRIKES)["call"] == []


def test_a_month_that_is_not_listed_has_no_strikes(searched):
    assert searched.get(STRIKES.replace("FEB13", "FEB99"))["call"] == []
    assert "error" in searched.get("/iserver/secdef/strikes?conid=1", status=400)


def test_a_contract_without_prices_has_rules_without_a_price(player):
    rules = player.get("/iserver/contract/38708077/info-and-rules")["rules"]
    assert (rules["limitPrice"], rules["stopprice"]) == (None, None)
    assert rules["increment"] > 0


def test_a_plain_contract_is_one_object(player):
    found = player.get(INFO)
    assert (found["ticker"], found["secType"], found["priceRendering"]) == ("AAPL", "STK", None)


def test_options_are_a_list_of_both_sides_unless_one_is_asked_for(searched):
    both = searched.get(f"{INFO}&sectype=OPT&month=FEB13&strike=450")
    assert {row["right"] for row in both} == {"C", "P"}
    calls = searched.get(f"{INFO}&sectype=OPT&month=FEB13&strike=450&right=C")
    assert [row["right"] for row in calls] == ["C"] * len(calls)
    assert len({row["maturityDate"] for row in calls}) == len(calls) > 1
    assert calls[0]["desc2"].endswith("'13 450 Call")


def test_an_option_can_be_looked_up_by_its_own_conid(searched):
    (option, *_) = searched.get(f"{INFO}&sectype=OPT&month=FEB13&strike=450&right=P")
    (again,) = searched.get(f"/iserver/secdef/info?conid={option['conid']}")
    assert again == option
    info = searched.get(f"/iserver/contract/{option['conid']}/info")
    assert (info["underlying_con_id"], info["right"], info["multiplier"]) == (AAPL, "Put", "100")


def test_before_a_search_derivatives_are_an_error_that_is_json_in_json(player):
    answer = player.get(f"{INFO}&sectype=OPT&month=FEB13&strike=450", status=500)
    assert list(msgspec.json.decode(answer["error"])) == ["reason"]


def test_an_unknown_conid_is_the_same_error(player):
    answer = player.get("/iserver/secdef/info?conid=1", status=500)
    assert list(msgspec.json.decode(answer["error"])) == ["reason"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("&sectype=OPT&month=FEB13&strike=many", 400),
        ("&sectype=OPT&month=FEB13&strike=NaN", 400),
        ("&sectype=OPT&month=FEB13&strike=-5", 400),
        ("&sectype=OPT&month=FEB13&strike=450&right=X", 400),
        ("&sectype=OPT&month=FEB13&strike=451", 500),
        ("&sectype=FUT", 400),
        ("&sectype=FUT&month=MAR13", 500),
        ("&sectype=WAR&month=MAR13", 500),
    ],
)
def test_a_derivative_that_cannot_be_is_an_error(searched, query, status):
    assert searched.get(f"{INFO}{query}", status=status)["error"]


@pytest.mark.parametrize(("query", "word"), [("", "month"), ("&month=FEB13", "strike")])
def test_options_need_a_month_and_a_strike(searched, query, word):
    assert searched.get(f"{INFO}&sectype=OPT{query}", status=400)["error"].startswith(word)


def test_an_index_leads_to_its_futures(player):
    (row,) = player.get("/iserver/secdef/search?symbol=SPX")
    (months,) = (each["months"] for each in row["sections"] if each["secType"] == "FUT")
    found = player.get(f"/iserver/secdef/info?conid={SPX}&sectype=FUT&month={months.split(';')[0]}")
    assert {each["symbol"] for each in found} == {"ES", "MES"}


def test_futures_go_by_symbol_in_no_order_with_days_as_numbers(player):
    found = player.get("/trsrv/futures?symbols=ES,es,NONE")
    expiries = [row["expirationDate"] for row in found["ES"]]
    assert expiries != sorted(expiries)
    march = next(row for row in found["ES"] if row["expirationDate"] == 20130315)
    assert (march["ltd"], march["shortFuturesCutOff"], march["longFuturesCutOff"]) == (20130314,) * 3
    assert found["es"] == found["NONE"] == []


@pytest.fixture
def on_future(player):
    """A call on a future, as the chain leads to it."""
    player.get("/iserver/secdef/search?symbol=ES")
    path = f"/iserver/secdef/info?conid={SPX}&sectype=FOP&month=FEB13&strike=1500&right=C"
    (found,) = player.get(path)
    return found


def test_the_chain_of_options_on_futures_goes_from_search_to_quote(player, on_future):
    (row,) = player.get("/iserver/secdef/search?symbol=ES")
    (months,) = (each["months"] for each in row["sections"] if each["secType"] == "FOP")
    assert months.split(";")[:3] == ["FEB13", "MAR13", "APR13"]
    listed = player.get(f"/iserver/secdef/strikes?conid={SPX}&sectype=FOP&month=FEB13")
    assert listed["call"] == listed["put"] == sorted(listed["call"])
    assert 1500.0 in listed["call"]
    kept = ("symbol", "secType", "exchange", "maturityDate", "multiplier")
    assert [on_future[key] for key in kept] == ["ES", "FOP", "CME", "20130215", "50"]
    info = player.get(f"/iserver/contract/{on_future['conid']}/info")
    future = player.get("/trsrv/futures?symbols=ES")["ES"]
    assert info["underlying_con_id"] == next(
        each["conid"] for each in future if each["expirationDate"] == 20130315
    )
    (defined,) = player.get(f"/trsrv/secdef?conids={on_future['conid']}")["secdef"]
    assert (defined["strike"], defined["putOrCall"], defined["assetClass"]) == ("1500", "C", "FOP")
    path = f"/iserver/marketdata/snapshot?conids={on_future['conid']}&fields=31,84,86,7308"
    player.get(path)
    (quote,) = player.get(path)
    assert 0 < float(quote["84"]) < float(quote["86"])
    assert 0 < float(quote["7308"]) < 1


def test_warrants_and_options_on_an_index_itself_are_not_of_this_world(player, on_future):
    for kind in ("WAR", "OPT"):
        path = f"/iserver/secdef/strikes?conid={SPX}&sectype={kind}&month=FEB13"
        assert player.get(path) == {"call": [], "put": []}


# --- bonds and currencies


def test_a_company_with_bonds_has_an_issuer_whose_filters_can_be_read(player):
    *_, bond = player.get("/iserver/secdef/search?symbol=IBM")
    assert (bond["conid"], bond["symbol"]) == ("2147483647", None)
    issuer = bond["issuers"][0]["id"]
    filters = player.get(f"/iserver/secdef/bond-filters?symbol=BOND&issuerId={issuer}")["bondFilters"]
    assert {each["columnId"]: each["options"] for each in filters}[27] == [
        {"text": "Aug 2022", "value": "202208"}
    ]
    (found,) = player.get(f"/iserver/secdef/info?sectype=BOND&issuerId={issuer}")
    assert found["coupon"] == "1.875"


def test_an_issuer_that_does_not_exist_is_answered_as_well(player):
    filters = player.get("/iserver/secdef/bond-filters?symbol=BOND&issuerId=e0")["bondFilters"]
    assert [each["options"] for each in filters] == [[], [], []]


def test_pairs_stand_below_their_currency(player):
    found = player.get("/iserver/currency/pairs?currency=eur")
    assert found == {"EUR": [{"symbol": "EUR.USD", "conid": 12087792, "ccyPair": "USD"}]}


def test_rates_are_each_others_inverse(player):
    there = player.get("/iserver/exchangerate?source=USD&target=EUR")["rate"]
    back = player.get("/iserver/exchangerate?source=EUR&target=USD")["rate"]
    assert there * back == pytest.approx(1, abs=1e-6)
    assert player.get("/iserver/exchangerate?source=USD&target=USD") == {"rate": 1.0}
    assert "error" in player.get("/iserver/exchangerate?source=USD&target=XXX", status=400)


# --- rules and algorithms


def test_rules_are_flat_and_their_error_is_null(player):
    found = player.post("/iserver/contract/rules", {"conid": AAPL, "isBuy": True})
    assert found["error"] is None
    assert found["canTradeAcctIds"] == ["DU1234567"]
    assert found["limitPrice"] == float(player.gateway.market.quote(AAPL, player.gateway.world.now()).last)
    assert {"limit", "trailing_stop_limit"} < set(found["orderTypes"])


def test_rules_of_a_contract_nobody_knows_are_an_error_under_200(player):
    assert list(player.post("/iserver/contract/rules", {"conid": 1})) == ["error"]


def test_rules_for_a_change_want_the_order(player):
    body = {"conid": AAPL, "modifyOrder": True}
    assert "error" in player.post("/iserver/contract/rules", body, status=400)


def test_info_and_rules_nests_the_rules(player):
    found = player.get(f"/iserver/contract/{AAPL}/info-and-rules")
    assert found["rules"] == player.post("/iserver/contract/rules", {"conid": AAPL, "isBuy": True})
    assert "error" in player.get("/iserver/contract/1/info-and-rules", status=500)


def test_algorithms_are_filtered_by_id_with_case(player):
    path = f"/iserver/contract/{AAPL}/algos"
    assert [row["id"] for row in player.get(f"{path}?algos=Vwap;adaptive")["algos"]] == ["Vwap"]
    (plain,) = player.get(f"{path}?algos=Adaptive")["algos"]
    assert plain == {"name": "Adaptive", "id": "Adaptive"}
    (whole,) = player.get(f"{path}?algos=Adaptive&addDescription=1&addParams=1")["algos"]
    assert whole["parameters"][0]["required"] == "true"
    assert "error" in player.get(f"{path}?algos=a;b;c;d;e;f;g;h;i", status=400)
    assert "error" in player.get("/iserver/contract/1/algos", status=503)


# --- definitions


def test_definitions_have_strikes_as_text_and_leave_out_what_does_not_exist(player):
    (row,) = player.get(f"/trsrv/secdef?conids={IBM},1")["secdef"]
    assert (row["strike"], row["multiplier"], row["undConid"]) == ("0", 0.0, 0)
    assert player.post("/trsrv/secdef", {"conids": [IBM]})["secdef"] == [row]


def test_definitions_of_nothing_are_204(player):
    assert player.ask("GET", "/trsrv/secdef?conids=1").status == 204


def test_two_hundred_definitions_are_the_most(player):
    conids = ",".join(["8314"] * 201)
    assert "error" in player.get(f"/trsrv/secdef?conids={conids}", status=400)
    assert len(player.get(f"/trsrv/secdef?conids={conids[5:]}")["secdef"]) == 200


def test_an_exchange_lists_its_stocks(player):
    rows = {row["ticker"]: row for row in player.get("/trsrv/all-conids?exchange=NASDAQ")}
    assert rows["AAPL"] == {"ticker": "AAPL", "conid": AAPL, "exchange": "NMS"}
    assert "IBM" not in rows
    assert player.get("/trsrv/all-conids?exchange=NYSE&assetClass=FUT") == []


# --- hours


def test_hours_of_a_day_are_epoch_seconds(player):
    found = player.get(f"/contract/trading-schedule?conid={AAPL}")
    friday = found["schedules"]["20130201"]
    assert friday["liquid_hours"] == [{"opening": 1_359_729_000, "closing": 1_359_752_400}]
    assert friday["extended_hours"][0]["cancel_daily_orders"] is True
    assert found["schedules"]["20130202"] == {"liquid_hours": [], "extended_hours": []}
    assert found["exchange_time_zone"] == "US/Eastern"


def test_hours_want_a_conid_that_exists(player):
    assert "error" in player.get("/contract/trading-schedule", status=400)
    assert "error" in player.get("/contract/trading-schedule?conid=1", status=500)


def test_schedules_begin_with_plain_weekdays_of_the_year_2000(player):
    (venue,) = player.get("/trsrv/secdef/schedule?assetClass=STK&symbol=AAPL&exchange=NASDAQ")
    days = {day["tradingScheduleDate"]: day for day in venue["schedules"]}
    assert days["20000101"]["sessions"] == []
    assert days["20000103"]["sessions"] == [{"openingTime": "0930", "closingTime": "1600", "prop": "LIQUID"}]
    # Washington's birthday, the one holiday of the weeks ahead.
    assert [day for day in days if day > "2001"][:1] == ["20130218"]


@pytest.mark.parametrize(
    ("chain", "zone", "liquid", "whole"),
    [
        ("assetClass=OPT&symbol=AAPL", "America/New_York", ("0930", "1600"), ("0930", "1600")),
        ("assetClass=FUT&symbol=ES", "America/Chicago", ("0830", "1500"), ("1700", "1600")),
        ("assetClass=BND&symbol=IBM", "America/New_York", ("0930", "1600"), ("0930", "1600")),
        ("assetClass=SWP&symbol=eur", "America/New_York", ("1715", "1700"), ("1715", "1700")),
        ("assetClass=SWP&symbol=USD.JPY", "America/New_York", ("1715", "1700"), ("1715", "1700")),
    ],
)
def test_schedules_of_other_classes_follow_their_own_hours(player, chain, zone, liquid, whole):
    (venue,) = player.get(f"/trsrv/secdef/schedule?{chain}")
    monday = next(day for day in venue["schedules"] if day["tradingScheduleDate"] == "20000103")
    times = monday["tradingtimes"][0]
    assert venue["timezone"] == zone
    assert tuple(monday["sessions"][0].values())[:2] == liquid
    assert (times["openingTime"], times["closingTime"]) == whole


@pytest.mark.parametrize("kind", ["CFD", "WAR", "FND", "ICS"])
def test_classes_that_nothing_here_belongs_to_have_no_schedules(player, kind):
    assert player.get(f"/trsrv/secdef/schedule?assetClass={kind}&symbol=AAPL") == []


def test_schedules_are_of_every_venue_unless_filtered(player):
    path = "/trsrv/secdef/schedule?assetClass=STK&symbol=AAPL"
    assert len(player.get(path)) == 3
    assert [row["exchange"] for row in player.get(f"{path}&exchangeFilter=MEXI,EBS")] == ["MEXI", "EBS"]
    assert "error" in player.get("/trsrv/secdef/schedule?symbol=AAPL", status=400)


# --- event contracts


@pytest.fixture
def event(player):
    """The first event contract of the first market."""
    return player.get(f"/forecast/contract/market?underlyingConid={SPX}")["contracts"][0]


def test_categories_are_a_flat_map_that_names_parents(player):
    found = player.get("/forecast/category/tree")["categories"]
    for category in found.values():
        assert category.get("parent_id", next(iter(found))) in found
    markets = [market for each in found.values() for market in each.get("markets", ())]
    assert [each["conid"] for each in markets] == [SPX]


def test_each_threshold_has_two_contracts(player):
    rows = player.get(f"/forecast/contract/market?underlyingConid={SPX}")["contracts"]
    asked = {}
    for row in rows:
        asked.setdefault((row["expiration"], row["strike"]), []).append(row["side"])
    assert {tuple(sides) for sides in asked.values()} == {("Y", "N")}


def test_details_name_both_answers(player, event):
    found = player.get(f"/forecast/contract/details?conid={event['conid']}")
    assert found["conid_yes"] == event["conid"]
    other = player.get(f"/forecast/contract/details?conid={found['conid_no']}")
    assert (other["conid_yes"], other["side"]) == (event["conid"], "N")


def test_rules_have_times_as_seconds_and_amounts_with_a_dollar(player, event):
    found = player.get(f"/forecast/contract/rules?conid={event['conid']}")
    assert found["payout_time"] == found["release_time"] + 86_400
    assert (found["payout"], found["price_increment"]) == ("$1.00", "$0.01")


def test_hours_are_in_the_clocks_words(player, event):
    found = player.get(f"/forecast/contract/schedules?conid={event['conid']}")["trading_schedules"]
    hours = {day["day_of_week"]: day["trading_times"] for day in found}
    assert hours["Monday"] == [{"open": "9:30 AM", "close": "4:00 PM"}]
    assert hours["Sunday"] == []


@pytest.mark.parametrize("path", ["details", "rules", "schedules"])
def test_what_is_no_event_contract_is_refused(player, path):
    assert "error" in player.get(f"/forecast/contract/{path}?conid={AAPL}", status=500)
