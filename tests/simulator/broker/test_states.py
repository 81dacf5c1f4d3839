"""No illegal state ever shows: random flows over every kind of contract, groups, accounts and times."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from ibkr.simulator.broker.broker import Broker
from ibkr.simulator.broker.order import Execution, Order, OrderEvent, Status
from ibkr.simulator.broker.starts import ADVISOR_ACCOUNTS, DEFAULT_ACCOUNTS, LINKED_ACCOUNTS, AccountStart
from ibkr.simulator.broker.ticket import Refused, Ticket
from ibkr.simulator.market import catalogue, derivatives, universe
from ibkr.simulator.market.catalogue import Leg
from ibkr.simulator.market.contract import AAPL, IBM, MSFT, instrument
from ibkr.simulator.market.market import NoPrices
from tests.simulator.broker.desk import MARKET, TEN

CALL, HIGHER, PUT = (
    derivatives.option(derivatives.FAMILIES[0], date(2013, 2, 1), Decimal(strike), right).conid
    for strike, right in ((450, "C"), (455, "C"), (455, "P"))
)
"""They expire at the end of the first day."""
FUTURE = catalogue.futures("ES", TEN)[0].conid
PAIR = next(each.conid for each in universe.PAIRS if (each.symbol, each.currency) == ("EUR", "USD"))
COIN = next(each.conid for each in universe.INSTRUMENTS if each.sec_type == "CRYPTO")
CONIDS = (AAPL.conid, IBM.conid, MSFT.conid, CALL, PUT, FUTURE, PAIR, COIN)
ACCOUNTS = (DEFAULT_ACCOUNTS[0], *LINKED_ACCOUNTS, *ADVISOR_ACCOUNTS)
PAYERS = [*(each.account_id for each in ACCOUNTS), "All_Clients"]

waits = st.sampled_from([0.0, 0.1, 0.2, 3.0, 45.0, 3600.0, 6 * 3600.0, 70 * 3600.0])


def near(conid: int, steps: int) -> Decimal:
    """A price so many steps from where the market begins."""
    listing = instrument(conid)
    last = MARKET.quote(conid, TEN).last
    tick = listing.tick_at(last)
    return max((last // tick + steps) * tick, tick)


@st.composite
def singles(draw: st.DrawFn, account: str, conid: int, **changes: Any) -> Ticket:
    """One order of a simple kind, near the market."""
    order_type = draw(st.sampled_from(["LMT", "LMT", "MKT", "STP", "TRAIL"]))
    listing = instrument(conid)
    size = Decimal(draw(st.sampled_from([1, 7, 40, 300])))
    price = near(conid, draw(st.integers(-40, 40))) if order_type in ("LMT", "STP") else None
    offset = 10 * listing.tick_at(near(conid, 0))
    return Ticket(
        account=account,
        conid=conid,
        side=draw(st.sampled_from(["BUY", "SELL"])),
        quantity=size * (1000 if listing.sec_type == "CASH" else 1),
        order_type=order_type,
        tif=draw(st.sampled_from(["DAY", "GTC", "IOC"])),
        price=price,
        trailing_amount=offset if order_type == "TRAIL" else None,
        **changes,
    )


@st.composite
def requests(draw: st.DrawFn) -> list[Ticket]:
    """One order, a bracket, a one-cancels-all group or a spread."""
    account, conid = draw(st.sampled_from(PAYERS)), draw(st.sampled_from(CONIDS))
    kind = draw(st.sampled_from(["one", "one", "bracket", "group", "spread"]))
    if kind == "one":
        return [draw(singles(account, conid))]
    if kind == "spread":
        legs = (Leg(CALL, 1), Leg(HIGHER, -1))
        alone = draw(singles(account, AAPL.conid))
        spread = attrs.evolve(alone, conid=universe.SPREADS["USD"], legs=legs, order_type="MKT", price=None)
        return [attrs.evolve(spread, trailing_amount=None, tif="DAY")]
    if kind == "group":
        return [draw(singles(account, conid, single_group=True)) for _ in range(draw(st.integers(2, 3)))]
    parent = draw(singles(account, conid, client_order_id=f"p{draw(st.integers(0, 999_999))}"))
    other = "SELL" if parent.side == "BUY" else "BUY"
    children = [draw(singles(account, conid, parent_id=parent.client_order_id)) for _ in range(2)]
    return [parent, *(attrs.evolve(each, side=other, quantity=parent.quantity) for each in children)]


actions = st.one_of(
    st.tuples(st.just("submit"), waits, requests()),
    st.tuples(st.just("cancel"), waits, st.integers(0, 20)),
    st.tuples(st.just("change"), waits, st.tuples(st.integers(0, 20), st.sampled_from([1, 20, 500]))),
    st.tuples(st.just("exercise"), waits, st.sampled_from([each.account_id for each in ACCOUNTS])),
)
flows = st.lists(actions, min_size=2, max_size=8)


def act(desk: Broker, kind: str, subject: Any, at: float) -> None:
    """Do one thing; a refusal is an answer like any other."""
    numbers = sorted({event.order.order_id for event in desk.journal if isinstance(event, OrderEvent)})
    try:
        if kind == "submit":
            desk.submit_group(subject, at)
        elif kind == "exercise":
            desk.exercise(subject, CALL, Decimal(1), at)
        elif numbers and kind == "cancel":
            desk.cancel(numbers[subject % len(numbers)], at)
        elif numbers:
            order = desk.order(numbers[subject[0] % len(numbers)])
            if order.parent_id is not None and desk.order(order.parent_id).is_done:
                return  # from now on an exit is as large as its owner makes it
            desk.modify(order.order_id, attrs.evolve(order.ticket, quantity=Decimal(subject[1])), at)
    except Refused:
        pass


# --- what must hold -----------------------------------------------------------------------


def mark(conid: int, at: float) -> Decimal:
    try:
        return MARKET.quote(conid, at).mark
    except NoPrices:
        return Decimal(0)


def worth_of(fill: Execution, currency: str, at: float) -> Decimal:
    """What a fill has brought by now, in a currency: told from the fill alone, without any books."""
    listing = fill.instrument
    rate = MARKET.rate(listing.currency, currency, at)
    if listing.sec_type == "CASH":
        gained = fill.signed_quantity * MARKET.rate(listing.symbol, currency, at)
        gained -= fill.signed_quantity * fill.price * rate
    else:
        gained = fill.signed_quantity * (mark(fill.conid, at) - fill.price) * listing.multiplier * rate
    return gained - fill.commission * rate


def begun_with(start: AccountStart, at: float) -> Decimal:
    """What an account that never traded would be worth."""
    cash = sum(amount * MARKET.rate(each, start.currency, at) for each, amount in start.balances)
    held = sum(
        each.quantity
        * mark(each.conid, at)
        * MARKET.rate(instrument(each.conid).currency, start.currency, at)
        for each in start.holdings
    )
    return start.cash + cash + held


def check_money(desk: Broker) -> None:
    """Equity is what was there, changed by what the fills brought and cost; told alike everywhere."""
    for start in ACCOUNTS:
        account, at = start.account_id, desk.now
        summary, ledger = desk.summary(account), desk.ledger(account)
        fills = desk.executions(account)
        expected = begun_with(start, at) + sum(worth_of(fill, start.currency, at) for fill in fills)
        assert abs(summary.net_liquidation - expected) < Decimal("0.000001")
        assert abs(ledger["BASE"].net_liquidation - expected) < Decimal("0.000001")
        assert desk.pnl(account).net_liquidation == summary.net_liquidation
        for position in desk.positions(account):
            held = sum(each.quantity for each in start.holdings if each.conid == position.conid)
            traded = sum(fill.signed_quantity for fill in fills if fill.conid == position.conid)
            assert position.quantity == held + traded


def check_orders(desk: Broker) -> None:
    """Seen through the journal: at every moment, not only at the end of a step."""
    now: dict[int, Order] = {}
    for event in desk.journal:
        if not isinstance(event, OrderEvent):
            continue
        order = now[event.order.order_id] = event.order
        assert 0 <= order.filled <= order.ticket.quantity
        assert (order.status is Status.FILLED) == (order.filled == order.ticket.quantity)
        if order.parent_id is not None and (order.status is Status.SUBMITTED or order.filled):
            assert 0 < now[order.parent_id].filled >= order.filled
        if order.oca_group is not None:
            group = [each for each in now.values() if each.oca_group == order.oca_group]
            assert sum(each.filled > 0 for each in group) <= 1


@settings(max_examples=40, deadline=None)
@given(flows)
def test_no_illegal_state_shows_whatever_is_ordered(flow: list[tuple[str, float, Any]]):
    desk, at = Broker(MARKET, start=TEN, accounts=ACCOUNTS), TEN
    for kind, wait, subject in flow:
        act(desk, kind, subject, at)
        at += wait
        desk.advance(at)
        check_money(desk)
    check_orders(desk)
