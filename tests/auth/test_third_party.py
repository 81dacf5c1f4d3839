"""A program of somebody else's is let in by the user: request token, page, access token."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from ibkr.errors import ConfigError, NotAuthenticated
from ibkr.simulator.http import Request
from tests.auth.material import Hosted, oauth1, third_party

BACK = "https://example.org/back?from=ibkr"


def agree(hosted: Hosted, token: str) -> dict[str, str]:
    """What the user brings back when he has agreed on the page."""
    page = urlsplit(third_party().page(token))
    answer = hosted.gateway.handle(Request.to("GET", f"{page.path}?{page.query}"))
    location = dict(answer.headers)["location"]
    return {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}


def test_a_user_lets_the_program_in_and_it_signs_calls_for_him():
    hosted, third = Hosted(third_party=True), third_party()
    with hosted.client(third) as ib:
        asked = ib.call(third.request_token(BACK))
        brought = agree(hosted, asked.oauth_token)
        access = ib.call(third.access_token(brought["oauth_token"], brought["oauth_verifier"]))
    assert brought["from"] == "ibkr"
    auth = oauth1(access_token=access.oauth_token, access_token_secret=access.oauth_token_secret)
    with hosted.client(auth) as ib:
        assert ib.accounts.brokerage().accounts == ["DU1234567"]
    assert hosted.refused == []


def test_a_verifier_can_be_copied_by_hand():
    hosted, third = Hosted(third_party=True), third_party()
    with hosted.client(third) as ib:
        token = ib.call(third.request_token()).oauth_token
    page = hosted.gateway.handle(Request.to("GET", f"/authorize?oauth_token={token}"))
    assert b"Verifier" in page.body


def test_a_token_is_not_given_without_the_users_word():
    hosted, third = Hosted(third_party=True), third_party()
    with hosted.client(third) as ib:
        token = ib.call(third.request_token(BACK)).oauth_token
        with pytest.raises(NotAuthenticated, match="Check consumer_key"):
            ib.call(third.access_token(token, "guessed"))
    with hosted.client(oauth1()) as ib, pytest.raises(NotAuthenticated, match="invalid token"):
        ib.portfolio.accounts()


def test_a_user_of_his_own_accounts_needs_no_such_token():
    hosted, third = Hosted(), third_party()
    with hosted.client(third) as ib, pytest.raises(NotAuthenticated, match="own accounts need no"):
        ib.call(third.request_token())
    assert hosted.asked == ["/oauth/request_token"]


def test_other_calls_are_not_signed_with_it():
    hosted, third = Hosted(third_party=True), third_party()
    with hosted.client(third) as ib:
        with pytest.raises(ConfigError, match=r"sign portfolio\.accounts with OAuth1"):
            ib.portfolio.accounts()
        with pytest.raises(ConfigError, match="with OAuth1"), ib.stream():
            pass
    assert hosted.asked == []


def test_tokens_are_not_shown():
    hosted, third = Hosted(third_party=True), third_party()
    with hosted.client(third) as ib:
        token = ib.call(third.request_token(BACK))
    assert token.oauth_token not in repr(token)
