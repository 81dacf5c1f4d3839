# Generated from spec/. Do not edit.
"""Wire models of the group `management_instructions`."""

from __future__ import annotations

from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType

from ibkr_wire.operation import Dispatch

__all__ = [
    "BankInstructionDetail",
    "BankInstructions",
    "CancelBulkRequest",
    "CancelInstruction",
    "CancelRequest",
    "CashAndEquity",
    "DepositDetails",
    "DepositResult",
    "InstructionAnswer",
    "InstructionError",
    "InstructionHistory",
    "InstructionHistoryQuery",
    "InstructionProblem",
    "InstructionResult",
    "InstructionSetAnswer",
    "InstructionState",
    "InvalidArgument",
    "IraContribution",
    "IraContributions",
    "ManagementProblem",
    "OpenBankingResult",
    "PastInstruction",
    "RecentInstructions",
    "RecentInstructionsQuery",
    "RecentInstructionsRequest",
    "RecurringEvent",
    "RecurringEvents",
    "RecurringHistory",
    "RecurringInstruction",
    "RecurringInstructions",
    "WithdrawableFunds",
    "WithdrawableWithoutHold",
]


class InstructionResult(Dispatch):
    """State of an instruction, with what a question found out. The keys tell which question it was."""

    __slots__ = ()

    @classmethod
    def model_for(cls, keys: dict[str, Any]) -> type[Any]:
        if "instructionHistory" in keys:
            return RecentInstructions
        if "depositDetails" in keys:
            return DepositResult
        if "contributions" in keys:
            return IraContributions
        if "withdrawableAmount" in keys:
            return WithdrawableFunds
        if "withdrawableAmountWithoutOriginationHold" in keys:
            return WithdrawableWithoutHold
        if "withdrawableCashAmount" in keys:
            return CashAndEquity
        if "bankInstructionDetails" in keys:
            return BankInstructions
        if "transactionHistory" in keys:
            return RecurringEvents
        if "recurringInstructions" in keys:
            return RecurringInstructions
        return InstructionState


class CancelRequest(Struct, kw_only=True, rename={"instruction_type": "instructionType"}):
    """Instruction to cancel."""

    instruction_type: Literal["CANCEL_INSTRUCTION"]
    instruction: CancelInstruction


class CancelBulkRequest(Struct, kw_only=True, rename={"instruction_type": "instructionType"}):
    """Instructions to cancel."""

    instruction_type: Literal["CANCEL_INSTRUCTION"]
    instructions: list[CancelInstruction]


class CancelInstruction(
    Struct,
    kw_only=True,
    gc=False,
    rename={"client_instruction_id": "clientInstructionId", "instruction_id": "instructionId"},
):
    """Takes an instruction back that is not done yet."""

    client_instruction_id: int
    """Own id of the cancellation."""
    instruction_id: int
    """IBKR's id of what is cancelled."""
    reason: str


class RecentInstructionsRequest(Struct, kw_only=True, rename={"instruction_type": "instructionType"}):
    """Question about recent instructions."""

    instruction_type: Literal["QUERY_RECENT_INSTRUCTIONS"]
    instruction: RecentInstructionsQuery


class RecentInstructionsQuery(
    Struct,
    kw_only=True,
    rename={
        "client_instruction_id": "clientInstructionId",
        "account_id": "accountId",
        "transaction_history": "transactionHistory",
    },
):
    """Asks for the instructions of an account."""

    client_instruction_id: int
    """Own id."""
    account_id: str
    transaction_history: InstructionHistoryQuery


class InstructionHistoryQuery(
    Struct,
    kw_only=True,
    gc=False,
    rename={"days_to_go_back": "daysToGoBack", "transaction_type": "transactionType"},
):
    """Days and kind of instructions that are wanted."""

    days_to_go_back: int
    transaction_type: (
        Literal[
            "ALL",
            "ACH_INSTRUCTION",
            "PREDEFINED_DESTINATION_INSTRUCTION",
            "WITHDRAWAL",
            "DEPOSIT",
            "DWAC",
            "FOP",
            "EDDA_INSTRUCTION",
            "TRADITIONAL_BANK_INSTRUCTION_VERIFICATION",
            "CANCEL_INSTRUCTION",
            "DELETE_BANK_INSTRUCTION",
            "EXTERNAL_POSITION_TRANSFER",
            "INTERNAL_CASH_TRANSFER",
            "INTERNAL_POSITION_TRANSFER",
            "COMPLEX_ASSET_TRANSFER",
        ]
        | UnsetType
    ) = UNSET


