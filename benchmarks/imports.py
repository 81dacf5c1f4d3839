"""What `import ibkr` costs over bare Python, and what it brings into memory.

Budget: 150 ms and no model; the first use of a group costs at most 60 ms more.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS = 15
CLIENT = "import ibkr; ib = ibkr.Client()"
# As a call does: the group's class, the endpoint, its models, and a decoder for its answer.
USE = """
from importlib import import_module
from ibkr_wire.operation import Operation
used = import_module('ibkr_wire.rest.api.{}')
try:
    Operation(used.INFO, '/', type=used.ANSWER, wrap=used.WRAP).decode(b'[]')
except ValueError:
    pass
"""
STATEMENTS = {
    "bare Python": "pass",
    "import ibkr": "import ibkr",
    "ibkr.Client": "import ibkr; ibkr.Client",
    "a client": CLIENT,
    "ibkr.Order": "import ibkr; ibkr.Order",
    "portfolio": f"{CLIENT}; ib.portfolio; {USE.format('portfolio.positions')}",
    "management": f"{CLIENT}; ib.management; {USE.format('management.requests')}",
    "ibkr --help": "import sys; sys.argv = ['ibkr', '--help']; from ibkr.cli import main; main()",
}
HEAVY = {
    "httpx",
    "numpy",
    "msgspec",
    "websockets",
    "attrs",
    "asyncio",
    "typer",
    "rich",
    "starlette",
    "cryptography",
}


def once(statement: str) -> float:
    """Milliseconds that an interpreter takes to start, run the statement and leave."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - began) * 1000


def loaded(statement: str) -> tuple[list[str], int]:
    """The heavy libraries that the statement loads, and how many model modules."""
    script = f"{statement}\nimport sys; print(*sys.modules, file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    modules = run.stderr.split()
    return sorted(HEAVY.intersection(modules)), sum(name.startswith("ibkr_wire.models.") for name in modules)


def main() -> None:
    """Measure interleaved, so that a busy moment of the machine hits every row alike."""
    seconds: dict[str, list[float]] = {label: [] for label in STATEMENTS}
    for _ in range(RUNS):
        for label, statement in STATEMENTS.items():
            seconds[label].append(once(statement))
    medians = {label: statistics.median(values) for label, values in seconds.items()}
    bare = medians["bare Python"]
    for label, median in medians.items():
        print(
            f"{label:12} {median:6.0f} ms   {median - bare:+6.0f} ms over bare   {median / bare:4.1f} x bare"
        )
    for group in ("portfolio", "management"):
        print(f"first use of {group}: {medians[group] - medians['a client']:+.0f} ms over a client")
    libraries, models = loaded("import ibkr")
    print(f"import ibkr loads: {', '.join(libraries) or 'no heavy library'}; {models} model modules")


if __name__ == "__main__":
    main()
