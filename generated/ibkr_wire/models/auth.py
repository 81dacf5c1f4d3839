# Generated from spec/. Do not edit.
"""Wire models of the group `auth`."""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

__all__ = [
    "AuthStatus",
    "CcpChallenge",
    "CcpInitRequest",
    "CcpResponseRequest",
    "CcpStatus",
    "InitRequest",
    "InitResponseRequest",
    "LiveSessionToken",
    "LogoutAnswer",
    "OauthAccessToken",
    "OauthRequestToken",
    "Problem",
    "ReauthenticateAnswer",
    "ServerInfo",
    "SsoFeatures",
    "SsoValidation",
    "Tickle",
    "TickleHistory",
    "TickleIserver",
    "TokenAnswer",
    "TokenRequest",
]


class ServerInfo(
    Struct, kw_only=True, gc=False, rename={"server_name": "serverName", "server_version": "serverVersion"}
):
    """The IBKR server behind the session. Both values are null while no server is attached."""

    server_name: str | None | UnsetType = UNSET
    """Name of the server, such as JifN00001."""
    server_version: str | None | UnsetType = UNSET
    """Build number and date of the server."""


class AuthStatus(Struct, kw_only=True, rename={"mac": "MAC", "server_info": "serverInfo"}):
    """State of the brokerage session. It is ready when `authenticated`, `connected` and (where present)
    `established` are true and `competing` is false. A refused login has `authenticated` false and a reason
    in `fail`, with HTTP status 200.
    """

    authenticated: bool
    """Orders and market data may be asked for."""
    connected: bool | UnsetType = UNSET
    """The gateway reaches IBKR's servers."""
    competing: bool | UnsetType = UNSET
    """Another login of the same username holds or wants the session."""
    established: bool | UnsetType = UNSET
    """The account data behind the session has arrived."""
    message: str | None | UnsetType = UNSET
    """Remark of the server, mostly empty."""
    fail: str | None | UnsetType = UNSET
    """Why the session could not be opened."""
    mac: str | None | UnsetType = UNSET
    """Hardware address that the gateway reported at login."""
    server_info: ServerInfo | None | UnsetType = UNSET
    """Server that holds the session."""
    hardware_info: str | None | UnsetType = UNSET
    """Machine id and hardware address, joined by a bar."""


class Tickle(Struct, kw_only=True, rename={"sso_expires": "ssoExpires", "user_id": "userId"}):
    """Answer of the keep-alive: the token that opens the websocket and the state of the brokerage session. A
    tickle that is accepted but not carried out is an object with `error` alone.
    """

    session: str | UnsetType = UNSET
    """Token for the websocket cookie."""
    sso_expires: int | UnsetType = UNSET
    """Milliseconds until the login ends, at most 600000."""
    collission: bool | UnsetType = UNSET
    """Internal to IBKR; the key is spelled like this on the wire."""
    user_id: int | UnsetType = UNSET
    """Number of the user."""
    hmds: TickleHistory | UnsetType = UNSET
    iserver: TickleIserver | UnsetType = UNSET


class TickleHistory(Struct, kw_only=True, rename={"auth_status": "authStatus"}):
    """State of the bridge to the old historical data service, which is closed in most sessions."""

    error: str | None | UnsetType = UNSET
    """`no bridge` while the bridge is closed, which is normal."""
    auth_status: AuthStatus | None | UnsetType = UNSET
    """State of the bridge once it is open."""


class TickleIserver(Struct, kw_only=True, rename={"auth_status": "authStatus"}):
    """State of the brokerage session, as part of a tickle."""

    auth_status: AuthStatus | UnsetType = UNSET
    tickle: bool | UnsetType = UNSET
    """The brokerage session was reached."""
    error: str | None | UnsetType = UNSET
    """Why the brokerage session could not be reached."""


class SsoFeatures(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "option_chains": "optionChains",
        "new_mf": "newMf",
        "ibam_widget": "ibamWidget",
        "debug_menu": "debugMenu",
    },
):
    """What the login may use."""

    env: str | None | UnsetType = UNSET
    """Environment of the login, such as PROD."""
    envs: str | None | UnsetType = UNSET
    """Environment of the login, in the published spelling."""
    wlms: bool | UnsetType = UNSET
    """Watchlists are available."""
    realtime: bool | UnsetType = UNSET
    """Real-time market data is available."""
    bond: bool | UnsetType = UNSET
    """Bonds are available."""
    option_chains: bool | UnsetType = UNSET
    """Option chains are available."""
    calendar: bool | UnsetType = UNSET
    """The event calendar is available."""
    new_mf: bool | UnsetType = UNSET
    """Internal to IBKR."""
    alpha: bool | UnsetType = UNSET
    """Internal to IBKR."""
    ibam_widget: bool | UnsetType = UNSET
    """Internal to IBKR."""
    debug_menu: bool | UnsetType = UNSET
    """Internal to IBKR."""
    record: bool | UnsetType = UNSET
    """Internal to IBKR."""


