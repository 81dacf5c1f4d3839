# Generated from spec/. Do not edit.
"""Operations of the group `events`, synchronous."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibkr_wire.operation import UNSET

if TYPE_CHECKING:
    from ibkr_wire.models.events import EventCategories, EventDetails, EventMarket, EventRules, EventSchedules
    from ibkr_wire.operation import UnsetType
    from ibkr_wire.resources import Caller


class Events:
    """Operations of the group `events`."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def categories(self) -> EventCategories:
        """List the categories of event contracts and their markets.

        A flat map: a category names its parent by id.

        Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/events.yaml, GET /forecast/category/tree.
        """
        from ibkr_wire.rest.api.events.categories import operation

        return self._caller.call(operation())

    def market(self, underlying_conid: int, *, exchange: str | UnsetType = UNSET) -> EventMarket:
        """List the event contracts of a market.

        Two contracts for each strike: one for yes, one for no.

        Args:
            underlying_conid: Contract id of the market, as the categories name it.
            exchange: Exchange.

        Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/events.yaml, GET /forecast/contract/market.
        """
        from ibkr_wire.rest.api.events.market import operation

        return self._caller.call(operation(underlying_conid, exchange=exchange))

    def details(self, conid: int) -> EventDetails:
        """Read the question that an event contract asks.

        Args:
            conid: Contract id of an event contract.

        Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/events.yaml, GET /forecast/contract/details.
        """
        from ibkr_wire.rest.api.events.details import operation

        return self._caller.call(operation(conid))

    def rules(self, conid: int) -> EventRules:
        """Read how an event contract is decided and paid.

        Args:
            conid: Contract id of an event contract.

        Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/events.yaml, GET /forecast/contract/rules.
        """
        from ibkr_wire.rest.api.events.rules import operation

        return self._caller.call(operation(conid))

    def schedules(self, conid: int) -> EventSchedules:
        """Read the trading hours of an event contract.

        Args:
            conid: Contract id of an event contract.

        Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/events.yaml, GET /forecast/contract/schedules.
        """
        from ibkr_wire.rest.api.events.schedules import operation

        return self._caller.call(operation(conid))
