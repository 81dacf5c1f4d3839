"""Base strings, signatures and headers of OAuth 1.0a, against vectors and rules."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING
from urllib.parse import unquote

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from hypothesis import given
from hypothesis import strategies as st

from ibkr.auth import signing
from tests.auth.material import key

if TYPE_CHECKING:
    from random import Random

URL = "https://api.ibkr.com/v1/api/iserver/secdef/search"
TOKEN = base64.b64decode("NKej6QlyqyHBjQZRaqMkdOnKrqo=")
SAID = signing.parameters_for(
    signing.HMAC,
    consumer_key="TESTCONS1",
    nonce="abcdefghij123456",
    timestamp=1768404700,
    token="tok123",
)
BASE = (
    "GET&https%3A%2F%2Fapi.ibkr.com%2Fv1%2Fapi%2Fiserver%2Fsecdef%2Fsearch&"
    "oauth_consumer_key%3DTESTCONS1%26oauth_nonce%3Dabcdefghij123456%26"
    "oauth_signature_method%3DHMAC-SHA256%26oauth_timestamp%3D1768404700%26oauth_token%3Dtok123%26symbol%3DIBM"
)
SIGNATURE = "RigJtllVV98eoT4xcr8gwidx%2B%2B%2FuBx0bjy0Y3FjZEPM%3D"

names = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=8)
values = st.text(st.characters(codec="utf-8"), max_size=12)


def test_the_vector_has_its_base_string():
    assert signing.base_string("get", URL, [*SAID.items(), ("symbol", "IBM")]) == BASE


def test_the_vector_has_its_signature():
    assert signing.encoded(signing.hmac_signature(TOKEN, BASE)) == SIGNATURE


def test_the_header_names_the_realm_first_and_encodes_only_the_signature():
    header = signing.header("limited_poa", {"oauth_token": "a+b/=", "oauth_nonce": "n"}, "x+/=")
    assert header == (
        'OAuth realm="limited_poa", oauth_nonce="n", oauth_signature="x%2B%2F%3D", oauth_token="a+b/="'
    )


def test_a_blank_is_signed_as_percent_twenty():
    assert signing.base_string("GET", URL, [("name", "a b")]).endswith("name%3Da%20b")


def test_the_prepend_stands_in_front_without_a_separator():
    plain = signing.base_string("POST", URL, SAID.items())
    assert signing.base_string("POST", URL, SAID.items(), prepend="a1b2") == "a1b2" + plain


def test_an_rsa_signature_is_one_that_its_public_key_verifies():
    signature = signing.rsa_signature(key("signature"), BASE)
    assert "\n" not in signature
    key("signature").public_key().verify(
        base64.b64decode(signature), BASE.encode(), padding.PKCS1v15(), hashes.SHA256()
    )


@given(st.lists(st.tuples(names, values), max_size=6), st.randoms())
def test_the_order_in_which_parameters_come_does_not_matter(pairs: list[tuple[str, str]], chance: Random):
    shuffled = list(pairs)
    chance.shuffle(shuffled)
    assert signing.base_string("GET", URL, shuffled) == signing.base_string("GET", URL, pairs)


@given(st.lists(st.tuples(names, values), max_size=6))
def test_a_base_string_has_three_parts_that_decode_to_what_was_signed(pairs: list[tuple[str, str]]):
    method, url, parameters = signing.base_string("GET", URL, pairs).split("&")
    assert (method, unquote(url)) == ("GET", URL)
    assert unquote(parameters) == "&".join(f"{name}={value}" for name, value in sorted(pairs))
