"""How often something may be asked."""

from __future__ import annotations

from typing import Any

import attrs

from ibkr.errors import InvalidArgument


def _above_zero(_: object, field: attrs.Attribute[Any], value: float | None) -> None:
    wrong = isinstance(value, bool) or not isinstance(value, (int, float, type(None)))  # pyright: ignore[reportUnnecessaryIsInstance]  # callers without a type checker
    if wrong or (value is not None and not 0 < value < float("inf")):
        raise InvalidArgument(f"Rate({field.name}=...) must be a number greater than zero, not {value!r}.")


@attrs.frozen
class Rate:
    """At most `calls` in `seconds`, at most `concurrent` at once, or both.

    ibkr.Pacing(rates={"market_data.history": ibkr.Rate(concurrent=3), "orders.live": ibkr.Rate(1, 10)})
    """

    calls: int | None = attrs.field(default=None, validator=_above_zero)
    seconds: float | None = attrs.field(default=None, validator=_above_zero)
    concurrent: int | None = attrs.field(default=None, kw_only=True, validator=_above_zero)

    def __attrs_post_init__(self) -> None:
        """Check that it limits something, in whole numbers."""
        if (self.calls is None) != (self.seconds is None) or self.calls is self.concurrent is None:
            raise InvalidArgument(
                "A Rate is so many calls in so many seconds, such as Rate(1, 5), or concurrent=3."
            )
        if any(isinstance(one, float) for one in (self.calls, self.concurrent)):
            raise InvalidArgument("Calls are counted in whole numbers, such as Rate(1, 5).")
