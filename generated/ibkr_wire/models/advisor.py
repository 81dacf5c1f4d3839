# Generated from spec/. Do not edit.
"""Wire models of the group `advisor`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType

__all__ = [
    "AllocationAccount",
    "AllocationAccounts",
    "AllocationGroup",
    "AllocationGroupChange",
    "AllocationGroupEntry",
    "AllocationGroupName",
    "AllocationGroupRequest",
    "AllocationGroups",
    "AllocationOutcome",
    "AllocationPresets",
    "AllocationPresetsRequest",
    "AllocationShare",
    "AllocationShareRequest",
    "AllocationValue",
    "ModelAccount",
    "ModelAccounts",
    "ModelAccountsRequest",
    "ModelCash",
    "ModelDraft",
    "ModelInvestment",
    "ModelInvestmentStarted",
    "ModelList",
    "ModelOutcome",
    "ModelPosition",
    "ModelPositions",
    "ModelPositionsRequest",
    "ModelPresets",
    "ModelPresetsRequest",
    "ModelRequest",
    "ModelsRequest",
    "ModelSummary",
    "PendingInvestment",
    "PendingInvestmentAccount",
    "PendingInvestmentRequest",
    "TransferRequest",
]


class AllocationAccounts(Struct, kw_only=True):
    """Accounts that orders may be shared out to."""

    accounts: list[AllocationAccount] | None | UnsetType = UNSET
    """Accounts with their values."""


class AllocationAccount(Struct, kw_only=True):
    """One account and the values that shares are computed from."""

    name: str | None | UnsetType = UNSET
    """Id of the account."""
    data: list[AllocationValue] | None | UnsetType = UNSET
    """Values of the account."""


class AllocationValue(Struct, kw_only=True, gc=False):
    """One value of an account."""

    key: str | None | UnsetType = UNSET
    """Name of the value."""
    value: str | float | None | UnsetType = UNSET
    """The value, as text."""


class AllocationGroups(Struct, kw_only=True):
    """Groups of accounts."""

    data: list[AllocationGroupEntry] | None | UnsetType = UNSET
    """Groups without their accounts."""


class AllocationGroupEntry(Struct, kw_only=True, gc=False):
    """One group in short."""

    name: str | None | UnsetType = UNSET
    """Name of the group."""
    allocation_method: str | None | UnsetType = UNSET
    """How orders are shared out: A available equity, E equal, N net liquidation value, C amounts of money, P
    per cent, R ratios, S shares.
    """
    size: int | None | UnsetType = UNSET
    """Number of accounts."""


class AllocationGroup(Struct, kw_only=True):
    """One group with its accounts."""

    name: str | None | UnsetType = UNSET
    """Name of the group."""
    default_method: str | None | UnsetType = UNSET
    """How orders are shared out: A available equity, E equal, N net liquidation value, C amounts of money, P
    per cent, R ratios, S shares.
    """
    accounts: list[AllocationShare] | None | UnsetType = UNSET
    """Accounts and their shares."""


class AllocationShare(Struct, kw_only=True, gc=False):
    """One account of a group and its share."""

    name: str | None | UnsetType = UNSET
    """Id of the account."""
    amount: float | str | None | UnsetType = UNSET
    """Share, where the method is C, P, R or S."""


class AllocationGroupRequest(Struct, kw_only=True):
    """A group to be created."""

    name: str
    """Name of the group; orders name it in place of an account."""
    accounts: list[AllocationShareRequest]
    """Accounts and their shares."""
    default_method: Literal["A", "E", "N", "C", "P", "R", "S"]
    """How orders are shared out: A available equity, E equal, N net liquidation value, C amounts of money, P
    per cent, R ratios, S shares.
    """


class AllocationGroupChange(Struct, kw_only=True):
    """A group to be changed, and maybe renamed."""

    name: str
    """Name of the group from now on."""
    prev_name: str | UnsetType = UNSET
    """Name of the group so far, where it is renamed."""
    accounts: list[AllocationShareRequest] | UnsetType = UNSET
    """Accounts and their shares."""
    default_method: Literal["A", "E", "N", "C", "P", "R", "S"]
    """How orders are shared out: A available equity, E equal, N net liquidation value, C amounts of money, P
    per cent, R ratios, S shares.
    """


class AllocationShareRequest(Struct, kw_only=True, gc=False):
    """One account of a group to be saved."""

    name: str
    """Id of the account."""
    amount: Decimal | UnsetType = UNSET
    """Share, where the method is C, P, R or S."""


class AllocationGroupName(Struct, kw_only=True, gc=False):
    """The group that is meant."""

    name: str
    """Name of the group."""


class AllocationOutcome(Struct, kw_only=True, gc=False):
    """Whether a change of groups or presets was made."""

    success: bool | None | UnsetType = UNSET
    """The change was made."""
    text: str | None | UnsetType = UNSET
    """Reason of a refusal."""
    failure_list: str | None | UnsetType = UNSET
    """What failed."""


class AllocationPresets(Struct, kw_only=True, gc=False):
    """Rules for all groups and profiles."""

    group_auto_close_positions: bool | None | UnsetType = UNSET
    """Groups close positions before they share equally."""
    default_method_for_all: str | None | UnsetType = UNSET
    """How orders are shared out where a group does not say, as a word or as the letter of a method."""
    profiles_auto_close_positions: bool | None | UnsetType = UNSET
    """Profiles close positions before they share equally."""
    strict_credit_check: bool | None | UnsetType = UNSET
    """Credit is checked before each step of an order."""
    group_proportional_allocation: bool | None | UnsetType = UNSET
    """Groups keep their proportions."""


class AllocationPresetsRequest(Struct, kw_only=True, gc=False):
    """Rules for all groups and profiles, to be saved."""

    group_auto_close_positions: bool | UnsetType = UNSET
    """Groups close positions before they share equally."""
    default_method_for_all: Literal["AvailableEquity", "E", "N", "C", "P", "R", "S"] | UnsetType = UNSET
    """How orders are shared out where a group does not say."""
    profiles_auto_close_positions: bool | UnsetType = UNSET
    """Profiles close positions before they share equally."""
    strict_credit_check: bool | UnsetType = UNSET
    """Credit is checked before each step of an order."""
    group_proportional_allocation: bool | UnsetType = UNSET
    """Groups keep their proportions."""


class ModelsRequest(
    Struct, kw_only=True, gc=False, rename={"req_id": "reqID", "subscription_key": "subscriptionKey"}
):
    """A question about all models."""

    req_id: int
    """Own number of the request."""
    subscription_key: str | UnsetType = UNSET
    """Empty text when asking again for the same; else absent."""


class ModelRequest(
    Struct, kw_only=True, gc=False, rename={"req_id": "reqID", "subscription_key": "subscriptionKey"}
):
    """A question about one model."""

    req_id: int | UnsetType = UNSET
    """Own number of the request."""
    model: str
    """Name of the model."""
    subscription_key: str | UnsetType = UNSET
    """Empty text when asking again for the same; else absent."""


class ModelList(
    Struct,
    kw_only=True,
    rename={
        "req_id": "reqID",
        "subscription_status": "subscriptionStatus",
        "base_ccy": "baseCcy",
        "master_account": "masterAccount",
    },
):
    """Models of an advisor."""

    req_id: int | str | None | UnsetType = UNSET
    """Own number of the request."""
    subscription_status: int | None | UnsetType = UNSET
    """1 while the answer may be asked for again."""
    base_ccy: str | None | UnsetType = UNSET
    """Base currency."""
    master_account: str | None | UnsetType = UNSET
    """Account of the advisor."""
    models: list[ModelSummary] | None | UnsetType = UNSET
    """Models in short."""


class ModelSummary(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "req_id": "reqID",
        "subscription_status": "subscriptionStatus",
        "is_static": "isStatic",
        "num_accounts": "numAccounts",
    },
):
    """One model in short."""

    req_id: int | str | None | UnsetType = UNSET
    """Own number of the request; absent in lists."""
    subscription_status: int | None | UnsetType = UNSET
    """1 while the answer may be asked for again; absent in lists."""
    model: str | None | UnsetType = UNSET
    """Name of the model."""
    desc: str | None | UnsetType = UNSET
    """Description by the advisor."""
    is_static: bool | None | UnsetType = UNSET
    """Targets stay as they are, whatever the market does."""
    mismatch: bool | None | UnsetType = UNSET
    """Holdings no longer fit the targets."""
    nlv: str | float | None | UnsetType = UNSET
    """Net liquidation value."""
    num_accounts: int | None | UnsetType = UNSET
    """Accounts that are invested."""
    bootstrapped: bool | None | UnsetType = UNSET
    """Internal to IBKR."""
    ci: bool | None | UnsetType = UNSET
    """Internal to IBKR."""


class ModelPositionsRequest(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "req_id": "reqID",
        "sort_field": "sortField",
        "sort_direction": "sortDirection",
        "subscription_key": "subscriptionKey",
    },
):
    """Which positions of a model are asked for, and in which order."""

    req_id: int | UnsetType = UNSET
    """Own number of the request."""
    model: str
    """Name of the model."""
    sort_field: (
        Literal[
            "actl",
            "actlRangeMax",
            "actlRangeMin",
            "ccy",
            "cid",
            "dlv",
            "instrImbalance",
            "instrument",
            "mismatchType",
            "mv",
            "position",
            "target",
        ]
        | UnsetType
    ) = UNSET
    """Key of the row to sort by."""
    sort_direction: Literal["ASC", "DESC"] | UnsetType = UNSET
    """Direction; try which is which."""
    limit: int | UnsetType = UNSET
    """Rows at most."""
    subscription_key: str | UnsetType = UNSET
    """Empty text when asking again for the same; else absent."""


class ModelPositions(
    Struct,
    kw_only=True,
    rename={
        "req_id": "reqID",
        "subscription_status": "subscriptionStatus",
        "stk_only": "stkOnly",
        "total_dlv": "totalDlv",
        "total_mv": "totalMv",
        "position_ts": "positionTs",
        "position_list": "positionList",
    },
):
    """What a model holds, against its targets."""

    req_id: int | str | None | UnsetType = UNSET
    """Own number of the request."""
    subscription_status: int | None | UnsetType = UNSET
    """1 while the answer may be asked for again."""
    model: str | None | UnsetType = UNSET
    """Name of the model."""
    mismatched: bool | None | UnsetType = UNSET
    """Holdings no longer fit the targets."""
    stk_only: bool | None | UnsetType = UNSET
    """The model holds stocks only."""
    nlv: float | str | None | UnsetType = UNSET
    """Net liquidation value."""
    total_dlv: float | str | None | UnsetType = UNSET
    """Liquidation value of the positions."""
    total_mv: float | str | None | UnsetType = UNSET
    """Market value of the positions."""
    position_ts: int | str | None | UnsetType = UNSET
    """Time of the positions, milliseconds since 1970."""
    cash: list[ModelCash] | None | UnsetType = UNSET
    """Cash by currency."""
    position_list: list[ModelPosition] | None | UnsetType = UNSET
    """Positions."""


class ModelCash(Struct, kw_only=True, gc=False, rename={"instr_imbalance": "instrImbalance"}):
    """Cash of a model in one currency."""

    ccy: str | None | UnsetType = UNSET
    """Currency."""
    actl: str | float | None | UnsetType = UNSET
    """Share that is held."""
    trgt: str | float | None | UnsetType = UNSET
    """Share that is aimed for."""
    instr_imbalance: str | float | None | UnsetType = UNSET
    """Distance of the two."""
    mv: str | float | None | UnsetType = UNSET
    """Amount."""
    exrt: str | float | None | UnsetType = UNSET
    """Rate of exchange."""


class ModelPosition(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "actl_range_min": "actlRangeMin",
        "actl_range_max": "actlRangeMax",
        "instr_imbalance": "instrImbalance",
        "mismatch_type": "mismatchType",
    },
):
    """One contract of a model."""

    cid: int | str | None | UnsetType = UNSET
    """Contract id."""
    instrument: str | None | UnsetType = UNSET
    """Symbol."""
    ccy: str | None | UnsetType = UNSET
    """Currency."""
    position: str | float | None | UnsetType = UNSET
    """Quantity."""
    mv: str | float | None | UnsetType = UNSET
    """Market value."""
    dlv: str | float | None | UnsetType = UNSET
    """Liquidation value."""
    exrt: str | float | None | UnsetType = UNSET
    """Rate of exchange."""
    actl: str | float | None | UnsetType = UNSET
    """Share that is held."""
    actl_range_min: str | float | None | UnsetType = UNSET
    """Least share that is tolerated, or None."""
    actl_range_max: str | float | None | UnsetType = UNSET
    """Greatest share that is tolerated, or None."""
    trgt: str | float | None | UnsetType = UNSET
    """Share that is aimed for."""
    instr_imbalance: str | float | None | UnsetType = UNSET
    """Distance of what is held and what is aimed for."""
    mismatch_type: int | str | None | UnsetType = UNSET
    """Internal to IBKR."""
    flg: int | str | None | UnsetType = UNSET
    """Internal to IBKR."""


class ModelAccountsRequest(
    Struct, kw_only=True, gc=False, rename={"req_id": "reqID", "calc_pnls": "calcPnls"}
):
    """The model whose accounts are asked for."""

    req_id: int | UnsetType = UNSET
    """Own number of the request."""
    model: str
    """Name of the model."""
    calc_pnls: bool | UnsetType = UNSET
    """Compute profit and loss, too."""


class ModelAccounts(
    Struct,
    kw_only=True,
    rename={"req_id": "reqID", "base_ccy_master": "baseCcyMaster", "account_info_list": "accountInfoList"},
):
    """Accounts that are or may be invested in a model."""

    req_id: int | str | None | UnsetType = UNSET
    """Own number of the request."""
    model: str | None | UnsetType = UNSET
    """Name of the model."""
    base_ccy_master: str | None | UnsetType = UNSET
    """Base currency of the advisor."""
    account_info_list: list[ModelAccount] | None | UnsetType = UNSET
    """Accounts, then TOTAL."""


class ModelAccount(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "base_ccy_account": "baseCcyAccount",
        "cost_basis": "costBasis",
        "unreal_pn_l": "unrealPnL",
        "ind_cash": "indCash",
        "acct_imbalance": "acctImbalance",
        "num_instr_outside_range": "numInstrOutsideRange",
    },
):
    """One account and what it has in a model."""

    account: str | None | UnsetType = UNSET
    """Id of the account, or TOTAL."""
    alias: str | None | UnsetType = UNSET
    """Name of the account."""
    base_ccy_account: str | None | UnsetType = UNSET
    """Base currency of the account."""
    exrt: float | str | None | UnsetType = UNSET
    """Rate of exchange to the advisor's currency."""
    nlv: str | float | None | UnsetType = UNSET
    """Net liquidation value in the model."""
    cost_basis: str | float | None | UnsetType = UNSET
    """Cost of what is held."""
    unreal_pn_l: str | float | None | UnsetType = UNSET
    """Open profit."""
    ind_cash: str | float | None | UnsetType = UNSET
    """Cash outside of models."""
    acct_imbalance: str | float | None | UnsetType = UNSET
    """Distance from the targets."""
    num_instr_outside_range: int | str | None | UnsetType = UNSET
    """Contracts outside of what is tolerated."""


