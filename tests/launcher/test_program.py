"""The gateway program as a process, played by a stand-in that behaves as the real one was seen to."""

from __future__ import annotations

import json
import os
import queue
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import ibkr
from ibkr.errors import ConfigError
from ibkr.launcher import GatewayHome, Program, check_port
from tests.launcher.fake_gateway import java, unpack

if TYPE_CHECKING:
    from pathlib import Path

IBKR = [sys.executable, "-m", "ibkr.cli"]


@pytest.fixture
def port() -> int:
    """A port that is free now."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def until(lines: queue.Queue[str], words: str) -> str:
    """The first line that holds `words`."""
    while words not in (line := lines.get(timeout=60)):
        continue
    return line


def test_the_program_is_started_serves_and_ends_with_all_its_children(tmp_path: Path, port: int):
    home = GatewayHome.read(unpack(tmp_path / "gw", port=5000), port=port)
    lines: queue.Queue[str] = queue.Queue()
    program = Program(home, lines.put)
    try:
        until(lines, "ready")
        with ibkr.Client(home.base_url, read_only=True) as ib:
            assert ib.session.check() == "ready"
        assert (program.ended(), program.refused) == (None, False)
    finally:
        program.stop()
    assert program.ended() is not None
    check_port(port)  # free: the child that listened has ended too


def test_the_line_about_the_port_is_noticed_while_the_process_stays_alive(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        home = GatewayHome.read(unpack(tmp_path / "gw", port=other.getsockname()[1]))
        lines: queue.Queue[str] = queue.Queue()
        program = Program(home, lines.put)
        try:
            until(lines, "Server listen failed")
            assert (program.refused, program.ended()) == (True, None)
        finally:
            program.stop()


def test_a_script_that_may_not_be_run_says_so(tmp_path: Path):
    folder = unpack(tmp_path / "gw", port=5000)
    (folder / "bin" / "run.sh").chmod(0o600)
    with pytest.raises(ConfigError, match="make it executable"):
        Program(GatewayHome.read(folder), print)


def test_the_command_runs_it_until_ctrl_c_and_status_tells_how_it_stands(tmp_path: Path, port: int):
    home = unpack(tmp_path / "gw", port=port)
    path = f"{java(tmp_path / 'java', version='17.0.9')}{os.pathsep}{os.environ['PATH']}"
    with subprocess.Popen(
        [*IBKR, "gateway", "run", "--home", str(home), "--no-browser"],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PATH": path},
    ) as running:
        assert running.stderr is not None
        said: list[str] = []
        while "Ready" not in (line := running.stderr.readline()):
            assert line, said
            said.append(line)
        status = subprocess.run(
            [*IBKR, "gateway", "status", "--json", "--url", f"https://localhost:{port}/v1/api"],
            capture_output=True,
            text=True,
            check=False,
        )
        running.send_signal(signal.SIGINT)
        rest = running.communicate(timeout=60)[1]
    assert (status.returncode, json.loads(status.stdout)["state"]) == (0, "ready")
    assert (running.returncode, "Traceback" in rest) == (0, False)
    assert rest.endswith("The gateway is stopped.\n")
    check_port(port)


def test_status_of_no_gateway_is_three(port: int):
    status = subprocess.run(
        [*IBKR, "gateway", "status", "--url", f"https://localhost:{port}/v1/api"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert status.returncode == 3
    assert "no_gateway" in status.stdout
