"""The public surface, as a list: a change to it is seen in review.

Add a name to tests/public_names.txt when it joins `ibkr.__all__`; the file is sorted.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import ibkr

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
