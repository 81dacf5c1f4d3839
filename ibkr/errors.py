"""Everything that can go wrong, named by what the caller does next.

    IbkrError
    ├── TransportError            no answer came; `.sent` says whether the request may have arrived
    │   ├── GatewayUnreachable        start the gateway, or correct its address
    │   ├── GatewayTimeout            look before asking again; the gateway was silent
    │   ├── WrongScheme               http:// where TLS is spoken, or the other way round  (also ConfigError)
    │   └── CertificateProblem        give the CA that signed the host's certificate       (also ConfigError)
    ├── ResponseError             an answer came, and it says no
    │   ├── NotAuthenticated          log in with a browser
    │   ├── NoBrokerageSession        open one: `ib.session.open()`
    │   ├── CompetingSession          another login holds the session; decide who keeps it
    │   ├── PacingError               wait; `.retry_after` seconds
    │   ├── NotFound                  correct the id or the path
    │   ├── BadRequest                correct the request
    │   ├── UnknownAccount            use an account of `ib.accounts.brokerage()`
    │   ├── GatewayFault              try again later; IBKR's side failed or is under maintenance
    │   ├── WrongBasePath             correct `base_url`                                   (also ConfigError)
    │   └── DecodeError               the answer differs from its description (strict clients only)
    ├── OrderError
    │   ├── InvalidOrder              correct the ticket; nothing was sent                 (also ValueError)
    │   ├── OrderRejected             IBKR refused it; read `.reason`
    │   │   └── OrderPartlyRejected       some legs of a group are live: cancel or complete `.legs`
    │   ├── OrderDeclined             a question was answered with no; read `.transcript`
    │   ├── OrderUnknown              look for `.client_order_id` before sending again
    │   ├── OrderWentLive             it was declined and is live all the same: cancel `.receipt.order_id`
    │   ├── OrderEnded                it ended another way than waited for; read `.progress`
    │   └── OrderPending              it is still working when the time is up              (also TimeoutError)
    ├── ContractError
    │   ├── AmbiguousContract         choose among `.candidates`
    │   └── NoSuchContract            correct the symbol or the conid
    ├── InvalidArgument           correct the argument; nothing was sent                     (also ValueError)
    ├── StreamError
    ├── HistoryError
    ├── BacktestError
    └── ConfigError               the client was set up in a way that cannot work
        ├── Guarded                   the client's own guard refused: read_only, or a live account
        │   └── LimitExceeded             the order is beyond the client's own `Limits`; `.limit` names which
        ├── JournalError              the journal cannot be kept; no order is sent without it
        └── MissingExtra              pip install "ibkr[<extra>]"                          (also ImportError)

Every error carries the evidence it has as attributes: `operation` (façade name),
`status`, `body`, `request_id`, `retryable`. `str(error)` is a sentence with a
remedy; it never holds an account number or a token.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class IbkrError(Exception):
    """The root of every error this library raises on purpose."""

    operation: str | None
    """Façade name of the operation, such as `orders.submit`."""
    status: int | None
    """HTTP status of the answer, if one came."""
    body: bytes | None
    """The answer's body, byte for byte. May hold account data: do not log it."""
    request_id: str | None
    """The id the gateway gave the request, if it gave one."""
    retryable: bool
    """Whether the same call can simply be made again later."""

    def __init__(
        self,
        message: str,
        *,
        operation: str | None = None,
        status: int | None = None,
        body: bytes | None = None,
        request_id: str | None = None,
        retryable: bool = False,
    ) -> None:
        """Keep the sentence and the evidence."""
        super().__init__(message)
        self.operation = operation
        self.status = status
        self.body = body
        self.request_id = request_id
        self.retryable = retryable

    def __reduce__(self) -> tuple[Any, ...]:
        """Survive pickling, so that errors cross process pools with their evidence."""
        return _rebuild, (type(self), self.args, self.__dict__)


def _rebuild(kind: type[IbkrError], args: tuple[Any, ...], evidence: dict[str, Any]) -> IbkrError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(evidence)
    return error


# --- set-up ------------------------------------------------------------------------------------


class ConfigError(IbkrError):
    """The client was set up in a way that cannot work."""


class Guarded(ConfigError):
    """The client's own guard refused the call before anything was sent."""


