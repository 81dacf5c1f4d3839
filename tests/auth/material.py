"""Keys, tokens and a simulated service that knows them; made once a run."""

from __future__ import annotations

import base64
import functools
from typing import Any

import attrs
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from ibkr._async.client import AsyncClient
from ibkr._core.pacing import Pacing
from ibkr._sync.client import Client
from ibkr.auth import OAuth1, OAuth2, ThirdParty
from ibkr.auth.making import GENERATOR, GROUP_14
from ibkr.model.clock import ManualClock
from ibkr.simulator.gateway import Gateway
from ibkr.simulator.oauth import OAuthServer
from ibkr.simulator.oauth.one import Consumer, OAuthOne
from ibkr.simulator.oauth.two import OAuthTwo, RegisteredClient
from ibkr.testing.transport import SimulatorTransport

CONSUMER_KEY = "TESTCONS1"
ACCESS_TOKEN = "f01c4b1f9d6ae9b4e31c"
SECRET = bytes.fromhex("a1b2c3d4e5f607182930")
HOSTED = "https://api.ibkr.com/v1/api"
CLIENT_ID, KEY_ID, CREDENTIAL = "client-7", "main", "simuser1"


@functools.cache
def key(use: str) -> rsa.RSAPrivateKey:
    """A key of 2048 bits; the same for the same use."""
    del use
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def pem(private: Any) -> bytes:
    return private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def public_pem(private: Any) -> bytes:
    return private.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


@functools.cache
def encrypted_secret() -> str:
    sealed = key("encryption").public_key().encrypt(SECRET, padding.PKCS1v15())
    return base64.b64encode(sealed).decode()


def arguments() -> dict[str, Any]:
    return {
        "consumer_key": CONSUMER_KEY,
        "access_token": ACCESS_TOKEN,
        "access_token_secret": encrypted_secret(),
        "signature_key": pem(key("signature")),
        "encryption_key": pem(key("encryption")),
        "dh_prime": f"{GROUP_14:x}",
    }


def oauth1(**changes: Any) -> OAuth1:
    return OAuth1(**{**arguments(), **changes})


def oauth2(**changes: Any) -> OAuth2:
    given = {
        "client_id": CLIENT_ID,
        "client_key_id": KEY_ID,
        "private_key": pem(key("client")),
        "credential": CREDENTIAL,
        "ip": "203.0.113.7",
    }
    return OAuth2(**{**given, **changes})


def third_party(**changes: Any) -> ThirdParty:
    return ThirdParty(**{"consumer_key": CONSUMER_KEY, "signature_key": pem(key("signature")), **changes})


def consumer(**changes: Any) -> Consumer:
    known = Consumer(
        consumer_key=CONSUMER_KEY,
        access_token=ACCESS_TOKEN,
        secret=SECRET,
        prime=GROUP_14,
        generator=GENERATOR,
        realm="limited_poa",
        signature_key=key("signature").public_key(),
        encryption_key=key("encryption").public_key(),
    )
    return attrs.evolve(known, **changes)


def server(**changes: Any) -> OAuthServer:
    registered = RegisteredClient(
        client_id=CLIENT_ID,
        client_key_id=KEY_ID,
        public_key=key("client").public_key(),
        credential=CREDENTIAL,
    )
    return OAuthServer(OAuthOne(consumer(**changes)), OAuthTwo(registered))


class Hosted:
    """The hosted service, simulated without sockets on a clock of its own, and what it was asked."""

    def __init__(self, **changes: Any) -> None:
        self.clock = ManualClock()
        self.server = server(**changes)
        self.gateway = Gateway(clock=self.clock, oauth=self.server, idle=None, pacing=False)

    @property
    def asked(self) -> list[str]:
        return [entry.path.removeprefix("/v1/api") for entry in self.gateway.log]

    @property
    def refused(self) -> list[str]:
        return [entry.path.removeprefix("/v1/api") for entry in self.gateway.log if entry.status == 401]

    def options(self, auth: Any, **changes: Any) -> dict[str, Any]:
        given = {
            "base_url": HOSTED,
            "auth": auth,
            "transport": SimulatorTransport(self.gateway),
            "clock": self.clock,
            "pacing": Pacing.off(),
            "keep_alive": False,
        }
        return {**given, **changes}

    def client(self, auth: Any, **changes: Any) -> Client:
        return Client(**self.options(auth, **changes))

    def async_client(self, auth: Any, **changes: Any) -> AsyncClient:
        return AsyncClient(**self.options(auth, **changes))
