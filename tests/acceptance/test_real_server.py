"""Through real sockets: TLS, wrong addresses, the generated package by itself."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator

import pytest

import ibkr
from ibkr.simulator import Fault, Simulation, simulate

ALONE = """
import asyncio, sys
from ibkr_wire.rest.api.portfolio import accounts, positions
from ibkr_wire.rest.client import Client

url = sys.argv[1]
client = Client(base_url=url, verify_ssl=False)
(account,) = accounts.sync(client=client)
rows = positions.sync(account.account_id, 0, client=client)
again = asyncio.run(positions.asyncio(account.account_id, 0, client=Client(base_url=url, verify_ssl=False)))
assert {row.conid for row in rows} == {row.conid for row in again}
assert not [name for name in sys.modules if name == "ibkr" or name.startswith("ibkr.")]
print(len(rows))
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Simulation]:
    with simulate(pacing=False) as simulation:
        yield simulation


def test_the_generated_package_alone_fetches_positions_both_ways(server):
    done = subprocess.run(
        [sys.executable, "-c", ALONE, server.base_url], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert int(done.stdout) == len(server.gateway.broker.positions("DU1234567"))


@pytest.mark.parametrize(
    ("address", "error", "words"),
    [
        ("https://localhost:{port}/v2/api", ibkr.ConfigError, "/v1/api"),
        ("http://localhost:{port}/v1/api", ibkr.ConfigError, "https://"),
        ("https://localhost:9/v1/api", ibkr.GatewayUnreachable, "base_url="),
    ],
    ids=["wrong path", "plain HTTP to a TLS port", "nobody listens"],
)
def test_a_wrong_address_says_what_is_wrong_with_it(server, address, error, words):
    with ibkr.Client(address.format(port=server.port), keep_alive=False) as ib:
        with pytest.raises(error, match=words) as raised:
            ib.portfolio.accounts()
        assert str(raised.value).endswith(".")


def test_a_certificate_that_nobody_vouches_for_is_refused_off_loopback():
    host = _own_address()
    with simulate(host=host) as simulation:
        base_url = f"https://{host}:{simulation.port}/v1/api"
        with ibkr.Client(base_url, keep_alive=False) as ib, pytest.raises(ibkr.ConfigError, match="verify="):
            ib.portfolio.accounts()


def test_the_same_certificate_is_accepted_once_it_is_given(server, tmp_path):
    authority = tmp_path / "gateway.pem"
    authority.write_bytes(server.certificate)
    with ibkr.Client(server.base_url, verify=str(authority), keep_alive=False) as ib:
        assert ib.portfolio.accounts()


def test_a_gateway_that_hangs_is_given_up_after_the_client_s_own_limit(server):
    server.gateway.faults.add(Fault("delay", "auth.status", seconds=60.0, times=2))
    with (
        ibkr.Client(server.base_url, timeout=0.05, keep_alive=False) as ib,
        pytest.raises(ibkr.GatewayTimeout, match="time limit"),
    ):
        ib.auth.status()


def _own_address() -> str:
    """An address of this machine that is not loopback."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # documentation range: picks an interface, sends nothing
        except OSError:
            pytest.skip("this machine has no address but loopback")
        return probe.getsockname()[0]
