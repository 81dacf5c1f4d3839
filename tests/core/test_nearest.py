"""What was meant by a name that does not exist."""

from __future__ import annotations

import pytest

from ibkr._core.naming import one_of
from ibkr.errors import InvalidArgument
from ibkr.model.nearest import did_you_mean, nearest

NAMES = ["TOP_PERC_GAIN", "TOP_PERC_LOSE", "MOST_ACTIVE", "HOT_BY_VOLUME"]


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("top_perc_gain", "TOP_PERC_GAIN"),
        ("MOST_ACTVE", "MOST_ACTIVE"),
        ("hot by volume", "HOT_BY_VOLUME"),
    ],
)
def test_the_most_alike_comes_first_whatever_its_capitals(written: str, found: str):
    assert nearest(written, NAMES)[0] == found


def test_no_more_are_given_than_wanted():
    assert (len(nearest("TOP_PERC", NAMES)), len(nearest("TOP_PERC", NAMES, most=1))) == (2, 1)


def test_where_nothing_is_alike_something_else_is_said():
    assert did_you_mean("last_prize", ["last_price", "bid"], otherwise="?") == "did you mean 'last_price'?"
    assert did_you_mean("zzz", NAMES, otherwise="there is a list.") == "there is a list."


@pytest.mark.parametrize(
    ("among", "said"),
    [
        (["b", "a"], "There is no letter 'zz': there are a, b."),
        ([f"x{number:02}" for number in range(40)], r"x29, \.\.\.\.$"),
        ([], "There is no letter 'zz': there are none."),
    ],
)
def test_a_name_like_no_other_is_answered_with_those_that_are_there(among: list[str], said: str):
    with pytest.raises(InvalidArgument, match=said):
        one_of("zz", among, what="letter")
