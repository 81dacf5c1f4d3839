"""The gateway program as a process, played by a stand-in that behaves as the real one was seen to."""

from __future__ import annotations

import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

import ibkr
from ibkr.cli.app import run
from ibkr.errors import ConfigError
from ibkr.launcher import GatewayHome, Program, check_port
from tests.launcher.fake_gateway import java, script, unpack

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


def test_a_program_that_does_not_end_when_asked_is_ended(tmp_path: Path):
    folder = unpack(tmp_path / "gw", port=5000)
    script(folder / "bin" / "run.sh", "trap '' TERM; echo deaf; while :; do sleep 0.1; done")
    lines: queue.Queue[str] = queue.Queue()
    program = Program(GatewayHome.read(folder), lines.put, grace=0.2)
    until(lines, "deaf")
    program.stop()
    assert program.ended() == -signal.SIGKILL


def test_a_child_that_outlives_the_script_is_ended_too(tmp_path: Path):
    folder = unpack(tmp_path / "gw", port=5000)
    script(folder / "bin" / "run.sh", "(trap '' TERM; while :; do sleep 0.1; done) & echo begun; exit 3")
    lines: queue.Queue[str] = queue.Queue()
    program = Program(GatewayHome.read(folder), lines.put)
    until(lines, "begun")
    program.stop()
    assert program.ended() == 3
    # Who reads its words reads until everybody who could write some has ended.
    assert "ibkr-gateway-output" not in {thread.name for thread in threading.enumerate()}


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (
            lambda home, _: (home / "root" / "conf.yaml").write_text("listenPort: ["),
            "conf.yaml cannot be read",
        ),
        (lambda home, _: (home / "root" / "conf.yaml").unlink(), "has no root/conf.yaml"),
        (lambda _, path: (path / "java").write_text("#!/bin/sh\nexit 1\n"), "does not start"),
        (lambda home, _: (home / "bin" / "run.sh").chmod(0o600), "make it executable"),
    ],
    ids=["broken settings", "no settings", "broken java", "no permission"],
)
def test_what_keeps_the_program_from_running_is_one_sentence_and_status_2(
    *,
    tmp_path: Path,
    port: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    spoil: Callable[[Path, Path], object],
    says: str,
):
    home, path = unpack(tmp_path / "gw", port=port), java(tmp_path / "java", version="17.0.9")
    monkeypatch.setenv("PATH", f"{path}{os.pathsep}{os.environ['PATH']}")
    spoil(home, path)
    assert run(("gateway", "run", "--home", str(home), "--no-browser", "--quiet")) == 2
    said = capsys.readouterr().err.splitlines()
    assert says in said[-1]
    assert len(said) == 1


def test_a_missing_java_and_a_taken_port_are_told_before_anything_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    with socket.create_server(("127.0.0.1", 0)) as other:
        home = unpack(tmp_path / "gw", port=other.getsockname()[1])
        arguments = ("gateway", "run", "--home", str(home), "--no-browser")
        monkeypatch.setenv("PATH", str(tmp_path))
        assert run(arguments) == 2
        monkeypatch.setenv("PATH", str(java(tmp_path / "java", version="17.0.9")))
        assert run(arguments) == 2
    missing, taken = capsys.readouterr().err.splitlines()
    assert "there is no `java` on the PATH" in missing
    assert "is in use by another program" in taken


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
