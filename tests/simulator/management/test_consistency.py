"""What instructions and applications do, and what is told of them afterwards."""

from __future__ import annotations

import base64
import gzip
from decimal import Decimal

import pytest

from ibkr.simulator.gateway import Gateway
from tests.simulator.management.manager import ACCOUNT, OTHER, Manager

IBM = 8314
CASH, BANKS = "/external-cash-transfers", "/bank-instructions"
WIRE = {
    "accountId": ACCOUNT,
    "currency": "USD",
    "amount": 100,
    "bankInstructionMethod": "WIRE",
    "bankInstructionName": "My bank",
}
ACH = {
    "bankInstructionCode": "USACH",
    "achType": "DEBIT_CREDIT",
    "bankInstructionName": "New bank",
    "currency": "USD",
    "accountId": ACCOUNT,
    "clientAccountInfo": {
        "bankRoutingNumber": "111000025",
        "bankAccountNumber": "0000004711",
        "bankName": "Sample Bank",
        "bankAccountTypeCode": 1,
    },
}


def test_a_withdrawal_is_pending_then_the_money_is_gone_and_no_loss(manager: Manager):
    before = manager.gateway.broker.summary(ACCOUNT).daily_pnl
    assert manager.instruct(CASH, "WITHDRAWAL", **WIRE)["instructionStatus"] == "PENDING"
    assert manager.cash() == 25_000
    manager.wait(61)
    assert manager.state()["instructionStatus"] == "PROCESSED"
    assert manager.cash() == 24_900
    assert abs(manager.gateway.broker.summary(ACCOUNT).daily_pnl - before) < 100


def test_a_deposit_says_when_the_money_is_there(manager: Manager):
    manager.instruct(CASH, "DEPOSIT", **WIRE)
    manager.wait(61)
    assert manager.state()["depositDetails"] == {
        "amount": 100,
        "currency": "USD",
        "whenAvailable": "2013-02-01",
    }
    assert manager.cash() == 25_100


def test_more_than_there_is_cannot_be_withdrawn(manager: Manager):
    refused = manager.instruct(CASH, "WITHDRAWAL", status=422, **{**WIRE, "amount": 10_000_000})
    assert refused["instructionStatus"] == "REJECTED"
    assert refused["error"]["errorCode"] == "ERROR_INSUFFICIENT_FUNDS"
    assert manager.state()["instructionStatus"] == "REJECTED"


def test_two_withdrawals_of_all_the_money_pay_it_out_once(manager: Manager):
    for number in (1, 2):
        manager.instruct(CASH, "WITHDRAWAL", number=number, **{**WIRE, "amount": 20_000})
    manager.wait(61)
    assert [manager.state(number)["instructionStatus"] for number in (1, 2)] == ["PROCESSED", "REJECTED"]
    assert manager.cash() == 5_000


def test_an_own_id_that_was_used_answers_with_the_first_instruction(manager: Manager):
    first = manager.instruct(CASH, "WITHDRAWAL", **WIRE)
    assert manager.instruct(CASH, "WITHDRAWAL", **{**WIRE, "amount": 7}) == first
    manager.wait(61)
    assert manager.cash() == 24_900


def test_what_was_cancelled_does_not_happen(manager: Manager):
    made = manager.instruct(CASH, "WITHDRAWAL", **WIRE)
    manager.instruct(
        "/instructions/cancel",
        "CANCEL_INSTRUCTION",
        status=201,
        number=2,
        instructionId=made["instructionId"],
        reason="Sent by mistake",
    )
    manager.wait(61)
    assert manager.state()["instructionStatus"] == "REJECTED"
    assert manager.cash() == 25_000


def test_a_deposit_cannot_be_cancelled_nor_what_does_not_exist(manager: Manager):
    made = manager.instruct(CASH, "DEPOSIT", **WIRE)
    told = [
        manager.instruct(
            "/instructions/cancel",
            "CANCEL_INSTRUCTION",
            status=422,
            number=number,
            instructionId=target,
            reason="x",
        )["error"]["errorCode"]
        for number, target in ((2, made["instructionId"]), (3, 99))
    ]
    assert told == ["ERROR_CANCELLATION_NOT_ALLOWED", "ERROR_INSTR_ID_AND_CP_NOT_RELATED"]


