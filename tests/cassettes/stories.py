"""What is recorded and takes more than one call: orders above all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from ibkr_wire.models.orders import OrderTicket, OrderTickets, ReplyRequest
from ibkr_wire.rest.api.market_data import snapshot_rows

import ibkr

if TYPE_CHECKING:
    from tests.stories import Story

AAPL = 265598


def limit(price: str, *, name: str, quantity: int = 10) -> ibkr.Order:
    """A ticket whose name does not change from one recording to the next."""
    return ibkr.Order.limit(AAPL, "BUY", quantity, price=price, client_order_id=name)


def wire_ticket(price: float, *, name: str, quantity: int = 10, conid: int = AAPL) -> OrderTicket:
    return OrderTicket(
        conid=conid, order_type="LMT", side="BUY", tif="DAY", quantity=quantity, price=price, c_oid=name
    )


def account_of(ib: Any):
    """The account, asked for as a program would, so that a replay uses the number in the cassette."""
    (account,) = yield ib.portfolio.accounts()
    return account.account_id


# --- stories longer than a call ----------------------------------------------------------------


def first_row_is_empty(ib: Any):
    (row,) = yield ib.call(snapshot_rows.operation([AAPL], fields=["31", "84", "86"]))
    assert dict(row.tags) == {}


def bars(ib: Any):
    assert len((yield ib.market_data.bars(AAPL, period="1m", bar="1d"))) > 15


def snapshot(ib: Any):
    quote = yield ib.market_data.snapshot(AAPL, fields=["last", "bid", "ask"], wait=5)
    assert quote.bid < quote.ask


def placed(price: str, name: str, *accepted: str) -> Story:
    def story(ib: Any):
        account = yield from account_of(ib)
        handle = yield ib.orders.place(
            account, limit(price, name=name), answer=ibkr.Answers.accept(*accepted)
        )
        assert [turn.question.message_ids for turn in handle.transcript.turns] == [(id,) for id in accepted]

    return story


def declined(ib: Any):
    account = yield from account_of(ib)
    with pytest.raises(ibkr.OrderDeclined):
        yield ib.orders.place(account, limit("480", name="declined"))


def refused_by_name(ib: Any):
    account = yield from account_of(ib)
    yield ib.orders.place(account, limit("446", name="same-name"))
    with pytest.raises(ibkr.OrderRejected):
        yield ib.orders.place(account, limit("446", name="same-name"))


def replied(ib: Any):
    account = yield from account_of(ib)
    ticket = OrderTickets(orders=[wire_ticket(480.0, name="replied")])
    (question,) = yield ib.orders.submit(account, ticket)
    (order,) = yield ib.orders.reply(question.id, ReplyRequest(confirmed=True))
    assert order.order_id


def previewed(ib: Any):
    account = yield from account_of(ib)
    preview = yield ib.orders.preview(account, limit("446", name="previewed"))
    assert preview.commission is not None


def previewed_beyond_funds(ib: Any):
    account = yield from account_of(ib)
    ticket = OrderTickets(orders=[wire_ticket(446.0, name="beyond", quantity=100_000)])
    preview = yield ib.orders.whatif(account, ticket)
    assert isinstance(preview.error, str)


def live(ib: Any):
    account = yield from account_of(ib)
    order = yield ib.orders.place(account, limit("446", name="live"))
    assert [row.order_ref for row in (yield ib.orders.live_orders())] == ["live"]
    assert order.order_id


def watched(ib: Any):
    account = yield from account_of(ib)
    order = yield ib.orders.place(account, limit("446", name="watched"))
    yield order.wait("submitted", timeout=30)
    assert (yield ib.orders.status(order.order_id)).order_status == "Submitted"


def changed(ib: Any):
    account = yield from account_of(ib)
    order = yield ib.orders.place(account, limit("446", name="changed"))
    yield order.wait("submitted", timeout=30)
    assert (yield order.modify(price="447.50")).order_id == order.order_id


def cancelled(ib: Any):
    account = yield from account_of(ib)
    order = yield ib.orders.place(account, limit("446", name="cancelled"))
    yield order.wait("submitted", timeout=30)
    yield order.cancel()
    assert (yield order.wait("cancelled", timeout=30)).state == "cancelled"


def traded(ib: Any):
    account = yield from account_of(ib)
    order = yield ib.orders.place(account, limit("455", name="traded"))
    yield order.wait("filled", timeout=60)
    assert {row.order_ref for row in (yield ib.trades.executions())} >= {"traded"}
