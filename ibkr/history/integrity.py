"""Finding damaged files, and setting them aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from ..model.bars import Bars
from ..model.downloads import no_bars
from . import parquet
from .catalogue import CATALOGUE, DATA, Catalogue, Part, decode, encode
from .errors import DamagedFile

if TYPE_CHECKING:
    from ..model.downloads import Series
    from ..model.spans import Span
    from .files import Files

ASIDE = "damaged"
PARQUET = ".parquet"


@attrs.frozen
class Damage:
    """A file that does not hold what it should."""

    file: str
    """Its path within the store."""
    reason: str
    series: Series | None
    """None for a catalogue that cannot be read."""
    span: Span | None
    """The time whose bars were in it, where known."""


def damages(files: Files) -> list[Damage]:
    """Every damaged file; all of them are read."""
    return [
        damage
        for path in files.walk(DATA)
        if path.endswith(f"/{CATALOGUE}")
        for damage in _of_series(files, path)
    ]


def _of_series(files: Files, path: str) -> Iterator[Damage]:
    try:
        catalogue = decode(files.read(path), path)
    except DamagedFile as error:
        yield Damage(path, str(error.__cause__ or error), None, None)
        return
    for part in catalogue.parts:
        reason = _fault(files, catalogue.path(part), part)
        if reason is not None:
            yield Damage(catalogue.path(part), reason, catalogue.series, part.span)


def _fault(files: Files, path: str, part: Part) -> str | None:
    """What is wrong with a file; None if nothing."""
    try:
        content = files.read(path)
    except FileNotFoundError:
        return "it is not there"
    except OSError as error:
        return f"it cannot be read ({error.strerror or error})"
    if len(content) != part.size:
        return f"it has {len(content)} bytes and not {part.size}"
    return None if parquet.digest(content) == part.digest else "its content has changed"


def mend(files: Files, found: Iterable[Damage]) -> None:
    """Make every catalogue name whole files only."""
    by_folder: dict[str, list[Damage]] = {}
    for damage in found:
        by_folder.setdefault(damage.file.rpartition("/")[0], []).append(damage)
    for folder, some in by_folder.items():
        if any(damage.series is None for damage in some):
            _begin_again(files, folder)
        else:
            _drop(files, folder, some)


def _drop(files: Files, folder: str, found: list[Damage]) -> None:
    path = f"{folder}/{CATALOGUE}"
    catalogue = decode(files.read(path), path)
    broken = {damage.file for damage in found}
    for part in catalogue.parts:
        if catalogue.path(part) in broken:
            catalogue = catalogue.exchanging([part], []).doubting(part.span)
    files.write(path, encode(catalogue))
    for file in broken:
        _set_aside(files, file)


def _begin_again(files: Files, folder: str) -> None:
    """A new catalogue from the files that are there; what they cover has to be asked for again."""
    bars, series, old = no_bars(), None, list[str]()
    for path in [path for path in files.walk(folder) if path.endswith(PARQUET)]:
        try:
            series = parquet.series_of(files.source(path))
            table = parquet.read(files.source(path))
        except parquet.failures():
            _set_aside(files, path)
            continue
        # An interrupted writer may have left a file that others overlap.
        bars = parquet.merged(bars, Bars(*parquet.arrays([table], len(table))))
        old.append(path)
    _set_aside(files, f"{folder}/{CATALOGUE}")
    if series is None:
        return
    part, content = parquet.encode(bars, series, name="repaired")
    files.write(f"{folder}/{part.file}", content)
    files.write(f"{folder}/{CATALOGUE}", encode(Catalogue(series, parts=(part,))))
    for path in old:
        files.remove(path)


def _set_aside(files: Files, path: str) -> None:
    try:
        files.move(path, f"{ASIDE}/{path}")
    except FileNotFoundError:
        return
