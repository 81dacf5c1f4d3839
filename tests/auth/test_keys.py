"""Keys that are not what OAuth needs are told before anything is sent, and never repeated in the telling."""

from __future__ import annotations

import base64
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from ibkr.auth import read
from ibkr.auth.making import GROUP_14, well_known
from ibkr.errors import ConfigError
from tests.auth.material import arguments, encrypted_secret, key, oauth1, oauth2, pem, public_pem, third_party

if TYPE_CHECKING:
    from pathlib import Path

SHORT = pem(rsa.generate_private_key(public_exponent=65537, key_size=1024))
LOCKED = key("signature").private_bytes(
    serialization.Encoding.PEM,
    serialization.PrivateFormat.PKCS8,
    serialization.BestAvailableEncryption(b"open sesame"),
)
LOCKED_OLD_STYLE = key("signature").private_bytes(
    serialization.Encoding.PEM,
    serialization.PrivateFormat.TraditionalOpenSSL,
    serialization.BestAvailableEncryption(b"open sesame"),
)
OLD_STYLE = key("signature").private_bytes(
    serialization.Encoding.PEM,
    serialization.PrivateFormat.TraditionalOpenSSL,
    serialization.NoEncryption(),
)
WHOLE = pem(key("signature"))

WRONG_KEYS = {
    "public": (public_pem(key("signature")), "public key: OAuth signs with the private one"),
    "elliptic": (pem(ec.generate_private_key(ec.SECP256R1())), "another kind .EC.*needs RSA"),
    "edwards": (pem(ed25519.Ed25519PrivateKey.generate()), "another kind .Ed25519.*needs RSA"),
    "short": (SHORT, "1024 bits.*2048 bits"),
    "parameters": (well_known(), "Diffie-Hellman parameters: give them as dh_prime"),
    "locked": (LOCKED, "passphrase"),
    "locked the old way": (LOCKED_OLD_STYLE, "passphrase"),
    "cut": (WHOLE[: len(WHOLE) // 2], "damaged or cut short"),
    "no key": (b"hello", "holds no key"),
    "other pem": (b"-----BEGIN lower case-----", "holds no key"),
    "absent": ("no/such/file.pem", "cannot be read: No such file"),
}


@pytest.mark.parametrize(("given", "told"), WRONG_KEYS.values(), ids=WRONG_KEYS)
@pytest.mark.parametrize("name", ["signature_key", "encryption_key"])
def test_a_key_that_oauth_cannot_use_is_told(name: str, given: Any, told: str):
    with pytest.raises(ConfigError, match=rf"{name}.*{told}"):
        oauth1(**{name: given})


@pytest.mark.parametrize(
    "make", [lambda wrong: oauth2(private_key=wrong), lambda wrong: third_party(signature_key=wrong)]
)
def test_the_other_ways_in_check_their_keys_too(make: Any):
    with pytest.raises(ConfigError, match="public key"):
        make(public_pem(key("client")))


WRONG_PRIMES = {
    "short": ("ffffffffffffffc5", "64 bits.*2048 bits"),
    "no prime": (f"{GROUP_14 + 2:x}", "no prime number"),
    "key": (pem(key("signature")), "neither hex digits nor a file of Diffie-Hellman parameters"),
    "absent": ("dhparam.pem", "cannot be read"),
}


@pytest.mark.parametrize(("given", "told"), WRONG_PRIMES.values(), ids=WRONG_PRIMES)
def test_a_prime_that_cannot_be_the_registered_one_is_told(given: Any, told: str):
    with pytest.raises(ConfigError, match=rf"dh_prime.*{told}"):
        oauth1(dh_prime=given)


@pytest.mark.parametrize("given", ["2", 1, True])
def test_a_generator_that_is_none_is_told(given: Any):
    with pytest.raises(ConfigError, match="dh_generator"):
        oauth1(dh_generator=given)


def test_a_prime_is_read_as_people_have_it(tmp_path: Path):
    file = tmp_path / "dhparam.pem"
    file.write_bytes(well_known())
    printed = ":".join(f"{byte:02x}" for byte in GROUP_14.to_bytes(257))
    for form in (GROUP_14, f"0x{GROUP_14:X}", f"\n  {printed}", file, str(file), well_known()):
        assert oauth1(dh_prime=form).consumer_key == "TESTCONS1"


def test_keys_are_read_from_files_and_from_either_pem_form(tmp_path: Path):
    file = tmp_path / "private_signature.pem"
    file.write_bytes(OLD_STYLE)
    for form in (file, str(file), OLD_STYLE, WHOLE.decode()):
        assert oauth1(signature_key=form)


WRONG_SECRETS = {
    "for another key": (encrypted_secret(), {"encryption_key": pem(key("signature"))}, "not encrypted for"),
    "no base64": ("???", {}, "characters"),
    "cut": (encrypted_secret()[:-8], {}, "not encrypted for"),
    "bad base64": (encrypted_secret()[:-3], {}, "not base64"),
    "plain": (base64.b64encode(b"short").decode(), {}, "not encrypted for"),
    "empty": ("", {}, "is empty"),
}


@pytest.mark.parametrize(("secret", "changes", "told"), WRONG_SECRETS.values(), ids=WRONG_SECRETS)
def test_a_secret_that_the_key_cannot_open_is_told(secret: str, changes: dict[str, Any], told: str):
    with pytest.raises(ConfigError, match=rf"access_token_secret.*{told}"):
        oauth1(access_token_secret=secret, **changes)


@pytest.mark.parametrize("name", ["consumer_key", "access_token"])
@pytest.mark.parametrize(("value", "told"), [("", "is empty"), ('"quoted"', "without quotes")])
def test_text_that_cannot_stand_in_a_header_is_told(name: str, value: str, told: str):
    with pytest.raises(ConfigError, match=f"{name}.*{told}"):
        oauth1(**{name: value})


def test_an_address_that_is_none_is_told():
    with pytest.raises(ConfigError, match="ip is no address"):
        oauth2(ip="my.host")


def test_nothing_secret_is_shown():
    shown = repr([oauth1(), oauth2(), third_party()])
    assert shown == "[<OAuth1 TESTCONS1>, <OAuth2 client-7>, <ThirdParty TESTCONS1>]"


def test_no_error_repeats_what_it_was_given():
    for name in ("signature_key", "encryption_key", "dh_prime"):
        with pytest.raises(ConfigError) as caught:
            oauth1(**{name: "s3cr3t-looking-thing"})
        assert "s3cr3t" not in str(caught.value)
        assert "s3cr3t" not in repr(caught.value.__cause__)


def test_the_realm_follows_the_consumer():
    assert oauth1().realm == "limited_poa"
    assert oauth1(consumer_key="TESTCONS").realm == "test_realm"
    assert oauth1(realm="other").realm == "other"


def settings_file(folder: Path, **changes: str) -> Path:
    given = {**arguments(), "signature_key": "sign.pem", "encryption_key": "open.pem", "dh_prime": "dh.pem"}
    (folder / "sign.pem").write_bytes(pem(key("signature")))
    (folder / "open.pem").write_bytes(pem(key("encryption")))
    (folder / "dh.pem").write_bytes(well_known())
    lines = [f'{name} = "{value}"' for name, value in {**given, **changes}.items()]
    path = folder / "oauth.toml"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_a_settings_file_names_its_keys_beside_itself(tmp_path: Path):
    assert read(settings_file(tmp_path)).consumer_key == "TESTCONS1"
    assert read(settings_file(tmp_path, dh_prime=f"{GROUP_14:x}"))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"access_token": ""}, "access_token is not filled in"),
        ({"consumer_kee": "X"}, "mean nothing: consumer_kee"),
        ({"signature_key": "nowhere.pem"}, "signature_key cannot be read"),
    ],
)
def test_a_settings_file_that_cannot_be_used_is_told(tmp_path: Path, changes: dict[str, str], told: str):
    with pytest.raises(ConfigError, match=told):
        read(settings_file(tmp_path, **changes))


