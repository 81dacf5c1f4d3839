"""A kernel is also the Python that it is written in, and means the same there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def test_kernels_run_as_python_are_the_reference_engine_too():
    # numba reads its switch when it is imported: so the comparisons are run once more, by another process.
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "no:xdist"]
    compared = [str(HERE / name) for name in ("test_equal.py", "test_sweep.py", "test_refusals.py")]
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
    run = subprocess.run([*command, *compared], env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
