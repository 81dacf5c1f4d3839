"""Alerts: conditions that IBKR watches, with a message when they are met.

    wanted = ibkr.Alert(
        "AAPL above 500",
        when=ibkr.Condition.price(265598, ">=", "500") & ibkr.Condition.volume(265598, ">=", 1_000_000),
        message="Time to look at Apple.",
    )

Source: gateway facts "REST endpoints", alerts and repeated shapes.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import attrs

from ibkr.errors import InvalidArgument

if TYPE_CHECKING:
    from typing import Self

Comparison: TypeAlias = Literal[">=", "<="]

TIME_FORMAT: Final = "%Y%m%d-%H:%M:%S"
ANY_CONTRACT: Final = "*@*"
ANY_VALUE: Final = "*"
USUAL_PRICE: Final = "0"
PRICE, TIME, MARGIN, TRADE, VOLUME = 1, 3, 4, 5, 6
LONGEST_NAME: Final = 200


@attrs.frozen
class Condition:
    """One condition, spelled as IBKR wants it. Its static methods make them; `&` and `|` join them."""

    type: int
    """1 price, 3 time, 4 margin, 5 trade, 6 volume; 7 to 9 are the mobile trading alert's own."""
    operator: Comparison = ">="
    value: str = ANY_VALUE
    contract: str = ANY_CONTRACT
    """Contract id and exchange, such as `265598@SMART`."""
    trigger_method: str = USUAL_PRICE
    """Which price is watched; 0 is the usual one."""
    time_zone: str | None = None
    """Of a time condition."""

    def __attrs_post_init__(self) -> None:
        """Refuse a comparison that does not exist."""
        if self.operator not in (">=", "<="):  # pyright: ignore[reportUnnecessaryContains]  # callers may be untyped
            raise InvalidArgument(f"An alert compares with '>=' or '<=', not {self.operator!r}.")

    @staticmethod
    def price(
        conid: int,
        operator: Comparison,
        value: Decimal | int | str,
        *,
        exchange: str = "SMART",
        trigger: str = USUAL_PRICE,
    ) -> Condition:
        """The price of a contract is at least (`>=`) or at most (`<=`) `value`."""
        return Condition(PRICE, operator, _number(value), _contract(conid, exchange), trigger)

    @staticmethod
    def volume(
        conid: int, operator: Comparison, value: Decimal | int | str, *, exchange: str = "SMART"
    ) -> Condition:
        """The day's volume of a contract is at least or at most `value`."""
        return Condition(VOLUME, operator, _number(value), _contract(conid, exchange))

    @staticmethod
    def time(operator: Comparison, value: datetime) -> Condition:
        """It is later (`>=`) or earlier (`<=`) than an instant, which has to be aware."""
        return Condition(TIME, operator, _instant(value, "an alert"), time_zone="UTC")

    @staticmethod
    def margin(operator: Comparison, percent: Decimal | int | str) -> Condition:
        """The account's cushion is at least or at most so many per cent of its net liquidation value."""
        return Condition(MARGIN, operator, _number(percent))

    @staticmethod
    def trade(conid: int | None = None, *, exchange: str = "SMART") -> Condition:
        """An order of the account was filled, in one contract or in any."""
        return Condition(TRADE, contract=ANY_CONTRACT if conid is None else _contract(conid, exchange))

    def __and__(self, other: Condition | Conditions) -> Conditions:
        """Both have to hold."""
        return Conditions((self,)) & other

    def __or__(self, other: Condition | Conditions) -> Conditions:
        """One of them has to hold."""
        return Conditions((self,)) | other


@attrs.frozen
class Conditions:
    """Conditions of which all, or any one, have to hold."""

    conditions: tuple[Condition, ...]
    joined_by: Literal["a", "o", None] = None
    """`a` and, `o` or; None for a single one."""

    def __and__(self, other: Condition | Conditions) -> Self:
        """All have to hold."""
        return self._joined("a", other)

    def __or__(self, other: Condition | Conditions) -> Self:
        """Any one has to hold."""
        return self._joined("o", other)

    def _joined(self, how: Literal["a", "o"], other: Condition | Conditions) -> Self:
        more = other if isinstance(other, Conditions) else Conditions((other,))
        if {self.joined_by, more.joined_by} - {None, how}:
            raise InvalidArgument(
                "IBKR joins conditions from first to last and does not say which binds first: join them all "
                "with & or all with |, or make two alerts."
            )
        return attrs.evolve(self, conditions=self.conditions + more.conditions, joined_by=how)

    def binds(self) -> list[str]:
        """What follows each condition on the wire: a, o, and n after the last."""
        return [self.joined_by or "n"] * (len(self.conditions) - 1) + ["n"]


def _contract(conid: int, exchange: str) -> str:
    if isinstance(conid, bool) or not isinstance(conid, int) or conid <= 0:  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may be untyped
        raise InvalidArgument(f"{conid!r} is no contract id: `ib.contracts.find(symbol).conid` tells one.")
    return f"{conid}@{exchange}"


def _number(value: Decimal | int | str) -> str:
    if isinstance(value, (float, bool)):
        raise InvalidArgument(f"Write {value!r} as text or Decimal, so that no digit is lost.")
    try:
        found = Decimal(value)
    except (InvalidOperation, TypeError, ValueError):
        found = None
    if found is None or not found.is_finite():
        raise InvalidArgument(f"An alert compares with a number, not with {value!r}.")
    return f"{found:f}"


def _instant(value: Any, where: str) -> str:
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise InvalidArgument(
            f"{where} needs a datetime with a time zone, such as datetime(..., tzinfo=UTC)."
        )
    return value.astimezone(UTC).strftime(TIME_FORMAT)


def _all(value: Condition | Conditions) -> Conditions:
    return value if isinstance(value, Conditions) else Conditions((value,))


@attrs.frozen
class Alert:
    """An alert to be made, or to take the place of one.

    Raises:
        InvalidArgument: it cannot be meant; nothing was sent.
    """

    name: str
    when: Conditions = attrs.field(converter=_all, kw_only=True)
    message: str = attrs.field(kw_only=True)
    """The text that is sent."""
    repeats: bool = attrs.field(default=False, kw_only=True)
    """It may go off more than once."""
    expires: datetime | None = attrs.field(default=None, kw_only=True)
    """When it ends (aware); None keeps it until it is deleted."""
    outside_rth: bool = attrs.field(default=False, kw_only=True)
    """It may go off outside regular hours."""
    email: str | None = attrs.field(default=None, kw_only=True)
    """Where mail goes to; None sends none."""
    popup: bool = attrs.field(default=False, kw_only=True)
    """Open a window in TWS."""
    mobile: bool = attrs.field(default=True, kw_only=True)
    """Tell the mobile app, too."""

    def __attrs_post_init__(self) -> None:
        """Refuse what IBKR would refuse, or take without meaning it."""
        if not self.name.strip() or len(self.name) > LONGEST_NAME:
            raise InvalidArgument(f"An alert needs a name of 1 to {LONGEST_NAME} characters.")
        if not self.message.strip():
            raise InvalidArgument("An alert needs a message: the text that is sent.")
        if self.email is not None and "@" not in self.email:
            raise InvalidArgument("email= takes an address such as ada@example.com.")
        if self.expires is not None:
            _instant(self.expires, "expires=")

    @property
    def expires_as_sent(self) -> str | None:
        """The end as IBKR writes it, in UTC."""
        return None if self.expires is None else _instant(self.expires, "expires=")
