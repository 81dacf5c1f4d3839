"""An advisor's groups and models, checked before they are sent."""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

import msgspec
from ibkr_wire.models.advisor import (
    AllocationGroupChange,
    AllocationGroupName,
    AllocationGroupRequest,
    AllocationPresetsRequest,
    AllocationShareRequest,
    ModelAccountsRequest,
    ModelDraft,
    ModelPositionsRequest,
    ModelPresetsRequest,
    ModelRequest,
    ModelsRequest,
)
from ibkr_wire.operation import UNSET, to_wire
from ibkr_wire.rest.api.advisor import (
    allocation_accounts,
    allocation_presets,
    change_group,
    create_group,
    delete_group,
    group,
    groups,
    model_accounts,
    model_positions,
    model_presets,
    model_summary,
    models,
    save_allocation_presets,
    save_model,
    save_model_presets,
)

from ibkr._core.exchange import exchange
from ibkr._core.naming import account_ids, one_of, said
from ibkr._core.reading import amount, mapping, rows, text, word
from ibkr.errors import InvalidArgument
from ibkr.model.advisors import METHODS, WITH_AMOUNTS, Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ibkr_wire.models.advisor import ModelAccounts, ModelPositions, ModelSummary

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow
    from ibkr.model.advisors import MethodName

RulesT = TypeVar("RulesT", bound=msgspec.Struct)

ALL_OF_IT: Final = Decimal(100)
METHOD_FOR_ALL: Final = "default_method_for_all"
# The method that has a word of its own among the rules of groups (endpoints.md, FA allocation management).
WORD_FOR_ALL: Final = {"available_equity": "AvailableEquity"}
# What a set of rules carries besides the rules.
ENVELOPE: Final = frozenset({"req_id", "subscription_status"})
_LETTERS: Final = {letter: name for name, letter in METHODS.items()}
# Every request of an advisor carries a number of its own, which the answer repeats.
_NUMBERS: Final = itertools.count(1)


# --- groups ------------------------------------------------------------------------------------


def group_names(desk: Desk) -> Flow[list[str]]:
    """The names of all groups."""
    return [word(row.name) for row in rows((yield from exchange(groups.operation(), desk)).data)]


def group_named(name: str, desk: Desk) -> Flow[Group]:
    """One group with its accounts.

    Raises:
        InvalidArgument: there is none of that name.
    """
    one_of(name, (yield from group_names(desk)), what="group of accounts")
    found = yield from exchange(group.operation(AllocationGroupName(name=name)), desk)
    letter = word(found.default_method)
    return Group(
        text(found.name) or name,
        method=_LETTERS.get(cast("Any", letter), letter),
        shares={word(row.name): amount(row.amount) for row in rows(found.accounts)},
    )


def add_group(
    name: str, accounts: Iterable[str] | Mapping[str, Decimal | int | str], desk: Desk, *, method: MethodName
) -> Flow[None]:
    """Make a group.

    Raises:
        InvalidArgument: the name is taken, an account is none of the advisor's, or the amounts do not
            fit the method.
    """
    said(name, what="the name of a group")
    if name in (yield from group_names(desk)):
        raise InvalidArgument(f"There is a group {name!r} already: change it with `ib.advisor.revise_group`.")
    shares = yield from _shares(accounts, method, desk)
    made = AllocationGroupRequest(name=name, accounts=shares, default_method=METHODS[method])
    yield from exchange(create_group.operation(made), desk)


def revise_group(
    name: str,
    accounts: Iterable[str] | Mapping[str, Decimal | int | str],
    desk: Desk,
    *,
    method: MethodName,
    rename: str | None,
) -> Flow[None]:
    """Give an existing group other accounts, another method, or another name."""
    one_of(name, (yield from group_names(desk)), what="group of accounts")
    shares = yield from _shares(accounts, method, desk)
    made = AllocationGroupChange(
        name=rename or name,
        prev_name=name if rename else UNSET,
        accounts=shares,
        default_method=METHODS[method],
    )
    yield from exchange(change_group.operation(made), desk)