def test_money_moves_between_accounts_at_once_and_none_is_lost(manager: Manager):
    asked = {"sourceAccountId": ACCOUNT, "targetAccountId": OTHER, "amount": 123.45, "currency": "USD"}
    done = manager.instruct("/internal-cash-transfers", "INTERNAL_CASH_TRANSFER", status=201, **asked)
    assert done["instructionStatus"] == "PROCESSED"
    assert manager.cash() == Decimal("24876.55")
    assert manager.cash(OTHER) == Decimal("1123.45")


def test_a_position_moves_with_what_it_cost(manager: Manager):
    asked = {
        "sourceAccountId": ACCOUNT,
        "targetAccountId": OTHER,
        "transferQuantity": 40,
        "tradingInstrument": {"conid": IBM, "currency": "USD"},
    }
    manager.instruct("/internal-asset-transfers", "INTERNAL_POSITION_TRANSFER", **asked)
    manager.wait(61)
    assert (manager.held(ACCOUNT, IBM), manager.held(OTHER, IBM)) == (60, 40)
    (moved,) = manager.gateway.broker.positions(OTHER)
    assert (moved.cost, manager.cash(), manager.cash(OTHER)) == (40 * 190, 25_000, 1_000)


def test_more_than_is_held_cannot_be_moved(manager: Manager):
    asked = {
        "direction": "OUT",
        "accountId": ACCOUNT,
        "contraBrokerAccountId": "1",
        "contraBrokerDtcCode": "1",
        "quantity": 101,
        "tradingInstrument": {"conid": IBM, "currency": "USD"},
    }
    refused = manager.instruct("/external-asset-transfers", "FOP", status=422, **asked)
    assert refused["error"]["errorCode"] == "ERROR_INSUFFICIENT_POSITION"
    manager.instruct("/external-asset-transfers", "FOP", number=2, **{**asked, "quantity": 100})
    manager.wait(301)
    assert manager.held(ACCOUNT, IBM) == 0


def test_of_many_instructions_some_are_refused(manager: Manager):
    asked = {"sourceAccountId": ACCOUNT, "targetAccountId": OTHER, "currency": "USD"}
    given = [
        {"clientInstructionId": 1, "amount": 20, **asked},
        {"clientInstructionId": 2, "amount": 20, **asked, "targetAccountId": "U1"},
    ]
    body = {"instructionType": "INTERNAL_CASH_TRANSFER", "instructions": given}
    answer = manager.post("/internal-cash-transfers:bulk", body, status=207)
    assert [each["status"] for each in answer["instructionResults"]] == [202, 422]
    again = manager.get(f"/instruction-sets/{answer['instructionSetId']}")
    assert again["instructionResults"] == answer["instructionResults"]
    assert manager.cash(OTHER) == 1_020


def test_a_bank_account_can_be_used_once_it_is_proven_and_until_it_is_forgotten(manager: Manager):
    using = {**WIRE, "bankInstructionName": "New bank"}
    made = manager.instruct(BANKS, "ACH_INSTRUCTION", **ACH)
    manager.wait(61)
    assert manager.state()["instructionStatus"] == "PENDING_VERIFICATION"
    assert manager.instruct(CASH, "WITHDRAWAL", number=2, status=422, **using)
    manager.instruct(
        BANKS,
        "TRADITIONAL_BANK_INSTRUCTION_VERIFICATION",
        number=3,
        bankInstructionCode="USACH",
        bankInstructionName="New bank",
        accountId=ACCOUNT,
        pendingInstructionId=made["instructionId"],
        creditAmount1=0.32,
        creditAmount2=0.46,
    )
    manager.wait(6)
    assert (manager.state()["instructionStatus"], known(manager)) == ("PROCESSED", ["My bank", "New bank"])
    manager.instruct(CASH, "WITHDRAWAL", number=4, **using)
    gone = {"accountId": ACCOUNT, "bankInstructionName": "New bank", "bankInstructionMethod": "ACH"}
    manager.instruct(BANKS, "DELETE_BANK_INSTRUCTION", number=5, currency="USD", **gone)
    manager.wait(6)
    assert known(manager) == ["My bank"]


def known(manager: Manager) -> list[str]:
    asked = {"accountId": ACCOUNT, "bankInstructionMethod": "ACH"}
    found = manager.instruct(f"{BANKS}/query", "QUERY_BANK_INSTRUCTION", status=201, number=90, **asked)
    return [each["instructionName"] for each in found["bankInstructionDetails"]]


