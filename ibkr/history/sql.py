"""SQL over the files of a store, with DuckDB."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..errors import InvalidArgument
from .errors import NotStored, StoreError
from .extras import load

if TYPE_CHECKING:
    from .catalogue import Catalogue
    from .files import Files

# The folders' names are columns; their types are told, since `1m` and `any` could be anything.
TYPES = "{'conid': BIGINT, 'bar': VARCHAR, 'source': VARCHAR, 'hours': VARCHAR, 'exchange': VARCHAR}"
COLUMNS = "symbol, conid, bar, source, hours, exchange, time, open, high, low, close, volume"


def connect(files: Files, catalogues: Iterable[Catalogue]) -> Any:
    """A connection in memory whose view `bars` holds every bar of the store.

    Raises:
        MissingExtra: duckdb is not installed.
        NotStored: there are no bars.
        StoreError: a file of it is no Parquet file any more.
    """
    duckdb = load("duckdb", needed_for="SQL over a history store")
    known = [catalogue for catalogue in catalogues if catalogue.parts]
    if not known:
        raise NotStored(f"{files.name} holds no bars yet: `ib.history.download(...)` fetches some.")
    paths = [one.path(part) for one in known for part in one.parts]
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("CREATE TABLE symbols (conid BIGINT, symbol VARCHAR)")
    connection.executemany("INSERT INTO symbols VALUES (?, ?)", sorted(_symbols(known).items()))
    remote = files.dataset(paths)
    if remote is None:
        listed = ", ".join(_quoted(files.address(path)) for path in paths)
        bars = f"read_parquet([{listed}], hive_partitioning = true, hive_types = {TYPES})"
    else:
        connection.register("files", remote)
        bars = "files"
    try:
        connection.execute(f"CREATE VIEW bars AS SELECT {COLUMNS} FROM {bars} JOIN symbols USING (conid)")
    except duckdb.Error as error:
        reason = str(error).partition("\n")[0]
        raise StoreError(
            f"{files.name} cannot be asked: {reason}. `store.check()` lists damaged files."
        ) from error
    return connection


def ask(connection: Any, query: str) -> Any:
    """The answer, as a relation.

    Raises:
        InvalidArgument: DuckDB does not understand the query.
    """
    duckdb = load("duckdb", needed_for="SQL over a history store")
    try:
        return connection.sql(query)
    except duckdb.Error as error:
        raise InvalidArgument(f"This query cannot be answered: {error}") from error


def _symbols(catalogues: Iterable[Catalogue]) -> dict[int, str]:
    """A name for every conid: what IBKR calls it, where it was asked."""
    found: dict[int, str] = {}
    for one in catalogues:
        symbol = one.contract.symbol if one.contract else ""
        found[one.series.conid] = symbol or found.get(one.series.conid, "")
    return found


def _quoted(path: str) -> str:
    return "'" + path.replace("'", "''") + "'"
