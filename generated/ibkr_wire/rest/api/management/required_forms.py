# Generated from spec/. Do not edit.
"""List the forms that an application needs.

`management.required_forms` is GET /gw/api/v1/forms/required-forms.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ibkr_wire.models.management_accounts import RequiredForms
from ibkr_wire.operation import UNSET, Operation, UnsetType, joined, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["management.required_forms"]
ANSWER: Any = RequiredForms
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(
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
) -> Operation[RequiredForms]:
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
    params: list[tuple[str, str]] = []
    if residence_country is not UNSET:
        params.append(("residenceCountry", text(residence_country)))
    if account_type is not UNSET:
        params.append(("accountType", text(account_type)))
    if applicant_type is not UNSET:
        params.append(("applicantType", text(applicant_type)))
    if process_type is not UNSET:
        params.append(("processType", text(process_type)))
    if ira is not UNSET:
        params.append(("ira", text(ira)))
    if ira_type is not UNSET:
        params.append(("iraType", text(ira_type)))
    if requested_syep is not UNSET:
        params.append(("requestedSYEP", text(requested_syep)))
    if requested_fcbp is not UNSET:
        params.append(("requestedFCBP", text(requested_fcbp)))
    if additional_account is not UNSET:
        params.append(("additionalAccount", text(additional_account)))
    if additional_applicant is not UNSET:
        params.append(("additionalApplicant", text(additional_applicant)))
    if mifid_category is not UNSET:
        params.append(("mifidCategory", text(mifid_category)))
    if trading_permissions is not UNSET:
        params.append(("tradingPermissions", joined(trading_permissions, ",")))
    if capability is not UNSET:
        params.append(("capability", joined(capability, ",")))
    if fa_trading_account is not UNSET:
        params.append(("faTradingAccount", text(fa_trading_account)))
    return Operation(INFO, "/gw/api/v1/forms/required-forms", type=ANSWER, params=params)


def sync_detailed(
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
    client: Client | AuthenticatedClient,
) -> Response[RequiredForms]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(
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
        ),
        client=client,
    )


def sync(
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
    client: Client | AuthenticatedClient,
) -> RequiredForms | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(
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
        client=client,
    ).parsed


async def asyncio_detailed(
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
    client: Client | AuthenticatedClient,
) -> Response[RequiredForms]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(
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
        ),
        client=client,
    )


async def asyncio(
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
    client: Client | AuthenticatedClient,
) -> RequiredForms | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (
        await asyncio_detailed(
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
            client=client,
        )
    ).parsed
