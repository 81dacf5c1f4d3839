"""One operation from end to end: guards, calls that must come first, sending, decoding."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, cast

import attrs
import msgspec
from ibkr_wire.operation import UNSET

from ibkr._core.decode import decode, unknown_fields
from ibkr._core.flow import Pause, holding
from ibkr._core.opening import note_status, reopen
from ibkr._core.resets import after_reset
from ibkr._core.sending import send
from ibkr.errors import BadRequest, GatewayFault, Guarded, NoBrokerageSession, ResponseError, UnknownAccount

if TYPE_CHECKING:
    from collections.abc import Callable

    from ibkr_wire.models.accounts import BrokerageAccounts
    from ibkr_wire.operation import Info, Operation

    from ibkr._core.authority import Signer
    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow, Response

T = TypeVar("T")

# The gateway fills in within this time, in seconds, what its first answer left out.
WARM_UP: Final = 0.5
BROKERAGE: Final = "accounts.brokerage"
PORTFOLIO: Final = "portfolio.accounts"
SELECTING: Final = frozenset({"accounts.switch", "accounts.switch_dynamic"})
# Lists that are about the active account only.
OF_THE_ACTIVE_ACCOUNT: Final = frozenset({"orders.live None", "trades.executions None"})
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
    try:
        response = yield from _fetch(operation, desk)
    except (GatewayFault, NoBrokerageSession) as error:
        response = yield from after_reset(error, operation.info, partial(_fetch, operation, desk), desk)
    value = decode(operation, response.body, drift=desk.drift, strict=desk.strict)
    learn = _LEARN.get(operation.info.name)
    if learn is not None and learn(desk, value):
        desk.session.prepared.add(operation.info.name)
    return value, response


def _fetch(operation: Operation[Any], desk: Desk) -> Flow[Response]:
    _check_read_only(operation.info, desk)
    if operation.info.name in SELECTING:
        # Whatever the answer says, or if none comes: which account is active has to be asked for again.
        desk.session.accounts = None
        desk.session.warmed -= OF_THE_ACTIVE_ACCOUNT
    try:
        if desk.auth is not None:
            yield from _enter(operation.info, desk, desk.auth.for_call(operation.info))
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


def _enter(info: Info, desk: Desk, signer: Signer) -> Flow[None]:
    """Have a token, and behind it the brokerage session where the call needs one.

    Nobody logs in with a browser here, so nobody else opens it.
    """
    yield from signer.ready(desk, early=False)
    if info.tier == "brokerage" and desk.session.state == "no_bridge":
        yield from reopen(desk)


def vet(operation: Operation[Any], desk: Desk) -> Flow[None]:
    """Check an order as `exchange` would before it is sent; only what reads is asked for."""
    yield from _prepare(operation, desk)


# --- calls that must come first ----------------------------------------------------------------


def _prepare(operation: Operation[Any], desk: Desk) -> Flow[None]:
    for name in operation.info.needs:
        if name not in desk.session.prepared:
            yield from holding(f"before {name}", _prepare_once(name, desk))
    if PORTFOLIO in operation.info.needs and desk.session.portfolio_is_all:
        _check_listed(operation, desk)
    if operation.info.effect == "order":
        yield from _check_account(operation, desk)
        for guard in desk.guards:
            yield from guard(operation, desk)


def _prepare_once(name: str, desk: Desk) -> Flow[None]:
    told = name != BROKERAGE or desk.session.accounts is not None
    if name not in desk.session.prepared or not told:  # another caller may have asked while this one waited
        yield from converse(named(name), desk)
        desk.session.prepared.add(name)


def named(name: str) -> Operation[Any]:
    """The operation of that façade name, which takes no arguments."""
    return importlib.import_module(f"ibkr_wire.rest.api.{name}").operation()


def _learn_brokerage(desk: Desk, accounts: Any) -> bool:
    if not isinstance(getattr(accounts, "accounts", None), list):
        return False
    desk.session.accounts = accounts
    return True


def _learn_portfolio(desk: Desk, accounts: Any) -> bool:
    if not isinstance(accounts, list):
        return False
    rows = cast("list[Any]", accounts)
    found = (getattr(one, "account_id", None) for one in rows)
    desk.session.portfolio = frozenset(one for one in found if isinstance(one, str))
    desk.session.portfolio_is_all = not any(map(_has_others_below, rows))
    return bool(desk.session.portfolio)


def _has_others_below(account: Any) -> bool:
    """Whether there may be accounts that the list leaves out: those of an advisor's or a broker's clients."""
    parent = getattr(account, "parent", None)
    above = any(getattr(parent, name, None) is True for name in ("is_m_parent", "is_multiplex"))
    return above or getattr(account, "faclient", None) is not False


def _learn_tickle(desk: Desk, answer: Any) -> bool:
    token = getattr(answer, "session", None)
    desk.session.token = token if isinstance(token, str) else desk.session.token
    return False


def _learn_status(desk: Desk, answer: Any) -> bool:
    """Take the session's state from an answer of `ib.auth`, where it tells."""
    if isinstance(getattr(answer, "authenticated", None), bool):
        note_status(answer, desk, why="auth/status")
    return False


