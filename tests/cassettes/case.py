"""One recorded exchange: which operation, what is told to it, in which world.

Most cases are one call with the arguments of the description's example, changed where this
world has other ids. The account of the world is the one that scrubbing would put in
its place, so that a call names the same account when it is recorded and when it is replayed.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import msgspec
import pytest
from ibkr_wire.tables.examples import examples

from ibkr.simulator import Fault, Faults
from ibkr.simulator.broker.account import DEFAULT_ACCOUNTS, AccountStart
from ibkr.testing.asking import example_call
from tests.auth.material import oauth2, server

if TYPE_CHECKING:
    from ibkr_wire.operation import Operation

    from tests.stories import Story

CASSETTES = Path(__file__).parents[2] / "cassettes"
ACCOUNT, SECOND, MASTER, STRANGER = (f"DU000000{number}" for number in (1, 2, 3, 9))

PLAIN = tuple(attrs.evolve(account, account_id=ACCOUNT) for account in DEFAULT_ACCOUNTS)
ADVISOR = (
    AccountStart(account_id=MASTER, cash=Decimal(50_000), kind="advisor"),
    AccountStart(account_id=ACCOUNT, cash=Decimal(250_000), kind="client", master=MASTER),
    AccountStart(account_id=SECOND, cash=Decimal(100_000), kind="client", master=MASTER),
)

World = Callable[[], dict[str, Any]]
"""Makes the arguments of a simulator afresh, because faults count."""


def plain() -> dict[str, Any]:
    return {}


def bare() -> dict[str, Any]:
    """An account that holds nothing: the quickest world to make, for answers that do not look at it."""
    return {"accounts": (AccountStart(account_id=ACCOUNT, cash=Decimal(250_000)),)}


def logged_out() -> dict[str, Any]:
    return {"logged_in": False}


def no_bridge() -> dict[str, Any]:
    return {"brokerage": False}


def advised() -> dict[str, Any]:
    return {"accounts": ADVISOR}


def dynamic() -> dict[str, Any]:
    return {"dynamic_accounts": True}


def answering(operation: str, status: int, error: str | None = None, *, among: World = plain) -> World:
    """A world in which every call of the operation is answered with an error."""
    return lambda: {
        **among(),
        "faults": Faults(Fault("answer", operation, status=status, error=error, times=None)),
    }


@attrs.frozen
class Case:
    """One exchange worth keeping."""

    operation: str
    name: str
    story: Story
    world: World = plain
    scope: str | None = None
    """What the client asks its token for, where it signs in by itself."""

    @property
    def options(self) -> dict[str, Any]:
        """What its simulator is made with."""
        signing = {} if self.scope is None else {"oauth": server()}
        return {"accounts": PLAIN, **signing, **self.world()}

    @property
    def client(self) -> dict[str, Any]:
        """What its client is made with, besides place and clock."""
        signing = {} if self.scope is None else {"auth": oauth2(scope=self.scope)}
        return {"keep_alive": False, "strict": True, **signing}

    @property
    def path(self) -> Path:
        """Where its cassette lies."""
        group, _, operation = self.operation.partition(".")
        return CASSETTES / group / operation / f"{self.name}.yaml"

    def __str__(self) -> str:
        """Operation and name."""
        return f"{self.operation}/{self.name}"


# --- stories of one call -----------------------------------------------------------------------


def asked(operation: str, **here: Any) -> Operation[Any]:
    """The description's example of a call, about the account of this world; `here` changes arguments."""
    shown = examples(operation)
    about = {"accountId": ACCOUNT} if "accountId" in {**shown.path, **shown.query} else {}
    if shown.body is not msgspec.UNSET:
        about["body"] = of_this_world(msgspec.json.encode(shown.body))
    return example_call(operation, **{**about, **here})


@functools.cache
def of_this_world(body: bytes) -> Any:
    """JSON of the description's examples, read with the accounts of this world."""
    here = body.replace(b"DU1234567", ACCOUNT.encode()).replace(b"DU1234568", SECOND.encode())
    return msgspec.json.decode(here)


def succeeds(operation: str, check: Callable[[Any], object] = lambda _: True, **here: Any) -> Story:
    """A story of one call whose answer passes `check`."""

    def story(ib: Any):
        assert check((yield ib.call(asked(operation, **here))))

    return story


def fails(operation: str, error: type[Exception], **here: Any) -> Story:
    """A story of one call that raises `error`."""

    def story(ib: Any):
        with pytest.raises(error) as raised:
            yield ib.call(asked(operation, **here))
        # A base class in a table would hide that the error is told apart less well than it was.
        assert raised.type is error

    return story


def after(first: str, operation: str, learn: Callable[[Any], dict[str, Any]], **here: Any) -> Story:
    """A story of two calls: what the first one answers says what the second one asks."""

    def story(ib: Any):
        found = yield ib.call(asked(first, **here))
        yield ib.call(asked(operation, **learn(found)))

    return story