class SsoValidation(
    Struct,
    kw_only=True,
    rename={
        "user_id": "USER_ID",
        "user_name": "USER_NAME",
        "result": "RESULT",
        "auth_time": "AUTH_TIME",
        "expires": "EXPIRES",
        "login_type": "LOGIN_TYPE",
        "published_login_type": "loginType",
        "paper_user_name": "PAPER_USER_NAME",
        "credential": "CREDENTIAL",
        "credential_type": "CREDENTIAL_TYPE",
        "ip": "IP",
        "is_free_trial": "IS_FREE_TRIAL",
        "is_master": "IS_MASTER",
        "is_pending_applicant": "IS_PENDING_APPLICANT",
        "qualified_for_mobile_auth": "QUALIFIED_FOR_MOBILE_AUTH",
        "landing_app": "LANDING_APP",
        "sf_enabled": "SF_ENABLED",
        "sf_config": "SF_CONFIG",
        "sft": "SFT",
        "hardware_info": "HARDWARE_INFO",
        "unique_login_id": "UNIQUE_LOGIN_ID",
        "anomalous_login": "ANOMALOUS_LOGIN",
        "token": "TOKEN",
        "counterparty": "COUNTERPARTY",
        "last_accessed": "lastAccessed",
    },
):
    """Who is logged in, and for how long."""

    user_id: int | UnsetType = UNSET
    """Number of the user."""
    user_name: str | UnsetType = UNSET
    """Username of the login."""
    result: bool | UnsetType = UNSET
    """The login is valid."""
    auth_time: int | UnsetType = UNSET
    """Time of the login, milliseconds since 1970."""
    expires: int | UnsetType = UNSET
    """Milliseconds until the login ends, at most 600000."""
    login_type: int | UnsetType = UNSET
    """1 for a live login, 2 for a paper login."""
    published_login_type: int | UnsetType = UNSET
    """Same as LOGIN_TYPE, in the published spelling."""
    paper_user_name: str | None | UnsetType = UNSET
    """Username of the paper account."""
    credential: str | None | UnsetType = UNSET
    """Username that owns the login."""
    credential_type: int | str | None | UnsetType = UNSET
    """Internal to IBKR."""
    ip: str | None | UnsetType = UNSET
    """Internal address; not the address of the user."""
    is_free_trial: bool | UnsetType = UNSET
    """The account is a trial."""
    is_master: bool | UnsetType = UNSET
    """The account stands above others."""
    is_pending_applicant: bool | UnsetType = UNSET
    """The account application is not finished."""
    qualified_for_mobile_auth: bool | None | UnsetType = UNSET
    """Login needs a second factor."""
    landing_app: str | None | UnsetType = UNSET
    """Page that follows the login in a browser."""
    sf_enabled: bool | None | UnsetType = UNSET
    """Internal to IBKR, about the second factor."""
    sf_config: str | None | UnsetType = UNSET
    """Internal to IBKR, about the second factor."""
    sft: str | int | bool | None | UnsetType = UNSET
    """Internal to IBKR, about the second factor."""
    hardware_info: str | None | UnsetType = UNSET
    """Machine id and hardware address."""
    unique_login_id: str | int | None | UnsetType = UNSET
    """Id of this login."""
    anomalous_login: bool | str | None | UnsetType = UNSET
    """IBKR found the login unusual."""
    token: str | None | UnsetType = UNSET
    """Token of the login. Treat it as a password."""
    counterparty: str | None | UnsetType = UNSET
    """Internal to IBKR."""
    took: int | UnsetType = UNSET
    """Milliseconds the check took."""
    last_accessed: int | UnsetType = UNSET
    """Time of the last call, milliseconds since 1970."""
    region: str | None | UnsetType = UNSET
    """Region of the data centre, such as NJ."""
    features: SsoFeatures | None | UnsetType = UNSET
    """What the login may use."""


class LogoutAnswer(Struct, kw_only=True, gc=False):
    """Confirmation that the login has ended."""

    status: bool | UnsetType = UNSET
    """The login has ended."""


class InitRequest(Struct, kw_only=True, gc=False):
    """Wish to open the brokerage session."""

    publish: bool
    """Must be true."""
    compete: bool
    """Take the session from another login of this username."""