def test_a_recurring_transfer_is_made_every_month(manager: Manager):
    terms = {
        "instructionName": "Savings",
        "frequency": "MONTHLY",
        "startDate": "2013-02-10",
        "endDate": "2013-04-30",
    }
    made = manager.instruct(CASH, "DEPOSIT", **WIRE, recurringInstructionDetail=terms)
    manager.wait(100 * 86_400)
    assert manager.cash() == 25_300
    asked = {"ibReferenceId": made["ibReferenceId"]}
    kind = "QUERY_RECENT_RECURRING_EVENTS"
    told = manager.instruct(f"{BANKS}/query", kind, status=201, number=9, **asked)
    assert len(told["transactionHistory"]["result"]) == 3


def test_recurring_transfers_are_listed_with_their_terms(manager: Manager):
    terms = {"instructionName": "Savings", "frequency": "YEARLY", "startDate": "2013-02-10"}
    manager.instruct(CASH, "DEPOSIT", **WIRE, recurringInstructionDetail=terms)
    asked = {"accountId": ACCOUNT}
    query, kind = f"{BANKS}/query", "QUERY_RECURRING_INSTRUCTIONS"
    assert manager.instruct(query, kind, status=201, number=2, **asked)["recurringInstructions"] == []
    manager.wait(20 * 86_400)
    (row,) = manager.instruct(query, kind, status=201, number=3, **asked)["recurringInstructions"]
    assert (row["frequency"], row["startDate"], row["amount"]) == ("YEARLY", "2013-02-10", 100)
    assert "endDate" not in row


def test_a_transfer_can_wait_for_its_day(manager: Manager):
    manager.instruct(CASH, "WITHDRAWAL", **WIRE, dateTimeToOccur="2013-02-03T12:00:00Z")
    manager.wait(86_400)
    assert manager.cash() == 25_000
    manager.wait(86_400)
    assert manager.cash() == 24_900


def test_money_from_open_banking_says_who_provided_it(manager: Manager):
    given = {key: value for key, value in WIRE.items() if key != "bankInstructionName"}
    asked = {**given, "bankInstructionMethod": "OPEN_BANKING", "openBanking": {"serviceProvider": "PLAID"}}
    manager.instruct(CASH, "DEPOSIT", **asked)
    manager.wait(61)
    assert manager.state()["depositDetails"]["openBanking"]["serviceProvider"] == "PLAID"
    assert manager.cash() == 25_100


def test_positions_from_outside_come_at_the_market_s_price(manager: Manager):
    asked = {
        "direction": "IN",
        "accountId": OTHER,
        "contraBrokerAccountId": "1",
        "contraBrokerDtcCode": "1",
        "quantity": 7,
        "tradingInstrument": {"conid": IBM, "currency": "USD"},
    }
    manager.instruct("/external-asset-transfers", "FOP", **asked)
    manager.wait(301)
    (taken,) = manager.gateway.broker.positions(OTHER)
    assert (taken.quantity, manager.cash(OTHER)) == (7, 1_000)
    assert abs(float(taken.cost / 7 - taken.price)) < 1


def test_the_history_is_in_the_state_of_the_question(manager: Manager):
    manager.instruct(CASH, "WITHDRAWAL", **WIRE)
    asked = {"accountId": ACCOUNT, "transactionHistory": {"daysToGoBack": 5}}
    taken = manager.instruct("/instructions/query", "QUERY_RECENT_INSTRUCTIONS", number=2, **asked)
    assert "instructionHistory" not in taken
    manager.wait(3)
    (row,) = manager.state(2)["instructionHistory"]["result"]
    assert (row["clientInstructionId"], row["amount"], row["instructionType"]) == (1, 100, "WITHDRAWAL")


@pytest.mark.parametrize("by", [{"bankInstructionName": "My bank"}, {"bankAccountNumber": "4711"}])
def test_what_may_be_withdrawn_to_a_bank_is_told_under_other_names(manager: Manager, by: dict[str, str]):
    asked = {"accountId": ACCOUNT, "currency": "USD", **by}
    found = manager.instruct(f"{CASH}/query", "QUERY_WITHDRAWABLE_FUNDS", status=201, **asked)
    assert 0 < found["withdrawableAmountWithoutOriginationHold"] <= 25_000
    assert "withdrawableAmount" not in found


