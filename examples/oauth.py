"""Sign in without a gateway program: OAuth 1.0a at the hosted API, or at a simulated one.

Shows: a folder of keys made, a simulated service that checks every signature against their public
halves, and a client that signs by itself.

    python examples/oauth.py                       # fresh keys, and a simulated service that knows them
    python examples/oauth.py keys/oauth.toml       # the hosted API, with keys that IBKR knows

For keys of your own: `ibkr auth init keys`, then upload what it names and fill in keys/oauth.toml.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

import ibkr
import ibkr.auth
from ibkr.auth.making import GROUP_14
from ibkr.simulator import Gateway, OAuthServer
from ibkr.testing import SimulatorTransport


def show(ib: ibkr.Client) -> None:
    """Who is signed in, and what the session is like; each call is signed."""
    print("accounts:", ib.accounts.brokerage().accounts)
    print("session:", ib.session.state)


def simulated(home: Path) -> ibkr.Client:
    """A client with fresh keys, and a service that knows their public halves."""
    ibkr.auth.make_folder(home)
    known = {
        "consumer_key": "TESTCONS1",
        "access_token": "f01c4b1f9d6ae9b4e31c",
        "access_token_secret_plain_hex": "a1b2c3d4e5f60718",
        "dh_prime": f"{GROUP_14:x}",
        "signature_public_key_pem": "public_signature.pem",
        "encryption_public_key_pem": "public_encryption.pem",
    }
    (home / "server.json").write_text(json.dumps(known))
    service = OAuthServer.read(home / "server.json")
    auth = ibkr.auth.OAuth1(
        consumer_key="TESTCONS1",
        access_token="f01c4b1f9d6ae9b4e31c",
        access_token_secret=service.one.encrypted_secret(),
        signature_key=home / "private_signature.pem",
        encryption_key=home / "private_encryption.pem",
        dh_prime=home / "dhparam.pem",
    )
    clock = ibkr.ManualClock()
    transport = SimulatorTransport(Gateway(clock=clock, oauth=service))
    return ibkr.Client(ibkr.auth.HOSTED, auth=auth, transport=transport, clock=clock)


def open_client(home: Path) -> ibkr.Client:
    """Of the hosted API with the settings file given, or of a simulated service with fresh keys."""
    if len(sys.argv) > 1:
        return ibkr.Client(ibkr.auth.HOSTED, auth=ibkr.auth.read(sys.argv[1]))
    return simulated(home)


def main() -> None:
    """Sign in and look around."""
    with tempfile.TemporaryDirectory() as home, open_client(Path(home)) as ib:
        show(ib)


if __name__ == "__main__":
    main()
