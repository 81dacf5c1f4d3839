"""Watchlists: an existing one is never overwritten unless that is what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from ibkr_wire.models.watchlists import WatchlistDraft, WatchlistDraftRow
from ibkr_wire.rest.api.watchlists import all as everything
from ibkr_wire.rest.api.watchlists import content, delete, save

from ibkr._core.exchange import WARM_UP, exchange
from ibkr._core.flow import Pause, holding
from ibkr._core.naming import said
from ibkr._core.reading import instant, rows, text, whole, word
from ibkr.errors import InvalidArgument, NotFound
from ibkr.model.contracts import conid_of
from ibkr.model.watchlists import WatchlistInfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ibkr_wire.models.watchlists import Watchlist, WatchlistDeletion

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow
    from ibkr.model.contracts import Which

T = TypeVar("T")

FIRST_ID: Final = 1000
LANE: Final = "watchlists"


def in_turn(flow: Flow[T]) -> Flow[T]:
    """A change that reads before it writes, with no other change of this client in between."""
    return holding(LANE, flow)


def lists(desk: Desk) -> Flow[list[WatchlistInfo]]:
    """The user's own lists, without their rows."""
    answer = yield from exchange(everything.operation(scope="USER_WATCHLIST"), desk)
    return [_info(row) for row in rows(getattr(answer.data, "user_lists", None))]


def _info(row: Any) -> WatchlistInfo:
    return WatchlistInfo(
        word(row.id), name=word(row.name), read_only=row.read_only is True, modified=instant(row.modified)
    )


def named(name: str, desk: Desk) -> Flow[WatchlistInfo]:
    """The user's list of that name.

    Raises:
        NotFound: there is none, or there are several.
    """
    mine = yield from lists(desk)
    found = [one for one in mine if one.name == name]
    if len(found) != 1:
        held = ", ".join(repr(one.name) for one in mine) or "none"
        raise NotFound(
            f"There are {len(found)} watchlists of the name {name!r}; the user has {held}. "
            "Take the id of one in `ib.watchlists.lists()`.",
            operation="watchlists.named",
        )
    return found[0]


def read(watchlist_id: str | int, desk: Desk) -> Flow[Watchlist]:
    """A list with its rows. A first answer with ids and names only is asked for again."""
    wanted = _id(watchlist_id)
    found = yield from exchange(content.operation(wanted), desk)
    if _is_sparse(found):
        yield Pause(WARM_UP)
        found = yield from exchange(content.operation(wanted), desk)
    return found


def _is_sparse(found: Watchlist) -> bool:
    held = [row for row in rows(found.instruments) if whole(row.conid) is not None]
    return bool(held) and not any(text(row.ticker) or text(row.full_name) for row in held)


def create(
    name: str, members: Iterable[Which | str], desk: Desk, *, watchlist_id: str | int | None
) -> Flow[str]:
    """Make a list; returns its id, which is a free one unless given.

    Raises:
        InvalidArgument: a list of that id exists; IBKR would overwrite it silently.
    """
    draft = _draft(name, members)
    taken = {one.watchlist_id for one in (yield from lists(desk))}
    wanted = _free(taken) if watchlist_id is None else _id(watchlist_id)
    if wanted in taken:
        raise InvalidArgument(
            f"There is a watchlist {wanted} already: change it with `ib.watchlists.replace(...)`, or leave "
            "the id out."
        )
    return (yield from _saved(wanted, draft, name, desk))


def replace(
    watchlist_id: str | int, members: Iterable[Which | str], desk: Desk, *, name: str | None
) -> Flow[str]:
    """Put other rows in an existing list, and another name if one is given."""
    known = yield from _existing(watchlist_id, desk)
    return (
        yield from _saved(known.watchlist_id, _draft(name or known.name, members), name or known.name, desk)
    )


def add(watchlist_id: str | int, members: Iterable[Which | str], desk: Desk) -> Flow[str]:
    """Add rows at the end of an existing list; contracts that it has stay where they are."""
    known = yield from _existing(watchlist_id, desk)
    held = yield from _held(known.watchlist_id, desk)
    present = {row.conid for row in held if isinstance(row.conid, int)}
    fresh = [row for row in _draft(known.name, members) if row.conid not in present]
    return (yield from _saved(known.watchlist_id, [*held, *fresh], known.name, desk))


def drop(watchlist_id: str | int, conids: Iterable[Which], desk: Desk) -> Flow[str]:
    """Take contracts out of an existing list.

    Raises:
        NotFound: it has one of them not.
    """
    unwanted = {conid_of(conid) for conid in conids}
    known = yield from _existing(watchlist_id, desk)
    held = yield from _held(known.watchlist_id, desk)
    missing = unwanted - {row.conid for row in held if isinstance(row.conid, int)}
    if missing:
        raise NotFound(
            f"The watchlist {known.name!r} has no contract {', '.join(map(str, sorted(missing)))}.",
            operation="watchlists.drop",
        )
    return (
        yield from _saved(
            known.watchlist_id, [row for row in held if row.conid not in unwanted], known.name, desk
        )
    )


def remove(watchlist_id: str | int, desk: Desk) -> Flow[WatchlistDeletion]:
    """Delete a list; IBKR itself says yes to ids that it does not have."""
    known = yield from _existing(watchlist_id, desk)
    return (yield from exchange(delete.operation(known.watchlist_id), desk))


def _existing(watchlist_id: str | int, desk: Desk) -> Flow[WatchlistInfo]:
    wanted = _id(watchlist_id)
    mine = yield from lists(desk)
    found = next((one for one in mine if one.watchlist_id == wanted), None)
    if found is None:
        held = ", ".join(f"{one.watchlist_id} ({one.name})" for one in mine) or "none"
        raise NotFound(
            f"The user has no watchlist {wanted}; there are {held}.", operation="watchlists.content"
        )
    return found


def _held(watchlist_id: str, desk: Desk) -> Flow[list[WatchlistDraftRow]]:
    """The rows of a list as they are saved."""
    found = yield from read(watchlist_id, desk)
    return [_kept(row) for row in rows(found.instruments)]


def _kept(row: Any) -> WatchlistDraftRow:
    conid = whole(row.conid) or whole(row.conid_text)
    return WatchlistDraftRow(heading=word(row.heading)) if conid is None else WatchlistDraftRow(conid=conid)


def _draft(name: str, members: Iterable[Which | str]) -> list[WatchlistDraftRow]:
    said(name, what="the name of a watchlist")
    return [
        WatchlistDraftRow(heading=each) if isinstance(each, str) else WatchlistDraftRow(conid=conid_of(each))
        for each in members
    ]


def _saved(wanted: str, draft: Sequence[WatchlistDraftRow], name: str, desk: Desk) -> Flow[str]:
    answer = yield from exchange(save.operation(WatchlistDraft(id=wanted, name=name, rows=list(draft))), desk)
    return word(answer.id) or wanted


def _id(watchlist_id: str | int) -> str:
    found = whole(watchlist_id)
    if found is None or found < 0:
        raise InvalidArgument(f"The id of a watchlist is a number, not {watchlist_id!r}.")
    return str(watchlist_id)


def _free(taken: set[str]) -> str:
    numbers = [number for each in taken if (number := whole(each)) is not None]
    return str(max([FIRST_ID, *numbers]) + 1)
