"""A stand-in for IBKR's gateway program: the same folder, the same words, the same habits.

It reads `listenPort` from the settings file that it is given. If the port is taken it prints
its whole welcome and the line about it, and stays alive doing nothing. Otherwise the simulator
serves there, behind the certificate that the program would sign itself.
Source of the habits: the observed gateway program, real-gateway.md.
"""

from __future__ import annotations

import re
import socket
import stat
import sys
import threading
from pathlib import Path

JAVA = "echo 'openjdk version \"{version}\" 2023-10-17' >&2"


def unpack(folder: Path, *, port: int) -> Path:
    """Lay out the program as its archive does."""
    (folder / "bin").mkdir(parents=True)
    (folder / "root").mkdir()
    (folder / "root" / "conf.yaml").write_text(f"listenPort: {port}\nlistenSsl: true\nsslPwd: secret\n")
    here = Path(__file__)
    script(folder / "bin" / "run.sh", f'"{sys.executable}" "{here}" "$1"')  # a child, as Java is
    return folder


def java(folder: Path, *, version: str) -> Path:
    """A folder for the PATH with a `java` that tells its version."""
    folder.mkdir()
    script(folder / "java", JAVA.format(version=version))
    return folder


def script(path: Path, body: str) -> None:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def main(settings: Path) -> None:
    found = re.search(r"^listenPort: (\d+)$", settings.read_text(), re.MULTILINE)
    assert found is not None
    port = int(found[1])
    sys.stdout.write("Welcome to the stand-in of the gateway\n")
    sys.stdout.flush()
    if taken(port):
        sys.stderr.write("Server listen failed Address already in use\n")
        threading.Event().wait()
    from ibkr.simulator import serve

    serve(port=port)


def taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


if __name__ == "__main__":
    main(Path(sys.argv[1]))
