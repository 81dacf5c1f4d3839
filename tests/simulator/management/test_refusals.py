"""What makes no sense is refused, with the reason, and changes nothing."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from tests.simulator.management.manager import ACCOUNT, OTHER, Manager
from tests.simulator.management.test_consistency import ACH, BANKS, CASH, IBM, WIRE

MOVE = {"sourceAccountId": ACCOUNT, "targetAccountId": OTHER, "amount": 10, "currency": "USD"}
MONTHLY = {"instructionName": "Savings", "frequency": "MONTHLY", "startDate": "2013-02-30"}
IN = {
    "direction": "IN",
    "accountId": ACCOUNT,
    "contraBrokerAccountId": "1",
    "contraBrokerDtcCode": "1",
    "quantity": 5,
    "tradingInstrument": {"conid": IBM, "currency": "USD"},
}
EVERYTHING = {
    "type": "FULL",
    "subType": "ACATS",
    "brokerId": "0001",
    "brokerName": "THIRD SAMPLE BROKER",
    "accountAtBroker": "1",
    "accountId": ACCOUNT,
    "signature": "Ada Example",
}
PROOF = {
    "bankInstructionCode": "USACH",
    "bankInstructionName": "New bank",
    "accountId": ACCOUNT,
    "creditAmount1": 0.32,
    "creditAmount2": 0.46,
}


@pytest.mark.parametrize(
    ("path", "kind", "asked", "code"),
    [
        (CASH, "DEPOSIT", {**WIRE, "amount": 0}, "CORRUPT_DATA_INVALID_AMOUNT"),
        (CASH, "DEPOSIT", {**WIRE, "currency": "XYZ"}, "CORRUPT_DATA_INVALID_CURRENCY"),
        (CASH, "DEPOSIT", {**WIRE, "accountId": "U1"}, "CORRUPT_DATA_INVALID_ACCT"),
        (CASH, "DEPOSIT", {**WIRE, "dateTimeToOccur": "soon"}, "CORRUPT_DATA_INVALID_DATE"),
        (CASH, "DEPOSIT", {**WIRE, "recurringInstructionDetail": MONTHLY}, "CORRUPT_DATA_INVALID_DATE"),
        (
            CASH,
            "WITHDRAWAL",
            {key: value for key, value in WIRE.items() if key != "bankInstructionName"},
            "ERROR_BANK_INSTRUCTION_NOT_FOUND",
        ),
        (
            "/internal-cash-transfers",
            "INTERNAL_CASH_TRANSFER",
            {**MOVE, "targetAccountId": ACCOUNT},
            "CORRUPT_DATA_INVALID_ACCT",
        ),
        (
            "/external-asset-transfers",
            "FOP",
            {**IN, "tradingInstrument": {"conid": 1, "currency": "USD"}},
            "ERROR_SECURITY_NOT_FOUND",
        ),
        (
            "/instructions/query",
            "QUERY_RECENT_INSTRUCTIONS",
            {"accountId": "U1", "transactionHistory": {"daysToGoBack": 5}},
            "CORRUPT_DATA_INVALID_ACCT",
        ),
        (
            f"{CASH}/query",
            "QUERY_WITHDRAWABLE_FUNDS",
            {"accountId": ACCOUNT, "currency": "XYZ"},
            "CORRUPT_DATA_INVALID_CURRENCY",
        ),
    ],
)
def test_an_instruction_that_cannot_be_is_rejected_with_a_code(
    manager: Manager, path: str, kind: str, asked: dict[str, Any], code: str
):
    refused = manager.instruct(path, kind, status=422, **asked)
    assert (refused["instructionStatus"], refused["error"]["errorCode"]) == ("REJECTED", code)
    manager.wait(400)
    assert (manager.cash(), manager.held(ACCOUNT, IBM)) == (25_000, 100)


def test_the_wrong_small_payments_prove_no_bank_account(manager: Manager):
    made = manager.instruct(BANKS, "ACH_INSTRUCTION", **ACH)
    manager.wait(61)
    guess = {**PROOF, "pendingInstructionId": made["instructionId"], "creditAmount1": 1.5}
    refused = manager.instruct(
        BANKS, "TRADITIONAL_BANK_INSTRUCTION_VERIFICATION", status=422, number=2, **guess
    )
    assert refused["error"]["errorCode"] == "ERROR_VERIFICATION_FAILED"
    assert manager.state()["instructionStatus"] == "PENDING_VERIFICATION"


def test_another_broker_has_nothing_to_send(manager: Manager):
    taken = manager.instruct("/external-asset-transfers", "EXTERNAL_POSITION_TRANSFER", **EVERYTHING)
    assert taken["instructionStatus"] == "PENDING"
    manager.wait(301)
    assert manager.state()["error"]["errorCode"] == "ERROR_NO_ASSETS_AT_BROKER"


@pytest.mark.parametrize(
    ("path", "kind", "asked", "field"),
    [
        ("/balances/query", "QUERY_WITHDRAWABLE_CASH_EQUITY", {"currency": "USD"}, "accountId"),
        ("/balances/query", "QUERY_WITHDRAWABLE_CASH_EQUITY", {"accountId": ACCOUNT}, "currency"),
        (f"{CASH}/query", "QUERY_WITHDRAWABLE_FUNDS", {"accountId": ACCOUNT, "iraYear": "2012"}, "currency"),
        (f"{BANKS}/query", "QUERY_BANK_INSTRUCTION", {"accountId": ACCOUNT}, "bankInstructionMethod"),
        (f"{BANKS}/query", "QUERY_RECENT_RECURRING_EVENTS", {"accountId": ACCOUNT}, "ibReferenceId"),
        ("/external-asset-transfers", "FOP", EVERYTHING, "direction"),
        (
            "/instructions/query",
            "QUERY_RECENT_INSTRUCTIONS",
            {"accountId": ACCOUNT, "transactionHistory": {"daysToGoBack": 31}},
            "daysToGoBack",
        ),
    ],
)
def test_what_an_instruction_lacks_is_named(
    manager: Manager, path: str, kind: str, asked: dict[str, Any], field: str
):
    body = {"instructionType": kind, "instruction": {"clientInstructionId": 1, **asked}}
    problem = manager.post(path, body, status=400)
    assert field in problem["invalidArguments"][0]["field"]


@pytest.mark.parametrize(
    "path",
    [
        "/accounts",
        "/accounts/status?startDate=2013-02-01&endDate=2013-02-02&status=Z",
        f"/accounts/{ACCOUNT}/tasks?type=finished",
        "/forms?formNo=3077,x",
        "/forms?formNo=000003077999",
        "/forms?projection=ALL",
        "/enumerations/nothing",
        "/enumerations/complex-asset-transfer?instructionType=FOP",
        "/participating-banks?type=WIRE",
        "/requests/99/status?type=update",
        "/requests?startDate=2013-02-02&endDate=2013-02-01",
        f"/tax-documents/available?accountId={ACCOUNT}&year=x",
    ],
)
def test_a_question_that_cannot_be_is_a_bad_request(manager: Manager, path: str):
    assert manager.get(path, status=400)["invalidArguments"]


@pytest.mark.parametrize("path", [f"/accounts/{ACCOUNT}9/status", "/accounts?accountId=U1"])
def test_a_stranger_s_account_is_forbidden(manager: Manager, path: str):
    assert manager.get(path, status=403)["title"] == "Forbidden"


@pytest.mark.parametrize(
    ("method", "path", "claims"),
    [
        ("POST", "/accounts", {"application": {"customer": {"externalId": "x"}}}),
        ("POST", "/accounts/documents", {"processDocuments": {"documents": []}}),
        ("PATCH", "/accounts", {"accountManagementRequests": {}}),
        ("PATCH", "/accounts", {"accountManagementRequests": {"somethingNew": 1}}),
    ],
)
def test_a_signed_request_for_nothing_is_a_bad_request(
    manager: Manager, method: str, path: str, claims: dict[str, Any]
):
    assert manager.sign(method, path, **claims).status == 400


def test_a_browser_s_session_is_for_an_address(manager: Manager):
    asked = {"ip": "here", "credential": "ada", "service": "AM.LOGIN", "contextId": "1"}
    answer = manager.sign("POST", "/sso-browser-sessions", **asked)
    assert (answer.status, answer.decoded()["detail"]) == (400, "ip is no address")


def test_a_year_that_is_not_over_has_no_tax_forms(manager: Manager):
    asked = {"accountId": ACCOUNT, "year": 2013, "type": "1099", "format": "CSV"}
    assert "no form 1099 of 2013" in manager.post("/tax-documents", asked, status=400)["detail"]
    told = manager.post("/tax-documents", {**asked, "year": 2012}, status=200)["data"]
    assert b"Year 2012" in base64.b64decode(told["value"])


def test_of_several_changes_none_is_made_when_one_cannot_be(manager: Manager):
    changes = {
        "updateAccountAlias": {"accountId": ACCOUNT, "accountAlias": "Savings"},
        "updateExternalId": {"accountId": "U1", "newExternalId": "x"},
    }
    assert manager.sign("PATCH", "/accounts", accountManagementRequests=changes).status == 403
    assert "accountAlias" not in manager.get(f"/accounts/{ACCOUNT}/details")["account"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"payload": "!"}, "not text in base64"),
        ({"payload": ""}, "The CSV is empty"),
        ({"payload": "/w=="}, "not text in base64"),
    ],
)
def test_restrictions_that_cannot_be_read_are_not_verified(manager: Manager, changes: Any, says: str):
    asked = {"userName": "ada", "requestId": 1, **changes}
    assert says in manager.post("/restrictions/verify", asked, status=200)["message"]


@pytest.mark.parametrize(
    "changes",
    [{"mimeType": "image/png"}, {"startDate": "2013-02-01"}, {"endDate": "20130131"}, {"endDate": "2013"}],
)
def test_a_statement_of_no_period_or_format_is_refused(manager: Manager, changes: dict[str, str]):
    asked = {"accountId": ACCOUNT, "startDate": "20130201", "endDate": "20130201", **changes}
    assert manager.post("/statements", asked, status=400)["invalidArguments"]
