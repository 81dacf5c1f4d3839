"""Bodies for the hosted account service: signed with the key of OAuth 2.0, by nobody else."""

from __future__ import annotations

import base64
import json

import httpx
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from ibkr_wire.models.management_services import EchoClaims

from ibkr.errors import ConfigError, InvalidArgument
from tests.client.canned import in_both, options

from .material import CLIENT_ID, key, oauth2


def nothing(_: httpx.Request) -> httpx.Response:
    raise AssertionError("signing sends nothing")


def signed(claims: object) -> str:
    from ibkr._sync.client import Client

    with Client(**options(nothing, auth=oauth2())) as ib:
        return ib.management.signed(claims)


def part(token: str, index: int) -> bytes:
    text = token.split(".")[index]
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_claims_are_dated_named_and_signed():
    token = signed({"credential": "ada"})
    claims = json.loads(part(token, 1))
    assert claims["credential"] == "ada"
    assert claims["iss"] == CLIENT_ID
    assert 0 < claims["exp"] - claims["iat"] <= 120
    content = token.rpartition(".")[0].encode()
    key("client").public_key().verify(part(token, 2), content, padding.PKCS1v15(), hashes.SHA256())


def test_what_is_given_is_not_overwritten():
    assert json.loads(part(signed({"iss": "another"}), 1))["iss"] == "another"


def test_a_model_of_the_wire_is_signed_as_it_is_spelled_there():
    fields = EchoClaims.__struct_fields__
    assert set(json.loads(part(signed(EchoClaims()), 1))) >= {"iss", "iat", "exp"}
    assert isinstance(fields, tuple)


@pytest.mark.parametrize("claims", [[1], "text", 3])
def test_only_objects_are_signed(claims: object):
    with pytest.raises(InvalidArgument, match="an object"):
        signed(claims)


def test_a_client_of_a_gateway_program_has_nothing_to_sign_with():
    def story(ib):
        with pytest.raises(ConfigError, match="OAuth2"):
            ib.management.signed({})
        return ib.session.check()

    ready = {"authenticated": True, "connected": True, "competing": False}
    assert in_both(lambda _: httpx.Response(200, json=ready), story) == ["ready", "ready"]
