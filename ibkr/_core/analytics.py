"""Performance and transactions, with periods that exist."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, cast

from ibkr_wire.models.analytics import (
    PerformanceAccounts,
    PerformanceRequest,
    PeriodPerformance,
    TransactionsRequest,
)
from ibkr_wire.rest.api.analytics import all_periods, performance, transactions

from ibkr._core.exchange import exchange
from ibkr._core.naming import account_ids, one_of
from ibkr._core.reading import amount, day, flag, instant, mapping, rows, text, word
from ibkr.errors import InvalidArgument
from ibkr.model.contracts import conid_of
from ibkr.model.performance import (
    PERIODS,
    AccountPerformance,
    PerformancePeriod,
    Transaction,
    TransactionHistory,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow
    from ibkr.model.contracts import Which

DAYS: Final = 90
CURRENCY: Final = re.compile(r"[A-Z]{3}")


def returns(
    accounts: str | Iterable[str], desk: Desk, *, period: PerformancePeriod
) -> Flow[dict[str, AccountPerformance]]:
    """Net asset value and returns by account.

    Raises:
        InvalidArgument: there is no such period.
        PacingError: the same account was asked about within the last quarter of an hour.
    """
    one_of(period, PERIODS, what="period")
    wanted = PerformanceRequest(acct_ids=account_ids(accounts), period=period)
    answer = yield from exchange(performance.operation(wanted), desk)
    nav, cps, monthly = (_by_account(series) for series in (answer.nav, answer.cps, answer.tpps))
    return {account: _performance(account, nav, cps, monthly) for account in {**nav, **cps}}


_Rows = dict[str, tuple[list[Any], Any]]


def _by_account(series: Any) -> _Rows:
    """Days and row of each account."""
    dates = rows(getattr(series, "dates", None))
    return {word(row.id): (dates, row) for row in rows(getattr(series, "data", None))}


def _performance(account: str, nav: _Rows, cps: _Rows, monthly: _Rows) -> AccountPerformance:
    dates, worth = nav.get(account, ([], None))
    return_dates, gained = cps.get(account, (dates, None))
    months, by_month = monthly.get(account, ([], None))
    return AccountPerformance(
        account,
        currency=text(getattr(worth or gained, "base_currency", None)),
        days=_days(dates or return_dates),
        nav=rows(getattr(worth, "navs", None)),
        returns=rows(getattr(gained, "returns", None)),
        start_nav=_number(getattr(getattr(worth, "start_nav", None), "val", None)),
        months=_days(months),
        monthly=rows(getattr(by_month, "returns", None)),
    )


def _days(written: Iterable[Any]) -> list[date]:
    return [found for each in written if (found := day(each)) is not None]


def _number(value: Any) -> float | None:
    found = amount(value)
    return None if found is None else float(found)


def returns_by_period(
    accounts: str | Iterable[str], desk: Desk
) -> Flow[dict[str, dict[str, AccountPerformance]]]:
    """As `returns`, over every period that IBKR serves: by account, then by period."""
    wanted = PerformanceAccounts(acct_ids=account_ids(accounts))
    answer = yield from exchange(all_periods.operation(wanted), desk)
    found: dict[str, dict[str, AccountPerformance]] = {}
    for account, held in answer.items():
        # Accounts and periods are keys among others (endpoints.md, portfolio analyst).
        parts = mapping(held)
        periods = {name: part for name, part in parts.items() if isinstance(part, PeriodPerformance)}
        if periods:
            currency = text(parts.get("baseCurrency"))
            found[account] = {name: _over(account, currency, part) for name, part in periods.items()}
    return found


def _over(account: str, currency: str | None, part: PeriodPerformance) -> AccountPerformance:
    return AccountPerformance(
        account,
        currency=currency,
        days=_days(rows(part.dates)),
        nav=rows(part.nav),
        returns=rows(part.cps),
        start_nav=_number(getattr(part.start_nav, "val", None)),
    )


def transactions_in(
    which: Which, accounts: str | Iterable[str], desk: Desk, *, currency: str, days: int
) -> Flow[TransactionHistory]:
    """The transactions in one contract.

    Raises:
        InvalidArgument: the currency is no code of three letters, or `days` is not a positive number.
    """
    if not CURRENCY.fullmatch(currency):
        raise InvalidArgument(f"currency {currency!r} is no code of three capital letters, such as USD.")
    if isinstance(days, bool) or not isinstance(days, int) or days < 1:  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may be untyped
        raise InvalidArgument(f"days={days!r} must be a whole number from 1 on.")
    conid = conid_of(which)
    wanted = TransactionsRequest(acct_ids=account_ids(accounts), conids=[conid], currency=currency, days=days)
    answer = yield from exchange(transactions.operation(wanted), desk)
    return TransactionHistory(
        conid,
        currency=text(answer.currency) or currency,
        transactions=[_transaction(row) for row in rows(answer.transactions)],
        realized_pnl=amount(getattr(answer.rpnl, "amt", None)),
        start=instant(answer.from_time),
        end=instant(answer.to_time),
        includes_today=flag(cast("object", answer.includes_real_time)) is True,
        warning=text(answer.warning),
    )


def _transaction(row: Any) -> Transaction:
    return Transaction(
        day=day(row.raw_date) or _day_in_words(word(row.date)),
        kind=word(row.type),
        quantity=amount(row.qty),
        price=amount(row.pr),
        amount=amount(row.amt),
        currency=text(row.cur),
        exchange_rate=amount(row.fx_rate),
        account_id=text(row.acctid),
        description=word(row.desc),
    )


def _day_in_words(written: str) -> date | None:
    """The day of `Fri Feb 01 00:00:00 EST 2013`; the zone does not change which day is meant."""
    parts = written.split()
    try:
        return datetime.strptime(f"{parts[1]} {parts[2]} {parts[-1]}", "%b %d %Y").date()  # noqa: DTZ007  # only its day is used
    except (IndexError, ValueError):
        return None
