"""Keys and parameters as people have them, read and checked before anything is sent."""

from __future__ import annotations

import base64
import binascii
import os
import re
from typing import Final, TypeAlias

from ibkr.errors import ConfigError, MissingExtra

try:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import padding
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
except ImportError as error:
    raise MissingExtra("oauth", needed_for="OAuth") from error

Source: TypeAlias = str | os.PathLike[str] | bytes
"""A path, or the PEM text itself."""

# IBKR asks for keys and primes of 2048 bits; longer ones are not refused here.
SHORTEST_KEY: Final = 2048
BEGIN: Final = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----")
# What people take for the key, by the words of its first line.
MISTAKEN: Final = {
    b"PUBLIC KEY": "holds a public key: OAuth signs with the private one, which stays on this machine",
    b"RSA PUBLIC KEY": "holds a public key: OAuth signs with the private one, which stays on this machine",
    b"CERTIFICATE": "holds a certificate: OAuth needs the private key alone",
    b"DH PARAMETERS": "holds Diffie-Hellman parameters: give them as dh_prime",
    b"ENCRYPTED PRIVATE KEY": "is locked by a passphrase: unlock a copy with `openssl rsa -in … -out …`",
}


def private_key(source: Source, *, name: str) -> RSAPrivateKey:
    """The private RSA key in a PEM file or text; `name` is the argument's, for errors.

    Raises:
        ConfigError: no readable file, or another kind or length of key than OAuth needs.
    """
    pem = _pem(source, name)
    found = BEGIN.search(pem)
    if found is None:
        raise ConfigError(f"{name} holds no key: a PEM file begins with -----BEGIN PRIVATE KEY-----.")
    if found[1] in MISTAKEN:
        raise ConfigError(f"{name} {MISTAKEN[found[1]]}.")
    return _checked(_loaded(pem, name), name)


def _loaded(pem: bytes, name: str) -> object:
    try:
        return serialization.load_pem_private_key(pem, None)
    except TypeError:
        raise ConfigError(f"{name} {MISTAKEN[b'ENCRYPTED PRIVATE KEY']}.") from None
    except (ValueError, UnsupportedAlgorithm):
        # The library's own words may quote the file.
        raise ConfigError(f"{name} is no readable private key: the file is damaged or cut short.") from None


def _checked(key: object, name: str) -> RSAPrivateKey:
    if not isinstance(key, RSAPrivateKey):
        kind = type(key).__name__.removesuffix("PrivateKey").removesuffix("Key")
        raise ConfigError(f"{name} is a key of another kind ({kind}): OAuth needs RSA. See `ibkr auth init`.")
    if key.key_size < SHORTEST_KEY:
        raise ConfigError(f"{name} has {key.key_size} bits: IBKR takes RSA keys of {SHORTEST_KEY} bits.")
    return key


def _pem(source: Source, name: str) -> bytes:
    text = source.encode() if isinstance(source, str) else source
    if isinstance(text, bytes) and b"-----BEGIN" in text:
        return text
    if isinstance(source, bytes):
        raise ConfigError(f"{name} holds no key: PEM text begins with -----BEGIN PRIVATE KEY-----.")
    return _read(source, name)


def _read(path: str | os.PathLike[str], name: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "it is no path"
        # Text that was meant to be a key may stand in the place of a path: it is not repeated.
        raise ConfigError(f"{name} cannot be read: {reason}. Give the path of a PEM file.") from None


def prime(source: Source | int, *, name: str = "dh_prime") -> int:
    """The Diffie-Hellman prime from a number, hex digits (openssl's colons allowed), or a DH parameter file.

    Raises:
        ConfigError: it cannot be read, is too short, or is no prime.
    """
    number = source if isinstance(source, int) else _prime_in(source, name)
    if number.bit_length() < SHORTEST_KEY:
        raise ConfigError(
            f"{name} has {number.bit_length()} bits: IBKR takes a prime of {SHORTEST_KEY} bits."
        )
    # Fermat's test finds any slip of the hand; it takes a hundredth of a second.
    if pow(2, number - 1, number) != 1:
        raise ConfigError(f"{name} is no prime number: a digit may be missing or wrong.")
    return number


def _prime_in(source: Source, name: str) -> int:
    if isinstance(source, str):
        digits = re.sub(r"[\s:]", "", source).lower().removeprefix("0x")
        if re.fullmatch(r"[0-9a-f]+", digits):
            return int(digits, 16)
    return _prime_of_parameters(_pem(source, name), name)


def _prime_of_parameters(pem: bytes, name: str) -> int:
    try:
        return serialization.load_pem_parameters(pem).parameter_numbers().p
    except (ValueError, UnsupportedAlgorithm):
        raise ConfigError(
            f"{name} is neither hex digits nor a file of Diffie-Hellman parameters (dhparam.pem)."
        ) from None


def token_secret(encrypted: str, key: RSAPrivateKey) -> bytes:
    """The access token secret, decrypted.

    Raises:
        ConfigError: it is damaged, or was encrypted for another key.
    """
    try:
        cipher = base64.b64decode("".join(encrypted.split()), validate=True)
    except (binascii.Error, ValueError):
        raise ConfigError(
            "access_token_secret is not base64: copy it whole from IBKR's self-service page."
        ) from None
    if len(cipher) != key.key_size // 8 or not _was_made_for(key, cipher):
        raise ConfigError(
            "access_token_secret was not encrypted for encryption_key: is that the signature key, or has the "
            "token been made anew at IBKR since?"
        )
    return key.decrypt(cipher, padding.PKCS1v15())


def _was_made_for(key: RSAPrivateKey, cipher: bytes) -> bool:
    # The library answers a wrong key with random bytes, against attackers who watch. Here it is the
    # owner who asks, and he needs to know: the padding (PKCS#1 v1.5) begins with 0 and 2.
    numbers = key.private_numbers()
    plain = pow(int.from_bytes(cipher), numbers.d, numbers.public_numbers.n)
    return plain.to_bytes(key.key_size // 8)[:2] == b"\x00\x02"
