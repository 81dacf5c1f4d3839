"""`ibkr watch` and `ibkr stream`: what happens, as it happens."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any, Final

import attrs
import typer

import ibkr
from ibkr._core.fields import field_named
from ibkr.cli.console import dump, out, say, table, text, write_csv
from ibkr.cli.opening import account_of, client, conid
from ibkr.cli.options import (  # noqa: TC001  # read by typer
    Account,
    AsCsv,
    AsJson,
    Enough,
    Exchange,
    Fields,
    Several,
    Url,
)
from ibkr.cli.quotes import fields_of
from ibkr.cli.stopping import until_stopped
from ibkr.errors import InvalidArgument
from ibkr.model.nearest import did_you_mean

if TYPE_CHECKING:
    from rich.live import Live

    from ibkr.model.events import StreamEvent

USUAL: Final = "last,bid,ask,last_size,volume"
NEWS: Final = (ibkr.Gap, ibkr.Resumed, ibkr.SubscriptionRefused, ibkr.StreamProblem)


def watch(
    symbols: Several,
    *,
    fields: Fields = USUAL,
    exchange: Exchange = None,
    count: Enough = None,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show prices as they change, until Ctrl-C.

    A table that changes in place on a terminal; a line for each change elsewhere, or as JSON or CSV.
    """
    wanted = fields_of(fields)
    with client(url) as ib:
        called = {conid(ib, symbol, exchange): symbol for symbol in symbols}
        with (
            ib.stream() as stream,
            until_stopped(stream),
            _display(called, wanted, as_json=as_json, as_csv=as_csv) as display,
        ):
            for one in called:
                stream.market_data(one, fields=wanted)
            for quote in islice(_quotes(stream), count):
                display(quote)


def _quotes(events: Iterable[StreamEvent]) -> Iterator[ibkr.Quote]:
    """The quotes among the events; what else matters is said."""
    for event in events:
        if isinstance(event, ibkr.Quote):
            yield event
        elif isinstance(event, NEWS):
            say(_told(event))


def _told(event: object) -> str:
    """News of the stream in one sentence."""
    if isinstance(event, ibkr.Gap):
        return f"Connection lost at {text(event.since)}: {event.reason}. What happens now is not seen."
    if isinstance(event, ibkr.Resumed):
        return f"Connected again at {text(event.until)}; everything is asked for again."
    return str(getattr(event, "message", event))


Display = Callable[[ibkr.Quote], None]


@contextmanager
def _display(
    called: Mapping[int, str], wanted: list[str], *, as_json: bool, as_csv: bool
) -> Generator[Display]:
    names = [field_named(name).name for name in wanted]
    if as_json:
        yield lambda quote: dump(_quote_row(quote, called, names))
    elif as_csv:
        write_csv([], ["symbol", "conid", "time", *wanted])
        yield lambda quote: write_csv([list(_quote_row(quote, called, names).values())])
    elif not out().is_terminal:
        yield lambda quote: out().print(_line(quote, called, wanted, names), markup=False, soft_wrap=True)
    else:
        from rich.live import Live

        with Live(console=out(), auto_refresh=False) as live:
            board = Board(live, called, wanted, names)
            board.draw()
            yield board.show


def _quote_row(quote: ibkr.Quote, called: Mapping[int, str], names: Iterable[str]) -> dict[str, Any]:
    values = {name: _field(quote, name) for name in names}
    return {"symbol": called[quote.conid], "conid": quote.conid, "time": quote.time, **values}


def _line(quote: ibkr.Quote, called: Mapping[int, str], wanted: list[str], names: list[str]) -> str:
    told = (f"{short} {text(_field(quote, name))}" for short, name in zip(wanted, names, strict=True))
    return f"{quote.time:%H:%M:%S}  {called[quote.conid]}  {'  '.join(told)}"


def _field(quote: ibkr.Quote, name: str) -> Any:
    number = quote.number(name)
    return quote.text(name) if number is None else number


