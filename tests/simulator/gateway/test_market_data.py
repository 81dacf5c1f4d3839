"""Snapshots: the pre-flight, the tags and their types, the lines they use."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from ibkr.simulator import AccountStart, Holding
from ibkr.simulator.market import catalogue, derivatives, universe

QUOTE = "/iserver/marketdata/snapshot?conids=265598&fields=31,83,84,85,86,87,88,7762"


def snapshot(player, *, conids="265598", fields="31"):
    """The second answer to a snapshot call."""
    path = f"/iserver/marketdata/snapshot?conids={conids}&fields={fields}"
    player.get(path)
    return player.get(path)


def test_a_snapshot_wants_the_accounts_first(play):
    assert "/iserver/accounts" in play().get(QUOTE, status=400)["error"]


def test_the_first_call_only_opens_the_line(player):
    assert player.get(QUOTE) == [{"conid": 265598, "conidEx": "265598"}]


def test_the_second_call_has_prices_as_text_and_the_change_as_a_number(player):
    player.get(QUOTE)
    (row,) = player.get(QUOTE)
    assert float(row["84"]) < float(row["86"])
    assert isinstance(row["31"], str)
    assert isinstance(row["83"], float)
    assert "," in row["85"] + row["88"] or row["85"].isdigit()


def test_volume_comes_short_raw_and_exact(player):
    player.get(QUOTE)
    (row,) = player.get(QUOTE)
    assert row["87"].endswith("M")
    assert row["87_raw"] == int(row["7762"])


def test_some_tags_come_unasked(player):
    (row,) = snapshot(player)
    assert row["6509"] == "RpB"
    assert row["6119"] == row["server_id"]
    assert row["6508"].startswith("&serviceID")
    assert row["_updated"] <= 1_359_730_800_000


def test_a_line_that_nobody_asks_for_closes_after_ten_minutes(play):
    player = play(idle=None).primed()
    snapshot(player)
    player.clock.advance(600.5)
    assert list(player.get(QUOTE)[0]) == ["conid", "conidEx"]


def test_figures_of_past_sessions_trickle_in_after_the_quote(player):
    (early,) = snapshot(player, fields="31,7282,7293,7674")
    assert "7282" not in early
    player.clock.advance(1)
    (row,) = player.get("/iserver/marketdata/snapshot?conids=265598&fields=31,7282,7293,7674")
    assert row["7282_raw"] > 1_000_000
    assert float(row["7293"]) == 705.07
    assert float(row["7674"]) > 400


def test_the_own_position_has_tags_too(player):
    (row,) = snapshot(player, fields="73,74,75,76,80,7292,7921")
    assert (row["74"], row["76"], row["7921"]) == ("512.46", "100", "51246.50")
    assert row["7292_raw"] == 51246.5
    assert row["80"].endswith("%")


@pytest.mark.parametrize("quantity", [100, -100])
def test_the_percentage_of_profit_has_the_sign_of_the_profit(play, quantity):
    held = Holding(265598, Decimal(quantity), Decimal(400))
    account = AccountStart(account_id="DU1", cash=Decimal(100_000), holdings=(held,))
    (row,) = snapshot(play(accounts=[account]).primed(), fields="75,80")
    assert float(row["80"].removesuffix("%")) == pytest.approx(float(row["75"]) / 400, abs=0.01)


def test_a_position_that_cost_nothing_has_no_percentage_of_profit(play):
    gift = AccountStart(
        account_id="DU1", cash=Decimal(1), holdings=(Holding(265598, Decimal(100), Decimal(0)),)
    )
    (row,) = snapshot(play(accounts=[gift]).primed(), fields="80")
    assert row["80"] == "0.00%"


@pytest.mark.parametrize(("conid", "day"), [(12087792, 18), (479624278, 17)])
def test_what_trades_while_new_york_rests_has_its_figures_all_the_same(play, conid, day):
    # 18 February 2013 is Presidents' Day, the 17th a Sunday.
    player = play(start=datetime(2013, 2, day, 15, tzinfo=UTC)).primed()
    row = settled(player, conid, "31", "7293", "7294", "7282")
    assert float(row["7294"]) < float(row["31"]) < float(row["7293"])
    assert row["7282_raw"] > 0


def test_a_share_of_two_days_has_no_volatility_yet(play):
    player = play(start=datetime(2012, 5, 21, 15, tzinfo=UTC)).primed()
    row = settled(player, 107113386, "55", "7293", "7087")
    assert (row["55"], row["7293"], row["7087"]) == ("FB", "45.00", "0.00%")


def test_tags_that_mean_nothing_are_missing_not_null(player):
    (row,) = snapshot(player, conids="107113386", fields="74,7308,9999,last")
    assert not {"74", "7308", "9999", "last"} & row.keys()


def test_a_conid_that_cannot_be_resolved_says_so_in_two_tags(player):
    (row,) = snapshot(player, conids="1")
    assert (row["31"], row["55"]) == ("N/A", "-")


def test_without_a_subscription_prices_are_missing(play):
    player = play(without_data=[8314]).primed()
    (row,) = snapshot(player, conids="8314", fields="31,84,55")
    assert row["6509"].startswith("N")
    assert (row.get("31"), row["55"]) == (None, "IBM")


def test_an_exchange_can_be_named_and_is_echoed(player):
    (row,) = snapshot(player, conids="265598@NASDAQ")
    assert (row["conid"], row["conidEx"]) == (265598, "265598@NASDAQ")


def much_later(player, hours):
    """The row of AAPL so many hours after ten in the morning."""
    player.clock.advance(hours * 3600)
    player.gateway.session.login(player.gateway.world.seconds(), bridge_after=0)
    player.primed()
    snapshot(player)
    return snapshot(player)[0]


def test_after_the_close_trading_goes_on_until_eight(play):
    row = much_later(play(idle=None).primed(), hours=7)
    assert (row["31"], row["6509"]) == ("453.78", "RpB")


def test_outside_of_trading_hours_the_last_price_is_marked_as_a_close(play):
    row = much_later(play(idle=None).primed(), hours=11)
    assert (row["31"], row["6509"]) == ("C453.62", "ZB")


def test_data_without_a_subscription_comes_fifteen_minutes_late(play):
    early, late = play().primed(), play(delayed_data=[265598], idle=None).primed()
    late.clock.advance(900)
    late.gateway.session.login(late.gateway.world.seconds(), bridge_after=0)
    (row,), (old,) = (snapshot(each.primed(), fields="31,84,86") for each in (late, early))
    assert row["6509"] == "DpB"
    assert (row["31"], row["84"], row["86"]) == (old["31"], old["84"], old["86"])


def test_a_user_without_any_subscription_sees_no_prices_but_his_positions(play):
    player = play(without_data=True).primed()
    snapshot(player, fields="31,75,76")
    (row,) = snapshot(player, fields="31,75,76")
    assert (row["6509"], row["76"]) == ("N", "100")
    assert "31" not in row
    assert float(row["75"]) < 0


def test_a_halted_contract_shows_its_last_price_marked_until_it_trades_again(player):
    snapshot(player)
    player.gateway.halt(265598)
    (halted,) = snapshot(player)
    player.clock.advance(60)
    assert snapshot(player)[0]["31"] == halted["31"]
    assert halted["31"].startswith("H")
    player.gateway.resume(265598)
    assert not snapshot(player)[0]["31"].startswith("H")


@pytest.mark.parametrize(
    "query",
    [
        "conids=&fields=31",
        "fields=31",
        "conids=AAPL&fields=31",
        "conids=" + ",".join(map(str, range(101))),
        "conids=8314&fields=" + ",".join(map(str, range(51))),
    ],
)
def test_bad_parameters_and_too_many_of_them_are_refused(player, query):
    assert "error" in player.get(f"/iserver/marketdata/snapshot?{query}", status=400)


def test_a_snapshot_is_read_and_never_posted(player):
    body = {"conids": "265598", "fields": "31"}
    answer = player.ask("POST", "/iserver/marketdata/snapshot", json=body)
    assert answer.status == 404
    assert ("content-type", "text/html") in answer.headers
    # It has opened no line: the first read is still the first.
    first = player.get("/iserver/marketdata/snapshot?conids=265598&fields=31")
    assert first == [{"conid": 265598, "conidEx": "265598"}]


def test_beyond_the_allowed_lines_contracts_stay_without_data(play):
    player = play(lines=1).primed()
    rows = snapshot(player, conids="265598,8314")
    assert [len(row) > 2 for row in rows] == [True, False]


def settled(player, conid, *tags):
    """The row of a contract once everything has come."""
    snapshot(player, conids=str(conid), fields=",".join(tags))
    player.clock.advance(2)
    return snapshot(player, conids=str(conid), fields=",".join(tags))[0]


def test_figures_of_a_company_come_after_a_moment_and_fit_together(player):
    tags = ("31", "7087", "7084", "7283", "7286", "7289", "7290", "7291", "7636", "7637", "7644", "7718")
    fresh = snapshot(player, fields=",".join(tags))[0]
    assert not {"7290", "7289"} & fresh.keys()
    row = settled(player, 265598, *tags)
    assert float(row["7290"]) == pytest.approx(float(row["31"]) / float(row["7291"]), abs=0.01)
    assert float(row["7084"][:-1]) == pytest.approx(
        float(row["7283"][:-1]) / float(row["7087"][:-1]) * 100, rel=0.01
    )
    assert {"7289", "7636", "7637", "7644", "7718"} <= row.keys()


def test_an_option_has_greeks_interest_and_a_break_even(player):
    call = derivatives.option(derivatives.FAMILIES[0], date(2013, 2, 15), Decimal(450), "C")
    row = settled(player, call.conid, "31", "201", "6457", "7308", "7633", "7638", "7695", "7703", "7714")
    assert (row["201"], row["6457"], row["7714"]) == ("C", 265598, "20130215")
    assert Decimal(row["7695"]) == 450 + Decimal(row["31"])
    assert float(row["7703"][:-1]) == pytest.approx(float(row["7308"]) * 100, abs=0.06)
    assert row["7633"].endswith("%")
    assert "7638" in row


def test_months_are_those_of_the_search_and_only_what_has_derivatives_has_them(player):
    row = settled(player, 265598, "6072")
    found = player.get("/iserver/secdef/search?symbol=AAPL")[0]["sections"]
    assert row["6072"] == next(each["months"] for each in found if each["secType"] == "OPT")
    assert "6072" not in settled(player, 8314, "6072")


def test_a_position_is_told_as_a_share_of_the_account_without_a_subscription_too(play):
    player = play(without_data=True).primed()
    row = settled(player, 265598, "73", "7639")
    worth = player.get("/iserver/account/DU1234567/summary")["netLiquidationValue"]
    assert float(row["7639"][:-1]) == pytest.approx(float(row["73"]) / worth * 100, abs=0.02)
    assert settled(player, 272093, "7639")["7639"].startswith("-")
    assert "7639" not in settled(player, 107113386, "7639")


def test_delta_against_the_index_is_weighted_by_beta_and_price(player):
    share = settled(player, 265598, "31", "7696", "7718")
    index = settled(player, universe.SPX.conid, "7741")
    expected = float(share["7718"]) * float(share["31"]) / float(index["7741"])
    assert float(share["7696"]) == pytest.approx(expected, abs=0.002)
    put = derivatives.option(derivatives.FAMILIES[0], date(2013, 2, 15), Decimal(450), "P")
    row = settled(player, put.conid, "7308", "7696")
    assert float(row["7696"]) == pytest.approx(float(row["7308"]) * expected, abs=0.003)
    assert "7696" not in settled(player, universe.IBM_BOND.conid, "7696")


def test_a_bond_yields_more_at_its_bid_than_at_its_ask(player):
    row = settled(player, universe.IBM_BOND.conid, "7698", "7699", "7720", "7706", "7714")
    assert float(row["7699"][:-1]) > float(row["7720"][:-1]) > 0
    assert row["7714"] == "20220801"


def test_a_future_shows_its_open_interest_and_a_stock_has_none_of_these(player):
    future = catalogue.futures("ES", player.gateway.world.now())[0]
    assert {"7697", "7714"} <= settled(player, future.conid, "31", "7697", "7714").keys()
    assert (
        not {"7308", "7638", "7695", "7697", "7698", "7714"}
        & settled(player, 8314, "31", "7308", "7638", "7695", "7697", "7698", "7714").keys()
    )
