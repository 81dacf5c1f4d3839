"""The strategy's account: the reference broker's books, filled by what IBKR reports instead of by bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..backtest.broker import NO_OPTIONS, Broker
from ..backtest.orders import OrderOptions, Working
from .news import Adopted, Cancel, Changed, Charged, Ended, Filled, Modify, Place

if TYPE_CHECKING:
    from .news import Intent, News


class LiveBook(Broker):
    """Takes a strategy's orders as intents, and the gateway's reports as what happened."""

    __slots__ = ("intents",)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """As the reference broker; orders are collected in `intents`."""
        super().__init__(*arguments, **options)
        self.intents: list[Intent] = []

    # --- what the strategy asks for ---------------------------------------------------------------

    def submit(
        self,
        sign: int,
        index: int,
        quantity: float | None,
        fraction: float | None,
        options: OrderOptions = NO_OPTIONS,
    ) -> Working:
        """Take an order, sized at the latest price, to be sent when the strategy has decided."""
        order = super().submit(sign, index, quantity, fraction, options)
        if order.status == "pending":
            self._size(order)
        if order.status == "pending":
            self.intents.append(Place(order.number))
        return order

    def _size(self, order: Working) -> None:
        """IBKR wants a number of shares: found at the decision, where a backtest finds it at the fill."""
        if order.follows and order.parent is not None:
            order.quantity = order.parent.quantity
        if order.quantity is None:
            order.quantity = self._sized(order, self.marks[order.asset])
        if not order.quantity:
            self.finish(order, "refused", f"{order} refused: the size comes to no whole share")

    def cancel(self, number: int) -> None:
        """Ask for an order to be withdrawn; it works on until IBKR says that it does not."""
        order = self.order(number)
        if order.status == "pending":
            self.intents.append(Cancel(number))

    def modify(self, number: int, changes: OrderOptions, quantity: float | None) -> None:
        """Ask for other prices or another size.

        Raises:
            ValueError: a price that the order does not have, or one that is not above zero.
        """
        order, values, size = self._asked_change(number, changes, quantity)
        if order.status == "pending":
            self.intents.append(Modify(number, values, size))
        else:
            reason = f"{order} was {order.status} before it could be modified"
            self.event("refused", reason, order=number)

    def forget(self, count: int) -> None:
        """Forget what was asked for, and the orders made, since there were `count`: none of it is sent."""
        self.intents.clear()
        for order in self.orders[count:]:
            order.status = "cancelled"
        del self.orders[count:]
        for order in self.orders:
            order.children = tuple(child for child in order.children if child.number < count)

    def taken(self) -> list[Intent]:
        """What was asked for since the last time."""
        intents, self.intents = self.intents, []
        return intents

    # --- what the gateway reports -----------------------------------------------------------------

    def hear(self, news: News) -> None:
        """Enter what happened."""
        match news:
            case Filled():
                self._filled(news)
            case Charged():
                self._charged(news)
            case Ended():
                order = self.order(news.number)
                self.finish(order, news.status, f"{order} {news.status}: {news.reason}")
            case Changed():
                self._changed(news)
            case Adopted():
                self._adopt(news)

    def _filled(self, news: Filled) -> None:
        order = self.order(news.number)
        change = order.sign * self._counted(news.quantity)
        self._book(order, change, news.price, news.commission)
        if order.linked:
            self._concern_others(order, news.price)
        if order.quantity is not None and order.filled >= order.quantity:
            self.finish(order, "filled")
            book = self.books[order.asset]
            book[:] = [other for other in book if other.status == "pending"]

    def _changed(self, news: Changed) -> None:
        size = None if news.quantity is None else self._counted(news.quantity)
        self._change(self.order(news.number), dict(news.values), size)

    def _charged(self, news: Charged) -> None:
        order = self.order(news.number)
        asset = self.names[order.asset]
        self.cash -= news.amount
        self.hold(order.asset, self.positions[order.asset])
        self.flow_rows.append((self.bar, "commission", asset, -news.amount, self.cash))

    def _adopt(self, news: Adopted) -> None:
        """Book the difference as a fill of an order that nobody sent, so that trades stay right."""
        index = self.names.index(news.asset)
        # A part of a share is nothing that a run of whole shares could sell.
        change = (news.quantity if self.fractional else int(news.quantity)) - self.positions[index]
        if not change:
            return
        sign = 1 if change > 0 else -1
        order = Working(len(self.orders), self.bar, index, sign, abs(change), since=self.bar)
        self.orders.append(order)
        self._book(order, change, news.price, 0.0)
        order.status = "filled"
        said = f"{news.quantity:+,g} of {news.asset} taken over, {change:+,g} more than the book had"
        self.event("changed", f"{said}: {news.reason}", order=order.number, asset=news.asset)