def test_what_may_be_withdrawn_is_what_a_withdrawal_takes(manager: Manager):
    asked = {"accountId": ACCOUNT, "currency": "USD"}
    found = manager.instruct(f"{CASH}/query", "QUERY_WITHDRAWABLE_FUNDS", status=201, **asked)
    all_of_it = {**WIRE, "amount": found["withdrawableAmount"]}
    manager.instruct(CASH, "WITHDRAWAL", number=2, **all_of_it)
    manager.instruct(
        CASH, "WITHDRAWAL", number=3, status=422, **{**all_of_it, "amount": all_of_it["amount"] + 1}
    )


# --- accounts ---------------------------------------------------------------------------


def apply(manager: Manager) -> str:
    holder = {"externalId": "client-1", "name": {"first": "Ada", "last": "Example"}}
    application = {
        "customer": {"externalId": "client-1", "accountHolder": {"accountHolderDetails": [holder]}},
        "accounts": [{"externalId": "account-1", "baseCurrency": "EUR"}],
    }
    answer = manager.sign("POST", "/accounts", application=application)
    return answer.decoded()["fileData"]["data"]["accountId"]


def send_forms(manager: Manager, *numbers: int) -> None:
    payload = {"mimeType": "application/pdf", "data": "JVBERi0xLjQK"}
    documents = [
        {
            "signedBy": ["Ada Example"],
            "formNumber": number,
            "execLoginTimestamp": 1,
            "execTimestamp": 2,
            "attachedFile": {"fileName": "a.pdf", "fileLength": 9, "sha1Checksum": "0" * 40},
            "payload": payload,
        }
        for number in numbers
    ]
    answer = manager.sign("POST", "/accounts/documents", processDocuments={"documents": documents})
    assert answer.status == 200, answer


def test_an_account_opens_once_its_forms_are_there(manager: Manager):
    account = apply(manager)
    manager.wait(120)
    assert manager.get(f"/accounts/{account}/status")["status"] == "P"
    due = manager.get(f"/accounts/{account}/tasks?type=pending")["pendingTasks"]
    assert manager.get(f"/accounts/{account}/login-messages")["loginMessagePresent"]
    send_forms(manager, *(each["formNumber"] for each in due))
    assert not manager.get(f"/accounts/{account}/tasks?type=pending")["pendingTaskPresent"]
    assert manager.get(f"/accounts/{account}/status")["status"] == "O"
    details = manager.get(f"/accounts/{account}/details")
    assert details["account"]["baseCurrency"] == "EUR"
    assert details["associatedPersons"][0]["firstName"] == "Ada"
    rows = manager.get("/accounts/status?startDate=2013-02-01&endDate=2013-02-02")["accounts"]
    assert [row["accountId"] for row in rows] == [account]
    assert manager.get("/accounts?externalId=account-1")["data"]["application"]["accounts"]


def test_what_was_done_for_a_registration_has_its_day(manager: Manager):
    account = apply(manager)
    send_forms(manager, 3077, 9999)
    told = manager.get(f"/accounts/{account}/tasks?type=registration")["registrationTasks"]
    assert {task["formNumber"]: task.get("dateCompleted", "")[:10] for task in told} == {
        3077: "2013-02-01",
        5001: "",
    }
    days = "startDate=2013-02-01&endDate=2013-02-02"
    assert manager.get(f"/accounts/login-messages?{days}")["accountId"] == account
    assert manager.get(f"/accounts/login-messages?{days}&status=C") == {
        "loginMessagePresent": False,
        "loginMessages": [],
    }


def test_an_account_is_closed_and_opened_again(manager: Manager):
    for key, letter in (("accountClose", "C"), ("reopenAccount", "O")):
        manager.sign("PATCH", "/accounts", accountManagementRequests={key: {"accountId": ACCOUNT}})
        told = manager.get(f"/accounts/{ACCOUNT}/status")
        assert (told["status"], told["dateClosed"] is None) == (letter, letter == "O")


def test_an_application_that_was_given_up_was_never_open(manager: Manager):
    account = apply(manager)
    manager.sign("PATCH", "/accounts", accountManagementRequests={"abandonAccount": {"accountId": account}})
    told = manager.get(f"/accounts/{account}/status")
    assert (told["status"], told["dateOpened"]) == ("C", None)


