"""The server around the gateway: TLS, connections that break, websockets, bad bytes."""

from __future__ import annotations

import signal
import socket
import ssl
import subprocess
import sys
import urllib.parse

import httpx
import pytest
import websockets
from cryptography import x509
from websockets.sync.client import connect

from ibkr.errors import ConfigError
from ibkr.simulator import Fault, Request, simulate
from ibkr.simulator.certificate import self_signed

ORDER = {"conid": 265598, "side": "BUY", "orderType": "LMT", "price": 449, "quantity": 1, "tif": "DAY"}


@pytest.fixture(scope="module")
def simulation():
    with simulate(pacing=False) as running:
        yield running


@pytest.fixture
def tls(simulation):
    return ssl.create_default_context(cadata=simulation.certificate.decode())


@pytest.fixture
def client(simulation, tls):
    with httpx.Client(base_url=simulation.base_url, verify=tls) as client:
        client.get("/iserver/accounts").raise_for_status()
        yield client


def stream(simulation, tls, token):
    url = simulation.base_url.replace("https", "wss") + "/ws"
    return connect(
        url, ssl=tls, additional_headers={"Cookie": f'api={{"session":"{token}"}}'}, compression=None
    )


def rest(socket_):
    """Read to the end, which for a socket is an exception."""
    while True:
        socket_.recv(timeout=5)


def test_it_serves_https_with_a_certificate_that_can_be_checked(client):
    answer = client.post("/tickle")
    assert answer.json()["iserver"]["authStatus"]["authenticated"] is True
    # As the gateway program does, answers go out in chunks and never compressed.
    assert answer.headers["transfer-encoding"] == "chunked"
    assert "server" not in answer.headers


def test_a_body_sent_in_chunks_is_lost(client):
    answer = client.post("/iserver/secdef/search", content=iter([b'{"symbol":"IBM"}']))
    assert answer.status_code == 400
    assert client.post("/iserver/secdef/search", json={"symbol": "IBM"}).status_code == 200


def test_paths_are_resolved_before_they_are_routed(simulation, client):
    address = urllib.parse.urlsplit(simulation.base_url)
    context = ssl.create_default_context(cadata=simulation.certificate.decode())
    plain = socket.create_connection((address.hostname, address.port), timeout=5)
    with context.wrap_socket(plain, server_hostname="localhost") as secure:
        secure.sendall(b"GET /x/../v1/api/trsrv/stocks?symbols=IBM HTTP/1.1\r\nHost: x\r\n\r\n")
        assert secure.recv(65536).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(("kind", "taken"), [("drop_before", 0), ("drop_after", 1)])
def test_a_dropped_connection_ends_without_a_byte(simulation, client, kind, taken):
    before = len(simulation.gateway.broker.orders("DU1234567"))
    simulation.gateway.faults.add(Fault(kind, "orders.submit"))
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        client.post("/iserver/account/DU1234567/orders", json={"orders": [ORDER]})
    assert len(simulation.gateway.broker.orders("DU1234567")) - before == taken
    assert client.post("/tickle").status_code == 200


def test_an_answer_can_be_held_back_longer_than_a_client_waits(simulation, client):
    simulation.gateway.faults.add(Fault("delay", "auth.tickle", seconds=30))
    with pytest.raises(httpx.ReadTimeout):
        client.post("/tickle", timeout=0.05)


def test_a_socket_streams_binary_frames_and_echoes(simulation, client, tls):
    token = client.post("/tickle").json()["session"]
    with stream(simulation, tls, token) as socket_:
        burst = [socket_.recv(timeout=5) for _ in range(3)]
        assert {type(frame) for frame in burst} == {bytes}
        socket_.send('smd+265598+{"fields":["31","84","86"]}')
        assert b'"topic":"smd+265598"' in socket_.recv(timeout=5)
        socket_.send("ech+hb")
        assert next(frame for frame in iter(lambda: socket_.recv(timeout=5), None) if frame[:3] == b"ech")


def test_sockets_are_cut_or_closed_with_1000(simulation, client, tls):
    token = client.post("/tickle").json()["session"]
    for code, seen in ((1000, 1000), (None, None)):
        with stream(simulation, tls, token) as socket_:
            socket_.recv(timeout=5)
            simulation.gateway.cut(code=code)
            with pytest.raises(websockets.ConnectionClosed) as closed:
                rest(socket_)
            assert (closed.value.rcvd and closed.value.rcvd.code) == seen


@pytest.mark.parametrize("data", [b"\x00\xff garbage\r\n\r\n", b"GET\r\n\r\n", b"\x16\x03\x01\x00\x05hello"])
def test_bytes_that_are_no_request_do_not_stop_it(data):
    with simulate(http=True) as plain:
        address = urllib.parse.urlsplit(plain.base_url)
        with socket.create_connection((address.hostname, address.port), timeout=5) as connection:
            connection.sendall(data)
            assert connection.recv(1000).startswith(b"HTTP/1.1 400")
        assert httpx.post(f"{plain.base_url}/tickle").status_code == 200


def test_plain_http_to_the_tls_port_is_closed_without_a_byte(simulation):
    address = urllib.parse.urlsplit(simulation.base_url)
    with socket.create_connection((address.hostname, address.port), timeout=5) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert connection.recv(1000) == b""


def test_a_sixth_history_call_at_once_is_refused():
    path = "/iserver/marketdata/history?conid=8314&period=1m&bar=1d"
    with simulate(http=True) as plain:
        # Five that are not answered yet, without anybody being slow.
        running = [plain.gateway.begin(Request.to("GET", f"/v1/api{path}")) for _ in range(5)]
        assert httpx.get(f"{plain.base_url}{path}").status_code == 429
        running[0].end()
        assert httpx.get(f"{plain.base_url}{path}").status_code == 200
        assert [violation.operation for violation in plain.gateway.violations] == ["market_data.history"]


def test_a_port_that_is_taken_is_named(simulation):
    with pytest.raises(ConfigError, match=f"port {simulation.port}"):
        simulate(port=simulation.port)


@pytest.mark.parametrize("address", [{"port": 70_000}, {"host": "no such host"}])
def test_an_impossible_address_is_refused(address):
    with pytest.raises(ConfigError):
        simulate(**address)


def test_a_certificate_names_the_host_that_is_served():
    certificate = x509.load_pem_x509_certificate(self_signed("gateway.example.com").pem)
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["gateway.example.com", "localhost"]


def test_a_simulation_says_where_it_serves(simulation):
    assert repr(simulation) == f"<Simulation {simulation.base_url}>"


def test_closing_twice_is_fine_and_frees_the_port():
    first = simulate(http=True)
    first.close()
    first.close()
    with pytest.raises(httpx.ConnectError):
        httpx.get(first.base_url)


def test_serve_prints_where_it_serves_and_ends_with_an_interrupt():
    command = [sys.executable, "-c", "import ibkr.simulator as s; s.serve(port=0, http=True)"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        line = process.stdout.readline()
        assert line.startswith("ready http://localhost:")
        assert httpx.post(f"{line.split()[1]}/tickle").status_code == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == 0
        assert process.stderr.read() == ""


def test_without_the_extra_the_error_names_it():
    script = "import sys; sys.modules['uvicorn'] = None; import ibkr.simulator as s; s.Gateway(); s.simulate"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert 'pip install "ibkr[simulator]"' in result.stderr
