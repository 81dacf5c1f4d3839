"""The tools for users' own tests do what they say."""

from __future__ import annotations

import asyncio
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ibkr
from ibkr.model.events import StreamProblem
from ibkr.simulator import simulate
from ibkr.testing import (
    NetworkBlocked,
    Scrubber,
    Tape,
    UnknownOperation,
    cassette,
    decode,
    decode_frame,
    no_network,
)
from ibkr.testing.tapes import fit_for_files


def test_an_answer_is_read_as_the_client_reads_it():
    decoded = decode(
        "GET", "/v1/api/portfolio/DU0000001/positions/0", 200, b'[{"conid": 1, "putOrCall": null}]'
    )
    assert decoded.operation == "portfolio.positions"
    assert decoded.value[0].put_or_call is None
    assert decoded.drift == []


def test_a_text_in_the_place_of_a_number_is_kept_and_reported():
    decoded = decode(
        "GET", "/portfolio/DU0000001/positions/0?sort=name", 200, b'[{"conid": 1, "position": "ten"}]'
    )
    assert decoded.value[0].position == "ten"
    assert [(drift.path, drift.seen) for drift in decoded.drift] == [("$[*].position", "str")]


def test_a_key_without_a_name_is_listed():
    assert decode("POST", "/logout", 200, b'{"status": true, "more": 1}').unknown == {"$.more": 1}


def test_an_error_inside_success_is_raised():
    with pytest.raises(ibkr.IbkrError):
        decode("GET", "/iserver/secdef/search", 200, b'{"error": "No symbol found"}')


def test_a_route_that_the_description_lacks_is_said():
    with pytest.raises(UnknownOperation, match="GET /nothing/here"):
        decode("GET", "/v1/api/nothing/here", 200, b"{}")


def test_a_question_never_reads_as_an_order():
    (question,) = decode(
        "POST",
        "/iserver/account/DU0000001/orders",
        200,
        b'[{"id": "a", "message": ["Sure?"], "messageIds": ["o163"]}]',
    ).value
    assert type(question).__name__ == "OrderQuestion"


def test_an_answer_in_words_is_read_as_words():
    assert decode("DELETE", "/fyi/deliveryoptions/phone-1", 200, b"").value == ""
    assert decode("GET", "/sso/Login?RL=1", 200, "<html>").value == "<html>"


def test_an_answer_that_nobody_has_described_is_kept_as_it_came():
    assert decode("GET", "/one/user", 200, b'{"a": 1}').value == {"a": 1}
    assert decode("GET", "/one/user", 200, b"ok").value == "ok"


def test_a_frame_is_read_as_a_new_stream_reads_it():
    (status,) = decode_frame(b'{"topic": "sts", "args": {"authenticated": true}}')
    assert isinstance(status, ibkr.SessionStatus)
    assert status.authenticated is True


def test_a_frame_that_differs_from_its_description_says_so():
    *_, problem = decode_frame('{"topic": "sts", "args": {"authenticated": "yes"}}')
    assert isinstance(problem, StreamProblem)


def test_the_closed_network_lets_nobody_out():
    with no_network(), pytest.raises(NetworkBlocked):
        socket.create_connection(("127.0.0.1", 9), timeout=1)


def test_the_network_is_open_again_afterwards():
    with no_network():
        pass
    with pytest.raises(OSError, match=r"refused|111|61"):
        socket.create_connection(("127.0.0.1", 9), timeout=1)


def test_tasks_started_inside_are_closed_in_too():
    async def reach() -> None:
        await asyncio.open_connection("127.0.0.1", 9)

    async def run() -> None:
        with no_network():
            await asyncio.create_task(reach())

    with pytest.raises(NetworkBlocked):
        asyncio.run(run())


def test_the_same_account_is_always_hidden_behind_the_same_number():
    scrubber = Scrubber()
    assert scrubber.text("U7654321 and DU7654321 and U7654321") == "DU0000001 and DU0000002 and DU0000001"


def test_scrubbing_twice_changes_nothing():
    once = Scrubber().text('{"session": "f00d", "account": "U7654321"}')
    assert Scrubber().text(once) == once
    assert "f00d" not in once


def test_a_cassette_that_was_never_recorded_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="record it first"), cassette(tmp_path / "none.yaml"):
        pass


def test_what_is_signed_and_what_is_granted_is_hidden_wherever_it_stands():
    signed = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhIn0.c2lnbmF0dXJl"
    form = f"grant_type=client_credentials&client_assertion={signed}&scope=x"
    assert Scrubber().text(form) == "grant_type=client_credentials&client_assertion=scrubbed&scope=x"
    assert Scrubber().text('{"access_token": "abc.def", "expires_in": 9}') == (
        '{"access_token": "scrubbed", "expires_in": 9}'
    )
    assert Scrubber().text('{"url": "/sso/Dispatcher?token=a-b_c", "active": true}') == (
        '{"url": "/sso/Dispatcher?token=scrubbed", "active": true}'
    )
    assert Scrubber().text("wss://host/ws?bearer_token=a.b&v=1") == "wss://host/ws?bearer_token=scrubbed&v=1"


@given(
    numbers=st.lists(st.integers(1_000_000, 9_999_999), min_size=1, max_size=5),
    kinds=st.sampled_from(["U", "DU", "DF", "F"]),
)
def test_no_account_number_survives_and_different_ones_stay_different(numbers: list[int], kinds: str):
    scrubber = Scrubber()
    hidden = [scrubber.text(f'"{kinds}{number}"') for number in numbers]
    assert len(set(hidden)) == len(set(numbers))
    assert all(one.startswith('"DU000000') for one in hidden)


@pytest.mark.parametrize("colour", ["sync", "async"])
def test_a_tape_replays_what_it_recorded_with_the_network_shut(tmp_path, colour: str):
    file = tmp_path / "of-a-test" / "accounts.yaml"
    with simulate(http=True) as gateway, Tape(file, record_from=gateway.base_url) as tape:
        assert names_of_accounts(tape, colour) == ["DU1234567"]
    with Tape(file) as tape:
        assert names_of_accounts(tape, colour) == ["DU0000001"]
        assert (tape.all_played, tape.play_count, tape.recording) == (True, 1, False)
        with pytest.raises(NetworkBlocked):
            socket.create_connection(("127.0.0.1", 9), timeout=1)


def names_of_accounts(tape: Tape, colour: str) -> list[str]:
    if colour == "sync":
        with tape.client() as ib:
            return [account.account_id for account in ib.portfolio.accounts()]

    async def ask() -> list[str]:
        async with tape.async_client() as ib:
            return [account.account_id for account in await ib.portfolio.accounts()]

    return asyncio.run(ask())


def test_a_tape_that_was_never_recorded_leaves_the_network_open(tmp_path):
    with pytest.raises(FileNotFoundError), Tape(tmp_path / "none.yaml"):
        pass
    with pytest.raises(OSError, match=r"refused|111|61"):
        socket.create_connection(("127.0.0.1", 9), timeout=1)


@pytest.mark.parametrize(("name", "file"), [("test_x[AAPL-1d]", "test_x-AAPL-1d"), ("a/b c", "a-b-c")])
def test_the_name_of_a_test_becomes_the_name_of_a_file(name: str, file: str):
    assert fit_for_files(name) == file
