# Generated from spec/. Do not edit.
"""Wire models of the group `management_services`."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType

__all__ = [
    "AvailableStatementDates",
    "AvailableStatements",
    "AvailableTaxDocuments",
    "AvailableTaxForms",
    "AvailableTradeConfirmations",
    "BrowserSession",
    "BrowserSessionClaims",
    "DailyStatementDates",
    "EchoAnswer",
    "EchoClaims",
    "ReportAnswer",
    "ReportFile",
    "RestrictionsAnswer",
    "RestrictionsClaims",
    "RestrictionsRequest",
    "SessionClaims",
    "SsoSession",
    "StatementDates",
    "StatementRequest",
    "TaxDocumentRequest",
    "TaxFormOffer",
    "TaxForms",
    "TradeConfirmationDates",
    "TradeConfirmationRequest",
]


class StatementRequest(
    Struct,
    kw_only=True,
    rename={
        "account_id": "accountId",
        "account_ids": "accountIds",
        "start_date": "startDate",
        "end_date": "endDate",
        "multi_account_format": "multiAccountFormat",
        "crypto_consol_if_available": "cryptoConsolIfAvailable",
        "mime_type": "mimeType",
    },
):
    """Statement that is wanted. Dates are days, months or years that the list of statements offers."""

    account_id: str
    account_ids: list[str] | UnsetType = UNSET
    """Accounts of a statement of several."""
    start_date: str
    """First day as 20130219, month as 201302 or year as 2013."""
    end_date: str
    """Last day, month or year."""
    multi_account_format: Literal["consolidate", "concatenate", "customConsolidate"] | UnsetType = UNSET
    """How a statement of several accounts is put together."""
    crypto_consol_if_available: bool | UnsetType = UNSET
    """Take in the crypto segment."""
    mime_type: Literal["application/pdf", "text/html", "text/csv"] | UnsetType = UNSET
    language: str | UnsetType = UNSET
    """Language, code of two letters."""
    gzip: bool | UnsetType = UNSET
    """Compress the report."""


class TaxDocumentRequest(Struct, kw_only=True, gc=False, rename={"account_id": "accountId"}):
    """Tax document that is wanted."""

    account_id: str
    year: int
    type: str
    """Form such as 1099, or ALL."""
    format: Literal["HTML", "CSV", "PDF"]
    gzip: bool | UnsetType = UNSET
    """Compress the report."""


class TradeConfirmationRequest(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "account_id": "accountId",
        "start_date": "startDate",
        "end_date": "endDate",
        "mime_type": "mimeType",
    },
):
    """Trade confirmations that are wanted."""

    account_id: str
    start_date: str
    """First day as 20130219."""
    end_date: str
    """Last day."""
    mime_type: str | UnsetType = UNSET
    """Such as application/pdf."""


class ReportAnswer(Struct, kw_only=True):
    """A report."""

    data: ReportFile | None | UnsetType = UNSET


class ReportFile(Struct, kw_only=True, gc=False, rename={"data_type": "dataType", "mime_type": "mimeType"}):
    """Content of a report, and how to read it."""

    data_type: str | None | UnsetType = UNSET
    """Type of the decoded value."""
    encoding: str | None | UnsetType = UNSET
    """Encoding of the value, such as base64."""
    value: str | None | UnsetType = UNSET
    """Content, encoded."""
    mime_type: str | None | UnsetType = UNSET
    """Format of the decoded value."""
    gzip: bool | None | UnsetType = UNSET
    """The decoded value is compressed."""
    accept: str | None | UnsetType = UNSET
    """Formats that may be asked for."""


class AvailableStatements(Struct, kw_only=True):
    """Statements that may be asked for."""

    data: AvailableStatementDates | None | UnsetType = UNSET


class AvailableStatementDates(Struct, kw_only=True, rename={"data_type": "dataType"}):
    """Periods of statements, in a wrapper."""

    data_type: str | None | UnsetType = UNSET
    value: StatementDates | None | UnsetType = UNSET


class StatementDates(Struct, kw_only=True):
    """Days, months and years that have statements."""

    daily: DailyStatementDates | None | UnsetType = UNSET
    monthly: list[str | int] | None | UnsetType = UNSET
    """Months as 201302."""
    annual: list[str | int] | None | UnsetType = UNSET
    """Years."""


class DailyStatementDates(
    Struct, kw_only=True, gc=False, rename={"start_date": "startDate", "end_date": "endDate"}
):
    """First and last day that has a statement."""

    start_date: str | int | None | UnsetType = UNSET
    end_date: str | int | None | UnsetType = UNSET


class AvailableTaxDocuments(Struct, kw_only=True):
    """Tax documents that may be asked for."""

    data: AvailableTaxForms | None | UnsetType = UNSET


class AvailableTaxForms(Struct, kw_only=True, rename={"data_type": "dataType"}):
    """Tax forms, in a wrapper."""

    data_type: str | None | UnsetType = UNSET
    value: TaxForms | None | UnsetType = UNSET


class TaxForms(Struct, kw_only=True):
    """Tax forms of a year."""

    forms: list[TaxFormOffer] | None | UnsetType = UNSET


class TaxFormOffer(Struct, kw_only=True, rename={"is_form": "isForm", "tax_form_name": "taxFormName"}):
    """Tax form with the formats that it comes in."""

    is_form: bool | None | UnsetType = UNSET
    tax_form_name: str | int | None | UnsetType = UNSET
    formats: list[str] | None | UnsetType = UNSET


class AvailableTradeConfirmations(Struct, kw_only=True):
    """Days that have trade confirmations."""

    data: TradeConfirmationDates | None | UnsetType = UNSET


class TradeConfirmationDates(Struct, kw_only=True, rename={"data_type": "dataType"}):
    """Days with trades, in a wrapper."""

    data_type: str | None | UnsetType = UNSET
    value: list[str | int] | None | UnsetType = UNSET
    """Days as 20130219."""


class RestrictionsClaims(
    Struct, kw_only=True, gc=False, rename={"user_name": "userName", "request_id": "requestId"}
):
    """What the signed request that applies trade restrictions contains. It is valid for a minute."""

    user_name: str
    request_id: int
    """The id that was verified."""
    payload: str
    """CSV in base64, as it was verified."""
    iss: str | UnsetType = UNSET
    """Username, again."""


class RestrictionsRequest(
    Struct, kw_only=True, gc=False, rename={"user_name": "userName", "request_id": "requestId"}
):
    """Trade restrictions to verify. The CSV holds RESTR_ADD, RESTR_DELETE and their _ASSOC_ kinds."""

    user_name: str
    request_id: int
    """Own id; apply the restrictions under the same one."""
    payload: str
    """CSV in base64."""


class RestrictionsAnswer(Struct, kw_only=True, gc=False, rename={"request_id": "requestId"}):
    """Whether the restrictions are right, or in force. A refusal comes with status 200, too."""

    success: bool | None | UnsetType = UNSET
    request_id: int | str | None | UnsetType = UNSET
    message: str | None | UnsetType = UNSET
    """OK, or the reason of a refusal."""


class EchoClaims(Struct, kw_only=True, gc=False):
    """What the signed echo contains."""

    iss: str | UnsetType = UNSET
    """Id of the client."""


class EchoAnswer(
    Struct,
    kw_only=True,
    rename={
        "request_method": "requestMethod",
        "security_policy": "securityPolicy",
        "query_parameters": "queryParameters",
    },
):
    """How the service understood the request."""

    request_method: str | None | UnsetType = UNSET
    security_policy: str | None | UnsetType = UNSET
    query_parameters: dict[str, Any] | None | UnsetType = UNSET


class SessionClaims(Struct, kw_only=True, rename={"alternative_ips": "alternativeIps"}):
    """What the signed request for a session of the trading API contains."""

    credential: str
    """Username."""
    ip: str
    """Address that the session will be used from."""
    service: str | UnsetType = UNSET
    alternative_ips: list[str] | UnsetType = UNSET
    """Further addresses."""
    iss: str | UnsetType = UNSET
    """Client id of the OAuth 2 registration."""
    iat: int | UnsetType = UNSET
    """Now, seconds since 1970."""
    exp: int | UnsetType = UNSET
    """End, up to a day later, seconds since 1970."""


class SsoSession(Struct, kw_only=True, gc=False):
    """Session of the trading API; its token goes into the header of every call."""

    active: bool | None | UnsetType = UNSET
    access_token: str | None | UnsetType = UNSET
    token_type: str | None | UnsetType = UNSET
    """Bearer."""
    session_token: str | None | UnsetType = UNSET


class BrowserSessionClaims(Struct, kw_only=True, gc=False):
    """What the signed request for a session in the browser contains."""

    credential: str
    """Username."""
    ip: str
    """Address of the user's browser."""


class BrowserSession(Struct, kw_only=True, gc=False):
    """Page that opens IBKR's portal without a login."""

    active: bool | None | UnsetType = UNSET
    url: str | None | UnsetType = UNSET
