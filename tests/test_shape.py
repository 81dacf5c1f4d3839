"""Nothing grows until nobody reads it: the bounds of tests/shape.py, and what breaks them by name."""

from __future__ import annotations

from statistics import quantiles

import pytest

from tests import shape


@pytest.mark.parametrize(
    ("things", "bound"),
    [
        (shape.modules(), shape.MOST_LINES),
        (shape.classes(), shape.MOST_METHODS),
        (shape.functions(), shape.MOST_FUNCTION_LINES),
    ],
    ids=["lines a module", "methods a class", "lines a function"],
)
def test_nothing_is_bigger_than_a_reader_can_hold(things: list[shape.Thing], bound: int):
    assert [str(thing) for thing in things if thing.size > bound] == []


def test_nine_functions_in_ten_fit_on_half_a_screen():
    assert quantiles([one.size for one in shape.functions()], n=10)[8] <= shape.NINE_IN_TEN
