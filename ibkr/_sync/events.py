# Derived from ibkr/_async by codegen/derive_sync.py. Do not edit.
"""Event contracts: questions with yes and no to trade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibkr_wire.resources.synchronous.events import Events as EventsOperations

from ibkr._core import event_contracts

if TYPE_CHECKING:
    from ibkr._sync._shell import Shell
    from ibkr.model.contracts import Which
    from ibkr.model.event_contracts import EventCategoryNode, EventMarketName, EventQuestion, EventTerms


class Events(EventsOperations):
    """Operations of the group `events`, from the categories down to the terms of a contract.

    A contract or market may be named by its number or by anything that has one.
    """

    def __init__(self, shell: Shell) -> None:
        """Made by the client."""
        super().__init__(shell)
        self._shell = shell

    def tree(self) -> list[EventCategoryNode]:
        """The categories at the top, each with its markets and the categories below it."""
        return self._shell.run(event_contracts.tree(self._shell.desk))

    def find(self, words: str) -> list[EventMarketName]:
        """The markets whose name holds those words, or whose symbol they are, whatever their case."""
        return self._shell.run(event_contracts.find(words, self._shell.desk))

    def questions(self, underlying_conid: Which, *, exchange: str | None = None) -> list[EventQuestion]:
        """The questions of a market by expiry and threshold, each with the contracts of yes and no.

        Source: spec/openapi/paths/events.yaml, GET /forecast/contract/market.
        """
        flow = event_contracts.questions(underlying_conid, self._shell.desk, exchange_name=exchange)
        return self._shell.run(flow)

    def terms(self, conid: Which) -> EventTerms:
        """How a contract is decided and paid.

        Source: spec/openapi/paths/events.yaml, GET /forecast/contract/rules.
        """
        return self._shell.run(event_contracts.terms(conid, self._shell.desk))
