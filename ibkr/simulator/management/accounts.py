"""Accounts: applied for, changed, approved once their forms are there, and looked at."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from ibkr.simulator.http import Response
from ibkr.simulator.management.forms import FORMS, REQUIRED
from ibkr.simulator.management.records import STATUSES, ManagedAccount, Submission, iso
from ibkr.simulator.problems import Problem, invalid

if TYPE_CHECKING:
    from ibkr.simulator.management.asked import Asked

_APPLICATION_SECONDS = 60.0
"""How long an application is read; the forms it needs must be there as well."""
_CHANGE_SECONDS = 5.0
_CHECK_SECONDS = 7 * 86_400.0
_ANYBODY = "applicant"
_LETTERS = frozenset("NOPCAEFIJLMRWQ")

Row = dict[str, Any]


# -- applying and changing -------------------------------------------------------------


def apply(asked: Asked) -> Response:
    """Open an account: it is pending until its forms were sent, and for a minute."""
    application: Row = asked.body.get("application") or {}
    if not (application.get("customer") and application.get("accounts")):
        raise invalid(["application"], "an application names a customer and accounts")
    opened = [_open(asked, application, wanted) for wanted in application["accounts"]]
    made = asked.office.submit(
        "Application", application, account=opened[0].account, now=asked.now, delay=_APPLICATION_SECONDS
    )
    receipt = made.receipt()
    receipt["fileData"]["data"]["accounts"] = [_line(each) for each in opened]
    return Response.json(receipt)


def _open(asked: Asked, application: Mapping[str, Any], wanted: Mapping[str, Any]) -> ManagedAccount:
    holder = _holder(application["customer"])
    name: Row = holder.get("name") or {}
    account = ManagedAccount(
        account=asked.office.new_account(),
        title=" ".join(filter(None, (name.get("first"), name.get("last")))) or _ANYBODY,
        currency=wanted.get("baseCurrency", "USD"),
        begun=asked.now,
        opens=asked.now + _APPLICATION_SECONDS,
        master=application.get("masterAccountId"),
        external_id=wanted.get("externalId") or application["customer"].get("externalId"),
        margin=wanted.get("margin", "Cash"),
        holder=holder,
        forms_due=list(REQUIRED),
        application=application,
    )
    asked.office.accounts[account.account] = account
    for document in application.get("documents") or ():
        _take_document(account, document, asked.now)
    return account


def _holder(customer: Mapping[str, Any]) -> Mapping[str, Any]:
    """Who applies, of an individual application; else nothing is known of him."""
    applicant: Row = customer.get("accountHolder") or {}
    details: list[Row] = applicant.get("accountHolderDetails") or [{}]
    return {"externalId": customer.get("externalId"), "email": customer.get("email"), **details[0]}


def _line(account: ManagedAccount) -> Row:
    return {"externalId": account.external_id, "accountId": account.account, "status": "Success"}


def _take_document(account: ManagedAccount, document: Mapping[str, Any], now: float) -> None:
    number = document.get("formNumber")
    if number in FORMS:
        account.forms_sent.setdefault(cast("int", number), now)


def send_documents(asked: Asked) -> Response:
    """Hand in forms: they count for every application of the day, and for those that wait."""
    sent: Row = asked.body.get("processDocuments") or {}
    documents: list[Row] = sent.get("documents") or []
    if not documents:
        raise invalid(["processDocuments"], "there are no documents")
    waiting = [each for each in asked.office.accounts.values() if each.letter(asked.now) == "P"]
    for account in waiting:
        for document in documents:
            _take_document(account, document, asked.now)
    about = waiting[0].account if waiting else asked.broker.accounts[0]
    made = asked.office.submit(
        "Document Submission", sent, account=about, now=asked.now, delay=_CHANGE_SECONDS
    )
    return Response.json(made.receipt())


def change(asked: Asked) -> Response:
    """Change accounts, in as many ways as there are keys."""
    changes: Row = asked.body.get("accountManagementRequests") or {}
    if not changes:
        raise invalid(["accountManagementRequests"], "there is nothing to change")
    # All are looked up before the first is changed: a request is taken as a whole, or not at all.
    targets = {key: _target(asked, key, wanted) for key, wanted in changes.items()}
    made: list[Submission] = []
    for key, wanted in changes.items():
        _change(targets[key], key, wanted, asked.now)
        account = targets[key].account
        made.append(
            asked.office.submit(_title(key), wanted, account=account, now=asked.now, delay=_CHANGE_SECONDS)
        )
    return Response.json(made[0].receipt())


def _target(asked: Asked, key: str, wanted: object) -> ManagedAccount:
    """The account that a change is about; the first where it names none."""
    if not isinstance(wanted, dict):
        raise invalid([key], f"{key} must be an object")
    account = cast("Row", wanted).get("accountId")
    return asked.managed(asked.broker.accounts[0] if account is None else str(account))


def _change(found: ManagedAccount, key: str, given: Mapping[str, Any], now: float) -> None:
    if key == "updateAccountAlias":
        found.alias = given.get("accountAlias")
    elif key == "updateExternalId":
        found.external_id = given.get("newExternalId")
    elif key in ("accountClose", "abandonAccount"):
        found.closed = now
    elif key in ("reopenAccount", "resetAbandonedAccount"):
        found.closed = None
    else:
        found.properties[key] = dict(given)


def _title(key: str) -> str:
    """`updateAccountAlias` as `Update Account Alias`."""
    spaced = "".join(f" {letter}" if letter.isupper() else letter for letter in key)
    return spaced[:1].upper() + spaced[1:]


# -- requests --------------------------------------------------------------------------


def requests(asked: Asked) -> Response:
    """The requests of a period, newest first."""
    since, until = asked.period()
    found = [each for each in asked.office.submissions.values() if since <= each.made < until]
    rows, place = asked.page([_request(each, asked.now) for each in reversed(found)])
    return Response.json({"requestDetails": rows, **place})


def _request(made: Submission, now: float) -> Row:
    return {
        "requestId": made.request_id,
        "dateSubmitted": iso(made.made)[:10],
        "status": made.status(now),
        "accountID": made.account,
        "requestType": made.kind,
    }


def request_status(asked: Asked) -> Response:
    """How far a request is (`update`), or what came back for it (`response`)."""
    made = asked.office.submissions.get(asked.path_number("requestId"))
    if made is None:
        raise invalid(["requestId"], "There is no such request")
    kind = asked.query("type")
    if kind not in ("response", "update"):
        raise invalid(["type"], "type must be response or update")
    if kind == "response":
        return Response.json(made.receipt())
    status = {"requestId": str(made.request_id), "requestType": made.kind, "status": made.status(asked.now)}
    return Response.json({**status, "message": "", "acctId": made.account})


# -- looking ---------------------------------------------------------------------------


def _of_path(asked: Asked) -> ManagedAccount:
    return asked.managed(asked.path["accountId"])


def application(asked: Asked) -> Response:
    """What was sent to open an account, by the account or by the client's own id."""
    own = asked.request.query.get("externalId")
    account = asked.request.query.get("accountId")
    if not (own or account):
        raise invalid(["accountId"], "accountId or externalId is needed")
    wanted = (
        each
        for each in asked.office.accounts.values()
        if account == each.account or (own is not None and own == each.external_id)
    )
    found = next(wanted, None)
    if found is None:
        raise Problem(403, "Forbidden", "There is no such application", kind="/simple")
    if found.application is None:
        names = {f"{way}FileName": f"{way}_{found.account}.json" for way in ("request", "response")}
        return Response.json({"accountId": found.account, **names})
    name = f"request_{found.account}.json"
    sent = {"application": found.application}
    return Response.json(
        {"accountId": found.account, "isProcessed": True, "name": name, "data": sent, "hasError": False}
    )


