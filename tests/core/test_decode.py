"""Answers that differ from their description are kept, noted once, and never fatal."""

from __future__ import annotations

import logging

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ibkr_wire.models.orders import OrderQuestion, OrderTickets, PlacedOrder
from ibkr_wire.operation import UNSET, Operation
from ibkr_wire.rest.api.accounts import brokerage
from ibkr_wire.rest.api.contracts import stocks
from ibkr_wire.rest.api.market_data import history, snapshot_rows
from ibkr_wire.rest.api.orders import live, submit
from ibkr_wire.rest.api.portfolio import positions

from ibkr._core.decode import decode, unknown_fields
from ibkr._core.drift import DriftLog
from ibkr.errors import DecodeError

POSITIONS = positions.operation("DU1234567", 0)
SUBMIT = submit.operation("DU1234567", OrderTickets(orders=[]))
POSITION = {
    "acctId": "DU1234567", "conid": 265598, "contractDesc": "AAPL", "position": 5.0, "mktPrice": 1.0,
    "mktValue": 5.0, "currency": "USD", "avgCost": 1.0, "avgPrice": 1.0, "realizedPnl": 0.0,
    "unrealizedPnl": 0.0, "assetClass": "STK",
}  # fmt: skip


def read(operation: Operation, value: object, *, strict: bool = False):
    drift = DriftLog()
    body = value if isinstance(value, bytes) else msgspec.json.encode(value)
    return decode(operation, body, drift=drift, strict=strict), list(drift)


def test_a_text_where_a_number_is_expected_is_kept_and_reported():
    (row,), found = read(POSITIONS, [{**POSITION, "position": "five"}])
    assert row.position == "five"
    assert row.contract_desc == "AAPL"
    assert [(one.operation, one.path, one.seen) for one in found] == [
        ("portfolio.positions", "$[*].position", "str")
    ]


def test_the_same_difference_in_many_rows_is_reported_once(caplog: pytest.LogCaptureFixture):
    drift = DriftLog()
    body = msgspec.json.encode([{**POSITION, "position": "five"}] * 50)
    with caplog.at_level(logging.WARNING, logger="ibkr.drift"):
        decode(POSITIONS, body, drift=drift)
        decode(POSITIONS, body, drift=drift)
    assert len(drift) == len(caplog.records) == 1
    assert "five" not in caplog.text


def test_put_or_call_null_decodes():
    (row,), found = read(POSITIONS, [{**POSITION, "putOrCall": None}])
    assert row.put_or_call is None
    assert found == []


def test_absent_is_not_null():
    (row,), _ = read(POSITIONS, [POSITION])
    assert row.put_or_call is UNSET


def test_a_missing_required_key_is_reported_and_the_rest_is_kept():
    rest = {key: value for key, value in POSITION.items() if key != "conid"}
    (row,), found = read(POSITIONS, [rest])
    assert row.conid is UNSET
    assert row.contract_desc == "AAPL"
    assert [(one.path, one.seen) for one in found] == [("$[*].conid", "nothing")]


def test_an_order_question_never_decodes_as_an_order():
    answers, found = read(SUBMIT, [{"id": "r1", "message": ["Sure?"], "messageIds": ["o163"]}])
    assert isinstance(answers[0], OrderQuestion)
    assert found == []


def test_a_drifted_question_is_still_a_question():
    answers, found = read(SUBMIT, [{"id": 17, "message": "Sure?", "order_id": "9"}])
    assert isinstance(answers[0], OrderQuestion)
    assert not isinstance(answers[0], PlacedOrder)
    assert {one.path for one in found} == {"$[*].id", "$[*].message"}


def test_one_bare_object_is_read_as_a_list_of_one():
    answers, _ = read(SUBMIT, {"order_id": "9", "order_status": "Submitted"})
    assert [answer.order_id for answer in answers] == ["9"]


def test_rows_keep_every_tag_and_report_those_of_another_type():
    (row,), found = read(
        snapshot_rows.operation([8314]), [{"conid": 8314, "31": "C187.20", "87_raw": 2.4e6, "9999": [1]}]
    )
    assert row.tags == {"31": "C187.20", "87_raw": 2.4e6, "9999": [1]}
    assert [one.path for one in found] == ["$[*].9999"]


def test_a_row_without_its_contract_is_reported():
    (row,), found = read(snapshot_rows.operation([8314]), [{"31": "5"}])
    assert row.conid is UNSET
    assert [(one.path, one.seen) for one in found] == [("$[*].conid", "nothing")]


def test_maps_are_mended_value_by_value():
    value = {"AAPL": [{"name": "APPLE", "contracts": [{"conid": "x"}]}]}
    listings, found = read(stocks.operation(["AAPL"]), value)
    assert listings["AAPL"][0].contracts[0].conid == "x"
    assert [one.path for one in found] == ["$.*[*].contracts[*].conid"]


def test_an_unknown_word_in_an_open_set_is_no_drift():
    _, found = read(live.operation(), {"orders": [{"orderId": 1, "status": "NewWord"}], "snapshot": True})
    assert found == []


def test_a_strict_client_raises_instead():
    with pytest.raises(DecodeError, match="position"):
        read(POSITIONS, [{**POSITION, "position": "five"}], strict=True)


@pytest.mark.parametrize(("body", "how"), [(b"", "empty"), (b"<p>", "not JSON"), (b"[1", "not JSON")])
def test_what_is_not_json_cannot_be_kept(body: bytes, how: str):
    with pytest.raises(DecodeError, match=how):
        read(POSITIONS, body)


def test_fields_without_a_name_yet_stay_reachable():
    raw = [{**POSITION, "shiny": {"new": 1}}]
    assert dict(unknown_fields(POSITIONS.type, raw)) == {"$[0].shiny": {"new": 1}}
    nested = {"accounts": ["DU1"], "allowFeatures": {"allowMagic": True}}
    assert dict(unknown_fields(brokerage.operation().type, nested)) == {"$.allowFeatures.allowMagic": True}


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False)
    | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["conid", "data", "orders", "id", "message", "x", "31", "o"]), inner
        )
    ),
    max_leaves=12,
)
ANY_OPERATION = st.sampled_from(
    [
        POSITIONS,
        SUBMIT,
        live.operation(),
        brokerage.operation(),
        history.operation(1, "1d", "1d"),
        snapshot_rows.operation([1]),
        stocks.operation(["A"]),
    ]
)


@given(ANY_OPERATION, JSON)
def test_any_json_is_read_without_an_error_and_strictly_right_json_without_drift(
    operation: Operation, value: object
):
    _, found = read(operation, value)
    try:
        operation.decode(msgspec.json.encode(value))
    except msgspec.ValidationError:
        assert found
    else:
        assert not found
