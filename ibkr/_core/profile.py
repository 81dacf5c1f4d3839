"""The user's profile: read from several calls, and changed where the gateway lets a client change it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import msgspec
from ibkr_wire.operation import UNSET
from ibkr_wire.rest.api.accounts import brokerage
from ibkr_wire.rest.api.auth import validate
from ibkr_wire.rest.api.portfolio import accounts as viewable

from ibkr._core import notices
from ibkr._core.accounts import select
from ibkr._core.exchange import converse
from ibkr._core.naming import one_of
from ibkr._core.reading import mapping, text, whole
from ibkr.errors import InvalidArgument, NotAuthenticated, PacingError, ResponseError
from ibkr.model.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ibkr_wire.models.accounts import BrokerageAccounts

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow
    from ibkr.model.notices import Device

PAPER: Final = 2
# The login may be asked for once a minute (limits-and-session.md), and hardly changes in that time.
LOGIN_KEPT: Final = 60.0
SHELF: Final = "auth.validate"
SETTINGS: Final = ("active_account", "devices", "email", "subscribe", "unsubscribe")


def overview(desk: Desk) -> Flow[Profile]:
    """Everything that IBKR tells of the login."""
    login, known = yield from _login(desk)
    brokers = yield from converse(brokerage.operation(), desk)
    seen = yield from converse(viewable.operation(), desk)
    kinds = yield from notices.subscriptions(desk)
    delivery = yield from notices.delivery_options(desk)
    left = whole(getattr(login, "expires", None))
    return Profile(
        user_name=text(getattr(login, "user_name", None)),
        user_id=whole(getattr(login, "user_id", None)),
        is_paper=_is_paper(login, brokers),
        login_expires=None if left is None else datetime.fromtimestamp(known + left / 1000, UTC),
        login_left=None if left is None else timedelta(milliseconds=left),
        features=_features(brokers.allow_features),
        accounts=brokers.accounts,
        viewable=[one.account_id for one in seen],
        aliases={name: alias for name, alias in mapping(brokers.aliases).items() if isinstance(alias, str)},
        active_account=text(brokers.selected_account),
        notifications=kinds,
        delivery=delivery,
    )


def _login(desk: Desk) -> Flow[tuple[Any, float]]:
    """What is known of the login and when it was asked for; nothing where the sign-in does not tell."""
    time, found = desk.shelf.get(SHELF, (0.0, None))
    if found is not None and desk.clock.monotonic() - time < LOGIN_KEPT:
        return found
    try:
        answer = yield from converse(validate.operation(), desk)
    except (NotAuthenticated, PacingError):
        raise
    except ResponseError:  # OAuth 1.0a has no such call (endpoints.md, session)
        return None, desk.clock.now()
    desk.shelf[SHELF] = desk.clock.monotonic(), (answer, desk.clock.now())
    return answer, desk.clock.now()


def _is_paper(login: Any, brokers: BrokerageAccounts) -> bool | None:
    if isinstance(brokers.is_paper, bool):
        return brokers.is_paper
    kinds = (getattr(login, name, None) for name in ("login_type", "published_login_type"))
    kind = next((each for each in kinds if isinstance(each, int)), None)
    return None if kind is None else kind == PAPER


def _features(found: Any) -> dict[str, object]:
    if not isinstance(found, msgspec.Struct):
        return {}
    named = ((name, getattr(found, name)) for name in found.__struct_fields__)
    return {name: value for name, value in named if value is not UNSET and value is not None}


def update(desk: Desk, changes: Mapping[str, Any]) -> Flow[None]:
    """Change what a client may change; everything is checked before the first change is sent.

    Raises:
        InvalidArgument: there is no such setting, or no such kind of notification.
        UnknownAccount: the account is not one to trade.
    """
    for name in changes:
        one_of(name, SETTINGS, what="setting of the profile")
    wanted = {name: _kinds(changes.get(name), name) for name in ("subscribe", "unsubscribe")}
    both = set(wanted["subscribe"]) & set(wanted["unsubscribe"])
    if both:
        raise InvalidArgument(f"{', '.join(sorted(both))} cannot be subscribed to and left at once.")
    email = changes.get("email")
    if not (email is None or isinstance(email, bool)):
        raise InvalidArgument("email= is True or False: the address itself is changed on IBKR's own pages.")
    if any(wanted.values()):
        known = yield from notices.subscriptions(desk)
        for kind in (*wanted["subscribe"], *wanted["unsubscribe"]):
            one_of(kind, known, what="kind of notification")
    devices = yield from _devices(changes.get("devices") or {}, desk)
    if changes.get("active_account") is not None:
        yield from select(changes["active_account"], desk)
    for name, active in (("subscribe", True), ("unsubscribe", False)):
        if wanted[name]:
            yield from notices.subscribe(wanted[name], desk, active=active)
    if email is not None:
        yield from notices.send_email(desk, on=email)
    for one, active in devices:
        yield from notices.add_device(one.device_id, desk, name=one.name, app=one.app, active=active)


def _devices(wanted: Mapping[str, bool], desk: Desk) -> Flow[list[tuple[Device, bool]]]:
    """The registered devices that are to be switched, and how."""
    if not wanted:
        return []
    known = {one.device_id: one for one in (yield from notices.delivery_options(desk)).devices}
    for name, active in wanted.items():
        one_of(name, known, what="registered device")
        if not isinstance(active, bool):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may be untyped
            raise InvalidArgument(f"devices= switches each device with True or False, not {active!r}.")
    return [(known[name], active) for name, active in wanted.items()]


def _kinds(given: str | Iterable[str] | None, name: str) -> list[str]:
    if given is None:
        return []
    found = [given] if isinstance(given, str) else list(given)
    if not all(isinstance(each, str) for each in found):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may be untyped
        raise InvalidArgument(f"{name}= takes kinds of notification, such as ['BA', 'EA'].")
    return found
