"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from ibkr.errors import ConfigError
from ibkr.model.periods import BarSize


def _one_form(context: typer.Context, value: bool) -> bool:
    """Refuse both forms of output at once, before the command does anything.

    Raises:
        ConfigError: both are wanted.
    """
    if value and (context.params.get("as_json") or context.params.get("as_csv")):
        raise ConfigError("--json and --csv cannot go together: leave one out.")
    return value


Url = Annotated[
    str | None,
    typer.Option(
        "--url", help="The gateway's address [default: $IBKR_BASE_URL, else https://localhost:5000/v1/api]."
    ),
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print everything there is, as JSON.", callback=_one_form)
]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print the table as CSV.", callback=_one_form)]
Account = Annotated[
    str | None, typer.Option("--account", "-a", metavar="ID", help="The account [default: the active one].")
]
Exchange = Annotated[str | None, typer.Option(help="Where it is listed [default: the United States].")]
Size = Annotated[BarSize, typer.Option(help="One bar's length.")]
What = Annotated[str, typer.Argument(metavar="SYMBOL", help="A symbol, or a contract's number.")]
Several = Annotated[list[str], typer.Argument(metavar="SYMBOL...", help="Symbols, or numbers of contracts.")]
Fields = Annotated[
    str,
    typer.Option(help="Fields by name or tag, with commas between them; a wrong one is told the nearest."),
]
Enough = Annotated[int | None, typer.Option("--count", metavar="N", min=1, help="End after so many events.")]
Live = Annotated[
    bool, typer.Option("--live", help="Allow accounts that are not paper accounts [default: $IBKR_LIVE].")
]
Yes = Annotated[
    list[str] | None,
    typer.Option("--yes", metavar="ID", help="Answer this question with yes, such as o163; may be repeated."),
]
Unasked = Annotated[
    bool,
    typer.Option(
        "--no-confirm", help="Ask nobody: send at once, and answer no to questions that --yes does not name."
    ),
]
