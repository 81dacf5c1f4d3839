# Generated from spec/. Do not edit.
"""List the values that a key of an application may have.

`management.enumeration` is GET /gw/api/v1/enumerations/{enumerationType}.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ibkr_wire.models.management_accounts import EnumerationValues
from ibkr_wire.operation import UNSET, Operation, UnsetType, quoted, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["management.enumeration"]
ANSWER: Any = EnumerationValues
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(
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
) -> Operation[EnumerationValues]:
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
    params: list[tuple[str, str]] = []
    if currency is not UNSET:
        params.append(("currency", text(currency)))
    if ib_entity is not UNSET:
        params.append(("ibEntity", text(ib_entity)))
    if md_status_non_pro is not UNSET:
        params.append(("mdStatusNonPro", text(md_status_non_pro)))
    if form_number is not UNSET:
        params.append(("form-number", text(form_number)))
    if language is not UNSET:
        params.append(("language", text(language)))
    if account_id is not UNSET:
        params.append(("accountId", text(account_id)))
    if user_name is not UNSET:
        params.append(("userName", text(user_name)))
    return Operation(INFO, f"/gw/api/v1/enumerations/{quoted(enumeration_type)}", type=ANSWER, params=params)


def sync_detailed(
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
    client: Client | AuthenticatedClient,
) -> Response[EnumerationValues]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(
        operation(
            enumeration_type,
            currency=currency,
            ib_entity=ib_entity,
            md_status_non_pro=md_status_non_pro,
            form_number=form_number,
            language=language,
            account_id=account_id,
            user_name=user_name,
        ),
        client=client,
    )


def sync(
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
    client: Client | AuthenticatedClient,
) -> EnumerationValues | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(
        enumeration_type,
        currency=currency,
        ib_entity=ib_entity,
        md_status_non_pro=md_status_non_pro,
        form_number=form_number,
        language=language,
        account_id=account_id,
        user_name=user_name,
        client=client,
    ).parsed


async def asyncio_detailed(
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
    client: Client | AuthenticatedClient,
) -> Response[EnumerationValues]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(
        operation(
            enumeration_type,
            currency=currency,
            ib_entity=ib_entity,
            md_status_non_pro=md_status_non_pro,
            form_number=form_number,
            language=language,
            account_id=account_id,
            user_name=user_name,
        ),
        client=client,
    )


async def asyncio(
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
    client: Client | AuthenticatedClient,
) -> EnumerationValues | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (
        await asyncio_detailed(
            enumeration_type,
            currency=currency,
            ib_entity=ib_entity,
            md_status_non_pro=md_status_non_pro,
            form_number=form_number,
            language=language,
            account_id=account_id,
            user_name=user_name,
            client=client,
        )
    ).parsed
