"""A client of the account management side, with keys of its own."""

from __future__ import annotations

import base64
import json
from decimal import Decimal
from typing import Any

import msgspec
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from ibkr.model.clock import ManualClock
from ibkr.simulator import Gateway, Request, Response
from ibkr.simulator.broker.account import AccountStart, Holding
from ibkr.simulator.management.side import RULES
from tests.auth.material import CLIENT_ID, KEY_ID, key, server

ACCOUNT, OTHER = "DU1234567", "DU1234568"
ACCOUNTS = (
    AccountStart(
        account_id=ACCOUNT, cash=Decimal(25_000), holdings=(Holding(8314, Decimal(100), Decimal(190)),)
    ),
    AccountStart(account_id=OTHER, cash=Decimal(1_000)),
)
EVERYTHING = " ".join(sorted({scope for rules in RULES.values() for scope in rules.scopes}))

BEFORE = {
    "management.instruction": "management.move_internal_cash",
    "management.client_instruction": "management.move_internal_cash",
    "management.instruction_set": "management.move_internal_cash",
    "management.cancel_instruction": "management.move_external_cash",
    "management.cancel_instruction_bulk": "management.move_external_cash",
    "management.request_status": "management.change_account",
    "management.requests": "management.change_account",
    "management.apply_restrictions": "management.verify_restrictions",
}
"""What must have been asked for before the description's example finds what it speaks of."""


def signed(claims: dict[str, Any], use: str = "client") -> bytes:
    header = {"alg": "RS256", "typ": "JWT", "kid": KEY_ID}
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (header, claims)]
    signature = key(use).sign(b".".join(parts), padding.PKCS1v15(), hashes.SHA256())
    return b".".join([*parts, base64.urlsafe_b64encode(signature).rstrip(b"=")])


class Manager:
    """Asks as a registered client does."""

    def __init__(self, **options: Any) -> None:
        self.clock = ManualClock()
        self.gateway = Gateway(
            clock=self.clock, oauth=server(), pacing=False, idle=None, **({"accounts": ACCOUNTS} | options)
        )
        self.token = self.token_for(EVERYTHING)

    def claims(self, **more: Any) -> dict[str, Any]:
        now = int(self.clock.now())
        return {"iss": CLIENT_ID, "iat": now - 1, "exp": now + 60, **more}

    def token_for(self, scope: str) -> str:
        claims = self.claims(sub=CLIENT_ID, aud="/token")
        kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
        fields = {
            "grant_type": "client_credentials",
            "client_id": CLIENT_ID,
            "client_assertion_type": kind,
            "client_assertion": signed(claims).decode(),
            "scope": scope.replace(" ", "+"),
        }
        form = "&".join(f"{name}={value}" for name, value in fields.items())
        answer = self.gateway.handle(Request.to("POST", "/oauth2/api/v1/token", body=form.encode()))
        return answer.decoded()["access_token"]

    def ask(self, method: str, path: str, *, headers: Any = None, **content: Any) -> Response:
        said = {"Authorization": f"Bearer {self.token}", **(headers or {})}
        return self.gateway.handle(Request.to(method, f"/gw/api/v1{path}", headers=said, **content))

    def sign(self, method: str, path: str, *, content: str = "application/jwt", **claims: Any) -> Response:
        body = signed(self.claims(**claims))
        return self.ask(method, path, body=body, headers={"Content-Type": content})

    def get(self, path: str, *, status: int = 200) -> Any:
        return read(self.ask("GET", path), status)

    def post(self, path: str, body: object, *, status: int) -> Any:
        return read(self.ask("POST", path, json=body), status)

    def instruct(self, path: str, kind: str, *, status: int = 202, number: int = 1, **asked: Any) -> Any:
        """One instruction about the first account; what came of it."""
        given = {"clientInstructionId": number, **asked}
        body = {"instructionType": kind, "instruction": given}
        return self.post(path, body, status=status)["instructionResult"]

    def state(self, number: int = 1) -> Any:
        return self.get(f"/client-instructions/{number}")["instructionResult"]

    def cash(self, account: str = ACCOUNT, currency: str = "USD") -> Decimal:
        return self.gateway.broker.balances(account).get(currency, Decimal(0))

    def held(self, account: str, conid: int) -> Decimal:
        self.gateway.handle(Request.to("GET", "/"))
        return sum(
            (each.quantity for each in self.gateway.broker.positions(account) if each.conid == conid),
            Decimal(0),
        )

    def wait(self, seconds: float) -> None:
        self.clock.advance(seconds)
        self.token = self.token_for(EVERYTHING)


def read(answer: Response, status: int) -> Any:
    assert answer.status == status, answer
    return msgspec.json.decode(answer.body)
