"""The gateway's two sessions: the login (SSO) and, on top of it, the brokerage session.

Source: gateway facts "Limits and session", sections two tiers, auth/status reading, clock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ibkr.simulator.refusals import Refused, init_first, no_bridge, no_login, refuse, resetting

if TYPE_CHECKING:
    import random

    from ibkr.simulator.resets import Resets

SSO_SECONDS = 600.0
LONGEST_SECONDS = 86_400.0
AUTH_DELAY_SECONDS = 3.0
SERVER = {"serverName": "JifN31313", "serverVersion": "Build 10.46.0b, Jan 9, 2026 2:10:11 PM"}
_ACCOUNTS = {"accounts.brokerage": "/iserver/accounts"}
_PORTFOLIO = {"portfolio.accounts": "/portfolio/accounts"}
_ORDERS = {"orders.live": "/iserver/account/orders"}
NEEDS: dict[str, dict[str, str]] = {
    **dict.fromkeys(
        (
            *("portfolio.positions", "portfolio.position", "portfolio.positions_of_contract"),
            *("portfolio.account", "portfolio.summary", "portfolio.ledger", "portfolio.allocation"),
            *("portfolio.combined_allocation", "portfolio.invalidate_positions", "portfolio.combinations"),
            "portfolio.current_positions",
        ),
        _PORTFOLIO,
    ),
    "market_data.snapshot_rows": _ACCOUNTS,
    "orders.submit": _ACCOUNTS,
    "orders.whatif": _ACCOUNTS,
    "orders.submit_one": _ACCOUNTS,
    "orders.whatif_one": _ACCOUNTS,
    "orders.submit_for_group": _ACCOUNTS,
    "orders.live": _ACCOUNTS,
    "orders.resubmit": _ACCOUNTS | _ORDERS,
    "orders.withdraw": _ACCOUNTS | _ORDERS,
}
"""Calls that must have been made in the session before others, and their paths."""
_STANDS_FOR = {
    "portfolio.subaccounts": "portfolio.accounts",
    "portfolio.large_subaccounts": "portfolio.accounts",
}
"""Calls that prepare as well as another does."""
_FLAGS = ("authenticated", "established", "competing", "connected")


@attrs.frozen
class Identity:
    """Who is logged in, and on which machine."""

    user_name: str = "simuser1"
    user_id: int = 119_430_201
    mac: str = "02:5E:10:AA:00:01"
    paper: bool = True

    @property
    def hardware(self) -> str:
        """The machine as the gateway names it."""
        return f"5e10aa01|{self.mac}"


@attrs.define
class Flags:
    """What auth/status says about the brokerage session."""

    authenticated: bool = False
    established: bool = False
    competing: bool = False
    connected: bool = False
    message: str = ""


class Session:
    """One login and its brokerage session. Times are seconds of the gateway's clock.

    `idle` is how long the gateway waits for the next call before it ends the login
    (about six minutes; None: for ever). `auth_delay` is how long after a browser login
    the gateway takes to open the brokerage session by itself. With `resets` the brokerage
    session ends each midnight.
    """

    def __init__(
        self,
        rng: random.Random,
        *,
        identity: Identity | None = None,
        idle: float | None = 360.0,
        auth_delay: float = AUTH_DELAY_SECONDS,
        resets: Resets | None = None,
    ) -> None:
        self.identity = Identity() if identity is None else identity
        self.flags = Flags()
        self.primed: set[str] = set()
        self.logged_out = False
        self.number = 0
        self._rng = rng
        self._idle = idle
        self._auth_delay = auth_delay
        self._resets = resets
        self._resets_made = 0
        self._now = 0.0
        self._back_at = 0.0
        self._login_at: float | None = None
        self._bridge_at: float | None = None
        self._had_bridge = False
        self._last_call = 0.0
        self._renewed_at = 0.0
        self.handshake_key = self._new_token()
        self._challenge: str | None = None
        self.token = self._new_token()
        self.account_token = self._new_token()

    # --- what happens to it

    def login(self, now: float, *, bridge_after: float | None = None) -> None:
        """A browser login: the gateway opens the brokerage session `bridge_after` seconds later."""
        self._login_at = self._last_call = self._renewed_at = now
        self.logged_out = False
        self._had_bridge = False
        self.primed.clear()
        self.token = self._new_token()
        self.flags = Flags(connected=True)
        self._bridge_at = now + (self._auth_delay if bridge_after is None else bridge_after)

    def login_only(self, now: float) -> None:
        """A login whose brokerage session nobody opens."""
        self.login(now)
        self._bridge_at = None

    def leave_to_program(self) -> None:
        """A gateway program in front opens the brokerage session by its own handshake."""
        self._bridge_at = None

    def challenge(self) -> str:
        """Begin the handshake of a gateway program; the answer is what it must respond to."""
        self._challenge = self._new_token()
        return self._challenge

    def answer_challenge(self) -> bool:
        """Whether a challenge was open; it is used up."""
        asked, self._challenge = self._challenge, None
        return asked is not None

    def logout(self) -> None:
        """The user ended everything."""
        self.expire()
        self.logged_out = True

    def expire(self) -> None:
        """The login ends; only a browser helps."""
        self._login_at = self._bridge_at = None
        self.flags = Flags()
        self.primed.clear()

    def open_bridge(self, *, compete: bool) -> None:
        """ssodh/init: open the brokerage session, unless another login holds it and `compete` is off."""
        if self.flags.authenticated or self.is_resetting or (self.flags.competing and not compete):
            return
        self._bridge_at = None
        self._had_bridge = True
        self.number += 1
        self.account_token = self._new_token()
        self.flags = Flags(authenticated=True, established=True, connected=True)

    def lose_bridge(self, *, competing: bool = False, message: str = "") -> None:
        """The brokerage session ends; the login stays."""
        self._bridge_at = None
        self.flags = Flags(competing=competing, connected=True, message=message)
        self.primed.clear()

    def begin_reset(self, seconds: float) -> None:
        """The daily reset: the brokerage session ends, and none can be opened for so long."""
        self._back_at = self._now + seconds
        self._resets_made += 1
        if self.logged_in:
            self.lose_bridge()

    def tick(self, now: float) -> None:
        """Let time pass: end what ran out, open the brokerage session that a login promised."""
        self._now = now
        lasting = None if self._resets is None else self._resets.due()
        if lasting is not None:
            self.begin_reset(lasting)
        if self._login_at is None:
            return
        if self._bridge_at is not None and now >= max(self._bridge_at, self._back_at):
            self.open_bridge(compete=True)
        if self._ran_out(now):
            self.expire()

    def prime(self, operation: str) -> None:
        """A call was answered that others may need to have been made before."""
        self.primed.add(_STANDS_FOR.get(operation, operation))

    def touch(self, now: float) -> None:
        """A call arrived: the login is not idle."""
        self._last_call = now

    def renew(self, now: float) -> None:
        """tickle and sso/validate: the login's ten minutes start again."""
        self._renewed_at = now

    # --- what it says

    @property
    def server(self) -> dict[str, str]:
        """The server behind the session: its name and version."""
        return SERVER

    @property
    def logged_in(self) -> bool:
        """Whether there is a login."""
        return self._login_at is not None

    @property
    def is_resetting(self) -> bool:
        """Whether the daily reset is under way."""
        return self._now < self._back_at

    @property
    def resets_made(self) -> int:
        """How many daily resets have begun."""
        return self._resets_made

    @property
    def login_seconds(self) -> float:
        """When the login happened, in seconds of the gateway's clock."""
        return self._login_at or 0.0

    def sso_milliseconds(self, now: float) -> int:
        """How long the login lasts unless it is renewed."""
        return max(0, int((self._renewed_at + SSO_SECONDS - now) * 1000))

    def require(self, tier: str) -> None:
        """Refuse unless the sessions that `tier` needs are open (`none`, `sso` or `brokerage`)."""
        refusal = self._missing(tier)
        if refusal is not None:
            raise refusal

    def require_earlier_calls(self, operation: str) -> None:
        """Refuse an operation whose preparing calls were not made in this session."""
        for needed, path in NEEDS.get(operation, {}).items():
            if needed not in self.primed:
                raise refuse(400, f"Please query {path} first")

    def status(self) -> dict[str, Any]:
        """The body of auth/status and of ssodh/init."""
        flags = {name: getattr(self.flags, name) for name in _FLAGS}
        if not self.logged_in:
            return {**flags, "MAC": None}
        return {
            **flags,
            "message": self.flags.message,
            "MAC": self.identity.mac,
            "serverInfo": SERVER,
            "hardware_info": self.identity.hardware,
        }

    def _missing(self, tier: str) -> Refused | None:
        if tier == "none":
            return None
        if not self.logged_in:
            return no_login()
        if tier == "sso" or self.flags.authenticated:
            return None
        if self.is_resetting:
            return resetting()
        return no_bridge() if self._had_bridge else init_first()

    def _ran_out(self, now: float) -> bool:
        idle = self._idle is not None and now - self._last_call > self._idle
        stale = self._idle is not None and now - self._renewed_at > SSO_SECONDS
        return idle or stale or now - self.login_seconds > LONGEST_SECONDS

    def _new_token(self) -> str:
        return f"{self._rng.getrandbits(128):032x}"
