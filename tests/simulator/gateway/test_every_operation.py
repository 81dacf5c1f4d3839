"""Every operation that is served: asked as the spec's examples ask it, and asked anything."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import attrs
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ibkr_wire.operation import Operation, to_wire
from ibkr_wire.tables.operations import OPERATIONS

from codegen.bundle import bundle
from ibkr.simulator import Request
from ibkr.simulator.broker.account import LINKED_ACCOUNTS, LIVE_ACCOUNTS, AccountStart, Holding
from ibkr.simulator.market import catalogue, derivatives, universe
from ibkr.simulator.routes import answerers

SPEC = Path(__file__).parents[3] / "spec"
ADVISOR = (
    AccountStart(account_id="DF1234500", cash=Decimal(50_000), kind="advisor"),
    AccountStart(account_id="DU1234567", cash=Decimal(250_000), kind="client", master="DF1234500"),
    AccountStart(account_id="DU1234568", cash=Decimal(100_000), kind="client", master="DF1234500"),
)
OPENING = datetime(2013, 2, 1, 15, tzinfo=UTC).timestamp()
MIXED = AccountStart(
    account_id="DU1234567",
    cash=Decimal(250_000),
    holdings=(
        Holding(
            derivatives.option(derivatives.FAMILIES[0], date(2013, 2, 15), Decimal(450), "C").conid,
            Decimal(2),
            Decimal(1500),
        ),
        Holding(catalogue.futures("ES", OPENING)[0].conid, Decimal(-1), Decimal(75_000)),
        *(
            Holding(each.conid, Decimal(3), Decimal(100))
            for each in universe.INSTRUMENTS
            if each.sec_type in ("CRYPTO", "BOND")
        ),
    ),
)
WORKING, FILLED, ALERT = 1_205_000_002, 1_205_000_001, 1_104_000_002

# What the spec's examples cannot know: ids that this world gives, and what was not made before.
HERE: dict[str, dict[str, Any]] = {
    "alerts.details": {"alertId": ALERT},
    "alerts.activate": {"body": {"alertId": ALERT, "alertActive": 0}},
    "alerts.delete": {"alertId": ALERT},
    "notifications.mark_read": {"notificationId": "noted"},
    "notifications.older": {"id": "noted"},
    "orders.status": {"orderId": WORKING},
    "orders.resubmit": {
        "orderId": WORKING,
        "body": {
            "conid": 265598,
            "side": "BUY",
            "orderType": "LMT",
            "price": 441,
            "quantity": 10,
            "tif": "DAY",
        },
    },
    "orders.withdraw": {"orderId": WORKING},
    "orders.reply": {"replyId": "asked"},
    **{name: {"body": {"name": "All_Clients"}} for name in ("advisor.group", "advisor.delete_group")},
    "orders.submit_for_group": {"faGroup": "All_Clients"},
    "advisor.change_group": {
        "body": {
            "name": "family",
            "prev_name": "All_Clients",
            "default_method": "E",
            "accounts": [{"name": "DU1234567"}],
        }
    },
    "contracts.bond_filters": {"issuerId": "e1408314"},
    **{name: {"conid": 1_555_565_596} for name in ("events.details", "events.rules", "events.schedules")},
    "events.market": {"underlyingConid": 416904},
    "market_data.unsubscribe": {"body": {"conid": 8314}},
}
KNOWN = {200, 204, 400, 401, 403, 404, 423, 500, 503}
FOR_ADVISORS = {"orders.submit_for_group", *(name for name in OPERATIONS if name.startswith("advisor."))}
WITHOUT_JSON = {"orders.answer_prompt", "notifications.remove_device"}


@cache
def described() -> dict[str, dict[str, Any]]:
    """What the spec says of each operation, by façade name."""
    return {entry["x-ibkr-facade"]: entry for _, _, _, entry in bundle(SPEC).operations()}


def example(of: dict[str, Any]) -> Any:
    return next(iter(of["examples"].values()))["value"] if "examples" in of else of.get("example")


def sent(name: str, **here: Any) -> Request:
    """The request that the spec's examples make."""
    info, said = OPERATIONS[name], described()[name]
    path, query = info.path, {}
    for parameter in said.get("parameters", ()):
        value = here.get(parameter["name"], example(parameter))
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", quote(str(value)))
        elif value is not None:
            query[parameter["name"]] = written(parameter, value)
    target = f"/v1/api{path}" + (f"?{urlencode(query)}" if query else "")
    if "requestBody" not in said:
        return Request.to(info.method, target)
    (media,) = said["requestBody"]["content"].values()
    return Request.to(info.method, target, json=here.get("body", example(media)))


