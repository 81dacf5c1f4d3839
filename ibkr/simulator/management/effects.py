"""What instructions do: to be checked when they are taken, and done when they are due.

The codes of rejections are those of the published examples where these have one; the
others (`ERROR_INSUFFICIENT_...`, `..._NOT_FOUND`) are ours.
"""

from __future__ import annotations

import calendar as months
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs

from ibkr.simulator.management.records import BankAccount, Instruction, Recurring, Rejected
from ibkr.simulator.market.contract import instrument

if TYPE_CHECKING:
    from ibkr.simulator.broker.broker import Broker
    from ibkr.simulator.management.office import Office

Check = Callable[["Office", "Broker", Mapping[str, Any]], None]
Effect = Callable[["Office", "Broker", Instruction], None]

_MONTHS = {"MONTHLY": 1, "QUARTERLY": 3, "YEARLY": 12}
_MICRO = Decimal(1)
"""Amounts that prove a bank account are smaller than this."""


@attrs.frozen(kw_only=True)
class Kind:
    """One kind of instruction."""

    delay: float
    """Seconds of the world until it takes effect."""
    check: Check
    effect: Effect
    needs: tuple[str, ...] = ()
    """Keys without which it is no instruction of this kind."""
    cancellable: bool = True


def withdrawable(broker: Broker, account: str, currency: str) -> Decimal:
    """Cash of a currency that may leave the account: what it has of it, within its available funds."""
    rate = broker.market.rate(currency, broker.starting_point(account).currency, broker.now)
    funds = broker.summary(account).available_funds / rate if rate else Decimal(0)
    free = min(broker.balances(account).get(currency, Decimal(0)), funds)
    return max(free, Decimal(0)).quantize(Decimal("0.01"))


def known(broker: Broker, account: str) -> str:
    """The same account. Raises `Rejected` for one that the client does not manage."""
    if account not in broker.accounts:
        raise Rejected("CORRUPT_DATA_INVALID_ACCT", f"Account {account} does not exist")
    return account


# -- cash ------------------------------------------------------------------------------


def _amount(asked: Mapping[str, Any], key: str = "amount") -> Decimal:
    amount = Decimal(str(asked[key]))
    if not amount.is_finite() or amount <= 0:
        raise Rejected("CORRUPT_DATA_INVALID_AMOUNT", f"{key} must be above 0")
    return amount


def _check_currency(broker: Broker, account: str, currency: str) -> None:
    try:
        broker.market.rate(currency, broker.starting_point(account).currency, broker.now)
    except KeyError:
        raise Rejected("CORRUPT_DATA_INVALID_CURRENCY", f"Currency {currency} is not supported") from None


def _check_deposit(office: Office, broker: Broker, asked: Mapping[str, Any]) -> None:
    _check_currency(broker, known(broker, asked["accountId"]), asked["currency"])
    _amount(asked)
    _check_terms(asked)
    if "bankInstructionName" in asked:
        office.bank(asked["accountId"], asked["bankInstructionName"])


def _check_terms(asked: Mapping[str, Any]) -> None:
    """Days of a recurring transfer must be days."""
    terms: Mapping[str, Any] = asked.get("recurringInstructionDetail") or {}
    for key in ("startDate", "endDate"):
        try:
            date.fromisoformat(terms.get(key, "2013-01-01"))
        except ValueError:
            raise Rejected("CORRUPT_DATA_INVALID_DATE", f"{key} must be a day as 2013-02-19") from None


def _deposit(office: Office, broker: Broker, filed: Instruction) -> None:
    asked = filed.asked
    broker.receive(asked["accountId"], asked["currency"], _amount(asked))
    day = datetime.fromtimestamp(broker.now, UTC).date().isoformat()
    details: dict[str, Any] = {
        "amount": asked["amount"],
        "currency": asked["currency"],
        "whenAvailable": day,
    }
    if "openBanking" in asked:
        provider = asked["openBanking"]["serviceProvider"]
        details["openBanking"] = {"serviceProvider": provider, "providerResponse": {"status": "LINKED"}}
    filed.told["depositDetails"] = details
    _repeat(office, filed)


def _check_withdrawal(office: Office, broker: Broker, asked: Mapping[str, Any]) -> None:
    account, currency = known(broker, asked["accountId"]), asked["currency"]
    _check_currency(broker, account, currency)
    _check_terms(asked)
    if "bankInstructionName" not in asked:
        raise Rejected("ERROR_BANK_INSTRUCTION_NOT_FOUND", "A withdrawal needs bankInstructionName")
    office.bank(account, asked["bankInstructionName"])
    _check_funds(broker, account, currency, _amount(asked))


def _check_funds(broker: Broker, account: str, currency: str, amount: Decimal) -> None:
    free = withdrawable(broker, account, currency)
    if amount > free:
        raise Rejected("ERROR_INSUFFICIENT_FUNDS", f"Account {account} can pay out {free} {currency} at most")


def _withdraw(office: Office, broker: Broker, filed: Instruction) -> None:
    asked = filed.asked
    _check_funds(broker, asked["accountId"], asked["currency"], _amount(asked))
    broker.receive(asked["accountId"], asked["currency"], -_amount(asked))
    _repeat(office, filed)


