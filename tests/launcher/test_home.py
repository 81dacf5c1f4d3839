"""What is looked at before the gateway program is started."""

from __future__ import annotations

import socket
import stat
from typing import TYPE_CHECKING

import pytest

from ibkr.errors import ConfigError
from ibkr.launcher import GatewayHome, check_java, check_port
from tests.launcher.fake_gateway import java, script, unpack

if TYPE_CHECKING:
    from pathlib import Path


def test_a_complete_folder_tells_its_port_and_address(tmp_path: Path):
    home = GatewayHome.read(unpack(tmp_path / "gw", port=5123))
    assert (home.port, home.tls) == (5123, True)
    assert home.url == "https://localhost:5123"
    assert home.base_url == "https://localhost:5123/v1/api"
    assert home.command() == [str(tmp_path / "gw" / "bin/run.sh"), "root/conf.yaml"]


def test_another_port_is_written_into_settings_of_its_own_for_the_owner_only(tmp_path: Path):
    home = GatewayHome.read(unpack(tmp_path / "gw", port=5000), port=5001)
    assert home.command()[1] == "root/conf.ibkr.yaml"
    written = tmp_path / "gw" / "root" / "conf.ibkr.yaml"
    assert written.read_text() == "listenPort: 5001\nlistenSsl: true\nsslPwd: secret\n"
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert "5000" in (tmp_path / "gw" / "root" / "conf.yaml").read_text()


def test_a_port_that_the_settings_leave_out_is_added(tmp_path: Path):
    folder = unpack(tmp_path / "gw", port=5000)
    (folder / "root" / "conf.yaml").write_text("listenSsl: false")
    home = GatewayHome.read(folder, port=5001)
    home.command()
    assert (folder / "root" / "conf.ibkr.yaml").read_text() == "listenSsl: false\nlistenPort: 5001\n"
    assert home.url == "http://localhost:5001"


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ("listenPort: [", "cannot be read"),
        ("just words", "holds no settings"),
        ("listenPort: high", "which is no port"),
        ("listenPort: 70000", "which is no port"),
    ],
)
def test_settings_that_cannot_be_read_are_named(tmp_path: Path, settings: str, says: str):
    folder = unpack(tmp_path / "gw", port=5000)
    (folder / "root" / "conf.yaml").write_text(settings)
    with pytest.raises(ConfigError, match=says) as caught:
        GatewayHome.read(folder)
    assert "conf.yaml" in str(caught.value)


def test_a_folder_without_the_program_is_refused(tmp_path: Path):
    with pytest.raises(ConfigError, match=r"has no bin/run\.sh: give the folder"):
        GatewayHome.read(tmp_path)


@pytest.mark.parametrize(("version", "major"), [("1.8.0_381", 8), ("17.0.9", 17), ("21", 21)])
def test_java_of_both_ways_of_counting_is_understood(tmp_path: Path, version: str, major: int):
    assert check_java({"PATH": str(java(tmp_path / "bin", version=version))}) == major


def test_old_missing_and_broken_java_are_told_apart(tmp_path: Path):
    with pytest.raises(ConfigError, match="is Java 7; the gateway needs Java 8"):
        check_java({"PATH": str(java(tmp_path / "old", version="1.7.0_80"))})
    with pytest.raises(ConfigError, match="there is no `java` on the PATH"):
        check_java({"PATH": str(tmp_path)})
    (tmp_path / "broken").mkdir()
    script(tmp_path / "broken" / "java", "exit 3")
    with pytest.raises(ConfigError, match="does not start"):
        check_java({"PATH": str(tmp_path / "broken")})


def test_a_taken_port_is_told_before_anything_starts():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(ConfigError, match=f"Port {port} is in use"):
            check_port(port)
    check_port(port)
