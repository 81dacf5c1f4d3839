"""OAuth 1.0a: what is signed, how, and the header that carries it.

Source: IBKR's OAuth 1.0a pages and public clients; the vectors of tests/auth/test_signing.py.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

RSA: Final = "RSA-SHA256"
HMAC: Final = "HMAC-SHA256"


def encoded(text: str) -> str:
    """Percent encoding of everything but letters, digits and `-._~` (RFC 3986)."""
    return quote(text, safe="-._~")


def base_string(method: str, url: str, parameters: Iterable[tuple[str, str]], *, prepend: str = "") -> str:
    """What is signed: `prepend`, the method, the address without its query, and all parameters sorted.

    Unlike RFC 5849, IBKR takes the parameters raw and encodes them once, as a whole.
    `parameters` are those of the header (without realm and signature), of the query and of a form.
    """
    joined = "&".join(f"{key}={value}" for key, value in sorted(parameters))
    return f"{prepend}{method.upper()}&{encoded(url)}&{encoded(joined)}"


def rsa_signed(key: RSAPrivateKey, data: bytes) -> bytes:
    """RSASSA-PKCS1-v1_5 with SHA-256."""
    return key.sign(data, padding.PKCS1v15(), hashes.SHA256())


def rsa_signature(key: RSAPrivateKey, base: str) -> str:
    """The same of a text, base64."""
    return base64.b64encode(rsa_signed(key, base.encode())).decode()


def hmac_signature(token: bytes, base: str) -> str:
    """HMAC-SHA256 keyed with the live session token, base64."""
    return base64.b64encode(hmac.digest(token, base.encode(), hashlib.sha256)).decode()


def header(realm: str, parameters: Mapping[str, str], signature: str) -> str:
    """The Authorization header: realm first, the rest sorted; only the signature is percent-encoded."""
    signed = {**parameters, "oauth_signature": encoded(signature)}
    listed = ", ".join(f'{key}="{signed[key]}"' for key in sorted(signed))
    return f'OAuth realm="{realm}", {listed}'


def parameters_for(
    method: str, *, consumer_key: str, nonce: str, timestamp: int, token: str | None = None, **extra: str
) -> dict[str, str]:
    """The header's parameters before they are signed; `method` is `RSA` or `HMAC`."""
    said = {
        "oauth_consumer_key": consumer_key,
        "oauth_nonce": nonce,
        "oauth_signature_method": method,
        "oauth_timestamp": str(timestamp),
        **extra,
    }
    return said if token is None else {**said, "oauth_token": token}
