"""How long an order lives, and in which sessions it works."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ibkr.simulator.broker.kinds import KINDS
from ibkr.simulator.broker.preview import ticket_flows
from ibkr.simulator.broker.tape import hours_of
from ibkr.simulator.market import calendar
from ibkr.simulator.market.calendar import Phase, Session
from ibkr.simulator.market.contract import instrument

if TYPE_CHECKING:
    from ibkr.simulator.broker.ticket import Ticket

_ONE_DAY = timedelta(days=1)

END_REASONS = {
    "DAY": "The order was good for its day, and the market has closed.",
    "GTC": "A good-till-cancelled order ends with the quarter after the one it was placed in.",
}
"""Why an order ends when its time is over, by its time in force."""


def may_work_in(ticket: Ticket, session: Session) -> bool:
    """Whether an order works in a session: outside of regular hours only if it can and asks to, if it must.

    The open and the close are those of the regular session, of futures too.
    """
    kind = KINDS[ticket.order_type]
    if session.phase is Phase.REGULAR:
        return True
    if kind.fill == "close" or ticket.tif == "OPG":
        return False
    return hours_of(ticket).trades_always or (ticket.outside_rth and kind.works_outside)


def good_until(ticket: Ticket, at: float) -> float:
    """When an order placed at epoch second `at` ends unless it is filled.

    A day's order ends with the last session it may work in of the day in which it can
    first work; one that is good till cancelled with the quarter after its own. Nothing
    outlives its contract.
    """
    end = _end_of_quarter(ticket, at) if ticket.tif == "GTC" else _end_of_day(ticket, at)
    days = (instrument(conid).last_trading_day for conid, _ in ticket_flows(ticket, ticket.quantity))
    hours = hours_of(ticket)
    for day in days:
        session = None if day is None else hours.regular(day)
        end = end if session is None else min(end, session.closes)
    return end


def _end_of_day(ticket: Ticket, at: float) -> float:
    hours = hours_of(ticket)
    day = hours.day_of(at)
    while True:
        sessions = [each for each in hours.sessions(day) if may_work_in(ticket, each) and each.closes > at]
        # An order for the opening is for the next one.
        if sessions and (ticket.tif != "OPG" or sessions[0].opens >= at):
            return sessions[-1].closes
        day += _ONE_DAY


def _end_of_quarter(ticket: Ticket, at: float) -> float:
    placed = calendar.local_date(at)
    months = placed.year * 12 + (placed.month - 1) // 3 * 3 + 6
    day_after = date(months // 12, months % 12 + 1, 1)
    return hours_of(ticket).previous(day_after).closes
