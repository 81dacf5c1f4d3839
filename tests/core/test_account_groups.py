"""Conversations of the groups about accounts and their settings, one by one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from ibkr._core import accounts, advising, analytics, notices, positions, profile, scanning, watchlists
from ibkr._core.exchange import exchange
from ibkr.errors import BadRequest, GatewayFault, InvalidArgument, NotFound, UnknownAccount
from ibkr.model.contracts import Contract
from ibkr.model.notices import Notice
from ibkr.model.scans import Scan

from .canned import ACCOUNT, APPLE, Conversation, json

if TYPE_CHECKING:
    from ibkr._core.flow import Response
    from ibkr.model.profile import Profile

OTHER = "DU7654321"
BROKERAGE = {"accounts": [ACCOUNT, OTHER], "selectedAccount": ACCOUNT, "isPaper": True}


# --- accounts ----------------------------------------------------------------------------------


def test_selecting_the_active_account_sends_nothing():
    talk = Conversation()
    assert talk.run(accounts.select(ACCOUNT, talk.desk), json(BROKERAGE)) == ACCOUNT
    assert talk.paths == ["GET /iserver/accounts"]


def test_selecting_another_one_is_verified():
    talk = Conversation()
    after = json({**BROKERAGE, "selectedAccount": OTHER})
    answers = json(BROKERAGE), json({"set": True, "acctId": OTHER}), after
    assert talk.run(accounts.select(OTHER, talk.desk), *answers) == OTHER
    assert {"acctId": OTHER} in talk.sent


def test_a_switch_that_did_not_happen_is_an_error():
    talk = Conversation()
    with pytest.raises(BadRequest, match="still the active one"):
        talk.run(accounts.select(OTHER, talk.desk), json(BROKERAGE), json({"set": True}), json(BROKERAGE))


def test_an_account_that_the_login_lacks_is_refused_before_the_switch():
    talk = Conversation()
    with pytest.raises(UnknownAccount) as caught:
        talk.run(accounts.select("DU0000001", talk.desk), json(BROKERAGE))
    assert "DU0000001" not in str(caught.value)
    assert talk.paths == ["GET /iserver/accounts"]


def test_after_a_switch_lists_of_the_active_account_are_warmed_again():
    from ibkr_wire.models.accounts import AccountChoice
    from ibkr_wire.rest.api.accounts import switch

    talk = Conversation()
    talk.run(exchange(switch.operation(AccountChoice(acct_id=OTHER)), talk.desk), json({"set": True}))
    assert talk.desk.session.accounts is None
    assert not talk.desk.session.warmed & {"orders.live None", "trades.executions None"}


def test_profit_is_told_by_account_and_the_first_empty_answer_is_not_believed():
    talk = Conversation()
    rows = {f"{ACCOUNT}.Core": {"dpl": 1.5, "upl": 2.25, "nl": 100.0}, f"{ACCOUNT}.Growth": {"dpl": -1}}
    found = talk.run(accounts.profit_and_loss(talk.desk), json({"upnl": {}}), json({"upnl": rows}))
    assert found[ACCOUNT].daily == Decimal("1.5")
    assert found[ACCOUNT].models["Growth"].daily == Decimal("-1")


def test_figures_for_display_have_their_amount_and_currency():
    talk = Conversation()
    shown = {"total": {"current_available": "271,224 USD", "leverage": "n/a", "buying_power": "1.50"}}
    total = talk.run(accounts.figures(ACCOUNT, "available_funds", talk.desk), json(shown))["total"]
    assert (total["current_available"].amount, total["current_available"].currency) == (271224, "USD")
    assert total["leverage"].amount is None
    assert (total["buying_power"].amount, total["buying_power"].currency) == (Decimal("1.50"), None)


# --- portfolio ---------------------------------------------------------------------------------


def rows(first: int, count: int, **more: object) -> list[dict[str, object]]:
    return [{"acctId": ACCOUNT, "conid": first + n, "position": 1.0, **more} for n in range(count)]


def warmed() -> Conversation:
    talk = Conversation()
    talk.desk.session.warmed.add(f"portfolio.positions {ACCOUNT}")
    return talk


def test_a_gateway_with_smaller_pages_loses_no_position():
    talk = warmed()
    pages = json(rows(1, 30, pageSize=30)), json(rows(31, 5, pageSize=30))
    assert len(talk.run(positions.all_positions(ACCOUNT, talk.desk), *pages)) == 35


def test_pages_that_do_not_tell_their_size_are_turned_while_they_may_be_full():
    talk = warmed()
    pages = json(rows(1, 30)), json(rows(31, 2))
    assert len(talk.run(positions.all_positions(ACCOUNT, talk.desk), *pages)) == 32


def test_a_ledger_goes_by_currency_in_decimals():
    talk = Conversation()
    answer = {
        "USD": {"cashbalance": 0.1, "corporatebondsmarketvalue": 1.0, "tbillsmarketvalue": 2.0},
        "BASE": {"cashbalance": 5.0, "timestamp": 1359730800},
    }
    ledger = talk.run(positions.account_ledger(ACCOUNT, talk.desk), json(answer))
    assert list(ledger) == ["USD"]
    assert (ledger["USD"].cash, ledger["USD"].bonds) == (Decimal("0.1"), 3)
    assert ledger.base is not None
    assert ledger["BASE"].time == datetime(2013, 2, 1, 15, tzinfo=UTC)


def test_values_go_by_the_names_that_people_write_and_wrong_ones_have_neighbours():
    talk = Conversation()
    answer = {
        "netliquidation": {"amount": 10.5, "currency": "USD", "timestamp": 1359730800000},
        "netliquidation-s": {"amount": 9.0},
        "accounttype": {"amount": 0.0, "value": "INDIVIDUAL", "isNull": False},
    }
    values = talk.run(positions.account_values(ACCOUNT, talk.desk), json(answer))
    assert values["net_liquidation"].amount == Decimal("10.5")
    assert values["net_liquidation"].time == datetime(2013, 2, 1, 15, tzinfo=UTC)
    assert (values["account_type"].amount, values["account_type"].value) == (None, "INDIVIDUAL")
    assert values.segment("s").amount("net_liquidation") == 9
    with pytest.raises(KeyError, match="net_liquidation"):
        values["net_liquidity"]


def test_money_that_is_written_as_text_too_is_still_money():
    talk = Conversation()
    answer = {"netliquidation": {"amount": 1005165.5, "currency": "USD", "value": "1005165.5"}}
    values = talk.run(positions.account_values(ACCOUNT, talk.desk), json(answer))
    found = values["net_liquidation"]
    assert (found.amount, found.currency, found.value) == (Decimal("1005165.5"), "USD", None)


def test_a_spread_has_shares_of_everything_long_or_short():
    talk = Conversation()
    sides = {"long": {"STK": 75.0, "CASH": 15.0}, "short": {"STK": -10.0}}
    found = talk.run(positions.spread(ACCOUNT, talk.desk), json({"assetClass": sides}))
    assert found.asset_class.net == {"STK": 65, "CASH": 15}
    assert found.asset_class.shares == {"STK": Decimal("0.85"), "CASH": Decimal("0.15")}
    assert found.sector.shares == {}


def test_several_accounts_have_no_model_in_common():
    talk = Conversation()
    with pytest.raises(InvalidArgument, match="one account"):
        talk.run(positions.spread([ACCOUNT, OTHER], talk.desk, model="Growth"))


def test_no_combinations_are_none_though_ibkr_calls_it_a_fault():
    talk = Conversation()
    assert talk.run(positions.combos(ACCOUNT, talk.desk), *[json({"error": "x"}, status=500)]) == []


def test_fewer_accounts_than_ibkr_counts_is_an_error():
    talk = Conversation()
    page = {"metadata": {"total": 3}, "subaccounts": [{"accountId": ACCOUNT}]}
    with pytest.raises(GatewayFault, match="counts 3 accounts"):
        talk.run(positions.all_subaccounts(talk.desk), json(page))


def test_an_account_the_login_does_not_have_is_refused_before_it_is_asked_about():
    talk = Conversation()
    talk.desk.session.prepared.discard("portfolio.accounts")
    mine = json([{"accountId": ACCOUNT, "faclient": False}])
    with pytest.raises(UnknownAccount):
        talk.run(positions.account_ledger(OTHER, talk.desk), mine)
    assert talk.paths == ["GET /portfolio/accounts"]


def test_an_advisors_list_may_leave_accounts_out_so_ibkr_decides():
    talk = Conversation()
    talk.desk.session.prepared.discard("portfolio.accounts")
    mine = json([{"accountId": ACCOUNT, "faclient": True}])
    assert talk.run(positions.account_ledger(OTHER, talk.desk), mine, json({"USD": {}}))["USD"]


@pytest.mark.parametrize("account", ["", "my account", "DU12 34"])
def test_what_cannot_be_an_account_is_not_sent(account: str):
    talk = Conversation()
    with pytest.raises(InvalidArgument, match="account"):
        talk.run(positions.account_ledger(account, talk.desk))
    assert talk.asked == []


# --- analytics ---------------------------------------------------------------------------------


def test_returns_have_dates_and_the_total():
    talk = Conversation()
    row = {"id": ACCOUNT, "baseCurrency": "USD"}
    answer = {
        "nav": {
            "dates": ["20130131", "20130201"],
            "data": [{**row, "navs": [9.0, 10.0], "startNAV": {"val": 8.0}}],
        },
        "cps": {"dates": ["20130131", "20130201"], "data": [{**row, "returns": [0.125, 0.25]}]},
        "tpps": {"dates": ["201301"], "data": [{**row, "returns": [0.125]}]},
    }
    found = talk.run(analytics.returns(ACCOUNT, talk.desk, period="1M"), json(answer))[ACCOUNT]
    assert found.days == [date(2013, 1, 31), date(2013, 2, 1)]
    assert (found.total, found.start_nav, found.months) == (0.25, 8.0, [date(2013, 1, 1)])
    assert talk.sent == [{"acctIds": [ACCOUNT], "period": "1M"}]


def test_transactions_have_days_and_decimals():
    talk = Conversation()
    answer = {
        "rpnl": {"amt": "12.50"},
        "transactions": [
            {
                "date": "Fri Feb 01 00:00:00 EST 2013",
                "qty": -5.0,
                "pr": 450.25,
                "amt": 2251.25,
                "type": "Sell",
            }
        ],
    }
    flow = analytics.transactions_in(APPLE, ACCOUNT, talk.desk, currency="USD", days=90)
    found = talk.run(flow, json(answer))
    assert found.realized_pnl == Decimal("12.50")
    assert (found.transactions[0].day, found.transactions[0].price) == (date(2013, 2, 1), Decimal("450.25"))


@pytest.mark.parametrize(
    "ask",
    [
        lambda desk: analytics.returns(ACCOUNT, desk, period="2Y"),
        lambda desk: analytics.returns([], desk, period="1Y"),
        lambda desk: analytics.transactions_in(APPLE, ACCOUNT, desk, currency="usd", days=90),
        lambda desk: analytics.transactions_in(APPLE, ACCOUNT, desk, currency="USD", days=0),
        lambda desk: analytics.transactions_in("AAPL", ACCOUNT, desk, currency="USD", days=90),
    ],
)
def test_what_ibkr_would_refuse_costs_no_call_of_the_quarter_hour(ask):
    talk = Conversation()
    with pytest.raises(InvalidArgument):
        talk.run(ask(talk.desk))
    assert talk.asked == []


# --- scans -------------------------------------------------------------------------------------

VOCABULARY = {
    "scan_type_list": [{"code": "TOP_PERC_GAIN", "instruments": ["STK"]}],
    "instrument_list": [{"type": "STK"}, {"type": "BOND"}],
    "filter_list": [{"code": "priceAbove"}],
    "location_tree": [{"type": "STK", "locations": [{"type": "STK.US.MAJOR", "locations": []}]}],
}


def test_the_vocabulary_is_asked_for_once_and_again_the_next_day():
    talk = Conversation()
    for _ in range(3):
        talk.run(scanning.vocabulary(talk.desk), *([] if talk.asked else [json(VOCABULARY)]))
    talk.desk.clock.sleep(24 * 3600)
    talk.run(scanning.vocabulary(talk.desk), json(VOCABULARY))
    assert len(talk.asked) == 2


def test_a_scan_is_sent_with_its_conditions_and_ranked():
    talk = Conversation()
    scan = Scan("TOP_PERC_GAIN").where(priceAbove=Decimal("5.50"))
    answer = {"contracts": [{"con_id": APPLE, "symbol": "AAPL", "scan_data": "+1%", "column_name": "Chg%"}]}
    (hit,) = talk.run(scanning.hits(scan, talk.desk), json(VOCABULARY), json(answer))
    assert (hit.rank, hit.conid, hit.value, hit.column) == (1, APPLE, "+1%", "Chg%")
    assert talk.sent[-1]["filter"] == [{"code": "priceAbove", "value": "5.50"}]


@pytest.mark.parametrize(
    ("scan", "hint"),
    [
        (Scan("TOP_PERC_GAINS"), "'TOP_PERC_GAIN'"),
        (Scan("TOP_PERC_GAIN", instrument="BOND"), "works for STK"),
        (Scan("TOP_PERC_GAIN", location="STK.US.MAJR"), "'STK.US.MAJOR'"),
        (Scan("TOP_PERC_GAIN").where(priceAbov=5), "'priceAbove'"),
    ],
)
def test_a_scan_that_does_not_exist_is_not_sent(scan: Scan, hint: str):
    talk = Conversation()
    with pytest.raises(InvalidArgument, match=hint):
        talk.run(scanning.hits(scan, talk.desk), json(VOCABULARY))


# --- watchlists --------------------------------------------------------------------------------

LISTS = {"data": {"user_lists": [{"id": "1001", "name": "mine"}]}}


def test_a_new_watchlist_takes_a_free_id():
    talk = Conversation()
    flow = watchlists.create("new", ["Tech", APPLE], talk.desk, watchlist_id=None)
    assert talk.run(flow, json(LISTS), json({"id": "1002"})) == "1002"
    assert talk.sent[-1] == {"id": "1002", "name": "new", "rows": [{"H": "Tech"}, {"C": APPLE}]}


def test_an_existing_watchlist_is_not_overwritten_by_a_new_one():
    talk = Conversation()
    with pytest.raises(InvalidArgument, match=r"watchlists\.replace"):
        talk.run(watchlists.create("new", [], talk.desk, watchlist_id=1001), json(LISTS))


def test_what_is_added_comes_behind_what_is_there_and_only_once():
    talk = Conversation()
    held = {"id": "1001", "instruments": [{"H": "Tech"}, {"C": "8314", "conid": 8314, "ticker": "IBM"}]}
    flow = watchlists.add("1001", [8314, APPLE], talk.desk)
    talk.run(flow, json(LISTS), json(held), json({"id": "1001"}))
    assert talk.sent[-1]["rows"] == [{"H": "Tech"}, {"C": 8314}, {"C": APPLE}]


def test_a_row_may_be_a_contract_itself():
    talk = Conversation()
    apple = Contract(APPLE, "AAPL")
    flow = watchlists.create("new", ["Tech", apple, 8314], talk.desk, watchlist_id=None)
    talk.run(flow, json(LISTS), json({"id": "1002"}))
    assert talk.sent[-1]["rows"] == [{"H": "Tech"}, {"C": APPLE}, {"C": 8314}]


def test_deleting_what_does_not_exist_is_an_error_though_ibkr_says_yes():
    talk = Conversation()
    with pytest.raises(NotFound, match="mine"):
        talk.run(watchlists.remove("7", talk.desk), json(LISTS))


def test_a_list_is_found_by_its_name_and_by_no_other():
    talk = Conversation()
    assert talk.run(watchlists.named("mine", talk.desk), json(LISTS)).watchlist_id == "1001"
    with pytest.raises(NotFound, match=r"0 watchlists of the name 'yours'; the user has 'mine'"):
        talk.run(watchlists.named("yours", talk.desk), json(LISTS))


def test_a_contract_that_the_list_does_not_have_cannot_be_dropped():
    talk = Conversation()
    held = {"id": "1001", "instruments": [{"C": "8314", "conid": 8314, "ticker": "IBM"}]}
    with pytest.raises(NotFound, match=f"no contract {APPLE}"):
        talk.run(watchlists.drop("1001", [8314, APPLE], talk.desk), json(LISTS), json(held))


@pytest.mark.parametrize("wrong", ["mine", -1, True])
def test_the_id_of_a_list_is_a_number(wrong: Any):
    talk = Conversation()
    with pytest.raises(InvalidArgument, match="is a number"):
        talk.run(watchlists.remove(wrong, talk.desk))
    assert talk.asked == []


# --- the active account ------------------------------------------------------------------------


def chosen(account: str) -> Response:
    return json({"accounts": [ACCOUNT, OTHER], "selectedAccount": account, "isPaper": True})


def test_an_account_that_a_search_found_is_switched_to_and_looked_at():
    talk = Conversation()
    flow = accounts.select_found(OTHER, talk.desk)
    assert talk.run(flow, json({"set": True, "acctId": OTHER}), chosen(OTHER)) == OTHER
    assert talk.paths == ["POST /iserver/dynaccount", "GET /iserver/accounts"]


def test_a_switch_that_ibkr_took_and_did_not_make_is_an_error():
    talk = Conversation()
    with pytest.raises(BadRequest, match="another account is still the active one"):
        talk.run(accounts.select_found(OTHER, talk.desk), json({"set": True}), chosen(ACCOUNT))


# --- notifications and profile -----------------------------------------------------------------

KINDS = [{"FC": "BA", "A": 1, "FN": "Borrow"}, {"FC": "EA", "A": 0, "FN": "Earnings"}]


def test_only_what_changes_is_sent():
    talk = Conversation()
    talk.run(notices.subscribe(["BA", "EA"], talk.desk, active=True), json(KINDS), json({"V": 1}))
    assert talk.paths == ["GET /fyi/settings", "POST /fyi/settings/EA"]


def test_a_kind_that_does_not_exist_is_named_with_those_that_do():
    talk = Conversation()
    with pytest.raises(InvalidArgument, match="BA, EA"):
        talk.run(notices.subscribe(["XX"], talk.desk, active=True), json(KINDS))


def test_older_notifications_are_asked_for_after_the_last_one_seen():
    talk = Conversation()
    page = [{"ID": str(n), "D": "1359730800.0", "MD": "<p>one</p>two", "HT": 1, "R": 0} for n in range(10)]
    pages = notices.pages(talk.desk, exclude=["BA"])
    assert len(talk.run(pages.turn(), json(page))) == 10
    (last,) = talk.run(pages.turn(), json([{**page[0], "ID": "10"}]))
    assert (last.text, pages.more) == ("one\ntwo", False)
    assert dict(talk.asked[1].params) == {"max": "10", "exclude": "BA", "id": "9"}


def test_a_user_without_notifications_is_told_how_to_get_some():
    talk = Conversation()
    with pytest.raises(BadRequest, match="subscribe"):
        talk.run(notices.unread_count(talk.desk), json({"error": "not set up"}, status=423))


@pytest.mark.parametrize(
    ("changes", "hint"),
    [
        ({"emial": True}, "'email'"),
        ({"email": "ada@example.com"}, "True or False"),
        ({"subscribe": "BA", "unsubscribe": ["BA"]}, "at once"),
        ({"subscribe": [3]}, "kinds of notification"),
    ],
)
def test_a_profile_is_checked_whole_before_anything_changes(changes: dict[str, object], hint: str):
    talk = Conversation()
    with pytest.raises(InvalidArgument, match=hint):
        talk.run(profile.update(talk.desk, changes))
    assert talk.asked == []


def test_an_unread_count_and_marking_cost_no_call_for_what_is_read():
    talk = Conversation()
    assert talk.run(notices.unread_count(talk.desk), json({"BN": 3})) == 3
    seen = Notice("1", time=None, title="", content="", is_html=False, typecode="BA", is_read=True)
    assert talk.run(notices.mark_all([seen, "2"], talk.desk), json({"V": 1})) == 1
    assert talk.paths == ["GET /fyi/unreadnumber", "PUT /fyi/notifications/2"]


def test_an_error_other_than_not_set_up_is_told_as_it_is():
    talk = Conversation()
    with pytest.raises(BadRequest, match="odd") as caught:
        talk.run(notices.unread_count(talk.desk), json({"error": "odd"}, status=400))
    assert caught.value.status == 400


def test_a_device_that_is_not_registered_cannot_be_dropped():
    talk = Conversation()
    with pytest.raises(NotFound, match="delivery_options"):
        talk.run(notices.drop_device("phone", talk.desk), json({"M": 1, "E": []}))
    assert talk.paths == ["GET /fyi/deliveryoptions"]


def test_the_disclaimer_of_a_kind_that_exists_is_accepted():
    talk = Conversation()
    talk.run(notices.accept_disclaimer("BA", talk.desk), json(KINDS), json({"V": 1}))
    assert talk.paths == ["GET /fyi/settings", "PUT /fyi/disclaimer/BA"]


def test_only_the_error_that_stands_for_no_combinations_is_read_as_none():
    talk = Conversation()
    assert talk.run(positions.combos(ACCOUNT, talk.desk), json({"error": "none"}, status=500)) == []
    with pytest.raises(BadRequest):
        talk.run(positions.combos(ACCOUNT, talk.desk), json({"error": "wrong"}, status=400))


DEVICES = {"M": 1, "E": [{"I": "phone", "NM": "Phone", "UI": "IBKR", "A": 1}]}


def test_registered_devices_are_switched_by_their_ids():
    talk = Conversation()
    changes = {"devices": {"phone": False}, "email": False, "unsubscribe": "BA"}
    talk.run(
        profile.update(talk.desk, changes),
        json(KINDS), json(DEVICES), json(KINDS), json({"V": 1}), json({"V": 1}), json({"V": 1}),
    )  # fmt: skip
    assert talk.paths[-3:] == [
        "POST /fyi/settings/BA", "PUT /fyi/deliveryoptions/email", "POST /fyi/deliveryoptions/device"
    ]  # fmt: skip
    assert talk.sent[-1] == {"deviceName": "Phone", "deviceId": "phone", "uiName": "IBKR", "enabled": False}


@pytest.mark.parametrize(
    ("devices", "hint"), [({"phon": True}, "did you mean 'phone'"), ({"phone": "off"}, "True or False")]
)
def test_a_device_that_cannot_be_switched_is_told_before_anything_changes(devices, hint: str):
    talk = Conversation()
    with pytest.raises(InvalidArgument, match=hint):
        talk.run(profile.update(talk.desk, {"devices": devices, "email": True}), json(DEVICES))
    assert talk.paths == ["GET /fyi/deliveryoptions"]


def overview(talk: Conversation, login: Response, brokers: dict[str, object]) -> Profile:
    known = {"accounts": [ACCOUNT], "selectedAccount": ACCOUNT, **brokers}
    shown = json([{"id": ACCOUNT, "accountId": ACCOUNT}])
    return talk.run(profile.overview(talk.desk), login, json(known), shown, json(KINDS), json(DEVICES))


def test_where_the_sign_in_does_not_tell_who_is_logged_in_nobody_is_named():
    """As with OAuth 1.0a, which has no such call."""
    found = overview(Conversation(), json({"error": "unknown"}, status=404), {})
    assert (found.user_name, found.login_expires, found.is_paper, found.features) == (None, None, None, {})
    assert (found.active_account, list(found.notifications)) == (ACCOUNT, ["BA", "EA"])


@pytest.mark.parametrize(("kind", "is_paper"), [(2, True), (1, False)])
def test_a_login_is_of_paper_where_its_kind_says_so(kind: int, is_paper: bool):
    login = json({"USER_NAME": "ada", "USER_ID": 7, "LOGIN_TYPE": kind, "EXPIRES": 60_000, "RESULT": True})
    found = overview(Conversation(), login, {})
    assert (found.user_name, found.is_paper) == ("ada", is_paper)
    assert found.login_left == timedelta(minutes=1)


# --- advisors ----------------------------------------------------------------------------------

CLIENTS = {"accounts": [{"name": name, "data": []} for name in (ACCOUNT, OTHER)]}


@pytest.mark.parametrize(
    ("accounts_given", "method", "hint"),
    [
        ([ACCOUNT], "percent", "needs an amount"),
        ({ACCOUNT: 60, OTHER: 50}, "percent", "add up to 110"),
        ({ACCOUNT: 1}, "equal", "takes no amounts"),
        ({ACCOUNT: 0}, "shares", "above zero"),
        ({ACCOUNT: 1.5}, "shares", "Decimal or text"),
        ([ACCOUNT], "eqal", "'equal'"),
    ],
)
def test_a_group_that_cannot_share_out_is_not_sent(accounts_given, method: str, hint: str):
    talk = Conversation()
    with pytest.raises(InvalidArgument, match=hint):
        talk.run(advising.add_group("g", accounts_given, talk.desk, method=method), json({"data": []}))  # type: ignore[arg-type]  # callers may be untyped


def test_a_group_is_sent_with_the_letter_of_its_method():
    talk = Conversation()
    flow = advising.add_group("g", {ACCOUNT: "60", OTHER: 40}, talk.desk, method="percent")
    talk.run(flow, json({"data": []}), json(CLIENTS), json({"success": True}))
    assert talk.sent[-1]["default_method"] == "P"
    assert [one["amount"] for one in talk.sent[-1]["accounts"]] == [60, 40]


def test_accounts_that_are_not_the_advisors_are_refused():
    talk = Conversation()
    flow = advising.add_group("g", ["DU0000009"], talk.desk, method="equal")
    with pytest.raises(InvalidArgument, match=r"advisor\.clients"):
        talk.run(flow, json({"data": []}), json(CLIENTS))
