"""`ibkr spec`: whether the description still says what the gateway and IBKR say."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  # read by typer
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from ibkr.cli.console import dump, keys, say, show
from ibkr.cli.groups import nouns
from ibkr.cli.options import AsCsv, AsJson  # noqa: TC001  # read by typer

if TYPE_CHECKING:
    from ibkr.testing.comparison import Explained
    from ibkr.testing.recordings import Checked

app = nouns("Compare the description with recordings and documents.")

# What did not hold was refused by nobody, but a script must notice.
DIFFERS: Final = 1


@app.command()
def check(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder of recorded answers.")],
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Read recorded answers as the client would; exit status 1 if any differs from its description."""
    from ibkr.testing.recordings import check_recordings

    checked = check_recordings(folder)
    _show(checked, [_checked_row(one) for one in checked], as_json=as_json, as_csv=as_csv)
    bad = [one for one in checked if not one.good]
    for line in (line for one in bad for line in _what_is_wrong(one)):
        say(line)
    say(f"{len(checked)} recordings, {len(bad)} of them differ.")
    if bad:
        raise typer.Exit(DIFFERS)


@app.command()
def diff(
    document: Annotated[Path, typer.Argument(metavar="OFFICIAL.json", help="An OpenAPI document of IBKR's.")],
    everything: Annotated[
        bool, typer.Option("--all", help="List what has an explanation too, with its reason.")
    ] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List where a published document differs from ours without an explanation; exit status 1 if it does."""
    from ibkr.testing.comparison import compare, described, explain

    ours = described()
    found = explain(compare(_document(document), ours), ours["differences"])
    unexplained = [one for one in found if one.reason is None]
    shown = found if everything else unexplained
    rows = [_difference_row(one, reasons=everything) for one in shown]
    _show(shown, rows, as_json=as_json, as_csv=as_csv)
    say(f"{len(found)} differences, {len(unexplained)} of them without an explanation.")
    if unexplained:
        raise typer.Exit(DIFFERS)


def _document(path: Path) -> dict[str, Any]:
    import msgspec

    from ibkr.errors import ConfigError

    try:
        document = msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read as JSON: {error}.") from error
    if not isinstance(document.get("paths"), dict):
        raise ConfigError(f"{path} is no OpenAPI document: it has no paths.")
    return document


def _checked_row(one: Checked) -> dict[str, Any]:
    return {
        "file": one.file,
        "operation": one.operation,
        "errors": int(bool(one.error) and not one.expected),
        "drift": len(one.drift),
        "unknown": len(one.unknown),
        "untyped": int(one.untyped),
    }


def _what_is_wrong(one: Checked) -> list[str]:
    said = [one.error] if one.error and not one.expected else []
    said += [f"{drift.path} is {drift.seen}, not {drift.expected}" for drift in one.drift]
    said += [f"{path} has no name in the description" for path in one.unknown]
    said += ["the description does not say what the answer is"] if one.untyped else []
    return [f"{one.file}: {words}" for words in said]


def _difference_row(one: Explained, *, reasons: bool) -> dict[str, Any]:
    found = one.difference
    row = {
        "operation": found.operation,
        "place": found.where,
        "kind": found.kind,
        "published": found.published,
        "ours": found.ours,
    }
    return {**row, "reason": one.reason} if reasons else row


def _show(everything: list[Any], rows: list[dict[str, Any]], *, as_json: bool, as_csv: bool) -> None:
    if as_json:
        dump(everything)
    elif rows:
        show(rows, keys(*rows[0]), as_csv=as_csv)
