"""Models that an advisor's clients invest in. A plain login is refused.

A model holds those positions of its invested accounts whose contracts are among its
targets. Source: gateway facts "REST endpoints", advisor; nothing of it was recorded.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, cast

from ibkr.simulator import reading
from ibkr.simulator.operations.advisor import advisor_of
from ibkr.simulator.refusals import refuse
from ibkr.simulator.world.advisor import Model, Target

if TYPE_CHECKING:
    from ibkr.simulator.broker.account import Position
    from ibkr.simulator.call import Call
    from ibkr.simulator.state import State
    from ibkr.simulator.world.advisor import Advisor

_NONE = "None"
_ZERO = Decimal(0)
_CURRENCY = "USD"


def _request(call: Call) -> tuple[reading.Body, int]:
    """The body and its number, which every answer repeats."""
    body = call.object()
    return body, reading.whole(body, "reqID") if "reqID" in body else 0


def _model(advisor: Advisor, body: reading.Body) -> Model:
    name = reading.text(body, "model")
    if name not in advisor.models:
        raise refuse(500, f"There is no model {name}")
    return advisor.models[name]


def _held(state: State, model: Model, accounts: Iterable[str]) -> list[Position]:
    return [
        each
        for account in sorted(accounts)
        for each in state.broker.positions(account)
        if each.quantity and each.conid in model.conids
    ]


def _worth(held: Iterable[Position]) -> Decimal:
    return sum((each.value for each in held), _ZERO)


def models(state: State, call: Call) -> dict[str, Any]:
    """Every model in short."""
    advisor = advisor_of(state)
    _, number = _request(call)
    return {
        "reqID": number,
        "subscriptionStatus": 1,
        "baseCcy": _CURRENCY,
        "masterAccount": state.broker.accounts[0],
        "models": [_short(state, model) for model in advisor.models.values()],
    }


def _short(state: State, model: Model) -> dict[str, Any]:
    return {
        "model": model.name,
        "desc": model.description,
        "isStatic": model.is_static,
        "mismatch": False,
        "nlv": f"{_worth(_held(state, model, model.accounts)):.2f}",
        "numAccounts": len(model.accounts),
        "bootstrapped": True,
        "ci": False,
    }


def summary(state: State, call: Call) -> dict[str, Any]:
    """One model in short."""
    advisor = advisor_of(state)
    body, number = _request(call)
    return {"reqID": number, "subscriptionStatus": 1, **_short(state, _model(advisor, body))}


def positions(state: State, call: Call) -> dict[str, Any]:
    """What a model holds, against its targets; fractions and amounts are text."""
    advisor = advisor_of(state)
    body, number = _request(call)
    model = _model(advisor, body)
    held = _held(state, model, model.accounts)
    worth = _worth(held)
    rows = [_position(target, held, worth) for target in model.targets]
    descending = body.get("sortDirection") == "DESC"
    if body.get("sortField") in ("mv", "cid", "instrument"):
        rows.sort(key=lambda row: _key(row[body["sortField"]]), reverse=descending)
    most = reading.whole(body, "limit") if "limit" in body else len(rows)
    return {
        "reqID": number,
        "subscriptionStatus": 1,
        "model": model.name,
        "mismatched": False,
        "stkOnly": True,
        "nlv": float(round(worth, 2)),
        "totalDlv": float(round(worth, 2)),
        "totalMv": float(round(worth, 2)),
        "positionTs": state.world.milliseconds(),
        "cash": [_cash(model)],
        "positionList": rows[: max(most, 0)],
    }


def _key(value: str | int) -> tuple[float, str]:
    try:
        return float(value), ""
    except ValueError:
        return 0.0, str(value)


def _cash(model: Model) -> dict[str, Any]:
    # Cash of invested accounts stays outside of the model.
    return {
        "ccy": _CURRENCY,
        "actl": "0",
        "trgt": f"{model.cash}",
        "instrImbalance": "0",
        "mv": "0",
        "exrt": "1",
    }


def _position(target: Target, held: list[Position], worth: Decimal) -> dict[str, Any]:
    mine = [each for each in held if each.conid == target.conid]
    value = _worth(mine)
    return {
        "cid": target.conid,
        "instrument": mine[0].instrument.symbol if mine else str(target.conid),
        "ccy": _CURRENCY,
        "position": f"{sum((each.quantity for each in mine), _ZERO):f}",
        "mv": f"{value:.2f}",
        "dlv": f"{value:.2f}",
        "exrt": "1",
        "actl": f"{value / worth if worth else _ZERO:.4f}",
        "actlRangeMin": _NONE,
        "actlRangeMax": _NONE,
        "trgt": f"{target.share}",
        "instrImbalance": f"{worth * target.share - value:.2f}",
        "mismatchType": 0,
        "flg": 0,
    }


def accounts(state: State, call: Call) -> dict[str, Any]:
    """The accounts that are invested in a model, then their total."""
    advisor = advisor_of(state)
    body, number = _request(call)
    model = _model(advisor, body)
    parts = {account: _held(state, model, [account]) for account in sorted(model.accounts)}
    cash = {account: state.broker.summary(account).cash for account in parts}
    rows = [_account(account, held, cash[account]) for account, held in parts.items()]
    everything = [each for held in parts.values() for each in held]
    total = {**_account("TOTAL", everything, sum(cash.values(), _ZERO)), "alias": _NONE}
    return {
        "reqID": number,
        "model": model.name,
        "baseCcyMaster": _CURRENCY,
        "accountInfoList": [*rows, total],
    }


def _account(name: str, held: list[Position], cash: Decimal) -> dict[str, Any]:
    cost = sum((each.cost for each in held), _ZERO)
    return {
        "account": name,
        "alias": "",
        "baseCcyAccount": _CURRENCY,
        "exrt": 1.0,
        "nlv": f"{_worth(held):.2f}",
        "costBasis": f"{cost:.2f}",
        "unrealPnL": f"{_worth(held) - cost:.2f}",
        "indCash": f"{cash:.2f}",
        "acctImbalance": "0",
        "numInstrOutsideRange": 0,
    }


def save(state: State, call: Call) -> dict[str, Any]:
    """Make a model, or give one other targets."""
    advisor = advisor_of(state)
    body, number = _request(call)
    cash = reading.objects(body, "cashTargets")
    advisor.save_model(
        Model(
            reading.text(body, "model"),
            reading.text(body, "desc"),
            tuple(_target(entry) for entry in reading.objects(body, "positionTargets")),
            is_static=reading.flag(body, "isStatic"),
            cash=sum((_fraction(entry) for entry in cash), _ZERO),
        )
    )
    return {"reqID": number, "success": True}


def _target(entry: reading.Body) -> Target:
    return Target(reading.whole(entry, "cid"), _fraction(entry))


def _fraction(entry: reading.Body) -> Decimal:
    try:
        value = Decimal(str(entry.get("trgt", "0")))
    except InvalidOperation:
        raise reading.wrong("trgt") from None
    if not 0 <= value <= 1:
        raise reading.wrong("trgt")
    return value


def invest(state: State, call: Call) -> dict[str, Any]:
    """Prepare to invest accounts; the numbers of this answer are text."""
    advisor = advisor_of(state)
    body, number = _request(call)
    model = _model(advisor, body)
    chosen = [_account_of(entry) for entry in reading.entries(body, "accountList")]
    if any(account not in advisor.clients for account in chosen):
        raise reading.wrong("accountList")
    key = advisor.prepare(model.name, chosen)
    return {"reqID": str(number), "subscriptionKey": str(key), "subscriptionStatus": 0}


def _account_of(entry: object) -> str:
    """An account by its id, or in an object that names it: what the list holds is not documented."""
    if isinstance(entry, dict):
        return reading.text(cast("reading.Body", entry), "account")
    return str(entry)


def pending(state: State, call: Call) -> dict[str, Any]:
    """What accounts have, in a model and outside of it, before an investment."""
    advisor = advisor_of(state)
    body, number = _request(call)
    model = _model(advisor, body)
    chosen = advisor.pending.get(model.name, ())
    return {
        "reqID": number,
        "model": model.name,
        "subscriptionStatus": 1,
        "baseCcyMaster": _CURRENCY,
        "baseCcyMasterPrc": "0.01",
        "accountList": [_pending_row(state, model, account) for account in chosen or advisor.clients],
    }


def _pending_row(state: State, model: Model, account: str) -> dict[str, Any]:
    found = state.broker.summary(account)
    inside = _worth(_held(state, model, [account])) if account in model.accounts else _ZERO
    return {
        "account": account,
        "alias": "",
        "baseCcyAccount": _CURRENCY,
        "baseCcyAccountPrc": "0.01",
        "exrt": 1.0,
        "nlv": f"{found.net_liquidation:.2f}",
        "accountModelNlv": f"{inside:.2f}",
        "accountOtherModelsNlv": "0",
        "indCashNlv": f"{found.cash:.2f}",
        "indPosNlv": f"{found.net_liquidation - found.cash - inside:.2f}",
    }


def submit_transfers(state: State, call: Call) -> dict[str, Any]:
    """Carry out what was prepared: with its number, else what was prepared last."""
    advisor = advisor_of(state)
    body, number = _request(call)
    wanted = reading.whole(body, "fpOrderId") if "fpOrderId" in body else 0
    known = wanted if wanted in advisor.prepared else max(advisor.prepared, default=0)
    return {"reqID": number, "success": advisor.invest(known)}


def presets(state: State, call: Call) -> dict[str, Any]:
    """The rules for all models."""
    advisor = advisor_of(state)
    _, number = _request(call)
    return {"reqID": number, "subscriptionStatus": 1, **advisor.model_rules}


def save_presets(state: State, call: Call) -> dict[str, Any]:
    """Change the rules for all models. A success carries the word None as its error."""
    advisor = advisor_of(state)
    body, number = _request(call)
    for name, value in advisor.model_rules.items():
        if name in body:
            is_flag = isinstance(value, bool)
            advisor.model_rules[name] = reading.flag(body, name) if is_flag else reading.whole(body, name)
    return {"error": _NONE, "reqID": number, "subscriptionStatus": 1, "success": True}


SERVES = {
    "advisor.models": models,
    "advisor.model_summary": summary,
    "advisor.model_positions": positions,
    "advisor.model_accounts": accounts,
    "advisor.save_model": save,
    "advisor.invest": invest,
    "advisor.pending_investment": pending,
    "advisor.submit_transfers": submit_transfers,
    "advisor.model_presets": presets,
    "advisor.save_model_presets": save_presets,
}
