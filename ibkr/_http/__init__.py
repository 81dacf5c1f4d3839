"""Requests over HTTP: the only importers of httpx and of aiohttp.

    endpoint    where the gateway is, how a request to it is written, what a failure means
    tls         whose certificates are believed
    plain       both clients over httpx, or over any httpx transport
    fast        the asynchronous client over aiohttp (`ibkr[fast]`)

The asynchronous client takes aiohttp where it is installed and no `transport` is given.
"""

from __future__ import annotations

from ibkr._http.connection import AsyncConnection, Connection
from ibkr._http.endpoint import DEFAULT_TIMEOUT, Endpoint
from ibkr._http.tls import tls_context

__all__ = ["DEFAULT_TIMEOUT", "AsyncConnection", "Connection", "Endpoint", "tls_context"]
