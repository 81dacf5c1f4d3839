"""From IBKR's answers to this library's errors: the one place that reads IBKR's words.

Source: errors.md. The order of decisions matters: the same status means different
things, and errors travel inside HTTP 200.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import urlsplit

import attrs
import msgspec

from ibkr._core.authority import is_management
from ibkr.errors import (
    BadRequest,
    GatewayFault,
    NoBrokerageSession,
    NotAuthenticated,
    NotFound,
    OrderRejected,
    PacingError,
    ResponseError,
    WrongBasePath,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from ibkr_wire.operation import Info

    from ibkr._core.flow import Response
    from ibkr.errors import IbkrError

# IBKR's words for a missing brokerage session, under 400, 401, 404 and 500 alike.
NO_BRIDGE: Final = re.compile(r"no bridge|init session first", re.IGNORECASE)
# The brokerage session is another one than the calls before this one were made in.
NEW_SESSION: Final = re.compile(r"query /\S+ first", re.IGNORECASE)
GONE: Final = re.compile(r"doesn't exist|does not exist|is not found|not found|inactive", re.IGNORECASE)
# An answer is an error when it says nothing else; whatif and others carry `error` beside their content.
ERROR_KEYS: Final = frozenset({"error", "statusCode", "status_code", "action", "order_id", "cqe"})
ACCOUNT_NUMBER: Final = re.compile(r"\b(?:D?[UFI]|DU[A-Z]?)\d{5,}\b")
LONGEST_QUOTE: Final = 300
LATEST_SUCCESS: Final = 299
SERVER_FAULT: Final = 500


@attrs.frozen
class _Answer:
    """What the decisions look at."""

    info: Info
    response: Response
    base_url: str
    words: str | None
    """The error text inside the body, if there is one."""

    def evidence(self) -> dict[str, Any]:
        return {
            "operation": self.info.name,
            "status": self.response.status,
            "body": self.response.body,
            "request_id": self.response.headers.get("x-request-id"),
        }

    def said(self) -> str:
        return f" IBKR said: {quoted(self.words)}." if self.words else ""


def recognise(info: Info, response: Response, *, base_url: str) -> IbkrError | None:
    """The error that an answer is, or None."""
    if response.status <= LATEST_SUCCESS and not _may_be_error(response):
        return None
    words = error_words(response.body)
    answer = _Answer(info, response, base_url, words)
    if response.status <= LATEST_SUCCESS:
        return _inside_success(answer)
    if words is not None and NO_BRIDGE.search(words):
        return _no_bridge(answer)
    if words is not None and NEW_SESSION.search(words):
        return _new_session(answer)
    return _BY_STATUS.get(response.status, _by_class)(answer)


def _may_be_error(response: Response) -> bool:
    """A cheap look that lets nearly every good answer pass without decoding it twice."""
    body = response.body
    start = body[:1]
    if start == b"{":
        return b'"error"' in body or b'"success"' in body
    return start in (b"<", b" ", b"\n", b"\r", b"\t")


def _inside_success(answer: _Answer) -> IbkrError | None:
    body = answer.response.body.lstrip()
    if body[:1] == b"<":
        # At the root of the host pages are what is asked for.
        return None if answer.info.root == "host" else _wrong_base_path(answer)
    if (refusal := _refusal(body)) is not None:
        return _refused(attrs.evolve(answer, words=refusal))
    if answer.words is None or not _says_nothing_else(body):
        return None
    return _no_bridge(answer) if NO_BRIDGE.search(answer.words) else _refused(answer)


def _refusal(body: bytes) -> str | None:
    """The reason of an answer that says `success: false`, as alerts and allocation groups do (shape 4)."""
    if b'"success"' not in body:
        return None
    try:
        value: Any = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    if not isinstance(value, dict) or cast("dict[str, Any]", value).get("success") is not False:
        return None
    keys = cast("dict[str, Any]", value)
    words = (keys.get(key) for key in ("text", "error", "failure_list"))
    return next((each for each in words if isinstance(each, str)), "")


def _says_nothing_else(body: bytes) -> bool:
    try:
        return set(cast("dict[str, Any]", msgspec.json.decode(body))) <= ERROR_KEYS
    except (msgspec.DecodeError, UnicodeDecodeError):  # cut short: what it was to say is not known
        return False


def error_words(body: bytes) -> str | None:
    """The text of an error body: `error` (JSON inside its text included), `detail`, or plain words."""
    try:
        value: Any = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _plain_words(body)
    if not isinstance(value, dict):
        return None
    keys = cast("dict[str, Any]", value)
    words = next((keys[key] for key in ("error", "detail", "title") if isinstance(keys.get(key), str)), None)
    return None if words is None else _reason_inside(words)


def _reason_inside(words: str) -> str:
    """secdef/info of an unknown conid hides `{"reason": ...}` inside the error text (errors.md, shape 3)."""
    if not words.startswith("{"):
        return words
    try:
        inner: Any = msgspec.json.decode(words)
    except msgspec.DecodeError:
        return words
    reason = cast("dict[str, Any]", inner).get("reason") if isinstance(inner, dict) else None
    return reason if isinstance(reason, str) else words


def _plain_words(body: bytes) -> str | None:
    text = body.decode("utf-8", "replace").strip()
    return None if not text or text.startswith("<") else text


def quoted(words: str) -> str:
    """IBKR's words for use in a sentence: one line, not too long, account numbers taken out."""
    line = " ".join(ACCOUNT_NUMBER.sub("<account>", words).split()).rstrip(".")
    return line if len(line) <= LONGEST_QUOTE else f"{line[:LONGEST_QUOTE]}..."


