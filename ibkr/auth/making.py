"""New keys and parameters for OAuth 1.0a, in a folder that only its owner can read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ibkr.errors import ConfigError, MissingExtra

try:
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import dh, rsa
except ImportError as error:
    raise MissingExtra("oauth", needed_for="OAuth") from error

if TYPE_CHECKING:
    from collections.abc import Mapping

BITS: Final = 2048
GENERATOR: Final = 2
OWNER_ONLY: Final = 0o600
OWNER_ONLY_FOLDER: Final = 0o700

PRIVATE: Final = ("private_signature.pem", "private_encryption.pem")
UPLOADED: Final = ("public_signature.pem", "public_encryption.pem", "dhparam.pem")
SETTINGS: Final = "oauth.toml"

# A safe prime that was chosen in the open: every bit between the ends is taken from pi, so nobody
# can have hidden a weakness in it. Making an own one takes minutes and is no safer at this length;
# a group shared by many only helps an attacker who can do work for it that nobody is known to afford.
# Source: RFC 3526, group 14 (2048-bit MODP), generator 2.
GROUP_14: Final = int(
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74"
    "020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
    "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
    "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05"
    "98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB"
    "9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
    "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718"
    "3995497CEA956AE515D2261898FA051015728E5A8AACAA68FFFFFFFFFFFFFFFF",
    16,
)

TEMPLATE: Final = """\
# OAuth 1.0a for `ibkr`. Keep this file and the private keys to yourself.
# Fill in what IBKR's self-service page shows; paths are relative to this file.

consumer_key = ""
access_token = ""
access_token_secret = ""

signature_key = "private_signature.pem"
encryption_key = "private_encryption.pem"
dh_prime = "dhparam.pem"

# realm = "test_realm"      # only with the consumer key TESTCONS
"""


def make_folder(folder: str | Path, *, parameters: bytes | None = None) -> Path:
    """Write two key pairs, Diffie-Hellman parameters and a settings file to fill in; the folder.

    `parameters` are DH parameters (PEM) of one's own; RFC 3526 group 14 otherwise.

    Raises:
        ConfigError: the folder holds such files already, which are never overwritten, or cannot be written.
    """
    home = Path(folder)
    names = (*PRIVATE, *UPLOADED, SETTINGS)
    if there := [name for name in names if (home / name).exists()]:
        raise ConfigError(
            f"{home} holds {', '.join(there)} already: nothing was written. Name another folder."
        )
    _write(home, {**_keys(), "dhparam.pem": parameters or well_known(), SETTINGS: TEMPLATE.encode()})
    return home


def _keys() -> dict[str, bytes]:
    made: dict[str, bytes] = {}
    for use in ("signature", "encryption"):
        key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
        made[f"private_{use}.pem"] = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        made[f"public_{use}.pem"] = key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    return made


def well_known() -> bytes:
    """The parameters of RFC 3526 group 14, PEM."""
    return _pem(dh.DHParameterNumbers(GROUP_14, GENERATOR).parameters())


def own_parameters() -> bytes:
    """Parameters with a new prime, PEM. Takes from seconds to many minutes, all by luck."""
    return _pem(dh.generate_parameters(generator=GENERATOR, key_size=BITS))


def _pem(parameters: dh.DHParameters) -> bytes:
    return parameters.parameter_bytes(serialization.Encoding.PEM, serialization.ParameterFormat.PKCS3)


def _write(home: Path, files: Mapping[str, bytes]) -> None:
    try:
        home.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
        for name, content in files.items():
            # Made with these rights, not given them afterwards: nobody can open it in between.
            descriptor = os.open(home / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
    except OSError as error:
        raise ConfigError(f"{home} cannot be written: {error.strerror}.") from error


def open_to_others(folder: Path) -> list[Path]:
    """The private files of a folder that others than its owner may read or write."""
    found = (folder / name for name in (*PRIVATE, SETTINGS))
    return [path for path in found if path.exists() and path.stat().st_mode & 0o077]