def statuses(asked: Asked) -> Response:
    """The accounts that were begun in a period, with their status."""
    shown, place = asked.page([each.status_row(asked.now) for each in _begun(asked)])
    return Response.json({"accounts": shown, **place})


def _begun(asked: Asked) -> Iterator[ManagedAccount]:
    """The accounts of the period and status that are asked about. Raises `Problem`."""
    (since, until), wanted = asked.period(), asked.request.query.get("status")
    if wanted is not None and wanted not in _LETTERS:
        raise invalid(["status"], "status is a letter of the published list")
    for each in asked.office.accounts.values():
        if since <= each.begun < until and wanted in (None, each.letter(asked.now)):
            yield each


def status(asked: Asked) -> Response:
    """The status of an account."""
    return Response.json(_of_path(asked).status_row(asked.now))


def details(asked: Asked) -> Response:
    """An account with its holder; what it is worth comes from its books."""
    found = _of_path(asked)
    return Response.json(
        {
            "hasError": False,
            "account": _profile(asked, found),
            "associatedPersons": [_person(found)],
            "associatedEntities": [],
            "restrictions": [],
        }
    )


def _profile(asked: Asked, found: ManagedAccount) -> Row:
    letter, opened = found.letter(asked.now), found.opened(asked.now)
    trades = found.account in asked.broker.accounts
    equity = float(asked.broker.summary(found.account).net_liquidation) if trades else 0.0
    profile = {
        "accountId": found.account,
        "masterAccountId": found.master,
        "accountTitle": found.title,
        "accountAlias": found.alias,
        "externalId": found.external_id,
        "baseCurrency": found.currency,
        "clearingStatus": letter,
        "clearingStatusDescription": STATUSES[letter],
        "dateBegun": iso(found.begun),
        "dateOpened": None if opened is None else iso(opened),
        "dateClosed": None if found.closed is None else iso(found.closed),
        "margin": found.margin,
        "applicantType": "INDIVIDUAL",
        "equity": round(equity, 2),
        "capabilities": {"approved": ["STK", "OPT", "FUT", "CASH"] if trades else ["STK"]},
        "investmentObjectives": ["Growth"],
    }
    return {key: value for key, value in profile.items() if value is not None}


