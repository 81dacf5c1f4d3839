# Generated from spec/. Do not edit.
"""Operations of the group `auth`, synchronous."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.operation import UNSET

if TYPE_CHECKING:
    from ibkr_wire.models.auth import (
        AuthStatus,
        CcpChallenge,
        CcpInitRequest,
        CcpResponseRequest,
        CcpStatus,
        InitRequest,
        InitResponseRequest,
        LiveSessionToken,
        LogoutAnswer,
        OauthAccessToken,
        OauthRequestToken,
        ReauthenticateAnswer,
        SsoValidation,
        Tickle,
        TokenAnswer,
        TokenRequest,
    )
    from ibkr_wire.operation import UnsetType
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

    def reauthenticate_get(self, *, force: bool | UnsetType = UNSET) -> ReauthenticateAnswer:
        """Open the brokerage session anew, in the form of an older gateway and by GET.

        Same as the POST form.

        Args:
            force: Do it although the session is alive.

        Deprecated by IBKR. Needs a login.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/auth.yaml, GET /iserver/reauthenticate.
        """
        from ibkr_wire.rest.api.auth.reauthenticate_get import operation

        return self._caller.call(operation(force=force))

    def reauthenticate(self, *, force: bool | UnsetType = UNSET) -> ReauthenticateAnswer:
        """Open the brokerage session anew, in the form of an older gateway.

        The gateway answers by itself and at once; the state of the session tells what came of it. It can
        end a session that was good. Without a login the answer is an error with status 200.

        Args:
            force: Do it although the session is alive.

        Deprecated by IBKR. Needs a login.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/auth.yaml, POST /iserver/reauthenticate.
        """
        from ibkr_wire.rest.api.auth.reauthenticate import operation

        return self._caller.call(operation(force=force))

    def init_response(self, body: InitResponseRequest) -> CcpStatus:
        """Second half of opening the brokerage session, which the gateway does by itself.

        Not for clients; listed because it is there.

        Args:
            body: What is sent, as JSON.

        Needs a login.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/auth.yaml, POST /iserver/auth/ssodh/response.
        """
        from ibkr_wire.rest.api.auth.init_response import operation

        return self._caller.call(operation(body))

    def login_page(
        self,
        *,
        forward_to: int | UnsetType = UNSET,
        rl: int | UnsetType = UNSET,
        ip2loc: str | UnsetType = UNSET,
    ) -> str:
        """Fetch the page that a browser logs in with.

        At the root of the host, not below `/v1/api`. The login ends with a page that reads `Client login
        succeeds`.

        Args:
            forward_to: What follows the login; 22 for the gateway.
            rl: Internal to IBKR; 1 for the gateway.
            ip2loc: Country, as set in the gateway's configuration.

        The path starts at the host.

        Source: spec/openapi/paths/auth.yaml, GET /sso/Login.
        """
        from ibkr_wire.rest.api.auth.login_page import operation

        return self._caller.call(operation(forward_to=forward_to, rl=rl, ip2loc=ip2loc))

    def sso_ping(self) -> Any:
        """Extend the login.

        IBKR's own page calls it; the answer is not known. A tickle does the same.

        Needs a login.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.

        Source: spec/openapi/paths/auth.yaml, GET /sso/ping.
        """
        from ibkr_wire.rest.api.auth.sso_ping import operation

        return self._caller.call(operation())

    def user(self) -> Any:
        """Find out whether somebody is logged in.

        Health checks look at the status code only: 401 before the login, 200 after it. The answer is not
        known.

        Needs a login.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.

        Source: spec/openapi/paths/auth.yaml, GET /one/user.
        """
        from ibkr_wire.rest.api.auth.user import operation

        return self._caller.call(operation())

    def ccp_init(self, body: CcpInitRequest) -> CcpChallenge:
        """Open a session of the old beta.

        Gateways of today answer with an error or status 404.

        Args:
            body: What is sent, as JSON.

        Deprecated by IBKR. Needs a login.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/auth.yaml, POST /ccp/auth/init.
        """
        from ibkr_wire.rest.api.auth.ccp_init import operation

        return self._caller.call(operation(body))

    def ccp_response(self, body: CcpResponseRequest) -> CcpStatus:
        """Respond to the challenge of the old beta.

        Gateways of today answer with an error or status 404.

        Args:
            body: What is sent, as JSON.

        Deprecated by IBKR. Needs a login.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/auth.yaml, POST /ccp/auth/response.
        """
        from ibkr_wire.rest.api.auth.ccp_response import operation

        return self._caller.call(operation(body))

    def ccp_status(self) -> CcpStatus:
        """Read the state of a session of the old beta.

        Gateways of today answer with an error or status 404.

        Deprecated by IBKR. Needs a login.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/auth.yaml, GET /ccp/status.
        """
        from ibkr_wire.rest.api.auth.ccp_status import operation

        return self._caller.call(operation())

    def history_init(self) -> Any:
        """Open the bridge to the old historical data service.

        Needed once before anything below `/hmds`. The answer is not known.

        Needs a login.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/auth.yaml, GET /hmds/auth/init.
        """
        from ibkr_wire.rest.api.auth.history_init import operation

        return self._caller.call(operation())

    def history_init_post(self) -> Any:
        """Open the bridge to the old historical data service, by POST.

        Same as the GET form.

        Needs a login.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/auth.yaml, POST /hmds/auth/init.
        """
        from ibkr_wire.rest.api.auth.history_init_post import operation

        return self._caller.call(operation())

    def request_token(self) -> OauthRequestToken:
        """Begin to be authorised by a user of another firm, with OAuth 1.0a.

        For third parties only. Parameters travel signed in the header Authorization; the body is empty.

        Only IBKR's own server has it.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/auth.yaml, POST /oauth/request_token.
        """
        from ibkr_wire.rest.api.auth.request_token import operation

        return self._caller.call(operation())

    def access_token(self) -> OauthAccessToken:
        """Trade the user's authorisation for an access token, with OAuth 1.0a.

        For third parties only. Parameters travel signed in the header Authorization; the body is empty. The
        verifier in them works once.

        Only IBKR's own server has it.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/auth.yaml, POST /oauth/access_token.
        """
        from ibkr_wire.rest.api.auth.access_token import operation

        return self._caller.call(operation())

    def live_session_token(self) -> LiveSessionToken:
        """Agree on the token that signs all other calls, with OAuth 1.0a.

        Parameters travel signed in the header Authorization, with the own half of a Diffie-Hellman
        exchange; the body is empty. The token lives about 24 hours.

        Only IBKR's own server has it.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/auth.yaml, POST /oauth/live_session_token.
        """
        from ibkr_wire.rest.api.auth.live_session_token import operation

        return self._caller.call(operation())

    def token(self, body: TokenRequest) -> TokenAnswer:
        """Fetch an access token, with OAuth 2.0.

        At the root of the hosted server. The assertion is a token that the client has signed, good for
        about a minute.

        Args:
            body: What is sent, as a form.

        Only IBKR's own server has it. The path starts at the host.

        Answers with an error:
            400: A parameter is wrong.
            401: The client is not known.
            500: A fault of the server.

        Source: spec/openapi/paths/auth.yaml, POST /oauth2/api/v1/token.
        """
        from ibkr_wire.rest.api.auth.token import operation

        return self._caller.call(operation(body))
