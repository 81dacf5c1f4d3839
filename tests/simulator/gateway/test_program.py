"""`ibkr simulate` keeps its world in a file, lets in whom it shall, and refuses what it cannot use."""

from __future__ import annotations

import signal
import subprocess
import sys

import httpx
import pytest

PROGRAM = (sys.executable, "-m", "ibkr.cli", "simulate", "--port", "0", "--http", "--no-pacing")
ORDER = {"conid": 265598, "side": "BUY", "orderType": "LMT", "price": 446, "quantity": 1, "tif": "GTC"}


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_a_world_goes_on_where_it_stopped(tmp_path, end):
    state = tmp_path / "world.json"
    seen = []
    for _ in range(2):
        command = [*PROGRAM, "--control", "--state", str(state)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            base_url = process.stdout.readline().split()[1]
            with httpx.Client(base_url=base_url) as client:
                client.get("/iserver/accounts")
                client.post(
                    "/iserver/account/DU1234567/orders", json={"orders": [{**ORDER, "cOID": f"n{len(seen)}"}]}
                )
                inside = client.get(base_url.replace("/v1/api", "/simulator/state")).json()
            seen.append([row["client_order_id"] for row in inside["orders"]])
            process.send_signal(end)
            process.wait(timeout=10)
    assert seen == [["n0"], ["n1", "n0"]]


def test_addresses_are_let_in_as_the_command_says():
    command = [*PROGRAM, "--ips-allow", "10.*", "--ips-allow", "127.*", "--ips-deny", "127.0.0.1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        base_url = process.stdout.readline().split()[1].replace("localhost", "127.0.0.1")
        answer = httpx.get(f"{base_url}/tickle")
        process.send_signal(signal.SIGINT)
        process.wait(timeout=10)
    assert (answer.status_code, answer.text) == (404, "Access Denied")


def refused(*arguments: str) -> str:
    result = subprocess.run([*PROGRAM, *arguments], capture_output=True, text=True, timeout=30, check=False)
    assert (result.returncode, result.stdout) == (2, "")
    return result.stderr


def test_a_state_file_that_cannot_be_used_is_refused_at_the_start(tmp_path):
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    assert "no JSON" in refused("--state", str(broken))
    assert "--seed is decided by" in refused("--state", str(broken), "--seed", "1")
    assert "there is no folder" in refused("--state", str(tmp_path / "none" / "world.json"))
