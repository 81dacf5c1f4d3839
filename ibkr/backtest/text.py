"""Numbers and dates as people read them, for the report and the terminal."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from ..model.bars import from_milliseconds

if TYPE_CHECKING:
    from datetime import datetime

    from .metrics import Calendar
    from .result import Result

MINUS: Final = "\u2212"
MISSING: Final = "–"

SCALES: Final = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k"))

CONVENTIONS: Final = {
    "next_open": "decided when a bar is over, filled at the open of the next",
    "next_close": "decided when a bar is over, filled at the close of the next",
    "close": "filled at the close of the bar they were decided on, a price the decision has used",
}


def number(value: float, digits: int = 2) -> str:
    """`1,234.50`, with a true minus sign; a dash where there is no number."""
    if not math.isfinite(value):
        return MISSING
    text = f"{abs(value):,.{digits}f}"
    return MINUS + text if value < 0 and float(text.replace(",", "")) else text


def percent(value: float, digits: int = 1, *, sign: bool = False) -> str:
    """A fraction as a percentage: 0.123 is `12.3 %`; with `sign`, gains carry a plus."""
    if not math.isfinite(value):
        return MISSING
    text = number(100.0 * value, digits)
    plus = "+" if sign and value > 0 and text.strip("0.,") else ""
    return f"{plus}{text}\u00a0%"


def compact(value: float, step: float) -> str:
    """An axis label: `120k`, `1.25M`; as many digits as ticks `step` apart need to differ."""
    for scale, letter in SCALES:
        if max(abs(value), step) >= scale and step >= scale / 1000:
            return number(value / scale, decimals(step / scale)) + (letter if value else "")
    return number(value, decimals(step))


def decimals(step: float) -> int:
    """How many decimals a multiple of `step` needs."""
    for digits in range(9):
        if abs(step * 10**digits - round(step * 10**digits)) < 1e-6:
            return digits
    return 9


def day(time: datetime) -> str:
    """`1 Mar 2013`."""
    return f"{time.day} {time:%b %Y}"


def moment(time: datetime, *, with_clock: bool) -> str:
    """The day, with hours and minutes (UTC) where bars are shorter than a day."""
    return f"{day(time)} {time:%H:%M}" if with_clock else day(time)


def shorter_than_a_day(calendar: Calendar) -> bool:
    """Whether there are several bars a day, so that a date alone does not name one."""
    return calendar.periods_per_year > 366


def title(result: Result) -> str:
    """`MovingAverageCross on AAPL`."""
    return f"{result.strategy} on {result.asset}"


def parameters(result: Result) -> str:
    """`fast 10, slow 30`."""
    return ", ".join(f"{name} {value}" for name, value in result.parameters.items()) or "none"


def span(result: Result) -> str:
    """First and last bar: `3 Jan 2000 – 1 Mar 2013`."""
    clock = shorter_than_a_day(result.metrics.calendar)
    first, last = from_milliseconds(int(result.times[0])), from_milliseconds(int(result.times[-1]))
    return f"{moment(first, with_clock=clock)} – {moment(last, with_clock=clock)}"


def still_open(result: Result) -> list[str]:
    """What is held at the end: `100 shares`, with several assets `100 shares of AAPL`."""
    held = {name: positions[-1].item() for name, positions in result.positions.items()}
    alone = len(held) == 1
    return [
        f"{shares:,} {'share' if abs(shares) == 1 else 'shares'}{'' if alone else f' of {name}'}"
        for name, shares in held.items()
        if shares
    ]
