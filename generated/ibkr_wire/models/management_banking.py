# Generated from spec/. Do not edit.
"""Wire models of the group `management_banking`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType

from ibkr_wire.operation import Dispatch

__all__ = [
    "AchAccount",
    "AchInstruction",
    "BalanceQuery",
    "BalanceQueryRequest",
    "BankInstruction",
    "BankInstructionRequest",
    "BankInstructionsQuery",
    "BankInstructionsRequest",
    "BankInstructionVerification",
    "BankQuery",
    "BankQueryRequest",
    "CashQuery",
    "CashQueryRequest",
    "ComplexTransfer",
    "ContraBroker",
    "DeleteBankInstruction",
    "DestinationBank",
    "DwacTransfer",
    "EddaInstruction",
    "ExternalAssets",
    "ExternalAssetsBulkRequest",
    "ExternalAssetsRequest",
    "ExternalCash",
    "ExternalCashBulkRequest",
    "ExternalCashRequest",
    "FopTransfer",
    "InternalAssets",
    "InternalAssetsBulkRequest",
    "InternalAssetsRequest",
    "InternalCash",
    "InternalCashBulkRequest",
    "InternalCashRequest",
    "IraContributionsQuery",
    "IraDeposit",
    "IraWithdrawal",
    "NonDisclosedDetail",
    "OpenBanking",
    "PlaidOptions",
    "PredefinedDestination",
    "RecurringEventsQuery",
    "RecurringInstructionsQuery",
    "RecurringTransfer",
    "TransferInstrument",
    "TransferSecurity",
    "WholeAccountTransfer",
    "WithdrawableFundsQuery",
]


class BankInstruction(Dispatch):
    """A bank instruction of any kind."""

    __slots__ = ()

    @classmethod
    def model_for(cls, keys: dict[str, Any]) -> type[Any]:
        if "clientAccountInfo" in keys:
            return AchInstruction
        if "pendingInstructionId" in keys:
            return BankInstructionVerification
        if "financialInstitution" in keys:
            return PredefinedDestination
        if "bankBranchCode" in keys:
            return EddaInstruction
        return DeleteBankInstruction


class BankQuery(Dispatch):
    """A question about bank accounts or recurring transfers."""

    __slots__ = ()

    @classmethod
    def model_for(cls, keys: dict[str, Any]) -> type[Any]:
        if "bankInstructionMethod" in keys:
            return BankInstructionsQuery
        if "ibReferenceId" in keys:
            return RecurringEventsQuery
        return RecurringInstructionsQuery


class CashQuery(Dispatch):
    """A question about limits of cash transfers."""

    __slots__ = ()

    @classmethod
    def model_for(cls, keys: dict[str, Any]) -> type[Any]:
        if "year" in keys:
            return IraContributionsQuery
        return WithdrawableFundsQuery


class ExternalAssets(Dispatch):
    """A transfer of positions between brokers."""

    __slots__ = ()

    @classmethod
    def model_for(cls, keys: dict[str, Any]) -> type[Any]:
        if "contraBrokerDtcCode" in keys:
            return FopTransfer
        if "contraBrokerTaxId" in keys:
            return DwacTransfer
        if "contraBrokerInfo" in keys:
            return ComplexTransfer
        return WholeAccountTransfer


class BankInstructionRequest(Struct, kw_only=True, rename={"instruction_type": "instructionType"}):
    """One bank instruction to make, confirm or delete; `instructionType` names its kind."""

    instruction_type: Literal[
        "ACH_INSTRUCTION",
        "TRADITIONAL_BANK_INSTRUCTION_VERIFICATION",
        "DELETE_BANK_INSTRUCTION",
        "PREDEFINED_DESTINATION_INSTRUCTION",
        "EDDA_INSTRUCTION",
    ]
    instruction: BankInstruction


class BankInstructionsRequest(Struct, kw_only=True, rename={"instruction_type": "instructionType"}):
    """Bank instructions of one kind."""

    instruction_type: Literal[
        "ACH_INSTRUCTION",
        "TRADITIONAL_BANK_INSTRUCTION_VERIFICATION",
        "DELETE_BANK_INSTRUCTION",
        "PREDEFINED_DESTINATION_INSTRUCTION",
        "EDDA_INSTRUCTION",
    ]
    instructions: list[BankInstruction]


class AchInstruction(
    Struct,
    BankInstruction,
    kw_only=True,
    rename={
        "client_instruction_id": "clientInstructionId",
        "bank_instruction_code": "bankInstructionCode",
        "ach_type": "achType",
        "bank_instruction_name": "bankInstructionName",
        "account_id": "accountId",
        "client_account_info": "clientAccountInfo",
    },
):
    """Bank account to draw from or pay to by ACH."""

    client_instruction_id: int
    """Own id; a second use answers with the first instruction."""
    bank_instruction_code: Literal["CAACH", "USACH"]
    """Canada or United States."""
    ach_type: Literal["DEBIT", "CREDIT", "DEBIT_CREDIT"]
    bank_instruction_name: str
    """Name to refer to it by."""
    currency: str
    account_id: str
    client_account_info: AchAccount


class AchAccount(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "bank_routing_number": "bankRoutingNumber",
        "bank_account_number": "bankAccountNumber",
        "bank_name": "bankName",
        "bank_account_type_code": "bankAccountTypeCode",
    },
):
    """Account at a bank that takes part in ACH."""

    bank_routing_number: str
    bank_account_number: str
    bank_name: str
    bank_account_type_code: Literal[0, 1, 2]


class BankInstructionVerification(
    Struct,
    BankInstruction,
    kw_only=True,
    gc=False,
    rename={
        "client_instruction_id": "clientInstructionId",
        "bank_instruction_code": "bankInstructionCode",
        "bank_instruction_name": "bankInstructionName",
        "account_id": "accountId",
        "pending_instruction_id": "pendingInstructionId",
        "credit_amount1": "creditAmount1",
        "credit_amount2": "creditAmount2",
    },
):
    """Proof of a bank account by the two small amounts that IBKR sent there."""

    client_instruction_id: int
    """Own id; a second use answers with the first instruction."""
    bank_instruction_code: Literal["USACH", "CAACH", "ACHUS", "WIRE"]
    bank_instruction_name: str
    account_id: str
    pending_instruction_id: int
    """Id of the instruction that waits for the proof."""
    credit_amount1: Decimal
    credit_amount2: Decimal


class DeleteBankInstruction(
    Struct,
    BankInstruction,
    kw_only=True,
    gc=False,
    rename={
        "client_instruction_id": "clientInstructionId",
        "account_id": "accountId",
        "bank_instruction_name": "bankInstructionName",
        "bank_instruction_method": "bankInstructionMethod",
    },
):
    """Bank account to forget."""

    client_instruction_id: int
    """Own id; a second use answers with the first instruction."""
    account_id: str
    bank_instruction_name: str
    bank_instruction_method: Literal["WIRE", "ACH"]
    currency: str


class PredefinedDestination(
    Struct,
    BankInstruction,
    kw_only=True,
    rename={
        "client_instruction_id": "clientInstructionId",
        "bank_instruction_name": "bankInstructionName",
        "bank_instruction_method": "bankInstructionMethod",
        "account_id": "accountId",
        "financial_institution": "financialInstitution",
    },
):
    """Bank account that money may be sent to."""

    client_instruction_id: int
    """Own id; a second use answers with the first instruction."""
    bank_instruction_name: str
    bank_instruction_method: Literal["LVP", "SEPA", "WIRE", "ACH", "CPA"]
    account_id: str
    currency: str
    financial_institution: DestinationBank


class DestinationBank(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "branch_code": "branchCode",
        "branch_code_type": "branchCodeType",
        "identifier_type": "identifierType",
        "client_account_id": "clientAccountId",
    },
):
    """Bank that money may be sent to, with the account there."""

    name: str
    branch_code: str | UnsetType = UNSET
    branch_code_type: Literal["BSB_AUD", "BANK_CODE_CAD", "NONE"] | UnsetType = UNSET
    identifier: str
    identifier_type: Literal["BIC", "IFSC"]
    client_account_id: str
    """Account at the bank."""


class EddaInstruction(
    Struct,
    BankInstruction,
    kw_only=True,
    gc=False,
    rename={
        "client_instruction_id": "clientInstructionId",
        "bank_instruction_name": "bankInstructionName",
        "account_id": "accountId",
        "bank_branch_code": "bankBranchCode",
        "bank_account_number": "bankAccountNumber",
        "bank_clearing_code": "bankClearingCode",
        "debtor_identification_document_type": "debtorIdentificationDocumentType",
    },
):
    """Bank account in Hong Kong to draw from by direct debit."""

    client_instruction_id: int
    """Own id; a second use answers with the first instruction."""
    bank_instruction_name: str
    currency: str
    """CNH or HKD."""
    account_id: str
    bank_branch_code: str
    bank_account_number: str
    bank_clearing_code: str
    debtor_identification_document_type: Literal["hkId", "passport", "chinaId", "hkMacaoEntryPermit"]


class BankQueryRequest(Struct, kw_only=True, rename={"instruction_type": "instructionType"}):
    """Question about bank accounts or recurring transfers; `instructionType` names its kind."""

    instruction_type: Literal[
        "QUERY_BANK_INSTRUCTION", "QUERY_RECENT_RECURRING_EVENTS", "QUERY_RECURRING_INSTRUCTIONS"
    ]
    instruction: BankQuery


class BankInstructionsQuery(
    Struct,
    BankQuery,
    kw_only=True,
    gc=False,
    rename={
        "client_instruction_id": "clientInstructionId",
        "account_id": "accountId",
        "bank_instruction_method": "bankInstructionMethod",
    },
):
    """Asks which bank accounts are known."""

    client_instruction_id: int
    """Own id."""
    account_id: str
    bank_instruction_method: Literal["ACH", "WIRE", "USACH", "CAACH", "SEPA", "eDDA", "eGIRO", "OPEN_BANKING"]


class RecurringEventsQuery(
    Struct,
    BankQuery,
    kw_only=True,
    gc=False,
    rename={
        "client_instruction_id": "clientInstructionId",
        "ib_reference_id": "ibReferenceId",
        "number_of_transactions": "numberOfTransactions",
    },
):
    """Asks what a recurring transfer did."""

    client_instruction_id: int
    """Own id."""
    ib_reference_id: int
    """Reference of the recurring transfer."""
    number_of_transactions: int | UnsetType = UNSET
    """Rows wanted."""


class RecurringInstructionsQuery(
    Struct,
    BankQuery,
    kw_only=True,
    gc=False,
    rename={"client_instruction_id": "clientInstructionId", "account_id": "accountId"},
):
    """Asks which recurring transfers there are."""

    client_instruction_id: int
    """Own id."""
    account_id: str


class BalanceQueryRequest(Struct, kw_only=True, rename={"instruction_type": "instructionType"}):
    """Question about cash and equity."""

    instruction_type: Literal["QUERY_WITHDRAWABLE_CASH_EQUITY"]
    instruction: BalanceQuery


class BalanceQuery(
    Struct,
    kw_only=True,
    gc=False,
    rename={"client_instruction_id": "clientInstructionId", "account_id": "accountId"},
):
    """Asks for the cash that may be withdrawn, and the equity."""

    client_instruction_id: int
    """Own id."""
    account_id: str
    currency: str


class CashQueryRequest(Struct, kw_only=True, rename={"instruction_type": "instructionType"}):
    """Question about limits of cash transfers; `instructionType` names its kind."""

    instruction_type: Literal["QUERY_WITHDRAWABLE_FUNDS", "QUERY_IRA_CONTRIBUTIONS"]
    instruction: CashQuery


class WithdrawableFundsQuery(
    Struct,
    CashQuery,
    kw_only=True,
    gc=False,
    rename={
        "client_instruction_id": "clientInstructionId",
        "account_id": "accountId",
        "bank_routing_number": "bankRoutingNumber",
        "bank_account_number": "bankAccountNumber",
        "bank_instruction_name": "bankInstructionName",
    },
):
    """Asks how much may be withdrawn, and how much of it without regard to where it came from: name the bank
    account for that, either by routing and account number or by its instruction.
    """

    client_instruction_id: int
    """Own id."""
    account_id: str
    currency: str
    bank_routing_number: str | UnsetType = UNSET
    """Goes with bankAccountNumber."""
    bank_account_number: str | UnsetType = UNSET
    """Goes with bankRoutingNumber."""
    bank_instruction_name: str | UnsetType = UNSET
    """Excludes the numbers."""


class IraContributionsQuery(
    Struct,
    CashQuery,
    kw_only=True,
    gc=False,
    rename={"client_instruction_id": "clientInstructionId", "account_id": "accountId"},
):
    """Asks how much may be paid into a retirement account."""

    client_instruction_id: int
    """Own id."""
    account_id: str
    year: str
    """Tax year."""


class ExternalCashRequest(Struct, kw_only=True, rename={"instruction_type": "instructionType"}):
    """Deposit or withdrawal."""

    instruction_type: Literal["DEPOSIT", "WITHDRAWAL"]
    instruction: ExternalCash


class ExternalCashBulkRequest(Struct, kw_only=True, rename={"instruction_type": "instructionType"}):
    """Deposits only, or withdrawals only."""

    instruction_type: Literal["DEPOSIT", "WITHDRAWAL"]
    instructions: list[ExternalCash]


class ExternalCash(
    Struct,
    kw_only=True,
    rename={
        "client_instruction_id": "clientInstructionId",
        "account_id": "accountId",
        "bank_instruction_method": "bankInstructionMethod",
        "bank_instruction_name": "bankInstructionName",
        "recurring_instruction_detail": "recurringInstructionDetail",
        "open_banking": "openBanking",
        "sending_institution": "sendingInstitution",
        "special_instruction": "specialInstruction",
        "sender_institution_name": "senderInstitutionName",
        "ira_deposit_detail": "iraDepositDetail",
        "date_time_to_occur": "dateTimeToOccur",
        "ira_withdrawal_detail": "iraWithdrawalDetail",
    },
):
    """Money that comes from a bank, or goes there. A withdrawal needs `bankInstructionName`. Deposits by ACH,
    WIRE, eDDA and OPEN_BANKING are possible, withdrawals by ACH, WIRE and SEPA.
    """

    client_instruction_id: int
    """Own id; a second use answers with the first instruction."""
    account_id: str
    currency: str
    amount: Decimal
    bank_instruction_method: Literal["ACH", "WIRE", "eDDA", "OPEN_BANKING", "SEPA"]
    bank_instruction_name: str | UnsetType = UNSET
    """Name of the bank instruction to use."""
    recurring_instruction_detail: RecurringTransfer | UnsetType = UNSET
    open_banking: OpenBanking | UnsetType = UNSET
    """Deposits only."""
    sending_institution: str | UnsetType = UNSET
    """Deposits only."""
    identifier: str | UnsetType = UNSET
    """Deposits only."""
    special_instruction: str | UnsetType = UNSET
    """Deposits only."""
    sender_institution_name: str | UnsetType = UNSET
    """Deposits only."""
    ira_deposit_detail: IraDeposit | UnsetType = UNSET
    """Deposits into a retirement account only."""
    date_time_to_occur: str | UnsetType = UNSET
    """Withdrawals only: time, ISO 8601; at once if absent."""
    ira_withdrawal_detail: IraWithdrawal | UnsetType = UNSET
    """Withdrawals from a retirement account only."""


class OpenBanking(
    Struct, kw_only=True, rename={"service_provider": "serviceProvider", "plaid_options": "plaidOptions"}
):
    """Service that connects to the bank."""

    service_provider: Literal["PLAID"]
    plaid_options: PlaidOptions | UnsetType = UNSET


class PlaidOptions(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "completion_redirect_uri": "completionRedirectUri",
        "link_display_name": "linkDisplayName",
        "is_mobile_app": "isMobileApp",
    },
):
    """How Plaid shows itself to the user."""

    completion_redirect_uri: str | UnsetType = UNSET
    """Where to go when done, of a scheme of one's own."""
    link_display_name: str | UnsetType = UNSET
    """Name that the user sees."""
    is_mobile_app: bool | UnsetType = UNSET