class LimitExceeded(Guarded):
    """The order is beyond the `Limits` that the client was given; nothing was sent."""

    limit: str
    """Which one: `max_order_value`, `max_quantity` or `allow`."""

    def __init__(self, message: str, *, limit: str, operation: str | None = None) -> None:
        """Name the limit."""
        super().__init__(message, operation=operation)
        self.limit = limit


class JournalError(ConfigError):
    """The journal of orders cannot be opened, read or written."""


class MissingExtra(ConfigError, ImportError):
    """A part of the library needs packages that are not installed."""

    extra: str

    def __init__(self, extra: str, *, needed_for: str) -> None:
        """Name the extra to install and what it is for."""
        super().__init__(f'{needed_for} needs more packages: pip install "ibkr[{extra}]".')
        self.extra = extra


# --- no answer ---------------------------------------------------------------------------------


class TransportError(IbkrError):
    """No answer came.

    `sent` is False only when it is certain that nothing reached the gateway.
    """

    sent: bool

    def __init__(self, message: str, *, sent: bool = True, operation: str | None = None) -> None:
        """Keep whether the request may have arrived."""
        super().__init__(message, operation=operation, retryable=True)
        self.sent = sent


class GatewayUnreachable(TransportError):
    """Nobody listens at the gateway's address, or the connection broke."""


class GatewayTimeout(TransportError):
    """The gateway took the request and stayed silent beyond the time limit.

    A gateway whose upstream is away hangs instead of failing.
    """


class WrongScheme(TransportError, ConfigError):
    """`http://` was used for a port that speaks TLS, or `https://` for one that does not."""


class CertificateProblem(TransportError, ConfigError):
    """The certificate of a host that is not this machine could not be verified."""


# --- an answer that says no --------------------------------------------------------------------


class ResponseError(IbkrError):
    """The gateway answered, and the answer is an error."""


class NotAuthenticated(ResponseError):
    """Nobody is logged in at the gateway."""


class NoBrokerageSession(ResponseError):
    """Logged in, but without the brokerage session that orders and market data need."""


class CompetingSession(ResponseError):
    """Another login of the same username holds the brokerage session."""


class PacingError(ResponseError):
    """A limit is reached: the gateway said 429, or waiting would take longer than `max_wait`."""

    retry_after: float | None
    """Seconds after which the call would be let through, as far as known."""

    def __init__(
        self,
        message: str,
        *,
        retry_after: float | None = None,
        operation: str | None = None,
        status: int | None = None,
        body: bytes | None = None,
        request_id: str | None = None,
    ) -> None:
        """Keep how long to wait."""
        super().__init__(
            message, operation=operation, status=status, body=body, request_id=request_id, retryable=True
        )
        self.retry_after = retry_after


class NotFound(ResponseError):
    """The path or the thing it names does not exist."""


class BadRequest(ResponseError):
    """The gateway refused the request as it stands."""


class UnknownAccount(ResponseError):
    """The login has no such account."""

    account_id: str

    def __init__(self, message: str, *, account_id: str, operation: str | None = None) -> None:
        """Keep the account asked for."""
        super().__init__(message, operation=operation)
        self.account_id = account_id


class GatewayFault(ResponseError):
    """IBKR's side failed: overload, nightly reset or maintenance."""


class WrongBasePath(ResponseError, ConfigError):
    """The gateway redirected the call away: `base_url` does not name its API."""


class DecodeError(ResponseError):
    """The answer differs from its description (`Client(strict=True)` only)."""


# --- orders ------------------------------------------------------------------------------------


class OrderError(IbkrError):
    """An order did not go the way it should."""


class InvalidOrder(OrderError, ValueError):
    """The ticket cannot be right; nothing was sent."""


