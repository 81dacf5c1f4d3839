"""What reading an answer costs: typed, against dicts of json.loads, untyped msgspec and stock attrs models.

Payloads repeat the examples of the spec. The stock models are those that
openapi-python-client makes of the same spec, which read what json.loads gives.
Budget: faster than json.loads on each.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import statistics
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import attrs
import msgspec
from ibkr_wire.operation import Operation, decode_as
from ibkr_wire.stream import FRAMES

from codegen.bundle import Bundle, bundle
from codegen.source import load

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
ROUNDS = 25
SECONDS = 0.02
"""About how long one measurement of one reader takes."""


@attrs.frozen
class Payload:
    """One answer, and how each reader reads it."""

    name: str
    body: bytes
    typed: Callable[[bytes], Any]
    stock: Callable[[Any], Any] | None = None


def example(spec: Bundle, facade: str) -> Any:
    """The largest example of an answer."""
    operation = next(one for *_, one in spec.operations() if one["x-ibkr-facade"] == facade)
    found = operation["responses"]["200"]["content"]["application/json"]["examples"].values()
    return max((one["value"] for one in found), key=lambda value: len(json.dumps(value)))


def largest(rows: list[Any], count: int) -> list[Any]:
    """So many copies of the row that holds most."""
    return [max(rows, key=lambda row: len(json.dumps(row)))] * count


def reader(facade: str) -> Callable[[bytes], Any]:
    """What the client reads the operation's answer with."""
    endpoint = importlib.import_module(f"ibkr_wire.rest.api.{facade}")
    return Operation(endpoint.INFO, "/", type=endpoint.ANSWER, wrap=endpoint.WRAP).decode


def payloads(stock: dict[str, Any]) -> list[Payload]:
    """The five answers that programs read most."""
    spec = bundle(ROOT / "spec")
    socket = load(ROOT / "spec" / "asyncapi.yaml", root=ROOT).data
    orders, history = example(spec, "orders.live"), example(spec, "market_data.history")
    positions, snapshot = example(spec, "portfolio.positions"), example(spec, "market_data.snapshot_rows")
    ticks = [one["payload"] for one in socket["components"]["messages"]["MarketDataTick"]["examples"]]
    position, row, live, bars = (stock[name] for name in ("Position", "SnapshotRow", "LiveOrders", "History"))
    return [
        Payload(
            "100 positions",
            encode(largest(positions, 100)),
            reader("portfolio.positions"),
            lambda value: [position.from_dict(one) for one in value],
        ),
        Payload(
            "20 live orders",
            encode({**orders, "orders": largest(orders["orders"], 20)}),
            reader("orders.live"),
            live.from_dict,
        ),
        Payload(
            "50 snapshot rows",
            encode(largest(snapshot, 50)),
            reader("market_data.snapshot_rows"),
            lambda value: [row.from_dict(one) for one in value],
        ),
        Payload(
            "1000 bars",
            encode({**history, "data": largest(history["data"], 1000)}),
            reader("market_data.history"),
            bars.from_dict,
        ),
        Payload("one tick", encode(largest(ticks, 1)[0]), lambda body: decode_as(FRAMES["smd"], body)),
    ]


def encode(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def stock_models(folder: Path) -> dict[str, Any]:
    """The attrs models that openapi-python-client makes of the spec, by name."""
    from openapi_python_client import Project
    from openapi_python_client.config import Config, ConfigFile, MetaType
    from openapi_python_client.parser import GeneratorData

    from codegen.rest import readable

    settings = ConfigFile(post_hooks=[], literal_enums=True, package_name_override="stock_client")
    config = Config.from_sources(settings, MetaType.NONE, ROOT, "utf-8", True, folder / "stock_client")
    data = GeneratorData.from_dict(readable(bundle(ROOT / "spec")), config=config)
    assert isinstance(data, GeneratorData)
    with contextlib.redirect_stdout(io.StringIO()):
        Project(openapi=data, config=config).build()
    sys.path.insert(0, str(folder))
    return vars(importlib.import_module("stock_client.models"))


def microseconds(read: Callable[[], Any], calls: int) -> float:
    """CPU that one reading takes."""
    began = time.process_time()
    for _ in range(calls):
        read()
    return (time.process_time() - began) / calls * 1e6


def measure(payload: Payload) -> dict[str, float]:
    """Microseconds of each reader, medians of interleaved rounds."""
    body, typed, stock = payload.body, payload.typed, payload.stock
    readers: dict[str, Callable[[], Any]] = {
        "typed": lambda: typed(body),
        "json.loads": lambda: json.loads(body),
        "msgspec untyped": lambda: msgspec.json.decode(body),
    }
    if stock is not None:
        readers["stock attrs"] = lambda: stock(json.loads(body))
    calls = {name: max(1, int(SECONDS * 1e6 / microseconds(read, 3))) for name, read in readers.items()}
    rounds = [
        {name: microseconds(read, calls[name]) for name, read in readers.items()} for _ in range(ROUNDS)
    ]
    return {name: statistics.median(one[name] for one in rounds) for name in readers}


def main() -> int:
    """Measure in turns and print the ratios; 1 if a typed reading is slower than json.loads."""
    slow = 0
    with TemporaryDirectory() as folder:
        for payload in payloads(stock_models(Path(folder))):
            medians = measure(payload)
            typed = medians.pop("typed")
            ratios = ", ".join(f"{typed / other:.2f} x {name}" for name, other in medians.items())
            print(f"{payload.name:17} {len(payload.body):7} bytes {typed:8.1f} us   {ratios}")
            slow += typed >= medians["json.loads"]
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