# --- one function an error ---------------------------------------------------------------------


def _no_bridge(answer: _Answer) -> ResponseError:
    return NoBrokerageSession(
        "Logged in, but there is no brokerage session, which orders and market data need: "
        "open one with `ib.session.open()`.",
        **answer.evidence(),
        retryable=True,
    )


def _new_session(answer: _Answer) -> ResponseError:
    return NoBrokerageSession(
        f"The brokerage session was renewed meanwhile, and {answer.info.name} was not looked at: "
        "call it again.",
        **answer.evidence(),
        retryable=True,
    )


def _not_authenticated(answer: _Answer) -> ResponseError:
    parts = urlsplit(answer.base_url)
    return NotAuthenticated(
        f"The gateway at {parts.scheme}://{parts.netloc} has no session. "
        "Log in there with a browser, then try again.",
        **answer.evidence(),
    )


def _forbidden(answer: _Answer) -> ResponseError:
    if not is_management(answer.info):
        return _refused_address(answer)
    return ResponseError(
        f"IBKR refused {answer.info.name}.{answer.said()} If the scope is missing, name it in "
        "OAuth2(scope=...), where blanks separate several; if not, the account is none of this client's.",
        **answer.evidence(),
    )


def _refused_address(answer: _Answer) -> ResponseError:
    return ResponseError(
        "The gateway denies this machine's address or login access: allow the address under `ips` in the "
        f"gateway's conf.yaml.{answer.said()}",
        **answer.evidence(),
    )


def _not_found(answer: _Answer) -> ResponseError:
    if answer.words == "Access Denied":  # the gateway's own address filter says 404 (real-gateway.md)
        return _refused_address(answer)
    return NotFound(
        f"IBKR found nothing for {answer.info.name} ({answer.info.method} {answer.info.path}): "
        f"check the ids and the path.{answer.said()}",
        **answer.evidence(),
        retryable=answer.info.first_answer == "error",
    )


def _too_many(answer: _Answer) -> ResponseError:
    seconds = answer.response.headers.get("retry-after", "")
    return PacingError(
        f"IBKR says that {answer.info.name} was called too often; its limit is shut until the penalty is "
        "over. Do other programs use the same gateway? Leave them room with Pacing(reserve=...).",
        **answer.evidence(),
        retry_after=float(seconds) if seconds.isascii() and seconds.isdigit() else None,
    )


def _wrong_base_path(answer: _Answer) -> ResponseError:
    parts = urlsplit(answer.base_url)
    return WrongBasePath(
        f"base_url {answer.base_url} does not lead to the gateway's API: {_what_came(answer)}. "
        f"It should look like {parts.scheme}://{parts.netloc}/v1/api.",
        **answer.evidence(),
    )


def _what_came(answer: _Answer) -> str:
    target = urlsplit(answer.response.headers.get("location", ""))
    if answer.response.status <= LATEST_SUCCESS:
        return "a web page came back"
    return (
        f"the call was redirected to {target.scheme}://{target.netloc}"
        if target.netloc
        else "a redirect came"
    )


def _refused(answer: _Answer) -> IbkrError:
    words = answer.words or ""
    names_an_order = "{orderId}" in answer.info.path
    if answer.info.effect == "order" and not (names_an_order and GONE.search(words)):
        reason = quoted(words) or f"status {answer.response.status} without a reason"
        return OrderRejected(
            f"IBKR refused the order: {reason}. Correct it and place it as a new ticket (`ticket.again()`).",
            **answer.evidence(),
            reason=words,
        )
    if GONE.search(words):
        return NotFound(
            f"IBKR knows no such thing for {answer.info.name}: {quoted(words)}. Check the ids.",
            **answer.evidence(),
        )
    return BadRequest(
        f"IBKR refused {answer.info.name}; correct the request.{answer.said()}", **answer.evidence()
    )


def _fault(answer: _Answer) -> IbkrError:
    """500 means a server fault or bad input; words other than the server's own tell bad input."""
    if answer.response.status == SERVER_FAULT and _names_a_reason(answer):
        if answer.info.first_answer != "error":
            return _refused(answer)
    elif answer.words is not None and GONE.search(answer.words):
        return _refused(answer)
    return GatewayFault(
        f"IBKR could not answer {answer.info.name} (status {answer.response.status}): overload, reset or "
        f"maintenance. Try again in a minute.{answer.said()}",
        **answer.evidence(),
        # A 503 that repeats its status in the body is about the thing asked for: an unknown order or conid.
        retryable=b'"statusCode"' not in answer.response.body,
    )


def _names_a_reason(answer: _Answer) -> bool:
    is_object = answer.response.body.lstrip()[:1] == b"{"
    return is_object and bool(answer.words) and "service unavailable" not in (answer.words or "").lower()


def _by_class(answer: _Answer) -> IbkrError:
    status = answer.response.status
    if status < 400:
        return _wrong_base_path(answer)
    return _fault(answer) if status >= SERVER_FAULT else _refused(answer)


_BY_STATUS: Final[dict[int, Callable[[_Answer], IbkrError]]] = {
    401: _not_authenticated,
    403: _forbidden,
    404: _not_found,
    410: _fault,  # a hosted node wants another server
    429: _too_many,
}
