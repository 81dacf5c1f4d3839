"""Alerts: made, changed, switched and deleted; a refusal under status 200 is an error."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, cast

from ibkr_wire.models.alerts import AlertActivation, AlertRequest, AlertRequestCondition
from ibkr_wire.operation import UNSET
from ibkr_wire.rest.api.alerts import activate, delete, mobile, save

from ibkr._core.exchange import exchange
from ibkr._core.naming import account_ids
from ibkr._core.reading import whole
from ibkr.errors import BadRequest, InvalidArgument, NotFound
from ibkr.model.alerts import TIME_FORMAT

if TYPE_CHECKING:
    from ibkr_wire.models.alerts import AlertChange, AlertDetails

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow
    from ibkr.model.alerts import Alert

ALL: Final = 0


def create(account_id: str, alert: Alert, desk: Desk) -> Flow[int]:
    """Make an alert; returns its id.

    It is sent once: after silence, look at `ib.alerts.all(account_id)` before making it again.
    """
    return (yield from _saved(account_id, request(alert), desk))


def modify(account_id: str, alert_id: int, alert: Alert, desk: Desk) -> Flow[int]:
    """Put an alert in the place of another, under the same id."""
    wanted = request(alert)
    wanted.order_id = _one(alert_id)
    return (yield from _saved(account_id, wanted, desk))


def _saved(account_id: str, wanted: AlertRequest, desk: Desk) -> Flow[int]:
    (account,) = account_ids(account_id)
    _check_in_time(wanted, desk)
    answer = yield from exchange(save.operation(account, wanted), desk)
    found = whole(answer.order_id)
    if found is None:
        raise BadRequest(
            "IBKR took the alert and gave it no id: look for it with `ib.alerts.all(account_id)`.",
            operation="alerts.save",
        )
    return found


def _check_in_time(wanted: AlertRequest, desk: Desk) -> None:
    now = datetime.fromtimestamp(desk.clock.now(), UTC).strftime(TIME_FORMAT)
    if isinstance(wanted.expire_time, str) and wanted.expire_time <= now:
        raise InvalidArgument(f"The alert would have ended already, at {wanted.expire_time} UTC.")


def request(alert: Alert) -> AlertRequest:
    """The alert as it is sent."""
    bound = zip(alert.when.conditions, alert.when.binds(), strict=True)
    return AlertRequest(
        alert_name=alert.name,
        alert_message=alert.message,
        alert_repeatable=_bit(alert.repeats),
        email=UNSET if alert.email is None else alert.email,
        send_message=_bit(alert.email is not None),
        expire_time=alert.expires_as_sent or UNSET,
        tif="GTC" if alert.expires is None else "GTD",
        outside_rth=_bit(alert.outside_rth),
        itws_orders_only=_bit(not alert.mobile),
        show_popup=_bit(alert.popup),
        conditions=[_condition(condition, bind) for condition, bind in bound],
    )


def _bit(value: bool) -> Any:
    return int(value)


def _condition(condition: Any, bind: str) -> AlertRequestCondition:
    return AlertRequestCondition(
        type=condition.type,
        conidex=condition.contract,
        operator=condition.operator,
        trigger_method=condition.trigger_method,
        value=condition.value,
        logic_bind=cast("Any", bind),
        time_zone=condition.time_zone or UNSET,
    )


def switch(account_id: str, alert: int | AlertActivation, desk: Desk, *, on: bool) -> Flow[AlertChange]:
    """Switch an alert on or off."""
    (account,) = account_ids(account_id)
    wanted = AlertActivation(alert_id=_one(alert), alert_active=_bit(on)) if isinstance(alert, int) else alert
    return (yield from exchange(activate.operation(account, wanted), desk))


def remove(account_id: str, alert_id: int | str, desk: Desk) -> Flow[AlertChange]:
    """Delete one alert."""
    (account,) = account_ids(account_id)
    return (yield from exchange(delete.operation(account, str(_one(alert_id)), {}), desk))


def remove_all(account_id: str, desk: Desk) -> Flow[AlertChange]:
    """Delete every alert of the account but the mobile trading alert, which stays for ever."""
    (account,) = account_ids(account_id)
    return (yield from exchange(delete.operation(account, str(ALL), {}), desk))


def mobile_alert(desk: Desk) -> Flow[AlertDetails]:
    """The mobile trading alert of the active account, which always exists."""
    found = yield from exchange(mobile.operation(), desk)
    if not found:
        raise NotFound(
            "IBKR showed no mobile trading alert: call it again in a moment.", operation="alerts.mobile"
        )
    return found[0]


def _one(alert_id: object) -> int:
    found = whole(alert_id)
    if found is None or found <= ALL:
        raise InvalidArgument(
            f"{alert_id!r} is no alert's id: `ib.alerts.all(account_id)` lists them. All are deleted by "
            "`ib.alerts.delete_all(account_id)` only."
        )
    return found
