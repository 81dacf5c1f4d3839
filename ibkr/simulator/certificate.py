"""A self-signed certificate for a gateway on this machine, made anew at each start."""

from __future__ import annotations

import ipaddress
import os
import ssl
import tempfile
from datetime import UTC, datetime, timedelta

import attrs

from ibkr.errors import MissingExtra

try:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
except ImportError as error:
    raise MissingExtra("simulator", needed_for="The embedded gateway over HTTPS") from error

_VALID = timedelta(days=30)
_NAME = "Client Portal Web API"


@attrs.frozen
class Certificate:
    """A certificate and its key, both PEM."""

    pem: bytes
    key: bytes = attrs.field(repr=False)

    def server_context(self) -> ssl.SSLContext:
        """A TLS context that serves this certificate: TLS 1.2 and up, no ALPN."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        # The ssl module reads certificates from files only.
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "gateway.pem")
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(self.pem + self.key)
            context.load_cert_chain(path)
        return context


def self_signed(host: str = "127.0.0.1") -> Certificate:
    """Make a certificate for localhost and `host`, named as the gateway program names its own."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, _NAME)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + _VALID)
        .add_extension(x509.SubjectAlternativeName(_names(host)), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    return Certificate(
        certificate.public_bytes(serialization.Encoding.PEM),
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ),
    )


def _names(host: str) -> list[x509.GeneralName]:
    addresses = {"127.0.0.1", "::1"}
    names = {"localhost"}
    try:
        ipaddress.ip_address(host)
        addresses.add(host)
    except ValueError:
        names.add(host)
    return [
        *(x509.DNSName(each) for each in sorted(names)),
        *(x509.IPAddress(ipaddress.ip_address(each)) for each in sorted(addresses)),
    ]
