"""The command line: noun then verb, data to stdout, words to stderr.

Exit status: 0 done, 1 refused by IBKR, 2 used wrongly, 3 gateway unreachable.
Each command parses, calls the client and prints; nothing else.
"""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import Final

from ibkr.cli.statuses import INTERRUPTED, USED_WRONGLY

PACKAGES: Final = frozenset({"typer", "rich", "click", "yaml"})


def main() -> None:
    """Run the command line; without its packages, name the extra that brings them."""
    screen: object = sys.stdout
    if isinstance(screen, TextIOWrapper):
        # A screen or a pipe that knows fewer characters gets them escaped, not a traceback.
        screen.reconfigure(errors="backslashreplace")
    try:
        from ibkr.cli.app import run

        raise SystemExit(run(sys.argv[1:]))
    except ModuleNotFoundError as error:
        if error.name not in PACKAGES:
            raise
        print('The command line needs more packages: pip install "ibkr[cli]".', file=sys.stderr)
        raise SystemExit(USED_WRONGLY) from None
    except KeyboardInterrupt:  # before there was a command to take it
        raise SystemExit(INTERRUPTED) from None
