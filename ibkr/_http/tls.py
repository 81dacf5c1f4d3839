"""Whose certificates are believed."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

from ibkr.errors import ConfigError

if TYPE_CHECKING:
    from ibkr._http.endpoint import Endpoint


def unverified() -> ssl.SSLContext:
    """TLS with whoever answers."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def tls_context(endpoint: Endpoint, verify: str | ssl.SSLContext | bool | None) -> ssl.SSLContext:
    """The TLS settings for an address.

    The gateway's certificate is self-signed and expired, so on this machine's own
    addresses nothing is verified unless asked for; elsewhere everything is.

    Raises:
        ConfigError: `verify` is False off loopback, or names no CA file.
    """
    if isinstance(verify, ssl.SSLContext):
        return verify
    if isinstance(verify, str):
        return _trusting(verify)
    if endpoint.is_loopback and not verify:
        return unverified()
    if verify is False:
        raise ConfigError(
            f"verify=False is for this machine's own addresses, not for {endpoint.host}: "
            "give the CA that signed its certificate, as verify='ca.pem'."
        )
    return ssl.create_default_context()


def _trusting(ca: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca)
    except OSError as error:
        raise ConfigError(f"verify={ca!r} is no readable file of certificates: give a PEM file.") from error