def drop_group(name: str, desk: Desk) -> Flow[None]:
    """Delete a group."""
    one_of(name, (yield from group_names(desk)), what="group of accounts")
    yield from exchange(delete_group.operation(AllocationGroupName(name=name)), desk)


def _shares(
    accounts: Iterable[str] | Mapping[str, Decimal | int | str], method: MethodName, desk: Desk
) -> Flow[list[AllocationShareRequest]]:
    letter = METHODS[cast("Any", one_of(method, METHODS, what="method of sharing out"))]
    given: Mapping[str, Any] = mapping(accounts)
    wanted = account_ids(accounts)
    _check_amounts(letter in WITH_AMOUNTS, given, method)
    amounts = {account: _amount(account, given[account]) for account in given}
    if letter == "P" and sum(amounts.values()) != ALL_OF_IT:
        raise InvalidArgument(f"The per cents add up to {sum(amounts.values())}, not to 100.")
    known = yield from clients(desk)
    for account in wanted:
        if account not in known:
            raise InvalidArgument(
                "One of these accounts cannot have orders shared out to it: `ib.advisor.clients()` lists "
                "those that can."
            )
    return [AllocationShareRequest(name=one, amount=amounts.get(one, UNSET)) for one in wanted]


def _check_amounts(needed: bool, given: Mapping[str, Any], method: str) -> None:
    if needed and not given:
        raise InvalidArgument(
            f"The method {method!r} needs an amount for each account: give them as {{'DU1234567': 60, ...}}."
        )
    if given and not needed:
        raise InvalidArgument(
            f"The method {method!r} takes no amounts: give the accounts as a list, or use another method."
        )


def _amount(account: str, value: Any) -> Decimal:
    found = (
        amount(str(value)) if isinstance(value, (int, str, Decimal)) and not isinstance(value, bool) else None
    )
    if found is None or found <= 0:
        raise InvalidArgument(
            f"An account's share is a number above zero, as Decimal or text, not {value!r}."
        )
    return found


def clients(desk: Desk) -> Flow[dict[str, dict[str, Decimal]]]:
    """The accounts that orders can be shared out to, with the values they are compared by."""
    found = yield from exchange(allocation_accounts.operation(), desk)
    return {word(row.name): _values(row) for row in rows(found.accounts)}


def _values(row: Any) -> dict[str, Decimal]:
    pairs = ((word(each.key), amount(each.value)) for each in rows(row.data))
    return {name: value for name, value in pairs if value is not None}


# --- rules -------------------------------------------------------------------------------------


def group_rules(desk: Desk) -> Flow[dict[str, Any]]:
    """The rules for all groups, by name."""
    found = _rules((yield from exchange(allocation_presets.operation(), desk)))
    letter = found.get(METHOD_FOR_ALL)
    words = {**_LETTERS, **{word: name for name, word in WORD_FOR_ALL.items()}}
    return {**found, METHOD_FOR_ALL: words.get(letter, letter)} if letter else found


def revise_group_rules(changes: Mapping[str, Any], desk: Desk) -> Flow[None]:
    """Change rules for all groups; those that are not named are sent as they are."""
    _check_names(changes, AllocationPresetsRequest, what="rule for groups")
    wanted = {**(yield from group_rules(desk)), **changes}
    method: Any = wanted.get(METHOD_FOR_ALL)
    if METHOD_FOR_ALL in changes:
        one_of(method, METHODS, what="method of sharing out")
    if method in METHODS:
        wanted[METHOD_FOR_ALL] = WORD_FOR_ALL.get(method, METHODS[method])
    made = _checked(AllocationPresetsRequest(**_known(wanted, AllocationPresetsRequest)))
    yield from exchange(save_allocation_presets.operation(made), desk)


