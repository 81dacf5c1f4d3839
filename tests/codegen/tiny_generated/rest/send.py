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
        UnexpectedStatus: the status is not 200 to 299 and the client was told to raise.
        msgspec.ValidationError: the answer has another shape than the spec says.
        httpx.TransportError: there was no answer.
    """
    connection = client.get_httpx_client()
    answer = connection.request(**_request(operation, connection.base_url))
    return _response(operation, answer, client=client)


async def send_async(operation: Operation[T], *, client: Client | AuthenticatedClient) -> Response[T]:
    """Do as `send` does, without blocking."""
    connection = client.get_async_httpx_client()
    answer = await connection.request(**_request(operation, connection.base_url))
    return _response(operation, answer, client=client)


def _request(operation: Operation[Any], base: httpx.URL) -> dict[str, Any]:
    headers = dict(operation.headers)
    if operation.body is not None:
        headers["Content-Type"] = operation.info.sends
    return {
        "method": operation.info.method,
        "url": base.join(operation.path) if operation.info.root == "host" else operation.path,
        "params": list(operation.params),
        "content": operation.body,
        "headers": headers,
    }


def _response(
    operation: Operation[T], answer: httpx.Response, *, client: Client | AuthenticatedClient
) -> Response[T]:
    expected = answer.is_success
    if not expected and client.raise_on_unexpected_status:
        raise UnexpectedStatus(answer.status_code, answer.content)
    return Response(
        status_code=HTTPStatus(answer.status_code),
        content=answer.content,
        headers=answer.headers,
        parsed=operation.decode(answer.content) if expected else None,
    )
