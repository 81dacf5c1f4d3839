"""Watchlists: overwritten in silence, sparse at first."""

from __future__ import annotations

import pytest

LIST = {"id": "2013", "name": "Computers", "rows": [{"H": "Makers"}, {"C": 265598}, {"C": 1}]}


@pytest.fixture
def kept(player):
    """A player with one watchlist."""
    player.post("/iserver/watchlist", LIST)
    return player


def test_saving_answers_the_list_without_its_rows(player):
    saved = player.post("/iserver/watchlist", LIST)
    assert (saved["id"], saved["instruments"], saved["readOnly"]) == ("2013", [], False)


def test_the_first_read_brings_conids_and_names_and_the_next_brings_more(kept):
    first, second = (kept.get("/iserver/watchlist?id=2013")["instruments"] for _ in range(2))
    assert first[0] == {"H": "Makers"}
    assert first[1] == {"C": "265598", "conid": 265598, "name": "APPLE INC"}
    assert second[1]["ticker"] == "AAPL"
    assert second[2]["conid"] == 1


def test_an_existing_list_is_overwritten_without_a_word(kept):
    kept.clock.advance(1)
    kept.post("/iserver/watchlist", LIST | {"name": "Nothing", "rows": []})
    found = kept.get("/iserver/watchlist?id=2013")
    assert (found["name"], found["instruments"]) == ("Nothing", [])


def test_the_overview_shows_system_lists_only_when_nothing_else_is_asked_for(kept):
    assert "system_lists" not in kept.get("/iserver/watchlists?SC=USER_WATCHLIST")["data"]
    assert kept.get("/iserver/watchlists")["data"]["system_lists"]


def test_mid_counts_calls_as_text_and_action_is_two_words(kept):
    first, second = (kept.get("/iserver/watchlists?SC=USER_WATCHLIST") for _ in range(2))
    assert [first["MID"], second["MID"]] == ["1", "2"]
    assert first["action"] == "content"
    gone = kept.delete("/iserver/watchlist?id=2013")
    assert (gone["action"], gone["MID"], gone["data"]) == ("context", "3", {"deleted": "2013"})


def test_a_contract_may_be_written_as_text(player):
    rows = [{"C": "8314"}, {"H": "Others"}, {"C": 265598}]
    player.post("/iserver/watchlist", {"id": "7", "name": "Mixed", "rows": rows})
    kept = player.get("/iserver/watchlist?id=7")["instruments"]
    assert [row.get("C", row.get("H")) for row in kept] == ["8314", "Others", "265598"]


def test_deleting_an_unknown_list_is_confirmed_in_a_warm_session_only(player):
    assert "error" in player.delete("/iserver/watchlist?id=7", status=503)
    player.get("/iserver/watchlists")
    assert player.delete("/iserver/watchlist?id=7")["data"] == {"deleted": "7"}


@pytest.mark.parametrize(
    "wrong", [{"id": "mine"}, {"id": 7}, {"name": None}, {"rows": "AAPL"}, {"rows": [1]}]
)
def test_a_wrong_list_is_refused(player, wrong):
    assert "error" in player.post("/iserver/watchlist", LIST | wrong, status=400)


def test_a_list_that_does_not_exist_cannot_be_read(player):
    assert "error" in player.get("/iserver/watchlist?id=7", status=400)
    assert "error" in player.get("/iserver/watchlist", status=400)
