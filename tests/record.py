"""Record the cassettes again: `make record`, or `python -m tests.record portfolio.positions ...` for some.

Each case is played with the synchronous client against a world of its own, through the
real HTTP stack, on a clock that only waiting moves. So recording again changes
nothing unless the client or the simulator did. One server serves all worlds, one after
the other, because starting one takes longer than most cases.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, cast

import ibkr
from ibkr.simulator import Gateway, simulate
from ibkr.testing import cassette
from tests.cassettes.cases import CASES, CASSETTES, Case
from tests.stories import play_sync

if TYPE_CHECKING:
    from collections.abc import Sequence


class Stage:
    """What the server takes for its gateway: the world of the case that is being played."""

    def __init__(self) -> None:
        self.world = Gateway(clock=ibkr.ManualClock())

    def __getattr__(self, name: str) -> Any:
        return getattr(self.world, name)


def record(case: Case, stage: Stage, base_url: str) -> None:
    """Play one case and keep what was said."""
    clock = ibkr.ManualClock()
    stage.world = Gateway(clock=clock, **case.options)
    case.path.parent.mkdir(parents=True, exist_ok=True)
    with cassette(case.path, record=True):
        play_sync(case.story, base_url=base_url, clock=clock, **case.client)


def stale() -> list[str]:
    """Cassettes that no case makes any more."""
    wanted = {case.path for case in CASES}
    return [str(path) for path in sorted(CASSETTES.glob("*/*/*.yaml")) if path not in wanted]


def main(operations: Sequence[str]) -> int:
    """Record every case, or those of some operations; name what is left over."""
    chosen = [case for case in CASES if not operations or case.operation in operations]
    stage = Stage()
    with simulate(http=True, gateway=cast("Gateway", stage)) as simulation:
        for number, case in enumerate(chosen, start=1):
            sys.stderr.write(f"\r{number}/{len(chosen)} {case!s:<60}")
            record(case, stage, simulation.base_url)
    sys.stderr.write("\n")
    for path in stale():
        sys.stderr.write(f"no case makes {path}: delete it\n")
    return 1 if stale() else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