class IraDeposit(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "ira_contribution_type": "iraContributionType",
        "ira_tax_year_type": "iraTaxYearType",
        "from_ira_type": "fromIraType",
    },
):
    """What a deposit is to a retirement account."""

    ira_contribution_type: Literal[
        "ROLLOVER",
        "LATE_ROLLOVER",
        "DIRECT_ROLLOVER",
        "CONTRIBUTION",
        "SPOUSAL_CONTRIBUTION",
        "EMPLOYER_SEP_CONTRIBUTION",
    ]
    ira_tax_year_type: Literal["CURRENT", "PRIOR"]
    from_ira_type: Literal[
        "NONE",
        "TRADITIONAL",
        "ROLLOVER",
        "ROTH",
        "SEP",
        "EDUCATION",
        "TRADITIONAL_INHERITED",
        "ROTH_INHERITED",
        "SEP_INHERITED",
        "RETIREMENT_SAVING_PLAN",
        "SPOUSAL_RETIREMENT_SAVING_PLAN",
        "TAX_FREE_SAVING_ACCOUNT",
    ]


class IraWithdrawal(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "fed_income_tax_percentage": "fedIncomeTaxPercentage",
        "state_income_tax_percentage": "stateIncomeTaxPercentage",
        "state_cd": "stateCd",
        "ira_withhold_type": "iraWithholdType",
    },
):
    """Taxes on a withdrawal from a retirement account."""

    fed_income_tax_percentage: Decimal
    state_income_tax_percentage: Decimal
    state_cd: str
    """State, code of two letters."""
    ira_withhold_type: Literal[
        "DIRECT_ROLLOVER",
        "ROTH_DISTRIBUTION",
        "NORMAL",
        "EARLY",
        "DEATH",
        "EXCESS_CY",
        "EXCESS_PY",
        "EXCESS_SC",
    ]


