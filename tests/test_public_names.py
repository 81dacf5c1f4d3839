"""The public surface, as a list: a change to it is seen in review.

Add a name to tests/public_names.txt when it joins `ibkr.__all__`; the file is sorted.
"""

from __future__ import annotations

import re
from functools import reduce
from pathlib import Path

import pytest

import ibkr
from ibkr.simulator import Gateway
from ibkr.testing import SimulatorTransport

ROOT = Path(__file__).parent.parent
# A call that an error, a docstring or a page recommends: `ib.orders.recover()`.
RECOMMENDED = re.compile(r"`(?:await )?ib\.((?:\w+\.)*\w+)")
# In the left column of this table `ib` is somebody else's.
FOREIGN = ROOT / "docs/coming-from/ib-async.md"

LISTED = (Path(__file__).parent / "public_names.txt").read_text("utf-8").split()


def test_the_public_names_are_the_listed_ones():
    assert sorted(ibkr.__all__) == LISTED


@pytest.mark.parametrize("name", LISTED)
def test_a_public_name_resolves_and_says_what_it_is(name: str):
    value = getattr(ibkr, name)
    assert name in dir(ibkr)
    assert not callable(value) or (value.__doc__ or "").strip()


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="Cleint"):
        _ = ibkr.Cleint


def test_every_call_that_a_message_or_a_page_recommends_exists():
    clock = ibkr.ManualClock()
    ib = ibkr.Client(transport=SimulatorTransport(Gateway(clock=clock)), clock=clock)
    texts = [path for part in ("ibkr", "docs") for path in (ROOT / part).rglob("*.[mp][dy]")]
    named = {name for path in texts if path != FOREIGN for name in _names(path)}
    assert len(named) > 50
    assert [name for name in sorted(named) if not _leads_somewhere(ib, name)] == []


def _names(path: Path) -> list[str]:
    return RECOMMENDED.findall(path.read_text("utf-8"))


def _leads_somewhere(ib: ibkr.Client, name: str) -> bool:
    try:
        reduce(getattr, name.split("."), ib)
    except AttributeError:
        return False
    return True
