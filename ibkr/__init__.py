"""A typed client for Interactive Brokers' Client Portal gateway.

    import ibkr

    with ibkr.Client() as ib:                     # the gateway on https://localhost:5000/v1/api
        aapl = ib.contracts.find("AAPL")
        print(ib.market_data.snapshot(aapl.conid, fields=["last", "bid", "ask"]))

`AsyncClient` has the same names; put `await` in front. Without a gateway,
`ibkr.simulate()` is one to develop against. Nothing is imported before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibkr import errors as errors
from ibkr._lazy import lazy_names

if TYPE_CHECKING:
    from ibkr._async.client import AsyncClient as AsyncClient
    from ibkr._async.stream import AsyncStream as AsyncStream
    from ibkr._core.exchange import Answer as Answer
    from ibkr._core.health import Health as Health
    from ibkr._core.pacing import Pacing as Pacing
    from ibkr._core.stream.handler import StreamHandler as StreamHandler
    from ibkr._core.stream.timing import Backoff as Backoff
    from ibkr._core.stream.timing import Timing as Timing
    from ibkr._disk.shared_pacing import SharedPacing as SharedPacing
    from ibkr._sync.client import Client as Client
    from ibkr._sync.stream import Stream as Stream
    from ibkr.errors import AmbiguousContract as AmbiguousContract
    from ibkr.errors import BadRequest as BadRequest
    from ibkr.errors import CompetingSession as CompetingSession
    from ibkr.errors import ConfigError as ConfigError
    from ibkr.errors import GatewayTimeout as GatewayTimeout
    from ibkr.errors import GatewayUnreachable as GatewayUnreachable
    from ibkr.errors import IbkrError as IbkrError
    from ibkr.errors import InvalidArgument as InvalidArgument
    from ibkr.errors import InvalidOrder as InvalidOrder
    from ibkr.errors import JournalError as JournalError
    from ibkr.errors import LimitExceeded as LimitExceeded
    from ibkr.errors import NoBrokerageSession as NoBrokerageSession
    from ibkr.errors import NoSuchContract as NoSuchContract
    from ibkr.errors import NotAuthenticated as NotAuthenticated
    from ibkr.errors import NotFound as NotFound
    from ibkr.errors import OrderDeclined as OrderDeclined
    from ibkr.errors import OrderEnded as OrderEnded
    from ibkr.errors import OrderPartlyRejected as OrderPartlyRejected
    from ibkr.errors import OrderPending as OrderPending
    from ibkr.errors import OrderRejected as OrderRejected
    from ibkr.errors import OrderUnknown as OrderUnknown
    from ibkr.errors import OrderWentLive as OrderWentLive
    from ibkr.errors import PacingError as PacingError
    from ibkr.errors import UnknownAccount as UnknownAccount
    from ibkr.model.alerts import Alert as Alert
    from ibkr.model.alerts import Condition as Condition
    from ibkr.model.answers import Answers as Answers
    from ibkr.model.answers import Prompt as Prompt
    from ibkr.model.answers import Question as Question
    from ibkr.model.answers import Transcript as Transcript
    from ibkr.model.asset_class import AssetClass as AssetClass
    from ibkr.model.availability import Availability as Availability
    from ibkr.model.bars import Bar as Bar
    from ibkr.model.bars import Bars as Bars
    from ibkr.model.clock import ManualClock as ManualClock
    from ibkr.model.combos import combo as combo
    from ibkr.model.contracts import Contract as Contract
    from ibkr.model.details import ContractDetails as ContractDetails
    from ibkr.model.events import Execution as Execution
    from ibkr.model.events import Gap as Gap
    from ibkr.model.events import OrderUpdate as OrderUpdate
    from ibkr.model.events import PnlUpdate as PnlUpdate
    from ibkr.model.events import PositionUpdate as PositionUpdate
    from ibkr.model.events import Quote as Quote
    from ibkr.model.events import Resumed as Resumed
    from ibkr.model.events import SessionStatus as SessionStatus
    from ibkr.model.events import StreamProblem as StreamProblem
    from ibkr.model.events import SubscriptionRefused as SubscriptionRefused
    from ibkr.model.futures import FutureChain as FutureChain
    from ibkr.model.groups import OrderGroup as OrderGroup
    from ibkr.model.groups import bracket as bracket
    from ibkr.model.groups import oca as oca
    from ibkr.model.limits import Limits as Limits
    from ibkr.model.options import OptionChain as OptionChain
    from ibkr.model.orders import Order as Order
    from ibkr.model.previews import Preview as Preview
    from ibkr.model.rates import Rate as Rate
    from ibkr.model.receipts import DryRun as DryRun
    from ibkr.model.receipts import OrderProgress as OrderProgress
    from ibkr.model.receipts import OrderReceipt as OrderReceipt
    from ibkr.model.receipts import PlacedLeg as PlacedLeg
    from ibkr.model.receipts import Recovered as Recovered
    from ibkr.model.requests import RequestEvent as RequestEvent
    from ibkr.model.scans import Scan as Scan
    from ibkr.model.schedules import Schedule as Schedule
    from ibkr.model.snapshots import Snapshot as Snapshot
    from ibkr.simulator import simulate as simulate

__version__ = "0.1.0"

_HOMES = {
    "ibkr.model.schedules": ("Schedule",),
    "ibkr.model.options": ("OptionChain",),
    "ibkr.model.futures": ("FutureChain",),
    "ibkr.model.details": ("ContractDetails",),
    "ibkr.model.asset_class": ("AssetClass",),
    "ibkr.model.availability": ("Availability",),
    "ibkr._async.client": ("AsyncClient",),
    "ibkr._async.stream": ("AsyncStream",),
    "ibkr._core.exchange": ("Answer",),
    "ibkr._core.health": ("Health",),
    "ibkr._core.pacing": ("Pacing",),
    "ibkr._core.stream.handler": ("StreamHandler",),
    "ibkr._core.stream.timing": ("Backoff", "Timing"),
    "ibkr._disk.shared_pacing": ("SharedPacing",),
    "ibkr.model.rates": ("Rate",),
    "ibkr._sync.client": ("Client",),
    "ibkr._sync.stream": ("Stream",),
    "ibkr.errors": (
        "AmbiguousContract",
        "BadRequest",
        "CompetingSession",
        "ConfigError",
        "GatewayTimeout",
        "GatewayUnreachable",
        "IbkrError",
        "InvalidArgument",
        "InvalidOrder",
        "JournalError",
        "LimitExceeded",
        "NoBrokerageSession",
        "NoSuchContract",
        "NotAuthenticated",
        "NotFound",
        "OrderDeclined",
        "OrderEnded",
        "OrderPartlyRejected",
        "OrderPending",
        "OrderRejected",
        "OrderUnknown",
        "OrderWentLive",
        "PacingError",
        "UnknownAccount",
    ),
    "ibkr.model.alerts": ("Alert", "Condition"),
    "ibkr.model.answers": (
        "Answers",
        "Prompt",
        "Question",
        "Transcript",
    ),
    "ibkr.model.bars": ("Bar", "Bars"),
    "ibkr.model.clock": ("ManualClock",),
    "ibkr.model.contracts": ("Contract",),
    "ibkr.model.events": (
        "Execution",
        "Gap",
        "OrderUpdate",
        "PnlUpdate",
        "PositionUpdate",
        "Quote",
        "Resumed",
        "SessionStatus",
        "StreamProblem",
        "SubscriptionRefused",
    ),
    "ibkr.model.combos": ("combo",),
    "ibkr.model.groups": (
        "OrderGroup",
        "bracket",
        "oca",
    ),
    "ibkr.model.limits": ("Limits",),
    "ibkr.model.orders": ("Order",),
    "ibkr.model.previews": ("Preview",),
    "ibkr.model.receipts": (
        "DryRun",
        "OrderProgress",
        "OrderReceipt",
        "PlacedLeg",
        "Recovered",
    ),
    "ibkr.model.requests": ("RequestEvent",),
    "ibkr.model.scans": ("Scan",),
    "ibkr.model.snapshots": ("Snapshot",),
    "ibkr.simulator": ("simulate",),
}

__all__ = [
    "Alert",
    "AmbiguousContract",
    "Answer",
    "Answers",
    "AssetClass",
    "AsyncClient",
    "AsyncStream",
    "Availability",
    "Backoff",
    "BadRequest",
    "Bar",
    "Bars",
    "Client",
    "CompetingSession",
    "Condition",
    "ConfigError",
    "Contract",
    "ContractDetails",
    "DryRun",
    "Execution",
    "FutureChain",
    "Gap",
    "GatewayTimeout",
    "GatewayUnreachable",
    "Health",
    "IbkrError",
    "InvalidArgument",
    "InvalidOrder",
    "JournalError",
    "LimitExceeded",
    "Limits",
    "ManualClock",
    "NoBrokerageSession",
    "NoSuchContract",
    "NotAuthenticated",
    "NotFound",
    "OptionChain",
    "Order",
    "OrderDeclined",
    "OrderEnded",
    "OrderGroup",
    "OrderPartlyRejected",
    "OrderPending",
    "OrderProgress",
    "OrderReceipt",
    "OrderRejected",
    "OrderUnknown",
    "OrderUpdate",
    "OrderWentLive",
    "Pacing",
    "PacingError",
    "PlacedLeg",
    "PnlUpdate",
    "PositionUpdate",
    "Preview",
    "Prompt",
    "Question",
    "Quote",
    "Rate",
    "Recovered",
    "RequestEvent",
    "Resumed",
    "Scan",
    "Schedule",
    "SessionStatus",
    "SharedPacing",
    "Snapshot",
    "Stream",
    "StreamHandler",
    "StreamProblem",
    "SubscriptionRefused",
    "Timing",
    "Transcript",
    "UnknownAccount",
    "__version__",
    "bracket",
    "combo",
    "errors",
    "oca",
    "simulate",
]

__getattr__, __dir__ = lazy_names(__name__, _HOMES)
