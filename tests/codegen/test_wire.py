"""The generated package: how it reads answers, and that it stands by itself."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ibkr_wire import stream
from ibkr_wire.models.market_data import SnapshotRow
from ibkr_wire.models.orders import (
    AdvancedReject,
    ErrorAnswer,
    OrderAnswer,
    OrderQuestion,
    PlacedOrder,
    ReplyRequest,
)
from ibkr_wire.models.portfolio import Position
from ibkr_wire.operation import UNSET, Operation, convert_as, decode_as, joined, quoted, to_wire
from ibkr_wire.rest.api.orders import reply
from ibkr_wire.rest.api.portfolio import positions
from ibkr_wire.rest.client import Client
from ibkr_wire.rest.errors import UnexpectedStatus
from ibkr_wire.tables.fields import BY_TAG, FIELDS
from ibkr_wire.tables.operations import OPERATIONS, match
from ibkr_wire.tables.topics import TOPICS

from codegen.bundle import bundle
from codegen.media import JSON, contents
from codegen.source import load

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent.parent
SPEC = bundle(ROOT / "spec")
SOCKET = load(ROOT / "spec" / "asyncapi.yaml", root=ROOT).data

ROW = {
    "conid": 8314,
    "conidEx": "8314",
    "_updated": 1359730800512,
    "31": "C187.20",
    "87": "2.4M",
    "87_raw": 2.4e6,
}


def position(**keys: Any) -> Position:
    return decode_as(Position, json.dumps({"acctId": "DU1234567", "conid": 8314, "position": 10, **keys}))


def examples() -> list[Any]:
    """Every good answer in JSON that the spec shows, with the operation that it answers."""
    return [
        pytest.param(
            operation["x-ibkr-facade"], name, example["value"], id=f"{operation['x-ibkr-facade']}-{name}"
        )
        for *_, operation in SPEC.operations()
        for media, content in contents(operation)
        if media == JSON
        for name, example in content["examples"].items()
    ]


def answer_of(facade: str) -> Operation[Any]:
    """An operation of this name without arguments: all that reading its answer needs."""
    endpoint = import_module(f"ibkr_wire.rest.api.{facade}")
    return Operation(endpoint.INFO, "/", type=endpoint.ANSWER, wrap=endpoint.WRAP)


@pytest.mark.parametrize(("facade", "name", "value"), examples())
def test_every_example_of_the_spec_is_read_without_losing_a_key(facade, name, value):
    read = answer_of(facade).decode(json.dumps(value).encode())
    whole = [value] if isinstance(read, list) and not isinstance(value, list) else value
    assert to_wire(read) == whole, name


MESSAGES = SOCKET["components"]["messages"]


@pytest.mark.parametrize("message", [name for name, row in MESSAGES.items() if "$ref" in row["payload"]])
def test_every_example_of_a_frame_is_read_without_losing_a_key(message):
    described = MESSAGES[message]
    model = getattr(stream, described["payload"]["$ref"].rpartition("/")[2])
    for example in described["examples"]:
        assert to_wire(decode_as(model, json.dumps(example["payload"]))) == example["payload"]


def test_absent_is_not_null():
    assert position().put_or_call is UNSET
    assert position(putOrCall=None).put_or_call is None


def test_an_unknown_field_is_no_error():
    assert position(flavour="sweet").conid == 8314


def test_a_text_where_a_number_is_promised_is_refused_with_its_place():
    with pytest.raises(
        msgspec.ValidationError, match=r"Expected `(float|int)`, got `str` - at `\$.position`"
    ):
        position(position="ten")


@pytest.mark.parametrize(
    ("keys", "model"),
    [
        ({"id": "r1", "message": ["Sure?"]}, OrderQuestion),
        (
            {"orderId": 7, "reqId": "1", "text": "Accept?", "options": ["Yes"], "type": "ORDER"},
            AdvancedReject,
        ),
        ({"error": "no"}, ErrorAnswer),
        ({"order_id": "7"}, PlacedOrder),
    ],
)
def test_the_keys_of_an_order_answer_choose_its_model(keys, model):
    (answer,) = decode_as(list[OrderAnswer], json.dumps([keys]))
    assert type(answer) is model
    assert isinstance(answer, OrderAnswer)


def test_a_question_without_its_id_is_not_taken_for_an_order():
    with pytest.raises(msgspec.ValidationError, match=re.escape("missing required field `id` - at `$[0]`")):
        decode_as(list[OrderAnswer], b'[{"message": ["Sure?"]}]')


def test_a_bare_answer_is_read_as_a_list_of_one():
    operation = reply.operation("r1", ReplyRequest(confirmed=True))
    assert operation.decode(b' {"order_id": "7"}') == [PlacedOrder(order_id="7")]
    assert operation.convert({"order_id": "7"}) == operation.decode(b'[{"order_id": "7"}]')


def test_a_quote_keeps_every_tag_beside_its_typed_fields():
    (row,) = decode_as(list[SnapshotRow], json.dumps([ROW]))
    assert (row.conid, row.conid_ex, row.updated, row.server_id) == (8314, "8314", 1359730800512, UNSET)
    assert row.tags == {"31": "C187.20", "87": "2.4M", "87_raw": 2.4e6}


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"31": None}, "Expected `float | int | str`, got `null` for `31` - at `$[0]`"),
        ({"31": ["1"]}, "Expected `float | int | str`, got `array` for `31` - at `$[0]`"),
        ({"_updated": "now"}, "Expected `int`, got `str` for `_updated` - at `$[0]`"),
        ({"conid": True}, "Expected `int`, got `bool` for `conid` - at `$[0]`"),
    ],
)
def test_a_quote_of_another_type_is_refused_with_its_place(keys, said):
    with pytest.raises(msgspec.ValidationError, match=re.escape(said)):
        decode_as(list[SnapshotRow], json.dumps([ROW | keys]))


VALUES = st.text() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
LOOSE = VALUES | st.none() | st.booleans() | st.lists(st.integers(), max_size=1)


@given(
    rows=st.lists(
        st.dictionaries(st.sampled_from(["conid", "conidEx", "_updated", "31", "83"]), LOOSE), max_size=3
    )
)
def test_many_quotes_are_read_as_strictly_as_one(rows):
    """Lists of quotes are decoded in another way, for speed."""
    together = read_or_refused(lambda: decode_as(list[SnapshotRow], json.dumps(rows)))
    assert together == read_or_refused(lambda: [convert_as(SnapshotRow, row) for row in rows])


def read_or_refused(read: Callable[[], Any]) -> Any:
    try:
        return read()
    except msgspec.ValidationError:
        return "refused"


def test_a_quote_without_its_contract_is_refused():
    with pytest.raises(msgspec.ValidationError, match="missing required field `conid`"):
        decode_as(SnapshotRow, b'{"31": "1"}')


def test_a_quote_of_any_type_is_kept_when_asked_for():
    assert SnapshotRow.from_wire(ROW | {"31": None, "conid": "x"}, checked=False).tags["31"] is None


@given(tags=st.dictionaries(st.text().filter(lambda tag: tag not in SnapshotRow.wire_types), VALUES))
def test_a_quote_comes_back_as_it_was_written(tags):
    written = {"conid": 1, **tags}
    assert to_wire(convert_as(SnapshotRow, written)) == written == {"conid": 1, **tags}


def test_the_answer_that_is_converted_is_left_as_it_is():
    value = [dict(ROW)]
    convert_as(list[SnapshotRow], value)
    assert value == [ROW]


@given(parts=st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=3))
def test_a_path_parameter_is_always_one_segment(parts):
    account = "/".join(parts)
    operation = positions.operation(account, 0)
    assert operation.path == f"/portfolio/{quoted(account)}/positions/0"
    found = match("GET", operation.path)
    assert found is not None
    assert found[1] == {"accountId": account, "pageId": "0"}


def test_a_joined_text_is_not_joined_again():
    assert joined("31,84", ",") == joined(["31", "84"], ",") == joined((31, 84), ",") == "31,84"


def test_literal_segments_win_over_parameters():
    assert name_of("GET", "/iserver/account/order/status/7") == "orders.status"
    assert name_of("DELETE", "/iserver/account/DU1/order/7") == "orders.withdraw"
    assert name_of("GET", "/iserver/account/orders") == "orders.live"
    assert name_of("GET", "/iserver/account/trades/now") is None


def name_of(method: str, path: str) -> str | None:
    found = match(method, path)
    return found[0].name if found else None


def test_every_operation_finds_itself():
    for name, info in OPERATIONS.items():
        assert name_of(info.method, info.path.replace("{", "").replace("}", "")) == name


def test_an_operation_is_a_value():
    operation = positions.operation("DU1234567", 0)
    assert (operation.account, operation.body, operation.info.needs) == (
        "DU1234567",
        None,
        ("portfolio.accounts",),
    )
    with pytest.raises(AttributeError, match="fixed"):
        operation.path = "/elsewhere"  # pyright: ignore[reportAttributeAccessIssue]


def test_the_tables_hold_what_the_spec_holds():
    assert len(FIELDS) == len(BY_TAG) == 119
    assert FIELDS["last_price"].tag == "31"
    assert {topic for topic, row in TOPICS.items() if row.subscribe} >= {
        "smd",
        "sor",
        "str",
        "spl",
        "smh",
        "tic",
    }
    assert stream.FRAMES.keys() == TOPICS.keys() - {"ech"}


def answering(status: int, body: str) -> Client:
    """A stock client whose gateway always says the same."""
    transport = httpx.MockTransport(lambda _: httpx.Response(status, text=body))
    return Client("https://localhost:5000/v1/api", httpx_args={"transport": transport})


HOLDINGS = '[{"acctId": "DU1234567", "conid": 8314, "position": 10}]'


def test_the_stock_functions_work_without_the_client_package():
    with answering(200, HOLDINGS) as client:
        (held,) = positions.sync("DU1234567", 0, client=client) or []
        detailed = positions.sync_detailed("DU1234567", 0, client=client)
    assert (held.conid, detailed.status_code, detailed.content.decode()) == (8314, 200, HOLDINGS)


def test_the_stock_functions_work_with_asyncio():
    async def ask() -> Any:
        async with answering(200, HOLDINGS) as client:
            return await positions.asyncio("DU1234567", 0, client=client)

    assert asyncio.run(ask()) == decode_as(list[Position], HOLDINGS)


def test_another_status_is_no_answer():
    assert positions.sync("DU1234567", 0, client=answering(503, "")) is None
    strict = answering(503, "away")
    strict.raise_on_unexpected_status = True
    with pytest.raises(UnexpectedStatus, match="503"):
        positions.sync("DU1234567", 0, client=strict)


def test_nothing_but_sending_imports_the_transport():
    """A client has its own transport: operations, models, tables and resources must not bring httpx."""
    names = ["ibkr_wire", *(f"ibkr_wire.rest.api.{name}" for name in OPERATIONS)]
    names += [
        ".".join(path.relative_to(ROOT / "generated").with_suffix("").parts)
        for folder in ("models", "tables", "resources")
        for path in sorted((ROOT / "generated" / "ibkr_wire" / folder).rglob("*.py"))
    ]
    program = (
        f"import sys\nfor name in {names}: __import__(name)\n"
        "print([name for name in ('httpx', 'attrs') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