class ManagementProblem(Struct, kw_only=True, rename={"invalid_arguments": "invalidArguments"}):
    """Why a request was refused."""

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
    invalid_arguments: list[InvalidArgument] | None | UnsetType = UNSET
    """What is wrong with the request, key by key."""


class InvalidArgument(Struct, kw_only=True, gc=False):
    """One key of a request that is missing or wrong."""

    field: str | None | UnsetType = UNSET
    """Name of the key."""
    description: str | None | UnsetType = UNSET
    """What is wrong with it."""


class InstructionAnswer(
    Struct,
    kw_only=True,
    rename={
        "invalid_arguments": "invalidArguments",
        "instruction_set_id": "instructionSetId",
        "instruction_result": "instructionResult",
    },
):
    """What came of one instruction. One that was refused as part of a set has the keys of a problem, and its
    status is 400 or above.
    """

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
    invalid_arguments: list[InvalidArgument] | None | UnsetType = UNSET
    """What is wrong with the request, key by key."""
    instruction_set_id: int | str | None | UnsetType = UNSET
    """Set that the instruction belongs to."""
    instruction_result: InstructionResult | None | UnsetType = UNSET


class InstructionSetAnswer(
    Struct,
    kw_only=True,
    rename={"instruction_set_id": "instructionSetId", "instruction_results": "instructionResults"},
):
    """What came of the instructions of a set; status 207 means that some were refused."""

    status: int | str | None | UnsetType = UNSET
    """Status code, again."""
    instruction_set_id: int | str | None | UnsetType = UNSET
    instruction_results: list[InstructionAnswer] | None | UnsetType = UNSET


class InstructionProblem(
    Struct,
    kw_only=True,
    rename={
        "invalid_arguments": "invalidArguments",
        "instruction_set_id": "instructionSetId",
        "instruction_result": "instructionResult",
    },
):
    """Why an instruction was refused."""

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
    invalid_arguments: list[InvalidArgument] | None | UnsetType = UNSET
    """What is wrong with the request, key by key."""
    instruction_set_id: int | str | None | UnsetType = UNSET
    instruction_result: InstructionState | None | UnsetType = UNSET


class InstructionState(
    Struct,
    InstructionResult,
    kw_only=True,
    rename={
        "client_instruction_id": "clientInstructionId",
        "instruction_type": "instructionType",
        "instruction_status": "instructionStatus",
        "instruction_id": "instructionId",
        "ib_reference_id": "ibReferenceId",
        "account_id": "accountId",
    },
):
    """State of an instruction."""

    client_instruction_id: int | str | None | UnsetType = UNSET
    """Own id."""
    instruction_type: str | None | UnsetType = UNSET
    instruction_status: str | None | UnsetType = UNSET
    instruction_id: int | str | None | UnsetType = UNSET
    """IBKR's id."""
    ib_reference_id: int | str | None | UnsetType = UNSET
    description: str | None | UnsetType = UNSET
    """Remark, such as when to ask again."""
    code: str | int | None | UnsetType = UNSET
    account_id: str | None | UnsetType = UNSET
    currency: str | None | UnsetType = UNSET
    year: str | int | None | UnsetType = UNSET
    error: InstructionError | str | None | UnsetType = UNSET
    """Why it was refused."""


class InstructionError(
    Struct, kw_only=True, gc=False, rename={"error_code": "errorCode", "error_message": "errorMessage"}
):
    """Code and words of a refusal."""

    error_code: str | int | None | UnsetType = UNSET
    """Such as CORRUPT_DATA_INVALID_ACCT."""
    error_message: str | None | UnsetType = UNSET


