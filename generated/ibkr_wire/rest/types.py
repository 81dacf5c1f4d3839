# Generated from spec/. Do not edit.
"""What the endpoint functions share."""

from __future__ import annotations

from collections.abc import MutableMapping
from http import HTTPStatus
from typing import Generic, TypeVar

from attrs import define

T = TypeVar("T")


@define
class Response(Generic[T]):
    """A response from an endpoint; `parsed` is None unless the status is 200 to 299."""

    status_code: HTTPStatus
    content: bytes
    headers: MutableMapping[str, str]
    parsed: T | None


__all__ = ["Response"]