class RecurringTransfer(
    Struct,
    kw_only=True,
    gc=False,
    rename={"instruction_name": "instructionName", "start_date": "startDate", "end_date": "endDate"},
):
    """Makes a transfer recur."""

    instruction_name: str
    frequency: Literal["MONTHLY", "QUARTERLY", "YEARLY"]
    start_date: str
    """Date as 2013-02-19."""
    end_date: str | UnsetType = UNSET
    """Date; without end if absent."""


class InternalCashRequest(Struct, kw_only=True, rename={"instruction_type": "instructionType"}):
    """Cash that moves between two accounts."""

    instruction_type: Literal["INTERNAL_CASH_TRANSFER"]
    instruction: InternalCash


class InternalCashBulkRequest(Struct, kw_only=True, rename={"instruction_type": "instructionType"}):
    """Several movements of cash between accounts."""

    instruction_type: Literal["INTERNAL_CASH_TRANSFER"]
    instructions: list[InternalCash]


class InternalCash(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "client_instruction_id": "clientInstructionId",
        "source_account_id": "sourceAccountId",
        "target_account_id": "targetAccountId",
        "client_note": "clientNote",
        "date_time_to_occur": "dateTimeToOccur",
    },
):
    """Cash that moves between two accounts at IBKR."""

    client_instruction_id: int
    """Own id; a second use answers with the first instruction."""
    source_account_id: str
    target_account_id: str
    amount: Decimal
    currency: str
    client_note: str | UnsetType = UNSET
    date_time_to_occur: str | UnsetType = UNSET
    """Time, ISO 8601; at once if absent."""


