"""The key exchange behind the live session token, against vectors and against the service's own rule."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibkr.auth.live_session import (
    challenge,
    is_genuine,
    java_bytes,
    live_session_token,
    shared_secret,
)
from ibkr.simulator.oauth.one import sign_padded

PRIME, SECRET, CONSUMER = 0xFFFFFFFFFFFFFFC5, bytes.fromhex("a1b2c3d4e5f60718"), "TESTCONS1"
VECTORS = [
    (
        0x1234567,
        "40b0a7a082a6a905",
        "29ee6886d62e9289",
        "65165ffc73164b36",
        "65165ffc73164b36",
        "HLDoYpgpj2/INk7O6Rkx2cXCT/4=",
        "3e42ad9c28a3432883e0075df5f8211532e809d7",
    ),
    (
        0xABCDEF,
        "47c4f32ce80f7a4e",
        "f2c73589399b17a8",
        "c382ab91444f1003",
        "00c382ab91444f1003",
        "NKej6QlyqyHBjQZRaqMkdOnKrqo=",
        "65e46be7d49fc006c31297b3eb4f4ef71919e705",
    ),
]
IDS = ["63 bits", "64 bits: a sign byte"]


@pytest.mark.parametrize(("a", "sent", "answered", "shared", "written", "token", "proof"), VECTORS, ids=IDS)
def test_a_vector_goes_all_the_way(
    *, a: int, sent: str, answered: str, shared: str, written: str, token: str, proof: str
):
    assert challenge(PRIME, 2, a) == sent
    number = shared_secret(PRIME, answered, a)
    assert f"{number:x}" == shared
    assert java_bytes(number).hex() == written
    live = live_session_token(number, SECRET)
    assert base64.b64encode(live).decode() == token
    assert is_genuine(live, CONSUMER, proof)


def test_a_proof_by_another_token_is_not_genuine():
    live = live_session_token(1, SECRET)
    assert not is_genuine(live, CONSUMER, VECTORS[0][-1])
    assert not is_genuine(live, CONSUMER, "é")


@pytest.mark.parametrize("answer", ["0", "1", f"{PRIME - 1:x}", f"{PRIME:x}", "not hex", ""])
def test_an_answer_that_gives_the_secret_away_is_refused(answer: str):
    with pytest.raises(ValueError, match=r"range|invalid literal"):
        shared_secret(PRIME, answer, 5)


@given(st.integers(min_value=1))
def test_bytes_are_those_of_java(number: int):
    written = java_bytes(number)
    assert int.from_bytes(written, signed=True) == number
    assert len(written) == 1 or int.from_bytes(written[1:], signed=True) != number
    assert written == sign_padded(number)


@given(st.integers(2, PRIME - 2), st.integers(2, PRIME - 2))
def test_both_sides_know_the_same_secret(ours: int, theirs: int):
    answer = challenge(PRIME, 2, theirs)
    sent = int(challenge(PRIME, 2, ours), 16)
    assert shared_secret(PRIME, answer, ours) == pow(sent, theirs, PRIME)
