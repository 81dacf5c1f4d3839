"""Options of one underlying: what a chain lists, and ways to choose from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

import attrs

from ibkr.errors import InvalidArgument

if TYPE_CHECKING:
    from ibkr.model.contracts import Contract

Right: TypeAlias = Literal["C", "P"]
FRIDAY = 4
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


@attrs.frozen
class Option:
    """One option. `strike` is in the currency of the contract; one option stands for `multiplier` units."""

    conid: int
    symbol: str
    """Of the underlying."""
    expiry: date
    """Its last day, at the exchange."""
    strike: Decimal
    right: Right
    multiplier: Decimal = Decimal(100)
    trading_class: str = ""
    exchange: str = ""
    currency: str = ""
    month: str = ""
    """The month that it is listed under, such as MAR13."""
    underlying_conid: int = 0
    sec_type: str = "OPT"

    @property
    def is_weekly(self) -> bool:
        """Whether it expires on another day than the month's third Friday.

        A day more or less counts as that Friday: it may be a holiday, and until 2015 the
        Saturday after it was written down.
        """
        distance = abs((self.expiry - third_friday(self.expiry)).days)
        return self.trading_class not in ("", self.symbol) or distance > 1

    def __str__(self) -> str:
        """`AAPL 2013-03-15 450 C (conid 1019154696)`."""
        return f"{self.symbol} {self.expiry} {self.strike.normalize():f} {self.right} (conid {self.conid})"


def third_friday(day: date) -> date:
    """The third Friday of that day's month, on which monthly options expire."""
    first = day.replace(day=1)
    return first + timedelta(days=(FRIDAY - first.weekday()) % 7 + 14)


def month_of(day: date) -> str:
    """The month as IBKR writes it: MAR13."""
    return f"{MONTHS[day.month - 1]}{day:%y}"


@attrs.frozen
class ChainRow:
    """A call and a put of one expiry and strike; None where there is none, or it was not asked for."""

    expiry: date
    strike: Decimal
    call: Option | None
    put: Option | None


@attrs.frozen
class OptionChain:
    """Options of one underlying, by expiry, strike and right.

    It holds what was asked for, not all there is: the months and strikes of the call that made it.
    """

    underlying: Contract
    options: tuple[Option, ...]
    months: tuple[str, ...] = ()
    """The months that were read."""
    months_listed: tuple[str, ...] = ()
    """All months that there are."""
    price: Decimal | None = None
    """The underlying's price that the window was laid around; None without a window."""
    unlisted: tuple[tuple[str, Decimal], ...] = ()
    """Month and strike where IBKR lists a strike and no option: not every strike has every expiry."""

    def __iter__(self) -> Iterator[Option]:
        """Every option, the next expiry first, then by strike, calls before puts."""
        return iter(self.options)

    def __len__(self) -> int:
        """How many options there are."""
        return len(self.options)

    @property
    def expiries(self) -> tuple[date, ...]:
        """The days on which some of them expire, the next first."""
        return tuple(sorted({option.expiry for option in self.options}))

    @property
    def strikes(self) -> tuple[Decimal, ...]:
        """Their strikes, the lowest first."""
        return tuple(sorted({option.strike for option in self.options}))

    @property
    def calls(self) -> OptionChain:
        """The calls."""
        return self.where(right="C")

    @property
    def puts(self) -> OptionChain:
        """The puts."""
        return self.where(right="P")

    def where(
        self,
        *,
        expiry: date | None = None,
        right: Right | None = None,
        strike: Decimal | float | str | None = None,
        weekly: bool | None = None,
        month: str | None = None,
    ) -> OptionChain:
        """The part of the chain for which all that is given holds."""
        wanted = None if strike is None else Decimal(str(strike))
        found = (
            option
            for option in self.options
            if expiry in (None, option.expiry)
            and right in (None, option.right)
            and wanted in (None, option.strike)
            and weekly in (None, option.is_weekly)
            and month in (None, option.month)
        )
        return attrs.evolve(self, options=tuple(found))

    def nearest(
        self,
        price: Decimal | float | str | None = None,
        *,
        right: Right = "C",
        expiry: date | None = None,
    ) -> Option:
        """The option whose strike is nearest to `price`, of the expiry that is nearest to `expiry`.

        Without `price` the underlying's is meant: the option at the money. Without `expiry` the
        next one is meant. Of two as near, the lower strike and the earlier day are taken.

        Raises:
            InvalidArgument: no price is known, or the chain has no such option.
        """
        target = self.price if price is None else Decimal(str(price))
        if target is None:
            raise InvalidArgument("This chain was made without a price: say which one, nearest(450).")
        some = [option for option in self.options if option.right == right]
        if not some:
            raise InvalidArgument(f"There is no {'call' if right == 'C' else 'put'} in this chain.")
        days = sorted({option.expiry for option in some})
        day = days[0] if expiry is None else min(days, key=lambda one: abs((one - expiry).days))
        of_day = sorted((o for o in some if o.expiry == day), key=lambda option: option.strike)
        return min(of_day, key=lambda option: abs(option.strike - target))

    def rows(self) -> list[ChainRow]:
        """The chain as a table is read: a row for each expiry and strike, with its call and its put."""
        pairs: dict[tuple[date, Decimal], dict[Right, Option]] = {}
        for option in self.options:
            pairs.setdefault((option.expiry, option.strike), {}).setdefault(option.right, option)
        return [
            ChainRow(expiry, strike, both.get("C"), both.get("P"))
            for (expiry, strike), both in sorted(pairs.items(), key=lambda pair: pair[0])
        ]

    def __str__(self) -> str:
        """`AAPL: 42 options, 2 expiries, strikes 400 to 500`."""
        if not self.options:
            return f"{self.underlying.symbol}: no options"
        low, high = self.strikes[0], self.strikes[-1]
        return (
            f"{self.underlying.symbol}: {len(self)} options, {len(self.expiries)} expiries, "
            f"strikes {low.normalize():f} to {high.normalize():f}"
        )