class RecentInstructions(
    Struct,
    InstructionResult,
    kw_only=True,
    rename={
        "client_instruction_id": "clientInstructionId",
        "instruction_type": "instructionType",
        "instruction_status": "instructionStatus",
        "instruction_id": "instructionId",
        "ib_reference_id": "ibReferenceId",
        "account_id": "accountId",
        "instruction_history": "instructionHistory",
    },
):
    """Instructions of the last days."""

    client_instruction_id: int | str | None | UnsetType = UNSET
    """Own id."""
    instruction_type: str | None | UnsetType = UNSET
    instruction_status: str | None | UnsetType = UNSET
    instruction_id: int | str | None | UnsetType = UNSET
    """IBKR's id."""
    ib_reference_id: int | str | None | UnsetType = UNSET
    description: str | None | UnsetType = UNSET
    """Remark, such as when to ask again."""
    code: str | int | None | UnsetType = UNSET
    account_id: str | None | UnsetType = UNSET
    currency: str | None | UnsetType = UNSET
    year: str | int | None | UnsetType = UNSET
    error: InstructionError | str | None | UnsetType = UNSET
    """Why it was refused."""
    instruction_history: InstructionHistory | None


class InstructionHistory(
    Struct,
    kw_only=True,
    rename={
        "history_max_depth_number_of_days": "historyMaxDepthNumberOfDays",
        "history_max_depth_number_of_instruction": "historyMaxDepthNumberOfInstruction",
    },
):
    """Instructions, newest first, and how far back one may ask."""

    history_max_depth_number_of_days: int | None | UnsetType = UNSET
    history_max_depth_number_of_instruction: int | None | UnsetType = UNSET
    result: list[PastInstruction] | None | UnsetType = UNSET


class PastInstruction(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "client_instruction_id": "clientInstructionId",
        "ib_instruction_id": "ibInstructionId",
        "instruction_set_id": "instructionSetId",
        "instruction_type": "instructionType",
        "request_date": "requestDate",
    },
):
    """An instruction of the last days."""

    client_instruction_id: int | str | None | UnsetType = UNSET
    """Own id."""
    ib_instruction_id: int | str | None | UnsetType = UNSET
    """IBKR's id."""
    instruction_set_id: int | str | None | UnsetType = UNSET
    instruction_type: str | None | UnsetType = UNSET
    request_date: str | None | UnsetType = UNSET
    """Time, ISO 8601."""
    status: str | None | UnsetType = UNSET
    amount: float | str | None | UnsetType = UNSET
    currency: str | None | UnsetType = UNSET


class DepositResult(
    Struct,
    InstructionResult,
    kw_only=True,
    rename={
        "client_instruction_id": "clientInstructionId",
        "instruction_type": "instructionType",
        "instruction_status": "instructionStatus",
        "instruction_id": "instructionId",
        "ib_reference_id": "ibReferenceId",
        "account_id": "accountId",
        "deposit_details": "depositDetails",
    },
):
    """State of a deposit that is on its way."""

    client_instruction_id: int | str | None | UnsetType = UNSET
    """Own id."""
    instruction_type: str | None | UnsetType = UNSET
    instruction_status: str | None | UnsetType = UNSET
    instruction_id: int | str | None | UnsetType = UNSET
    """IBKR's id."""
    ib_reference_id: int | str | None | UnsetType = UNSET
    description: str | None | UnsetType = UNSET
    """Remark, such as when to ask again."""
    code: str | int | None | UnsetType = UNSET
    account_id: str | None | UnsetType = UNSET
    currency: str | None | UnsetType = UNSET
    year: str | int | None | UnsetType = UNSET
    error: InstructionError | str | None | UnsetType = UNSET
    """Why it was refused."""
    deposit_details: DepositDetails | None


class DepositDetails(
    Struct, kw_only=True, rename={"when_available": "whenAvailable", "open_banking": "openBanking"}
):
    """A deposit, and when it can be used."""

    amount: float | str | None | UnsetType = UNSET
    currency: str | None | UnsetType = UNSET
    when_available: str | None | UnsetType = UNSET
    open_banking: OpenBankingResult | None | UnsetType = UNSET


class OpenBankingResult(
    Struct,
    kw_only=True,
    rename={"service_provider": "serviceProvider", "provider_response": "providerResponse"},
):
    """What the service that connects to the bank said."""

    service_provider: str | None | UnsetType = UNSET
    provider_response: Any | UnsetType = UNSET
    """Its own words, such as a page to go to."""


