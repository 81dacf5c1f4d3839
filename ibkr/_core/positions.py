"""Portfolios: positions page by page, balances, values and how they are spread."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

import attrs
from ibkr_wire.models.portfolio import AccountChoices, SubaccountPage
from ibkr_wire.operation import UNSET, Paging
from ibkr_wire.rest.api.portfolio import (
    allocation,
    combinations,
    combined_allocation,
    invalidate_positions,
    large_subaccounts,
    ledger,
    position,
    positions,
    summary,
)

from ibkr._core.exchange import exchange
from ibkr._core.naming import account_ids
from ibkr._core.pages import Pages, all_of
from ibkr._core.reading import amount, flag, instant, mapping, rows, text, whole
from ibkr.errors import BadRequest, GatewayFault, InvalidArgument
from ibkr.model.accounts import AccountValue, AccountValues, AssetAllocation, Balance, Ledger, Spread
from ibkr.model.contracts import conid_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from ibkr_wire.models.portfolio import Combination, PortfolioAccount, Position

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow
    from ibkr.model.contracts import Which

SMALLEST_PAGE: Final = 30
PAGING: Final = positions.INFO.paging or Paging(parameter="pageId", first=0, size=100)
SUBACCOUNT_PAGING: Final = large_subaccounts.INFO.paging or Paging(parameter="page", first=0, size=20)


# --- positions ---------------------------------------------------------------------------------


def position_pages(
    account_id: str,
    desk: Desk,
    *,
    model: str | None = None,
    sort: str | None = None,
    descending: bool = False,
) -> Pages[Position]:
    """The positions of an account, a page at a time."""
    (account,) = account_ids(account_id)

    def ask(number: int, _: Position | None) -> Flow[list[Position]]:
        operation = positions.operation(
            account,
            number,
            model=UNSET if model is None else model,
            sort=UNSET if sort is None else sort,
            direction=UNSET if sort is None else "d" if descending else "a",
        )
        return exchange(operation, desk)

    return Pages(ask, key=_position_key, is_last=_ends_positions, first=PAGING.first)


def _position_key(row: Position) -> tuple[object, ...]:
    # A drifted row has no conid that can be told from others; it is then as new as any.
    model = text(row.model) or ""
    return (row.conid, model) if isinstance(row.conid, int) else (id(row), model)  # pyright: ignore[reportUnnecessaryIsInstance]  # drifted answers keep what came


def _ends_positions(page: Sequence[Position]) -> bool:
    """Whether a page is not full. Pages of 30 and of 100 are reported; most rows say which (endpoints.md)."""
    sizes = [size for row in page if (size := whole(row.page_size)) is not None and size > 0]
    return len(page) < max(sizes, default=SMALLEST_PAGE)


def all_positions(account_id: str, desk: Desk) -> Flow[list[Position]]:
    """Every position of the account: pages are asked for until one is not full."""
    return all_of(position_pages(account_id, desk))


def position_of(account_id: str, which: Which, desk: Desk) -> Flow[Position | None]:
    """What the account holds of one contract outside of models; None where it holds none."""
    (account,) = account_ids(account_id)
    found = yield from exchange(position.operation(account, conid_of(which)), desk)
    plain = [row for row in found if not text(row.model)]
    return next(iter(plain or found), None)


def refreshed(account_id: str, desk: Desk) -> Flow[list[Position]]:
    """The positions, read anew by the gateway in place of those it remembers."""
    (account,) = account_ids(account_id)
    yield from exchange(invalidate_positions.operation(account), desk)
    return (yield from all_positions(account, desk))


def combos(account_id: str, desk: Desk, *, fresh: bool = False) -> Flow[list[Combination]]:
    """Positions that were opened as combinations; none where there are none."""
    (account,) = account_ids(account_id)
    try:
        return (yield from exchange(combinations.operation(account, nocache=fresh or UNSET), desk))
    except (BadRequest, GatewayFault) as error:
        # Some builds answer 500 where an account has no combinations (endpoints.md, portfolio).
        if error.status == 500:
            return []
        raise


# --- accounts below ----------------------------------------------------------------------------


@attrs.define
class SubaccountPages:
    """The accounts below an advisor or a broker, a page at a time, and how many there are."""

    desk: Desk
    total: int | None = None
    """Accounts in all, as IBKR counts them; None before the first page, or where it does not tell."""

    def pages(self) -> Pages[PortfolioAccount]:
        return Pages(self._ask, key=_account_key, is_last=self._is_last, first=SUBACCOUNT_PAGING.first)

    def _ask(self, number: int, _: PortfolioAccount | None) -> Flow[list[PortfolioAccount]]:
        answer = yield from exchange(large_subaccounts.operation(number), self.desk)
        if not isinstance(answer, SubaccountPage):
            return rows(answer)
        self.total = whole(getattr(answer.metadata, "total", None))
        return rows(answer.subaccounts)

    def _is_last(self, page: Sequence[PortfolioAccount]) -> bool:
        return len(page) < (SUBACCOUNT_PAGING.size or 1)


def _account_key(row: PortfolioAccount) -> str:
    return row.account_id


def subaccount_pages(desk: Desk) -> Pages[PortfolioAccount]:
    """The accounts below an advisor or a broker, a page at a time."""
    return SubaccountPages(desk).pages()


def all_subaccounts(desk: Desk) -> Flow[list[PortfolioAccount]]:
    """Every account below an advisor or a broker.

    Raises:
        GatewayFault: IBKR says that there are more than came.
    """
    book = SubaccountPages(desk)
    found = yield from all_of(book.pages())
    if book.total is not None and book.total > len(found):
        raise GatewayFault(
            f"IBKR counts {book.total} accounts and listed {len(found)}: ask again in a moment.",
            operation="portfolio.all_subaccounts",
            retryable=True,
        )
    return found


def subaccount_count(desk: Desk) -> Flow[int]:
    """How many accounts there are below an advisor or a broker, as IBKR counts them where it does."""
    book = SubaccountPages(desk)
    pages = book.pages()
    found = yield from pages.turn()
    while book.total is None and pages.more:
        found += yield from pages.turn()
    return len(found) if book.total is None else book.total


# --- worth -------------------------------------------------------------------------------------


def account_ledger(account_id: str, desk: Desk) -> Flow[Ledger]:
    """Balances by currency."""
    (account,) = account_ids(account_id)
    answer = yield from exchange(ledger.operation(account), desk)
    found = {currency: _balance(currency, row) for currency, row in answer.items()}
    base = found.pop("BASE", None)
    return Ledger(found, base)


def _balance(currency: str, row: Any) -> Balance:
    return Balance(
        currency,
        cash=amount(row.cashbalance),
        settled_cash=amount(row.settledcash),
        net_liquidation=amount(row.netliquidationvalue),
        stocks=amount(row.stockmarketvalue),
        options=_together(row.stockoptionmarketvalue, row.futureoptionmarketvalue),
        futures=amount(row.futuremarketvalue),
        bonds=_together(row.corporatebondsmarketvalue, row.tbondsmarketvalue, row.tbillsmarketvalue),
        funds=_together(row.funds, row.moneyfunds),
        crypto=amount(row.cryptocurrencyvalue),
        interest=amount(row.interest),
        dividends=amount(row.dividends),
        realized_pnl=amount(row.realizedpnl),
        unrealized_pnl=amount(row.unrealizedpnl),
        exchange_rate=amount(row.exchangerate),
        time=instant(row.timestamp),
    )


def _together(*parts: Any) -> Decimal | None:
    known = [value for part in parts if (value := amount(part)) is not None]
    return sum(known[1:], known[0]) if known else None


def account_values(account_id: str, desk: Desk) -> Flow[AccountValues]:
    """Every value of the account's summary."""
    (account,) = account_ids(account_id)
    answer = yield from exchange(summary.operation(account), desk)
    return AccountValues({name.lower(): _value(name.lower(), row) for name, row in answer.items()})


