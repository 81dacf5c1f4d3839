# Generated from spec/. Do not edit.
"""Operations of the group `market_data`, synchronous."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from ibkr_wire.operation import UNSET

if TYPE_CHECKING:
    from ibkr_wire.models.market_data import (
        BetaHistory,
        BetaSnapshotRow,
        History,
        RegulatorySnapshot,
        SnapshotRow,
        UnsubscribeAllAnswer,
        UnsubscribeAnswer,
        UnsubscribeGetAnswer,
        UnsubscribeRequest,
    )
    from ibkr_wire.operation import UnsetType
    from ibkr_wire.resources import Caller


class MarketData:
    """Operations of the group `market_data`."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def snapshot_rows(
        self, conids: Sequence[int | str], *, fields: Sequence[str] | UnsetType = UNSET
    ) -> list[SnapshotRow]:
        """Read quotes of many contracts.

        The first call for a contract only opens its stream and answers with a row that holds no quotes;
        fields arrive half a second to a second later, some after seconds. The stream ends about 10 minutes
        after the last call.

        Args:
            conids: Contract ids, at most 100; with @EXCHANGE for one venue.
            fields: Market data tags of fields.yaml, at most 50.

        Needs a brokerage session. At most 10 calls a second. The gateway wants to be asked before, once a
        session: accounts.brokerage.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/market_data.yaml, GET /iserver/marketdata/snapshot.
        """
        from ibkr_wire.rest.api.market_data.snapshot_rows import operation

        return self._caller.call(operation(conids, fields=fields))

    def history(
        self,
        conid: int,
        period: str,
        bar: Literal[
            "1min",
            "2min",
            "3min",
            "5min",
            "10min",
            "15min",
            "30min",
            "1h",
            "2h",
            "3h",
            "4h",
            "8h",
            "1d",
            "1w",
            "1m",
        ],
        *,
        exchange: str | UnsetType = UNSET,
        outside_rth: bool | UnsetType = UNSET,
        start_time: str | UnsetType = UNSET,
        direction: Literal[-1, 1] | UnsetType = UNSET,
        source: Literal["trades", "midpoint", "bid_ask"] | UnsetType = UNSET,
    ) -> History:
        """Read historical bars of one contract.

        At most 1000 bars, oldest first. `startTime` is the end of the window, not its begin. The first call
        for a contract may answer with status 404, 500 or 503: ask up to three times, two seconds apart. A
        contract without data answers with status 500.

        Args:
            conid: Contract id.
            period: Length of the window: 1-30min, 1-8h, 1-1000d, 1-792w, 1-182m (months) or 1-15y.
            bar: Length of a bar; m is a month.
            exchange: Exchange to take the data from; SMART by default.
            outside_rth: Include bars outside regular hours.
            start_time: End of the window in UTC as YYYYMMDD-HH:mm:ss; now by default.
            direction: -1 lets the window end at startTime; 1 is documented but refused.
            source: Prices that the bars are made of.

        Needs a brokerage session. At most 5 at once.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            404: Nothing is known about the contract yet; ask again.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: No data, or not yet; ask again.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/market_data.yaml, GET /iserver/marketdata/history.
        """
        from ibkr_wire.rest.api.market_data.history import operation

        return self._caller.call(
            operation(
                conid,
                period,
                bar,
                exchange=exchange,
                outside_rth=outside_rth,
                start_time=start_time,
                direction=direction,
                source=source,
            )
        )

    def unsubscribe(self, body: UnsubscribeRequest) -> UnsubscribeAnswer:
        """Release the market data line of one contract.

        A line that is not open is answered with status 500 and the error `unknown`.

        Args:
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/market_data.yaml, POST /iserver/marketdata/unsubscribe.
        """
        from ibkr_wire.rest.api.market_data.unsubscribe import operation

        return self._caller.call(operation(body))

    def unsubscribe_all(self) -> UnsubscribeAllAnswer:
        """Release all market data lines.

        The next snapshot of any contract holds no quotes again.

        Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/market_data.yaml, GET /iserver/marketdata/unsubscribeall.
        """
        from ibkr_wire.rest.api.market_data.unsubscribe_all import operation

        return self._caller.call(operation())

    def unsubscribe_get(self, conid: int) -> UnsubscribeGetAnswer:
        """Release the market data line of one contract, by GET.

        Gateways of 2026 answer with status 404 and a page of HTML.

        Args:
            conid: Contract id.

        Deprecated by IBKR. Needs a brokerage session.

        Answers with an error:
            404: The gateway does not know the path any more.
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/market_data.yaml, GET /iserver/marketdata/{conid}/unsubscribe.
        """
        from ibkr_wire.rest.api.market_data.unsubscribe_get import operation

        return self._caller.call(operation(conid))

    def beta_snapshot(
        self, conids: Sequence[int | str], *, fields: Sequence[str] | UnsetType = UNSET
    ) -> list[BetaSnapshotRow]:
        """Read quotes of many contracts, in the form of the old beta.

        Use the snapshot of `/iserver` instead.

        Args:
            conids: Contract ids, also as conid@EXCHANGE:TYPE.
            fields: Market data tags of fields.yaml, at most 50.

        Deprecated by IBKR. Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/market_data.yaml, GET /md/snapshot.
        """
        from ibkr_wire.rest.api.market_data.beta_snapshot import operation

        return self._caller.call(operation(conids, fields=fields))

    def regulatory_snapshot(self, conid: int) -> RegulatorySnapshot:
        """Buy one regulatory quote of a contract.

        Each call costs 0.01 USD. IBKR withdrew it in February 2026; it answers with status 404 since July.

        Args:
            conid: Contract id.

        Deprecated by IBKR. Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/market_data.yaml, GET /md/regsnapshot.
        """
        from ibkr_wire.rest.api.market_data.regulatory_snapshot import operation

        return self._caller.call(operation(conid))

    def beta_history(
        self,
        conid: int,
        period: str,
        bar: str,
        *,
        outside_rth: bool | UnsetType = UNSET,
        start_time: str | UnsetType = UNSET,
        direction: Literal[-1, 1] | UnsetType = UNSET,
        bar_type: str | UnsetType = UNSET,
    ) -> BetaHistory:
        """Read historical bars, in the form of the old beta.

        Status 404 until the historical bridge is open. Capital and small letters of units matter. Reported
        as deprecated since November 2025; use the history of `/iserver` instead.

        Args:
            conid: Contract id.
            period: Length of the window with a unit of S (seconds), d, w, m (months) or y.
            bar: Length of a bar with its unit.
            outside_rth: Include bars outside regular hours.
            start_time: One end of the window as YYYYMMDD-HH:mm:ss; now by default.
            direction: -1 goes back in time, 1 goes forward.
            bar_type: Prices that the bars are made of.

        Deprecated by IBKR. Needs a login. The gateway wants to be asked before, once a session:
        auth.history_init.

        Answers with an error:
            404: The bridge is not open, or the service is gone.
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/market_data.yaml, GET /hmds/history.
        """
        from ibkr_wire.rest.api.market_data.beta_history import operation

        return self._caller.call(
            operation(
                conid,
                period,
                bar,
                outside_rth=outside_rth,
                start_time=start_time,
                direction=direction,
                bar_type=bar_type,
            )
        )
