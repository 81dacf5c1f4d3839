"""The order desk at a gateway in memory: silence, refusals, changes, and what a crash left."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

import ibkr
from ibkr.backtest import Asset, NoCommission
from ibkr.errors import OrderPartlyRejected, OrderRejected, OrderWentLive
from ibkr.live.book import LiveBook
from ibkr.live.ledger import Acknowledged, Entry, Heard, Ledger, Sending, Stepped
from ibkr.live.news import Cancel, Changed, Charged, Ended, Filled, Modify, News, Place
from ibkr.live.orders import OrderDesk
from ibkr.model.contracts import Contract
from ibkr.model.events import Execution, OrderUpdate
from ibkr.model.receipts import OrderReceipt, PlacedLeg
from ibkr.model.ticks import US_STOCKS
from ibkr.simulator import Fault, Faults
from ibkr.testing import MemoryGateway
from tests.live.lockstep import ACCOUNT, EMPTY, yes

MSFT = Contract(272093, "MSFT", currency="USD", ticks=US_STOCKS)
SILENT = Fault("drop_after", "orders.reply")
"""The order is taken, and nobody hears of it."""
MUTE = Fault("answer", "orders.live", status=503, times=10)
"""So many looks for an order end in nothing."""


class Table:
    """A desk, its book and its ledger; what IBKR reports is reread, as there is no stream."""

    def __init__(self, client: Any = None, *, faults: Faults | None = None, kept: list[Entry] | None = None):
        self.gateway = MemoryGateway(accounts=(EMPTY,), faults=faults, idle=None)
        self.client = client or self.gateway.client(keep_alive=False)
        self.ledger = Ledger(None, kept or [])
        self.remarks: list[str] = []
        self.book = LiveBook(100_000.0, [Asset("MSFT")], commission=NoCommission())
        self.book.bar, self.book.marks[0] = 0, 27.0
        self.desk = self.opened()

    def opened(self) -> OrderDesk:
        return OrderDesk(
            self.client,
            ACCOUNT,
            {"MSFT": MSFT},
            book=self.book,
            ledger=self.ledger,
            remark=self.remarks.append,
            answer=yes,
            outside_rth=False,
            dry_run=False,
        )

    def ask(self, sign: int = 1, **options: Any) -> int:
        """One order of the strategy's, for ten shares."""
        quantity = options.pop("quantity", 10)
        return self.book.submit(sign, 0, quantity, None, options).number

    def bracket(self) -> list[int]:
        """An entry that waits at its price, and its two exits."""
        entry = self.ask(limit=20.0)
        stop = self.ask(-1, quantity=None, parent=entry, stop=15.0, oca="exits")
        return [entry, stop, self.ask(-1, quantity=None, parent=entry, limit=40.0, oca="exits")]

    def step(self) -> None:
        """The strategy has decided."""
        intents = list(self.book.taken())
        self.ledger.write(Stepped({}, self.desk.taken(), True, intents))
        self.desk.carry_out(intents)

    def enter(self) -> list[News]:
        """Enter the news; what it was."""
        news = self.desk.taken()
        for one in news:
            self.book.hear(one)
            self.ledger.write(Heard(one))
        return news

    @property
    def listed(self) -> dict[str, str]:
        """Orders as IBKR lists them: kind and state."""
        return {row.order_type: row.status for row in self.client.orders.live_orders()}


def without_answers(entries: list[Entry]) -> list[Entry]:
    """What is on the disk of a run that was killed before IBKR's answer came."""
    return [entry for entry in entries if not isinstance(entry, Acknowledged)]


# --- changes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "changes", "shown"),
    [
        ({"limit": 20.0}, {"limit": 21.0}, ("21.00", 10)),
        ({"limit": 20.0}, {}, ("20.00", 15)),
        ({"stop": 40.0, "limit": 41.0}, {"stop": 42.0}, ("41.00", 10)),
    ],
    ids=["a price", "a size", "one of two prices"],
)
def test_a_change_reaches_ibkr_and_then_the_book(order, changes, shown: tuple[str, float]):
    table = Table()
    number = table.ask(**order)
    table.step()
    size = 15 if not changes else None
    table.book.modify(number, changes, size)
    table.step()
    assert table.enter() == [Changed(number, changes, size)]
    (row,) = table.client.orders.live_orders()
    assert (row.price, row.total_size) == shown
    assert table.remarks == []


def test_a_trailing_order_is_changed_though_ibkr_does_not_show_what_it_was_placed_with():
    table = Table()
    number = table.ask(trail=2.0)
    table.step()
    table.book.modify(number, {"trail": 3.0}, None)
    table.step()
    assert table.enter() == [Changed(number, {"trail": 3.0})]
    (order,) = table.gateway.broker.orders(ACCOUNT)
    assert order.ticket.trailing_amount == 3


def test_a_change_that_met_silence_and_was_not_made_does_not_end_the_order():
    table = Table()
    number = table.ask(limit=20.0)
    table.step()
    table.gateway.faults.add(Fault("answer", "orders.resubmit", status=503, times=1))
    table.book.modify(number, {"limit": 21.0}, None)
    table.step()
    assert table.desk.settle_unknown()
    assert table.enter() == []
    assert table.book.order(number).status == "pending"
    assert "the change never reached IBKR" in table.remarks[-1]


