"""The topics of the websocket beyond quotes and orders."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest
from ibkr_wire.operation import convert_as, to_wire
from ibkr_wire.stream import FRAMES

from ibkr.simulator import Request
from ibkr.simulator.broker.account import ADVISOR_ACCOUNTS, LINKED_ACCOUNTS, AccountStart, Holding
from ibkr.simulator.market import derivatives

ACCOUNT = "DU1234567"


def told(player, read, socket, topic, *, seconds=0.0):
    """What comes of one topic within some seconds, read each half second."""
    frames = read(socket)
    for _ in range(int(seconds * 2)):
        player.clock.advance(0.5)
        frames += read(socket)
    return [frame for frame in frames if frame.get("topic") == topic]


@pytest.fixture
def socket(player):
    return player.connect()


# --- trades


def test_trades_begin_with_an_empty_frame_and_then_the_past(player, read, socket):
    player.place(price=455)
    player.clock.advance(30)
    socket.receive('str+{"realtimeUpdatesOnly":false,"days":3}')
    first, past = told(player, read, socket, "str")
    assert first == {"topic": "str", "args": []}
    assert sum(row["size"] for row in past["args"]) == 10.0
    assert all("commission" in row for row in past["args"])


def test_a_trade_comes_without_its_commission_and_again_with_it(player, read, socket):
    socket.receive('str+{"realtimeUpdatesOnly":true}')
    player.place(price=455)
    rows = [row for frame in told(player, read, socket, "str", seconds=30) for row in frame["args"]]
    by_id = {}
    for row in rows:
        by_id.setdefault(row["execution_id"], []).append("commission" in row)
    assert by_id
    assert all(seen[0] is False and seen[-1] is True and seen == sorted(seen) for seen in by_id.values())
    last = {row["execution_id"]: row for row in rows}
    player.get("/iserver/account/trades")
    assert {row["execution_id"]: row for row in player.get("/iserver/account/trades")} == last


def test_utr_without_braces_ends_the_trades(player, read, socket):
    socket.receive("str+{}")
    socket.receive("utr")
    player.place(price=455)
    assert told(player, read, socket, "str", seconds=10) == [{"topic": "str", "args": []}]


# --- money


def test_pnl_is_whole_at_first_then_only_what_changed_at_most_once_a_second(player, read, socket):
    socket.receive("spl+{}")
    frames = told(player, read, socket, "spl", seconds=20)
    whole = frames[0]["args"][f"{ACCOUNT}.Core"]
    assert whole.keys() == {"rowType", "dpl", "nl", "upl", "el", "uel", "mv"}
    assert 1 < len(frames) <= 21
    merged = dict(whole)
    for frame in frames[1:]:
        change = frame["args"][f"{ACCOUNT}.Core"]
        assert all(merged[key] != value for key, value in change.items())
        merged |= change
    player.get("/iserver/account/pnl/partitioned")
    assert player.get("/iserver/account/pnl/partitioned")["upnl"][f"{ACCOUNT}.Core"] == merged


def test_pnl_of_an_advisor_is_that_of_his_clients(play, read):
    player = play(accounts=ADVISOR_ACCOUNTS).primed()
    socket = player.connect()
    socket.receive("spl+{}")
    (frame,) = told(player, read, socket, "spl")
    assert set(frame["args"]) == {f"DU123450{n}.Core" for n in (1, 2, 3)}


@pytest.mark.parametrize("end", ["upl+{}", "upl{}"])
def test_pnl_ends_without_a_word(player, read, socket, end):
    socket.receive("spl+{}")
    read(socket)
    socket.receive(end)
    player.clock.advance(5)
    assert read(socket) == []


def test_the_summary_has_rows_of_money_and_of_text_and_no_account_in_them(player, read, socket):
    socket.receive(f'ssd+{ACCOUNT}+{{"keys":[],"fields":[]}}')
    (frame,) = told(player, read, socket, f"ssd+{ACCOUNT}")
    rows = {row["key"]: row for row in frame["result"]}
    assert len(rows) > 120
    assert {"NetLiquidation", "NetLiquidation-S", "BuyingPower", "AccruedCash-S", "Cushion"} <= rows.keys()
    assert rows["NetLiquidation"].keys() == {"key", "currency", "monetaryValue", "severity", "timestamp"}
    assert rows["AccountCode"]["value"] == ACCOUNT
    assert rows["Cushion"]["timestamp"] == int(player.gateway.world.now())
    summary = player.get(f"/portfolio/{ACCOUNT}/summary")
    assert rows["NetLiquidation"]["monetaryValue"] == summary["netliquidation"]["amount"]
    assert "args" not in frame


@pytest.mark.parametrize("topic", ["ssd", "sld"])
def test_values_of_an_account_of_others_are_an_error_frame(player, read, socket, topic):
    socket.receive(f"{topic}+DU999+{{}}")
    assert [frame["error"] for frame in read(socket)] == [f"{topic}: there is no account 'DU999'"]


def test_keys_and_fields_choose_from_the_summary(player, read, socket):
    socket.receive(f'ssd+{ACCOUNT}+{{"keys":["BuyingPower","Cushion"],"fields":["monetaryValue"]}}')
    (frame,) = told(player, read, socket, f"ssd+{ACCOUNT}")
    assert [set(row) for row in sorted(frame["result"], key=lambda row: row["key"])] == [
        {"key", "monetaryValue", "timestamp"},
        {"key", "timestamp"},
    ]


def test_later_summaries_hold_only_the_values_that_changed(player, read, socket):
    socket.receive(f"ssd+{ACCOUNT}+{{}}")
    whole, *later = told(player, read, socket, f"ssd+{ACCOUNT}", seconds=20)
    assert later
    assert all(len(frame["result"]) < len(whole["result"]) for frame in later)
    assert "AccountCode" not in {row["key"] for row in later[0]["result"]}


def test_the_ledger_names_unchanged_currencies_by_key_and_time_only(play, read):
    player = play(accounts=LINKED_ACCOUNTS).primed()
    socket = player.connect()
    socket.receive('sld+DU7654322+{"keys":[],"fields":[]}')
    whole, later = told(player, read, socket, "sld+DU7654322", seconds=10)
    rows = {row["key"]: row for row in whole["result"]}
    assert set(rows) == {"LedgerListEUR", "LedgerListUSD", "LedgerListJPY", "LedgerListBASE"}
    assert rows["LedgerListBASE"]["acctCode"] == "DU7654322"
    changed = {row["key"]: len(row) > 2 for row in later["result"]}
    assert changed["LedgerListUSD"]
    assert not changed["LedgerListEUR"]


@pytest.mark.parametrize(
    ("frame", "answer"),
    [
        (f"usd+{ACCOUNT}+{{}}", {"result": "unsubscribed from summary"}),
        (f"uld+{ACCOUNT}+{{}}", {"result": "unsubscribed from ledger"}),
    ],
)
def test_the_end_of_a_summary_and_of_a_ledger_is_told_without_a_topic(player, read, socket, frame, answer):
    socket.receive("s" + frame[1:])
    read(socket)
    socket.receive(frame)
    assert read(socket) == [answer]
    player.clock.advance(9)
    assert read(socket) == []


def test_money_is_told_without_a_brokerage_session_and_trades_are_not(play, read):
    player = play(brokerage=False)
    socket = player.connect()
    for frame in ("spl+{}", f"ssd+{ACCOUNT}+{{}}", f"sld+{ACCOUNT}+{{}}", "str+{}", f"sbd+{ACCOUNT}+8314"):
        socket.receive(frame)
    assert [frame["topic"].split("+")[0] for frame in read(socket)] == ["spl", "ssd", "sld"]


# --- history


BARS = '{"period":"1d","bar":"5min","source":"trades","format":"%o/%c/%h/%l/%v"}'


def test_a_series_is_answered_once_and_its_last_bar_follows(player, read, socket):
    socket.receive(f"smh+265598+{BARS}")
    whole, *later = told(player, read, socket, "smh+265598", seconds=30)
    over_rest = player.get("/iserver/marketdata/history?conid=265598&period=1d&bar=5min")
    assert whole["points"] == len(whole["data"]) - 1
    assert later
    assert {frame["serverId"] for frame in later} == {whole["serverId"]}
    assert all(len(frame["data"]) <= 2 for frame in later)
    known = {bar["t"]: bar for frame in (whole, *later) for bar in frame["data"]}
    assert list(known.values()) == over_rest["data"]


def test_only_the_letters_of_the_format_are_sent(player, read, socket):
    socket.receive('smh+8314+{"period":"1m","bar":"1d","format":"%o/%c"}')
    (frame,) = told(player, read, socket, "smh+8314")
    assert all(bar.keys() == {"o", "c", "t"} for bar in frame["data"])


def test_a_sixth_series_is_refused_until_one_is_ended_by_its_id(player, read, socket):
    for conid in (265598, 8314, 272093, 208813720, 756733):
        socket.receive(f"smh+{conid}+{BARS}")
    ids = [frame["serverId"] for frame in read(socket)]
    assert len(set(ids)) == 5
    socket.receive(f"smh+8314+{BARS}")
    assert read(socket)[0]["topic"] == "error"
    socket.receive(f"umh+{ids[0]}")
    assert read(socket) == [{"message": f"Unsubscribed {ids[0]}"}]
    socket.receive(f"smh+8314+{BARS}")
    assert read(socket)[0]["topic"] == "smh+8314"


def test_a_closed_socket_frees_its_series(player, read, socket):
    for _ in range(5):
        socket.receive(f"smh+8314+{BARS}")
    socket.closed_by_client()
    fresh = player.connect()
    fresh.receive(f"smh+8314+{BARS}")
    assert read(fresh)[0]["topic"] == "smh+8314"


@pytest.mark.parametrize("frame", ["smh+1+{}", "smh+AAPL+{}", "umh+1", "smh+38708077+{}"])
def test_a_series_that_cannot_be_is_an_error_frame(read, socket, frame):
    socket.receive(frame)
    (answer,) = read(socket)
    assert answer["topic"] == "error"
    assert answer["error"]


# --- price ladder


def ladder(frame):
    return {row["row"]: row for row in frame["data"]}


def test_a_ladder_has_asks_above_bids_and_one_last_trade(player, read, socket):
    socket.receive(f"sbd+{ACCOUNT}+8314")
    (frame,) = told(player, read, socket, f"sbd+{ACCOUNT}+8314")
    rows = list(ladder(frame).values())
    prices = [Decimal(row["price"].rpartition(" ")[2]) for row in rows]
    asks = [place for place, row in enumerate(rows) if "ask" in row]
    bids = [place for place, row in enumerate(rows) if "bid" in row]
    assert prices == sorted(prices, reverse=True)
    assert len(asks) == len(bids) == 10
    assert max(asks) < min(bids)
    assert [row["price"].count("@") for row in rows if row["focus"] == 1] == [1]


def test_later_rows_are_those_that_changed(player, read, socket):
    socket.receive(f"sbd+{ACCOUNT}+8314")
    whole, *later = told(player, read, socket, f"sbd+{ACCOUNT}+8314", seconds=10)
    known = ladder(whole)
    assert later
    for frame in later:
        assert all(known.get(place) != row for place, row in ladder(frame).items())
        known |= ladder(frame)


def test_an_account_has_one_ladder_which_the_account_alone_ends(player, read, socket):
    socket.receive(f"sbd+{ACCOUNT}+8314")
    read(socket)
    socket.receive(f"sbd+{ACCOUNT}+265598+NASDAQ")
    assert [frame["topic"] for frame in read(socket)] == [f"sbd+{ACCOUNT}+265598+NASDAQ"]
    socket.receive(f"ubd+{ACCOUNT}")
    player.clock.advance(5)
    assert read(socket) == []


@pytest.mark.parametrize("target", ["DU999+8314", f"{ACCOUNT}+1", f"{ACCOUNT}+38708077@MEXI", ACCOUNT])
def test_a_ladder_of_no_account_or_no_book_is_an_error_frame(player, read, socket, target):
    socket.receive(f"sbd+{target}")
    (frame,) = read(socket)
    assert (frame["topic"], frame["error"].startswith("sbd: there is no ")) == ("error", True)


def test_without_level_two_a_ladder_stays_empty(play, read):
    player = play(depth=False).primed()
    socket = player.connect()
    socket.receive(f"sbd+{ACCOUNT}+8314")
    frames = told(player, read, socket, f"sbd+{ACCOUNT}+8314", seconds=5)
    assert frames == [{"topic": f"sbd+{ACCOUNT}+8314", "data": []}]


# --- unasked


def test_news_are_told_to_everybody(player, read, socket):
    player.gateway.post_bulletin("The exchange opens late.")
    (frame,) = read(socket)
    assert (frame["topic"], frame["args"]["message"]) == ("blt", "The exchange opens late.")


def test_what_does_not_exist_is_neither_halted_nor_resumed(player, read, socket):
    for act in (player.gateway.halt, player.gateway.resume):
        with pytest.raises(KeyError):
            act(1)
    assert read(socket) == []


def test_a_halt_is_told_as_a_bulletin(player, read, socket):
    player.gateway.halt(8314)
    player.gateway.resume(8314)
    first, second = told(player, read, socket, "blt")
    assert "IBM" in first["args"]["message"]
    assert first["args"]["id"] != second["args"]["id"]


def test_a_prompt_that_is_answered_no_ends_its_order(player, read, socket):
    player.place(price=440)
    asked = player.gateway.post_prompt(1205000001, "The price has changed. Accept it?")
    (frame,) = told(player, read, socket, "ntf")
    prompt = frame["args"]
    assert (prompt["orderId"], prompt["reqId"], prompt["options"]) == (1205000001, asked, ["Yes", "No"])
    body = {"orderId": prompt["orderId"], "reqId": prompt["reqId"], "text": "No"}
    assert player.ask("POST", "/iserver/notification", json=body).status == 200
    player.clock.advance(1)
    (row,) = player.get("/iserver/account/orders")["orders"]
    assert row["status"] == "Cancelled"


def test_an_alert_with_a_popup_is_told_as_a_hint(player, read, socket):
    condition = {"type": 1, "conidex": "8314@NYSE", "operator": ">=", "triggerMethod": "0", "value": "1"}
    alert = {
        "alertName": "IBM above one",
        "alertMessage": "it is",
        "alertRepeatable": 0,
        "outsideRth": 0,
        "showPopup": 1,
        "tif": "GTC",
        "conditions": [condition | {"logicBind": "n"}],
    }
    player.post(f"/iserver/account/{ACCOUNT}/alert", alert)
    (frame,) = told(player, read, socket, "ntf", seconds=5)
    assert (frame["args"]["title"], frame["args"]["text"]) == ("IBM above one", "it is")


def test_another_active_account_is_told_as_act(play, read):
    player = play(accounts=LINKED_ACCOUNTS).primed()
    socket = player.connect()
    player.post("/iserver/account", {"acctId": "DU7654322"})
    (frame,) = told(player, read, socket, "act")
    assert frame["args"]["selectedAccount"] == "DU7654322"


# --- combinations


def test_a_combination_is_quoted_as_its_legs_together(player, read, socket):
    socket.receive('smd+0;;;265598/1,8314/-2+{"fields":["31","84","86","55"]}')
    tick = read(socket)[0]
    apple, ibm = (
        player.gateway.market.quote(conid, player.gateway.world.now(), extended=True)
        for conid in (265598, 8314)
    )
    assert (tick["conid"], tick["conidEx"]) == (0, "0;;;265598/1,8314/-2")
    assert Decimal(tick["84"]) == apple.bid - 2 * ibm.ask
    assert Decimal(tick["86"]) == apple.ask - 2 * ibm.bid


# --- exercising an option

CALL = derivatives.option(derivatives.FAMILIES[0], date(2013, 3, 15), Decimal(440), "C")
OWNER = AccountStart(
    account_id=ACCOUNT, cash=Decimal(500_000), holdings=(Holding(CALL.conid, Decimal(3), Decimal(2200)),)
)


@pytest.fixture
def owner(play):
    """One who holds three calls that are in the money, with a websocket."""
    player = play(accounts=[OWNER], idle=None).primed()
    return player, player.connect()


def exercise(player, read, socket, number):
    """Go through the conversation, and answer what is left unread."""
    socket.receive(f'shs+exercise+{{"CEX":"{CALL.conid}"}}')
    echo, choices = read(socket)
    assert echo == {"topic": "shs+exercise"}
    chosen = {"allowed": "not_shown", "make_final": True, "value": number}
    answer(socket, choices, "submit", exercise=chosen)
    (prompt,) = read(socket)
    answer(socket, prompt, "continue")
    return choices, prompt


def answer(socket, frame, action, **more):
    data = {"id": str(frame["data"]["id"]), "user_action": action, **more}
    socket.receive("inp+exercise+" + json.dumps({"action": "user_input", "data": data}))


def test_an_option_is_exercised_in_a_conversation_and_becomes_shares_at_the_close(owner, read):
    player, socket = owner
    socket.receive("sor+{}")
    choices, prompt = exercise(player, read, socket, 2)
    assert choices["data"]["position"] == 3.0
    assert choices["data"]["user_action"] == ["submit", "cancel"]
    assert (prompt["action"], prompt["data"]["user_actions"]) == ("prompt", ["continue", "cancel"])
    rows = [frame["args"][0] for frame in read(socket)]
    assert (rows[0]["side"], rows[0]["conid"], rows[-1]["status"]) == ("EXER", CALL.conid, "Submitted")
    player.clock.advance(6 * 3600)
    player.gateway.handle(Request.to("GET", "/v1/api/sso/validate"))
    held = {each.conid: each.quantity for each in player.gateway.broker.positions(ACCOUNT)}
    assert held == {CALL.conid: 1, 265598: 200}


def test_an_exercise_can_be_cancelled_until_it_is_carried_out(owner, read):
    player, socket = owner
    exercise(player, read, socket, 3)
    player.get("/iserver/account/orders")
    (row,) = player.get("/iserver/account/orders")["orders"]
    player.delete(f"/iserver/account/{ACCOUNT}/order/{row['orderId']}")
    player.clock.advance(6 * 3600)
    assert [p.quantity for p in player.gateway.broker.positions(ACCOUNT)] == [Decimal(3)]


@pytest.mark.parametrize("conid", ["265598", "1", "x", ""])
def test_what_cannot_be_exercised_is_an_error_frame(owner, read, conid):
    _, socket = owner
    socket.receive(f'shs+exercise+{{"CEX":"{conid}"}}')
    assert [frame["topic"] for frame in read(socket)] == ["error"]


@pytest.mark.parametrize("value", [0, 4, -1, "2", None, True])
def test_more_than_is_held_cannot_be_chosen(owner, read, value):
    _, socket = owner
    socket.receive(f'shs+exercise+{{"CEX":"{CALL.conid}"}}')
    _, choices = read(socket)
    answer(socket, choices, "submit", exercise={"value": value})
    assert [frame["topic"] for frame in read(socket)] == ["error"]


@pytest.mark.parametrize(
    "frame",
    ["shs+nothing+{}", "inp+nothing+{}", "inp+exercise+{}", "inp+exercise+{", 'inp+exercise+{"data":[]}'],
)
def test_half_an_answer_is_an_error_frame_and_leaves_the_question_open(owner, read, frame):
    _, socket = owner
    socket.receive(f'shs+exercise+{{"CEX":"{CALL.conid}"}}')
    _, choices = read(socket)
    socket.receive(frame)
    assert [each["topic"] for each in read(socket)] == ["error"]
    answer(socket, choices, "submit", exercise={"value": 1})
    assert [each["topic"] for each in read(socket)] == ["inp+exercise"]


def test_an_exercise_that_is_taken_back_is_no_order(owner, read):
    player, socket = owner
    socket.receive(f'shs+exercise+{{"CEX":"{CALL.conid}"}}')
    _, choices = read(socket)
    answer(socket, choices, "cancel")
    assert (read(socket), player.gateway.broker.orders(ACCOUNT)) == ([], [])


def test_what_was_sold_in_the_meantime_is_not_exercised(owner, read):
    player, socket = owner
    socket.receive(f'shs+exercise+{{"CEX":"{CALL.conid}"}}')
    _, choices = read(socket)
    answer(socket, choices, "submit", exercise={"value": 3})
    (prompt,) = read(socket)
    player.post("/iserver/questions/suppress", {"messageIds": ["o163", "o354", "o10151"]})
    sale = {"conid": CALL.conid, "side": "SELL", "orderType": "MKT", "quantity": 3, "tif": "DAY"}
    placed = player.post(f"/iserver/account/{ACCOUNT}/orders", {"orders": [sale]})
    while "id" in placed[0]:
        placed = player.post(f"/iserver/reply/{placed[0]['id']}", {"confirmed": True})
    player.clock.advance(600)
    assert player.gateway.state.broker.held(ACCOUNT, CALL.conid) >= 0
    player.get("/iserver/accounts")
    answer(socket, prompt, "continue")
    errors = [each["error"] for each in read(socket) if each["topic"] == "error"]
    assert [error.partition(" ")[0] for error in errors] == ["exercise:"]


def test_an_answer_to_another_question_ends_the_conversation(owner, read):
    player, socket = owner
    socket.receive(f'shs+exercise+{{"CEX":"{CALL.conid}"}}')
    _, choices = read(socket)
    answer(socket, choices, "continue")
    answer(socket, choices, "submit", exercise={"value": 1})
    assert [frame["topic"] for frame in read(socket)] == ["error", "error"]
    assert player.gateway.broker.orders(ACCOUNT) == []


# --- the description


def test_every_frame_of_every_topic_is_what_the_description_says_with_no_key_more(owner, read):
    player, socket = owner
    greeting = player.connect(greeted=False)
    for frame in (
        'smd+265598+{"fields":["31","84","86","87","7282","75","55"]}',
        'smd+1+{"fields":["31"]}',
        f'smd+{CALL.conid}+{{"fields":["31","7308","7633"]}}',
        "sor+{}",
        "str+{}",
        "spl+{}",
        f"ssd+{ACCOUNT}+{{}}",
        f"sld+{ACCOUNT}+{{}}",
        f"smh+8314+{BARS}",
        f"sbd+{ACCOUNT}+8314",
        "tic",
        "zzz",
    ):
        socket.receive(frame)
    player.place(price=455)
    player.gateway.halt(272093)
    player.gateway.post_prompt(1205000001, "Accept it?")
    seen = read(socket)
    for _ in range(40):
        player.clock.advance(0.5)
        seen += read(socket)
    socket.receive(f"usd+{ACCOUNT}+{{}}")
    socket.receive("umh+50211")
    socket.receive(f'shs+exercise+{{"CEX":"{CALL.conid}"}}')
    seen += read(socket)
    answer(socket, seen[-1], "submit", exercise={"value": 1})
    seen += read(socket) + read(greeting)
    known = [FRAMES.get(str(frame.get("topic", "")).partition("+")[0]) for frame in seen]
    assert set(known) == set(FRAMES.values())
    for frame, kind in zip(seen, known, strict=True):
        assert to_wire(convert_as(kind, frame)) == frame
