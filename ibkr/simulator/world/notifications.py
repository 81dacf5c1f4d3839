"""Notifications of the user, the kinds he subscribes to, and where they are sent."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    import random

ALERTS = "UA"
_DAY = 86_400
_ID_DIGITS = 10**8


@attrs.frozen
class Kind:
    """A kind of notification: what it says, and the title of such a notification."""

    typecode: str
    name: str
    description: str


KINDS: dict[str, Kind] = {
    kind.typecode: kind
    for kind in (
        Kind("BA", "Borrowing", "Says when shares that could not be sold short can be borrowed."),
        Kind("CA", "Comparable algorithms", "Proposes an algorithm that suits an order better."),
        Kind("CB", "Cost basis", "Says when the cost basis of a position has changed."),
        Kind("CT", "Cash transfers", "Says when money has come in or gone out."),
        Kind("DA", "Dividends", "Says when a company that I hold pays a dividend."),
        Kind("DL", "Unexercised options", "Says when an option of mine should be exercised."),
        Kind("EA", "Earnings", "Says when a company that I hold will report earnings."),
        Kind("M8", "Tax rule 871(m)", "Says when a position falls under the rule."),
        Kind("MF", "Mutual funds", "Names cheaper funds that behave alike."),
        Kind("MS", "Milestones", "Says when the account has reached one."),
        Kind("OE", "Expiry", "Says three days before options or futures of mine expire."),
        Kind("PR", "Rebalancing", "Says when the portfolio has left its targets."),
        Kind("PS", "Use of the platform", "Explains parts of the platform that I have not used."),
        Kind("PT", "Position transfers", "Says when positions have come in or gone out."),
        Kind("SE", "Economic events", "Names dates on which prices are likely to move."),
        Kind("SG", "Short-term gains", "Says when a sale would be taxed as a short-term gain."),
        Kind("SM", "System messages", "Says when systems are down or changed."),
        Kind("ST", "Saving taxes", "Names positions whose sale would save taxes."),
        Kind("T2", "Long-term assignment", "Says when shares become long-term holdings."),
        Kind("TD", "Losses of ten percent", "Says when a position has lost ten percent, after MiFID."),
        Kind("TI", "Trade ideas", "Passes on ideas of others."),
        Kind("TO", "Takeovers", "Says when somebody bids for a company that I hold."),
        Kind(ALERTS, "My alerts", "Says when an alert of mine has gone off."),
    )
}


@attrs.frozen
class Notification:
    """One notification; `date` is in epoch seconds."""

    notification_id: str
    typecode: str
    title: str
    content: str
    date: float
    is_html: bool = False
    is_read: bool = False


@attrs.frozen
class Device:
    """A device that notifications are sent to."""

    device_id: str
    name: str
    app: str
    is_active: bool


@attrs.define
class Setting:
    """Whether a kind is subscribed to, and whether its disclaimer was read."""

    is_active: bool = True
    is_disclaimed: bool = False


class Notifications:
    """All that is behind /fyi."""

    def __init__(self, rng: random.Random, *, now: float) -> None:
        """Begin with some notifications of the days before `now`."""
        self.settings = {code: Setting() for code in KINDS}
        self.devices: dict[str, Device] = {}
        self.by_mail = True
        self._rng = rng
        self._all: list[Notification] = []
        for days, typecode, title, content in _EARLIER:
            self.add(typecode, title, content, date=now - days * _DAY - rng.random() * _DAY)

    @property
    def is_set_up(self) -> bool:
        """Whether any kind is subscribed to."""
        return any(setting.is_active for setting in self.settings.values())

    @property
    def unread(self) -> int:
        """How many were not read."""
        return sum(not each.is_read for each in self._all)

    def add(self, typecode: str, title: str, content: str, *, date: float) -> None:
        """Notify the user, unless he does not want that kind."""
        setting = self.settings.get(typecode)
        if setting is not None and setting.is_active:
            name = f"{datetime.fromtimestamp(date, UTC):%Y%m%d}{self._rng.randrange(_ID_DIGITS):08}"
            self._all.append(Notification(name, typecode, title, content, date, "<" in content))

    def latest(
        self, *, include: Collection[str] = (), exclude: Collection[str] = (), after: str | None = None
    ) -> list[Notification]:
        """The notifications of some kinds, the latest first; with `after` those that follow it."""
        ordered = sorted(self._all, key=lambda each: -each.date)
        if after is not None:
            places = [place for place, each in enumerate(ordered) if each.notification_id == after]
            ordered = ordered[places[0] + 1 :] if places else []
        return [
            each
            for each in ordered
            if each.typecode not in exclude and (not include or each.typecode in include)
        ]

    def mark_read(self, notification_id: str) -> bool:
        """Mark one as read; False when there is none with that id."""
        for place, each in enumerate(self._all):
            if each.notification_id == notification_id:
                self._all[place] = attrs.evolve(each, is_read=True)
                return True
        return False

    def subscribe(self, typecode: str, *, active: bool) -> None:
        """Switch a kind on or off; one that does not exist changes nothing."""
        if typecode in self.settings:
            self.settings[typecode].is_active = active


_EARLIER = (
    (
        1,
        "EA",
        "FYI: INTL BUSINESS MACHINES CORP has reported",
        "A company that you hold reported its earnings.",
    ),
    (
        3,
        "DA",
        "FYI: dividend of MICROSOFT CORP",
        "A company that you are short of goes ex dividend this month.",
    ),
    (6, "SM", "FYI: maintenance", "Systems are <b>not available</b> on Saturday night for some minutes."),
    (12, "EA", "FYI: APPLE INC will report", "A company that you hold reports its earnings within a week."),
    (25, "PS", "FYI: watchlists", "Watchlists keep contracts together that you look at often."),
)