class Board:
    """A table of prices that changes in place."""

    def __init__(self, live: Live, called: Mapping[int, str], wanted: list[str], names: list[str]) -> None:
        """Draw with `live`; `called` says what each contract was called."""
        self._live = live
        self._called = called
        self._headings = ["symbol", *wanted, "time"]
        self._names = names
        self._quotes: dict[int, ibkr.Quote] = {}

    def show(self, quote: ibkr.Quote) -> None:
        """Take a change, and draw."""
        self._quotes[quote.conid] = quote
        self.draw()

    def draw(self) -> None:
        """The table as it stands; what has not come yet is empty."""
        rows = [self._row(one, symbol) for one, symbol in self._called.items()]
        self._live.update(table(rows, self._headings), refresh=True)

    def _row(self, one: int, symbol: str) -> list[Any]:
        quote = self._quotes.get(one)
        if quote is None:
            return [symbol, *([None] * (len(self._names) + 1))]
        return [symbol, *(_field(quote, name) for name in self._names), f"{quote.time:%H:%M:%S}"]


# --- raw events --------------------------------------------------------------------------------

Ask = Callable[["ibkr.Client", "ibkr.Stream", str], None]


def _account(ib: ibkr.Client, named: str) -> str:
    return account_of(ib, named or None)


TOPICS: Final[Mapping[str, Ask]] = {
    "quotes": lambda ib, stream, what: stream.market_data(conid(ib, what)),
    "history": lambda ib, stream, what: stream.history(conid(ib, what)),
    "ladder": lambda ib, stream, what: stream.ladder(_account(ib, ""), conid(ib, what)),
    "orders": lambda _, stream, __: stream.orders(),
    "trades": lambda _, stream, __: stream.trades(),
    "pnl": lambda _, stream, __: stream.pnl(),
    "positions": lambda ib, stream, what: stream.positions(_account(ib, what)),
    "summary": lambda ib, stream, what: stream.summary(_account(ib, what)),
    "ledger": lambda ib, stream, what: stream.ledger(_account(ib, what)),
}
OF_CONTRACTS: Final = frozenset({"quotes", "history", "ladder"})


def stream(
    topics: Annotated[
        list[str],
        typer.Argument(
            metavar="TOPIC...",
            help=f"{', '.join(TOPICS)}; the first three of a contract, as in quotes:AAPL, "
            "the last three of an account if one is named, as in positions:DU1234567.",
        ),
    ],
    raw: Annotated[bool, typer.Option("--raw", help="Every frame as it came, besides.")] = False,
    account: Account = None,
    count: Enough = None,
    url: Url = None,
) -> None:
    """Print events as JSON, one a line, until Ctrl-C."""
    wishes = [_wish(topic, account) for topic in topics]
    with client(url) as ib, ib.stream(raw=raw) as events, until_stopped(events):
        for ask, what in wishes:
            ask(ib, events, what)
        for event in islice(events, count):
            dump(row(event))


def _wish(topic: str, account: str | None) -> tuple[Ask, str]:
    """What is asked for.

    Raises:
        InvalidArgument: there is no such topic, or it needs a contract.
    """
    name, _, what = topic.partition(":")
    if name not in TOPICS:
        hint = did_you_mean(name, TOPICS, otherwise=f"there are {', '.join(TOPICS)}.")
        raise InvalidArgument(f"There is no topic {name}: {hint}")
    if name in OF_CONTRACTS and not what:
        raise InvalidArgument(f"The topic {name} is of one contract: write {name}:AAPL.")
    return TOPICS[name], what or account or ""


def row(event: StreamEvent) -> dict[str, Any]:
    """An event under its name, with everything that it holds."""
    kind = {"event": type(event).__name__}
    if isinstance(event, ibkr.Quote):
        told = {"conid": event.conid, "target": event.target, "time": event.time}
        return {**kind, **told, "changed": sorted(event.changed), "values": event.values}
    return {**kind, **{field.name: getattr(event, field.name) for field in attrs.fields(type(event))}}
