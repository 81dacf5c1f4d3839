"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from ibkr.model.periods import BarSize

Url = Annotated[
    str | None,
    typer.Option(
        "--url", help="The gateway's address [default: $IBKR_BASE_URL, else https://localhost:5000/v1/api]."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print everything there is, as JSON.")]
Exchange = Annotated[str | None, typer.Option(help="Where it is listed [default: the United States].")]
Size = Annotated[BarSize, typer.Option(help="One bar's length.")]
What = Annotated[str, typer.Argument(metavar="SYMBOL", help="A symbol, or a contract's number.")]
