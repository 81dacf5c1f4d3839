"""One operation from end to end: guards, calls that must come first, sending, decoding."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, cast

import attrs
import msgspec
from ibkr_wire.operation import UNSET

from ibkr._core.decode import decode, unknown_fields
from ibkr._core.flow import Pause, holding
from ibkr._core.opening import reopen
from ibkr._core.sending import send
from ibkr.errors import Guarded, NoBrokerageSession, ResponseError, UnknownAccount

if TYPE_CHECKING:
    from collections.abc import Callable

    from ibkr_wire.models.accounts import BrokerageAccounts
    from ibkr_wire.models.portfolio import PortfolioAccount
    from ibkr_wire.operation import Info, Operation

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow, Response

T = TypeVar("T")

# The gateway fills in within this time, in seconds, what its first answer left out.
WARM_UP: Final = 0.5
BROKERAGE: Final = "accounts.brokerage"
PORTFOLIO: Final = "portfolio.accounts"
GUARDED: Final = frozenset({"order", "settings"})


@attrs.frozen
class Answer(Generic[T]):
    """A typed answer together with what it was made from."""

    value: T
    body: bytes = attrs.field(repr=False)
    """The answer byte for byte."""
    status: int
    headers: Mapping[str, str] = attrs.field(repr=False)
    """Names in lower case."""
    unknown: Mapping[str, Any] = attrs.field(factory=dict[str, Any])
    """Fields that the description does not name, by path such as `$[0].newField`."""


def exchange(operation: Operation[T], desk: Desk) -> Flow[T]:
    """The typed answer of one operation.

    Orders of one account go one after the other: nothing comes between a question
    and its reply. Everything else passes freely.
    """
    if operation.info.effect == "order":
        return holding(order_lane(operation.account), converse(operation, desk))
    return converse(operation, desk)


def order_lane(account: str | None) -> str:
    """The lane in which orders of an account go one after the other."""
    return f"orders of {account or 'the session'}"


def converse(operation: Operation[T], desk: Desk) -> Flow[T]:
    """As `exchange`, for a flow that holds the account's lane already."""
    value, _ = yield from _typed(operation, desk)
    return value


def exchange_answer(operation: Operation[T], desk: Desk) -> Flow[Answer[T]]:
    """As `exchange`, with the evidence."""
    flow = _typed(operation, desk)
    if operation.info.effect == "order":
        flow = holding(order_lane(operation.account), flow)
    value, response = yield from flow
    return Answer(value, response.body, response.status, response.headers, _unknown(operation, response))


def _unknown(operation: Operation[Any], response: Response) -> dict[str, Any]:
    try:
        raw = msgspec.json.decode(response.body)
    except (msgspec.DecodeError, UnicodeDecodeError):  # a plain text answer has no fields
        return {}
    return dict(unknown_fields(operation.type, raw))


def _typed(operation: Operation[T], desk: Desk) -> Flow[tuple[T, Response]]:
    value, response = yield from _once(operation, desk)
    info = operation.info
    if info.first_answer != "complete":
        warmed, key = desk.session.warmed, f"{info.name} {operation.account}"
        cold = key not in warmed and _is_cold(info, value)
        warmed.add(key)
        if cold:
            yield Pause(WARM_UP)
            value, response = yield from _once(operation, desk)
    return value, response


def _once(operation: Operation[T], desk: Desk) -> Flow[tuple[T, Response]]:
    response = yield from _fetch(operation, desk)
    value = decode(operation, response.body, drift=desk.drift, strict=desk.strict)
    if operation.info.name in _LEARN:
        _LEARN[operation.info.name](desk, value)
        desk.session.prepared.add(operation.info.name)
    return value, response


def _fetch(operation: Operation[Any], desk: Desk) -> Flow[Response]:
    _check_read_only(operation.info, desk)
    try:
        yield from _prepare(operation, desk)
        return (yield from send(operation, desk))
    except NoBrokerageSession:
        if operation.info.retry != "safe":
            raise
    except ResponseError as error:
        _check_known(operation, desk, error)
        raise
    yield from reopen(desk)
    yield from _prepare(operation, desk)
    return (yield from send(operation, desk))


# --- calls that must come first ----------------------------------------------------------------


