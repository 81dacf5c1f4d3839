"""Who may talk to the gateway: `ips`."""

from __future__ import annotations

import http.client

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from ibkr.errors import ConfigError
from ibkr.model.clock import ManualClock
from ibkr.simulator import Gateway, Request, simulate
from ibkr.simulator.addresses import Addresses

PATHS = ("/", "/v1/api/tickle", "/v1/api/nowhere", "/sso/Login", "/demo", "/simulator/")


@pytest.mark.parametrize(
    ("ips", "address", "admitted"),
    [
        (None, "8.8.8.8", True),
        ({"allow": ["127.*"]}, "127.0.0.1", True),
        ({"allow": ["127.*"]}, "128.0.0.1", False),
        ({"allow": ["12.*"]}, "127.0.0.1", False),
        ({"allow": ["10.1.2.*"]}, "10.1.2.200", True),
        ({"allow": ["10.1.2.*"]}, "10.1.3.2", False),
        ({"allow": ["10.*.2.7"]}, "10.9.2.7", True),
        ({"allow": ["10.*.2.7"]}, "10.9.2.8", False),
        ({"allow": ["10.1.2"]}, "10.1.2.3", False),
        ({"allow": ["127.0.0.1"]}, "::ffff:127.0.0.1", True),
        ({"allow": ["*"]}, "8.8.8.8", True),
        ({"deny": ["192.168.*"]}, "192.168.0.9", False),
        ({"deny": ["192.168.*"]}, "192.169.0.9", True),
        ({"allow": ["10.*"], "deny": ["10.0.0.1"]}, "10.0.0.1", False),
        ({"deny": ["0.0.0.0/0"]}, "8.8.8.8", True),
    ],
)
def test_patterns_go_by_octet_and_deny_wins(ips, address, admitted):
    assert Addresses.of(ips).admit(address) is admitted


@pytest.mark.parametrize("path", PATHS)
def test_who_is_denied_gets_the_same_404_on_every_path(path):
    gateway = Gateway(clock=ManualClock(), control=True, ips={"deny": ["10.*"]})
    answer = gateway.handle(Request("GET", path, client="10.0.0.7"))
    assert (answer.status, answer.body) == (404, b"Access Denied")
    assert answer.headers == (("content-length", "13"),)
    assert gateway.handle(Request("GET", path, client="11.0.0.7")).body != b"Access Denied"


@pytest.mark.parametrize("ips", [{"allow": "10.*"}, {"deny": [10]}, {"allow": [""]}, {"alow": []}])
def test_what_is_no_such_section_is_refused_at_the_start(ips):
    with pytest.raises(ConfigError, match="ips"):
        Gateway(clock=ManualClock(), ips=ips)


def test_the_server_looks_at_the_address_of_calls_and_websockets():
    with simulate(http=True, ips={"deny": ["127.*"]}) as simulation:
        connection = http.client.HTTPConnection("127.0.0.1", simulation.port)
        connection.request("GET", "/v1/api/tickle")
        answer = connection.getresponse()
        assert (answer.status, answer.getheader("Content-Length"), answer.read()) == (
            404,
            "13",
            b"Access Denied",
        )
        assert answer.getheader("Transfer-Encoding") is None
        connection.close()
        with pytest.raises(InvalidStatus) as refused:
            connect(f"ws://127.0.0.1:{simulation.port}/v1/api/ws")
        assert (refused.value.response.status_code, refused.value.response.body) == (404, b"Access Denied")
