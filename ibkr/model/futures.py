"""Futures of one root: which is in front, and when to roll."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import attrs

from ibkr.errors import InvalidArgument
from ibkr.model.options import month_of


@attrs.frozen
class Future:
    """One future. Days are those of the exchange."""

    conid: int
    symbol: str
    """The root, such as ES."""
    expiry: date
    last_trade: date
    """The last day on which it is traded."""
    underlying_conid: int = 0
    long_cut_off: date | None = None
    """The last day to close a long position before IBKR does it."""
    short_cut_off: date | None = None
    """The last day to close a short position before IBKR does it."""
    sec_type: str = "FUT"

    @property
    def month(self) -> str:
        """The month of its expiry, such as MAR13."""
        return month_of(self.expiry)

    @property
    def hold_until(self) -> date:
        """The last day on which a position of either side may be held: the earliest of all its last days."""
        days = (self.last_trade, self.long_cut_off, self.short_cut_off)
        return min(day for day in days if day is not None)

    def days_left(self, on: date) -> int:
        """Calendar days from `on` to the last day of trading; negative once that is over."""
        return (self.last_trade - on).days

    def __str__(self) -> str:
        """`ES MAR13 (conid 930001169)`."""
        return f"{self.symbol} {self.month} (conid {self.conid})"


@attrs.frozen
class Roll:
    """From one future into the next."""

    held: Future
    into: Future
    day: date
    """The day to roll on, at the latest."""
    today: date

    @property
    def is_due(self) -> bool:
        """Whether that day has come."""
        return self.today >= self.day

    @property
    def days_left(self) -> int:
        """Calendar days until it; negative once it is past."""
        return (self.day - self.today).days


@attrs.frozen
class FutureChain:
    """The futures of one root that IBKR lists, the next to expire first."""

    symbol: str
    contracts: tuple[Future, ...]
    today: date
    """The day, in UTC, on which the list was made."""

    def __iter__(self) -> Iterator[Future]:
        """Every future, the next to expire first."""
        return iter(self.contracts)

    def __len__(self) -> int:
        """How many there are."""
        return len(self.contracts)

    def __getitem__(self, month: str) -> Future:
        """The future of that month: `chain["MAR13"]`.

        Raises:
            InvalidArgument: there is none; those that there are are listed.
        """
        found = [one for one in self.contracts if one.month == month.upper()]
        if not found:
            listed = ", ".join(one.month for one in self.contracts)
            raise InvalidArgument(f"There is no {self.symbol} of {month!r}: IBKR lists {listed}.")
        return found[0]

    @property
    def front(self) -> Future:
        """The next to expire of those that are still traded."""
        return self.on(self.today)

    def on(self, day: date, *, days_before: int = 0) -> Future:
        """The future to hold on `day` by someone who rolls `days_before` calendar days before the end.

        Raises:
            InvalidArgument: IBKR lists none that is traded for so long.
        """
        until = day + timedelta(days=days_before)
        found = next((one for one in self.contracts if one.last_trade >= until), None)
        if found is None:
            raise InvalidArgument(f"IBKR lists no {self.symbol} that is still traded on {until}.")
        return found

    def after(self, future: Future) -> Future:
        """The one that expires next after `future`.

        Raises:
            InvalidArgument: it is the last that IBKR lists.
        """
        found = next((one for one in self.contracts if one.expiry > future.expiry), None)
        if found is None:
            raise InvalidArgument(
                f"{future} is the last {self.symbol} that IBKR lists: nothing to roll into."
            )
        return found

    def roll(self, held: Future | None = None, *, days_before: int = 5) -> Roll:
        """When to leave `held` (the front one, unless named) and for which.

        The day lies `days_before` calendar days before the last day on which a position may be
        held, cut-offs of IBKR included.

        Raises:
            InvalidArgument: `held` is the last that IBKR lists.
        """
        if days_before < 0:
            raise InvalidArgument(f"days_before counts days before the end, so it cannot be {days_before}.")
        leaving = self.front if held is None else held
        day = leaving.hold_until - timedelta(days=days_before)
        return Roll(leaving, self.after(leaving), day, self.today)
