"""The ledger: what cannot be kept is not begun, and what cannot be read is not guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from ibkr.errors import ConfigError
from ibkr.live.ledger import VERSION, Ledger, Opened, Remarked, opened

if TYPE_CHECKING:
    from pathlib import Path


class Full:
    """A file on a disk without room."""

    def append(self, _line: bytes) -> None:
        raise OSError(28, "No space left on device")


def test_what_cannot_be_written_stops_the_run_before_anything_is_sent():
    file: Any = Full()
    with pytest.raises(ConfigError, match=r"No space left on device\. Nothing more is sent"):
        Ledger(file, []).write(Remarked("hello"))


def first_line(**changes: Any) -> bytes:
    terms = {"leverage": 1.0, "currency": "USD", "seed": None, "fractional": False, "cash": 1.0, "warm": {}}
    what = {"strategy": "Flip", "parameters": {}, "contracts": {"A": 1}, "bar": "1min"}
    return msgspec.json.encode({"type": "opened", "version": VERSION, **what, **terms, **changes}) + b"\n"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (first_line(version=VERSION + 1), "not begun by this version"),
        (msgspec.json.encode(Remarked("x")) + b"\n", "not begun by this version"),
        (first_line() + b"{nonsense}\n", "Line 2"),
    ],
    ids=["of a later version", "without a beginning", "damaged"],
)
def test_a_ledger_that_cannot_be_read_is_refused_and_let_go_of(tmp_path: Path, content: bytes, says: str):
    path = tmp_path / "run.jsonl"
    path.write_bytes(content)
    for _ in range(2):  # the second time it is not taken for another run's
        with pytest.raises(ConfigError, match=says):
            opened(path)
    assert path.read_bytes() == content


def test_a_ledger_of_the_first_version_is_of_plain_shares(tmp_path: Path):
    path = tmp_path / "run.jsonl"
    path.write_bytes(first_line(version=1))
    ledger = opened(path)
    ledger.close()
    (begun,) = ledger.entries
    assert isinstance(begun, Opened)
    assert (begun.multipliers, begun.settled) == ({}, [])
