"""What the account management side keeps: instructions, bank accounts, requests, opened accounts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

import attrs

InstructionStatus = Literal["PENDING", "PROCESSED", "REJECTED", "PENDING_VERIFICATION"]
ENDED = ("PROCESSED", "REJECTED")


def iso(at: float) -> str:
    """An instant in UTC, as 2013-02-19T15:00:00Z."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Rejected(Exception):
    """An instruction makes no sense for its account; `code` as the service writes it."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(words)
        self.code = code


@attrs.define(kw_only=True)
class Instruction:
    """One instruction with what came of it."""

    instruction_id: int
    set_id: int
    kind: str
    asked: Mapping[str, Any]
    made: float
    due: float
    """When it takes effect."""
    status: InstructionStatus = "PENDING"
    reference: int | None = None
    error: tuple[str, str] | None = None
    told: dict[str, Any] = attrs.field(factory=dict[str, Any])
    """Further keys of the result."""

    @property
    def client_id(self) -> int:
        """The client's own id."""
        return self.asked["clientInstructionId"]

    @property
    def is_open(self) -> bool:
        """Whether something is still to come of it."""
        return self.status not in ENDED

    def reject(self, reason: Rejected) -> None:
        """End it without effect."""
        self.status, self.error = "REJECTED", (reason.code, str(reason))

    def state(self) -> dict[str, Any]:
        """What came of it so far."""
        state: dict[str, Any] = {
            "clientInstructionId": self.client_id,
            "instructionType": self.kind,
            "instructionStatus": self.status,
            "instructionId": self.instruction_id,
        }
        if self.reference is not None:
            state["ibReferenceId"] = self.reference
        if self.error is not None:
            state["error"] = dict(zip(("errorCode", "errorMessage"), self.error, strict=True))
        return {**state, **self.told}


@attrs.define(kw_only=True)
class BankAccount:
    """A bank account that money may come from or go to."""

    account: str
    name: str
    method: str
    currency: str
    number: str
    routing: str = "000000000"
    status: InstructionStatus = "PROCESSED"

    def row(self) -> dict[str, Any]:
        """As a question about bank instructions answers it."""
        return {
            "instructionName": self.name,
            "type": "LOCAL_BANK",
            "currency": self.currency,
            "instructionStatus": self.status,
            "bankRoutingNumber": self.routing,
            "bankAccountNumber": self.number[-4:].rjust(9, "*"),
        }


@attrs.define(kw_only=True)
class Recurring:
    """A transfer that is made again and again."""

    reference: int
    kind: str
    asked: Mapping[str, Any]
    made: list[int] = attrs.field(factory=list[int])
    """Ids of the transfers that were made."""

    @property
    def terms(self) -> Mapping[str, Any]:
        """Name, frequency, first and last day."""
        return self.asked["recurringInstructionDetail"]

    def row(self) -> dict[str, Any]:
        """As a question about recurring instructions answers it."""
        asked, terms = self.asked, self.terms
        row = {
            "requestId": self.reference,
            "bankInstructionName": asked.get("bankInstructionName"),
            "transactionType": self.kind,
            "bankInstructionMethod": asked["bankInstructionMethod"],
            "amount": asked["amount"],
            "currency": asked["currency"],
            "frequency": terms["frequency"],
            "startDate": terms["startDate"],
        }
        return {**row, "endDate": terms["endDate"]} if "endDate" in terms else row


@attrs.define(kw_only=True)
class Submission:
    """A request to open or to change an account."""

    request_id: int
    kind: str
    made: float
    completes: float
    account: str
    asked: Mapping[str, Any]

    def status(self, now: float) -> str:
        """How far it is."""
        return "Completed" if now >= self.completes else "Processing"

    def receipt(self) -> dict[str, Any]:
        """What comes back for it."""
        data = {"status": "Success", "accountId": self.account, "requestType": self.kind}
        return {
            "requestId": self.request_id,
            "dateSubmitted": iso(self.made),
            "fileData": {"name": f"response_{self.request_id}.json", "data": data},
        }


@attrs.define(kw_only=True)
class ManagedAccount:
    """An account as its registration sees it."""

    account: str
    title: str
    currency: str
    begun: float
    opens: float
    """When it is approved, if all forms are there by then."""
    master: str | None = None
    external_id: str | None = None
    alias: str | None = None
    margin: str = "Margin"
    holder: Mapping[str, Any] = attrs.field(factory=dict[str, Any])
    forms_due: list[int] = attrs.field(factory=list[int])
    forms_sent: dict[int, float] = attrs.field(factory=dict[int, float])
    closed: float | None = None
    application: Mapping[str, Any] | None = None
    properties: dict[str, Any] = attrs.field(factory=dict[str, Any])
    """What changes set besides."""

    def letter(self, now: float) -> str:
        """Its status: P pending, O open, C closed."""
        if self.closed is not None:
            return "C"
        return "P" if self.opened(now) is None else "O"

    def opened(self, now: float) -> float | None:
        """When it was approved; None if it is not, or was closed before."""
        if not set(self.forms_due) <= self.forms_sent.keys():
            return None
        approved = max([self.opens, *self.forms_sent.values()])
        return approved if approved <= (now if self.closed is None else self.closed) else None

    def status_row(self, now: float) -> dict[str, Any]:
        """Its status with the days that count."""
        letter, opened = self.letter(now), self.opened(now)
        return {
            "accountId": self.account,
            "status": letter,
            "description": STATUSES[letter],
            "state": STATUSES[letter],
            "dateOpened": None if opened is None else iso(opened),
            "dateStarted": iso(self.begun),
            "dateClosed": None if self.closed is None else iso(self.closed),
            "masterAccountId": self.master,
            "adminAccountId": None,
            "message": None,
        }


STATUSES = {"P": "Pending", "O": "Open", "C": "Closed"}
