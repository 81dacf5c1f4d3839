"""Signing in to IBKR's hosted API, without a gateway program.

    import ibkr.auth

    auth = ibkr.auth.read("oauth/oauth.toml")           # written by `ibkr auth init oauth`
    with ibkr.Client(ibkr.auth.HOSTED, auth=auth) as ib:
        print(ib.portfolio.accounts())

`OAuth1` is for own accounts, with keys of the self-service page; `ThirdParty` asks
other people for theirs; `OAuth2` is for institutions with a registered key. All
need `ibkr[oauth]`. Behind the gateway program on this machine none is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibkr._lazy import lazy_names
from ibkr.config import HOSTED

if TYPE_CHECKING:
    from ibkr.auth.files import read
    from ibkr.auth.making import make_folder
    from ibkr.auth.oauth1 import OAuth1
    from ibkr.auth.oauth2 import OAuth2
    from ibkr.auth.third_party import AccessToken, RequestToken, ThirdParty

__all__ = ["HOSTED", "AccessToken", "OAuth1", "OAuth2", "RequestToken", "ThirdParty", "make_folder", "read"]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        "ibkr.auth.files": ["read"],
        "ibkr.auth.making": ["make_folder"],
        "ibkr.auth.oauth1": ["OAuth1"],
        "ibkr.auth.oauth2": ["OAuth2"],
        "ibkr.auth.third_party": ["AccessToken", "RequestToken", "ThirdParty"],
    },
)
