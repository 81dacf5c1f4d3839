"""Option chains: search, strikes, definitions, in the order in which the gateway insists on them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import attrs
from ibkr_wire.operation import UNSET
from ibkr_wire.rest.api.contracts import search, secdef_info, strikes

from ibkr._core import wire
from ibkr._core.contracts import by_conid, find
from ibkr._core.flow import together
from ibkr._core.recall import learn, recall
from ibkr._core.snapshots import snapshots
from ibkr.errors import (
    AmbiguousContract,
    BadRequest,
    ContractError,
    InvalidArgument,
    NoSuchContract,
    NotFound,
)
from ibkr.model.contracts import Contract, HasConid, conid_of
from ibkr.model.options import Option, OptionChain, Right, month_of

if TYPE_CHECKING:
    from datetime import date

    from ibkr_wire.models.contracts import ContractMatch, ContractSection, SecdefInfo, Strikes

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow

OptionType: TypeAlias = Literal["OPT", "FOP"]
Rights: TypeAlias = Literal["CP", "C", "P"]
Underlying: TypeAlias = "str | int | HasConid"
Window: TypeAlias = "int | str | None"
"""So many strikes on each side of the price, so much of it ("10%"), or None for all."""
Cut: TypeAlias = "Callable[[Sequence[Decimal], Decimal], Sequence[Decimal]]"

DEFAULT_WINDOW: Final = 10
OPTIONLIKE: Final = frozenset({"OPT", "FOP", "WAR", "BAG"})
RIGHTS: Final[dict[str, tuple[Right, ...]]] = {"CP": ("C", "P"), "PC": ("C", "P"), "C": ("C",), "P": ("P",)}
# Seconds to wait for the underlying's price.
PATIENCE: Final = 5.0
_MONTH: Final = re.compile(r"(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)\d\d", re.ASCII)
_PERCENT: Final = re.compile(r"\s*(\d{1,3}(?:\.\d+)?)\s*%\s*", re.ASCII)


@attrs.frozen
class _Source:
    """The underlying, and what its options are asked for with."""

    contract: Contract
    sec_type: OptionType
    months: tuple[str, ...]
    exchange: str | None


def option_chain(
    underlying: Underlying,
    desk: Desk,
    *,
    months: int | str | Sequence[str] = 1,
    window: Window = DEFAULT_WINDOW,
    rights: Rights = "CP",
    around: Decimal | float | str | None = None,
    sec_type: OptionType = "OPT",
    exchange: str | None = None,
) -> Flow[OptionChain]:
    """The options of an underlying in those months, with strikes around its price.

    Raises:
        InvalidArgument: a month, window or right that cannot be; months that are not listed.
        NoSuchContract: no such underlying, or one without options.
        AmbiguousContract: the symbol has several underlyings with options.
    """
    cut = _cut(window)
    sides = _sides(rights)
    _check_months(months)
    source = yield from _source(underlying, sec_type, exchange, desk)
    chosen = _chosen(months, source)
    price = None if cut is None else (yield from _price(source, around, desk))
    listed = yield from _strikes(source, chosen, sides, desk)
    wanted = [
        (month, strike)
        for month, strikes in zip(chosen, listed, strict=True)
        for strike in (strikes if cut is None or price is None else cut(strikes, price))
    ]
    found = yield from together(_options(source, month, strike, sides, desk) for month, strike in wanted)
    options = sorted(
        (one for some in found for one in some),
        key=lambda one: (one.expiry, one.strike, one.right, one.trading_class),
    )
    unlisted = tuple(terms for terms, some in zip(wanted, found, strict=True) if not some)
    return OptionChain(source.contract, tuple(options), chosen, source.months, price, unlisted)


def option(
    underlying: Underlying,
    expiry: date,
    strike: Decimal | float | str,
    right: Right,
    desk: Desk,
    *,
    sec_type: OptionType = "OPT",
    exchange: str | None = None,
) -> Flow[Option]:
    """The one option of those terms.

    Raises:
        InvalidArgument: terms that cannot be.
        NoSuchContract: there is none; it tells on which days there is one of that strike.
        AmbiguousContract: several, of different trading classes.
    """
    if right not in ("C", "P"):
        raise InvalidArgument(f"right={right!r}: one option is a call, C, or a put, P.")
    wanted, month = _strike(strike), month_of(expiry)
    source = yield from _source(underlying, sec_type, exchange, desk)
    named = f"{source.contract.symbol} {expiry} {wanted} {right}"
    listed = month in source.months
    found = (yield from _options(source, month, wanted, (right,), desk)) if listed else []
    fitting = [one for one in found if one.expiry == expiry]
    if not fitting:
        instead = sorted({str(one.expiry) for one in found}) or source.months
        raise NoSuchContract(
            f"IBKR lists no option {named}: choose among {', '.join(instead)}, or see the chain with "
            "ib.contracts.option_chain().",
            operation="contracts.option",
        )
    if len(fitting) > 1:
        classes = ", ".join(f"{one.trading_class} (conid {one.conid})" for one in fitting)
        raise AmbiguousContract(
            f"{named} is listed more than once: {classes}. Use one of the conids.",
            candidates=tuple(fitting),
        )
    return fitting[0]


# --- what is asked for -------------------------------------------------------------------------


def _cut(window: Window) -> Cut | None:
    """How to choose strikes, oldest rule first: a number of them, or a part of the price."""
    if window is None:
        return None
    if isinstance(window, int) and not isinstance(window, bool) and window > 0:
        count = window
        return lambda strikes, price: _nearest(strikes, price, count)
    found = _PERCENT.fullmatch(window) if isinstance(window, str) else None
    if found is None or not Decimal(found[1]):
        raise InvalidArgument(
            f"window={window!r}: write how many strikes on each side of the price, such as 10, how far from "
            'it, such as "10%", or None for all strikes.'
        )
    part = Decimal(found[1]) / 100
    return lambda strikes, price: [one for one in strikes if abs(one - price) <= price * part]


def _nearest(strikes: Sequence[Decimal], price: Decimal, count: int) -> Sequence[Decimal]:
    place = bisect_left(strikes, price)
    above = place + count + (place < len(strikes) and strikes[place] == price)
    return strikes[max(0, place - count) : above]


def _strike(strike: Decimal | float | str) -> Decimal:
    found = None if isinstance(strike, bool) else wire.number(str(strike))
    if found is None or found <= 0:
        raise InvalidArgument(f"strike={strike!r} is no strike: write a number above zero.")
    return found


def _sides(rights: str) -> tuple[Right, ...]:
    if rights not in RIGHTS:
        raise InvalidArgument(f"rights={rights!r}: write C for calls, P for puts or CP for both.")
    return RIGHTS[rights]


def _check_months(months: int | str | Sequence[str]) -> None:
    if isinstance(months, int):
        if isinstance(months, bool) or months < 1:
            raise InvalidArgument(f"months={months!r}: ask for at least one month.")
        return
    wanted = [months] if isinstance(months, str) else months
    wrong = next((one for one in wanted if not _MONTH.fullmatch(str(one).upper())), None)
    if wrong is not None or not wanted:
        raise InvalidArgument(f"{wrong!r} is no month: write MAR13, or how many of the next months.")


def _chosen(months: int | str | Sequence[str], source: _Source) -> tuple[str, ...]:
    if isinstance(months, int):
        return source.months[:months]
    wanted = [one.upper() for one in ([months] if isinstance(months, str) else months)]
    missing = [one for one in wanted if one not in source.months]
    if missing:
        raise InvalidArgument(
            f"IBKR lists no options on {source.contract.symbol} for {', '.join(missing)}: choose among "
            f"{', '.join(source.months)}."
        )
    return tuple(dict.fromkeys(wanted))


# --- the underlying ----------------------------------------------------------------------------


def looked_up(symbol: str, desk: Desk) -> Flow[list[ContractMatch]]:
    """The rows of a search by symbol, which every session has to make before it may ask for derivatives.

    Without it strikes are empty, and so are quotes of derivatives (limits-and-session.md).
    """
    operation, mark = search.operation(symbol), f"search of {symbol}"
    try:
        if mark in desk.session.prepared:
            return (yield from recall(operation, desk))
        rows = yield from learn(operation, desk)
    except (BadRequest, NotFound):  # an unknown symbol is an error in some builds
        rows = []
    desk.session.prepared.add(mark)
    return rows


def _source(underlying: Underlying, sec_type: OptionType, exchange: str | None, desk: Desk) -> Flow[_Source]:
    named = yield from _named(underlying, desk)
    symbol = named.symbol if isinstance(named, Contract) else named
    rows = yield from looked_up(symbol, desk)
    fitting = [(row, section) for row in rows if (section := _section(row, sec_type)) is not None]
    if isinstance(named, Contract):
        fitting = [pair for pair in fitting if wire.whole(pair[0].conid) == named.conid]
    elif len(fitting) > 1:
        fitting = yield from _preferred(symbol, fitting, desk)
    if not fitting:
        raise NoSuchContract(
            f"IBKR lists no {'options' if sec_type == 'OPT' else 'options on futures'} on {named}: check the "
            "underlying with ib.contracts.search().",
            operation="contracts.option_chain",
        )
    row, section = fitting[0]
    contract = named if isinstance(named, Contract) else _contract(row)
    return _Source(contract, sec_type, wire.words(section.months, ";"), exchange)


def _named(underlying: Underlying, desk: Desk) -> Flow[Contract | str]:
    if isinstance(underlying, str):
        return underlying.strip().upper()
    if isinstance(underlying, Contract):
        contract = underlying
    else:
        contract = yield from by_conid(conid_of(underlying), desk)
    if contract.sec_type in OPTIONLIKE:
        raise InvalidArgument(f"{contract} has no options of its own: name its underlying.")
    return contract


def _section(row: ContractMatch, sec_type: str) -> ContractSection | None:
    sections = row.sections if isinstance(row.sections, list) else []
    return next((one for one in sections if one.sec_type == sec_type and one.months), None)


def _preferred(
    symbol: str, fitting: list[tuple[ContractMatch, ContractSection]], desk: Desk
) -> Flow[list[tuple[ContractMatch, ContractSection]]]:
    """Of several listings with options the one that `find` means."""
    candidates = tuple(_contract(row) for row, _ in fitting)
    try:
        meant = yield from find(symbol, desk)
    except ContractError:
        meant = None
    chosen = [pair for pair in fitting if meant is not None and wire.whole(pair[0].conid) == meant.conid]
    if not chosen:
        raise AmbiguousContract(
            f"{symbol} has options on {len(candidates)} underlyings: {'; '.join(map(str, candidates))}. "
            "Name one by its conid.",
            candidates=candidates,
        )
    return chosen


def _contract(row: ContractMatch) -> Contract:
    sections = row.sections if isinstance(row.sections, list) else []
    kind = wire.text(sections[0].sec_type) if sections else ""
    exchange, name = wire.text(row.description), wire.text(row.company_name)
    return Contract(conid_of(row), wire.text(row.symbol), kind, name=name, exchange=exchange)


def _price(source: _Source, around: Decimal | float | str | None, desk: Desk) -> Flow[Decimal]:
    if around is not None:
        given = wire.number(around if isinstance(around, (str, float, int)) else str(around))
        if given is None or given <= 0:
            raise InvalidArgument(f"around={around!r} is no price.")
        return given
    fields = ["last", "bid", "ask"]
    (quote,) = yield from snapshots([source.contract.conid], desk, fields=fields, wait=PATIENCE)
    if quote.last is not None:
        return quote.last
    if quote.bid is None or quote.ask is None:
        raise ContractError(
            f"IBKR tells no price of {source.contract} to lay the window around: say one with around=, or "
            "take all strikes with window=None.",
            operation="contracts.option_chain",
        )
    return (quote.bid + quote.ask) / 2


# --- strikes and definitions -------------------------------------------------------------------


def _strikes(
    source: _Source, months: Sequence[str], sides: Sequence[Right], desk: Desk
) -> Flow[list[list[Decimal]]]:
    """The strikes of each month, ascending."""
    answers = yield from _strikes_told(source, months, desk)
    if not all(one.call or one.put for one in answers):
        # The gateway has begun another session: search in that one, and ask once more.
        desk.session.prepared.discard(f"search of {source.contract.symbol}")
        yield from looked_up(source.contract.symbol, desk)
        answers = yield from _strikes_told(source, months, desk)
    return [_listed(one, sides) for one in answers]


def _strikes_told(source: _Source, months: Sequence[str], desk: Desk) -> Flow[list[Strikes]]:
    exchange = source.exchange or UNSET
    return together(
        recall(strikes.operation(source.contract.conid, source.sec_type, month, exchange=exchange), desk)
        for month in months
    )


def _listed(told: Strikes, sides: Sequence[Right]) -> list[Decimal]:
    listed: dict[Right, list[float]] = {"C": told.call, "P": told.put}
    return sorted({Decimal(str(strike)) for right in sides for strike in listed[right]})


def _options(
    source: _Source, month: str, strike: Decimal, sides: Sequence[Right], desk: Desk
) -> Flow[list[Option]]:
    operation = secdef_info.operation(
        conid=source.contract.conid,
        sectype=source.sec_type,
        month=month,
        strike=float(strike),
        right=UNSET if len(sides) > 1 else sides[0],
        exchange=source.exchange or UNSET,
    )
    try:
        rows = yield from recall(operation, desk)
    except (BadRequest, NotFound):  # a strike of the month need not exist on any of its days (endpoints.md)
        return []
    found = (_option(row, month, source) for row in rows)
    return [one for one in found if one is not None and one.right in sides]


def _option(row: SecdefInfo, month: str, source: _Source) -> Option | None:
    expiry, strike, right = wire.day(row.maturity_date), wire.number(row.strike), row.right
    if expiry is None or strike is None or right not in ("C", "P"):
        return None
    side: Any = right
    return Option(
        row.conid,
        wire.text(row.symbol) or source.contract.symbol,
        expiry,
        strike,
        side,
        multiplier=wire.number(row.multiplier) or Decimal(1),
        trading_class=wire.text(row.trading_class),
        exchange=wire.text(row.exchange),
        currency=wire.text(row.currency),
        month=month,
        underlying_conid=source.contract.conid,
        sec_type=wire.text(row.sec_type) or source.sec_type,
    )
