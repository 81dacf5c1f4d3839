"""Start IBKR's own gateway program, wait until somebody logs in, and keep it running.

The program is the user's download; this package checks that it can run, starts it, reads
what it says and starts it again when it ends. It never logs in.
"""

from __future__ import annotations

from ibkr.launcher.home import GatewayHome, check_java, check_port
from ibkr.launcher.program import Program, Started
from ibkr.launcher.watching import Watch

__all__ = ["GatewayHome", "Program", "Started", "Watch", "check_java", "check_port"]
