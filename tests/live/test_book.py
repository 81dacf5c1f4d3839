"""The strategy's account, fed with what IBKR reports."""

from __future__ import annotations

from typing import Any

import pytest

from ibkr.backtest import Asset, NoCommission
from ibkr.live.book import LiveBook
from ibkr.live.news import Adopted, Changed, Ended, Filled, Place


def book(*, fractional: bool = False) -> LiveBook:
    made = LiveBook(10_000.0, [Asset("A")], commission=NoCommission(), fractional=fractional)
    made.bar, made.marks[0] = 0, 100.0
    return made


def asked(made: LiveBook, sign: int, quantity: float | None, fraction: float | None = None, **options: Any):
    return made.submit(sign, 0, quantity, fraction, options)


def test_an_order_whose_size_comes_to_nothing_is_refused_and_not_sent():
    made = book()
    order = asked(made, 1, None, 0.001)
    assert (order.status, made.taken()) == ("refused", [])


def test_an_exit_of_an_entry_that_is_over_is_not_sent():
    made = book()
    entry = asked(made, 1, 10, limit=90.0)
    made.hear(Ended(entry.number, "cancelled", "it was asked"))
    exit_ = asked(made, -1, None, parent=entry.number, stop=80.0)
    assert exit_.status == "cancelled"
    assert list(made.taken()) == [Place(entry.number)]


def test_an_order_that_is_over_is_neither_cancelled_nor_changed():
    made = book()
    order = asked(made, 1, 10, limit=90.0)
    made.hear(Filled(order.number, 10, 90.0, 1.0, "x"))
    made.taken()
    made.cancel(order.number)
    made.modify(order.number, {"limit": 91.0}, None)
    assert made.taken() == []
    assert "was filled before it could be modified" in str(made.event_rows[-1])


def test_parts_of_an_order_add_up_and_only_the_last_one_ends_it():
    made = book()
    order = asked(made, 1, 10)
    made.hear(Filled(order.number, 4, 100.0, 0.4, "x"))
    assert (order.status, order.filled, made.positions) == ("pending", 4, [4])
    made.hear(Changed(order.number, {}, 8))
    made.hear(Filled(order.number, 4, 101.0, 0.4, "y"))
    assert (order.status, made.positions) == ("filled", [8])
    assert made.cash == pytest.approx(10_000 - 400 - 404 - 0.8)


def test_what_a_bar_asked_for_can_be_forgotten_as_if_it_had_not_been():
    made = book()
    entry = asked(made, 1, 10, limit=90.0)
    made.taken()
    asked(made, -1, None, parent=entry.number, stop=80.0)
    asked(made, 1, 5)
    made.forget(1)
    assert made.taken() == []
    assert [order.number for order in made.open_orders()] == [entry.number]
    assert asked(made, 1, 5).number == 1


@pytest.mark.parametrize(("fractional", "held"), [(True, 2.5), (False, 2)])
def test_a_position_that_is_taken_over_changes_the_book_once(fractional: bool, held: float):
    made = book(fractional=fractional)
    for _ in range(2):
        made.hear(Adopted("A", 2.5, 100.0, "found"))
    assert made.positions == [held]
    assert len(made.orders) == 1
