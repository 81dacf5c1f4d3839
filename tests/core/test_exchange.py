"""One operation: the calls before it, repeats where they are safe, warm-ups."""

from __future__ import annotations

import pytest
from ibkr_wire.models.orders import OrderTickets
from ibkr_wire.models.portfolio import AccountChoices
from ibkr_wire.rest.api.accounts import brokerage
from ibkr_wire.rest.api.market_data import history
from ibkr_wire.rest.api.orders import live, submit
from ibkr_wire.rest.api.portfolio import accounts, combined_allocation, positions, positions_of_contract
from ibkr_wire.rest.api.trades import executions

from ibkr._core import raw
from ibkr._core.exchange import exchange, exchange_answer
from ibkr._core.positions import all_positions
from ibkr.errors import (
    BadRequest,
    DecodeError,
    GatewayFault,
    GatewayTimeout,
    GatewayUnreachable,
    Guarded,
    InvalidArgument,
    NoBrokerageSession,
    NotAuthenticated,
    PacingError,
    UnknownAccount,
)

from .canned import ACCOUNT, Conversation, at_desk, json, text

PAGE = positions.operation(ACCOUNT, 0)
ACCOUNTS = json([{"id": ACCOUNT, "accountId": ACCOUNT}])
BROKERAGE = json({"accounts": [ACCOUNT], "isPaper": True, "selectedAccount": ACCOUNT})
READY = json({"authenticated": True, "connected": True, "competing": False})


def fresh() -> Conversation:
    """A client that has made no call yet."""
    desk = at_desk()
    desk.session.forget()
    return Conversation(desk)


def test_a_call_that_must_come_first_is_made_once_a_session():
    talk = fresh()
    talk.run(exchange(PAGE, talk.desk), ACCOUNTS, json([]))
    talk.run(exchange(PAGE, talk.desk), json([]))
    assert talk.paths[0] == "GET /portfolio/accounts"
    assert len(talk.asked) == 3


def test_a_call_made_by_the_user_counts_as_made():
    talk = fresh()
    talk.run(exchange(brokerage.operation(), talk.desk), BROKERAGE)
    assert (
        talk.run(exchange(live.operation(), talk.desk), json({"orders": [], "snapshot": True})).orders == []
    )
    assert talk.paths == ["GET /iserver/accounts", "GET /iserver/account/orders"]


def test_the_first_empty_answer_of_a_session_is_asked_for_again():
    talk = fresh()
    talk.desk.session.prepared.add("accounts.brokerage")
    rows = talk.run(exchange(executions.operation(), talk.desk), json([]), json([{"execution_id": "e"}]))
    assert [row.execution_id for row in rows] == ["e"]
    assert talk.run(exchange(executions.operation(), talk.desk), json([])) == []


def test_a_sparse_first_page_is_asked_for_again():
    sparse = {"acctId": ACCOUNT, "conid": 8314, "position": 1.0}
    talk = Conversation()
    rows = talk.run(exchange(PAGE, talk.desk), json([sparse]), json([{**sparse, "ticker": "IBM"}]))
    assert rows[0].ticker == "IBM"


@pytest.mark.parametrize("trouble", [text("", status=503), text("", status=502), GatewayUnreachable("cut")])
def test_reading_is_repeated_after_trouble(trouble):
    talk = Conversation()
    assert talk.run(exchange(PAGE, talk.desk), trouble, trouble, json([])) == []


def test_reading_is_not_repeated_for_ever():
    talk = Conversation()
    with pytest.raises(GatewayFault):
        talk.run(exchange(PAGE, talk.desk), *[text("", status=503)] * 3)


def test_a_gateway_that_is_not_there_is_told_at_once():
    talk = Conversation()
    with pytest.raises(GatewayUnreachable):
        talk.run(exchange(PAGE, talk.desk), GatewayUnreachable("refused", sent=False))
    assert talk.desk.session.state == "no_gateway"


def test_a_gateway_that_hangs_costs_the_time_limit_once():
    talk = Conversation()
    with pytest.raises(GatewayTimeout):
        talk.run(exchange(PAGE, talk.desk), GatewayTimeout("hangs"))