class ExternalAssetsRequest(Struct, kw_only=True, rename={"instruction_type": "instructionType"}):
    """Positions that come from another broker, or go there; `instructionType` names the way."""

    instruction_type: Literal["DWAC", "FOP", "COMPLEX_ASSET_TRANSFER", "EXTERNAL_POSITION_TRANSFER"]
    instruction: ExternalAssets


class ExternalAssetsBulkRequest(Struct, kw_only=True, rename={"instruction_type": "instructionType"}):
    """Several transfers of positions by the same way."""

    instruction_type: Literal["DWAC", "FOP", "COMPLEX_ASSET_TRANSFER", "EXTERNAL_POSITION_TRANSFER"]
    instructions: list[ExternalAssets]


class FopTransfer(
    Struct,
    ExternalAssets,
    kw_only=True,
    rename={
        "client_instruction_id": "clientInstructionId",
        "account_id": "accountId",
        "contra_broker_account_id": "contraBrokerAccountId",
        "contra_broker_dtc_code": "contraBrokerDtcCode",
        "trading_instrument": "tradingInstrument",
    },
):
    """Position that moves free of payment."""

    client_instruction_id: int
    """Own id; a second use answers with the first instruction."""
    direction: Literal["IN", "OUT"]
    account_id: str
    contra_broker_account_id: str
    contra_broker_dtc_code: str
    quantity: Decimal
    trading_instrument: TransferInstrument


