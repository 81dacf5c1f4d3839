"""Who may ask what of the account management side, and who answers.

The client shows an access token of the operation's scope. A body is a statement that he
signed (`application/jwt`). Where JSON is published, plain JSON is taken as well: the facts
do not say whether a client who is registered to sign may leave it out there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

import attrs
import msgspec
from ibkr_wire.operation import convert_as
from ibkr_wire.tables.operations import match

from ibkr.simulator.management import accounts, forms, instructions, queries, services
from ibkr.simulator.management.asked import Asked
from ibkr.simulator.problems import Problem, invalid
from ibkr.simulator.refusals import not_there

if TYPE_CHECKING:
    from ibkr_wire.operation import Info

    from ibkr.simulator.http import Request, Response
    from ibkr.simulator.state import State

ROOT = "/gw/"
_JWT = "application/jwt"

SERVES: dict[str, Callable[[Asked], Response]] = {
    name: answerer
    for group in (accounts, forms, instructions, queries, services)
    for name, answerer in group.SERVES.items()
}


class Checker(Protocol):
    """Knows the clients: their access tokens, and what they signed."""

    def check(self, request: Request, scopes: frozenset[str], *, now: float) -> None: ...

    def statement(self, body: bytes, now: float) -> dict[str, Any]: ...


@attrs.frozen(kw_only=True)
class Rules:
    """What an operation wants: one of these scopes, and claims of this model in a signed body."""

    scopes: frozenset[str]
    claims: str | None = None
    """The model of a body that must be signed; None where it is JSON, or there is none."""
    media: str = _JWT
    """How a signed body is published."""


def _rules(*scopes: str, claims: str | None = None, media: str = _JWT) -> Rules:
    return Rules(scopes=frozenset(scopes), claims=claims, media=media)


_READ = _rules("accounts.read")
_LISTS = _rules("accounts.read", "enumerations.read")
_BANKS = _rules("bank-instructions.write")
_MOVES = _rules("transfers.write")
_STATES = _rules("instructions.read")
_CANCELS = _rules("instructions.write")
_REPORTS = _rules("statements.write", "reports.write")
_AVAILABLE = _rules("statements.read", "reports.read")

RULES: dict[str, Rules] = {
    **dict.fromkeys(accounts.SERVES, _READ),
    "management.open_account": _rules(
        "accounts.write", claims="management_applications.AccountApplicationClaims"
    ),
    "management.change_account": _rules("accounts.write", claims="management_changes.AccountChangesClaims"),
    "management.send_documents": _rules("accounts.write", claims="management_applications.DocumentsClaims"),
    "management.forms": _rules("accounts.read", "forms.read"),
    "management.required_forms": _READ,
    "management.enumeration": _LISTS,
    "management.transfer_brokers": _rules("enumerations.read"),
    "management.participating_banks": _rules("enumerations.read"),
    "management.username": _rules("accounts.read", "validations.read"),
    **dict.fromkeys(("management.instruct_bank", "management.instruct_bank_bulk"), _BANKS),
    **{name: _MOVES for name in instructions.SERVES if name.startswith("management.move_")},
    **dict.fromkeys(("management.cancel_instruction", "management.cancel_instruction_bulk"), _CANCELS),
    **dict.fromkeys(
        (
            "management.instruction",
            "management.client_instruction",
            "management.instruction_set",
            "management.recent_instructions",
        ),
        _STATES,
    ),
    "management.balances": _rules("balances.read"),
    "management.bank_instructions": _rules("bank-instructions.read"),
    "management.cash_limits": _rules("transfers.read"),
    "management.echo": _rules("echo.read"),
    "management.echo_signed": _rules("echo.write", claims="management_services.EchoClaims"),
    "management.verify_restrictions": _rules("restrictions.write"),
    "management.apply_restrictions": _rules(
        "restrictions.write", claims="management_services.RestrictionsClaims", media="text/plain"
    ),
    "management.open_browser_session": _rules(
        "sso-browser-sessions.write", claims="management_services.BrowserSessionClaims"
    ),
    "management.statements": _rules("statements.read", "statements.write", "reports.write"),
    **dict.fromkeys(("management.trade_confirmations", "management.tax_documents"), _REPORTS),
    **{name: _AVAILABLE for name in services.SERVES if name.startswith("management.available_")},
}
"""Source: the descriptions of the operations in spec/openapi/paths/management_*.yaml."""


def find(request: Request) -> tuple[Info, Mapping[str, str]] | None:
    """The operation that a request is, with its path parameters; None for a path that does not exist."""
    found = match(request.method, request.path.rstrip("/"))
    return found if found is not None and found[0].name in SERVES else None


def answer(state: State, request: Request, checker: Checker, *, now: float) -> Response:
    """The answer to a request below `/gw/`; `now` is the time of day that clients sign with."""
    found = find(request)
    if found is None:
        return not_there()
    info, path = found
    try:
        checker.check(request, RULES[info.name].scopes, now=now)
        body, signed = _body(info, request, checker, now)
        state.office.furnish(state.broker, state.world.now())
        asked = Asked(state=state, path=path, request=request, body=body, signed=signed)
        return SERVES[info.name](asked)
    except Problem as problem:
        return problem.response(request.path)


def _body(info: Info, request: Request, checker: Checker, now: float) -> tuple[dict[str, Any], bool]:
    """What the body says, and whether it is signed."""
    model = _model(info.name)
    if model is None:
        return {}, False
    rules = RULES[info.name]
    signed = request.headers.get("content-type", "").startswith((_JWT, rules.media))
    if rules.claims is not None and not signed:
        raise Problem(415, "Unsupported Media Type", f"the body must be {rules.media}")
    said = checker.statement(request.body, now) if signed else _json(request.body)
    try:
        convert_as(model, said)
    except msgspec.ValidationError as error:
        raise invalid([_field(str(error))], str(error)) from None
    return said, signed


def _json(body: bytes) -> dict[str, Any]:
    try:
        said = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise invalid([], "the body is not JSON") from None
    if not isinstance(said, dict):
        raise invalid([], "an object is expected")
    return cast("dict[str, Any]", said)


def _field(error: str) -> str:
    """The key that an error of msgspec is about: ``... `accountId` - at `$.instruction` ``."""
    place = error.rpartition(" - at `$")[2].strip("`.")
    named = error.split("`")[1] if "missing required field" in error else ""
    return ".".join(filter(None, (place if "at `$" in error else "", named)))


@cache
def _model(name: str) -> Any:
    """The model of an operation's body, None where it has none."""
    claims = RULES[name].claims
    if claims is not None:
        module, _, model = claims.partition(".")
        return getattr(import_module(f"ibkr_wire.models.{module}"), model)
    # Endpoints import their models for type checkers only, so the name of the annotation is looked up.
    hint = import_module(f"ibkr_wire.rest.api.{name}").operation.__annotations__.get("body")
    found = (getattr(import_module(f"ibkr_wire.models.{module}"), hint or "", None) for module in _MODELS)
    return next(filter(None, found), None)


_MODELS = ("management_banking", "management_instructions", "management_services")
