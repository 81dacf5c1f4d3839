"""Record the cassettes again: `make record`.

Each case is played with the synchronous client against a simulator of its own,
through the real HTTP stack, on a clock that only waiting moves. So recording
again changes nothing unless the client or the simulator did.
"""

from __future__ import annotations

import sys

import ibkr
from ibkr.simulator import simulate
from ibkr.testing import cassette
from tests.cassettes.cases import CASES, CASSETTES, Case
from tests.stories import play_sync


def record(case: Case) -> None:
    """Play one case and keep what was said."""
    clock = ibkr.ManualClock()
    with simulate(http=True, clock=clock, **case.world()) as simulation, cassette(case.path, record=True):
        play_sync(case.story, base_url=simulation.base_url, clock=clock, keep_alive=False)


def stale() -> list[str]:
    """Cassettes that no case makes any more."""
    wanted = {case.path for case in CASES}
    return [str(path) for path in CASSETTES.glob("*/*/*.yaml") if path not in wanted]


def main() -> int:
    """Record every case; name what is left over."""
    for number, case in enumerate(CASES, start=1):
        sys.stderr.write(f"\r{number}/{len(CASES)} {case!s:<60}")
        record(case)
    sys.stderr.write("\n")
    for path in stale():
        sys.stderr.write(f"no case makes {path}: delete it\n")
    return 1 if stale() else 0


if __name__ == "__main__":
    sys.exit(main())
