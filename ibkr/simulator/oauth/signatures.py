"""The Authorization header of OAuth 1.0a, taken apart and checked against what was asked.

Source: gateway facts "OAuth", base string. Public clients differ in details that the
service accepts: query parameters inside or outside of what is signed, blanks as `+` or
`%20`. A server behind a proxy does not know under which name it was called. So each
form that an honest client may have signed is tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, quote_plus, unquote

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ibkr.simulator.http import Request

HOSTED = "api.ibkr.com"
FORM = "application/x-www-form-urlencoded"
_PAIR = re.compile(r'([A-Za-z_]+)="([^"]*)"')
_UNSIGNED = frozenset({"realm", "oauth_signature"})


def header_parts(request: Request) -> dict[str, str]:
    """The header's names and values; empty when it is no OAuth header."""
    scheme, _, rest = request.headers.get("authorization", "").partition(" ")
    return dict(_PAIR.findall(rest)) if scheme.lower() == "oauth" else {}


def is_signed(
    request: Request, parts: Mapping[str, str], fits: Callable[[str, bytes], bool], *, prepend: str = ""
) -> bool:
    """Whether `fits(signature, text)` for one of the texts that the client may have signed."""
    signature = unquote(parts.get("oauth_signature", ""))
    return any(fits(signature, (prepend + text).encode()) for text in _texts(request, parts))


def _texts(request: Request, parts: Mapping[str, str]) -> Iterator[str]:
    said = [(name, value) for name, value in parts.items() if name not in _UNSIGNED]
    for encode, url, more in product((quote_all, quote_plus), _addresses(request), _more(request)):
        joined = "&".join(f"{name}={value}" for name, value in sorted([*said, *more]))
        yield f"{request.method}&{encode(url)}&{encode(joined)}"


def quote_all(text: str) -> str:
    """Percent encoding of all but unreserved characters."""
    return quote(text, safe="")


def _more(request: Request) -> list[list[tuple[str, str]]]:
    """The parameters besides those of the header: all, or none."""
    query = list(request.query.items())
    form = request.headers.get("content-type", "").startswith(FORM)
    fields = parse_qsl(request.body.decode("latin-1"), keep_blank_values=True) if form else []
    choices = [query + fields, fields, []]
    return [choice for index, choice in enumerate(choices) if choice not in choices[:index]]


def _addresses(request: Request) -> Iterator[str]:
    paths = dict.fromkeys([request.path, quote(request.path), quote(request.path, safe="/:@,;=+~!*'()&$")])
    hosts = dict.fromkeys([request.headers.get("host", HOSTED), HOSTED])
    for host, path, scheme in product(hosts, paths, ("https", "http")):
        yield f"{scheme}://{host}{path}"
