"""Which account is active, and what the accounts are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from ibkr_wire.models.accounts import AccountChoice
from ibkr_wire.rest.api.accounts import (
    available_funds,
    balances,
    brokerage,
    margins,
    market_value,
    pnl,
    switch,
    switch_dynamic,
)

from ibkr._core.exchange import converse
from ibkr._core.naming import account_ids, one_of
from ibkr._core.reading import amount, mapping, text
from ibkr.errors import BadRequest, UnknownAccount
from ibkr.model.accounts import AccountPnl, Figure, Pnl

if TYPE_CHECKING:
    from ibkr_wire.models.accounts import BrokerageAccounts

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow

FiguresOf: TypeAlias = Literal["available_funds", "balances", "margins", "market_value"]

_FIGURES: Final[dict[str, Any]] = {
    "available_funds": available_funds,
    "balances": balances,
    "margins": margins,
    "market_value": market_value,
}
# Profit of what belongs to no model.
CORE: Final = "Core"


def selected(desk: Desk) -> Flow[str | None]:
    """The active account; None where the login has none."""
    return text((yield from converse(brokerage.operation(), desk)).selected_account)


def select(account_id: str, desk: Desk) -> Flow[str]:
    """Make one of the tradable accounts the active one; nothing is sent when it is already.

    Raises:
        UnknownAccount: the login may not trade it.
        BadRequest: the account did not become the active one.
    """
    (wanted,) = account_ids(account_id)
    known = yield from converse(brokerage.operation(), desk)
    check_tradable(wanted, known, operation="accounts.select")
    if known.selected_account != wanted:
        yield from converse(switch.operation(AccountChoice(acct_id=wanted)), desk)
        yield from _check_selected(wanted, desk)
    return wanted


def check_tradable(account_id: str, known: BrokerageAccounts, *, operation: str) -> None:
    """Raise `UnknownAccount` unless the login may trade the account."""
    if account_id not in known.accounts:
        raise UnknownAccount(
            f"This login has no such account to trade (it has {len(known.accounts)}): use one of "
            "`ib.accounts.brokerage().accounts`.",
            account_id=account_id,
            operation=operation,
        )


def select_found(account_id: str, desk: Desk) -> Flow[str]:
    """Make an account that a search found the active one."""
    (wanted,) = account_ids(account_id)
    yield from converse(switch_dynamic.operation(AccountChoice(acct_id=wanted)), desk)
    yield from _check_selected(wanted, desk)
    return wanted


def _check_selected(wanted: str, desk: Desk) -> Flow[None]:
    # What the answer to the switch says differs by build, so IBKR is asked (endpoints.md, accounts).
    if (yield from selected(desk)) != wanted:
        raise BadRequest(
            "IBKR took the switch and another account is still the active one: call it again in a moment.",
            operation="accounts.select",
        )


def profit_and_loss(desk: Desk) -> Flow[dict[str, AccountPnl]]:
    """Profit and loss by account."""
    answer = yield from converse(pnl.operation(), desk)
    parts: dict[str, dict[str, Pnl]] = {}
    for key, row in mapping(answer.upnl).items():
        # `<account>.Core`; a key with nothing behind the dot was seen once.
        account, _, model = key.partition(".")
        parts.setdefault(account, {})[model or CORE] = _pnl(row)
    return {account: _account_pnl(account, found) for account, found in parts.items()}


def _pnl(row: Any) -> Pnl:
    excess = amount(row.uel)
    return Pnl(
        daily=amount(row.dpl),
        unrealized=amount(row.upl),
        net_liquidation=amount(row.nl),
        market_value=amount(row.mv),
        excess_liquidity=amount(row.el) if excess is None else excess,
    )


def _account_pnl(account: str, parts: dict[str, Pnl]) -> AccountPnl:
    core = parts.get(CORE, Pnl(None, None, None, None, None))
    return AccountPnl(
        core.daily,
        core.unrealized,
        core.net_liquidation,
        core.market_value,
        core.excess_liquidity,
        account_id=account,
        models={name: part for name, part in parts.items() if name != CORE},
    )


def figures(account_id: str, of: FiguresOf, desk: Desk) -> Flow[dict[str, dict[str, Figure]]]:
    """The figures that IBKR's own pages show, by segment or currency and then by name.

    Raises:
        InvalidArgument: there is no such set of figures.
    """
    operation = _FIGURES[one_of(of, _FIGURES, what="set of figures")].operation
    (wanted,) = account_ids(account_id)
    answer = yield from converse(operation(wanted), desk)
    return {segment: _figures(row) for segment, row in mapping(answer).items()}


def _figures(row: Any) -> dict[str, Figure]:
    named: dict[str, Any] = row.to_wire() if hasattr(row, "to_wire") else mapping(row)
    return {name: _figure(shown) for name, shown in named.items() if isinstance(shown, str)}


def _figure(shown: str) -> Figure:
    _, _, currency = shown.strip().rpartition(" ")
    is_code = len(currency) == 3 and currency.isalpha() and currency.isupper()
    return Figure(shown, amount(shown), currency if is_code and " " in shown.strip() else None)
