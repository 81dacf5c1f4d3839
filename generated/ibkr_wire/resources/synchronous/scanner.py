# Generated from spec/. Do not edit.
"""Operations of the group `scanner`, synchronous."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ibkr_wire.models.scanner import (
        BetaScanRequest,
        BetaScanResult,
        ScannerParams,
        ScanRequest,
        ScanResult,
    )
    from ibkr_wire.resources import Caller


class Scanner:
    """Operations of the group `scanner`."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def params(self) -> ScannerParams:
        """List everything a scan can be made of.

        Very large, and the same all day: keep it.

        Needs a brokerage session. At most one call in 900 seconds.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/scanner.yaml, GET /iserver/scanner/params.
        """
        from ibkr_wire.rest.api.scanner.params import operation

        return self._caller.call(operation())

    def run(self, body: ScanRequest) -> ScanResult:
        """Run a scan.

        At most 50 contracts, best first.

        Args:
            body: What is sent, as JSON.

        Needs a brokerage session. At most one call a second.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/scanner.yaml, POST /iserver/scanner/run.
        """
        from ibkr_wire.rest.api.scanner.run import operation

        return self._caller.call(operation(body))

    def beta_scan(self, body: BetaScanRequest) -> BetaScanResult:
        """Run a scan, in the form of the old beta.

        Needs the historical bridge. A gateway of 2026 answered with status 404 always.

        Args:
            body: What is sent, as JSON.

        Deprecated by IBKR. Needs a login. The gateway wants to be asked before, once a session:
        auth.history_init.

        Answers with an error:
            404: The bridge is not open, or the service is gone.
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/scanner.yaml, POST /hmds/scanner.
        """
        from ibkr_wire.rest.api.scanner.beta_scan import operation

        return self._caller.call(operation(body))

    def beta_params(self) -> Any:
        """List everything a scan can be made of, in the form of the old beta.

        Only named by clients; neither parameters nor answer are known.

        Deprecated by IBKR. Needs a login. The gateway wants to be asked before, once a session:
        auth.history_init.

        Answers with an error:
            404: The bridge is not open, or the service is gone.
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/scanner.yaml, GET /hmds/scanner/params.
        """
        from ibkr_wire.rest.api.scanner.beta_params import operation

        return self._caller.call(operation())

    def beta_params_post(self) -> Any:
        """List everything a scan can be made of, in the form of the old beta and by POST.

        Only named by clients; neither body nor answer are known.

        Deprecated by IBKR. Needs a login. The gateway wants to be asked before, once a session:
        auth.history_init.

        Answers with an error:
            404: The bridge is not open, or the service is gone.
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/scanner.yaml, POST /hmds/scanner/params.
        """
        from ibkr_wire.rest.api.scanner.beta_params_post import operation

        return self._caller.call(operation())

    def beta_run_get(self) -> Any:
        """Run a scan, in another form of the old beta and by GET.

        Only named by clients; neither parameters nor answer are known.

        Deprecated by IBKR. Needs a login. The gateway wants to be asked before, once a session:
        auth.history_init.

        Answers with an error:
            404: The bridge is not open, or the service is gone.
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/scanner.yaml, GET /hmds/scanner/run.
        """
        from ibkr_wire.rest.api.scanner.beta_run_get import operation

        return self._caller.call(operation())

    def beta_run(self, body: BetaScanRequest) -> Any:
        """Run a scan, in another form of the old beta.

        Only named by clients; the answer is not known.

        Args:
            body: What is sent, as JSON.

        Deprecated by IBKR. Needs a login. The gateway wants to be asked before, once a session:
        auth.history_init.

        Answers with an error:
            404: The bridge is not open, or the service is gone.
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/scanner.yaml, POST /hmds/scanner/run.
        """
        from ibkr_wire.rest.api.scanner.beta_run import operation

        return self._caller.call(operation(body))