class ModelPresetsRequest(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "req_id": "reqID",
        "subscription_status": "subscriptionStatus",
        "avoid_negative_cash_in_core": "avoidNegativeCashInCore",
        "cash_qty_estimate_factor": "cashQtyEstimateFactor",
        "close_divest_core_position": "closeDivestCorePosition",
        "fully_invest_existing_long_positions": "fullyInvestExistingLongPositions",
        "keep_model_open": "keepModelOpen",
        "prefer_cross_with_independent": "preferCrossWithIndependent",
        "prefer_transfer_from_independent": "preferTransferFromIndependent",
        "round_alloc_exch_board_lot": "roundAllocExchBoardLot",
        "use_non_base_ccy": "useNonBaseCcy",
        "use_tolerance_range": "useToleranceRange",
    },
):
    """Rules for all models, to be saved."""

    req_id: int | UnsetType = UNSET
    """Own number of the request."""
    subscription_status: int | UnsetType = UNSET
    """As it came."""
    avoid_negative_cash_in_core: bool | UnsetType = UNSET
    """Cash outside of models stays above zero."""
    cash_qty_estimate_factor: int | UnsetType = UNSET
    """Reserve when buying for an amount of money."""
    close_divest_core_position: bool | UnsetType = UNSET
    """Divesting closes positions outside of models, too."""
    fully_invest_existing_long_positions: bool | UnsetType = UNSET
    """All funds go into long positions that exist."""
    keep_model_open: bool | UnsetType = UNSET
    """The model stays open for accounts that left it."""
    prefer_cross_with_independent: bool | UnsetType = UNSET
    """Positions move out of a model rather than being sold."""
    prefer_transfer_from_independent: bool | UnsetType = UNSET
    """Positions move into a model rather than being bought."""
    round_alloc_exch_board_lot: bool | UnsetType = UNSET
    """Quantities are rounded to lots."""
    use_non_base_ccy: bool | UnsetType = UNSET
    """Cash in other currencies is used."""
    use_tolerance_range: bool | UnsetType = UNSET
    """Rebalancing minds what is tolerated."""