def _check_pair(broker: Broker, asked: Mapping[str, Any]) -> None:
    source, target = known(broker, asked["sourceAccountId"]), known(broker, asked["targetAccountId"])
    if source == target:
        raise Rejected("CORRUPT_DATA_INVALID_ACCT", "Source and target are the same account")


def _check_move(_: Office, broker: Broker, asked: Mapping[str, Any]) -> None:
    _check_pair(broker, asked)
    _check_currency(broker, asked["sourceAccountId"], asked["currency"])
    _check_funds(broker, asked["sourceAccountId"], asked["currency"], _amount(asked))


def _move(office: Office, broker: Broker, filed: Instruction) -> None:
    asked = filed.asked
    _check_move(office, broker, asked)
    broker.receive(asked["sourceAccountId"], asked["currency"], -_amount(asked))
    broker.receive(asked["targetAccountId"], asked["currency"], _amount(asked))


def _repeat(office: Office, filed: Instruction) -> None:
    """Note that a recurring transfer was made, and file the next one."""
    terms = filed.asked.get("recurringInstructionDetail")
    if terms is None or filed.reference is None:
        return
    series = office.recurring.setdefault(
        filed.reference, Recurring(reference=filed.reference, kind=filed.kind, asked=filed.asked)
    )
    series.made.append(filed.instruction_id)
    following = _after(date.fromisoformat(terms["startDate"]), _MONTHS[terms["frequency"]] * len(series.made))
    if following.isoformat() > terms.get("endDate", "9999"):
        return
    again = office.file(
        filed.kind,
        filed.asked,
        set_id=filed.set_id,
        now=filed.due,
        due=max(_midnight(following), filed.due + timedelta(days=1).total_seconds()),
    )
    again.reference = filed.reference
    office.wait(again)


def _after(day: date, count: int) -> date:
    """The same day of the month, `count` months on; the last of it where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def _midnight(day: date) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()


def wanted_at(asked: Mapping[str, Any]) -> float:
    """When an instruction is wanted to take effect, epoch seconds; 0 for at once. Raises `Rejected`."""
    terms, moment = asked.get("recurringInstructionDetail"), asked.get("dateTimeToOccur")
    if terms is not None:
        return _midnight(date.fromisoformat(terms["startDate"]))
    if moment is None:
        return 0.0
    try:
        parsed = datetime.fromisoformat(moment)
    except ValueError:
        raise Rejected("CORRUPT_DATA_INVALID_DATE", "dateTimeToOccur must be a time of ISO 8601") from None
    return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).timestamp()


# -- positions -------------------------------------------------------------------------


def _listing(asked: Mapping[str, Any]) -> int:
    conid = asked["tradingInstrument"].get("conid", 0)
    try:
        return instrument(conid).conid
    except KeyError:
        raise Rejected("ERROR_SECURITY_NOT_FOUND", "The security is not known") from None


def _check_held(broker: Broker, account: str, conid: int, quantity: Decimal) -> None:
    held = next((each.quantity for each in broker.positions(account) if each.conid == conid), Decimal(0))
    if quantity > held:
        raise Rejected("ERROR_INSUFFICIENT_POSITION", f"Account {account} holds {held} of contract {conid}")


def _check_external(_: Office, broker: Broker, asked: Mapping[str, Any]) -> None:
    account, conid = known(broker, asked["accountId"]), _listing(asked)
    quantity = _amount(asked, "quantity")
    if asked["direction"] == "OUT":
        _check_held(broker, account, conid, quantity)


def _move_in_or_out(office: Office, broker: Broker, filed: Instruction) -> None:
    asked = filed.asked
    _check_external(office, broker, asked)
    account, conid, quantity = asked["accountId"], _listing(asked), _amount(asked, "quantity")
    if asked["direction"] == "OUT":
        broker.hand_over(account, conid, quantity)
        return
    listing = instrument(conid)
    price = broker.market.quote(conid, broker.now).mark
    broker.take_over(account, conid, quantity, quantity * price * listing.multiplier)


def _check_internal(_: Office, broker: Broker, asked: Mapping[str, Any]) -> None:
    _check_pair(broker, asked)
    _check_held(broker, asked["sourceAccountId"], _listing(asked), _amount(asked, "transferQuantity"))


def _move_position(office: Office, broker: Broker, filed: Instruction) -> None:
    asked = filed.asked
    _check_internal(office, broker, asked)
    conid, quantity = _listing(asked), _amount(asked, "transferQuantity")
    cost = broker.hand_over(asked["sourceAccountId"], conid, quantity)
    broker.take_over(asked["targetAccountId"], conid, quantity, cost)


def _check_account(_: Office, broker: Broker, asked: Mapping[str, Any]) -> None:
    known(broker, asked["accountId"])


def _nothing_arrives(_: Office, __: Broker, filed: Instruction) -> None:
    """The other broker finds the account empty: this world knows no other broker's books."""
    filed.reject(Rejected("ERROR_NO_ASSETS_AT_BROKER", "The other broker holds nothing in that account"))


