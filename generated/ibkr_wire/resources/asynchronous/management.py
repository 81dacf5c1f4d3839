# Generated from spec/. Do not edit.
"""Operations of the group `management`, asynchronous."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from ibkr_wire.operation import UNSET

if TYPE_CHECKING:
    from ibkr_wire.models.management_accounts import (
        AccountDetails,
        AccountTasks,
        ApplicationFile,
        EnumerationValues,
        FormFiles,
        IdentityCheck,
        LoginMessages,
        ManagedAccountStatus,
        ManagedAccountStatuses,
        ManagementRequests,
        ParticipatingBanks,
        RequestReceipt,
        RequiredForms,
        TransferBrokers,
        UsernameCheck,
    )
    from ibkr_wire.models.management_banking import (
        BalanceQueryRequest,
        BankInstructionRequest,
        BankInstructionsRequest,
        BankQueryRequest,
        CashQueryRequest,
        ExternalAssetsBulkRequest,
        ExternalAssetsRequest,
        ExternalCashBulkRequest,
        ExternalCashRequest,
        InternalAssetsBulkRequest,
        InternalAssetsRequest,
        InternalCashBulkRequest,
        InternalCashRequest,
    )
    from ibkr_wire.models.management_instructions import (
        CancelBulkRequest,
        CancelRequest,
        InstructionAnswer,
        InstructionSetAnswer,
        RecentInstructionsRequest,
    )
    from ibkr_wire.models.management_services import (
        AvailableStatements,
        AvailableTaxDocuments,
        AvailableTradeConfirmations,
        BrowserSession,
        EchoAnswer,
        ReportAnswer,
        RestrictionsAnswer,
        RestrictionsRequest,
        SsoSession,
        StatementRequest,
        TaxDocumentRequest,
        TradeConfirmationRequest,
    )
    from ibkr_wire.operation import UnsetType
    from ibkr_wire.resources import AsyncCaller


class Management:
    """Operations of the group `management`."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def application(
        self, *, account_id: str | UnsetType = UNSET, external_id: str | UnsetType = UNSET
    ) -> ApplicationFile:
        """Read an application that was handed in here, with its answer.

        Name the account by its id or by the own id; accounts that were opened elsewhere are not known.
        Scope `accounts.read`.

        Args:
            account_id: Account.
            external_id: Own id of the application.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The token does not have the scope, or the account is not among those of the client id.
            415: The body is in a format that the service does not read.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_accounts.yaml, GET /gw/api/v1/accounts.
        """
        from ibkr_wire.rest.api.management.application import operation

        return await self._caller.call(operation(account_id=account_id, external_id=external_id))

    async def open_account(self, body: str) -> RequestReceipt:
        """Hand in the application for an account.

        Signed; scope `accounts.write`.

        Args:
            body: The signed request; its claims are AccountApplicationClaims.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The token does not have the scope, or the account is not among those of the client id.
            415: The body is in a format that the service does not read.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_accounts.yaml, POST /gw/api/v1/accounts.
        """
        from ibkr_wire.rest.api.management.open_account import operation

        return await self._caller.call(operation(body))

    async def change_account(self, body: str) -> RequestReceipt:
        """Change an account: its data, users, permissions or fees.

        Signed; scope `accounts.write`.

        Args:
            body: The signed request; its claims are AccountChangesClaims.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The token does not have the scope, or the account is not among those of the client id.
            415: The body is in a format that the service does not read.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_accounts.yaml, PATCH /gw/api/v1/accounts.
        """
        from ibkr_wire.rest.api.management.change_account import operation

        return await self._caller.call(operation(body))

    async def send_documents(self, body: str) -> RequestReceipt:
        """Hand in agreements for the applications of the day.

        They count for every application that follows on the same day. Signed; scope `accounts.write`.

        Args:
            body: The signed request; its claims are DocumentsClaims.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The token does not have the scope, or the account is not among those of the client id.
            415: The body is in a format that the service does not read.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_accounts.yaml, POST /gw/api/v1/accounts/documents.
        """
        from ibkr_wire.rest.api.management.send_documents import operation

        return await self._caller.call(operation(body))

    async def login_messages(
        self,
        start_date: str,
        end_date: str,
        *,
        offset: int | UnsetType = UNSET,
        limit: int | UnsetType = UNSET,
        status: Literal["N", "O", "P", "C", "A", "E", "F", "I", "J", "L", "M", "R", "W", "Q"]
        | UnsetType = UNSET,
        kind: str | UnsetType = UNSET,
    ) -> LoginMessages:
        """List login messages that users have not dealt with.

        Covers all accounts of the client id. Scope `accounts.read`.

        Args:
            start_date: First day, as 2013-02-01.
            end_date: Last day, as 2013-02-28.
            offset: Rows to skip.
            limit: Rows wanted.
            status: Letter of the status.
            kind: Kind of message.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The token does not have the scope, or the account is not among those of the client id.
            415: The body is in a format that the service does not read.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_accounts.yaml, GET /gw/api/v1/accounts/login-messages.
        """
        from ibkr_wire.rest.api.management.login_messages import operation

        return await self._caller.call(
            operation(start_date, end_date, offset=offset, limit=limit, status=status, kind=kind)
        )

    async def account_statuses(
        self,
        start_date: str,
        end_date: str,
        *,
        offset: int | UnsetType = UNSET,
        limit: int | UnsetType = UNSET,
        status: Literal["N", "O", "P", "C", "A", "E", "F", "I", "J", "L", "M", "R", "W", "Q"]
        | UnsetType = UNSET,
    ) -> ManagedAccountStatuses:
        """List accounts with their status.

        Covers all accounts of the client id. Scope `accounts.read`.

        Args:
            start_date: First day, as 2013-02-01.
            end_date: Last day, as 2013-02-28.
            offset: Rows to skip.
            limit: Rows wanted.
            status: Letter of the status.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The token does not have the scope, or the account is not among those of the client id.
            415: The body is in a format that the service does not read.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_accounts.yaml, GET /gw/api/v1/accounts/status.
        """
        from ibkr_wire.rest.api.management.account_statuses import operation

        return await self._caller.call(
            operation(start_date, end_date, offset=offset, limit=limit, status=status)
        )

    async def account_details(self, account_id: str) -> AccountDetails:
        """Describe one account with its holder, finances and permissions.

        Scope `accounts.read`.

        Args:
            account_id: Account that is asked about.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The token does not have the scope, or the account is not among those of the client id.
            415: The body is in a format that the service does not read.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_accounts.yaml, GET /gw/api/v1/accounts/{accountId}/details.
        """
        from ibkr_wire.rest.api.management.account_details import operation

        return await self._caller.call(operation(account_id))

    async def identity_check(self, account_id: str) -> IdentityCheck:
        """Make the address of a page where the holder proves his identity.

        Scope `accounts.read`.

        Args:
            account_id: Account that is asked about.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The token does not have the scope, or the account is not among those of the client id.
            415: The body is in a format that the service does not read.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_accounts.yaml, GET /gw/api/v1/accounts/{accountId}/kyc.
        """
        from ibkr_wire.rest.api.management.identity_check import operation

        return await self._caller.call(operation(account_id))

    async def account_login_messages(
        self, account_id: str, *, kind: str | UnsetType = UNSET
    ) -> LoginMessages:
        """List the login messages of one account.

        Scope `accounts.read`.

        Args:
            account_id: Account that is asked about.
            kind: Kind of message.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The token does not have the scope, or the account is not among those of the client id.
            415: The body is in a format that the service does not read.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_accounts.yaml, GET /gw/api/v1/accounts/{accountId}/login-
        messages.
        """
        from ibkr_wire.rest.api.management.account_login_messages import operation

        return await self._caller.call(operation(account_id, kind=kind))

    async def account_status(self, account_id: str) -> ManagedAccountStatus:
        """Tell the status of one account.

        Scope `accounts.read`.

        Args:
            account_id: Account that is asked about.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The token does not have the scope, or the account is not among those of the client id.
            415: The body is in a format that the service does not read.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_accounts.yaml, GET /gw/api/v1/accounts/{accountId}/status.
        """
        from ibkr_wire.rest.api.management.account_status import operation

        return await self._caller.call(operation(account_id))

    async def account_tasks(
        self, account_id: str, *, kind: Literal["pending", "registration"] | UnsetType = UNSET
    ) -> AccountTasks:
        """List the tasks of a registration, or those still to be done.

        Scope `accounts.read`.

        Args:
            account_id: Account that is asked about.
            kind: Tasks of the registration, or pending ones.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The token does not have the scope, or the account is not among those of the client id.
            415: The body is in a format that the service does not read.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_accounts.yaml, GET /gw/api/v1/accounts/{accountId}/tasks.
        """
        from ibkr_wire.rest.api.management.account_tasks import operation

        return await self._caller.call(operation(account_id, kind=kind))

    async def forms(
        self,
        *,
        form_no: Sequence[int] | UnsetType = UNSET,
        get_docs: str | UnsetType = UNSET,
        from_date: str | UnsetType = UNSET,
        to_date: str | UnsetType = UNSET,
        language: str | UnsetType = UNSET,
        projection: Literal["PAYLOAD", "DOCS", "NONE"] | UnsetType = UNSET,
    ) -> FormFiles:
        """Fetch forms: their data, their files, or both.

        Scope `accounts.read` or `forms.read`.

        Args:
            form_no: Numbers of forms; all if absent.
            get_docs: Whether documents come, too.
            from_date: Forms changed since.
            to_date: Forms changed until.
            language: Language, such as en.
            projection: What comes with each form.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The token does not have the scope, or the account is not among those of the client id.
            415: The body is in a format that the service does not read.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_utilities.yaml, GET /gw/api/v1/forms.
        """
        from ibkr_wire.rest.api.management.forms import operation

        return await self._caller.call(
            operation(
                form_no=form_no,
                get_docs=get_docs,
                from_date=from_date,
                to_date=to_date,
                language=language,
                projection=projection,
            )
        )

    async def required_forms(
        self,
        *,
        residence_country: str | UnsetType = UNSET,
        account_type: str | UnsetType = UNSET,
        applicant_type: str | UnsetType = UNSET,
        process_type: str | UnsetType = UNSET,
        ira: bool | UnsetType = UNSET,
        ira_type: str | UnsetType = UNSET,
        requested_syep: bool | UnsetType = UNSET,
        requested_fcbp: bool | UnsetType = UNSET,
        additional_account: bool | UnsetType = UNSET,
        additional_applicant: bool | UnsetType = UNSET,
        mifid_category: str | UnsetType = UNSET,
        trading_permissions: Sequence[str] | UnsetType = UNSET,
        capability: Sequence[str] | UnsetType = UNSET,
        fa_trading_account: bool | UnsetType = UNSET,
    ) -> RequiredForms:
        """List the forms that an application needs.

        Scope `accounts.read`.

        Args:
            residence_country: Country of residence, code of three letters.
            account_type: Kind of account.
            applicant_type: Kind of applicant.
            process_type: Kind of process.
            ira: A retirement account.
            ira_type: Kind of retirement account.
            requested_syep: Shares are lent out.
            requested_fcbp: The fully paid cash borrow programme is wanted.
            additional_account: The customer has an account.
            additional_applicant: A further person applies.
            mifid_category: Category under MiFID.
            trading_permissions: Permissions that are wanted.
            capability: Capabilities that are wanted.
            fa_trading_account: The trading account of an advisor.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The token does not have the scope, or the account is not among those of the client id.
            415: The body is in a format that the service does not read.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_utilities.yaml, GET /gw/api/v1/forms/required-forms.
        """
        from ibkr_wire.rest.api.management.required_forms import operation

        return await self._caller.call(
            operation(
                residence_country=residence_country,
                account_type=account_type,
                applicant_type=applicant_type,
                process_type=process_type,
                ira=ira,
                ira_type=ira_type,
                requested_syep=requested_syep,
                requested_fcbp=requested_fcbp,
                additional_account=additional_account,
                additional_applicant=additional_applicant,
                mifid_category=mifid_category,
                trading_permissions=trading_permissions,
                capability=capability,
                fa_trading_account=fa_trading_account,
            )
        )

    async def transfer_brokers(self, instruction_type: str) -> TransferBrokers:
        """List the brokers that a kind of transfer works with.

        Scope `enumerations.read`.

        Args:
            instruction_type: Kind of transfer.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_utilities.yaml, GET /gw/api/v1/enumerations/complex-asset-
        transfer.
        """
        from ibkr_wire.rest.api.management.transfer_brokers import operation

        return await self._caller.call(operation(instruction_type))

    async def enumeration(
        self,
        enumeration_type: Literal[
            "exchange-bundles",
            "business-and-occupation",
            "employee-track",
            "fin-info-ranges",
            "acats",
            "aton",
            "market-data",
            "edd-avt",
            "prohibited-country",
            "employee-plans",
            "questionnaires",
            "security-questions",
            "quiz-questions",
            "wire-instructions",
            "product-country-bundles",
        ],
        *,
        currency: str | UnsetType = UNSET,
        ib_entity: str | UnsetType = UNSET,
        md_status_non_pro: str | UnsetType = UNSET,
        form_number: str | UnsetType = UNSET,
        language: Literal[
            "en", "ar", "de", "es", "fr", "he", "hu", "it", "ja", "nl", "pt", "ru", "zh_CN", "zh_TW"
        ]
        | UnsetType = UNSET,
        account_id: str | UnsetType = UNSET,
        user_name: str | UnsetType = UNSET,
    ) -> EnumerationValues:
        """List the values that a key of an application may have.

        Scope `accounts.read` or `enumerations.read`.

        Args:
            enumeration_type: What is asked for.
            currency: Currency, for ranges of income and wire instructions.
            ib_entity: Company of IBKR.
            md_status_non_pro: Status of the user for market data.
            form_number: Number of a form.
            language: Language of the words.
            account_id: Account.
            user_name: Username.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The token does not have the scope, or the account is not among those of the client id.
            415: The body is in a format that the service does not read.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_utilities.yaml, GET /gw/api/v1/enumerations/{enumerationType}.
        """
        from ibkr_wire.rest.api.management.enumeration import operation

        return await self._caller.call(
            operation(
                enumeration_type,
                currency=currency,
                ib_entity=ib_entity,
                md_status_non_pro=md_status_non_pro,
                form_number=form_number,
                language=language,
                account_id=account_id,
                user_name=user_name,
            )
        )

    async def participating_banks(self, kind: str) -> ParticipatingBanks:
        """List banks that IBKR can draw from directly.

        Scope `enumerations.read`.

        Args:
            kind: Kind of connection.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_utilities.yaml, GET /gw/api/v1/participating-banks.
        """
        from ibkr_wire.rest.api.management.participating_banks import operation

        return await self._caller.call(operation(kind))

    async def requests(
        self,
        start_date: str,
        end_date: str,
        *,
        offset: int | UnsetType = UNSET,
        limit: int | UnsetType = UNSET,
        status: Literal["N", "O", "P", "C", "A", "E", "F", "I", "J", "L", "M", "R", "W", "Q"]
        | UnsetType = UNSET,
    ) -> ManagementRequests:
        """List the requests of a period.

        Scope `accounts.read`.

        Args:
            start_date: First day, as 2013-02-01.
            end_date: Last day, as 2013-02-28.
            offset: Rows to skip.
            limit: Rows wanted.
            status: Letter of the status.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The token does not have the scope, or the account is not among those of the client id.
            415: The body is in a format that the service does not read.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_utilities.yaml, GET /gw/api/v1/requests.
        """
        from ibkr_wire.rest.api.management.requests import operation

        return await self._caller.call(
            operation(start_date, end_date, offset=offset, limit=limit, status=status)
        )

    async def request_status(self, request_id: int, kind: Literal["response", "update"]) -> RequestReceipt:
        """Tell what became of a request.

        Scope `accounts.read`.

        Args:
            request_id: Id of the request.
            kind: Answer to an application, or state of a change.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The token does not have the scope, or the account is not among those of the client id.
            415: The body is in a format that the service does not read.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_utilities.yaml, GET /gw/api/v1/requests/{requestId}/status.
        """
        from ibkr_wire.rest.api.management.request_status import operation

        return await self._caller.call(operation(request_id, kind))

    async def username(self, username: str) -> UsernameCheck:
        """Tell whether a username is legal and free.

        Scope `accounts.read` or `validations.read`.

        Args:
            username: Username that is wanted.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The token does not have the scope, or the account is not among those of the client id.
            415: The body is in a format that the service does not read.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_utilities.yaml, GET
        /gw/api/v1/validations/usernames/{username}.
        """
        from ibkr_wire.rest.api.management.username import operation

        return await self._caller.call(operation(username))

    async def balances(self, body: BalanceQueryRequest) -> InstructionAnswer:
        """Tell the cash that may be withdrawn and the equity of an account.

        Signed; scope `balances.read`.

        Args:
            body: What is sent, as JSON.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The client id has no right to do this with the account.
            422: The instruction makes no sense for the account.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_banking.yaml, POST /gw/api/v1/balances/query.
        """
        from ibkr_wire.rest.api.management.balances import operation

        return await self._caller.call(operation(body))

    async def instruct_bank(self, body: BankInstructionRequest) -> InstructionAnswer:
        """Make known, prove or forget a bank account.

        Signed; scope `bank-instructions.write`.

        Args:
            body: What is sent, as JSON.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The client id has no right to do this with the account.
            422: The instruction makes no sense for the account.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_banking.yaml, POST /gw/api/v1/bank-instructions.
        """
        from ibkr_wire.rest.api.management.instruct_bank import operation

        return await self._caller.call(operation(body))

    async def bank_instructions(self, body: BankQueryRequest) -> InstructionAnswer:
        """List bank accounts or recurring transfers.

        Signed; scope `bank-instructions.read`.

        Args:
            body: What is sent, as JSON.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The client id has no right to do this with the account.
            422: The instruction makes no sense for the account.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_banking.yaml, POST /gw/api/v1/bank-instructions/query.
        """
        from ibkr_wire.rest.api.management.bank_instructions import operation

        return await self._caller.call(operation(body))

    async def instruct_bank_bulk(self, body: BankInstructionsRequest) -> InstructionSetAnswer:
        """Send several bank instructions of one kind.

        Signed; scope `bank-instructions.write`.

        Args:
            body: What is sent, as JSON.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_banking.yaml, POST /gw/api/v1/bank-instructions:bulk.
        """
        from ibkr_wire.rest.api.management.instruct_bank_bulk import operation

        return await self._caller.call(operation(body))

    async def client_instruction(self, client_instruction_id: int) -> InstructionAnswer:
        """Tell the state of an instruction by its own id.

        Scope `instructions.read`.

        Args:
            client_instruction_id: Own id of the instruction.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            401: The token is missing, wrong or too old.
            404: No instruction has this id.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_instructions.yaml, GET /gw/api/v1/client-
        instructions/{clientInstructionId}.
        """
        from ibkr_wire.rest.api.management.client_instruction import operation

        return await self._caller.call(operation(client_instruction_id))

    async def instruction_set(self, instruction_set_id: int) -> InstructionSetAnswer:
        """Tell the state of all instructions of a set.

        Scope `instructions.read`.

        Args:
            instruction_set_id: Id of the set.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            401: The token is missing, wrong or too old.
            404: No instruction has this id.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_instructions.yaml, GET /gw/api/v1/instruction-
        sets/{instructionSetId}.
        """
        from ibkr_wire.rest.api.management.instruction_set import operation

        return await self._caller.call(operation(instruction_set_id))

    async def cancel_instruction(self, body: CancelRequest) -> InstructionAnswer:
        """Take an instruction back that is not done yet.

        Signed; scope `instructions.write`.

        Args:
            body: What is sent, as JSON.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The client id has no right to do this with the account.
            422: The instruction makes no sense for the account.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_instructions.yaml, POST /gw/api/v1/instructions/cancel.
        """
        from ibkr_wire.rest.api.management.cancel_instruction import operation

        return await self._caller.call(operation(body))

    async def cancel_instruction_bulk(self, body: CancelBulkRequest) -> InstructionSetAnswer:
        """Take several instructions back.

        Signed; scope `instructions.write`.

        Args:
            body: What is sent, as JSON.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_instructions.yaml, POST /gw/api/v1/instructions/cancel:bulk.
        """
        from ibkr_wire.rest.api.management.cancel_instruction_bulk import operation

        return await self._caller.call(operation(body))

    async def recent_instructions(self, body: RecentInstructionsRequest) -> InstructionAnswer:
        """Ask for the instructions of the last days, up to thirty.

        The list itself is in the state of this very instruction. Signed; scope `instructions.read`.

        Args:
            body: What is sent, as JSON.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The client id has no right to do this with the account.
            422: The instruction makes no sense for the account.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_instructions.yaml, POST /gw/api/v1/instructions/query.
        """
        from ibkr_wire.rest.api.management.recent_instructions import operation

        return await self._caller.call(operation(body))

    async def instruction(self, instruction_id: int) -> InstructionAnswer:
        """Tell the state of an instruction by IBKR's id.

        Scope `instructions.read`.

        Args:
            instruction_id: IBKR's id of the instruction.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            401: The token is missing, wrong or too old.
            404: No instruction has this id.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_instructions.yaml, GET
        /gw/api/v1/instructions/{instructionId}.
        """
        from ibkr_wire.rest.api.management.instruction import operation

        return await self._caller.call(operation(instruction_id))

    async def move_external_assets(self, body: ExternalAssetsRequest) -> InstructionAnswer:
        """Move positions in from another broker, or out to one.

        After silence, ask for the state by the own id; never send again. Signed; scope `transfers.write`.

        Args:
            body: What is sent, as JSON.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The client id has no right to do this with the account.
            422: The instruction makes no sense for the account.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_external_transfers.yaml, POST /gw/api/v1/external-asset-
        transfers.
        """
        from ibkr_wire.rest.api.management.move_external_assets import operation

        return await self._caller.call(operation(body))

    async def move_external_assets_bulk(self, body: ExternalAssetsBulkRequest) -> InstructionSetAnswer:
        """Move several positions from or to other brokers, all in the same way.

        After silence, ask for the state by the own id; never send again. Signed; scope `transfers.write`.

        Args:
            body: What is sent, as JSON.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_external_transfers.yaml, POST /gw/api/v1/external-asset-
        transfers:bulk.
        """
        from ibkr_wire.rest.api.management.move_external_assets_bulk import operation

        return await self._caller.call(operation(body))

    async def move_external_cash(self, body: ExternalCashRequest) -> InstructionAnswer:
        """Deposit money from a bank, or withdraw money to one.

        After silence, ask for the state by the own id; never send again. Signed; scope `transfers.write`.

        Args:
            body: What is sent, as JSON.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The client id has no right to do this with the account.
            422: The instruction makes no sense for the account.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_external_transfers.yaml, POST /gw/api/v1/external-cash-
        transfers.
        """
        from ibkr_wire.rest.api.management.move_external_cash import operation

        return await self._caller.call(operation(body))

    async def cash_limits(self, body: CashQueryRequest) -> InstructionAnswer:
        """Tell how much may be withdrawn, or paid into a retirement account.

        Signed; scope `transfers.read`.

        Args:
            body: What is sent, as JSON.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The client id has no right to do this with the account.
            422: The instruction makes no sense for the account.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_external_transfers.yaml, POST /gw/api/v1/external-cash-
        transfers/query.
        """
        from ibkr_wire.rest.api.management.cash_limits import operation

        return await self._caller.call(operation(body))

    async def move_external_cash_bulk(self, body: ExternalCashBulkRequest) -> InstructionSetAnswer:
        """Make several deposits, or several withdrawals.

        After silence, ask for the state by the own id; never send again. Signed; scope `transfers.write`.

        Args:
            body: What is sent, as JSON.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_external_transfers.yaml, POST /gw/api/v1/external-cash-
        transfers:bulk.
        """
        from ibkr_wire.rest.api.management.move_external_cash_bulk import operation

        return await self._caller.call(operation(body))

    async def move_internal_assets(self, body: InternalAssetsRequest) -> InstructionAnswer:
        """Move a position between two accounts.

        After silence, ask for the state by the own id; never send again. Signed; scope `transfers.write`.

        Args:
            body: What is sent, as JSON.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The client id has no right to do this with the account.
            422: The instruction makes no sense for the account.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_internal_transfers.yaml, POST /gw/api/v1/internal-asset-
        transfers.
        """
        from ibkr_wire.rest.api.management.move_internal_assets import operation

        return await self._caller.call(operation(body))

    async def move_internal_assets_bulk(self, body: InternalAssetsBulkRequest) -> InstructionSetAnswer:
        """Move several positions between accounts.

        After silence, ask for the state by the own id; never send again. Signed; scope `transfers.write`.

        Args:
            body: What is sent, as JSON.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_internal_transfers.yaml, POST /gw/api/v1/internal-asset-
        transfers:bulk.
        """
        from ibkr_wire.rest.api.management.move_internal_assets_bulk import operation

        return await self._caller.call(operation(body))

    async def move_internal_cash(self, body: InternalCashRequest) -> InstructionAnswer:
        """Move cash between two accounts.

        After silence, ask for the state by the own id; never send again. Signed; scope `transfers.write`.

        Args:
            body: What is sent, as JSON.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The client id has no right to do this with the account.
            422: The instruction makes no sense for the account.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_internal_transfers.yaml, POST /gw/api/v1/internal-cash-
        transfers.
        """
        from ibkr_wire.rest.api.management.move_internal_cash import operation

        return await self._caller.call(operation(body))

    async def move_internal_cash_bulk(self, body: InternalCashBulkRequest) -> InstructionSetAnswer:
        """Move cash between accounts several times.

        After silence, ask for the state by the own id; never send again. Signed; scope `transfers.write`.

        Args:
            body: What is sent, as JSON.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_internal_transfers.yaml, POST /gw/api/v1/internal-cash-
        transfers:bulk.
        """
        from ibkr_wire.rest.api.management.move_internal_cash_bulk import operation

        return await self._caller.call(operation(body))

    async def echo(self) -> EchoAnswer:
        """Tell how the service understood a plain request.

        Scope `echo.read`.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            401: The token is missing, wrong or too old.
            403: The token does not have the scope, or the account is not among those of the client id.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_services.yaml, GET /gw/api/v1/echo/https.
        """
        from ibkr_wire.rest.api.management.echo import operation

        return await self._caller.call(operation())

    async def echo_signed(self, body: str) -> EchoAnswer:
        """Tell how the service understood a signed request.

        Good for trying out keys. Signed; scope `echo.write`.

        Args:
            body: The signed request; its claims are EchoClaims.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            401: The token is missing, wrong or too old.
            403: The token does not have the scope, or the account is not among those of the client id.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_services.yaml, POST /gw/api/v1/echo/signed-jwt.
        """
        from ibkr_wire.rest.api.management.echo_signed import operation

        return await self._caller.call(operation(body))

    async def apply_restrictions(self, body: str) -> RestrictionsAnswer:
        """Put trade restrictions in force that were verified.

        The signature must not be older than a minute. Signed; scope `restrictions.write`.

        Args:
            body: The signed request; its claims are RestrictionsClaims.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The token does not have the scope, or the account is not among those of the client id.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_services.yaml, POST /gw/api/v1/restrictions.
        """
        from ibkr_wire.rest.api.management.apply_restrictions import operation

        return await self._caller.call(operation(body))

    async def verify_restrictions(self, body: RestrictionsRequest) -> RestrictionsAnswer:
        """Check trade restrictions without putting them in force.

        Apply them under the same request id. Signed; scope `restrictions.write`.

        Args:
            body: What is sent, as JSON.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The token does not have the scope, or the account is not among those of the client id.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_services.yaml, POST /gw/api/v1/restrictions/verify.
        """
        from ibkr_wire.rest.api.management.verify_restrictions import operation

        return await self._caller.call(operation(body))

    async def open_browser_session(self, body: str) -> BrowserSession:
        """Open a session in IBKR's portal for a user's browser.

        Signed; scope `sso-browser-sessions.write`.

        Args:
            body: The signed request; its claims are BrowserSessionClaims.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The token does not have the scope, or the account is not among those of the client id.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_services.yaml, POST /gw/api/v1/sso-browser-sessions.
        """
        from ibkr_wire.rest.api.management.open_browser_session import operation

        return await self._caller.call(operation(body))

    async def open_session(self, body: str) -> SsoSession:
        """Open a session of the trading API.

        This is the second step of OAuth 2; the token of the answer authorises every other call. Signed;
        scope `sso-sessions.write`.

        Args:
            body: The signed request; its claims are SessionClaims.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            403: The token does not have the scope, or the account is not among those of the client id.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_services.yaml, POST /gw/api/v1/sso-sessions.
        """
        from ibkr_wire.rest.api.management.open_session import operation

        return await self._caller.call(operation(body))

    async def statements(self, body: StatementRequest) -> ReportAnswer:
        """Make a statement.

        A PDF comes as the bare file when the Accept header asks for one. Signed; scope `statements.read` or
        `statements.write` or `reports.write`.

        Args:
            body: What is sent, as JSON.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            402: The user may not see these reports.
            403: The token does not have the scope, or the account is not among those of the client id.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_services.yaml, POST /gw/api/v1/statements.
        """
        from ibkr_wire.rest.api.management.statements import operation

        return await self._caller.call(operation(body))

    async def available_statements(self, account_id: str) -> AvailableStatements:
        """List the days, months and years that have statements.

        Scope `statements.read` or `reports.read`.

        Args:
            account_id: Account.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            402: The user may not see these reports.
            403: The token does not have the scope, or the account is not among those of the client id.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_services.yaml, GET /gw/api/v1/statements/available.
        """
        from ibkr_wire.rest.api.management.available_statements import operation

        return await self._caller.call(operation(account_id))

    async def tax_documents(self, body: TaxDocumentRequest) -> ReportAnswer:
        """Fetch a tax document.

        A PDF comes as the bare file when the Accept header asks for one. Signed; scope `statements.write`
        or `reports.write`.

        Args:
            body: What is sent, as JSON.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            402: The user may not see these reports.
            403: The token does not have the scope, or the account is not among those of the client id.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_services.yaml, POST /gw/api/v1/tax-documents.
        """
        from ibkr_wire.rest.api.management.tax_documents import operation

        return await self._caller.call(operation(body))

    async def available_tax_documents(self, account_id: str, year: int) -> AvailableTaxDocuments:
        """List the tax documents of a year.

        Scope `statements.read` or `reports.read`.

        Args:
            account_id: Account.
            year: Tax year.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            402: The user may not see these reports.
            403: The token does not have the scope, or the account is not among those of the client id.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_services.yaml, GET /gw/api/v1/tax-documents/available.
        """
        from ibkr_wire.rest.api.management.available_tax_documents import operation

        return await self._caller.call(operation(account_id, year))

    async def trade_confirmations(self, body: TradeConfirmationRequest) -> ReportAnswer:
        """Make a report of trade confirmations.

        A PDF comes as the bare file when the Accept header asks for one. Signed; scope `statements.write`
        or `reports.write`.

        Args:
            body: What is sent, as JSON.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            402: The user may not see these reports.
            403: The token does not have the scope, or the account is not among those of the client id.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_services.yaml, POST /gw/api/v1/trade-confirmations.
        """
        from ibkr_wire.rest.api.management.trade_confirmations import operation

        return await self._caller.call(operation(body))

    async def available_trade_confirmations(self, account_id: str) -> AvailableTradeConfirmations:
        """List the days that have trade confirmations.

        Scope `statements.read` or `reports.read`.

        Args:
            account_id: Account.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: The request is not complete, or a value is wrong.
            401: The token is missing, wrong or too old.
            402: The user may not see these reports.
            403: The token does not have the scope, or the account is not among those of the client id.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the service.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/management_services.yaml, GET /gw/api/v1/trade-confirmations/available.
        """
        from ibkr_wire.rest.api.management.available_trade_confirmations import operation

        return await self._caller.call(operation(account_id))
