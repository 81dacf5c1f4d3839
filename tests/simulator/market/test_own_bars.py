"""Bars of the user's own: what they become, and what is refused."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibkr.errors import ConfigError
from ibkr.model.clock import ManualClock
from ibkr.simulator import Gateway, Request, read_bars
from ibkr.simulator.market.barsize import BarSize
from ibkr.simulator.market.calendar import next_session, session_of
from ibkr.simulator.market.market import Market

IBM = 8314
DAYS = (
    ("IBM", "2024-03-04", "193.00", "194.50", "192.10", "193.80", "4000000"),
    ("IBM", "2024-03-05", "193.90", "195.00", "191.20", "191.50", "4100000"),
    ("IBM", "2024-03-06", "191.70", "196.30", "191.70", "196.10", "5100000"),
)
HEADER = ("symbol", "time", "open", "high", "low", "close", "volume")
START = datetime(2024, 3, 6, 15, tzinfo=UTC)


def write(path, rows, header=HEADER):
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def refusal(path, **options) -> str:
    with pytest.raises(ConfigError) as caught:
        read_bars(path, **options)
    return str(caught.value)


def history(gateway, path) -> list[dict]:
    answer = gateway.handle(Request.to("GET", f"/v1/api/iserver/marketdata/history?conid={IBM}&{path}"))
    return answer.decoded()["data"]


def test_days_are_history_first_and_then_the_future(tmp_path):
    clock = ManualClock()
    bars = read_bars(write(tmp_path / "own.csv", DAYS))
    gateway = Gateway(clock=clock, bars=bars, start=START, pacing=False, idle=None)
    before = history(gateway, "period=2d&bar=1d")
    assert [(bar["o"], bar["h"], bar["l"], bar["c"]) for bar in before[:1]] == [(193.9, 195.0, 191.2, 191.5)]
    assert before[-1]["o"] == 191.7
    clock.advance(86_400)
    # The day that was still to come is as the file says; the one after it is invented.
    known, invented = history(gateway, "period=2d&bar=1d")
    assert [known[key] for key in "ohlc"] == [191.7, 196.3, 191.7, 196.1]
    assert 180 < invented["o"] < 210


def minutes(day: date, seconds: int, *, volume: int = 900) -> list[tuple]:
    """The bars of one session, wandering."""
    session = session_of(day)
    rows = []
    # As IBKR does it: bars of an hour begin on the hour, the first lasts from half past nine to ten.
    first = int(-session.opens % seconds) or seconds
    for number, start in enumerate([0, *range(first, session.seconds, seconds)]):
        price = 190 + number % 7 / 4
        when = datetime.fromtimestamp(session.opens + start, UTC).isoformat()
        rows.append(("IBM", when, price, price + 0.5, price - 0.25, price + 0.1, volume + number))
    return rows


@settings(max_examples=15)
@given(
    seconds=st.sampled_from([5, 60, 300, 3600]),
    volume=st.sampled_from([0, 1, 3, 4, 900]),
    seed=st.integers(0, 3),
)
def test_bars_within_days_come_out_of_history_as_they_went_in(tmp_path_factory, seconds, volume, seed):
    first = date(2024, 7, 2)
    rows = [*minutes(first, seconds), *minutes(date(2024, 7, 3), seconds, volume=volume)]
    bars = read_bars(write(tmp_path_factory.mktemp("bars") / "own.csv", rows))
    market, session = Market(seed, own=bars), session_of(date(2024, 7, 3))
    found = market.bars(IBM, size=BarSize(seconds, "s"), until=session.closes + 60, count=len(rows) // 3)
    wanted = rows[-len(found) :]
    for place, column in enumerate((found.open, found.high, found.low, found.close, found.volume), 2):
        assert np.allclose(column, [row[place] for row in wanted])


def test_parquet_and_a_named_symbol_do_as_well(tmp_path):
    columns = list(zip(*DAYS, strict=True))
    table = {"time": [date.fromisoformat(day) for day in columns[1]]}
    table |= {name: [float(value) for value in columns[at]] for at, name in enumerate(HEADER) if at > 1}
    pq.write_table(pa.table(table), tmp_path / "own.parquet")
    (own,) = read_bars(tmp_path / "own.parquet", symbol="ibm")
    assert (own.conid, own.symbol, own.first_day) == (IBM, "IBM", date(2024, 3, 4))


def test_a_saved_world_goes_on_with_the_same_bars(tmp_path):
    clock, bars = ManualClock(), read_bars(write(tmp_path / "own.csv", DAYS))
    first = Gateway(clock=clock, bars=bars, start=START, pacing=False)
    again = Gateway.loaded(first.save(), clock=clock, bars=bars, start=START, pacing=False)
    assert history(again, "period=2d&bar=1d") == history(first, "period=2d&bar=1d")


def changed(row: int, column: int, value: str) -> tuple[tuple[str, ...], ...]:
    rows = [list(each) for each in DAYS]
    rows[row][column] = value
    return tuple(tuple(each) for each in rows)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ((DAYS[0], DAYS[2]), "row 3: there is a gap: 2024-03-05 is missing before 2024-03-06"),
        ((DAYS[1], DAYS[0]), "row 3: it is not after row 2"),
        ((DAYS[0], DAYS[0]), "row 3: it is not after row 2"),
        (changed(1, 1, "2024-03-09"), "row 4: it is not after row 3"),
        (changed(2, 1, "2024-03-09"), "row 4: IBM does not trade on 2024-03-09"),
        (changed(0, 0, "TSLA"), "row 2: 'TSLA' has no prices in this world; there are AAPL"),
        (changed(0, 0, ""), "row 2: it has no symbol"),
        (changed(1, 2, "much"), "row 3: open='much' is no number"),
        (changed(1, 5, "nan"), "row 3: close='nan' is no number"),
        (changed(1, 3, "191.3"), "row 3: open 193.9 and close 191.5 do not lie between 191.2 and 191.3"),
        (changed(1, 4, "-1"), "row 3: low=-1 must be above 0"),
        (changed(1, 6, "-5"), "row 3: volume=-5 is below 0"),
        (changed(1, 6, "3"), "row 3: volume=3: a day needs at least 4"),
        (changed(0, 1, "yesterday"), "row 2: time='yesterday' is no date"),
        (changed(0, 1, "2024-03-04T14:30"), "row 2: time=2024-03-04T14:30 has no time zone"),
        (changed(2, 1, "2024-03-06T14:30:00Z"), "row 4: bars of days and shorter ones are mixed"),
    ],
)
def test_a_wrong_row_is_refused_with_its_number_and_the_reason(tmp_path, rows, reason):
    assert reason in refusal(write(tmp_path / "own.csv", rows))


@pytest.mark.parametrize(
    ("drop", "reason"),
    [
        (
            slice(3, 4),
            "row 5: there is a gap: due is 2024-07-02 13:45:00 UTC, this is 2024-07-02 13:50:00 UTC",
        ),
        (slice(0, 1), "row 2: there is a gap: due is 2024-07-02 13:30:00 UTC"),
        (slice(-1, None), "row 78: its day has no more, it ends at 2024-07-02 20:00:00 UTC"),
    ],
)
def test_a_gap_within_a_day_is_refused(tmp_path, drop, reason):
    rows = minutes(date(2024, 7, 2), 300)
    del rows[drop]
    assert reason in refusal(write(tmp_path / "own.csv", rows))


def test_one_bar_within_a_day_does_not_say_how_long_it_is(tmp_path):
    rows = minutes(date(2024, 7, 2), 300)[:1]
    assert "row 2: bars of 0 seconds: give two or more" in refusal(write(tmp_path / "own.csv", rows))


def test_a_file_without_a_column_of_times_is_refused(tmp_path):
    header = ("symbol", "when", *HEADER[2:])
    assert "row 2: there is no column time" in refusal(write(tmp_path / "own.csv", DAYS, header))


def test_times_may_be_milliseconds_since_the_epoch(tmp_path):
    told = minutes(date(2024, 7, 2), 300)
    rows = [(row[0], str(int(datetime.fromisoformat(row[1]).timestamp() * 1000)), *row[2:]) for row in told]
    read, same = (
        read_bars(write(tmp_path / name, given)) for name, given in (("ms.csv", rows), ("t.csv", told))
    )
    assert repr(read) == repr(same)


def test_a_bar_after_the_session_is_refused(tmp_path):
    rows = minutes(date(2024, 7, 2), 300)
    late = datetime.fromisoformat(rows[-1][1]) + timedelta(minutes=5)
    rows.append(("IBM", late.isoformat(), *rows[-1][2:]))
    assert "row 80: it is after the regular session" in refusal(write(tmp_path / "own.csv", rows))


@pytest.mark.parametrize("text", ["", "symbol,time\n", "\xff"])
def test_a_file_without_rows_or_of_something_else_is_refused(tmp_path, text):
    path = tmp_path / "own.csv"
    path.write_bytes(text.encode("latin-1"))
    assert str(path) in refusal(path)
    broken = tmp_path / "own.parquet"
    broken.write_text(text)
    assert str(broken) in refusal(broken)
    assert "cannot be read" in refusal(tmp_path / "none.csv")


def test_a_world_before_its_bars_is_refused(tmp_path):
    bars = read_bars(write(tmp_path / "own.csv", DAYS))
    with pytest.raises(ConfigError, match="bars of IBM begin on 2024-03-04, this world on 2013-02-01"):
        Gateway(bars=bars)
    assert next_session(date(2024, 3, 4)).day == date(2024, 3, 5)


def test_hours_may_be_counted_from_the_open_as_well(tmp_path):
    session = session_of(date(2024, 7, 2))
    starts = [
        datetime.fromtimestamp(session.opens + at, UTC).isoformat() for at in range(0, session.seconds, 3600)
    ]
    (own,) = read_bars(write(tmp_path / "own.csv", [("IBM", at, 190, 191, 189, 190, 50) for at in starts]))
    (within,) = own.within.values()
    assert within.start.tolist() == list(range(0, 23_400, 3600))
