"""Both colours against the embedded gateway: real sockets, TLS, binary frames, and trouble on the line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import pytest

import ibkr
from ibkr._core.stream import Backoff
from ibkr.model.events import Gap, OrderUpdate, Quote, Reconnecting, Resumed, StreamEvent, StreamProblem
from ibkr.simulator import Fault, Faults, Simulation, simulate

AAPL = 265598
SOON = Backoff(first=0.01)


@pytest.fixture
def simulation() -> Iterator[Simulation]:
    """A gateway whose second tick is torn, and whose line is cut at the third."""
    trouble = Faults(Fault("malformed", "smd", skip=1), Fault("cut", "smd", skip=2))
    with simulate(speed=20.0, faults=trouble) as running:
        yield running


def check(events: list[StreamEvent]) -> None:
    """A quote, the torn frame, the cut, and a quote of after it, in this order."""
    told = [type(event) for event in events if isinstance(event, Quote | StreamProblem | Gap | Resumed)]
    assert [kind for kind, before in zip(told, [None, *told], strict=False) if kind is not before] == [
        Quote,
        StreamProblem,
        Gap,
        Resumed,
        Quote,
    ]


def is_last(events: list[StreamEvent]) -> bool:
    return isinstance(events[-1], Quote) and any(isinstance(event, Resumed) for event in events)


def test_a_plain_loop_sees_the_gap_and_the_return(simulation):
    events: list[StreamEvent] = []
    with ibkr.Client(simulation.base_url) as ib, ib.stream(backoff=SOON) as stream:
        stream.market_data(AAPL, fields=["last", "bid", "ask"])
        for event in stream:
            events.append(event)
            if is_last(events):
                break
    check(events)


@pytest.mark.anyio
async def test_an_asynchronous_loop_sees_the_gap_and_the_return(simulation):
    events: list[StreamEvent] = []
    async with ibkr.AsyncClient(simulation.base_url) as ib, ib.stream(backoff=SOON) as stream:
        stream.market_data(AAPL, fields=["last", "bid", "ask"])
        async for event in stream:
            events.append(event)
            if is_last(events):
                break
    check(events)


def test_an_order_is_followed_to_its_fill():
    with simulate(speed=20.0) as simulation, ibkr.Client(simulation.base_url) as ib:
        account = ib.portfolio.accounts()[0].account_id
        with ib.stream() as stream:
            stream.orders()
            next(event for event in stream if isinstance(event, ibkr.SessionStatus))
            placed = ib.orders.place(
                account, ibkr.Order.market(AAPL, "BUY", 10), answer=lambda question: True
            )
            updates = (event for event in stream if isinstance(event, OrderUpdate))
            seen = [next(updates)]
            while seen[-1].status != "Filled":
                seen.append(next(updates))
    assert {update.order_id for update in seen} == {int(placed.order_id)}
    # The order may be older than the subscription, if the socket is slower than the order.
    life = iter(["Inactive", "PendingSubmit", "PreSubmitted", "Submitted", "Filled"])
    assert all(status in life for status, _ in groupby(update.status for update in seen))
    assert (seen[-1].filled, seen[-1].remaining) == (10, 0)


def test_a_login_that_expires_while_the_stream_is_up_is_a_gap_until_somebody_has_logged_in_again():
    with simulate(speed=20.0) as simulation, ibkr.Client(simulation.base_url, keep_alive=False) as ib:
        login = simulation.gateway.session
        with ib.stream(backoff=SOON) as stream:
            stream.market_data(AAPL, fields=["last"])
            next(event for event in stream if isinstance(event, Quote))
            login.expire()
            gap = next(event for event in stream if isinstance(event, Gap))
            tries = (event.reason for event in stream if isinstance(event, Reconnecting))
            assert next(reason for reason in tries if "Log in there with a browser" in reason)
            assert stream.session.phase != "live"
            login.login(simulation.gateway.clock.now())
            after = [next(stream)]
            while not isinstance(after[-1], Quote):
                after.append(next(stream))
            (resumed,) = (event for event in after if isinstance(event, Resumed))
            assert resumed.gap == gap
