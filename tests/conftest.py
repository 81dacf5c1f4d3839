"""Settings of the whole suite."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# Speed lives in benchmarks/: a slow machine is no failure. CI tries the same examples each time, so that
# a red run can be repeated; a developer's run tries new ones.
settings.register_profile(
    "ibkr", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ
)
settings.load_profile("ibkr")


@pytest.fixture(scope="session", autouse=True)
def _state_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Commands keep limits and a journal in a folder of the user's: tests leave that alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IBKR_STATE", str(tmp_path_factory.mktemp("state")))
        yield