# -- bank accounts ---------------------------------------------------------------------


def _learn(office: Office, _: Broker, filed: Instruction) -> None:
    """A bank account that may be used; one for ACH after two small payments were told."""
    asked = filed.asked
    institution = asked.get("clientAccountInfo") or asked.get("financialInstitution") or asked
    office.banks.append(
        BankAccount(
            account=asked["accountId"],
            name=asked["bankInstructionName"],
            method=asked.get("bankInstructionMethod") or _METHOD[filed.kind],
            currency=asked["currency"],
            number=institution.get("bankAccountNumber") or institution["clientAccountId"],
            routing=institution.get("bankRoutingNumber") or institution.get("identifier") or "000000000",
        )
    )


_METHOD = {"ACH_INSTRUCTION": "ACH", "EDDA_INSTRUCTION": "eDDA"}


def _ask_for_proof(_: Office, __: Broker, filed: Instruction) -> None:
    filed.status = "PENDING_VERIFICATION"


def _check_proof(office: Office, broker: Broker, asked: Mapping[str, Any]) -> None:
    known(broker, asked["accountId"])
    number = asked["pendingInstructionId"]
    waiting = office.instructions.get(number)
    if waiting is None or waiting.status != "PENDING_VERIFICATION":
        words = f"ACH instruction with id {number} is not pending for traditional verification"
        raise Rejected("ERROR_INSTRUCTION_NOT_IN_PENDING_VERIFICATION_STATE", words)
    if any(not 0 < Decimal(str(asked[f"creditAmount{each}"])) < _MICRO for each in (1, 2)):
        raise Rejected("ERROR_VERIFICATION_FAILED", "The amounts are not those that were paid")


def _prove(office: Office, broker: Broker, filed: Instruction) -> None:
    waiting = office.instructions[filed.asked["pendingInstructionId"]]
    _learn(office, broker, waiting)
    waiting.status = "PROCESSED"


def _check_forget(office: Office, broker: Broker, asked: Mapping[str, Any]) -> None:
    office.bank(known(broker, asked["accountId"]), asked["bankInstructionName"])


def _forget(office: Office, _: Broker, filed: Instruction) -> None:
    asked = filed.asked
    gone = (asked["accountId"], asked["bankInstructionName"], asked["bankInstructionMethod"])
    office.banks = [each for each in office.banks if (each.account, each.name, each.method) != gone]


_MOVED = ("direction", "quantity", "tradingInstrument")
_PROVEN = ("pendingInstructionId", "creditAmount1", "creditAmount2")

KINDS: dict[str, Kind] = {
    "DEPOSIT": Kind(delay=60, check=_check_deposit, effect=_deposit, cancellable=False),
    "WITHDRAWAL": Kind(delay=60, check=_check_withdrawal, effect=_withdraw),
    "INTERNAL_CASH_TRANSFER": Kind(delay=0, check=_check_move, effect=_move),
    "INTERNAL_POSITION_TRANSFER": Kind(delay=60, check=_check_internal, effect=_move_position),
    **dict.fromkeys(
        ("FOP", "DWAC", "COMPLEX_ASSET_TRANSFER"),
        Kind(delay=300, check=_check_external, effect=_move_in_or_out, needs=_MOVED),
    ),
    "EXTERNAL_POSITION_TRANSFER": Kind(
        delay=300, check=_check_account, effect=_nothing_arrives, needs=("brokerId",)
    ),
    "ACH_INSTRUCTION": Kind(
        delay=60, check=_check_account, effect=_ask_for_proof, needs=("clientAccountInfo", "currency")
    ),
    "TRADITIONAL_BANK_INSTRUCTION_VERIFICATION": Kind(
        delay=5, check=_check_proof, effect=_prove, needs=_PROVEN
    ),
    "PREDEFINED_DESTINATION_INSTRUCTION": Kind(
        delay=60, check=_check_account, effect=_learn, needs=("financialInstitution", "currency")
    ),
    "EDDA_INSTRUCTION": Kind(
        delay=60, check=_check_account, effect=_learn, needs=("bankAccountNumber", "currency")
    ),
    "DELETE_BANK_INSTRUCTION": Kind(
        delay=5,
        check=_check_forget,
        effect=_forget,
        needs=("bankInstructionName", "bankInstructionMethod"),
    ),
}
"""Every kind of instruction that does something; how long each takes is ours."""


def settle(office: Office, broker: Broker, now: float) -> None:
    """Let everything take effect that is due at epoch second `now`."""
    while due := office.due_by(now):
        for filed in due:
            carry_out(office, broker, filed)


def carry_out(office: Office, broker: Broker, filed: Instruction) -> None:
    """Let one instruction take effect; it is rejected when it no longer can. A question has no effect."""
    rules = KINDS.get(filed.kind)
    try:
        if rules is not None:
            rules.effect(office, broker, filed)
    except Rejected as reason:
        filed.reject(reason)
    if filed.status == "PENDING":
        filed.status = "PROCESSED"