class IraContributions(
    Struct,
    InstructionResult,
    kw_only=True,
    rename={
        "client_instruction_id": "clientInstructionId",
        "instruction_type": "instructionType",
        "instruction_status": "instructionStatus",
        "instruction_id": "instructionId",
        "ib_reference_id": "ibReferenceId",
        "account_id": "accountId",
        "ira_type": "iraType",
    },
):
    """What may be paid into a retirement account."""

    client_instruction_id: int | str | None | UnsetType = UNSET
    """Own id."""
    instruction_type: str | None | UnsetType = UNSET
    instruction_status: str | None | UnsetType = UNSET
    instruction_id: int | str | None | UnsetType = UNSET
    """IBKR's id."""
    ib_reference_id: int | str | None | UnsetType = UNSET
    description: str | None | UnsetType = UNSET
    """Remark, such as when to ask again."""
    code: str | int | None | UnsetType = UNSET
    account_id: str | None | UnsetType = UNSET
    currency: str | None | UnsetType = UNSET
    year: str | int | None | UnsetType = UNSET
    error: InstructionError | str | None | UnsetType = UNSET
    """Why it was refused."""
    ira_type: str | None | UnsetType = UNSET
    contributions: list[IraContribution] | None


class IraContribution(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "maximum_contribution_limit": "maximumContributionLimit",
        "year_to_date_contribution": "yearToDateContribution",
        "allowed_contribution_limit": "allowedContributionLimit",
    },
):
    """Limit of one kind of contribution."""

    type: str | None | UnsetType = UNSET
    maximum_contribution_limit: float | str | None | UnsetType = UNSET
    year_to_date_contribution: float | str | None | UnsetType = UNSET
    allowed_contribution_limit: float | str | None | UnsetType = UNSET


class WithdrawableFunds(
    Struct,
    InstructionResult,
    kw_only=True,
    rename={
        "client_instruction_id": "clientInstructionId",
        "instruction_type": "instructionType",
        "instruction_status": "instructionStatus",
        "instruction_id": "instructionId",
        "ib_reference_id": "ibReferenceId",
        "account_id": "accountId",
        "withdrawable_amount": "withdrawableAmount",
        "withdrawable_amount_no_borrow": "withdrawableAmountNoBorrow",
        "allowed_transfer_amount_to_master": "allowedTransferAmountToMaster",
        "allowed_transfer_amount_to_master_no_borrow": "allowedTransferAmountToMasterNoBorrow",
    },
):
    """What may be withdrawn, with and without borrowing."""

    client_instruction_id: int | str | None | UnsetType = UNSET
    """Own id."""
    instruction_type: str | None | UnsetType = UNSET
    instruction_status: str | None | UnsetType = UNSET
    instruction_id: int | str | None | UnsetType = UNSET
    """IBKR's id."""
    ib_reference_id: int | str | None | UnsetType = UNSET
    description: str | None | UnsetType = UNSET
    """Remark, such as when to ask again."""
    code: str | int | None | UnsetType = UNSET
    account_id: str | None | UnsetType = UNSET
    currency: str | None | UnsetType = UNSET
    year: str | int | None | UnsetType = UNSET
    error: InstructionError | str | None | UnsetType = UNSET
    """Why it was refused."""
    withdrawable_amount: float | str | None
    withdrawable_amount_no_borrow: float | str | None | UnsetType = UNSET
    allowed_transfer_amount_to_master: float | str | None | UnsetType = UNSET
    allowed_transfer_amount_to_master_no_borrow: float | str | None | UnsetType = UNSET


