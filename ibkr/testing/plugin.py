"""What pytest finds once ibkr is installed: the fixtures `gateway`, `stubs` and `cassette`.

pytest loads this module at every start, so it imports nothing until a fixture is asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

    from ibkr import Pacing
    from ibkr.testing import MemoryGateway, Stubs, Tape

_GATEWAY = "ibkr_gateway"
_CASSETTE = "ibkr_cassette"
_PACING: pytest.StashKey[Pacing] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--ibkr-record`."""
    group = parser.getgroup("ibkr")
    group.addoption(
        "--ibkr-record",
        metavar="URL",
        nargs="?",
        const="https://localhost:5000/v1/api",
        help="record cassettes again from the gateway at URL (default: %(const)s) in place of replaying them",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Describe the markers."""
    config.addinivalue_line("markers", f"{_GATEWAY}(**options): what `gateway` is made with")
    config.addinivalue_line("markers", f"{_CASSETTE}(name): the file that `cassette` uses, without .yaml")


@pytest.fixture
def gateway(request: pytest.FixtureRequest) -> MemoryGateway:
    """A simulated gateway without sockets, on a clock that stands still until something waits on it.

    `gateway.client()` is a client of it. `@pytest.mark.ibkr_gateway(seed=7)` changes its world.
    """
    from ibkr.testing import MemoryGateway

    return MemoryGateway(**_options(request))


@pytest.fixture
def stubs(request: pytest.FixtureRequest) -> Generator[Stubs]:
    """Answers for a client without a gateway, one stub an operation; `stubs.client()` asks them.

    A call without a stub fails the test, even where the program under test swallows errors.
    """
    from ibkr.testing import Stubs

    failed = request.session.testsfailed
    made = Stubs()
    yield made
    if made.missing and request.session.testsfailed == failed:
        raise made.missing[0]


@pytest.fixture
def cassette(request: pytest.FixtureRequest) -> Generator[Tape]:
    """Exchanges recorded once and replayed since, with the network shut; `cassette.client()` uses them.

    They lie beside the test, in `cassettes/<module>/<test>.yaml`. `pytest --ibkr-record` records.
    """
    from ibkr.testing import Tape

    source: str | None = request.config.getoption("--ibkr-record")
    pacing = _pacing(request.config, source) if source else None
    tape = Tape(_file(request), record_from=source, pacing=pacing)
    with _found(tape):
        yield tape


def _pacing(config: pytest.Config, source: str) -> Pacing:
    """One table of limits for all tests that record: the gateway counts their calls together."""
    from ibkr import Pacing

    return config.stash.setdefault(_PACING, Pacing.suited_to(source))


def _found(tape: Tape) -> Tape:
    if not tape.recording and not tape.path.exists():
        pytest.fail(
            f"There is no cassette at {tape.path}. Record it with `pytest --ibkr-record` while a gateway "
            "runs (`ibkr simulate --port 5000` is one).",
            pytrace=False,
        )
    return tape


def _file(request: pytest.FixtureRequest) -> Path:
    from ibkr.testing.tapes import fit_for_files

    node: Any = request.node
    marker: pytest.Mark | None = node.get_closest_marker(_CASSETTE)
    name: str = marker.args[0] if marker else node.name
    module = Path(node.path)
    return module.parent / "cassettes" / module.stem / f"{fit_for_files(name)}.yaml"


def _options(request: pytest.FixtureRequest) -> dict[str, Any]:
    node: Any = request.node
    merged: dict[str, Any] = {}
    for marker in node.iter_markers(_GATEWAY):  # the closest first
        merged = {**marker.kwargs, **merged}
    return merged