def _learn_logout(desk: Desk, _: Any) -> bool:
    desk.session.move("logged_out", now=desk.clock.now(), why="logout")
    return False


# Answers that tell something about the session. A call by path, or a drifted answer, may tell nothing.
_LEARN: Final[dict[str, Callable[[Desk, Any], bool]]] = {
    BROKERAGE: _learn_brokerage,
    "auth.tickle": _learn_tickle,
    "auth.status": _learn_status,
    "auth.status_get": _learn_status,
    "auth.init": _learn_status,
    "auth.logout": _learn_logout,
    PORTFOLIO: _learn_portfolio,
}


def _is_cold(info: Info, value: Any) -> bool:
    """Whether an answer looks like the first one of a session (limits-and-session.md, warm-ups)."""
    if info.first_answer == "empty":
        return _is_empty(value) or _snapshot_flag(value) is False
    return info.first_answer == "sparse" and isinstance(value, list) and _is_sparse(cast("list[Any]", value))


def _is_empty(value: Any) -> bool:
    """Whether an answer holds nothing: an empty list, or an object of which nothing is filled."""
    if isinstance(value, msgspec.Struct):
        held = (getattr(value, name) for name in value.__struct_fields__)
        return not any(one for one in held if one is not UNSET)
    return not value


def _snapshot_flag(value: Any) -> object:
    """What live orders say of themselves: false means that the list cannot be trusted yet."""
    keys = cast("dict[str, object]", value)
    return keys.get("snapshot") if isinstance(value, dict) else getattr(value, "snapshot", None)


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
    if BROKERAGE not in desk.session.prepared or desk.session.accounts is None:
        yield from holding(f"before {BROKERAGE}", _prepare_once(BROKERAGE, desk))
    accounts = desk.session.accounts
    if accounts is not None and operation.account not in (None, *_tradable(accounts)):
        raise _unknown_account(operation, ibkr_has=len(accounts.accounts))
    if not desk.live and (accounts is None or not is_paper(accounts, operation.account)):
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


def is_paper(accounts: BrokerageAccounts, account: str | None) -> bool:
    """Whether orders of the account move play money: the login says so, or the number starts with D.

    Without an account the selected one is meant.
    """
    number = account or accounts.selected_account
    return accounts.is_paper is True or (isinstance(number, str) and number.startswith("D"))


def _check_listed(operation: Operation[Any], desk: Desk) -> None:
    """Refuse an account that the login does not have, where the list of its accounts leaves out none."""
    known = desk.session.portfolio
    if known and not known.issuperset(operation.accounts):
        raise _unknown_account(operation, ibkr_has=len(known))


def _check_known(operation: Operation[Any], desk: Desk, error: ResponseError) -> None:
    """The gateway names an unknown account with 400, 401, 500 or 503: tell it from the rest."""
    known = desk.session.portfolio
    if operation.account is None and (operation.body is None or not isinstance(error, BadRequest)):
        return  # It names none; or several, in its body, and only a plain refusal is about them.
    if PORTFOLIO in operation.info.needs and known and operation.account not in known:
        raise _unknown_account(operation, ibkr_has=len(known)) from error


def _unknown_account(operation: Operation[Any], *, ibkr_has: int) -> UnknownAccount:
    return UnknownAccount(
        f"This login has no such account (it has {ibkr_has}): use an account_id of "
        "`ib.portfolio.accounts()`.",
        account_id=operation.account or ", ".join(operation.accounts),
        operation=operation.info.name,
    )