def _person(found: ManagedAccount) -> Row:
    first, _, last = found.title.partition(" ")
    name: Row = found.holder.get("name") or {}
    return {
        "entityId": _entity(found),
        "externalCode": found.holder.get("externalId") or found.external_id,
        "firstName": name.get("first", first),
        "lastName": name.get("last", last),
        "email": found.holder.get("email"),
        "associations": ["Account Holder"],
    }


def _entity(found: ManagedAccount) -> int:
    return int(hashlib.sha256(found.account.encode()).hexdigest()[:6], 16)


def identity_check(asked: Asked) -> Response:
    """The page where the holder of an account shows his passport."""
    found = _of_path(asked)
    return Response.json(
        {
            "url": f"https://identity.example.com/check/{found.account}",
            "externalId": found.external_id,
            "entityId": _entity(found),
            "state": "Created",
            "startDate": iso(found.begun),
            "expiryDate": iso(found.begun + _CHECK_SECONDS),
            "hasError": False,
        }
    )


# -- tasks and messages ----------------------------------------------------------------


def tasks(asked: Asked) -> Response:
    """What is still to be done for an account, or was to be done for its registration."""
    found, kind = _of_path(asked), asked.request.query.get("type") or "registration"
    if kind not in ("pending", "registration"):
        raise invalid(["type"], "type must be pending or registration")
    letter = found.letter(asked.now)
    about = {
        "accountId": found.account,
        "status": letter,
        "state": STATUSES[letter],
        "description": STATUSES[letter],
        "hasError": False,
    }
    if kind == "pending":
        due = [number for number in found.forms_due if number not in found.forms_sent]
        rows = [_pending(number, place) for place, number in enumerate(due, 1)]
        return Response.json({**about, "pendingTaskPresent": bool(rows), "pendingTasks": rows})
    rows = [_registration(found, number) for number in found.forms_due]
    return Response.json({**about, "registrationTaskPresent": bool(rows), "registrationTasks": rows})


def _pending(number: int, place: int) -> Row:
    return {
        "taskNumber": place,
        "formNumber": number,
        "formName": FORMS[number].name,
        "action": "to complete",
        "state": "To Be Submitted",
        "requiredForApproval": True,
        "requiredForTrading": True,
        "onlineTask": False,
    }


def _registration(found: ManagedAccount, number: int) -> Row:
    sent = found.forms_sent.get(number)
    row: Row = {
        "formNumber": number,
        "formName": FORMS[number].name,
        "action": "to complete",
        "isRequiredForApproval": True,
        "isCompleted": sent is not None,
        "isDeclined": False,
        "state": "To Be Submitted" if sent is None else "Submitted",
    }
    return row if sent is None else {**row, "dateCompleted": iso(sent)}


def login_messages(asked: Asked) -> Response:
    """What the user of an account is told when he logs in: the forms that are missing."""
    found = _of_path(asked)
    return Response.json(_messages(asked, found, asked.request.query.get("type")))


def all_login_messages(asked: Asked) -> Response:
    """The same of the first account with messages of the period; the published answer holds one account."""
    told = (_messages(asked, found, asked.request.query.get("type")) for found in _begun(asked))
    nothing: Row = {"loginMessagePresent": False, "loginMessages": []}
    return Response.json(next((each for each in told if each["loginMessagePresent"]), nothing))


def _messages(asked: Asked, found: ManagedAccount, kind: str | None) -> Row:
    letter = found.letter(asked.now)
    due = [number for number in found.forms_due if number not in found.forms_sent]
    rows = [_message(found, number) for number in due if kind in (None, FORMS[number].message)]
    return {
        "accountId": found.account,
        "clearingStatus": letter,
        "clearingStatusDescription": STATUSES[letter],
        "loginMessagePresent": bool(rows),
        "loginMessages": rows,
    }


def _message(found: ManagedAccount, number: int) -> Row:
    return {
        "id": _entity(found) + number,
        "username": found.account.lower(),
        "messageType": FORMS[number].message,
        "contentId": number,
        "state": "PENDING",
        "description": f"Send the form {FORMS[number].name}",
        "recordDate": iso(found.begun),
        "tasks": [number],
    }


SERVES = {
    "management.open_account": apply,
    "management.change_account": change,
    "management.send_documents": send_documents,
    "management.application": application,
    "management.account_statuses": statuses,
    "management.account_status": status,
    "management.account_details": details,
    "management.identity_check": identity_check,
    "management.account_tasks": tasks,
    "management.account_login_messages": login_messages,
    "management.login_messages": all_login_messages,
    "management.requests": requests,
    "management.request_status": request_status,
}
