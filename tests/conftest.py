"""Settings of the whole suite."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Speed lives in benchmarks/: a slow machine is no failure. CI tries the same examples each time, so that
# a red run can be repeated; a developer's run tries new ones.
settings.register_profile(
    "ibkr", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ
)
settings.load_profile("ibkr")
