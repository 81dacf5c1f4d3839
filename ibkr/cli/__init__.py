"""The command line: noun then verb, data to stdout, words to stderr.

Exit status: 0 done, 1 refused by IBKR, 2 used wrongly, 3 gateway unreachable.
Each command parses, calls the client and prints; nothing else.
"""

from __future__ import annotations

import sys

PACKAGES = {"typer", "rich", "click"}


def main() -> None:
    """Run the command line; without its packages, name the extra that brings them."""
    try:
        from ibkr.cli.app import run
    except ModuleNotFoundError as error:
        if error.name not in PACKAGES:
            raise
        print('The command line needs more packages: pip install "ibkr[cli]".', file=sys.stderr)
        raise SystemExit(2) from None
    raise SystemExit(run(sys.argv[1:]))
