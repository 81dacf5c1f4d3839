"""Order frames become order states: merged, in order, each change told once."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ibkr._core.stream.orders import OrderBook

NEW = {
    "acct": "DU1234567",
    "conid": 8314,
    "orderId": 700100200,
    "ticker": "IBM",
    "side": "BUY",
    "orderType": "Limit",
    "price": "204.50",
    "totalSize": 10.0,
    "filledQuantity": 0.0,
    "remainingQuantity": 10.0,
    "status": "Inactive",
    "order_ref": "mine-1",
    "lastExecutionTime_r": 1359730800000,
    "fgColor": "#AFAFAF",
}
MARK = {"acct": "DU1234567", "conid": 8314, "conidex": "8314", "orderId": 700100200, "isEventTrading": "0"}


def change(**row: Any) -> dict[str, Any]:
    return {"acct": "DU1234567", "orderId": 700100200, **row}


FILL = change(filledQuantity=4.0, remainingQuantity=6.0, avgPrice="204.48")


def test_a_new_order_is_told_whole():
    [update] = OrderBook().apply([NEW])
    assert (update.order_id, update.client_order_id, update.account_id) == (700100200, "mine-1", "DU1234567")
    assert (update.status, update.side, update.symbol) == ("Inactive", "BUY", "IBM")
    assert (update.price, update.quantity, update.filled) == (Decimal("204.50"), Decimal(10), Decimal(0))
    assert update.origin == "stream"


def test_a_later_frame_brings_the_whole_state_and_names_what_changed():
    book = OrderBook()
    book.apply([NEW])
    [update] = book.apply([FILL])
    assert (update.filled, update.avg_price, update.symbol) == (Decimal(4), Decimal("204.48"), "IBM")
    assert update.changed == {"filledQuantity", "remainingQuantity", "avgPrice"}


def test_a_state_handed_out_does_not_change_later():
    book = OrderBook()
    [first] = book.apply([NEW])
    book.apply([change(status="Submitted")])
    assert first.status == "Inactive"


def test_a_mark_behind_a_new_order_is_no_event():
    book = OrderBook()
    book.apply([NEW])
    assert book.apply([MARK]) == []


def test_a_frame_that_comes_again_is_no_event():
    book = OrderBook()
    book.apply([NEW, FILL])
    assert book.apply([FILL]) == []


def test_colours_and_times_alone_are_no_event_and_are_kept():
    book = OrderBook()
    book.apply([NEW])
    assert book.apply([change(fgColor="#00F000", lastExecutionTime_r=1359730900000)]) == []
    [update] = book.apply([change(status="Submitted")])
    assert update.time == datetime(2013, 2, 1, 15, 1, 40, tzinfo=UTC)


def test_a_market_order_has_no_price():
    [update] = OrderBook().apply([{**NEW, "price": ""}])
    assert update.price is None


def test_an_order_number_written_as_text_is_the_same_order():
    book = OrderBook()
    book.apply([NEW])
    [update] = book.apply([{"orderId": "700100200", "status": "Submitted"}])
    assert (update.order_id, update.symbol) == (700100200, "IBM")


def test_a_final_state_stays():
    book = OrderBook()
    book.apply([NEW, change(status="Filled", filledQuantity=10.0)])
    assert book.apply([change(status="Submitted")]) == []


def test_what_is_filled_never_becomes_less():
    book = OrderBook()
    book.apply([NEW, change(filledQuantity=8.0)])
    assert book.apply([FILL]) == []


def test_the_list_tells_what_a_gap_hid_and_nothing_else():
    book = OrderBook()
    book.apply([NEW])
    listed = {**NEW, "status": "Filled", "filledQuantity": 10, "price": 204.5, "exchange": "SMART"}
    other = {**NEW, "orderId": 8}
    changed, new = book.compare([listed, other])
    assert (changed.status, changed.changed) == ("Filled", {"status", "filledQuantity"})
    assert (new.order_id, new.origin) == (8, "reread")
    assert book.compare([listed, other]) == []


def test_a_list_that_writes_numbers_differently_hides_no_change_and_makes_none():
    book = OrderBook()
    book.apply([NEW])
    assert book.compare([{**NEW, "price": 204.5, "filledQuantity": "0", "totalSize": 10}]) == []


def test_a_part_that_comes_while_the_list_is_read_is_told_after_it():
    book = OrderBook()
    book.apply([NEW])
    book.begin_reading()
    assert book.apply([change(status="Filled", filledQuantity=10.0)]) == []
    listed, part = book.compare([{**NEW, "status": "Submitted", "filledQuantity": 4.0}])
    assert (listed.status, listed.filled, listed.origin) == ("Submitted", Decimal(4), "reread")
    assert (part.status, part.filled, part.origin) == ("Filled", Decimal(10), "stream")


def test_a_part_that_is_in_the_list_already_is_not_told_again():
    book = OrderBook()
    book.apply([NEW])
    book.begin_reading()
    book.apply([change(status="PendingSubmit"), change(status="Submitted"), FILL])
    [listed, part] = book.compare([{**NEW, "status": "Submitted"}])
    assert (listed.status, listed.filled) == ("Submitted", Decimal(0))
    assert part.changed == {"filledQuantity", "remainingQuantity", "avgPrice"}


def test_an_order_that_comes_whole_while_the_list_is_read_is_told_at_once():
    book = OrderBook()
    book.begin_reading()
    [new] = book.apply([NEW])
    [part] = book.apply([change(status="Submitted")])
    assert (new.status, part.status) == ("Inactive", "Submitted")
    assert book.compare([NEW]) == []


def test_a_part_of_an_order_that_the_list_does_not_have_is_told_as_it_is():
    book = OrderBook()
    book.begin_reading()
    book.apply([FILL])
    [part] = book.compare([])
    assert (part.filled, part.status) == (Decimal(4), None)


STEPS = [
    NEW,
    MARK,
    change(status="PendingSubmit"),
    change(status="Submitted"),
    FILL,
    change(filledQuantity=7.0, remainingQuantity=3.0),
    change(status="Filled", filledQuantity=10.0, remainingQuantity=0.0),
]


@given(st.lists(st.integers(0, len(STEPS) - 1), max_size=12))
def test_repeated_and_late_frames_never_undo_a_fill(late: list[int]):
    book = OrderBook()
    told = book.apply(STEPS)
    assert book.apply(STEPS[index] for index in late) == []
    assert [update.status for update in told] == [
        "Inactive",
        "PendingSubmit",
        "Submitted",
        "Submitted",
        "Submitted",
        "Filled",
    ]
