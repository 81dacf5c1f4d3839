"""Currency pairs as contracts, and rates."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from ibkr_wire.rest.api.contracts import currency_pairs, exchange_rate

from ibkr._core import wire
from ibkr._core.exchange import converse
from ibkr._core.recall import recall
from ibkr.errors import BadRequest, InvalidArgument, NoSuchContract, NotFound
from ibkr.model.contracts import Contract

if TYPE_CHECKING:
    from ibkr_wire.models.contracts import CurrencyPair

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow

_CODE: Final = re.compile(r"[A-Z]{3}", re.ASCII)


def currency(text: str, *, name: str) -> str:
    """The code in capitals.

    Raises:
        InvalidArgument: it is no currency code.
    """
    code = str(text).strip().upper()
    if not _CODE.fullmatch(code):
        raise InvalidArgument(f"{name}={text!r} is no currency code: write three letters, such as USD.")
    return code


def pairs(of: str, desk: Desk) -> Flow[list[Contract]]:
    """The pairs that a currency is traded in, as contracts whose `currency` is what the price is in."""
    code = currency(of, name="currency")
    try:
        answer = yield from recall(currency_pairs.operation(code), desk)
    except (BadRequest, NotFound):
        return []
    return [_pair(row) for row in answer.get(code, [])]


def _pair(row: CurrencyPair) -> Contract:
    symbol = wire.text(row.symbol)
    return Contract(row.conid, symbol, "CASH", exchange="IDEALPRO", currency=symbol.partition(".")[2])


def pair(symbol: str, desk: Desk) -> Flow[list[Contract]]:
    """The pair of that name, such as EUR.USD; empty where there is none."""
    base = symbol.replace("/", ".").partition(".")[0]
    if not _CODE.fullmatch(base):
        raise InvalidArgument(f"{symbol!r} is no currency pair: write it as EUR.USD.")
    found = yield from pairs(base, desk)
    return [one for one in found if one.symbol == symbol.replace("/", ".")]


def rate(source: str, target: str, desk: Desk) -> Flow[Decimal]:
    """How many units of `target` one unit of `source` is worth.

    Raises:
        InvalidArgument: one of them is no currency code.
        NoSuchContract: IBKR has no such rate.
    """
    have, want = currency(source, name="source"), currency(target, name="target")
    if have == want:
        return Decimal(1)
    try:
        answer = yield from converse(exchange_rate.operation(want, have), desk)
    except (BadRequest, NotFound) as error:
        raise _no_rate(have, want) from error
    found = wire.number(answer.rate)
    if found is None or found <= 0:
        raise _no_rate(have, want)
    return found


def _no_rate(source: str, target: str) -> NoSuchContract:
    return NoSuchContract(
        f"IBKR has no rate of {source} in {target}: `ib.contracts.pairs({source!r})` lists what there is.",
        operation="contracts.rate",
    )