class ModelPresets(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "req_id": "reqID",
        "subscription_status": "subscriptionStatus",
        "avoid_negative_cash_in_core": "avoidNegativeCashInCore",
        "cash_qty_estimate_factor": "cashQtyEstimateFactor",
        "close_divest_core_position": "closeDivestCorePosition",
        "fully_invest_existing_long_positions": "fullyInvestExistingLongPositions",
        "keep_model_open": "keepModelOpen",
        "prefer_cross_with_independent": "preferCrossWithIndependent",
        "prefer_transfer_from_independent": "preferTransferFromIndependent",
        "round_alloc_exch_board_lot": "roundAllocExchBoardLot",
        "use_non_base_ccy": "useNonBaseCcy",
        "use_tolerance_range": "useToleranceRange",
    },
):
    """Rules for all models."""

    req_id: int | str | None | UnsetType = UNSET
    """Own number of the request."""
    subscription_status: int | None | UnsetType = UNSET
    """1 while the answer may be asked for again."""
    avoid_negative_cash_in_core: bool | None | UnsetType = UNSET
    """Cash outside of models stays above zero."""
    cash_qty_estimate_factor: float | None | UnsetType = UNSET
    """Reserve when buying for an amount of money."""
    close_divest_core_position: bool | None | UnsetType = UNSET
    """Divesting closes positions outside of models, too."""
    fully_invest_existing_long_positions: bool | None | UnsetType = UNSET
    """All funds go into long positions that exist."""
    keep_model_open: bool | None | UnsetType = UNSET
    """The model stays open for accounts that left it."""
    prefer_cross_with_independent: bool | None | UnsetType = UNSET
    """Positions move out of a model rather than being sold."""
    prefer_transfer_from_independent: bool | None | UnsetType = UNSET
    """Positions move into a model rather than being bought."""
    round_alloc_exch_board_lot: bool | None | UnsetType = UNSET
    """Quantities are rounded to lots."""
    use_non_base_ccy: bool | None | UnsetType = UNSET
    """Cash in other currencies is used."""
    use_tolerance_range: bool | None | UnsetType = UNSET
    """Rebalancing minds what is tolerated."""


