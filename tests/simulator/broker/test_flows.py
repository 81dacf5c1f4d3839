"""What holds whatever is ordered, changed and cancelled, at whatever times."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from ibkr.simulator.broker.account import DEFAULT_ACCOUNTS
from ibkr.simulator.broker.broker import Broker
from ibkr.simulator.broker.kinds import KINDS
from ibkr.simulator.broker.order import MOVES, OrderEvent
from ibkr.simulator.broker.ticket import Refused, Ticket
from ibkr.simulator.data.series import UNITS_PER_DOLLAR
from ibkr.simulator.market.contract import AAPL, IBM, MSFT
from ibkr.simulator.market.hours import STOCK_HOURS
from ibkr.simulator.market.market import Market

TEN = 1_359_730_800.0
"""Friday 2013-02-01, 10:00 in New York."""
ACCOUNT = DEFAULT_ACCOUNTS[0].account_id
MARKET = Market(seed=11)

waits = st.sampled_from([0.0, 0.05, 0.2, 1.0, 7.5, 600.0, 7 * 3600.0, 70 * 3600.0])


def priced(conid: int, offset: Decimal) -> Decimal:
    """A price near the market at the beginning."""
    return MARKET.quote(conid, TEN).last.quantize(Decimal("0.01")) + offset


@st.composite
def tickets(draw: st.DrawFn) -> Ticket:
    """Orders of every kind, near the market and not too large."""
    conid = draw(st.sampled_from([AAPL.conid, IBM.conid, MSFT.conid]))
    near = st.integers(-60, 60).map(lambda cents: priced(conid, Decimal(cents) / 100))
    order_type = draw(st.sampled_from(["LMT", "STP", *KINDS]))
    kind = KINDS[order_type]
    return Ticket(
        account=ACCOUNT,
        conid=conid,
        side=draw(st.sampled_from(["BUY", "SELL"])),
        quantity=Decimal(draw(st.sampled_from([1, 37, 100, 450, 2500]))),
        order_type=order_type,
        tif="DAY" if kind.fill == "close" else draw(st.sampled_from(["DAY", "GTC", "IOC"])),
        price=draw(near) if kind.limit or kind.stop == "price" else None,
        aux_price=draw(near) if kind.stop in ("aux_price", "either") else None,
        trailing_amount=Decimal("0.15") if kind.trails else None,
        outside_rth=draw(st.booleans()),
    )


changes = st.tuples(
    st.integers(0, 5), st.sampled_from([1, 37, 450, 2500]).map(Decimal), st.integers(-60, 60).map(Decimal)
)
"""Which order, its new quantity, and by how many cents to move its price."""
actions = st.one_of(
    st.tuples(st.just("submit"), waits, tickets()),
    st.tuples(st.just("modify"), waits, changes),
    st.tuples(st.just("cancel"), waits, st.integers(0, 5)),
)
flows = st.lists(actions, min_size=3, max_size=12)


def act(desk: Broker, kind: str, subject: Any, at: float) -> None:
    """Do one thing; a refusal is an answer like any other."""
    known = [event.order.order_id for event in desk.journal if isinstance(event, OrderEvent)]
    numbers = sorted(set(known)) or [0]
    try:
        if kind == "submit":
            desk.submit(subject, at)
        elif kind == "modify":
            change(desk, numbers[subject[0] % len(numbers)], *subject[1:], at=at)
        else:
            desk.cancel(numbers[subject % len(numbers)], at)
    except Refused:
        pass


def change(desk: Broker, order_id: int, quantity: Decimal, cents: Decimal, *, at: float) -> None:
    """Put another quantity and price in an order's ticket."""
    ticket = desk.order(order_id).ticket
    price = None if ticket.price is None else ticket.price + cents / 100
    desk.modify(order_id, attrs.evolve(ticket, quantity=quantity, price=price), at)


def played(flow: list[tuple[str, float, Any]], *, check: bool = True) -> Broker:
    """A broker after a flow, its books checked after each step."""
    desk, at = Broker(MARKET, start=TEN), TEN
    opening = desk.summary(ACCOUNT)
    for kind, wait, subject in flow:
        act(desk, kind, subject, at)
        at += wait
        desk.advance(at)
        if check:
            check_books(desk, opening.net_liquidation - opening.unrealized_pnl)
    return desk