def model_rules(desk: Desk) -> Flow[dict[str, Any]]:
    """The rules for all models, by name."""
    return _rules((yield from exchange(model_presets.operation(ModelsRequest(req_id=next(_NUMBERS))), desk)))


def revise_model_rules(changes: Mapping[str, Any], desk: Desk) -> Flow[None]:
    """Change rules for all models; those that are not named are sent as they are."""
    _check_names(changes, ModelPresetsRequest, what="rule for models")
    wanted = {**(yield from model_rules(desk)), **changes}
    made = ModelPresetsRequest(req_id=next(_NUMBERS), **_known(wanted, ModelPresetsRequest))
    yield from exchange(save_model_presets.operation(_checked(made)), desk)


def _rules(answer: msgspec.Struct) -> dict[str, Any]:
    told = {name: getattr(answer, name) for name in answer.__struct_fields__ if name not in ENVELOPE}
    return {name: _plain(value) for name, value in told.items() if value is not UNSET and value is not None}


def _plain(value: Any) -> Any:
    """A whole number that came as 3.0 is sent as 3."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _names(kind: type[msgspec.Struct]) -> list[str]:
    return [name for name in kind.__struct_fields__ if name not in ENVELOPE]


def _check_names(changes: Mapping[str, Any], kind: type[msgspec.Struct], *, what: str) -> None:
    if not changes:
        raise InvalidArgument(f"Name at least one {what}: {', '.join(_names(kind))}.")
    for name in changes:
        one_of(name, _names(kind), what=what)


def _known(wanted: Mapping[str, Any], kind: type[msgspec.Struct]) -> dict[str, Any]:
    return {name: wanted[name] for name in _names(kind) if name in wanted}


def _checked(rules: RulesT) -> RulesT:
    try:
        return msgspec.convert(to_wire(rules), type(rules))
    except msgspec.ValidationError as error:
        raise InvalidArgument(f"A rule cannot be that: {error}.") from error


# --- models ------------------------------------------------------------------------------------


def model_names(desk: Desk) -> Flow[list[str]]:
    """The names of all models."""
    answer = yield from exchange(models.operation(ModelsRequest(req_id=next(_NUMBERS))), desk)
    return [word(row.model) for row in rows(answer.models)]


def model_named(name: str, desk: Desk) -> Flow[ModelSummary]:
    """One model in short."""
    yield from _check_model(name, desk)
    return (
        yield from exchange(model_summary.operation(ModelRequest(req_id=next(_NUMBERS), model=name)), desk)
    )


def positions_of(name: str, desk: Desk) -> Flow[ModelPositions]:
    """What a model holds, against its targets."""
    yield from _check_model(name, desk)
    wanted = ModelPositionsRequest(req_id=next(_NUMBERS), model=name)
    return (yield from exchange(model_positions.operation(wanted), desk))


def accounts_of(name: str, desk: Desk) -> Flow[ModelAccounts]:
    """The accounts that are invested in a model."""
    yield from _check_model(name, desk)
    wanted = ModelAccountsRequest(req_id=next(_NUMBERS), model=name)
    return (yield from exchange(model_accounts.operation(wanted), desk))


def define_model(
    name: str,
    desk: Desk,
    *,
    positions: Iterable[Mapping[str, Any]],
    cash: Iterable[Mapping[str, Any]],
    description: str,
    static: bool,
) -> Flow[None]:
    """Make a model, or put other targets in the place of those that it has."""
    made = ModelDraft(
        req_id=next(_NUMBERS),
        model=said(name, what="the name of a model"),
        desc=description,
        is_static=static,
        cash_targets=[dict(each) for each in cash],
        position_targets=[dict(each) for each in positions],
    )
    yield from exchange(save_model.operation(made), desk)


def _check_model(name: str, desk: Desk) -> Flow[None]:
    one_of(name, (yield from model_names(desk)), what="model")
