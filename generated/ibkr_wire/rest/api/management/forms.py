# Generated from spec/. Do not edit.
"""Fetch forms: their data, their files, or both.

`management.forms` is GET /gw/api/v1/forms.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from ibkr_wire.models.management_accounts import FormFiles
from ibkr_wire.operation import UNSET, Operation, UnsetType, joined, text
from ibkr_wire.tables.operations import OPERATIONS

if TYPE_CHECKING:
    from ibkr_wire.rest.client import AuthenticatedClient, Client
    from ibkr_wire.rest.types import Response


INFO = OPERATIONS["management.forms"]
ANSWER: Any = FormFiles
"""What a good answer is read as; `WRAP`: one object stands for a list of one."""
WRAP = False


def operation(
    *,
    form_no: Sequence[int] | UnsetType = UNSET,
    get_docs: str | UnsetType = UNSET,
    from_date: str | UnsetType = UNSET,
    to_date: str | UnsetType = UNSET,
    language: str | UnsetType = UNSET,
    projection: Literal["PAYLOAD", "DOCS", "NONE"] | UnsetType = UNSET,
) -> Operation[FormFiles]:
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
    params: list[tuple[str, str]] = []
    if form_no is not UNSET:
        params.append(("formNo", joined(form_no, ",")))
    if get_docs is not UNSET:
        params.append(("getDocs", text(get_docs)))
    if from_date is not UNSET:
        params.append(("fromDate", text(from_date)))
    if to_date is not UNSET:
        params.append(("toDate", text(to_date)))
    if language is not UNSET:
        params.append(("language", text(language)))
    if projection is not UNSET:
        params.append(("projection", text(projection)))
    return Operation(INFO, "/gw/api/v1/forms", type=ANSWER, params=params)


def sync_detailed(
    *,
    form_no: Sequence[int] | UnsetType = UNSET,
    get_docs: str | UnsetType = UNSET,
    from_date: str | UnsetType = UNSET,
    to_date: str | UnsetType = UNSET,
    language: str | UnsetType = UNSET,
    projection: Literal["PAYLOAD", "DOCS", "NONE"] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[FormFiles]:
    """Call the gateway; see `operation` for the arguments and `ibkr_wire.rest.send` for the errors."""
    from ibkr_wire.rest.send import send

    return send(
        operation(
            form_no=form_no,
            get_docs=get_docs,
            from_date=from_date,
            to_date=to_date,
            language=language,
            projection=projection,
        ),
        client=client,
    )


def sync(
    *,
    form_no: Sequence[int] | UnsetType = UNSET,
    get_docs: str | UnsetType = UNSET,
    from_date: str | UnsetType = UNSET,
    to_date: str | UnsetType = UNSET,
    language: str | UnsetType = UNSET,
    projection: Literal["PAYLOAD", "DOCS", "NONE"] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> FormFiles | None:
    """Call the gateway and return the typed answer, None unless the gateway took it (status 200 to 299)."""
    return sync_detailed(
        form_no=form_no,
        get_docs=get_docs,
        from_date=from_date,
        to_date=to_date,
        language=language,
        projection=projection,
        client=client,
    ).parsed


async def asyncio_detailed(
    *,
    form_no: Sequence[int] | UnsetType = UNSET,
    get_docs: str | UnsetType = UNSET,
    from_date: str | UnsetType = UNSET,
    to_date: str | UnsetType = UNSET,
    language: str | UnsetType = UNSET,
    projection: Literal["PAYLOAD", "DOCS", "NONE"] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> Response[FormFiles]:
    """Call the gateway without blocking; otherwise as `sync_detailed`."""
    from ibkr_wire.rest.send import send_async

    return await send_async(
        operation(
            form_no=form_no,
            get_docs=get_docs,
            from_date=from_date,
            to_date=to_date,
            language=language,
            projection=projection,
        ),
        client=client,
    )


async def asyncio(
    *,
    form_no: Sequence[int] | UnsetType = UNSET,
    get_docs: str | UnsetType = UNSET,
    from_date: str | UnsetType = UNSET,
    to_date: str | UnsetType = UNSET,
    language: str | UnsetType = UNSET,
    projection: Literal["PAYLOAD", "DOCS", "NONE"] | UnsetType = UNSET,
    client: Client | AuthenticatedClient,
) -> FormFiles | None:
    """Call the gateway without blocking; otherwise as `sync`."""
    return (
        await asyncio_detailed(
            form_no=form_no,
            get_docs=get_docs,
            from_date=from_date,
            to_date=to_date,
            language=language,
            projection=projection,
            client=client,
        )
    ).parsed