def _value(name: str, row: Any) -> AccountValue:
    shown, currency = text(row.value), text(row.currency)
    # A text has the amount 0 beside it, and no currency; money is written into `value` too.
    is_text = shown is not None and currency is None
    return AccountValue(
        name,
        amount=None if is_text else amount(row.amount),
        currency=currency,
        value=shown if is_text else None,
        is_null=flag(row.is_null) is True,
        severity=whole(row.severity),
        time=instant(row.timestamp),
    )


def spread(account: str | Iterable[str], desk: Desk, *, model: str | None = None) -> Flow[AssetAllocation]:
    """How one account, or several together, are spread.

    Raises:
        InvalidArgument: a model is named for several accounts.
    """
    accounts = account_ids(account)
    if len(accounts) == 1:
        operation = allocation.operation(accounts[0], model=UNSET if model is None else model)
    elif model is None:
        operation = combined_allocation.operation(AccountChoices(acct_ids=accounts))
    else:
        raise InvalidArgument("A model belongs to one account: name one account with model=.")
    answer = yield from exchange(operation, desk)
    return AssetAllocation(*map(_spread, (answer.asset_class, answer.sector, answer.group)))


def _spread(sides: Any) -> Spread:
    return Spread(*map(partial(_side, sides), ("long", "short")))


def _side(sides: Any, name: str) -> dict[str, Decimal]:
    held = mapping(getattr(sides, name, None))
    return {key: value for key, shown in held.items() if (value := amount(shown)) is not None}
