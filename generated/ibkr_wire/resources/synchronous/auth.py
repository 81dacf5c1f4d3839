# Generated from spec/. Do not edit.
"""Operations of the group `auth`, synchronous."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ibkr_wire.models.auth import AuthStatus, InitRequest, LogoutAnswer, SsoValidation, Tickle
    from ibkr_wire.resources import Caller


class Auth:
    """Operations of the group `auth`."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def tickle_get(self) -> Tickle:
        """Keep the session alive and read its state, by GET.

        Same as the POST form, and under the same limit.

        Needs a login. At most one call a second.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.

        Source: spec/openapi/paths/auth.yaml, GET /tickle.
        """
        from ibkr_wire.rest.api.auth.tickle_get import operation

        return self._caller.call(operation())

    def tickle(self) -> Tickle:
        """Keep the session alive and read its state.

        Send it each minute; the session ends about six minutes after the last call. The answer holds the
        token for the websocket.

        Needs a login. At most one call a second.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.

        Source: spec/openapi/paths/auth.yaml, POST /tickle.
        """
        from ibkr_wire.rest.api.auth.tickle import operation

        return self._caller.call(operation())

    def status_get(self) -> AuthStatus:
        """Read the state of the brokerage session, by GET.

        Same as the POST form; not in the published document.

        Needs a login.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.

        Source: spec/openapi/paths/auth.yaml, GET /iserver/auth/status.
        """
        from ibkr_wire.rest.api.auth.status_get import operation

        return self._caller.call(operation())

    def status(self) -> AuthStatus:
        """Read the state of the brokerage session.

        The first answer of a session may say not authenticated although a login exists: tickle, and ask
        once more. After a logout all flags are false.

        Needs a login.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.

        Source: spec/openapi/paths/auth.yaml, POST /iserver/auth/status.
        """
        from ibkr_wire.rest.api.auth.status import operation

        return self._caller.call(operation())

    def init(self, body: InitRequest) -> AuthStatus:
        """Open the brokerage session on top of a login.

        After a login the gateway has already done it. With `compete` a session that another login of the
        username holds is ended. Status 200 with `authenticated` false means that it failed.

        Args:
            body: What is sent, as JSON.

        Needs a login.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/auth.yaml, POST /iserver/auth/ssodh/init.
        """
        from ibkr_wire.rest.api.auth.init import operation

        return self._caller.call(operation(body))

    def validate(self) -> SsoValidation:
        """Read who is logged in, and extend the login.

        Not available with OAuth 1.0a.

        Needs a login. At most one call in 60 seconds.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.

        Source: spec/openapi/paths/auth.yaml, GET /sso/validate.
        """
        from ibkr_wire.rest.api.auth.validate import operation

        return self._caller.call(operation())

    def logout(self) -> LogoutAnswer:
        """End the login and everything on top of it.

        Only a new login helps afterwards. The answer carried no content type when it was observed.

        Needs a login.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.

        Source: spec/openapi/paths/auth.yaml, POST /logout.
        """
        from ibkr_wire.rest.api.auth.logout import operation

        return self._caller.call(operation())