class ReauthenticateAnswer(Struct, kw_only=True, gc=False):
    """The gateway has begun to open the brokerage session anew."""

    message: str | None | UnsetType = UNSET
    """Always triggered."""


class InitResponseRequest(Struct, kw_only=True, gc=False):
    """Response to the challenge of the gateway's own way of opening a session."""

    response: str
    """40 hexadecimal digits."""


class CcpInitRequest(Struct, kw_only=True, gc=False, rename={"machine_id": "machineId"}):
    """Wish to open a session of the old beta."""

    compete: bool | UnsetType = UNSET
    """Take the session from another login of this username."""
    locale: str | UnsetType = UNSET
    """Language and country."""
    mac: str | UnsetType = UNSET
    """Hardware address."""
    machine_id: str | UnsetType = UNSET
    """Id of this machine."""
    username: str | UnsetType = UNSET
    """Username."""


class CcpChallenge(Struct, kw_only=True, gc=False):
    """Challenge that a session of the old beta begins with."""

    challenge: str | None | UnsetType = UNSET
    """Challenge, hexadecimal."""


class CcpResponseRequest(Struct, kw_only=True, gc=False):
    """Response to the challenge of the old beta."""

    auth: str
    """Response, hexadecimal."""


class CcpStatus(Struct, kw_only=True, gc=False):
    """State of a session that was opened by challenge and response."""

    passed: bool | None | UnsetType = UNSET
    """The response was right."""
    authenticated: bool | None | UnsetType = UNSET
    """The session is open."""
    connected: bool | None | UnsetType = UNSET
    """IBKR's servers are reached."""
    competing: bool | None | UnsetType = UNSET
    """Another login holds or wants the session."""
    wait: bool | None | UnsetType = UNSET
    """Ask again after five seconds."""


class OauthRequestToken(Struct, kw_only=True, gc=False):
    """Token that a third party sends its user to the authorisation page with."""

    oauth_token: str | UnsetType = UNSET
    """Request token."""


class OauthAccessToken(Struct, kw_only=True, gc=False):
    """Access token of a third party. Treat the secret as a password."""

    is_true: bool | None | UnsetType = UNSET
    """Undocumented."""
    is_paper: bool | None | UnsetType = UNSET
    """The token is for a paper account."""
    oauth_token: str | UnsetType = UNSET
    """Access token."""
    oauth_token_secret: str | UnsetType = UNSET
    """Encrypted secret, base64."""


class LiveSessionToken(Struct, kw_only=True, gc=False):
    """IBKR's half of the exchange, and a signature to check the result with."""

    diffie_hellman_response: str | UnsetType = UNSET
    """IBKR's half, hexadecimal."""
    live_session_token_signature: str | UnsetType = UNSET
    """Signature of the consumer key, hexadecimal."""
    live_session_token_expiration: int | UnsetType = UNSET
    """End of the token, milliseconds since 1970."""


class TokenRequest(Struct, kw_only=True, gc=False):
    """Who asks for a token, for what, and how that is proved. Sent as a form."""

    grant_type: Literal["client_credentials"]
    """Always client_credentials."""
    scope: str | UnsetType = UNSET
    """What the token is for, such as sso-sessions.write; several by spaces."""
    client_id: str
    """Id of the client."""
    client_assertion_type: Literal["urn:ietf:params:oauth:client-assertion-type:jwt-bearer"] | UnsetType = (
        UNSET
    )
    """Form of the assertion."""
    client_assertion: str | UnsetType = UNSET
    """Token that the client has signed, RS256."""
    client_secret: str | UnsetType = UNSET
    """Secret of the client."""


class TokenAnswer(Struct, kw_only=True, gc=False):
    """An access token. Treat it as a password."""

    access_token: str
    """Access token."""
    refresh_token: str | None | UnsetType = UNSET
    """Token to renew it with."""
    id_token: str | None | UnsetType = UNSET
    """Token about the user."""
    token_type: str | None | UnsetType = UNSET
    """Always Bearer."""
    scope: str | None | UnsetType = UNSET
    """What the token is for."""
    expires_in: int | str | None | UnsetType = UNSET
    """Seconds that the token lives."""


class Problem(Struct, kw_only=True, gc=False):
    """An error of the hosted server's newer parts, after RFC 9457."""

    type: str | None | UnsetType = UNSET
    """Address that names the kind of problem."""
    title: str | None | UnsetType = UNSET
    """Kind of problem in words."""
    status: int | None | UnsetType = UNSET
    """Status code."""
    detail: str | None | UnsetType = UNSET
    """What went wrong."""
    instance: str | None | UnsetType = UNSET
    """Where it went wrong."""