def test_a_mistake_is_not_repeated():
    talk = Conversation()
    with pytest.raises(BadRequest):
        talk.run(exchange(PAGE, talk.desk), json({"error": "bad sort"}, status=400))


@pytest.mark.parametrize("status", [404, 500, 503])
def test_history_is_asked_for_again_two_seconds_after_a_cold_first_answer(status: int):
    talk = Conversation()
    operation, began = history.operation(8314, "1d", "1min"), talk.desk.clock.now()
    bars = talk.run(exchange(operation, talk.desk), text("", status=status), json({"data": []}))
    assert bars.data == []
    assert talk.desk.clock.now() - began == 2.0


@pytest.mark.parametrize("operation", [submit.operation(ACCOUNT, OrderTickets(orders=[]))])
@pytest.mark.parametrize(
    "trouble", [text("", status=503), GatewayTimeout("hangs"), GatewayUnreachable("cut")]
)
def test_an_order_is_never_repeated(operation, trouble):
    talk = Conversation()
    with pytest.raises((GatewayFault, GatewayTimeout, GatewayUnreachable)):
        talk.run(exchange(operation, talk.desk), trouble)
    assert len(talk.asked) == 1


def test_a_429_that_names_its_seconds_is_waited_out_and_a_penalty_is_not():
    talk = Conversation()
    talk.run(exchange(PAGE, talk.desk), text("", status=429, **{"retry-after": "2"}), json([]))
    with pytest.raises(PacingError) as caught:
        talk.run(exchange(PAGE, talk.desk), text("", status=429))
    assert caught.value.retry_after == 900.0


def test_a_lost_brokerage_session_is_opened_again_for_a_reader():
    talk = Conversation()
    orders = talk.run(
        exchange(live.operation(), talk.desk),
        json({"error": "no bridge"}, status=400),
        READY,
        BROKERAGE,
        json({"orders": [], "snapshot": True}),
    )
    assert orders.snapshot is True
    assert "POST /iserver/auth/ssodh/init" in talk.paths


def test_a_lost_brokerage_session_is_told_to_one_who_trades():
    talk = Conversation()
    with pytest.raises(NoBrokerageSession, match=r"ib\.session\.open"):
        talk.run(
            exchange(submit.operation(ACCOUNT, OrderTickets(orders=[])), talk.desk),
            json({"error": "no bridge"}, status=400),
        )
    assert talk.desk.session.state == "no_bridge"


def test_a_login_that_is_gone_forgets_what_was_prepared():
    talk = Conversation()
    with pytest.raises(NotAuthenticated):
        talk.run(exchange(PAGE, talk.desk), text("", status=401))
    assert talk.desk.session.state == "logged_out"
    assert not talk.desk.session.prepared


def test_an_unknown_account_is_told_from_other_refusals():
    talk = Conversation()
    talk.run(exchange(accounts.operation(), talk.desk), ACCOUNTS)
    with pytest.raises(UnknownAccount, match=r"ib\.portfolio\.accounts"):
        talk.run(exchange(positions.operation("DU99", 0), talk.desk), json({"error": "x"}, status=400))
    with pytest.raises(BadRequest):
        talk.run(exchange(PAGE, talk.desk), json({"error": "x"}, status=400))


def test_all_positions_turn_pages_until_one_is_not_full():
    rows = [{"acctId": ACCOUNT, "conid": conid, "position": 1.0, "pageSize": 100} for conid in range(103)]
    talk = Conversation()
    talk.desk.session.warmed.add(f"portfolio.positions {ACCOUNT}")
    found = talk.run(all_positions(ACCOUNT, talk.desk), json(rows[:100]), json(rows[100:]))
    assert len(found) == 103
    assert talk.paths[-1].endswith("/positions/1")


def test_an_answer_brings_its_evidence():
    talk = Conversation()
    answer = talk.run(exchange_answer(brokerage.operation(), talk.desk), json({"accounts": [], "shiny": 1}))
    assert answer.body == b'{"accounts":[],"shiny":1}'
    assert answer.unknown == {"$.shiny": 1}


