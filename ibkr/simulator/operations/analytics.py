"""Performance of accounts. Source: gateway facts "REST endpoints", section portfolio analyst."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from ibkr.simulator import reading
from ibkr.simulator.market import calendar
from ibkr.simulator.market.contract import instrument
from ibkr.simulator.refusals import refuse
from ibkr.simulator.world.performance import PERIODS, Values, dealings, values

if TYPE_CHECKING:
    from ibkr.simulator.broker.order import Execution
    from ibkr.simulator.call import Call
    from ibkr.simulator.state import State

_DAY_SECONDS = 86_400
_MOST_DAYS = 3650
_DEFAULT_DAYS = 90
_TYPE = "acctid"


def performance(state: State, call: Call) -> dict[str, Any]:
    """Values and returns of each account over one period; a period of another name is a 400."""
    body = call.object()
    accounts = _accounts(state, body)
    first = PERIODS[reading.choice(body, "period", PERIODS)](_today(state))
    found = {account: _values(state, account).since(first) for account in accounts}
    some = found[accounts[0]]
    return {
        "currencyType": "base",
        "pm": "TWR",
        "nd": (some.days[-1] - some.days[0]).days + 1,
        "id": "getPerformanceData",
        "included": accounts,
        "cps": _series("D", _dates(some), [_row(a, v, returns=_rounded(v)) for a, v in found.items()]),
        "tpps": _series(
            "M", list(some.by_month()), [_row(a, v, returns=_monthly(v)) for a, v in found.items()]
        ),
        "nav": _series("D", _dates(some), [_nav_row(a, v) for a, v in found.items()]),
    }


def _accounts(state: State, body: reading.Body) -> list[str]:
    return [state.known_account(account) for account in dict.fromkeys(reading.texts(body, "acctIds"))]


def _today(state: State) -> date:
    return calendar.latest_session(state.world.now()).day


def _values(state: State, account: str) -> Values:
    return values(state.broker, account, at=state.world.now())


def _series(freq: str, dates: list[str], rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"freq": freq, "dates": dates, "data": rows}


def _row(account: str, found: Values, **figures: Any) -> dict[str, Any]:
    span = {"start": _day(found.days[0]), "end": _day(found.days[-1])}
    return {"id": account, "idType": _TYPE, **span, **figures, "baseCurrency": found.currency}


def _nav_row(account: str, found: Values) -> dict[str, Any]:
    return _row(account, found, startNAV=_start(found), navs=list(found.navs))


def _start(found: Values) -> dict[str, Any]:
    return {"date": _day(found.start[0]), "val": found.start[1]}


def _dates(found: Values) -> list[str]:
    return [_day(day) for day in found.days]


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _rounded(found: Values) -> list[float]:
    return [round(value, 8) for value in found.returns]


def _monthly(found: Values) -> list[float]:
    return [round(value, 8) for value in found.by_month().values()]


def all_periods(state: State, call: Call) -> dict[str, Any]:
    """Every period of each account; accounts and periods are keys among fixed ones."""
    chosen = call.query("param")
    accounts = [state.known_account(chosen)] if chosen else _accounts(state, call.object())
    return {
        "currencyType": "base",
        "rc": 0,
        "view": accounts,
        "nd": 365,
        "id": "getPerformanceAllPeriods",
        "included": accounts,
        "pm": "TWR",
        **{account: _periods(state, account) for account in accounts},
    }


def _periods(state: State, account: str) -> dict[str, Any]:
    year, today = _values(state, account), _today(state)
    found = {name: year.since(first(today)) for name, first in PERIODS.items()}
    return {
        **{
            name: {
                "nav": list(part.navs),
                "cps": _rounded(part),
                "freq": "D",
                "dates": _dates(part),
                "startNAV": _start(part),
            }
            for name, part in found.items()
        },
        "lastSuccessfulUpdate": f"{state.world.datetime():%Y-%m-%d %H:%M:%S}",
        "start": _day(year.days[0]),
        "end": _day(year.days[-1]),
        "periods": list(PERIODS),
        "baseCurrency": year.currency,
    }


def transactions(state: State, call: Call) -> dict[str, Any]:
    """What the accounts dealt in one contract, and what that realised."""
    body = call.object()
    accounts, conids = _accounts(state, body), reading.wholes(body, "conids")
    currency = reading.text(body, "currency")
    days = reading.whole(body, "days") if "days" in body else _DEFAULT_DAYS
    if len(conids) != 1 or not 0 < days <= _MOST_DAYS:
        raise refuse(400, "Bad Request: conids names not one contract, or days is out of range")
    end = state.world.now()
    since = calendar.midnight(calendar.local_date(end) - timedelta(days=days))
    found = [each for account in accounts for each in dealings(state.broker, account, conids[0], since=since)]
    return {
        "rc": 0,
        "nd": days,
        "rpnl": _realized(found),
        "currency": currency,
        "from": int(since * 1000),
        "to": int(end * 1000),
        "id": "getTransactions",
        "includesRealTime": True,
        "transactions": [_transaction(each) for each in reversed(found)],
    }


def _realized(found: list[Execution]) -> dict[str, Any]:
    """Profits by fill. The sum is text, as are the parts and the contract ids."""
    closed = [each for each in found if each.realized_pnl]
    rows = [
        {
            "date": _day(calendar.local_date(each.time)),
            "cur": each.instrument.currency,
            "fxRate": 1,
            "side": "G" if each.realized_pnl > 0 else "L",
            "acctid": each.account,
            "amt": f"{abs(each.realized_pnl):.2f}",
            "conid": str(each.conid),
        }
        for each in closed
    ]
    return {"data": rows, "amt": f"{sum(each.realized_pnl for each in closed):.2f}"}


def _transaction(fill: Execution) -> dict[str, Any]:
    bought = fill.side == "BUY"
    listing = instrument(fill.conid)
    day = calendar.local_date(fill.time)
    sign = -1 if bought else 1
    midnight = datetime.fromtimestamp(calendar.midnight(day), calendar.new_york())
    return {
        "date": f"{midnight:%a %b %d %H:%M:%S %Z %Y}",
        "rawDate": _day(day),
        "cur": listing.currency,
        "fxRate": 1,
        "pr": float(fill.price),
        "qty": float(-sign * fill.quantity),
        "acctid": fill.account,
        "amt": float(sign * fill.net_amount),
        "conid": fill.conid,
        "type": "Buy" if bought else "Sell",
        "desc": listing.company_name,
        "symbol": listing.symbol,
    }


def summary(state: State, call: Call) -> dict[str, Any]:
    """Balances by account. The call is no longer documented, and its real answer is not known."""
    found = [state.broker.summary(account) for account in _accounts(state, call.object())]
    return {
        each.account: {"currency": each.currency, "total": {"end": float(round(each.net_liquidation, 2))}}
        for each in found
    }


SERVES = {
    "analytics.performance": performance,
    "analytics.all_periods": all_periods,
    "analytics.transactions": transactions,
    "analytics.summary": summary,
}