def _prepare(operation: Operation[Any], desk: Desk) -> Flow[None]:
    for name in operation.info.needs:
        if name not in desk.session.prepared:
            yield from holding(f"before {name}", _prepare_once(name, desk))
    if operation.info.effect == "order":
        yield from _check_account(operation, desk)


def _prepare_once(name: str, desk: Desk) -> Flow[None]:
    if name not in desk.session.prepared:  # another caller may have made it while this one waited
        yield from converse(named(name), desk)
        desk.session.prepared.add(name)


def named(name: str) -> Operation[Any]:
    """The operation of that façade name, which takes no arguments."""
    return importlib.import_module(f"ibkr_wire.rest.api.{name}").operation()


def _learn_brokerage(desk: Desk, accounts: BrokerageAccounts) -> None:
    desk.session.accounts = accounts


def _learn_portfolio(desk: Desk, accounts: list[PortfolioAccount]) -> None:
    desk.session.portfolio = frozenset(str(account.account_id) for account in accounts)


# Answers that tell something about the session, and what is remembered of them.
_LEARN: Final[dict[str, Callable[[Desk, Any], None]]] = {
    BROKERAGE: _learn_brokerage,
    PORTFOLIO: _learn_portfolio,
}


def _is_cold(info: Info, value: Any) -> bool:
    """Whether an answer looks like the first one of a session (limits-and-session.md, warm-ups)."""
    if info.first_answer == "empty":
        return value == [] or (getattr(value, "snapshot", None) is False and not value.orders)
    return info.first_answer == "sparse" and isinstance(value, list) and _is_sparse(cast("list[Any]", value))


def _is_sparse(rows: list[Any]) -> bool:
    if not rows or not isinstance(rows[0], msgspec.Struct):
        return False
    fields: tuple[str, ...] = rows[0].__struct_fields__
    return sum(getattr(rows[0], name) is UNSET for name in fields) * 2 > len(fields)


# --- guards ------------------------------------------------------------------------------------


def _check_read_only(info: Info, desk: Desk) -> None:
    if desk.read_only and info.effect in GUARDED:
        raise Guarded(
            f"{info.name} would change the account and this client is read-only: "
            "make the client without read_only=True to allow it.",
            operation=info.name,
        )


def _check_account(operation: Operation[Any], desk: Desk) -> Flow[None]:
    if BROKERAGE not in desk.session.prepared:
        yield from holding(f"before {BROKERAGE}", _prepare_once(BROKERAGE, desk))
    accounts = desk.session.accounts
    if accounts is None:
        return
    account = operation.account or accounts.selected_account
    if operation.account is not None and operation.account not in _tradable(accounts):
        raise _unknown_account(operation, ibkr_has=len(accounts.accounts))
    if not desk.live and not is_paper(accounts, account if isinstance(account, str) else ""):
        raise Guarded(
            f"{operation.info.name} was refused here because the account is not a paper account: "
            "trade it with Client(live=True).",
            operation=operation.info.name,
        )


def _tradable(accounts: BrokerageAccounts) -> frozenset[str]:
    """Accounts and advisor groups: either may stand in the path of an order."""
    groups = cast("object", accounts.groups)
    names = cast("list[str]", groups) if isinstance(groups, list) else []
    return frozenset(accounts.accounts) | frozenset(names)


def is_paper(accounts: BrokerageAccounts, account: str) -> bool:
    """Whether orders of the account move play money: the login says so, or the number starts with D."""
    return accounts.is_paper is True or account.startswith("D")


def _check_known(operation: Operation[Any], desk: Desk, error: ResponseError) -> None:
    """The gateway names an unknown account with 400, 401, 500 or 503: tell it from the rest."""
    known = desk.session.portfolio
    if PORTFOLIO in operation.info.needs and known and operation.account not in known:
        raise _unknown_account(operation, ibkr_has=len(known)) from error


def _unknown_account(operation: Operation[Any], *, ibkr_has: int) -> UnknownAccount:
    return UnknownAccount(
        f"This login has no such account (it has {ibkr_has}): use an account_id of "
        "`ib.portfolio.accounts()`.",
        account_id=str(operation.account),
        operation=operation.info.name,
    )