def test_a_strict_client_refuses_what_differs():
    talk = Conversation(at_desk(strict=True))
    with pytest.raises(DecodeError):
        talk.run(exchange(brokerage.operation(), talk.desk), json({"accounts": "DU1"}))


# --- calls by path -----------------------------------------------------------------------------


def test_a_call_by_path_keeps_to_the_rules_of_its_operation():
    operation = raw.operation("GET", f"/v1/api/portfolio/{ACCOUNT}/positions/0")
    assert (operation.info.name, operation.account, operation.path) == (
        "portfolio.positions",
        ACCOUNT,
        f"/portfolio/{ACCOUNT}/positions/0",
    )


def test_a_call_by_path_to_something_unknown_that_writes_is_guarded():
    talk = Conversation(at_desk(read_only=True))
    with pytest.raises(Guarded):
        talk.run(exchange(raw.operation("POST", "/iserver/watchlist", body={}), talk.desk))
    assert talk.run(exchange(raw.operation("GET", "/iserver/watchlists"), talk.desk), json({"data": 1})) == {
        "data": 1
    }


def test_a_call_by_path_that_might_trade_is_an_order():
    assert raw.operation("POST", f"/iserver/account/{ACCOUNT}/order", body={}).info.effect == "order"


@pytest.mark.parametrize("path", ["iserver/accounts", "/iserver/accounts?x=1", ""])
def test_a_path_that_cannot_be_right_is_told(path: str):
    with pytest.raises(InvalidArgument, match="/iserver/accounts"):
        raw.operation("GET", path)


def test_parameters_are_written_as_the_gateway_reads_them():
    operation = raw.operation("GET", "/iserver/account/orders", params={"force": True, "days": 3})
    assert operation.params == (("force", "true"), ("days", "3"))


def test_a_call_by_path_answers_plain_json_and_teaches_the_client_nothing():
    talk = fresh()
    assert talk.run(exchange(raw.operation("GET", "/iserver/accounts"), talk.desk), BROKERAGE) == {
        "accounts": [ACCOUNT],
        "isPaper": True,
        "selectedAccount": ACCOUNT,
    }
    assert talk.desk.session.accounts is None


def test_an_account_list_that_cannot_be_read_allows_no_orders():
    talk = fresh()
    order = exchange(submit.operation(ACCOUNT, OrderTickets(orders=[])), talk.desk)
    with pytest.raises(Guarded):
        talk.run(order, json({"accounts": "what?"}), json({"accounts": "what?"}))


def test_the_evidence_of_an_order_and_of_words_is_given_too():
    talk = Conversation()
    ticket = submit.operation(ACCOUNT, OrderTickets(orders=[]))
    answer = talk.run(exchange_answer(ticket, talk.desk), json([{"order_id": "7", "new": 1}]))
    assert (answer.status, dict(answer.unknown)) == (200, {"$[0].new": 1})
    page = talk.run(exchange_answer(raw.operation("GET", "/sso/Login"), at_desk()), json("words"))
    assert dict(page.unknown) == {}


@pytest.mark.parametrize("odd", [{"accounts": "all"}, None, ["DU1"]])
def test_a_list_of_accounts_that_is_none_teaches_nothing(odd: object):
    talk = fresh()
    talk.run(exchange(accounts.operation(), talk.desk), json(odd))
    assert "portfolio.accounts" not in talk.desk.session.prepared
    assert talk.desk.session.portfolio == frozenset()


def test_a_refusal_of_accounts_in_a_body_is_told_from_one_of_something_else():
    talk = fresh()
    talk.run(exchange(accounts.operation(), talk.desk), ACCOUNTS)
    refused = json({"error": "x"}, status=400)
    with pytest.raises(UnknownAccount):
        talk.run(
            exchange(combined_allocation.operation(AccountChoices(acct_ids=["DU2"])), talk.desk), refused
        )
    with pytest.raises(BadRequest):
        talk.run(exchange(positions_of_contract.operation(1), talk.desk), refused)
