"""Questions about money and bank accounts; each is an instruction, too, and answered at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ibkr.simulator.management import effects
from ibkr.simulator.management.instructions import shown
from ibkr.simulator.management.records import Recurring, Rejected
from ibkr.simulator.problems import Problem, invalid

if TYPE_CHECKING:
    from ibkr.simulator.http import Response
    from ibkr.simulator.management.asked import Asked

Finder = Callable[["Asked", Mapping[str, Any]], dict[str, Any]]

_ROWS = 100


def ask(asked: Asked) -> Response:
    """One question: 201 with what was found, 422 when it makes no sense."""
    kind, given, now = asked.body["instructionType"], asked.body["instruction"], asked.now
    made = asked.office.file(kind, given, set_id=asked.office.new_set(), now=now, due=now)
    try:
        made.told.update(_FINDERS[kind](asked, given))
    except Rejected as reason:
        made.reject(reason)
        found = {"instructionSetId": made.set_id, "instructionResult": made.state()}
        raise Problem(422, "Business Error", str(reason), kind="/simple", **found) from None
    made.status = "PROCESSED"
    return shown(made, status=201)


def _known(asked: Asked, given: Mapping[str, Any]) -> str:
    return effects.known(asked.broker, given["accountId"])


def _free(asked: Asked, given: Mapping[str, Any]) -> float:
    try:
        return float(effects.withdrawable(asked.broker, _known(asked, given), given["currency"]))
    except KeyError:
        words = f"Currency {given['currency']} is not supported"
        raise Rejected("CORRUPT_DATA_INVALID_CURRENCY", words) from None


def _cash_and_equity(asked: Asked, given: Mapping[str, Any]) -> dict[str, Any]:
    free = _free(asked, given)
    equity = float(asked.broker.summary(given["accountId"]).net_liquidation)
    return {**_about(given), "withdrawableCashAmount": free, "availableEquityValue": round(equity, 2)}


def _withdrawable(asked: Asked, given: Mapping[str, Any]) -> dict[str, Any]:
    free = _free(asked, given)
    if "bankInstructionName" in given:
        asked.office.bank(given["accountId"], given["bankInstructionName"])
    if "bankInstructionName" in given or "bankAccountNumber" in given:
        keys = (
            "withdrawableAmountWithoutOriginationHold",
            "withdrawableAmountWithoutOriginationHoldNoBorrow",
        )
        return {**_about(given), **dict.fromkeys(keys, free)}
    to_master = free if asked.broker.starting_point(given["accountId"]).master else 0.0
    return {
        **_about(given),
        "withdrawableAmount": free,
        "withdrawableAmountNoBorrow": free,
        "allowedTransferAmountToMaster": to_master,
        "allowedTransferAmountToMasterNoBorrow": to_master,
    }


def _about(given: Mapping[str, Any]) -> dict[str, Any]:
    return {"accountId": given["accountId"], "currency": given["currency"]}


def _contributions(asked: Asked, given: Mapping[str, Any]) -> dict[str, Any]:
    account = _known(asked, given)
    raise Rejected("NOT_IRA_ACCOUNT", f"Account {account} is not IRA")


def _banks(asked: Asked, given: Mapping[str, Any]) -> dict[str, Any]:
    account, method = _known(asked, given), given.get("bankInstructionMethod")
    if method is None:
        raise invalid(["bankInstructionMethod"], "bankInstructionMethod is missing")
    plain = method.removeprefix("US").removeprefix("CA")
    mine = [each for each in asked.office.banks if (each.account, each.method) == (account, plain)]
    return {
        "accountId": account,
        "bankInstructionMethod": method,
        "bankInstructionDetails": [each.row() for each in mine],
    }


def _series(asked: Asked, given: Mapping[str, Any]) -> dict[str, Any]:
    account = _known(asked, given)
    mine = [each for each in asked.office.recurring.values() if each.asked["accountId"] == account]
    return {"accountId": account, "recurringInstructions": [each.row() for each in mine]}


def _events(asked: Asked, given: Mapping[str, Any]) -> dict[str, Any]:
    reference = given.get("ibReferenceId")
    if reference is None:
        raise invalid(["ibReferenceId"], "ibReferenceId is missing")
    series = asked.office.recurring.get(reference)
    if series is None:
        raise Rejected("ERROR_INSTR_ID_AND_CP_NOT_RELATED", f"There is no recurring transfer {reference}")
    return {
        "recurringInstructionName": series.terms["instructionName"],
        "recurringTransactionType": series.kind,
        "recurringTransactionStatus": "ACTIVE",
        "amount": series.asked["amount"],
        "currency": series.asked["currency"],
        "method": series.asked["bankInstructionMethod"],
        "transactionHistory": {
            "maxNumberOfTransactions": _ROWS,
            "result": _made(series, given.get("numberOfTransactions", _ROWS)),
        },
    }


def _made(series: Recurring, count: int) -> list[dict[str, Any]]:
    """The latest transfers of a series, newest first."""
    latest = series.made[::-1][: max(count, 0)]
    return [{"ibRequestId": number, "status": "ACKNOWLEDGED"} for number in latest]


_FINDERS: dict[str, Finder] = {
    "QUERY_WITHDRAWABLE_CASH_EQUITY": _cash_and_equity,
    "QUERY_WITHDRAWABLE_FUNDS": _withdrawable,
    "QUERY_IRA_CONTRIBUTIONS": _contributions,
    "QUERY_BANK_INSTRUCTION": _banks,
    "QUERY_RECENT_RECURRING_EVENTS": _events,
    "QUERY_RECURRING_INSTRUCTIONS": _series,
}

SERVES = dict.fromkeys(("management.balances", "management.bank_instructions", "management.cash_limits"), ask)