class OrderRejected(OrderError):
    """IBKR refused the order, a leg of it, or a change to it."""

    reason: str
    """IBKR's words."""
    client_order_id: str | None
    transcript: Any
    """The questions and answers that came before (`ibkr.Transcript`), if any."""
    legs: tuple[Any, ...]
    """What became of each leg of a group (`ibkr.PlacedLeg`); empty for a single order."""
    prompt: Any
    """What IBKR's server wants chosen (`ibkr.Prompt`), if it refused with a choice; else None."""

    def __init__(
        self,
        message: str,
        *,
        reason: str,
        client_order_id: str | None = None,
        transcript: Any = None,
        legs: tuple[Any, ...] = (),
        prompt: Any = None,
        operation: str | None = None,
        status: int | None = None,
        body: bytes | None = None,
        request_id: str | None = None,
    ) -> None:
        """Keep IBKR's reason and what was said before."""
        super().__init__(message, operation=operation, status=status, body=body, request_id=request_id)
        self.reason = reason
        self.client_order_id = client_order_id
        self.transcript = transcript
        self.legs = legs
        self.prompt = prompt


class OrderPartlyRejected(OrderRejected):
    """Some legs of a bracket or group are live and others were refused: a group is not all or nothing."""

    receipt: Any = None
    """The order that went live (`ibkr.OrderReceipt`), the parent where it is among them."""


class OrderDeclined(OrderError):
    """A question about the order was answered with no, so IBKR discarded it."""

    transcript: Any
    """The questions and answers (`ibkr.Transcript`); the last one is the question declined."""
    client_order_id: str | None
    acknowledged: bool
    """False when IBKR did not confirm the no; the order was looked for then, and is not listed."""

    def __init__(
        self, message: str, *, transcript: Any, client_order_id: str | None = None, acknowledged: bool = True
    ) -> None:
        """Keep the conversation."""
        super().__init__(message, operation="orders.reply")
        self.transcript = transcript
        self.client_order_id = client_order_id
        self.acknowledged = acknowledged


class OrderWentLive(OrderError):
    """A question was answered with no, and the order is live all the same: cancel it."""

    receipt: Any
    """The live order (`ibkr.OrderReceipt`)."""
    transcript: Any
    client_order_id: str

    def __init__(self, message: str, *, receipt: Any, transcript: Any, client_order_id: str) -> None:
        """Keep the order and the conversation."""
        super().__init__(message, operation="orders.reply")
        self.receipt = receipt
        self.transcript = transcript
        self.client_order_id = client_order_id


class OrderUnknown(OrderError):
    """The order was sent and no answer came: look before sending again."""

    client_order_id: str
    transcript: Any

    def __init__(
        self,
        message: str,
        *,
        client_order_id: str,
        transcript: Any = None,
        operation: str | None = None,
        status: int | None = None,
        body: bytes | None = None,
    ) -> None:
        """Keep the id by which the order can be found."""
        super().__init__(message, operation=operation, status=status, body=body)
        self.client_order_id = client_order_id
        self.transcript = transcript


class OrderEnded(OrderError):
    """The order ended another way than the one waited for."""

    progress: Any
    """Where it stands (`ibkr.OrderProgress`)."""

    def __init__(self, message: str, *, progress: Any) -> None:
        """Keep where the order stands."""
        super().__init__(message, operation="orders.status")
        self.progress = progress


class OrderPending(OrderError, TimeoutError):
    """The time to wait is up and the order is still working."""

    progress: Any
    """Where it stands (`ibkr.OrderProgress`)."""

    def __init__(self, message: str, *, progress: Any) -> None:
        """Keep where the order stands."""
        super().__init__(message, operation="orders.status", retryable=True)
        self.progress = progress


# --- contracts ---------------------------------------------------------------------------------


class ContractError(IbkrError):
    """A contract could not be settled."""


class AmbiguousContract(ContractError):
    """The search fits more than one contract; nothing is chosen silently."""

    candidates: Sequence[Any]
    """The contracts that fit (`ibkr.Contract`)."""

    def __init__(self, message: str, *, candidates: Sequence[Any]) -> None:
        """Keep what there is to choose from."""
        super().__init__(message, operation="contracts.find")
        self.candidates = candidates


class NoSuchContract(ContractError):
    """IBKR knows no such contract."""


class InvalidArgument(IbkrError, ValueError):
    """An argument cannot be right; nothing was sent."""


# --- the other parts ---------------------------------------------------------------------------


class StreamError(IbkrError):
    """The websocket was used in a way that cannot work, or gave up for good."""


class HistoryError(IbkrError):
    """History could not be downloaded or read."""


class BacktestError(IbkrError):
    """A backtest was set up in a way that cannot work."""