class DwacTransfer(
    Struct,
    ExternalAssets,
    kw_only=True,
    rename={
        "client_instruction_id": "clientInstructionId",
        "account_id": "accountId",
        "contra_broker_account_id": "contraBrokerAccountId",
        "contra_broker_tax_id": "contraBrokerTaxId",
        "trading_instrument": "tradingInstrument",
        "account_title": "accountTitle",
        "reference_id": "referenceId",
    },
):
    """Position that comes from a transfer agent."""

    client_instruction_id: int
    """Own id; a second use answers with the first instruction."""
    direction: Literal["IN"]
    account_id: str
    contra_broker_account_id: str
    contra_broker_tax_id: str
    quantity: Decimal
    trading_instrument: TransferInstrument
    account_title: str | UnsetType = UNSET
    reference_id: str | UnsetType = UNSET


class ComplexTransfer(
    Struct,
    ExternalAssets,
    kw_only=True,
    rename={
        "client_instruction_id": "clientInstructionId",
        "account_id": "accountId",
        "account_id_at_current_broker": "accountIdAtCurrentBroker",
        "trading_instrument": "tradingInstrument",
        "contra_broker_info": "contraBrokerInfo",
        "non_disclosed_detail": "nonDisclosedDetail",
    },
):
    """Position that moves between IBKR and a broker or custodian without a common system."""

    client_instruction_id: int
    """Own id; a second use answers with the first instruction."""
    direction: Literal["IN", "OUT"]
    account_id: str
    account_id_at_current_broker: str | UnsetType = UNSET
    quantity: Decimal
    trading_instrument: TransferInstrument
    contra_broker_info: ContraBroker
    non_disclosed_detail: NonDisclosedDetail | UnsetType = UNSET