def test_a_change_that_met_silence_and_was_made_is_heard_of_later():
    table = Table()
    number = table.ask(limit=20.0)
    table.step()
    table.client.orders.live_orders()
    table.gateway.faults.add(SILENT, Fault("answer", "orders.live", status=503, skip=2, times=20))
    table.book.modify(number, {"limit": 21.0}, None)
    table.step()
    assert not table.desk.settle_unknown()
    table.gateway.faults.clear()
    assert table.desk.settle_unknown()
    assert table.enter() == [Changed(number, {"limit": 21.0})]


def test_what_cannot_be_changed_live_is_said():
    table = Table()
    trailing = table.ask(trail=2.0)
    table.step()
    table.desk.carry_out([Modify(trailing, {"limit_offset": 1.0})])
    assert "limit_offset cannot be modified live" in table.remarks[-1]


# --- silence, refusals, cancellations -----------------------------------------------------------


def test_an_order_that_met_silence_is_neither_changed_nor_forgotten_and_is_cancelled_once_it_is_known():
    table = Table(faults=Faults(SILENT, MUTE))
    number = table.ask(limit=20.0)
    table.step()
    table.desk.carry_out([Modify(number, {"limit": 21.0}), Cancel(number)])
    assert [remark.partition(":")[0] for remark in table.remarks[1:]] == [
        "BUY 10 limit cannot be modified",
        "BUY 10 limit will be cancelled once IBKR has acknowledged it",
    ]
    table.gateway.faults.clear()
    assert table.desk.settle_unknown()
    assert table.listed == {"Limit": "Cancelled"}


def test_an_order_that_ibkr_never_got_is_refused_and_its_name_is_not_used_again():
    table = Table(faults=Faults(Fault("answer", "orders.submit", status=503, times=1)))
    number = table.ask(limit=20.0)
    table.step()
    assert table.desk.settle_unknown()
    assert table.enter() == [Ended(number, "refused", "it never reached IBKR")]
    assert table.desk.working() == []


def test_an_order_that_was_given_up_and_works_after_all_is_cancelled():
    table = Table()
    number = table.ask(limit=20.0)
    kept: list[Entry] = [Sending(number, "late"), Heard(Ended(number, "refused", "it never reached IBKR"))]
    table.ledger.entries.extend(kept)
    desk = table.opened()
    table.client.orders.place(
        ACCOUNT, ibkr.Order.limit(MSFT.conid, "BUY", 10, price=20, client_order_id="late"), answer=yes
    )
    desk.reread()
    assert "works after all" in table.remarks[-1]
    assert table.listed == {"Limit": "Cancelled"}


