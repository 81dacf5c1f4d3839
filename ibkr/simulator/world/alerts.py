"""Alerts of the user: what they wait for, and whether they have gone off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum

import attrs

_FIRST_ID = 1_104_000_001


class Kind(IntEnum):
    """What a condition looks at, numbered as on the wire."""

    PRICE = 1
    TIME = 3
    MARGIN = 4
    TRADE = 5
    VOLUME = 6
    MOBILE_MARKET = 7
    MOBILE_POSITION = 8
    MOBILE_PROFIT = 9


@attrs.frozen
class Condition:
    """One condition. `contract` is a conid with an exchange, `*@*` for any; `value` is kept as it came."""

    kind: Kind
    contract: str = "*@*"
    operator: str | None = None
    method: str | None = None
    value: str = "*"
    logic: str = "n"
    """How the next condition is joined: a and, o or; n: there is none."""
    time_zone: str | None = None


@attrs.frozen(kw_only=True)
class Terms:
    """What the user asks for."""

    name: str
    message: str | None
    conditions: tuple[Condition, ...]
    tif: str = "GTC"
    expire_time: str | None = None
    email: str | None = None
    is_repeatable: bool = False
    outside_rth: bool = False
    send_message: bool = False
    show_popup: bool = False
    itws_only: bool = False


@attrs.define(kw_only=True)
class Alert:
    """An alert and what became of it. Times are epoch seconds."""

    alert_id: int
    account: str
    terms: Terms
    created: float
    is_active: bool = True
    is_triggered: bool = False
    is_mobile: bool = False
    was_met: bool = False

    @property
    def waits(self) -> bool:
        """Whether it may go off."""
        return self.is_active and not self.is_mobile and (self.terms.is_repeatable or not self.is_triggered)

    def go_off(self) -> None:
        """Note that it went off; one that does not repeat is switched off."""
        self.is_triggered = True
        self.is_active = self.terms.is_repeatable


class Alerts:
    """The alerts of all accounts. Every account has a mobile trading alert, which stays for ever."""

    def __init__(self, accounts: Iterable[str], *, now: float) -> None:
        self._last_id = _FIRST_ID - 1
        self._all: dict[int, Alert] = {}
        for account in accounts:
            self.save(account, MOBILE, now=now).is_mobile = True

    def of(self, account: str) -> list[Alert]:
        """The user's own alerts of an account, oldest first."""
        return [each for each in self._all.values() if each.account == account and not each.is_mobile]

    def mobile(self, account: str) -> Alert:
        """The mobile trading alert of an account."""
        return next(each for each in self._all.values() if each.account == account and each.is_mobile)

    def find(self, alert_id: int, account: str | None = None) -> Alert | None:
        """The alert with that id, of that account if one is named."""
        found = self._all.get(alert_id)
        return None if found is None or account not in (None, found.account) else found

    def save(self, account: str, terms: Terms, *, now: float) -> Alert:
        """Make an alert."""
        self._last_id += 1
        made = Alert(alert_id=self._last_id, account=account, terms=terms, created=now)
        self._all[made.alert_id] = made
        return made

    def change(self, alert: Alert, terms: Terms) -> None:
        """Replace what an alert waits for; it may go off anew."""
        alert.terms = terms
        alert.is_triggered = alert.was_met = False
        alert.is_active = True

    def delete(self, alert: Alert) -> None:
        """Forget an alert."""
        del self._all[alert.alert_id]

    def waiting(self) -> Iterator[Alert]:
        """The alerts that may go off."""
        return (each for each in list(self._all.values()) if each.waits)


MOBILE = Terms(
    name="Mobile trading alert",
    message=None,
    conditions=(Condition(Kind.TRADE),),
    is_repeatable=True,
    send_message=True,
)
