"""Forms, lists of values, banks, brokers and usernames: what an application is made of."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING, Any

import attrs

from ibkr.simulator.http import Response
from ibkr.simulator.management.records import iso
from ibkr.simulator.problems import invalid

if TYPE_CHECKING:
    from ibkr.simulator.management.asked import Asked

Row = dict[str, Any]
_LEGAL_NAME = re.compile(r"[a-z][a-z0-9]{5,15}")
_PROJECTIONS = ("PAYLOAD", "DOCS", "NONE")
_MODIFIED = 1_325_376_000.0


@attrs.frozen(kw_only=True)
class Form:
    """A form; its text is ours."""

    number: int
    name: str
    message: str
    """The kind of login message that asks for it."""
    documents: tuple[str, ...] = ()
    question: str = "Do you agree?"

    @property
    def file(self) -> bytes:
        """A file with its name, small but readable."""
        return f"%PDF-1.4\n% Sample of form {self.number}: {self.name}\n%%EOF\n".encode()


FORMS: dict[int, Form] = {
    form.number: form
    for form in (
        Form(number=3077, name="Legal Acknowledgement", message="FYI"),
        Form(number=5001, name="W-8BEN or W-9 Tax Certificate", message="W8BEN"),
        Form(
            number=8001,
            name="Proof of Identity and Date of Birth",
            message="KYC",
            documents=("Passport", "Driver License", "National ID Card"),
            question="Which document do you send?",
        ),
        Form(
            number=8002,
            name="Proof of Address",
            message="KYC",
            documents=("Bank Statement", "Utility Bill"),
            question="Which document do you send?",
        ),
    )
}
REQUIRED = (3077, 5001)
"""What every application needs."""
_OUTSIDE = (8001, 8002)
"""What those need besides who live outside of the United States."""


def forms(asked: Asked) -> Response:
    """The forms asked for, or all of them; with their files when `projection` is PAYLOAD."""
    projection = asked.request.query.get("projection") or "NONE"
    if projection not in _PROJECTIONS:
        raise invalid(["projection"], f"projection must be one of {', '.join(_PROJECTIONS)}")
    language = asked.request.query.get("language") or "en"
    rows = [_details(number, projection, language) for number in _numbers(asked)]
    return Response.json({"hasError": False, "timestamp": iso(asked.now), "formDetails": rows})


def _numbers(asked: Asked) -> list[int]:
    wanted = asked.request.query.get("formNo")
    if not wanted:
        return list(FORMS)
    known = {str(number): number for number in FORMS}
    if not known.keys() >= set(wanted.split(",")):
        raise invalid(["formNo"], "There is no such form")
    return [known[number] for number in wanted.split(",")]


def _details(number: int, projection: str, language: str) -> Row:
    form = FORMS[number]
    row: Row = {
        "formNumber": form.number,
        "formName": form.name,
        "fileName": f"Form{form.number}.pdf",
        "fileLength": len(form.file),
        "sha1Checksum": hashlib.sha1(form.file, usedforsecurity=False).hexdigest(),
        "dateModified": iso(_MODIFIED),
        "language": language,
        "type": "DOCUMENT",
        "apiSupportedTask": True,
        "questionnaire": [_question(form)],
    }
    if projection == "PAYLOAD":
        content = base64.b64encode(form.file).decode()
        return {**row, "payload": {"mimeType": "application/pdf", "data": content}}
    return {**row, "acceptableDocs": list(form.documents)} if projection == "DOCS" else row


def _question(form: Form) -> Row:
    answers = form.documents or ("Yes", "No")
    return {
        "questionId": form.number,
        "question": form.question,
        "isMandatoryToAnswer": True,
        "questionType": "CHOICE" if form.documents else "YES_NO",
        "answers": [{"answerId": place, "answer": answer} for place, answer in enumerate(answers, 1)],
    }


def required(asked: Asked) -> Response:
    """The numbers of the forms that an application needs."""
    country = asked.request.query.get("residenceCountry") or "USA"
    numbers = REQUIRED if country in ("USA", "United States") else (*REQUIRED, *_OUTSIDE)
    return Response.json({"forms": [str(number) for number in numbers], "hasError": False})


# -- lists -----------------------------------------------------------------------------


def _coded(*names: str) -> list[Row]:
    return [{"code": name.upper().replace(" ", "_"), "name": name} for name in names]


ENUMERATIONS: dict[str, list[Row]] = {
    "exchange-bundles": _coded("US Stocks", "US Options", "US Futures", "Europe Stocks"),
    "business-and-occupation": [
        {"business": "Technology", "occupations": ["Analyst", "Engineer", "Manager"]},
        {"business": "Education", "occupations": ["Researcher", "Teacher"]},
    ],
    "employee-track": _coded("Employed", "Self Employed", "Retired", "Student", "Unemployed"),
    "fin-info-ranges": [
        {"id": place, "type": kind, "lower": lower, "upper": upper}
        for place, (kind, lower, upper) in enumerate(
            (each, *ends)
            for each in ("AnnualNetIncome", "NetWorth", "LiquidNetWorth")
            for ends in ((0, 49_999), (50_000, 249_999), (250_000, 999_999))
        )
    ],
    "acats": [{"brokerId": "0000", "brokerName": "SECOND SAMPLE BROKER"}],
    "aton": [{"brokerId": "0001", "brokerName": "THIRD SAMPLE BROKER"}],
    "market-data": [{"id": "US_SNAPSHOT", "name": "US Securities Snapshot", "fee": 10, "currency": "USD"}],
    "edd-avt": _coded("Identity Card", "Passport", "Bank Statement"),
    "prohibited-country": _coded("Business", "Travel", "Family"),
    "employee-plans": _coded("Sample Plan"),
    "questionnaires": [{"formNumber": 5001, "questionId": 5001, "question": "Do you agree?"}],
    "security-questions": [
        {"questionId": 1, "question": "What was your first school?"},
        {"questionId": 2, "question": "What was the name of your first pet?"},
    ],
    "quiz-questions": [
        {"quizId": 1, "question": "An option can expire without value.", "answers": ["True", "False"]}
    ],
    "wire-instructions": [{"currency": "USD", "bankName": "SAMPLE BANK", "bic": "SAMPUS33XXX"}],
    "product-country-bundles": [
        {"product": product, "countries": ["UNITED STATES", "GERMANY", "UNITED KINGDOM"]}
        for product in ("STOCKS", "OPTIONS", "FUTURES")
    ],
}
"""Values that keys of an application may have; a few of each, and ours."""
_BROKERS = {"COMPLEX_ASSET_TRANSFER": ["FIRST SAMPLE BANK", "SECOND SAMPLE BROKER"]}
_BANKS = {
    "eDDA": [{"institutionName": "SAMPLE BANK LIMITED", "clearingCode": "999", "BIC": "SAMPHKHHXXX"}],
    "FAST": [{"institutionName": "SAMPLE BANK SINGAPORE", "clearingCode": "998", "BIC": "SAMPSGSGXXX"}],
}


def enumeration(asked: Asked) -> Response:
    """The values of one list."""
    kind = asked.path["enumerationType"]
    if kind not in ENUMERATIONS:
        raise invalid(["enumerationType"], f"There is no list {kind}")
    answer: Row = {"enumerationsType": kind, "jsonData": ENUMERATIONS[kind]}
    number = asked.request.query.get("form-number")
    return Response.json({**answer, "formNumber": number} if number else answer)


def brokers(asked: Asked) -> Response:
    """The brokers that a kind of transfer works with."""
    kind = asked.query("instructionType")
    if kind not in _BROKERS:
        raise invalid(["instructionType"], f"instructionType must be one of {', '.join(_BROKERS)}")
    return Response.json({"instructionType": kind, "brokers": _BROKERS[kind]})


def banks(asked: Asked) -> Response:
    """The banks that can be drawn from directly."""
    kind = asked.query("type")
    if kind not in _BANKS:
        raise invalid(["type"], f"type must be one of {', '.join(_BANKS)}")
    return Response.json({"type": kind, "participatingBanks": _BANKS[kind]})


def username(asked: Asked) -> Response:
    """Whether a username is legal and free; one that is taken comes with another."""
    name = asked.path["username"]
    valid = _LEGAL_NAME.fullmatch(name) is not None
    taken = {asked.state.session.identity.user_name, *(each.lower() for each in asked.office.accounts)}
    available = valid and name not in taken
    suggested = [f"{name}7"[:16]] if valid and not available else []
    return Response.json(
        {"isValid": valid, "isAvailable": available, "suggestedUserName": suggested, "hasError": False}
    )


SERVES = {
    "management.forms": forms,
    "management.required_forms": required,
    "management.enumeration": enumeration,
    "management.transfer_brokers": brokers,
    "management.participating_banks": banks,
    "management.username": username,
}
