"""The gateway program as a process: started in a group of its own, its words read, ended whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any, Final, Protocol

from ibkr.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ibkr.launcher.home import GatewayHome

NOT_LISTENING: Final = "Server listen failed"
"""What the program prints when its port is taken; it then stays alive and serves nobody."""
GRACE_SECONDS: Final = 10.0

# The script starts Java as its child: both must end together, and Ctrl-C reaches us alone.
if sys.platform == "win32":
    APART: Final[dict[str, Any]] = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}

    def _end(pid: int, *, at_once: bool) -> None:
        """End a process and all that it started; a console program cannot be asked to end there."""
        subprocess.run(["taskkill", "/PID", str(pid), "/T", "/F"], capture_output=True, check=False)

else:
    APART: Final[dict[str, Any]] = {"start_new_session": True}

    def _end(pid: int, *, at_once: bool) -> None:
        """Ask the group of a process to end, or end it."""
        try:
            os.killpg(pid, signal.SIGKILL if at_once else signal.SIGTERM)
        except (ProcessLookupError, PermissionError):
            # The group is gone. (macOS answers EPERM for one that only awaits its parent.)
            return


class Started(Protocol):
    """A program that was started."""

    @property
    def refused(self) -> bool:
        """It said that it cannot listen."""
        ...

    def ended(self) -> int | None:
        """Its exit status, or None while it runs."""
        ...

    def stop(self) -> None:
        """End it and everything that it started."""
        ...


class Program:
    """The gateway program while it runs; each line that it prints goes to `on_line`."""

    def __init__(
        self, home: GatewayHome, on_line: Callable[[str], None], *, grace: float = GRACE_SECONDS
    ) -> None:
        """Start it; when it is stopped it has `grace` seconds to end.

        Raises:
            ConfigError: its script cannot be run.
        """
        self._on_line = on_line
        self._grace = grace
        self._refused = threading.Event()
        command = home.command()
        try:
            self._process = subprocess.Popen(
                command,
                cwd=home.folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
                **APART,
            )
        except OSError as error:
            raise ConfigError(
                f"{command[0]} cannot be run ({error.strerror}): make it executable, `chmod +x`."
            ) from error
        self._reader = threading.Thread(target=self._read, name="ibkr-gateway-output", daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None, "it was opened with a pipe"
        for line in self._process.stdout:
            if NOT_LISTENING in line:
                self._refused.set()
            self._on_line(line.rstrip())

    @property
    def refused(self) -> bool:
        return self._refused.is_set()

    def ended(self) -> int | None:
        return self._process.poll()

    def stop(self) -> None:
        """Ask the whole group to end, and end it when its time is over."""
        _end(self._process.pid, at_once=False)
        try:
            self._process.wait(self._grace)
        except subprocess.TimeoutExpired:
            _end(self._process.pid, at_once=True)
            self._process.wait()
        _end(self._process.pid, at_once=True)  # a child that outlived the script
        self._reader.join(GRACE_SECONDS)
        if self._process.stdout is not None:
            self._process.stdout.close()
