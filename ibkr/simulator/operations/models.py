"""Models that an advisor's clients invest in. A plain login is refused.

A model holds those positions of its invested accounts whose contracts are among its
targets. Source: gateway facts "REST endpoints", advisor; nothing of it was recorded.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, cast

from ibkr.simulator import reading
from ibkr.simulator.broker.structure import Model
from ibkr.simulator.market.contract import instrument
from ibkr.simulator.operations.advisor import structure_of
from ibkr.simulator.refusals import refuse

if TYPE_CHECKING:
    from ibkr.simulator.broker.account import Position
    from ibkr.simulator.broker.structure import Structure
    from ibkr.simulator.call import Call
    from ibkr.simulator.state import State

_NONE = "None"
_ZERO = Decimal(0)
_CURRENCY = "USD"


def _request(call: Call) -> tuple[reading.Body, int]:
    """The body and its number, which every answer repeats."""
    body = call.object()
    return body, reading.whole(body, "reqID") if "reqID" in body else 0


def _model(structure: Structure, body: reading.Body) -> Model:
    return _named(structure, reading.text(body, "model"))


def _named(structure: Structure, name: str) -> Model:
    found = structure.model(name)
    if found is None:
        raise refuse(500, f"There is no model {name}")
    return found


def _invested(model: Model) -> list[str]:
    return sorted(account for account, _ in model.invested)


def _held(state: State, model: Model, accounts: Iterable[str]) -> list[Position]:
    return [
        each
        for account in sorted(accounts)
        for each in state.broker.positions(account)
        if each.quantity and each.conid in dict(model.targets)
    ]


def _worth(held: Iterable[Position]) -> Decimal:
    return sum((each.value for each in held), _ZERO)


def models(state: State, call: Call) -> dict[str, Any]:
    """Every model in short."""
    structure = structure_of(state)
    _, number = _request(call)
    return {
        "reqID": number,
        "subscriptionStatus": 1,
        "baseCcy": _CURRENCY,
        "masterAccount": state.broker.accounts[0],
        "models": [_short(state, model) for model in structure.models],
    }


def _short(state: State, model: Model) -> dict[str, Any]:
    return {
        "model": model.name,
        "desc": model.description,
        "isStatic": model.is_static,
        "mismatch": False,
        "nlv": f"{_worth(_held(state, model, _invested(model))):.2f}",
        "numAccounts": len(model.invested),
        "bootstrapped": True,
        "ci": False,
    }


def summary(state: State, call: Call) -> dict[str, Any]:
    """One model in short."""
    structure = structure_of(state)
    body, number = _request(call)
    return {"reqID": number, "subscriptionStatus": 1, **_short(state, _model(structure, body))}


def positions(state: State, call: Call) -> dict[str, Any]:
    """What a model holds, against its targets; fractions and amounts are text."""
    structure = structure_of(state)
    body, number = _request(call)
    model = _model(structure, body)
    held = _held(state, model, _invested(model))
    worth = _worth(held)
    rows = [_position(conid, share / 100, held, worth) for conid, share in model.targets]
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


def _symbol(conid: int) -> str:
    try:
        return instrument(conid).symbol
    except KeyError:
        return str(conid)


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
        "trgt": f"{sum((share for _, share in model.cash_targets), _ZERO) / 100}",
        "instrImbalance": "0",
        "mv": "0",
        "exrt": "1",
    }


def _position(conid: int, share: Decimal, held: list[Position], worth: Decimal) -> dict[str, Any]:
    mine = [each for each in held if each.conid == conid]
    value = _worth(mine)
    return {
        "cid": conid,
        "instrument": _symbol(conid),
        "ccy": _CURRENCY,
        "position": f"{sum((each.quantity for each in mine), _ZERO):f}",
        "mv": f"{value:.2f}",
        "dlv": f"{value:.2f}",
        "exrt": "1",
        "actl": f"{value / worth if worth else _ZERO:.4f}",
        "actlRangeMin": _NONE,
        "actlRangeMax": _NONE,
        "trgt": f"{share}",
        "instrImbalance": f"{worth * share - value:.2f}",
        "mismatchType": 0,
        "flg": 0,
    }


def accounts(state: State, call: Call) -> dict[str, Any]:
    """The accounts that are invested in a model, then their total."""
    structure = structure_of(state)
    body, number = _request(call)
    model = _model(structure, body)
    parts = {account: _held(state, model, [account]) for account in _invested(model)}
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
    structure = structure_of(state)
    body, number = _request(call)
    name = reading.text(body, "model")
    before = structure.model(name)
    cash = reading.objects(body, "cashTargets")
    structure.save_model(
        Model(
            name=name,
            description=reading.text(body, "desc"),
            is_static=reading.flag(body, "isStatic"),
            targets=tuple(_target(entry) for entry in reading.objects(body, "positionTargets")),
            cash_targets=tuple((reading.text(entry, "ccy"), _percent(entry)) for entry in cash),
            invested=() if before is None else before.invested,
        )
    )
    return {"reqID": number, "success": True}


def _target(entry: reading.Body) -> tuple[int, Decimal]:
    return reading.whole(entry, "cid"), _percent(entry)


def _percent(entry: reading.Body) -> Decimal:
    try:
        value = Decimal(str(entry.get("trgt", "0")))
    except InvalidOperation:
        raise reading.wrong("trgt") from None
    if not (value.is_finite() and 0 <= value <= 1):
        raise reading.wrong("trgt")
    return value * 100


def invest(state: State, call: Call) -> dict[str, Any]:
    """Prepare to invest accounts; the numbers of this answer are text."""
    structure = structure_of(state)
    body, number = _request(call)
    model = _model(structure, body)
    chosen = [_account_of(entry) for entry in reading.entries(body, "accountList")]
    if any(account not in structure.clients for account in chosen):
        raise reading.wrong("accountList")
    key = state.desk.transfers.prepare(model.name, chosen)
    return {"reqID": str(number), "subscriptionKey": str(key), "subscriptionStatus": 0}


def _account_of(entry: object) -> str:
    """An account by its id, or in an object that names it: what the list holds is not documented."""
    if isinstance(entry, dict):
        return reading.text(cast("reading.Body", entry), "account")
    return str(entry)


def pending(state: State, call: Call) -> dict[str, Any]:
    """What accounts have, in a model and outside of it, before an investment."""
    structure = structure_of(state)
    body, number = _request(call)
    model = _model(structure, body)
    chosen = state.desk.transfers.waiting(model.name)
    return {
        "reqID": number,
        "model": model.name,
        "subscriptionStatus": 1,
        "baseCcyMaster": _CURRENCY,
        "baseCcyMasterPrc": "0.01",
        "accountList": [_pending_row(state, model, account) for account in chosen or structure.clients],
    }


def _pending_row(state: State, model: Model, account: str) -> dict[str, Any]:
    found = state.broker.summary(account)
    inside = _worth(_held(state, model, [account])) if account in _invested(model) else _ZERO
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
    structure = structure_of(state)
    body, number = _request(call)
    wanted = reading.whole(body, "fpOrderId") if "fpOrderId" in body else 0
    transfer = state.desk.transfers.take(wanted)
    if transfer is None:
        return {"reqID": number, "success": False}
    for account in transfer.accounts:
        worth = _worth(_held(state, _named(structure, transfer.model), [account]))
        structure.invest(transfer.model, account, worth)
    return {"reqID": number, "success": True}


def presets(state: State, call: Call) -> dict[str, Any]:
    """The rules for all models."""
    structure_of(state)
    _, number = _request(call)
    return {"reqID": number, "subscriptionStatus": 1, **state.desk.model_rules}


def save_presets(state: State, call: Call) -> dict[str, Any]:
    """Change the rules for all models. A success carries the word None as its error."""
    structure_of(state)
    body, number = _request(call)
    for name, value in state.desk.model_rules.items():
        if name in body:
            is_flag = isinstance(value, bool)
            state.desk.model_rules[name] = reading.flag(body, name) if is_flag else reading.whole(body, name)
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
