"""Exit statuses: what a script is told."""

from __future__ import annotations

from typing import Final

REFUSED: Final = 1
"""By IBKR, or by the user's own answer."""
USED_WRONGLY: Final = 2
UNREACHABLE: Final = 3
INTERRUPTED: Final = 130
READER_GONE: Final = 141
"""What a shell reports of a program whose reader went away, as in `ibkr history AAPL | head -1`."""
