"""Signing in to IBKR's hosted API, without a gateway program.

    import ibkr
    from ibkr.auth import OAuth1

    auth = OAuth1.read("oauth/oauth.toml")              # written by `ibkr auth init oauth`
    with ibkr.Client(ibkr.auth.HOSTED, auth=auth) as ib:
        print(ib.portfolio.accounts())

`OAuth1` is for own accounts, with keys of the self-service page; `ThirdParty` asks
other people for theirs; `OAuth2` is for institutions with a registered key. All
need `ibkr[oauth]`. Behind the gateway program on this machine none is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ibkr._lazy import lazy_names

if TYPE_CHECKING:
    from ibkr.auth.making import make_folder
    from ibkr.auth.oauth1 import OAuth1
    from ibkr.auth.oauth2 import OAuth2
    from ibkr.auth.third_party import AccessToken, RequestToken, ThirdParty

HOSTED: Final = "https://api.ibkr.com/v1/api"

__all__ = ["HOSTED", "AccessToken", "OAuth1", "OAuth2", "RequestToken", "ThirdParty", "make_folder"]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        "ibkr.auth.making": ["make_folder"],
        "ibkr.auth.oauth1": ["OAuth1"],
        "ibkr.auth.oauth2": ["OAuth2"],
        "ibkr.auth.third_party": ["AccessToken", "RequestToken", "ThirdParty"],
    },
)
