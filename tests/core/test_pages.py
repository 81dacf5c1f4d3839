"""Lists that come page by page: nothing twice, nothing lost, nothing asked for before it is wanted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ibkr._core.pages import Pages, all_of


def pages_of(served: list[list[int]], asked: list[int]) -> Pages[int]:
    def ask(number: int, _: int | None):
        asked.append(number)
        return served[number] if number < len(served) else []
        yield  # a flow that needs no request

    return Pages(ask, key=lambda row: row, is_last=lambda page: len(page) < 3)


def run(flow):
    try:
        next(flow)
    except StopIteration as end:
        return end.value
    raise AssertionError("nothing is to be sent here")


def test_a_page_is_asked_for_when_it_is_reached():
    asked: list[int] = []
    pages = pages_of([[1, 2, 3], [4]], asked)
    assert run(pages.turn()) == [1, 2, 3]
    assert (asked, pages.more) == ([0], True)
    assert run(pages.turn()) == [4]
    assert (asked, pages.more) == ([0, 1], False)


def test_a_row_that_moved_to_the_next_page_comes_once():
    assert run(all_of(pages_of([[1, 2, 3], [3, 4, 5], [6]], []))) == [1, 2, 3, 4, 5, 6]


def test_a_gateway_that_repeats_its_page_for_ever_is_not_asked_for_ever():
    asked: list[int] = []
    pages = Pages(lambda number, _: again(number, asked), key=lambda row: row, is_last=lambda _: False)
    assert run(all_of(pages)) == [1, 2, 3]
    assert asked == [0, 1]


def again(number: int, asked: list[int]):
    asked.append(number)
    return [1, 2, 3]
    yield


@given(st.lists(st.integers(), unique=True, max_size=40))
def test_every_row_comes_once_in_its_order(rows: list[int]):
    served = [rows[start : start + 3] for start in range(0, len(rows), 3)]
    assert run(all_of(pages_of(served, []))) == rows
