"""Every topic besides ticks and orders: what is asked for, and what comes of the frames."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from ibkr._core.stream import Conversation, Timing
from ibkr._core.stream.guarding import allowed
from ibkr.errors import Guarded, InvalidArgument, StreamError
from ibkr.model.events import (
    Bulletin,
    Execution,
    ExerciseStep,
    Hint,
    HistoryUpdate,
    LadderUpdate,
    LedgerUpdate,
    Notice,
    PnlUpdate,
    Prompt,
    StreamEvent,
    SubscriptionRefused,
    SummaryUpdate,
)

READY = '{"topic":"sts","args":{"connected":true,"authenticated":true,"competing":false}}'
ACCOUNT = "DU1234567"


def live(**options: Any) -> Conversation:
    talk = Conversation(chance=lambda: 0.0, timing=Timing(silence=1e9), **options)
    talk.opened(0.0, 1_359_730_800.0)
    talk.receive(READY, 0.0)
    return talk


def hear(talk: Conversation, topic: str, now: float = 1.0, **body: Any) -> list[StreamEvent]:
    return talk.receive(json.dumps({"topic": topic, **body}), now)


def trade(number: int, **row: Any) -> dict[str, Any]:
    base = {"execution_id": f"0000a1b2.{number:08x}.01.01", "symbol": "IBM", "side": "B", "size": 4.0}
    return {**base, "price": "204.48", "account": ACCOUNT, "conid": 8314, "trade_time_r": number, **row}


@pytest.mark.parametrize(
    ("ask", "sent", "end", "ended"),
    [
        ("trades", 'str+{"realtimeUpdatesOnly":false,"days":3}', "no_trades", "utr"),
        ("pnl", "spl+{}", "no_pnl", "upl+{}"),
        ("summary", 'ssd+DU1234567+{"keys":["Cushion"],"fields":[]}', "no_summary", "usd+DU1234567+{}"),
        ("ledger", 'sld+DU1234567+{"keys":["LedgerListEUR"],"fields":[]}', "no_ledger", "uld+DU1234567+{}"),
        ("ladder", "sbd+DU1234567+8314", "no_ladder", "ubd+DU1234567"),
    ],
)
def test_each_topic_is_asked_for_and_ended_in_its_own_words(ask: str, sent: str, end: str, ended: str):
    talk = live()
    arguments: dict[str, tuple[Any, ...]] = {
        "trades": (3, 0.0),
        "pnl": (0.0,),
        "summary": (ACCOUNT, ["Cushion"], 0.0),
        "ledger": (ACCOUNT, ["EUR"], 0.0),
        "ladder": (ACCOUNT, 8314, 0.0),
    }
    getattr(talk.wishes, ask)(*arguments[ask])
    assert talk.outgoing() == [sent]
    getattr(talk.wishes, end)(*([] if end in ("no_trades", "no_pnl") else [ACCOUNT]))
    assert talk.outgoing() == [ended]
    assert talk.subscriptions == ()


def test_an_execution_is_told_once_and_again_when_its_commission_is_known():
    talk = live()
    assert hear(talk, "str", args=[]) == []
    [first] = hear(talk, "str", args=[trade(1)])
    assert hear(talk, "str", args=[trade(1), trade(1)]) == []
    [second] = hear(talk, "str", args=[trade(1, commission="1.0")])
    assert hear(talk, "str", args=[trade(1, commission=1.0), trade(1)]) == []
    assert isinstance(first, Execution)
    assert isinstance(second, Execution)
    assert (first.side, first.quantity, first.price, first.commission) == ("BUY", 4, Decimal("204.48"), None)
    assert (second.is_update, second.changed, second.commission) == (True, {"commission"}, Decimal("1.0"))


def test_executions_of_one_frame_come_in_the_order_of_their_times():
    told = hear(live(), "str", args=[trade(3), trade(1), trade(2)])
    assert [event.values["trade_time_r"] for event in told if isinstance(event, Execution)] == [1, 2, 3]


def test_executions_that_were_missed_are_read_after_a_gap_and_those_told_are_not_told_again():
    talk = live()
    talk.wishes.trades(1, 0.0)
    hear(talk, "str", args=[trade(1)])
    talk.lost("cut")
    talk.opened(90_000.0, 1_359_820_800.0)
    talk.receive(READY, 90_000.0)
    (errand,) = talk.errands.due
    assert (errand.subject, errand.days) == ("executions", 3)
    missed, resumed = talk.has_read(errand, [trade(1), trade(2)], 90_001.0)
    assert isinstance(missed, Execution)
    assert (missed.origin, missed.execution_id) == ("reread", trade(2)["execution_id"])
    assert getattr(resumed, "recovered", None) == (missed,)
    assert hear(talk, "str", args=[trade(2), trade(1)]) == []


def test_what_the_stream_itself_brings_back_counts_as_recovered():
    talk = live()
    talk.wishes.trades(1, 0.0)
    talk.lost("cut")
    talk.opened(5.0, 1_359_730_805.0)
    talk.receive(READY, 5.0)
    [told] = hear(talk, "str", 5.5, args=[trade(7)])
    (errand,) = talk.errands.due
    [resumed] = talk.has_read(errand, [trade(7)], 6.0)
    assert getattr(resumed, "recovered", None) == (told,)


def test_profit_and_loss_is_merged_by_account_and_model():
    talk = live()
    hear(talk, "spl", args={"DU1234567.Core": {"dpl": -12.4, "nl": 1006413.0, "uel": 9.5, "el": 10.0}})
    [update] = hear(talk, "spl", args={"DU1234567.Core": {"dpl": -11.9}})
    assert isinstance(update, PnlUpdate)
    assert (update.account_id, update.model, update.changed) == (ACCOUNT, "Core", {"dpl"})
    assert (update.daily, update.net_liquidation) == (Decimal("-11.9"), Decimal("1006413.0"))
    assert update.excess_liquidity == Decimal("9.5")


def test_a_summary_is_merged_by_name_and_dated_in_seconds():
    talk = live()
    money = {"key": "BuyingPower", "currency": "USD", "monetaryValue": 3991104.0, "timestamp": 1359730800}
    hear(talk, "ssd+DU1234567", result=[money])
    [update] = hear(talk, "ssd+DU1234567", result=[{"key": "Cushion", "value": "0.99"}])
    assert isinstance(update, SummaryUpdate)
    assert (update.amount("BuyingPower"), update.currency("BuyingPower")) == (Decimal("3991104.0"), "USD")
    assert (update.amount("Cushion"), update.changed) == (Decimal("0.99"), {"Cushion"})
    assert str(update.time("BuyingPower")) == "2013-02-01 15:00:00+00:00"


def test_a_ledger_row_without_a_change_keeps_what_is_known():
    talk = live()
    hear(talk, "sld+DU1234567", result=[{"key": "LedgerListEUR", "cashbalance": 1.2e7, "timestamp": 1}])
    [update] = hear(talk, "sld+DU1234567", result=[{"key": "LedgerListEUR", "timestamp": 2}])
    assert isinstance(update, LedgerUpdate)
    assert update.balance("EUR") == Decimal(12_000_000)


def test_a_ladder_is_merged_row_by_row_and_reads_the_last_trade():
    talk = live()
    first = [
        {"row": 0, "focus": 0, "price": "204.60", "ask": "300"},
        {"row": 1, "focus": 1, "price": "100 @ 204.55"},
    ]
    hear(talk, "sbd+DU1234567+8314", data=first)
    [update] = hear(
        talk, "sbd+DU1234567+8314", data=[{"row": 0, "focus": 0, "price": "204.60", "ask": "200"}]
    )
    assert isinstance(update, LadderUpdate)
    top, last = update.rows
    assert (top.price, top.ask, top.bid) == (Decimal("204.60"), 200, None)
    assert (last.price, last.traded, last.focus) == (Decimal("204.55"), 100, True)


def history(talk: Conversation, conid: int) -> None:
    talk.wishes.history(conid, period="1d", bar="5min", outside_rth=False, source=None, now=0.0)


def test_bars_come_with_their_volume_factor_and_end_by_the_number_the_gateway_gave():
    talk = live()
    history(talk, 8314)
    assert talk.outgoing() == [
        'smh+8314+{"period":"1d","bar":"5min","outsideRth":false,"format":"%o/%c/%h/%l/%v"}'
    ]
    row = {"o": 203.32, "c": 203.07, "h": 204.37, "l": 202.56, "v": 294.5, "t": 1359642600000}
    [update] = hear(talk, "smh+8314", serverId="50211", volumeFactor=100, symbol="IBM", data=[row, {"t": 1}])
    assert isinstance(update, HistoryUpdate)
    [bar] = update.bars
    assert (bar.open, bar.close, bar.volume) == (203.32, 203.07, 29450.0)
    talk.wishes.no_history(8314)
    assert talk.outgoing() == ["umh+50211"]
    assert hear(talk, "nothing")[0] is not None
    assert talk.receive('{"message":"Unsubscribed 50211"}', 2.0) == [Notice("Unsubscribed 50211")]


def test_a_series_that_is_ended_before_its_number_is_known_is_ended_when_it_comes():
    talk = live()
    history(talk, 8314)
    talk.wishes.no_history(8314)
    talk.outgoing()
    assert hear(talk, "smh+8314", serverId="50211", data=[]) == []
    assert talk.outgoing() == ["umh+50211"]


@pytest.mark.parametrize(
    ("period", "bar", "words"),
    [("1d", "7min", "no bars of '7min'"), ("1D", "1min", "'1D' is no period"), ("1y", "1min", "over 1y")],
)
def test_bars_that_nobody_serves_are_refused_before_they_are_asked_for(period: str, bar: Any, words: str):
    talk = live()
    with pytest.raises(InvalidArgument, match=words):
        talk.wishes.history(8314, period=period, bar=bar, outside_rth=False, source=None, now=0.0)
    assert (talk.outgoing(), talk.subscriptions) == ([], ())


@pytest.mark.parametrize("target", ["AAPL", "", "265598+8314", -1, 0, True, "8314@", 'x","31":"', None])
def test_what_is_no_contract_is_refused_before_it_is_asked_for(target: Any):
    talk = live()
    with pytest.raises(InvalidArgument, match=r"ib\.contracts\.find"):
        talk.wishes.quotes(target, ["last"], 0.0)
    with pytest.raises(InvalidArgument, match="is no contract"):
        talk.wishes.ladder(ACCOUNT, target, 0.0)
    assert (talk.outgoing(), talk.subscriptions) == ([], ())


@pytest.mark.parametrize("target", [265598, "8314@NYSE", "0;;;265598/1,8314/-1"])
def test_contracts_venues_and_combinations_are_asked_for(target: Any):
    talk = live()
    talk.wishes.quotes(target, ["last"], 0.0)
    assert talk.outgoing() == [f'smd+{target}+{{"fields":["31"]}}']


@pytest.mark.parametrize("ask", ["summary", "ledger"])
def test_what_is_no_account_is_refused_before_it_is_asked_for(ask: str):
    with pytest.raises(InvalidArgument, match="account_id"):
        getattr(live().wishes, ask)("DU1234567+8314", (), 0.0)


def test_a_sixth_series_and_a_second_of_one_contract_are_refused_with_the_way_out():
    talk = live()
    for conid in range(1, 6):
        history(talk, conid)
    with pytest.raises(StreamError, match="5 series"):
        history(talk, 6)
    with pytest.raises(StreamError, match=r"unsubscribe_history\(5\)"):
        history(talk, 5)


def test_hints_prompts_and_bulletins_come_alone_or_in_lists():
    talk = live()
    hint = {"id": "DATA_HINT", "text": "Quotes follow the underlying.", "title": "Note"}
    assert hear(talk, "ntf", args=hint) == [Hint(hint["text"], "Note", None, "DATA_HINT")]
    prompt = {"orderId": 7, "reqId": "8812", "text": "Sure?", "options": ["Yes", "No"], "messageId": "o355"}
    [asked] = hear(talk, "ntf", args=[prompt])
    assert asked == Prompt("Sure?", ("Yes", "No"), "8812", 7, "o355", None, ())
    assert hear(talk, "blt", args=[{"id": "1", "message": "Late."}]) == [Bulletin("Late.", "1")]


def test_an_option_is_exercised_only_where_that_was_allowed():
    with pytest.raises(Guarded, match="exercise=True"):
        live().wishes.exercise(113871001)
    talk = live(guard=allowed)
    talk.wishes.exercise(113871001)
    assert talk.outgoing() == ['shs+exercise+{"CEX":"113871001"}']
    [echo] = hear(talk, "shs+exercise")
    [choices] = hear(
        talk, "shs+exercise", action="data", data={"id": 11, "user_action": ["submit", "cancel"]}
    )
    assert isinstance(echo, ExerciseStep)
    assert isinstance(choices, ExerciseStep)
    assert (echo.step_id, choices.step_id, choices.actions) == (None, "11", ("submit", "cancel"))
    with pytest.raises(InvalidArgument, match="at least one"):
        talk.wishes.answer_exercise("11", 0)
    talk.wishes.answer_exercise("11", 2)
    talk.wishes.answer_exercise("12", None)
    choice = '{"allowed":"not_shown","make_final":true,"value":2}'
    assert talk.outgoing() == [
        f'inp+exercise+{{"action":"user_input","data":{{"id":"11","user_action":"submit","exercise":{choice}}}}}',
        'inp+exercise+{"action":"user_input","data":{"id":"12","user_action":"continue"}}',
    ]
    talk.lost("cut")
    with pytest.raises(StreamError, match="no brokerage session"):
        talk.wishes.exercise(113871001)


def test_a_subscription_that_nobody_serves_is_told_with_its_contract():
    talk = live()
    talk.wishes.quotes(265598, ["last"], 0.0)
    talk.wishes.quotes(8314, ["last"], 0.0)
    talk.wishes.ladder(ACCOUNT, 8314, 0.0)
    hear(talk, "smd+8314", conid=8314, _updated=1, **{"31": "204.5"})
    refused = talk.tick(15.0)
    assert [(event.topic, event.conid) for event in refused if isinstance(event, SubscriptionRefused)] == [
        ("smd+265598", 265598),
        ("sbd+DU1234567+8314", 8314),
    ]
    assert talk.tick(16.0) == []


def test_an_error_names_the_one_subscription_that_waits_for_an_answer():
    talk = live()
    talk.wishes.quotes(1, ["last"], 0.0)
    problem, refused = hear(talk, "error", error="no market data lines left")
    assert isinstance(refused, SubscriptionRefused)
    assert (refused.conid, "lines left" in refused.message) == (1, True)
    assert "lines left" in getattr(problem, "message", "")


def test_a_quiet_contract_is_told_when_it_is_renewed():
    talk = live()
    talk.wishes.quotes(265598, ["last"], 0.0)
    hear(talk, "smd+265598", conid=265598, _updated=1, **{"31": "457.5"})
    assert talk.tick(540.0) == []
    [quiet] = talk.tick(1080.0)
    assert (getattr(quiet, "topic", ""), getattr(quiet, "conid", 0)) == ("smd+265598", 265598)
    assert talk.outgoing()[-1] == 'smd+265598+{"fields":["31"]}'


def test_orders_are_compared_with_the_list_every_ten_minutes_and_asked_for_again():
    talk = live()
    talk.wishes.orders(0.0)
    talk.has_read(talk.errands.due[0], [], 1.0)
    talk.outgoing()
    talk.tick(600.0)
    (errand,) = talk.errands.due
    sizes = {"totalSize": 10.0, "filledQuantity": 0.0, "remainingQuantity": 10.0}
    order = {"acct": ACCOUNT, "orderId": 7, "status": "Submitted", **sizes}
    [told] = hear(talk, "sor", 600.5, args=[{**order, "status": "Filled"}])
    assert getattr(told, "status", None) == "Filled", "without a gap nothing is held back"
    assert talk.has_read(errand, [order], 601.0) == []
    assert talk.outgoing() == ["tic", "sor+{}"]


def test_positions_are_read_at_once_after_executions_and_after_a_gap():
    talk = live()
    talk.wishes.positions(ACCOUNT)
    talk.wishes.trades(1, 0.0)
    held = {"conid": 8314, "position": 4.0, "avgCost": 204.5, "ticker": "IBM", "mktPrice": 1.0}
    [new] = talk.has_read(talk.errands.due[0], [held], 1.0)
    assert (getattr(new, "quantity", None), getattr(new, "symbol", None)) == (Decimal("4.0"), "IBM")
    hear(talk, "str", args=[trade(1)])
    (errand,) = talk.errands.due
    hear(talk, "str", args=[trade(2)])
    assert talk.has_read(errand, [{**held, "mktPrice": 2.0}], 2.0) == [], "a price is no news"
    (again,) = talk.errands.due
    [gone] = talk.has_read(again, [], 3.0)
    assert getattr(gone, "quantity", None) == 0