def test_a_settings_file_that_cannot_be_read_is_told(tmp_path: Path):
    with pytest.raises(ConfigError, match="ibkr auth init"):
        read(tmp_path / "absent.toml")
    (tmp_path / "odd.toml").write_text("= nothing", "utf-8")
    with pytest.raises(ConfigError, match=r"no TOML file.*line 1"):
        read(tmp_path / "odd.toml")


WITHOUT = """
import sys
sys.modules["cryptography"] = None
import ibkr.auth, ibkr.errors
for name in ("OAuth1", "OAuth2", "ThirdParty", "make_folder", "read"):
    try:
        getattr(ibkr.auth, name)
    except ibkr.errors.MissingExtra as error:
        print(name, error)
"""


def test_without_its_packages_each_way_in_names_what_to_install():
    done = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=True)
    remedy = 'OAuth needs more packages: pip install "ibkr[oauth]".'
    names = ("OAuth1", "OAuth2", "ThirdParty", "make_folder", "read")
    assert done.stdout.splitlines() == [f"{name} {remedy}" for name in names]


def test_users_are_told_apart_for_their_limits_and_nothing_is_shown_of_them():
    assert oauth1().user == oauth1().user
    assert oauth1().user != oauth1(access_token="another").user
    assert oauth2().user == oauth2(ip="203.0.113.8").user
    assert oauth2().user != oauth2(credential="another").user
    assert third_party().user == third_party().user
    assert {type(one.user) for one in (oauth1(), oauth2(), third_party())} == {int}
