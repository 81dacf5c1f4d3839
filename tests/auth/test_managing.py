"""Account management through the clients: scopes of the token, signed bodies, and no session for either."""

from __future__ import annotations

import base64
import json
from decimal import Decimal
from typing import Any

import httpx
import msgspec
import pytest
from ibkr_wire.models.management_banking import InternalCash, InternalCashRequest
from ibkr_wire.models.management_services import EchoClaims

from ibkr.errors import InvalidArgument, NotAuthenticated, ResponseError
from ibkr.model.clock import ManualClock
from ibkr.simulator import Gateway
from tests.auth.material import CLIENT_ID, HOSTED, oauth2, server
from tests.client.canned import in_both
from tests.simulator.management.manager import ACCOUNT, ACCOUNTS, OTHER
from tests.stories import COLOURS, Story, in_memory

TOKEN, SESSION = "/oauth2/api/v1/token", "/gw/api/v1/sso-sessions"
MANAGES = "accounts.read transfers.write instructions.read"
CASH = InternalCashRequest(
    instruction_type="INTERNAL_CASH_TRANSFER",
    instruction=InternalCash(
        client_instruction_id=80_009,
        source_account_id=ACCOUNT,
        target_account_id=OTHER,
        amount=Decimal("123.10"),
        currency="USD",
    ),
)


TAKEN = {
    "status": 202,
    "instructionSetId": 2_487,
    "instructionResult": {
        "clientInstructionId": 80_009,
        "instructionType": "INTERNAL_CASH_TRANSFER",
        "instructionStatus": "PENDING",
        "instructionId": 43_092_478,
    },
}


class Hosted:
    """The hosted service with accounts to manage, and what it was asked."""

    def __init__(self) -> None:
        self.service = server()
        self.gateway = Gateway(
            clock=ManualClock(), oauth=self.service, accounts=ACCOUNTS, pacing=False, idle=None
        )

    @property
    def asked(self) -> list[str]:
        return [entry.path.removeprefix("/v1/api") for entry in self.gateway.log]

    def forget_tokens(self) -> None:
        """As a service does that was started again."""
        self.service.two = server().two


@pytest.fixture
def hosted() -> Hosted:
    return Hosted()


@pytest.fixture(params=COLOURS)
def tell(request: Any, hosted: Hosted) -> Any:
    """Tells a story to the hosted service, signed in for some scopes."""
    play = in_memory(COLOURS[request.param])

    def telling(story: Story, scope: str = MANAGES) -> Any:
        return play(story, hosted.gateway, base_url=HOSTED, auth=oauth2(scope=scope))

    return telling


def test_accounts_requests_and_a_movement_of_cash_take_a_token_and_no_session(tell: Any, hosted: Hosted):
    def story(ib: Any):
        status = yield ib.management.account_status(ACCOUNT)
        made = yield ib.management.requests("2013-01-01", "2013-12-31")
        moved = yield ib.management.move_internal_cash(CASH)
        known = yield ib.management.client_instruction(80_009)
        return status.account_id, made, moved.instruction_result, known.instruction_result

    account, made, moved, known = tell(story)
    assert account == ACCOUNT
    assert isinstance(made, msgspec.Struct)
    assert moved.instruction_id == known.instruction_id
    assert known.instruction_status == "PROCESSED"
    assert hosted.gateway.broker.balances(OTHER)["USD"] == Decimal("1123.10")
    root = "/gw/api/v1"
    assert hosted.asked == [
        TOKEN,
        f"{root}/accounts/{ACCOUNT}/status",
        f"{root}/requests",
        f"{root}/internal-cash-transfers",
        f"{root}/client-instructions/80009",
    ]


def test_a_body_that_was_signed_by_hand_goes_as_it_is(tell: Any):
    def story(ib: Any):
        answer = yield ib.management.echo_signed(ib.management.signed(EchoClaims()))
        return answer.security_policy

    assert tell(story, "echo.write") == "SIGNED_JWT"


def test_one_token_serves_the_session_and_account_management(tell: Any, hosted: Hosted):
    def story(ib: Any):
        yield ib.portfolio.accounts()
        yield ib.management.account_status(ACCOUNT)

    tell(story, f"sso-sessions.write {MANAGES}")
    assert hosted.asked == [TOKEN, SESSION, "/portfolio/accounts", f"/gw/api/v1/accounts/{ACCOUNT}/status"]


def test_a_scope_that_is_missing_is_named_with_what_to_do(tell: Any, hosted: Hosted):
    def story(ib: Any):
        with pytest.raises(ResponseError, match=r"transfers\.write is needed.*OAuth2\(scope=") as caught:
            yield ib.management.move_internal_cash(CASH)
        return caught.value.status

    assert tell(story, "accounts.read") == 403
    assert SESSION not in hosted.asked


def test_a_token_that_is_refused_is_replaced_and_what_reads_asked_again(tell: Any, hosted: Hosted):
    def story(ib: Any):
        yield ib.portfolio.accounts()
        before = ib.session.state
        hosted.forget_tokens()
        yield ib.management.account_status(ACCOUNT)
        assert ib.session.state == before, "an access token says nothing of the session"

    tell(story, f"sso-sessions.write {MANAGES}")
    status = f"/gw/api/v1/accounts/{ACCOUNT}/status"
    assert hosted.asked == [TOKEN, SESSION, "/portfolio/accounts", status, TOKEN, status]


def test_cash_is_never_moved_again_by_itself(tell: Any, hosted: Hosted):
    def story(ib: Any):
        yield ib.management.account_status(ACCOUNT)
        hosted.forget_tokens()
        with pytest.raises(NotAuthenticated, match="call again") as caught:
            yield ib.management.move_internal_cash(CASH)
        assert caught.value.retryable
        moved = yield ib.management.move_internal_cash(CASH)
        return moved.instruction_result.instruction_status

    assert tell(story) == "PROCESSED"
    assert hosted.asked.count("/gw/api/v1/internal-cash-transfers") == 2


def test_the_request_shows_the_access_token_and_amounts_are_signed_as_they_are_written():
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        told = {"access_token": "one", "token_type": "Bearer", "expires_in": 86_400}
        return httpx.Response(200, json=told if request.url.path == TOKEN else TAKEN)

    large = msgspec.structs.replace(CASH.instruction, amount=Decimal("12345678901234567890.10"))
    body = msgspec.structs.replace(CASH, instruction=large)
    place = {"base_url": HOSTED, "clock": ManualClock(1_768_404_700.0), "auth": oauth2(scope=MANAGES)}
    in_both(answer, lambda ib: ib.management.move_internal_cash(body), **place)
    token, *calls = seen
    assert dict(httpx.QueryParams(token.content.decode()))["scope"] == MANAGES
    for call in calls:
        assert str(call.url) == "https://api.ibkr.com/gw/api/v1/internal-cash-transfers"
        assert call.headers["authorization"] == "Bearer one"
        assert call.headers["content-type"] == "application/jwt"
        claims = base64.urlsafe_b64decode(call.content.split(b".")[1] + b"==")
        assert b'"amount":12345678901234567890.10,' in claims
        dated = {"iss": CLIENT_ID, "iat": 1_768_404_690, "exp": 1_768_404_760}
        assert dated.items() <= json.loads(claims).items()


@pytest.mark.parametrize("body", [[1], "words", 3])
def test_what_is_signed_has_to_be_an_object(tell: Any, hosted: Hosted, body: object):
    def story(ib: Any):
        with pytest.raises(InvalidArgument, match="an object"):
            yield ib.post("/gw/api/v1/internal-cash-transfers", body=body)

    tell(story)
    assert hosted.asked == [TOKEN]
