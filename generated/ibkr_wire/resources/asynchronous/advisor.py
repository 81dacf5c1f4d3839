# Generated from spec/. Do not edit.
"""Operations of the group `advisor`, asynchronous."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ibkr_wire.models.advisor import (
        AllocationAccounts,
        AllocationGroup,
        AllocationGroupChange,
        AllocationGroupName,
        AllocationGroupRequest,
        AllocationGroups,
        AllocationOutcome,
        AllocationPresets,
        AllocationPresetsRequest,
        ModelAccounts,
        ModelAccountsRequest,
        ModelDraft,
        ModelInvestment,
        ModelInvestmentStarted,
        ModelList,
        ModelOutcome,
        ModelPositions,
        ModelPositionsRequest,
        ModelPresets,
        ModelPresetsRequest,
        ModelRequest,
        ModelsRequest,
        ModelSummary,
        PendingInvestment,
        PendingInvestmentRequest,
        TransferRequest,
    )
    from ibkr_wire.resources import AsyncCaller


class Advisor:
    """Operations of the group `advisor`."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def allocation_accounts(self) -> AllocationAccounts:
        """List the accounts that an advisor may share orders out to.

        Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/advisor.yaml, GET /iserver/account/allocation/accounts.
        """
        from ibkr_wire.rest.api.advisor.allocation_accounts import operation

        return await self._caller.call(operation())

    async def groups(self) -> AllocationGroups:
        """List the groups that an advisor shares orders out to.

        Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/advisor.yaml, GET /iserver/account/allocation/group.
        """
        from ibkr_wire.rest.api.advisor.groups import operation

        return await self._caller.call(operation())

    async def change_group(self, body: AllocationGroupChange) -> AllocationOutcome:
        """Change a group of accounts, or its name.

        Args:
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/advisor.yaml, PUT /iserver/account/allocation/group.
        """
        from ibkr_wire.rest.api.advisor.change_group import operation

        return await self._caller.call(operation(body))

    async def create_group(self, body: AllocationGroupRequest) -> AllocationOutcome:
        """Create a group of accounts.

        Args:
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/advisor.yaml, POST /iserver/account/allocation/group.
        """
        from ibkr_wire.rest.api.advisor.create_group import operation

        return await self._caller.call(operation(body))

    async def group(self, body: AllocationGroupName) -> AllocationGroup:
        """Show a group with its accounts.

        Args:
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/advisor.yaml, POST /iserver/account/allocation/group/single.
        """
        from ibkr_wire.rest.api.advisor.group import operation

        return await self._caller.call(operation(body))

    async def delete_group(self, body: AllocationGroupName) -> AllocationOutcome:
        """Delete a group of accounts.

        Args:
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/advisor.yaml, POST /iserver/account/allocation/group/delete.
        """
        from ibkr_wire.rest.api.advisor.delete_group import operation

        return await self._caller.call(operation(body))

    async def allocation_presets(self) -> AllocationPresets:
        """Show the rules for all groups and profiles.

        Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/advisor.yaml, GET /iserver/account/allocation/presets.
        """
        from ibkr_wire.rest.api.advisor.allocation_presets import operation

        return await self._caller.call(operation())

    async def save_allocation_presets(self, body: AllocationPresetsRequest) -> AllocationOutcome:
        """Change the rules for all groups and profiles.

        Args:
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/advisor.yaml, POST /iserver/account/allocation/presets.
        """
        from ibkr_wire.rest.api.advisor.save_allocation_presets import operation

        return await self._caller.call(operation(body))

    async def models(self, body: ModelsRequest) -> ModelList:
        """List the models of an advisor.

        Args:
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/advisor.yaml, POST /fa/model/list.
        """
        from ibkr_wire.rest.api.advisor.models import operation

        return await self._caller.call(operation(body))

    async def model_summary(self, body: ModelRequest) -> ModelSummary:
        """Show a model in short.

        Args:
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/advisor.yaml, POST /fa/model/summary.
        """
        from ibkr_wire.rest.api.advisor.model_summary import operation

        return await self._caller.call(operation(body))

    async def model_positions(self, body: ModelPositionsRequest) -> ModelPositions:
        """List what a model holds, against its targets.

        Args:
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/advisor.yaml, POST /fa/model/positions.
        """
        from ibkr_wire.rest.api.advisor.model_positions import operation

        return await self._caller.call(operation(body))

    async def model_accounts(self, body: ModelAccountsRequest) -> ModelAccounts:
        """List the accounts of a model.

        Args:
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/advisor.yaml, POST /fa/model/accounts-details.
        """
        from ibkr_wire.rest.api.advisor.model_accounts import operation

        return await self._caller.call(operation(body))

    async def save_model(self, body: ModelDraft) -> ModelOutcome:
        """Create a model, or replace its targets.

        What a target is made of is not documented.

        Args:
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/advisor.yaml, POST /fa/model/save.
        """
        from ibkr_wire.rest.api.advisor.save_model import operation

        return await self._caller.call(operation(body))

    async def invest(self, body: ModelInvestment) -> ModelInvestmentStarted:
        """Prepare to invest accounts in a model, or to take them out of it.

        Orders are made ready; they are sent by advisor.submit_transfers. What an item of the list is made
        of is not documented.

        Args:
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/advisor.yaml, POST /fa/model/invest-divest.
        """
        from ibkr_wire.rest.api.advisor.invest import operation

        return await self._caller.call(operation(body))

    async def pending_investment(self, body: PendingInvestmentRequest) -> PendingInvestment:
        """Show what accounts have to invest in a model.

        Args:
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/advisor.yaml, POST /fa/model/invest-divest-positions.
        """
        from ibkr_wire.rest.api.advisor.pending_investment import operation

        return await self._caller.call(operation(body))

    async def submit_transfers(self, body: TransferRequest) -> ModelOutcome:
        """Send the orders that were prepared for a model.

        Silence means that the outcome is unknown: look at orders and trades, never send again.

        Args:
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/advisor.yaml, POST /fa/model/submit-transfers.
        """
        from ibkr_wire.rest.api.advisor.submit_transfers import operation

        return await self._caller.call(operation(body))

    async def model_presets(self, body: ModelsRequest) -> ModelPresets:
        """Show the rules for all models.

        Args:
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/advisor.yaml, POST /fa/fa-preset/get.
        """
        from ibkr_wire.rest.api.advisor.model_presets import operation

        return await self._caller.call(operation(body))

    async def save_model_presets(self, body: ModelPresetsRequest) -> ModelOutcome:
        """Change the rules for all models.

        A success may carry the word None as its error.

        Args:
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/advisor.yaml, POST /fa/fa-preset/save.
        """
        from ibkr_wire.rest.api.advisor.save_model_presets import operation

        return await self._caller.call(operation(body))
