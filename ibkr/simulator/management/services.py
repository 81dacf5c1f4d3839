"""The echo, trade restrictions, sessions of browsers, and reports."""

from __future__ import annotations

import base64
import binascii
import gzip
import re
import secrets
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from html import escape
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from ibkr.simulator.http import Response
from ibkr.simulator.problems import invalid

if TYPE_CHECKING:
    from ibkr.simulator.management.asked import Asked
    from ibkr.simulator.management.records import ManagedAccount

Row = dict[str, Any]
_COMMANDS = ("RESTR_ADD", "RESTR_DELETE", "RESTR_ASSOC_ADD", "RESTR_ASSOC_DELETE")
_PERIOD = re.compile(r"\d{4}(\d{2}){0,2}")
_TAX_FORMS = ("1099", "1042-S")
_FIRST_YEAR = 2012


# -- trying out ------------------------------------------------------------------------


def echo(asked: Asked) -> Response:
    """How the service understood the request."""
    policy = "SIGNED_JWT" if asked.signed else "HTTPS"
    told = {"requestMethod": asked.request.method, "securityPolicy": policy}
    return Response.json({**told, "queryParameters": dict(asked.request.query)})


# -- restrictions ----------------------------------------------------------------------


def verify(asked: Asked) -> Response:
    """Read a CSV of restrictions; what is right can be applied under the same id."""
    given = asked.body
    fault = _fault(given["payload"])
    if fault is None:
        asked.office.restrictions[given["requestId"]] = given["payload"]
    return Response.json(
        {"success": fault is None, "requestId": given["requestId"], "message": fault or "OK"}
    )


def apply(asked: Asked) -> Response:
    """Put restrictions in force that were verified before, unchanged."""
    number, payload = asked.body["requestId"], asked.body["payload"]
    verified = asked.office.restrictions.get(number) == payload
    if verified:
        asked.office.in_force[number] = payload
    words = "OK" if verified else "The request was not verified"
    return Response.json({"success": verified, "requestId": number, "message": words})


def _fault(payload: str) -> str | None:
    """What is wrong with a CSV in base64, if anything."""
    try:
        lines = base64.b64decode(payload, validate=True).decode().splitlines()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return "The payload is not text in base64"
    given = [line for line in lines if line.strip()]
    if not given:
        return "The CSV is empty"
    wrong = next((place for place, line in enumerate(given, 1) if not line.startswith(_COMMANDS)), None)
    return None if wrong is None else f"Line {wrong} does not begin with one of {', '.join(_COMMANDS)}"


# -- sessions --------------------------------------------------------------------------


def browser(asked: Asked) -> Response:
    """A page where a user is logged in already; the simulated one logs him in when it is opened."""
    try:
        ip_address(asked.body["ip"])
    except ValueError:
        raise invalid(["ip"], "ip is no address") from None
    url = f"/sso/Dispatcher?token={secrets.token_urlsafe(16)}"
    return Response.json({"active": True, "url": url})


# -- reports ---------------------------------------------------------------------------


def statement(asked: Asked) -> Response:
    """A statement of an account as it stands now."""
    first, last = _period(asked.body)
    lines = [f"Statement {first} to {last}"]
    for account in dict.fromkeys((asked.body["accountId"], *(asked.body.get("accountIds") or ()))):
        lines += _statement(asked, asked.managed(account))
    return _file(asked, lines, asked.body.get("mimeType") or "application/pdf")


def _statement(asked: Asked, account: ManagedAccount) -> list[str]:
    lines = [f"Account,{account.account},{account.title}"]
    if account.account in asked.broker.accounts:
        found = asked.broker.summary(account.account)
        lines += [
            f"Net liquidation,{found.net_liquidation:.2f},{found.currency}",
            f"Cash,{found.cash:.2f},{found.currency}",
        ]
        held = [each for each in asked.broker.positions(account.account) if each.quantity]
        lines += [f"Position,{each.instrument.symbol},{each.quantity},{each.price}" for each in held]
    return lines


def _period(body: Mapping[str, Any]) -> tuple[str, str]:
    first, last = body["startDate"], body["endDate"]
    for key, value in (("startDate", first), ("endDate", last)):
        if not _PERIOD.fullmatch(value):
            raise invalid([key], f"{key} must be a day, month or year as 20130219")
    if len(first) != len(last) or last < first:
        raise invalid(["endDate"], "endDate does not fit startDate")
    return first, last