def written(parameter: dict[str, Any], value: Any) -> str:
    if isinstance(value, list):
        return parameter["x-ibkr-join"].join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


def decoded(name: str, body: bytes) -> Any:
    module = import_module(f"ibkr_wire.rest.api.{name}")
    return Operation(module.INFO, "", type=module.ANSWER, wrap=module.WRAP).decode(body)


@pytest.fixture
def busy(play):
    """A session in which everything was asked before, with orders, an alert, a watchlist and a device."""
    player = play(dynamic_accounts=True, question_chance=0).primed()
    player.post("/hmds/auth/init")
    player.place(price=455, cOID="fills")
    player.place(price=440, cOID="waits")
    for name in ("alerts.save", "watchlists.save", "notifications.register_device", "contracts.search"):
        assert player.gateway.handle(sent(name)).status == 200
    player.get("/iserver/marketdata/snapshot?conids=8314&fields=31")
    player.get("/iserver/account/pnl/partitioned")
    player.get("/iserver/account/trades")
    player.get("/portfolio/DU1234567/positions/0")
    player.clock.advance(30)
    return player


def here(player: Any, name: str) -> dict[str, Any]:
    """What must be filled in for this world."""
    chosen = dict(HERE.get(name, {}))
    if "noted" in chosen.values():
        noted = player.get("/fyi/notifications?max=1")[0]["ID"]
        chosen = dict.fromkeys(chosen, noted)
    return chosen


@pytest.mark.parametrize("name", sorted(answerers().keys() - {"orders.reply"}))
def test_an_answer_is_what_the_spec_says_with_no_key_more(busy, play, name):
    player = play(accounts=ADVISOR, question_chance=0).primed() if name in FOR_ADVISORS else busy
    answer = player.gateway.handle(sent(name, **here(player, name)))
    assert answer.status == 200, answer
    if name in WITHOUT_JSON:
        assert decoded(name, answer.body) == answer.body.decode()
        return
    typed, plain = decoded(name, answer.body), msgspec.json.decode(answer.body)
    assert to_wire(typed) in (plain, [plain])


# --- in other states --------------------------------------------------------------------


def traded(player: Any) -> Any:
    """After an order that fills in parts, one that waits, a stop that trails and one that was cancelled."""
    account = player.gateway.broker.accounts[0]
    tickets = (
        {"orderType": "LMT", "price": 455, "side": "BUY"},
        {"orderType": "LMT", "price": 440, "side": "BUY"},
        {"orderType": "TRAIL", "trailingAmt": 1, "trailingType": "%", "side": "SELL"},
        {"orderType": "LMT", "price": 441, "side": "BUY", "cOID": "ends"},
    )
    for ticket in tickets:
        order = {"conid": 265598, "quantity": 10, "tif": "GTC", **ticket}
        player.post(f"/iserver/account/{account}/orders", {"orders": [order]})
    player.clock.advance(30)
    cancelled = player.gateway.broker.find(account, "ends")
    player.gateway.broker.cancel(cancelled.order_id, player.gateway.world.now())
    return player


def warm(player: Any) -> Any:
    """After the calls that others need, and those that answer nothing at first."""
    player.primed().post("/hmds/auth/init")
    for path in ("/iserver/account/trades", "/iserver/account/pnl/partitioned", "/iserver/account/orders"):
        player.get(path)
    return player