class ModelOutcome(
    Struct, kw_only=True, gc=False, rename={"req_id": "reqID", "subscription_status": "subscriptionStatus"}
):
    """Whether a change of models was made."""

    req_id: int | str | None | UnsetType = UNSET
    """Own number of the request."""
    success: bool | None | UnsetType = UNSET
    """The change was made."""
    subscription_status: int | None | UnsetType = UNSET
    """1 while the answer may be asked for again."""
    error: str | None | UnsetType = UNSET
    """What went wrong, or None."""


class ModelDraft(
    Struct,
    kw_only=True,
    rename={
        "req_id": "reqID",
        "is_static": "isStatic",
        "cash_targets": "cashTargets",
        "position_targets": "positionTargets",
    },
):
    """A model to be created or replaced."""

    req_id: int
    """Own number of the request."""
    model: str
    """Name of the model."""
    desc: str
    """Description by the advisor."""
    is_static: bool
    """True keeps the targets; false lets them move with the market."""
    cash_targets: list[dict[str, Any]]
    """Targets for cash, by currency."""
    position_targets: list[dict[str, Any]]
    """Targets for contracts."""


class ModelInvestment(
    Struct,
    kw_only=True,
    rename={"req_id": "reqID", "account_list": "accountList", "subscription_key": "subscriptionKey"},
):
    """Accounts that are to invest in a model, or to leave it."""

    req_id: int | UnsetType = UNSET
    """Own number of the request."""
    model: str
    """Name of the model."""
    account_list: list[Any]
    """Accounts, and how much each invests."""
    subscription_key: str | UnsetType = UNSET
    """Empty text when asking again for the same; else absent."""