def test_a_change_without_an_account_is_about_the_first(manager: Manager):
    changes = {"updateExternalId": {"newExternalId": "client-7"}, "changeMarginType": {"newMargin": "RegT"}}
    made = manager.sign("PATCH", "/accounts", accountManagementRequests=changes).decoded()
    told = manager.get(f"/requests/{made['requestId']}/status?type=response")["fileData"]["data"]
    assert told == {"status": "Success", "accountId": ACCOUNT, "requestType": "Update External Id"}
    assert manager.get(f"/accounts/{ACCOUNT}/details")["account"]["externalId"] == "client-7"


def test_a_change_is_seen_and_its_request_completes(manager: Manager):
    changes = {"updateAccountAlias": {"accountId": ACCOUNT, "accountAlias": "Savings"}}
    made = manager.sign("PATCH", "/accounts", accountManagementRequests=changes).decoded()
    status = f"/requests/{made['requestId']}/status?type=update"
    assert manager.get(status)["status"] == "Processing"
    manager.wait(6)
    assert manager.get(status)["status"] == "Completed"
    assert manager.get(f"/accounts/{ACCOUNT}/details")["account"]["accountAlias"] == "Savings"
    (row,) = manager.get("/requests?startDate=2013-02-01&endDate=2013-02-01")["requestDetails"]
    assert (row["requestId"], row["requestType"]) == (made["requestId"], "Update Account Alias")


def test_restrictions_are_applied_only_as_they_were_verified(manager: Manager):
    payload = base64.b64encode(b"RESTR_ADD,1,IBM\n").decode()
    asked = {"userName": "ada", "requestId": 127, "payload": payload}
    assert not manager.sign("POST", "/restrictions", **asked).decoded()["success"]
    assert manager.post("/restrictions/verify", asked, status=200)["success"]
    assert manager.sign("POST", "/restrictions", **asked).decoded()["message"] == "OK"
    wrong = {**asked, "payload": base64.b64encode(b"BUY\n").decode()}
    assert "Line 1" in manager.post("/restrictions/verify", wrong, status=200)["message"]


@pytest.mark.parametrize("mime", ["application/pdf", "text/html", "text/csv"])
def test_a_statement_tells_what_the_account_has(manager: Manager, mime: str):
    asked = {"accountId": ACCOUNT, "startDate": "20130201", "endDate": "20130201", "mimeType": mime}
    told = manager.post("/statements", asked, status=200)["data"]
    content = base64.b64decode(told["value"])
    assert b"IBM" in content
    assert b"Cash,25000.00,USD" in content
    raw = manager.ask("POST", "/statements", json=asked, headers={"Accept": "application/pdf"})
    assert (raw.body == content) == (mime == "application/pdf")


def test_what_is_missing_or_wrong_is_named(manager: Manager):
    body = {"instructionType": "WITHDRAWAL", "instruction": {"clientInstructionId": 1}}
    problem = manager.post(CASH, body, status=400)
    assert problem["invalidArguments"][0]["field"] == "instruction.accountId"
    problem = manager.get("/requests?startDate=soon&endDate=2013-02-01", status=400)
    assert problem["invalidArguments"][0]["field"] == "startDate"


def test_forms_come_with_their_files_or_with_what_is_taken_for_them(manager: Manager):
    (form,) = manager.get("/forms?formNo=8001&projection=PAYLOAD")["formDetails"]
    assert len(base64.b64decode(form["payload"]["data"])) == form["fileLength"]
    (form,) = manager.get("/forms?formNo=8001&projection=DOCS")["formDetails"]
    assert "Passport" in form["acceptableDocs"]
    assert [each["formNumber"] for each in manager.get("/forms")["formDetails"]] == [3077, 5001, 8001, 8002]


def test_a_report_is_packed_when_it_shall_be(manager: Manager):
    asked = {
        "accountId": ACCOUNT,
        "startDate": "2013",
        "endDate": "2013",
        "mimeType": "text/csv",
        "gzip": True,
    }
    told = manager.post("/statements", asked, status=200)["data"]
    assert b"IBM" in gzip.decompress(base64.b64decode(told["value"]))


def test_records_outlive_a_restart(manager: Manager):
    manager.instruct(CASH, "WITHDRAWAL", **WIRE)
    saved = manager.gateway.save()
    manager.gateway = Gateway.loaded(saved, clock=manager.clock, oauth=manager.gateway._oauth, pacing=False)
    manager.wait(61)
    assert manager.state()["instructionStatus"] == "PROCESSED"
    assert manager.cash() == 24_900