STATES = {
    "a euro account beside a dollar one": lambda play: warm(
        traded(play(accounts=LINKED_ACCOUNTS, question_chance=0).primed())
    ),
    "ids that look live": lambda play: warm(traded(play(accounts=LIVE_ACCOUNTS, question_chance=0).primed())),
    "a weekend": lambda play: warm(play(start=datetime(2013, 2, 2, 15, tzinfo=UTC))),
    "the evening": lambda play: warm(play(start=datetime(2013, 2, 1, 22, tzinfo=UTC))),
    "late data": lambda play: warm(play(delayed_data=True)),
    "unsubscribed data": lambda play: warm(play(without_data=True, depth=False)),
    "an account with options, a future, a coin and a bond": lambda play: warm(play(accounts=[MIXED])),
    "nobody logged in": lambda play: play(logged_in=False),
    "no brokerage session": lambda play: play(brokerage=False),
    "nothing asked before": lambda play: play(),
}


@pytest.mark.parametrize("state", STATES)
def test_in_every_state_an_answer_is_what_the_spec_says_or_a_refusal_of_a_known_shape(play, state):
    player, answers = STATES[state](play), []
    for name in sorted(answerers().keys() - {"auth.logout"}):
        given = {key: value for key, value in HERE.get(name, {}).items() if value not in ("noted", "asked")}
        answer = player.gateway.handle(of_account(player.gateway.broker.accounts[0], sent(name, **given)))
        answers.append(answer.status)
        if answer.status == 200 and name not in WITHOUT_JSON and not is_error(answer):
            typed, plain = decoded(name, answer.body), msgspec.json.decode(answer.body)
            assert to_wire(typed) in (plain, [plain]), name
        else:
            assert answer.status in KNOWN, (name, answer)
    assert answers.count(200) > len(answers) / 2 or state == "nobody logged in"


def of_account(account: str, request: Request) -> Request:
    """The same request, about another account than that of the spec's examples."""
    body = request.body.replace(b"DU1234567", account.encode())
    return attrs.evolve(request, path=request.path.replace("DU1234567", account), body=body)


def is_error(answer: Any) -> bool:
    """Whether an answer under 200 says no."""
    body = msgspec.json.decode(answer.body) if answer.body else None
    return isinstance(body, dict) and body.keys() <= {"error", "statusCode"}


# --- anything -------------------------------------------------------------------------


NAMES = sorted(answerers().keys() - {"auth.logout"})

values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(["DU1234567", "265598", "8314", "*@*", "1M", "20130201-15:00:00", "1e400", "٣"]),
)
things = st.recursive(
    values,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def requests(draw) -> tuple[str, Request]:
    """A request of an operation: the spec's example with some values replaced by anything."""
    name = draw(st.sampled_from(NAMES))
    info, said = OPERATIONS[name], described()[name]
    path, query = info.path, {}
    for parameter in said.get("parameters", ()):
        value = draw(st.one_of(st.just(example(parameter)), values))
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", quote(str(value), safe="") or "-")
        elif value is not None:
            query[parameter["name"]] = str(value)
    return name, Request.to(info.method, f"/v1/api{path}?{urlencode(query)}", body=draw(bodies(said)))


@st.composite
def bodies(draw, said: dict) -> bytes:
    """The example's body with some values replaced, or bytes of any kind."""
    if "requestBody" not in said or draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=20))
    (media,) = said["requestBody"]["content"].values()
    body = example(media)
    changed = {key: draw(st.one_of(st.just(value), things)) for key, value in body.items()}
    return json.dumps(changed).encode()


@pytest.fixture
def gateways(play):
    """A plain login and an advisor's, with the calls made that others need."""
    players = play(question_chance=0.5).primed(), play(accounts=ADVISOR).primed()
    for player in players:
        player.post("/hmds/auth/init")
        player.get("/iserver/secdef/search?symbol=AAPL")
    return [player.gateway for player in players]


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(requests())
def test_a_malformed_request_is_answered(gateways, asked):
    name, request = asked
    for gateway in gateways:
        answer = gateway.handle(request)
        assert answer.status in KNOWN, (name, answer)