class ModelInvestmentStarted(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "req_id": "reqID",
        "subscription_key": "subscriptionKey",
        "subscription_status": "subscriptionStatus",
    },
):
    """An investment is being prepared."""

    req_id: str | int | None | UnsetType = UNSET
    """Own number of the request."""
    subscription_key: str | int | None | UnsetType = UNSET
    """Internal to IBKR."""
    subscription_status: int | None | UnsetType = UNSET
    """1 while the answer may be asked for again."""


class PendingInvestmentRequest(
    Struct, kw_only=True, gc=False, rename={"req_id": "reqID", "subscription_status": "subscriptionStatus"}
):
    """The model whose pending investment is asked for."""

    req_id: int | UnsetType = UNSET
    """Own number of the request."""
    model: str
    """Name of the model."""
    subscription_status: int | UnsetType = UNSET
    """As it came."""


class PendingInvestment(
    Struct,
    kw_only=True,
    rename={
        "req_id": "reqID",
        "subscription_status": "subscriptionStatus",
        "base_ccy_master": "baseCcyMaster",
        "base_ccy_master_prc": "baseCcyMasterPrc",
        "account_list": "accountList",
    },
):
    """What accounts have to invest in a model."""

    req_id: int | str | None | UnsetType = UNSET
    """Own number of the request."""
    model: str | None | UnsetType = UNSET
    """Name of the model."""
    subscription_status: int | None | UnsetType = UNSET
    """1 while the answer may be asked for again."""
    base_ccy_master: str | None | UnsetType = UNSET
    """Base currency of the advisor."""
    base_ccy_master_prc: str | float | None | UnsetType = UNSET
    """Smallest step of that currency."""
    account_list: list[PendingInvestmentAccount] | None | UnsetType = UNSET
    """Accounts."""


