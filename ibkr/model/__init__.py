"""Values written and read by people: tickets, bars, snapshots, clocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibkr._lazy import lazy_names

if TYPE_CHECKING:
    from ibkr.model.answers import Answers as Answers
    from ibkr.model.answers import Question as Question
    from ibkr.model.answers import Transcript as Transcript
    from ibkr.model.answers import Turn as Turn
    from ibkr.model.bars import Bar as Bar
    from ibkr.model.bars import Bars as Bars
    from ibkr.model.clock import Clock as Clock
    from ibkr.model.clock import ManualClock as ManualClock
    from ibkr.model.clock import SystemClock as SystemClock
    from ibkr.model.contracts import Contract as Contract
    from ibkr.model.events import Quote as Quote
    from ibkr.model.numbers import Number as Number
    from ibkr.model.numbers import read_number as read_number
    from ibkr.model.orders import Order as Order
    from ibkr.model.receipts import OrderProgress as OrderProgress
    from ibkr.model.receipts import OrderReceipt as OrderReceipt
    from ibkr.model.snapshots import Snapshot as Snapshot
    from ibkr.model.ticks import TickRule as TickRule
    from ibkr.model.ticks import TickRules as TickRules

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        "ibkr.model.answers": ("Answers", "Question", "Transcript", "Turn"),
        "ibkr.model.bars": ("Bar", "Bars"),
        "ibkr.model.clock": ("Clock", "ManualClock", "SystemClock"),
        "ibkr.model.contracts": ("Contract",),
        "ibkr.model.events": ("Quote",),
        "ibkr.model.numbers": ("Number", "read_number"),
        "ibkr.model.orders": ("Order",),
        "ibkr.model.receipts": ("OrderProgress", "OrderReceipt"),
        "ibkr.model.snapshots": ("Snapshot",),
        "ibkr.model.ticks": ("TickRule", "TickRules"),
    },
)