class WholeAccountTransfer(
    Struct,
    ExternalAssets,
    kw_only=True,
    gc=False,
    rename={
        "client_instruction_id": "clientInstructionId",
        "sub_type": "subType",
        "broker_id": "brokerId",
        "broker_name": "brokerName",
        "account_at_broker": "accountAtBroker",
        "source_ira_type": "sourceIRAType",
        "account_id": "accountId",
    },
):
    """Everything in an account at another broker, by ACATS or ATON."""

    client_instruction_id: int
    """Own id; a second use answers with the first instruction."""
    type: Literal["FULL"]
    sub_type: Literal["ACATS", "ATON"]
    """United States or Canada."""
    broker_id: str
    broker_name: str
    account_at_broker: str
    source_ira_type: Literal["RO", "RI", "RT", "SP", "ED", "TH", "RH", "SH"] | UnsetType = UNSET
    """Retirement accounts only."""
    account_id: str
    signature: str
    """Name of the holder."""


class ContraBroker(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "account_type": "accountType",
        "broker_name": "brokerName",
        "depository_id": "depositoryId",
        "broker_account_id": "brokerAccountId",
        "contact_name": "contactName",
        "contact_email": "contactEmail",
        "contact_phone": "contactPhone",
        "account_title": "accountTitle",
    },
):
    """Broker or custodian at the other end."""

    account_type: str
    broker_name: str
    depository_id: str
    broker_account_id: str
    country: str
    """Name of the country."""
    contact_name: str | UnsetType = UNSET
    contact_email: str
    contact_phone: str
    account_title: str | UnsetType = UNSET