class PendingInvestmentAccount(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "base_ccy_account": "baseCcyAccount",
        "base_ccy_account_prc": "baseCcyAccountPrc",
        "account_model_nlv": "accountModelNlv",
        "account_other_models_nlv": "accountOtherModelsNlv",
        "ind_cash_nlv": "indCashNlv",
        "ind_pos_nlv": "indPosNlv",
    },
):
    """One account and what it has to invest."""

    account: str | None | UnsetType = UNSET
    """Id of the account."""
    alias: str | None | UnsetType = UNSET
    """Name of the account."""
    base_ccy_account: str | None | UnsetType = UNSET
    """Base currency of the account."""
    base_ccy_account_prc: str | float | None | UnsetType = UNSET
    """Smallest step of that currency."""
    exrt: float | str | None | UnsetType = UNSET
    """Rate of exchange to the advisor's currency."""
    nlv: str | float | None | UnsetType = UNSET
    """Net liquidation value of the account."""
    account_model_nlv: str | float | None | UnsetType = UNSET
    """Of it, in this model."""
    account_other_models_nlv: str | float | None | UnsetType = UNSET
    """Of it, in other models."""
    ind_cash_nlv: str | float | None | UnsetType = UNSET
    """Of it, cash outside of models."""
    ind_pos_nlv: str | float | None | UnsetType = UNSET
    """Of it, positions outside of models."""


class TransferRequest(Struct, kw_only=True, gc=False, rename={"req_id": "reqID", "fp_order_id": "fpOrderId"}):
    """The prepared transfers that are to be carried out."""

    req_id: int | UnsetType = UNSET
    """Own number of the request."""
    fp_order_id: int
    """Id of the prepared orders."""
