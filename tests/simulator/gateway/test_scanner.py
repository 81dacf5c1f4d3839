"""Scans, and the beta's behind the bridge."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

SCAN = {"instrument": "STK", "type": "TOP_PERC_GAIN", "location": "STK.US.MAJOR", "filter": []}
BETA = {"instrument": "STK", "locations": "STK.US.MAJOR", "scanCode": "MOST_ACTIVE", "secType": "STK"}


def found(player, **changes) -> list:
    return player.post("/iserver/scanner/run", SCAN | changes)["contracts"]


def test_the_vocabulary_is_large(player):
    answer = player.ask("GET", "/iserver/scanner/params")
    assert len(answer.body) > 30_000
    words = answer.decoded()
    codes = {each["code"] for each in words["filter_list"]}
    assert all(set(each["filters"]) <= codes for each in words["instrument_list"])
    assert "TOP_PERC_GAIN" in {each["code"] for each in words["scan_type_list"]}


def test_the_vocabulary_may_be_read_once_in_a_quarter_of_an_hour(play):
    player = play(pacing=True, idle=None)
    assert [player.ask("GET", "/iserver/scanner/params").status for _ in range(2)] == [200, 429]


def test_only_the_first_row_names_the_column(player):
    rows = found(player)
    assert len(rows) > 1
    assert [row.get("column_name") for row in rows] == ["Chg%", *[None] * (len(rows) - 1)]
    assert [row["server_id"] for row in rows] == [str(place) for place in range(len(rows))]


def test_rows_come_best_first_as_the_market_has_them(player):
    now = player.gateway.world.now()
    changes = [player.gateway.market.quote(row["con_id"], now).change_percent for row in found(player)]
    assert changes == sorted(changes, reverse=True)
    losers = [row["con_id"] for row in found(player, type="TOP_PERC_LOSE")]
    assert losers == [row["con_id"] for row in found(player)][::-1]


def tags(player) -> dict[int, dict[str, float]]:
    """Last, high, low, open, the close before and the volume of every share, as snapshots tell them."""
    conids = [row["con_id"] for row in found(player)]
    path = f"/iserver/marketdata/snapshot?conids={','.join(map(str, conids))}&fields=31,70,71,87,7295,7741"
    player.get(path)
    return {
        row["conid"]: {
            "last": float(row["31"]),
            "range": (float(row["70"]) - float(row["71"])) / float(row["7741"]),
            "gap": float(row["7295"]) / float(row["7741"]),
            "risen": float(row["31"]) / float(row["7295"]),
            "turnover": row["87_raw"] * float(row["31"]),
            "volume": row["87_raw"],
        }
        for row in player.get(path)
    }


@pytest.mark.parametrize(
    ("scan", "figure", "falls"),
    [
        ("HOT_BY_PRICE_RANGE", "range", True),
        ("HIGH_OPEN_GAP", "gap", True),
        ("LOW_OPEN_GAP", "gap", False),
        ("TOP_OPEN_PERC_GAIN", "risen", True),
        ("TOP_OPEN_PERC_LOSE", "risen", False),
        ("MOST_ACTIVE_USD", "turnover", True),
        ("MOST_ACTIVE", "volume", True),
        ("LAST_TRADE_PRICE", "last", True),
    ],
)
def test_a_scan_orders_by_its_figure(player, scan, figure, falls):
    figures = tags(player)
    rows = found(player, type=scan)
    seen = [figures[row["con_id"]][figure] for row in rows]
    assert seen == sorted(seen, reverse=falls)
    assert all(row["scan_data"] for row in rows)


def test_a_share_that_is_not_listed_yet_is_not_found_by_scans(play):
    player = play(start=datetime(2012, 5, 1, 15, tzinfo=UTC)).primed()
    assert "FB" not in {row["symbol"] for row in found(player)}
    assert "AAPL" in {row["symbol"] for row in found(player)}


def test_filters_keep_rows_away(player):
    dear = found(player, filter=[{"code": "priceAbove", "value": 300}])
    assert {row["symbol"] for row in dear} == {"AAPL", "GOOG"}
    assert found(player, filter=[{"code": "priceAbove", "value": "nan"}, {"code": "noSuch", "value": 1}])
    assert len(found(player, filter=[{"code": "priceAbove", "value": "dear"}])) == len(found(player))


def test_an_exchange_keeps_others_away(player):
    assert {row["symbol"] for row in found(player, location="STK.NYSE")} >= {"IBM"}
    assert "AAPL" not in {row["symbol"] for row in found(player, location="STK.NYSE")}


def test_other_markets_and_other_scans_find_nothing(player):
    assert found(player, instrument="FUT.EU", location="FUT.EU.EUREX") == []
    assert found(player, type="HALTED") == []


@pytest.mark.parametrize("wrong", [{"type": "BEST"}, {"instrument": "X"}, {"location": None}, {"filter": {}}])
def test_a_wrong_scan_is_refused(player, wrong):
    assert "error" in player.post("/iserver/scanner/run", SCAN | wrong, status=400)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/hmds/scanner"),
        ("GET", "/hmds/scanner/params"),
        ("GET", "/hmds/scanner/run"),
        ("GET", "/hmds/history?conid=8314&period=1m&bar=1d"),
    ],
)
def test_what_lies_behind_the_bridge_is_not_there_until_it_is_open(player, method, path):
    content = {"json": BETA} if method == "POST" else {}
    closed = player.ask(method, path, **content)
    assert (closed.status, dict(closed.headers)["content-type"]) == (404, "text/html")
    assert player.get("/hmds/auth/init")["authenticated"] is True
    assert player.ask(method, path, **content).status == 200


def test_tickle_tells_of_the_bridge(player):
    assert player.post("/tickle")["hmds"] == {"error": "no bridge"}
    player.post("/hmds/auth/init")
    assert player.post("/tickle")["hmds"]["authStatus"]["authenticated"] is True


def test_a_beta_scan_has_ids_and_numbers_as_text(player):
    player.post("/hmds/auth/init")
    answer = player.post("/hmds/scanner", BETA | {"maxItems": 2})
    assert (answer["total"], len(answer["Contracts"]["Contract"])) == ("2", 2)


def test_beta_bars_are_those_of_the_other_history(player):
    player.post("/hmds/auth/init")
    bars = player.get("/hmds/history?conid=8314&period=1w&bar=1d")["data"]
    assert bars == player.get("/iserver/marketdata/history?conid=8314&period=1w&bar=1d")["data"]
    assert "error" in player.get("/hmds/history?conid=1&period=1w&bar=1d", status=500)
    assert "error" in player.get("/hmds/history?conid=8314&period=1w&bar=1d&startTime=now", status=400)
    # Before the first bar that there is.
    long_ago = "/hmds/history?conid=8314&period=1d&bar=1d&startTime=19900101-00:00:00"
    assert player.get(long_ago, status=500) == {"error": "Chart data unavailable"}
