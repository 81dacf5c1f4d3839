"""Bars, snapshots, previews and errors as values."""

from __future__ import annotations

import inspect
import pickle
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibkr import errors
from ibkr.errors import IbkrError, MissingExtra, OrderUnknown, PacingError
from ibkr.model.answers import Question, Transcript
from ibkr.model.bars import Bar, Bars, from_milliseconds, to_milliseconds
from ibkr.model.numbers import Number, read_number
from ibkr.model.previews import Change, Money, Preview
from ibkr.model.receipts import OrderReceipt
from ibkr.model.snapshots import Snapshot
from ibkr.testing import decode_frame

NOON = datetime(2013, 2, 1, 12, tzinfo=UTC)


def bar(minutes: int, close: float = 1.5) -> Bar:
    return Bar(NOON + timedelta(minutes=minutes), 1.0, 2.0, 0.5, close, 10.0)


def test_a_series_gives_back_the_bars_it_was_made_from():
    rows = [bar(0), bar(1), bar(5, 1.75)]
    series = Bars.from_bars(rows)
    assert list(series) == rows
    assert [series[index] for index in range(len(series))] == rows
    assert series[-1].close == 1.75
    assert series[1:] == Bars.from_bars(rows[1:])
    assert series != Bars.from_bars(rows[1:])
    assert len(series) == 3


def test_a_series_says_how_long_it_is_and_when():
    assert repr(Bars.from_bars([bar(0), bar(5)])) == "Bars(2 from 2013-02-01 12:00 to 2013-02-01 12:05 UTC)"
    assert repr(Bars.from_bars([])) == "Bars(none)"


@pytest.mark.parametrize("minutes", [[1, 0], [0, 0]])
def test_a_series_out_of_order_is_refused(minutes: list[int]):
    with pytest.raises(ValueError, match="bar 1"):
        Bars.from_bars([bar(one) for one in minutes])


def test_columns_of_different_length_are_refused():
    with pytest.raises(ValueError, match="length"):
        Bars(time=[1, 2], open=[1], high=[1], low=[1], close=[1], volume=[1])
    with pytest.raises(ValueError, match="one-dimensional"):
        Bars(time=[[1]], open=[[1]], high=[[1]], low=[[1]], close=[[1]], volume=[[1]])


def test_a_series_cannot_be_changed_and_changes_nothing_else():
    mine = np.array([1.0])
    series = Bars(time=[1], open=mine, high=[1], low=[1], close=[1], volume=[1])
    mine[0] = 9.0
    assert series.open[0] == 1.0
    with pytest.raises(ValueError, match="read-only"):
        series.open[0] = 2.0


def test_the_time_of_a_bar_is_aware_and_utc():
    abroad = datetime(2013, 2, 1, 7, tzinfo=timezone(timedelta(hours=-5)))
    assert Bar(abroad, 1, 1, 1, 1).time == NOON
    assert Bar(abroad, 1, 1, 1, 1).time.tzinfo is UTC
    with pytest.raises(ValueError, match="aware"):
        Bar(datetime(2013, 2, 1), 1, 1, 1, 1)  # noqa: DTZ001 - the mistake itself


@given(st.integers(-(10**13), 10**14))
def test_milliseconds_are_exact(milliseconds: int):
    assert to_milliseconds(from_milliseconds(milliseconds)) == milliseconds


def test_a_snapshot_reads_by_name_and_keeps_the_marker():
    quote = Snapshot(1, {"last_price": Number(Decimal(5), "H"), "symbol": "IBM"})
    assert (quote.last, quote.bid, quote.halted, quote.closed) == (Decimal(5), None, True, False)
    assert quote["symbol"] == "IBM"
    assert not quote.availability


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("1,234.50 USD (5 Shares)", Decimal("1234.50"), "USD"),
        ("0.01 USD", Decimal("0.01"), "USD"),
        ("-8,637", Decimal(-8637), ""),
        ("NA", None, ""),
        ("", None, ""),
    ],
)
def test_an_amount_is_read_as_far_as_it_can_be(text: str, value: Decimal | None, currency: str):
    money = Money.read(text)
    assert (money.value, money.currency, str(money)) == (value, currency, text)


def test_a_preview_prints_one_figure_a_line():
    margin = Change(Money.read("10"), Money.read("2"), Money.read("12"))
    shown = str(Preview(total=Money.read("5.01 USD"), initial_margin=margin, warnings=("21/no data",)))
    assert shown == "total: 5.01 USD\ninitial margin: 10 → 12 (2)\nwarning: 21/no data"


def test_a_transcript_reads_like_a_conversation():
    asked = Question("r", ("o163",), ("Price <b>far</b> &amp; wide\n?",))
    assert str(Transcript().then(asked, confirmed=False)) == "no: [o163] Price far & wide ?"


def test_a_status_that_is_new_to_us_stays_as_it_is():
    assert OrderReceipt("1", "mine", "DU1", "PreSubmitted").state == "pre_submitted"
    assert OrderReceipt("1", "mine", "DU1", "Brand New").state == "Brand New"


# --- errors ------------------------------------------------------------------------------------

KINDS = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, IbkrError)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_is_drawn_in_the_tree_and_says_what_it_is(kind: type[IbkrError]):
    assert errors.__doc__ is not None
    assert f" {kind.__name__} " in errors.__doc__.replace("\n", " \n")
    assert kind.__doc__


def test_errors_survive_a_process_pool_with_their_evidence():
    for error in (
        OrderUnknown("look first", client_order_id="mine", status=503),
        PacingError("wait", retry_after=7.0),
        MissingExtra("cli", needed_for="the command line"),
    ):
        copy = pickle.loads(pickle.dumps(error))
        assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))


def test_a_missing_extra_says_what_to_type():
    error = MissingExtra("simulator", needed_for="The embedded gateway")
    assert str(error) == 'The embedded gateway needs more packages: pip install "ibkr[simulator]".'
    assert isinstance(error, ImportError)


def told(topic: str, row: dict[str, object]) -> Any:
    (event,) = decode_frame(msgspec.json.encode({"topic": topic, "args": [row]}))
    return event


def test_an_execution_tells_its_order_account_and_venue():
    event = told(
        "str",
        {"execution_id": "a.1", "order_id": 7, "order_ref": "mine", "accountCode": "DU1", "conid": 8314,
         "exchange": "ARCA", "net_amount": 817.92, "position": 44, "trade_time_r": 1359730867000},
    )  # fmt: skip
    assert (event.order_id, event.client_order_id, event.account_id, event.conid) == (7, "mine", "DU1", 8314)
    assert (event.exchange, event.net_amount, event.position) == ("ARCA", Decimal("817.92"), Decimal(44))
    assert event.time == datetime(2013, 2, 1, 15, 1, 7, tzinfo=UTC)


@pytest.mark.parametrize("nothing", ["", "abc", True, float("nan"), float("inf")])
def test_what_is_no_number_reads_as_none(nothing: str | float):
    assert read_number(nothing) is None