class WithdrawableWithoutHold(
    Struct,
    InstructionResult,
    kw_only=True,
    rename={
        "client_instruction_id": "clientInstructionId",
        "instruction_type": "instructionType",
        "instruction_status": "instructionStatus",
        "instruction_id": "instructionId",
        "ib_reference_id": "ibReferenceId",
        "account_id": "accountId",
        "withdrawable_amount_without_origination_hold": "withdrawableAmountWithoutOriginationHold",
        "withdrawable_amount_without_origination_hold_no_borrow": "withdrawableAmountWithoutOriginationHoldNoBorrow",
    },
):
    """What may be withdrawn to the bank that the money came from."""

    client_instruction_id: int | str | None | UnsetType = UNSET
    """Own id."""
    instruction_type: str | None | UnsetType = UNSET
    instruction_status: str | None | UnsetType = UNSET
    instruction_id: int | str | None | UnsetType = UNSET
    """IBKR's id."""
    ib_reference_id: int | str | None | UnsetType = UNSET
    description: str | None | UnsetType = UNSET
    """Remark, such as when to ask again."""
    code: str | int | None | UnsetType = UNSET
    account_id: str | None | UnsetType = UNSET
    currency: str | None | UnsetType = UNSET
    year: str | int | None | UnsetType = UNSET
    error: InstructionError | str | None | UnsetType = UNSET
    """Why it was refused."""
    withdrawable_amount_without_origination_hold: float | str | None
    withdrawable_amount_without_origination_hold_no_borrow: float | str | None | UnsetType = UNSET


class CashAndEquity(
    Struct,
    InstructionResult,
    kw_only=True,
    rename={
        "client_instruction_id": "clientInstructionId",
        "instruction_type": "instructionType",
        "instruction_status": "instructionStatus",
        "instruction_id": "instructionId",
        "ib_reference_id": "ibReferenceId",
        "account_id": "accountId",
        "withdrawable_cash_amount": "withdrawableCashAmount",
        "available_equity_value": "availableEquityValue",
    },
):
    """Cash that may be withdrawn, and equity."""

    client_instruction_id: int | str | None | UnsetType = UNSET
    """Own id."""
    instruction_type: str | None | UnsetType = UNSET
    instruction_status: str | None | UnsetType = UNSET
    instruction_id: int | str | None | UnsetType = UNSET
    """IBKR's id."""
    ib_reference_id: int | str | None | UnsetType = UNSET
    description: str | None | UnsetType = UNSET
    """Remark, such as when to ask again."""
    code: str | int | None | UnsetType = UNSET
    account_id: str | None | UnsetType = UNSET
    currency: str | None | UnsetType = UNSET
    year: str | int | None | UnsetType = UNSET
    error: InstructionError | str | None | UnsetType = UNSET
    """Why it was refused."""
    withdrawable_cash_amount: float | str | None
    available_equity_value: float | str | None | UnsetType = UNSET


class BankInstructions(
    Struct,
    InstructionResult,
    kw_only=True,
    rename={
        "client_instruction_id": "clientInstructionId",
        "instruction_type": "instructionType",
        "instruction_status": "instructionStatus",
        "instruction_id": "instructionId",
        "ib_reference_id": "ibReferenceId",
        "account_id": "accountId",
        "bank_instruction_method": "bankInstructionMethod",
        "bank_instruction_details": "bankInstructionDetails",
    },
):
    """Bank accounts that are known."""

    client_instruction_id: int | str | None | UnsetType = UNSET
    """Own id."""
    instruction_type: str | None | UnsetType = UNSET
    instruction_status: str | None | UnsetType = UNSET
    instruction_id: int | str | None | UnsetType = UNSET
    """IBKR's id."""
    ib_reference_id: int | str | None | UnsetType = UNSET
    description: str | None | UnsetType = UNSET
    """Remark, such as when to ask again."""
    code: str | int | None | UnsetType = UNSET
    account_id: str | None | UnsetType = UNSET
    currency: str | None | UnsetType = UNSET
    year: str | int | None | UnsetType = UNSET
    error: InstructionError | str | None | UnsetType = UNSET
    """Why it was refused."""
    bank_instruction_method: str | None | UnsetType = UNSET
    bank_instruction_details: list[BankInstructionDetail] | None


class BankInstructionDetail(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "instruction_name": "instructionName",
        "instruction_status": "instructionStatus",
        "bank_routing_number": "bankRoutingNumber",
        "bank_account_number": "bankAccountNumber",
    },
):
    """A bank account that is known."""

    instruction_name: str | None | UnsetType = UNSET
    type: str | None | UnsetType = UNSET
    currency: str | None | UnsetType = UNSET
    instruction_status: str | None | UnsetType = UNSET
    bank_routing_number: str | None | UnsetType = UNSET
    bank_account_number: str | None | UnsetType = UNSET
    """Last digits, the others as asterisks."""