def available_statements(asked: Asked) -> Response:
    """The days, months and years that have statements."""
    account = asked.managed(asked.query("accountId"))
    today = _local(asked.now)
    months = [f"{today.year}{month:02d}" for month in range(1, today.month)]
    value = {
        "daily": {"startDate": f"{_local(account.begun):%Y%m%d}", "endDate": f"{today:%Y%m%d}"},
        "monthly": months,
        "annual": [str(year) for year in range(_FIRST_YEAR, today.year)],
    }
    return Response.json({"data": {"dataType": "String", "value": value}})


def confirmations(asked: Asked) -> Response:
    """The trades of a period."""
    account, (first, last) = asked.managed(asked.body["accountId"]), _period(asked.body)
    rows = [
        f"{day},{each.side},{each.quantity},{each.price},{each.conid}"
        for each in asked.broker.executions(account.account)
        if first <= (day := f"{_local(each.time):%Y%m%d}") <= last
    ]
    return _file(asked, [f"Trades {first} to {last}", *rows], asked.body.get("mimeType") or "application/pdf")


def available_confirmations(asked: Asked) -> Response:
    """The days with trades."""
    account = asked.managed(asked.query("accountId"))
    days = {f"{_local(each.time):%Y%m%d}" for each in asked.broker.executions(account.account)}
    return Response.json({"data": {"dataType": "String", "value": sorted(days)}})


def tax_document(asked: Asked) -> Response:
    """A tax form of a year that is over."""
    account, year, kind = asked.managed(asked.body["accountId"]), asked.body["year"], asked.body["type"]
    if kind not in (*_TAX_FORMS, "ALL") or year not in _tax_years(asked):
        raise invalid(["type"], f"There is no form {kind} of {year}")
    mime = {"PDF": "application/pdf", "HTML": "text/html", "CSV": "text/csv"}[asked.body["format"]]
    return _file(asked, [f"Form {kind}", f"Year {year}", f"Account {account.account}"], mime)


def available_tax_documents(asked: Asked) -> Response:
    """The tax forms of a year."""
    asked.managed(asked.query("accountId"))
    asked.query("year")
    year = asked.number("year", 0)
    names = _TAX_FORMS if year in _tax_years(asked) else ()
    offered = [{"isForm": True, "taxFormName": name, "formats": ["PDF", "HTML", "CSV"]} for name in names]
    return Response.json({"data": {"dataType": "String", "value": {"forms": offered}}})


def _tax_years(asked: Asked) -> range:
    return range(_FIRST_YEAR, _local(asked.now).year)


def _local(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC)


def _file(asked: Asked, lines: list[str], mime: str) -> Response:
    """A report in the format that was asked for; a PDF as it is where the caller accepts one."""
    writer = _WRITERS.get(mime)
    if writer is None:
        raise invalid(["mimeType"], f"mimeType must be one of {', '.join(_WRITERS)}")
    content = writer(lines)
    if asked.request.headers.get("accept", "").startswith("application/pdf") and mime == "application/pdf":
        return Response(200, content, (("content-type", mime),))
    zipped = bool(asked.body.get("gzip"))
    value = gzip.compress(content, mtime=0) if zipped else content
    told = {
        "dataType": "byte[]",
        "encoding": "base64",
        "value": base64.b64encode(value).decode(),
        "mimeType": mime,
        "gzip": zipped,
        "accept": ", ".join(_WRITERS),
    }
    return Response.json({"data": told})


def _as_page(lines: list[str]) -> bytes:
    rows = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f"<!doctype html><html><body>{rows}</body></html>".encode()


def _as_pdf(lines: list[str]) -> bytes:
    """A PDF of one page, with one line under the other."""
    shown = "".join(f"({_escaped(line)}) Tj T* " for line in lines)
    text = f"BT /F1 10 Tf 12 TL 40 800 Td {shown}ET".encode()
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
    )
    return _assembled(objects)


def _assembled(objects: tuple[bytes, ...]) -> bytes:
    body, places = b"%PDF-1.4\n", list[int]()
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, table)
    tail = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + head + tail


def _escaped(line: str) -> str:
    plain = line.encode("ascii", "replace").decode()
    return plain.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


_WRITERS: dict[str, Callable[[list[str]], bytes]] = {
    "application/pdf": _as_pdf,
    "text/html": _as_page,
    "text/csv": lambda lines: ("\r\n".join(lines) + "\r\n").encode(),
}

SERVES = {
    "management.echo": echo,
    "management.echo_signed": echo,
    "management.verify_restrictions": verify,
    "management.apply_restrictions": apply,
    "management.open_browser_session": browser,
    "management.statements": statement,
    "management.available_statements": available_statements,
    "management.trade_confirmations": confirmations,
    "management.available_trade_confirmations": available_confirmations,
    "management.tax_documents": tax_document,
    "management.available_tax_documents": available_tax_documents,
}
