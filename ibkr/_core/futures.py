"""Futures of a root, and which of them is in front."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from ibkr_wire.operation import UNSET
from ibkr_wire.rest.api.contracts import futures

from ibkr._core import wire
from ibkr._core.chains import looked_up
from ibkr._core.recall import recall
from ibkr._core.snapshots import snapshots
from ibkr.errors import BadRequest, ContractError, InvalidArgument, NoSuchContract, NotFound
from ibkr.model.futures import Future, FutureChain

if TYPE_CHECKING:
    from ibkr_wire.models.contracts import Future as Row

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow

FrontBy: TypeAlias = Literal["expiry", "volume"]
# The one in front is among the next ones to expire.
CONTENDERS: Final = 3
PATIENCE: Final = 5.0


def future_chain(symbol: str, desk: Desk, *, exchange: str | None = None) -> Flow[FutureChain]:
    """The futures of a root, sorted by expiry.

    Raises:
        NoSuchContract: IBKR lists none.
    """
    root = _root(symbol)
    try:
        answer = yield from recall(futures.operation([root], exchange=exchange or UNSET), desk)
    except (BadRequest, NotFound):
        answer = {}
    rows = answer.get(root, [])
    found = [one for row in rows if (one := _future(row, root)) is not None]
    if not found:
        raise NoSuchContract(
            f"IBKR lists no futures of {root!r}{f' at {exchange}' if exchange else ''}: check the root "
            "symbol, such as ES.",
            operation="contracts.futures",
        )
    # Their quotes stay empty in a session that has not searched for them (limits-and-session.md).
    yield from looked_up(root, desk)
    found.sort(key=lambda one: (one.expiry, one.conid))
    return FutureChain(root, tuple(found), (yield from _today(found, desk)))


def _today(listed: list[Future], desk: Desk) -> Flow[date]:
    """The present day in UTC.

    A gateway that lists none but futures of the past lives in another year than this machine, as a
    simulated one may: then its own stamps tell the day.
    """
    here = datetime.fromtimestamp(desk.clock.now(), UTC).date()
    if here <= listed[-1].last_trade:
        return here
    (quote,) = yield from snapshots([listed[0].conid], desk, fields=["last"], wait=PATIENCE)
    return here if quote.updated is None else quote.updated.date()


def front_month(
    symbol: str,
    desk: Desk,
    *,
    by: FrontBy = "expiry",
    days_before: int = 0,
    exchange: str | None = None,
) -> Flow[Future]:
    """The future in front: the next to expire, or of the next three the one with the most volume today.

    Raises:
        NoSuchContract: IBKR lists none.
        ContractError: no volume is told to choose by.
    """
    if by not in ("expiry", "volume"):
        raise InvalidArgument(f"by={by!r}: the front month is the one by 'expiry' or by 'volume'.")
    chain = yield from future_chain(symbol, desk, exchange=exchange)
    first = chain.on(chain.today, days_before=days_before)
    if by == "expiry":
        return first
    contenders = chain.contracts[chain.contracts.index(first) :][:CONTENDERS]
    volumes = yield from _volumes(contenders, desk)
    if not volumes:
        raise ContractError(
            f"IBKR tells no volume of {', '.join(map(str, contenders))} today: choose by='expiry'.",
            operation="contracts.front_month",
        )
    return max(contenders, key=lambda one: volumes.get(one.conid, Decimal(-1)))


def _volumes(contenders: tuple[Future, ...], desk: Desk) -> Flow[dict[int, Decimal]]:
    conids = [one.conid for one in contenders]
    quotes = yield from snapshots(conids, desk, fields=["volume_long"], wait=PATIENCE)
    told = {quote.conid: quote.number("volume_long") or quote.volume for quote in quotes}
    return {conid: volume for conid, volume in told.items() if volume is not None}


def _root(symbol: str) -> str:
    root = symbol.strip().upper() if isinstance(symbol, str) else ""  # pyright: ignore[reportUnnecessaryIsInstance]  # callers without a type checker
    if not root or "," in root:
        raise InvalidArgument(f"Name one root symbol, such as ES, not {symbol!r}.")
    return root


def _future(row: Row, root: str) -> Future | None:
    expiry = wire.day(row.expiration_date)
    if expiry is None:
        return None
    return Future(
        row.conid,
        wire.text(row.symbol) or root,
        expiry,
        wire.day(row.ltd) or expiry,
        underlying_conid=wire.whole(row.underlying_conid),
        long_cut_off=wire.day(row.long_futures_cut_off),
        short_cut_off=wire.day(row.short_futures_cut_off),
    )