class NonDisclosedDetail(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "trade_date": "tradeDate",
        "settle_date": "settleDate",
        "pset_bic": "psetBic",
        "reag_deag_bic": "reagDeagBic",
        "buyer_sell_bic": "buyerSellBic",
        "member_account_id": "memberAccountId",
        "safe_keeping_account_id": "safeKeepingAccountId",
    },
):
    """Settlement data that brokers with undisclosed clients add."""

    trade_date: str
    """Date as 2013-02-19."""
    settle_date: str
    """Date as 2013-02-22."""
    pset_bic: str | UnsetType = UNSET
    """Place of settlement."""
    reag_deag_bic: str | UnsetType = UNSET
    """Receiving or delivering agent."""
    buyer_sell_bic: str | UnsetType = UNSET
    """Buyer or seller."""
    member_account_id: str | UnsetType = UNSET
    safe_keeping_account_id: str | UnsetType = UNSET


class TransferInstrument(
    Struct, kw_only=True, rename={"trading_instrument_description": "tradingInstrumentDescription"}
):
    """What moves, by `conid` or by `tradingInstrumentDescription`."""

    currency: str
    conid: int | UnsetType = UNSET
    """Contract id."""
    trading_instrument_description: TransferSecurity | UnsetType = UNSET


class TransferSecurity(
    Struct,
    kw_only=True,
    gc=False,
    rename={"security_id_type": "securityIdType", "security_id": "securityId", "asset_type": "assetType"},
):
    """Security by an id that is not IBKR's."""

    security_id_type: Literal["CUSIP", "ISIN", "CASH"]
    security_id: str
    asset_type: Literal["STK", "CASH", "UNKNOWN", "BILL", "BOND", "FUND", "OPT", "WAR"]


class InternalAssetsRequest(Struct, kw_only=True, rename={"instruction_type": "instructionType"}):
    """Position that moves between two accounts."""

    instruction_type: Literal["INTERNAL_POSITION_TRANSFER"]
    instruction: InternalAssets


class InternalAssetsBulkRequest(Struct, kw_only=True, rename={"instruction_type": "instructionType"}):
    """Several movements of positions between accounts."""

    instruction_type: Literal["INTERNAL_POSITION_TRANSFER"]
    instructions: list[InternalAssets]


class InternalAssets(
    Struct,
    kw_only=True,
    rename={
        "client_instruction_id": "clientInstructionId",
        "source_account_id": "sourceAccountId",
        "target_account_id": "targetAccountId",
        "transfer_quantity": "transferQuantity",
        "trading_instrument": "tradingInstrument",
        "transfer_price": "transferPrice",
        "trade_date": "tradeDate",
        "settle_date": "settleDate",
    },
):
    """Position that moves between two accounts at IBKR. Price and the two dates go together."""

    client_instruction_id: int
    """Own id; a second use answers with the first instruction."""
    source_account_id: str
    target_account_id: str
    transfer_quantity: Decimal
    trading_instrument: TransferInstrument
    transfer_price: Decimal | UnsetType = UNSET
    trade_date: str | UnsetType = UNSET
    """Date as 2013-02-19."""
    settle_date: str | UnsetType = UNSET
    """Date as 2013-02-22."""
