"""Can the gateway program run here: its folder, its settings, Java, the port."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from typing import TYPE_CHECKING, Any, Final, cast

import attrs

from ibkr.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SCRIPT: Final = "bin/run.bat" if os.name == "nt" else "bin/run.sh"
SETTINGS: Final = "root/conf.yaml"
OWN_SETTINGS: Final = "root/conf.ibkr.yaml"
"""Where settings with another port are written, beside the program's own."""
DEFAULT_PORT: Final = 5000
LEAST_JAVA: Final = 8
OWNER_ONLY: Final = 0o600
PORTS: Final = range(1, 65536)


@attrs.frozen
class GatewayHome:
    """A folder with IBKR's gateway program in it, looked through and found complete."""

    folder: Path
    port: int
    tls: bool
    settings: str
    """The settings file, relative to `folder`."""

    @classmethod
    def read(cls, folder: Path, *, port: int | None = None) -> GatewayHome:
        """Look through a folder; `port` replaces the one in its settings.

        Raises:
            ConfigError: the program or its settings are not there or cannot be read.

        Source: limits-and-session.md, the gateway program's package and settings.
        """
        folder = folder.expanduser().resolve()
        for part in (SCRIPT, SETTINGS):
            if not (folder / part).is_file():
                raise ConfigError(
                    f"{folder} has no {part}: give the folder into which IBKR's gateway was unpacked."
                )
        settings = _settings(folder / SETTINGS)
        written = _port(settings.get("listenPort", DEFAULT_PORT), folder / SETTINGS)
        wanted = written if port is None else port
        name = SETTINGS if wanted == written else OWN_SETTINGS
        return cls(folder, wanted, settings.get("listenSsl", True) is not False, name)

    @property
    def url(self) -> str:
        """Where a browser logs in."""
        return f"{'https' if self.tls else 'http'}://localhost:{self.port}"

    @property
    def base_url(self) -> str:
        """What a client is given."""
        return f"{self.url}/v1/api"

    def command(self) -> list[str]:
        """The command line that starts it, to be run in `folder`; writes the settings that it needs."""
        if self.settings == OWN_SETTINGS:
            self._write_settings()
        return [str(self.folder / SCRIPT), self.settings]

    def _write_settings(self) -> None:
        """The user's settings with another port. They hold the certificate's password: for the owner only."""
        text = (self.folder / SETTINGS).read_text("utf-8")
        line = f"listenPort: {self.port}"
        changed, found = re.subn(r"(?m)^listenPort\s*:.*$", line, text)
        path = self.folder / OWN_SETTINGS
        path.unlink(missing_ok=True)
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "w", encoding="utf-8"
        ) as file:
            file.write(changed if found else f"{text.rstrip()}\n{line}\n")


def _settings(path: Path) -> Mapping[str, Any]:
    import yaml

    try:
        read: object = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}.") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)  # the error itself is a drawing of several lines
        where = "" if mark is None else f" in line {mark.line + 1}"
        raise ConfigError(
            f"{path} cannot be read: it is no YAML{where}. Mend it, or unpack it again."
        ) from error
    if not isinstance(read, dict):
        raise ConfigError(f"{path} holds no settings: unpack the gateway again, or restore the file.")
    return cast("dict[str, Any]", read)


def _port(value: object, path: Path) -> int:
    if isinstance(value, int) and value in PORTS:
        return value
    raise ConfigError(f"{path} says listenPort: {value}, which is no port: write a number from 1 to 65535.")


def check_java(environment: Mapping[str, str] | None = None) -> int:
    """The major version of the Java that the gateway will run on.

    Raises:
        ConfigError: there is none, or it is older than 8.
    """
    path = None if environment is None else environment.get("PATH")
    java = shutil.which("java", path=path)
    if java is None:
        raise ConfigError(
            "The gateway needs Java 8 or newer and there is no `java` on the PATH: install a runtime, "
            "for example OpenJDK 17."
        )
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)
    version = _java_version(said.stderr + said.stdout)
    if version is None:
        raise ConfigError(f"{java} does not start: `java -version` ended with status {said.returncode}.")
    if version < LEAST_JAVA:
        raise ConfigError(f"{java} is Java {version}; the gateway needs Java 8 or newer.")
    return version


def _java_version(said: str) -> int | None:
    """8 from "1.8.0_381", 17 from "17.0.9"; None where no version is named."""
    named = re.search(r'version "(?:1\.)?(\d+)', said)
    return int(named[1]) if named else None


def check_port(port: int) -> None:
    """Raise `ConfigError` when somebody listens on that port already.

    The gateway program itself only prints a line and stays alive, doing nothing.
    Source: real-gateway.md, listening.
    """
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            # As Java does: a port in TIME_WAIT is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, os.name != "nt")
            probe.bind(("0.0.0.0", port))
    except OSError as error:
        raise ConfigError(taken(port)) from error


def taken(port: int) -> str:
    """What to do about a port that is in use."""
    hint = " (on macOS the AirPlay receiver listens on 5000)" if port == DEFAULT_PORT else ""
    return f"Port {port} is in use by another program{hint}: end that one, or give another port with --port."
