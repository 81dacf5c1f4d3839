"""The desk that takes instructions and requests, and lets them take effect when they are due."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from ibkr.simulator.management.records import (
    BankAccount,
    Instruction,
    ManagedAccount,
    Recurring,
    Rejected,
    Submission,
)

if TYPE_CHECKING:
    from ibkr.simulator.broker.broker import Broker

ON_FILE = "My bank"
"""The bank account that every account begins with."""
_METHODS = ("ACH", "WIRE")
_YEAR = 365 * 86_400.0


@attrs.define
class Office:
    """All records of the account management side, and the ids that come next."""

    instructions: dict[int, Instruction] = attrs.field(factory=dict[int, Instruction])
    banks: list[BankAccount] = attrs.field(factory=list[BankAccount])
    recurring: dict[int, Recurring] = attrs.field(factory=dict[int, Recurring])
    submissions: dict[int, Submission] = attrs.field(factory=dict[int, Submission])
    accounts: dict[str, ManagedAccount] = attrs.field(factory=dict[str, ManagedAccount])
    restrictions: dict[int, str] = attrs.field(factory=dict[int, str])
    """Restrictions that were verified, by request id."""
    in_force: dict[int, str] = attrs.field(factory=dict[int, str])
    """Restrictions that were applied."""
    _next_instruction: int = 43_092_478
    _next_set: int = 2_487
    _next_request: int = 4_711
    _next_reference: int = 166_903_389
    _next_account: int = 9_000_001
    _pending: list[Instruction] = attrs.field(factory=list[Instruction])

    # -- furnishing --------------------------------------------------------------------

    def furnish(self, broker: Broker, now: float) -> None:
        """Know the accounts of the login, each open for a year and with a bank account."""
        for account in broker.accounts:
            if account in self.accounts:
                continue
            start = broker.starting_point(account)
            self.accounts[account] = ManagedAccount(
                account=account,
                title=start.title,
                currency=start.currency,
                begun=now - _YEAR,
                opens=now - _YEAR,
                master=start.master,
                alias=start.alias,
            )
            self.banks += [_bank_on_file(account, method, start.currency) for method in _METHODS]

    # -- taking ------------------------------------------------------------------------

    def new_set(self) -> int:
        """The id of a set of instructions."""
        self._next_set += 1
        return self._next_set - 1

    def new_reference(self) -> int:
        """The id of a movement."""
        self._next_reference += 1
        return self._next_reference - 1

    def new_account(self) -> str:
        """The id of an account that is applied for."""
        self._next_account += 1
        return f"U{self._next_account - 1}"

    def file(
        self, kind: str, asked: Mapping[str, Any], *, set_id: int, now: float, due: float
    ) -> Instruction:
        """Keep an instruction; it takes effect at `due`."""
        filed = Instruction(
            instruction_id=self._next_instruction, set_id=set_id, kind=kind, asked=asked, made=now, due=due
        )
        self._next_instruction += 1
        self.instructions[filed.instruction_id] = filed
        return filed

    def wait(self, filed: Instruction) -> None:
        """Let an instruction take effect when it is due."""
        self._pending.append(filed)

    def submit(
        self, kind: str, asked: Mapping[str, Any], *, account: str, now: float, delay: float
    ) -> Submission:
        """Keep a request to open or to change an account."""
        made = Submission(
            request_id=self._next_request,
            kind=kind,
            made=now,
            completes=now + delay,
            account=account,
            asked=asked,
        )
        self._next_request += 1
        self.submissions[made.request_id] = made
        return made

    # -- looking -----------------------------------------------------------------------

    def by_client_id(self, client_id: int) -> Instruction | None:
        """The first instruction with a client's own id."""
        mine = (each for each in self.instructions.values() if each.client_id == client_id)
        return next(mine, None)

    def of_set(self, set_id: int) -> list[Instruction]:
        """The instructions of a set."""
        return [each for each in self.instructions.values() if each.set_id == set_id]

    def of_account(self, account: str, *, since: float) -> Iterator[Instruction]:
        """The instructions of an account, oldest first."""
        for each in self.instructions.values():
            named = {each.asked.get(key) for key in ("accountId", "sourceAccountId", "targetAccountId")}
            if each.made >= since and account in named:
                yield each

    def bank(self, account: str, name: str) -> BankAccount:
        """A bank account that may be used. Raises `Rejected`."""
        mine = [each for each in self.banks if (each.account, each.name) == (account, name)]
        usable = next((each for each in mine if each.status == "PROCESSED"), None)
        if usable is None:
            raise Rejected(
                "ERROR_BANK_INSTRUCTION_NOT_FOUND", f"Account {account} has no bank instruction {name}"
            )
        return usable

    # -- time --------------------------------------------------------------------------

    def due_by(self, now: float) -> list[Instruction]:
        """Take out the instructions that are due, the first due first."""
        if not self._pending:
            return []
        due = sorted((each for each in self._pending if each.due <= now), key=lambda each: each.due)
        if due:
            self._pending = [each for each in self._pending if each.due > now]
        return [each for each in due if each.status == "PENDING"]


def _bank_on_file(account: str, method: str, currency: str) -> BankAccount:
    return BankAccount(account=account, name=ON_FILE, method=method, currency=currency, number="0000000000")
