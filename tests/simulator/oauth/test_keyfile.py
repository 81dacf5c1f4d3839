"""`server.json`: what it must hold, and errors that name the line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ibkr.errors import ConfigError
from ibkr.simulator import Gateway
from ibkr.simulator.oauth import OAuthServer
from tests.auth.material import (
    ACCESS_TOKEN,
    CLIENT_ID,
    CONSUMER_KEY,
    CREDENTIAL,
    GROUP_14,
    SECRET,
    Hosted,
    key,
    oauth1,
    oauth2,
    pem,
    public_pem,
)

if TYPE_CHECKING:
    from pathlib import Path

ONE = {
    "consumer_key": CONSUMER_KEY,
    "access_token": ACCESS_TOKEN,
    "access_token_secret_plain_hex": SECRET.hex(),
    "dh_prime": f"{GROUP_14:x}",
    "dh_generator": "2",
    "realm": "limited_poa",
    "signature_public_key_pem": public_pem(key("signature")).decode(),
    "encryption_public_key_pem": public_pem(key("encryption")).decode(),
}
TWO = {
    "client_id": CLIENT_ID,
    "client_public_key_pem": public_pem(key("client")).decode(),
    "credential": CREDENTIAL,
}


def written(folder: Path, values: dict[str, Any]) -> Path:
    path = folder / "server.json"
    path.write_text(json.dumps(values, indent=1), "utf-8")
    return path


@pytest.mark.parametrize(
    "values", [ONE, TWO, ONE | TWO, {**ONE, "dh_generator": 2}], ids=["one", "two", "both", "number"]
)
def test_a_file_describes_a_consumer_a_client_or_both(tmp_path: Path, values: dict[str, Any]):
    server = OAuthServer.read(written(tmp_path, values))
    assert (server.one is not None) == ("consumer_key" in values)
    assert (server.two is not None) == ("client_id" in values)


def test_its_clients_can_sign_in(tmp_path: Path):
    hosted = Hosted()
    hosted.gateway = Gateway(clock=hosted.clock, oauth=OAuthServer.read(written(tmp_path, ONE | TWO)))
    for way in (oauth1, oauth2):
        with hosted.client(way()) as ib:
            assert ib.accounts.brokerage().accounts == ["DU1234567"]


def test_a_key_may_be_a_file_beside_it(tmp_path: Path):
    (tmp_path / "sign.pem").write_bytes(public_pem(key("signature")))
    assert OAuthServer.read(written(tmp_path, ONE | {"signature_public_key_pem": "sign.pem"})).one


PROBLEMS = {
    "missing": ({"dh_prime": None}, "dh_prime is missing"),
    "hex": ({"dh_prime": "xyz"}, r"line 5: dh_prime must be hex digits"),
    "composite": ({"dh_prime": "ff"}, r"line 5: dh_prime is no prime"),
    "generator": ({"dh_generator": "1"}, r"line 6: dh_generator is out of range"),
    "half a byte": ({"access_token_secret_plain_hex": "abc"}, r"line 4: .*two a byte"),
    "empty": ({"consumer_key": ""}, r"line 2: consumer_key must be text"),
    "number": ({"access_token": 5}, r"line 3: access_token must be text"),
    "flag": ({"third_party": "yes"}, r"line 10: third_party must be true or false"),
    "misspelt": ({"realmm": "x"}, r"line 10: realmm means nothing"),
    "private": ({"signature_public_key_pem": pem(key("client")).decode()}, r"line 8: .*private key"),
    "no file": ({"signature_public_key_pem": "absent.pem"}, r"line 8: .*neither PEM text nor"),
    "damaged": ({"encryption_public_key_pem": "-----BEGIN PUBLIC KEY-----"}, r"line 9: .*no readable public"),
}


@pytest.mark.parametrize(("changes", "told"), PROBLEMS.values(), ids=PROBLEMS)
def test_a_value_that_cannot_be_used_is_told_with_its_line(tmp_path: Path, changes: Any, told: str):
    with pytest.raises(ConfigError, match=told):
        OAuthServer.read(written(tmp_path, {**ONE, **changes}))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{\n "a": 1,\n "b" 2\n}', "line 3"),
        ("[]", "an object with names"),
        ("{}", "name a consumer or a client"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, text: str | None, told: str):
    path = tmp_path / "server.json"
    if text is not None:
        path.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=told):
        OAuthServer.read(path)


def test_a_file_that_is_no_text_is_told(tmp_path: Path):
    path = tmp_path / "server.json"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="no text"):
        OAuthServer.read(path)