def check_books(desk: Broker, invested: Decimal) -> None:
    """Money is neither made nor lost but by prices and fees."""
    summary, positions = desk.summary(ACCOUNT), desk.positions(ACCOUNT)
    fills = desk.executions(ACCOUNT)
    spent = sum(fill.price * (fill.quantity if fill.side == "BUY" else -fill.quantity) for fill in fills)
    assert summary.fees == sum(fill.commission for fill in fills)
    assert summary.cash == DEFAULT_ACCOUNTS[0].cash - spent - summary.fees
    assert summary.net_liquidation == summary.cash + sum(position.value for position in positions)
    assert summary.net_liquidation == invested + summary.realized_pnl + summary.unrealized_pnl
    for order in desk.orders(ACCOUNT):
        mine = [fill for fill in fills if fill.order_id == order.order_id]
        assert order.filled == sum(fill.quantity for fill in mine) <= order.ticket.quantity
        assert order.commission == sum(fill.commission for fill in mine)


@settings(max_examples=30, deadline=None)
@given(flows)
def test_the_books_balance_after_every_step(flow: list[tuple[str, float, Any]]):
    desk = played(flow)
    moved = {conid: Decimal(0) for conid in (AAPL.conid, IBM.conid, MSFT.conid)}
    for fill in desk.executions(ACCOUNT):
        moved[fill.conid] += fill.quantity if fill.side == "BUY" else -fill.quantity
    held = {holding.conid: holding.quantity for holding in DEFAULT_ACCOUNTS[0].holdings}
    assert {p.conid: p.quantity for p in desk.positions(ACCOUNT)} == {
        conid: held[conid] + moved[conid] for conid in held
    }


@settings(max_examples=30, deadline=None)
@given(flows)
def test_orders_move_along_the_table_only(flow: list[tuple[str, float, Any]]):
    desk = played(flow, check=False)
    for event in desk.journal:
        if isinstance(event, OrderEvent) and event.before is not None:
            before, after = event.before.status, event.order.status
            assert after == before or after in MOVES[before]
            assert event.order.filled >= event.before.filled
            assert not event.before.is_done


@settings(max_examples=30, deadline=None)
@given(flows)
def test_no_fill_is_worse_than_the_limit_of_its_moment(flow: list[tuple[str, float, Any]]):
    desk = played(flow, check=False)
    for event in desk.journal:
        order = event.order if isinstance(event, OrderEvent) else None
        if order is None or event.before is None or order.filled == event.before.filled:
            continue
        bound, price = order.limit, order.last_fill_price
        assert price is not None
        if bound is not None:
            assert price <= bound if order.ticket.side == "BUY" else price >= bound


@settings(max_examples=30, deadline=None)
@given(flows)
def test_every_fill_has_a_number_of_its_own_and_a_price_of_its_session(flow: list[tuple[str, float, Any]]):
    fills = played(flow, check=False).executions(ACCOUNT)
    assert len({fill.execution_id for fill in fills}) == len(fills)
    for fill in fills:
        session = STOCK_HOURS.running(fill.time)
        assert session is not None
        path = MARKET.path(fill.conid, session)
        assert path is not None
        assert path.bar.low <= fill.price * UNITS_PER_DOLLAR <= path.bar.high


@settings(max_examples=30, deadline=None)
@given(flows)
def test_numbers_rise_and_time_never_runs_back(flow: list[tuple[str, float, Any]]):
    journal = played(flow, check=False).journal
    new = [e.order.order_id for e in journal if isinstance(e, OrderEvent) and e.before is None]
    assert all(other == one + 1 for one, other in pairwise(new))
    assert all(one.time <= other.time for one, other in pairwise(journal))


@settings(max_examples=20, deadline=None)
@given(flows)
def test_the_same_flow_has_the_same_end(flow: list[tuple[str, float, Any]]):
    assert played(flow, check=False).journal == played(flow, check=False).journal


@settings(max_examples=20, deadline=None)
@given(flows, st.integers(2, 9))
def test_it_does_not_matter_in_how_many_steps_time_passes(flow: list[tuple[str, float, Any]], parts: int):
    whole = played(flow, check=False)
    desk, at = Broker(MARKET, start=TEN), TEN
    for kind, wait, subject in flow:
        act(desk, kind, subject, at)
        for part in range(1, parts):
            desk.advance(at + wait * part / parts)
        at += wait
        desk.advance(at)
    assert desk.journal == whole.journal