class Says:
    """A gateway that answers every new order the same way, and notes what is cancelled."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        self.cancelled: list[str] = []
        self.orders = SimpleNamespace(place=self.place, cancel=self.cancel)

    def place(self, _account: str, ticket: Any, *, answer: object) -> object:
        self.ticket = ticket
        raise self.error

    def cancel(self, _account: str, order_id: str) -> None:
        self.cancelled.append(order_id)
        raise ibkr.BadRequest("no", status=400)


class Half(Says):
    """Takes the entry of a bracket and refuses the rest."""

    def place(self, _account: str, ticket: Any, *, answer: object) -> object:
        entry, *exits = ticket.legs
        taken = PlacedLeg("7", "PreSubmitted", client_order_id=entry.client_order_id)
        refused = [PlacedLeg("", "Failed", text="too far", refused=True, ticket=leg) for leg in exits]
        raise OrderPartlyRejected("half of it", reason="too far", legs=(taken, *refused))


def test_half_a_bracket_is_taken_back():
    table = Table(client := Half(OrderRejected("", reason="")))
    entry, *exits = table.bracket()
    table.step()
    assert client.cancelled == ["7"]
    assert table.enter() == [Ended(number, "refused", "too far") for number in exits]
    assert table.book.order(entry).status == "pending"
    assert table.remarks == ["half of it", "BUY 10 limit was not cancelled: no"]


def test_an_order_that_went_live_against_a_no_is_cancelled():
    table = Table(client := Says(OrderRejected("", reason="")))
    number = table.ask(limit=20.0)
    (order,) = table.book.open_orders()
    name = f"n{number}"
    table.ledger.write(Sending(number, name))
    receipt = OrderReceipt("8", name, ACCOUNT, "Submitted")
    client.error = OrderWentLive("it is live", receipt=receipt, transcript=None, client_order_id=name)
    table.desk = table.opened()
    table.desk.carry_out([Place(order.number)])
    assert client.cancelled == ["8"]
    assert table.remarks[0] == "it is live"


def test_what_ibkr_does_not_take_is_refused_before_it_is_sent():
    table = Table()
    number = table.ask(limit=20.0, tif="FOK")
    table.step()
    (news,) = table.enter()
    assert isinstance(news, Ended)
    assert (news.number, news.status) == (number, "refused")
    assert not any(isinstance(entry, Sending) for entry in table.ledger.entries)


# --- what is reported ---------------------------------------------------------------------------


def execution(**fields: Any) -> Execution:
    row = {"execution_id": "e1", "order_ref": "mine", "side": "B", "size": 10, "price": "27.5", **fields}
    return Execution(row["execution_id"], row, frozenset())


def test_a_commission_that_is_known_later_is_told_with_its_fill_or_after_it():
    table = Table()
    number = table.ask()
    table.ledger.write(Sending(number, "mine"))
    desk = table.desk = table.opened()
    assert desk.executed(execution())
    assert desk.executed(execution(commission="1.00"))
    assert table.enter() == [Filled(number, 10.0, 27.5, 1.0, "e1")]
    assert desk.executed(execution(commission="1.25"))
    assert desk.executed(execution(commission="1.25"))
    assert table.enter() == [Charged(number, 0.25, "e1")]
    assert table.opened().executed(execution(commission="1.25"))
    assert table.opened().taken() == []
    assert not desk.executed(execution(order_ref="not mine", order_id=4711))
    assert desk.executed(execution(execution_id="e2", price=""))
    assert desk.taken() == []


def test_an_update_of_somebody_elses_order_is_nobodys():
    table = Table()
    table.desk.updated(OrderUpdate(4711, {"status": "Cancelled", "parentId": 4710}, frozenset()))
    assert table.desk.taken() == []


# --- after a crash ------------------------------------------------------------------------------


def restarted(table: Table, entries: list[Entry]) -> OrderDesk:
    """The desk of a second run, whose ledger holds these entries, after it has asked IBKR."""
    table.ledger = Ledger(None, entries)
    table.desk = table.opened()
    table.desk.reconcile()
    return table.desk


def test_a_bracket_of_which_only_the_sending_is_on_the_disk_is_found_whole():
    table = Table()
    numbers = table.bracket()
    table.step()
    desk = restarted(table, without_answers(table.ledger.entries))
    assert desk.taken() == []
    assert [order.number for order in desk.working()] == numbers
    found = [entry.number for entry in table.ledger.entries if isinstance(entry, Acknowledged)]
    assert sorted(found) == numbers


def test_fills_of_an_exit_that_nobody_had_heard_of_are_its_own():
    table = Table()
    entry = table.ask()
    stop = table.ask(-1, quantity=None, parent=entry, stop=15.0, oca="exits")
    target = table.ask(-1, quantity=None, parent=entry, limit=20.0, oca="exits")
    table.step()
    for _ in range(20):
        table.gateway.clock.advance(30)
        table.client.orders.live_orders()
    desk = restarted(table, without_answers(table.ledger.entries))
    news = table.enter()
    assert [one.number for one in news if isinstance(one, Filled)] == [entry, target]
    assert [one.number for one in news if isinstance(one, Ended)] == [stop]
    assert desk.working() == []
    assert table.book.positions == [0]


def test_an_order_that_was_decided_and_not_sent_is_cancelled():
    table = Table()
    number = table.ask(limit=20.0)
    entries: list[Entry] = [Stepped({}, [], True, table.book.taken())]  # type: ignore[list-item]  # a tuple does
    desk = restarted(table, entries)
    assert desk.taken() == [Ended(number, "cancelled", "the run ended before it was sent")]
    assert table.client.orders.live_orders() == []


def test_a_cancellation_and_a_change_that_were_cut_off_are_asked_for_again():
    table = Table()
    one, other = table.ask(limit=20.0), table.ask(limit=19.0)
    table.step()
    table.book.cancel(one)
    table.book.modify(other, {"limit": 18.0}, None)
    table.ledger.write(Stepped({}, [], True, list(table.book.taken())))
    desk = restarted(table, table.ledger.entries)
    assert desk.taken() == [Changed(other, {"limit": 18.0})]
    rows = {row.price: row.status for row in table.client.orders.live_orders()}
    assert rows == {"20.00": "Cancelled", "18.00": "Submitted"} or set(rows.values()) == {
        "Cancelled",
        "Submitted",
    }


def test_an_order_for_the_day_that_ended_days_ago_works_no_more():
    table = Table()
    number = table.ask(limit=20.0, tif="DAY")
    table.step()
    table.gateway.clock.advance(4 * 86_400)
    table.gateway.session.login(table.gateway.clock.now())
    desk = restarted(table, table.ledger.entries)
    (news,) = desk.taken()
    assert isinstance(news, Ended)
    assert (news.number, desk.working()) == (number, [])


def test_an_order_that_is_missing_in_the_list_and_known_by_its_id_works_on():
    table = Table()
    number = table.ask(limit=20.0)
    table.step()
    order_id = next(entry.order_id for entry in table.ledger.entries if isinstance(entry, Acknowledged))
    assert Decimal(order_id) > 0
    desk = table.desk
    desk._ask(number, order_id)  # pyright: ignore[reportPrivateUsage]  # an incomplete list cannot be had
    assert [order.number for order in desk.working()] == [number]
