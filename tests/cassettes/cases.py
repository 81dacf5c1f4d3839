"""What is recorded: for each operation its success and the ways in which it says no.

A case is a story told to a simulator of its own. `world` makes the arguments of
that simulator afresh, because faults count.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from ibkr_wire.models.auth import InitRequest
from ibkr_wire.models.contracts import ContractSearchRequest
from ibkr_wire.models.orders import OrderTicket, OrderTickets, ReplyRequest
from ibkr_wire.rest.api.market_data import snapshot_rows

import ibkr
from ibkr.simulator import Fault, Faults

if TYPE_CHECKING:
    from tests.stories import Story

CASSETTES = Path(__file__).parents[2] / "cassettes"

AAPL = 265598
NOBODY = 999_999_999
"""A contract id that nothing has."""


@attrs.frozen
class Case:
    """One exchange worth keeping."""

    operation: str
    name: str
    story: Story
    world: Callable[[], dict[str, Any]] = dict

    @property
    def path(self) -> Path:
        """Where its cassette lies."""
        group, _, operation = self.operation.partition(".")
        return CASSETTES / group / operation / f"{self.name}.yaml"

    def __str__(self) -> str:
        """Operation and name."""
        return f"{self.operation}/{self.name}"


def logged_out() -> dict[str, Any]:
    return {"logged_in": False}


def no_bridge() -> dict[str, Any]:
    return {"brokerage": False}


def answering(operation: str, status: int, error: str | None = None) -> Callable[[], dict[str, Any]]:
    return lambda: {"faults": Faults(Fault("answer", operation, status=status, error=error, times=None))}


def calls(call: Callable[[Any], Any], check: Callable[[Any], object] = bool) -> Story:
    """A story of one call whose answer passes `check`."""

    def story(ib: Any):
        value = yield call(ib)
        assert check(value)

    return story


def fails(call: Callable[[Any], Any], error: type[Exception]) -> Story:
    """A story of one call that raises `error`."""

    def story(ib: Any):
        with pytest.raises(error):
            yield call(ib)

    return story


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


def positions(ib: Any):
    account = yield from account_of(ib)
    assert all(row.ticker for row in (yield ib.portfolio.positions(account, 0)))


def positions_of_a_stranger(ib: Any):
    with pytest.raises(ibkr.UnknownAccount):
        yield ib.portfolio.positions("DU0000009", 0)


def first_row_is_empty(ib: Any):
    (row,) = yield ib.call(snapshot_rows.operation([AAPL], fields=["31", "84", "86"]))
    assert dict(row.tags) == {}


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


def without_such_order(call: Callable[[Any, str], Any]) -> Story:
    def story(ib: Any):
        account = yield from account_of(ib)
        with pytest.raises(ibkr.NotFound):
            yield call(ib, account)

    return story


def traded(ib: Any):
    account = yield from account_of(ib)
    order = yield ib.orders.place(account, limit("455", name="traded"))
    yield order.wait("filled", timeout=60)
    assert {row.order_ref for row in (yield ib.trades.executions())} >= {"traded"}


LOGGED_OUT = ibkr.NotAuthenticated

CASES: tuple[Case, ...] = (
    # --- auth
    Case("auth.tickle", "success", calls(lambda ib: ib.auth.tickle())),
    Case("auth.tickle", "logged-out", fails(lambda ib: ib.auth.tickle(), LOGGED_OUT), logged_out),
    Case("auth.tickle_get", "success", calls(lambda ib: ib.auth.tickle_get())),
    Case("auth.tickle_get", "logged-out", fails(lambda ib: ib.auth.tickle_get(), LOGGED_OUT), logged_out),
    Case("auth.status", "success", calls(lambda ib: ib.auth.status(), lambda status: status.authenticated)),
    Case(
        "auth.status",
        "no-bridge",
        calls(lambda ib: ib.auth.status(), lambda s: not s.authenticated),
        no_bridge,
    ),
    Case("auth.status", "logged-out", fails(lambda ib: ib.auth.status(), LOGGED_OUT), logged_out),
    Case("auth.status_get", "success", calls(lambda ib: ib.auth.status_get())),
    Case("auth.status_get", "logged-out", fails(lambda ib: ib.auth.status_get(), LOGGED_OUT), logged_out),
    Case(
        "auth.init",
        "success",
        calls(lambda ib: ib.auth.init(InitRequest(publish=True, compete=True))),
        no_bridge,
    ),
    Case(
        "auth.init",
        "publish-must-be-true",
        fails(lambda ib: ib.auth.init(InitRequest(publish=False, compete=True)), ibkr.IbkrError),
    ),
    Case("auth.validate", "success", calls(lambda ib: ib.auth.validate(), lambda sso: sso.result)),
    Case("auth.validate", "logged-out", fails(lambda ib: ib.auth.validate(), LOGGED_OUT), logged_out),
    Case("auth.logout", "success", calls(lambda ib: ib.auth.logout(), lambda answer: answer.status)),
    Case("auth.logout", "logged-out", fails(lambda ib: ib.auth.logout(), LOGGED_OUT), logged_out),
    # --- accounts, portfolio
    Case(
        "accounts.brokerage",
        "success",
        calls(lambda ib: ib.accounts.brokerage(), lambda found: len(found.accounts) == 1),
    ),
    Case("accounts.brokerage", "no-bridge-is-opened", calls(lambda ib: ib.accounts.brokerage()), no_bridge),
    Case(
        "accounts.brokerage", "logged-out", fails(lambda ib: ib.accounts.brokerage(), LOGGED_OUT), logged_out
    ),
    Case("portfolio.accounts", "success", calls(lambda ib: ib.portfolio.accounts())),
    Case(
        "portfolio.accounts", "logged-out", fails(lambda ib: ib.portfolio.accounts(), LOGGED_OUT), logged_out
    ),
    Case("portfolio.positions", "success", positions),
    Case("portfolio.positions", "unknown-account", positions_of_a_stranger),
    # --- contracts
    Case("contracts.search", "success", calls(lambda ib: ib.contracts.search(symbol="AAPL"))),
    Case(
        "contracts.search",
        "unknown-symbol",
        fails(lambda ib: ib.contracts.search(symbol="NOSUCH"), ibkr.IbkrError),
    ),
    Case(
        "contracts.search_post",
        "success",
        calls(lambda ib: ib.contracts.search_post(ContractSearchRequest(symbol="IBM"))),
    ),
    Case(
        "contracts.search_post",
        "unknown-symbol",
        fails(lambda ib: ib.contracts.search_post(ContractSearchRequest(symbol="NOSUCH")), ibkr.IbkrError),
    ),
    Case(
        "contracts.stocks",
        "success",
        calls(lambda ib: ib.contracts.stocks(["AAPL", "IBM"]), lambda found: len(found) == 2),
    ),
    Case(
        "contracts.stocks",
        "unknown-symbol",
        calls(lambda ib: ib.contracts.stocks(["NOSUCH"]), lambda found: found == {"NOSUCH": []}),
    ),
    Case(
        "contracts.info",
        "success",
        calls(lambda ib: ib.contracts.info(AAPL), lambda info: info.symbol == "AAPL"),
    ),
    Case("contracts.info", "unknown-conid", fails(lambda ib: ib.contracts.info(NOBODY), ibkr.IbkrError)),
    # --- market data
    Case("market_data.snapshot_rows", "success", snapshot),
    Case("market_data.snapshot_rows", "first-call-is-empty", first_row_is_empty),
    Case(
        "market_data.history",
        "success",
        calls(lambda ib: ib.market_data.bars(AAPL, period="1m", bar="1d"), lambda bars: len(bars) > 15),
    ),
    Case(
        "market_data.history",
        "cold-first-call",
        calls(lambda ib: ib.market_data.bars(AAPL, period="1d", bar="1h")),
        lambda: {"cold_history": True},
    ),
    Case(
        "market_data.history",
        "unknown-conid",
        fails(lambda ib: ib.market_data.bars(NOBODY, period="1d", bar="1h"), ibkr.IbkrError),
    ),
    # --- orders
    Case("orders.submit", "success", placed("446", "submitted")),
    Case("orders.submit", "question-accepted", placed("480", "questioned", "o163")),
    Case("orders.submit", "name-used-twice", refused_by_name),
    Case("orders.reply", "success", replied),
    Case("orders.reply", "declined", declined),
    Case(
        "orders.reply",
        "unknown-reply",
        fails(
            lambda ib: ib.orders.reply("00000000-0000-4000-8000-000000000000", ReplyRequest(confirmed=True)),
            ibkr.IbkrError,
        ),
    ),
    Case("orders.whatif", "success", previewed),
    Case("orders.whatif", "beyond-funds", previewed_beyond_funds),
    Case("orders.live", "success", live),
    Case(
        "orders.live",
        "overloaded",
        fails(lambda ib: ib.orders.live(), ibkr.IbkrError),
        answering("orders.live", 503, "Service Unavailable"),
    ),
    Case("orders.status", "success", watched),
    Case("orders.status", "unknown-order", fails(lambda ib: ib.orders.progress(1), ibkr.NotFound)),
    Case("orders.resubmit", "success", changed),
    Case(
        "orders.resubmit",
        "unknown-order",
        without_such_order(lambda ib, account: ib.orders.modify(account, 1, limit("446", name="nobody"))),
    ),
    Case("orders.withdraw", "success", cancelled),
    Case(
        "orders.withdraw",
        "unknown-order",
        without_such_order(lambda ib, account: ib.orders.cancel(account, 1)),
    ),
    # --- trades
    Case("trades.executions", "success", traded),
    Case(
        "trades.executions",
        "too-many-calls",
        fails(lambda ib: ib.trades.executions(), ibkr.PacingError),
        answering("trades.executions", 429),
    ),
)
