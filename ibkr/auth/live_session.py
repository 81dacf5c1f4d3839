"""The live session token: both sides agree on a secret that neither sends (Diffie-Hellman).

Pure functions over numbers and bytes. Source: IBKR's OAuth 1.0a pages; the vectors
of tests/auth/test_live_session.py.
"""

from __future__ import annotations

import hashlib
import hmac


def challenge(prime: int, generator: int, secret: int) -> str:
    """What is sent: generator ^ secret mod prime, in hex without padding."""
    return f"{pow(generator, secret, prime):x}"


def shared_secret(prime: int, response: str, secret: int) -> int:
    """What both sides know after the answer.

    Raises:
        ValueError: the answer is no number, or one that anybody could have chosen without a secret.
    """
    answered = int(response, 16)
    if not 1 < answered < prime - 1:
        raise ValueError("the Diffie-Hellman answer is out of range")
    return pow(answered, secret, prime)


def java_bytes(number: int) -> bytes:
    """A natural number as Java's `BigInteger.toByteArray` writes it.

    Big endian with room for a sign bit: where the number fills its bytes, a zero byte
    stands in front.
    """
    return number.to_bytes(number.bit_length() // 8 + 1)


def live_session_token(shared: int, token_secret: bytes) -> bytes:
    """The 20 bytes that sign every call."""
    return hmac.digest(java_bytes(shared), token_secret, hashlib.sha1)


def is_genuine(token: bytes, consumer_key: str, signature: str) -> bool:
    """Whether the other side's proof shows that it holds the same token."""
    expected = hmac.new(token, consumer_key.encode(), hashlib.sha1).hexdigest()
    return hmac.compare_digest(expected.encode(), signature.lower().encode())
