# Generated from spec/. Do not edit.
"""Send an operation with the stock client: no pacing, no retries, no session."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar

from ibkr_wire.rest.errors import UnexpectedStatus
from ibkr_wire.rest.types import Response

if TYPE_CHECKING:
    import httpx

    from ibkr_wire.operation import Operation
    from ibkr_wire.rest.client import AuthenticatedClient, Client

T = TypeVar("T")


def send(operation: Operation[T], *, client: Client | AuthenticatedClient) -> Response[T]:
    """Send and wait for the answer.

    Raises:
        UnexpectedStatus: the status is not 200 and the client was told to raise.
        msgspec.ValidationError: the answer has another shape than the spec says.
        httpx.TransportError: there was no answer.
    """
    answer = client.get_httpx_client().request(**_request(operation))
    return _response(operation, answer, client=client)


async def send_async(operation: Operation[T], *, client: Client | AuthenticatedClient) -> Response[T]:
    """Do as `send` does, without blocking."""
    answer = await client.get_async_httpx_client().request(**_request(operation))
    return _response(operation, answer, client=client)


def _request(operation: Operation[Any]) -> dict[str, Any]:
    request: dict[str, Any] = {
        "method": operation.info.method,
        "url": operation.path,
        "params": list(operation.params),
    }
    if operation.body is not None:
        request |= {"content": operation.body, "headers": {"Content-Type": "application/json"}}
    return request


def _response(
    operation: Operation[T], answer: httpx.Response, *, client: Client | AuthenticatedClient
) -> Response[T]:
    expected = answer.status_code == HTTPStatus.OK
    if not expected and client.raise_on_unexpected_status:
        raise UnexpectedStatus(answer.status_code, answer.content)
    return Response(
        status_code=HTTPStatus(answer.status_code),
        content=answer.content,
        headers=answer.headers,
        parsed=operation.decode(answer.content) if expected else None,
    )
