"""Use the package that the tiny spec generates; test_generation.py compares what this prints."""

import sys
from decimal import Decimal

from ibkr_wire.models.orders import OpenOrders, OrderTicket, OrderTickets
from ibkr_wire.models.session import PerformanceRequest, TokenRequest
from ibkr_wire.operation import decode_as
from ibkr_wire.rest.api.market_data import snapshot_rows
from ibkr_wire.rest.api.orders import one, submit
from ibkr_wire.rest.api.orders import open as open_orders
from ibkr_wire.rest.api.session import (
    guess,
    hand_in,
    page,
    performance,
    remove_device,
    report,
    rows,
    token,
)
from ibkr_wire.tables.fields import ALIASES, BY_TAG, FIELDS
from ibkr_wire.tables.operations import OPERATIONS, match

ticket = OrderTicket(conid=8314, side="BUY", quantity=Decimal(10), price=Decimal("187.20"))
placed = submit.operation("DU1", OrderTickets(orders=[ticket]))


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")


for asked in (
    open_orders.operation("DU 1/2", force=True, side="BUY"),
    one.operation("DU1", 7, ["a", "b"]),
    snapshot_rows.operation([8314, 265598], fields="31,84"),
):
    say(asked.info.method, asked.path, asked.params, "account", asked.account)
say(placed.info.method, placed.body.decode())
say(placed.decode(b' {"order_id":"7"}'))
for path in ("/account/DU1/orders/open", "/account/DU1/orders/7%208"):
    info, parameters = match("GET", path)
    say(info.name, parameters)
say(match("DELETE", "/account/DU1/orders/open"))
say(decode_as(OpenOrders, b'{"putOrCall":null,"row":{"conid":1}}'))
say(OPERATIONS["market_data.snapshot_rows"].pacing)
say(ALIASES["last"].name, BY_TAG["31"].name, FIELDS["volume"].raw)
form = token.operation(TokenRequest(grant_type="a b", scope="x&y"))
say(form.info.root, form.info.host, form.info.sends, form.body)
signed = hand_in.operation("e30.e30.c2ln")
say(signed.info.sends, signed.body, signed.decode(b'{"value":"t"}'))
removed = remove_device.operation("d", x_trace="t", body=TokenRequest(grant_type="all"))
say(removed.params, removed.headers, removed.body, repr(removed.decode(b"")))
say(remove_device.operation("d").body, guess.operation().body)
for accounts in (["DU1"], ["DU1", "DU2"]):
    asked = performance.operation(PerformanceRequest(acct_ids=accounts))
    say(asked.account, asked.accounts, asked.info.account)
say(asked.decode(b'{"value":"t"}'), asked.decode(b"well"), asked.decode(b'"well"'))
say(
    repr(page.operation().decode(b"<html>")), rows.operation().decode(b""), report.operation().decode(b"%PDF")
)
say(rows.operation().decode(b'{"a":{"mon":{"value":"t"}}}'))
say(guess.operation().decode(b"[1]"), repr(guess.operation().decode(b"")))
say(match("GET", "/ws"), len(OPERATIONS), [name for name in OPERATIONS if name.startswith("session.r")])