class RecurringEvents(
    Struct,
    InstructionResult,
    kw_only=True,
    rename={
        "client_instruction_id": "clientInstructionId",
        "instruction_type": "instructionType",
        "instruction_status": "instructionStatus",
        "instruction_id": "instructionId",
        "ib_reference_id": "ibReferenceId",
        "account_id": "accountId",
        "recurring_instruction_name": "recurringInstructionName",
        "recurring_transaction_type": "recurringTransactionType",
        "recurring_transaction_status": "recurringTransactionStatus",
        "transaction_history": "transactionHistory",
    },
):
    """What a recurring transfer did."""

    client_instruction_id: int | str | None | UnsetType = UNSET
    """Own id."""
    instruction_type: str | None | UnsetType = UNSET
    instruction_status: str | None | UnsetType = UNSET
    instruction_id: int | str | None | UnsetType = UNSET
    """IBKR's id."""
    ib_reference_id: int | str | None | UnsetType = UNSET
    description: str | None | UnsetType = UNSET
    """Remark, such as when to ask again."""
    code: str | int | None | UnsetType = UNSET
    account_id: str | None | UnsetType = UNSET
    currency: str | None | UnsetType = UNSET
    year: str | int | None | UnsetType = UNSET
    error: InstructionError | str | None | UnsetType = UNSET
    """Why it was refused."""
    recurring_instruction_name: str | None | UnsetType = UNSET
    recurring_transaction_type: str | None | UnsetType = UNSET
    recurring_transaction_status: str | None | UnsetType = UNSET
    amount: float | str | None | UnsetType = UNSET
    method: str | None | UnsetType = UNSET
    transaction_history: RecurringHistory | None


class RecurringHistory(
    Struct, kw_only=True, rename={"max_number_of_transactions": "maxNumberOfTransactions"}
):
    """Transfers that were made."""

    max_number_of_transactions: int | None | UnsetType = UNSET
    result: list[RecurringEvent] | None | UnsetType = UNSET


class RecurringEvent(Struct, kw_only=True, gc=False, rename={"ib_request_id": "ibRequestId"}):
    """A transfer that was made."""

    ib_request_id: int | str | None | UnsetType = UNSET
    status: str | None | UnsetType = UNSET


class RecurringInstructions(
    Struct,
    InstructionResult,
    kw_only=True,
    rename={
        "client_instruction_id": "clientInstructionId",
        "instruction_type": "instructionType",
        "instruction_status": "instructionStatus",
        "instruction_id": "instructionId",
        "ib_reference_id": "ibReferenceId",
        "account_id": "accountId",
        "recurring_instructions": "recurringInstructions",
    },
):
    """Recurring transfers of an account."""

    client_instruction_id: int | str | None | UnsetType = UNSET
    """Own id."""
    instruction_type: str | None | UnsetType = UNSET
    instruction_status: str | None | UnsetType = UNSET
    instruction_id: int | str | None | UnsetType = UNSET
    """IBKR's id."""
    ib_reference_id: int | str | None | UnsetType = UNSET
    description: str | None | UnsetType = UNSET
    """Remark, such as when to ask again."""
    code: str | int | None | UnsetType = UNSET
    account_id: str | None | UnsetType = UNSET
    currency: str | None | UnsetType = UNSET
    year: str | int | None | UnsetType = UNSET
    error: InstructionError | str | None | UnsetType = UNSET
    """Why it was refused."""
    recurring_instructions: list[RecurringInstruction] | None


class RecurringInstruction(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "request_id": "requestId",
        "bank_instruction_name": "bankInstructionName",
        "transaction_type": "transactionType",
        "bank_instruction_method": "bankInstructionMethod",
        "start_date": "startDate",
        "end_date": "endDate",
    },
):
    """A recurring transfer."""

    request_id: int | str | None | UnsetType = UNSET
    bank_instruction_name: str | None | UnsetType = UNSET
    transaction_type: str | None | UnsetType = UNSET
    bank_instruction_method: str | None | UnsetType = UNSET
    amount: float | str | None | UnsetType = UNSET
    currency: str | None | UnsetType = UNSET
    frequency: str | None | UnsetType = UNSET
    start_date: str | None | UnsetType = UNSET
    end_date: str | None | UnsetType = UNSET
