# Generated from spec/. Do not edit.
"""Wire models of the group `management_account_setup`."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from ibkr_wire.models.management_people import (
    IraContingentBeneficiary,
    IraDecedent,
    IraPrimaryBeneficiary,
    LegalEntity,
    Person,
    PersonTitle,
    PostalAddress,
)

__all__ = [
    "AccountCustodian",
    "AccountRepresentatives",
    "AccountSetting",
    "AccountTradingLimits",
    "AdvisorWrapFees",
    "ApplicationAccount",
    "ApplicationPositionsTransfer",
    "AutomatedWrapFee",
    "BlendedPercentage",
    "CommissionConfig",
    "CommissionMarkup",
    "CommissionSchedule",
    "CommissionStair",
    "DayQuantityLimit",
    "DepositAch",
    "DepositCheck",
    "DepositIra",
    "DepositNotification",
    "DepositWire",
    "DvpInstruction",
    "EfpQuantityLimits",
    "ExchangeAccess",
    "HighWaterMark",
    "HighWaterMarkSetting",
    "InterestMarkup",
    "IraBeneficiaries",
    "IraContingentBeneficiaryEntity",
    "IraPrimaryBeneficiaryEntity",
    "NavRange",
    "OrderQuantityLimit",
    "OrderValueLimits",
    "PartialBondPosition",
    "PartialCashPosition",
    "PartialFundPosition",
    "PartialOptionPosition",
    "PartialStockPosition",
    "PartialWarrantPosition",
    "PreviousLoss",
    "RepresentativeShare",
    "TradingPermission",
]


class AccountSetting(Struct, kw_only=True, gc=False):
    """One setting of an account, on or off."""

    type: str | UnsetType = UNSET
    value: bool | UnsetType = UNSET


class TradingPermission(
    Struct, kw_only=True, gc=False, rename={"asset_class": "assetClass", "exchange_group": "exchangeGroup"}
):
    """Permission for a product in a country, or for a class of assets on a group of exchanges."""

    asset_class: (
        Literal[
            "BILL",
            "BOND",
            "CASH",
            "CFD",
            "COMB",
            "FOP",
            "FUND",
            "FUT",
            "OPT",
            "SSF",
            "STK",
            "WAR",
            "MRGN",
            "CLP",
        ]
        | UnsetType
    ) = UNSET
    exchange_group: str | UnsetType = UNSET
    country: (
        Literal[
            "ALL",
            "AUSTRALIA",
            "AUSTRIA",
            "BELGIUM",
            "CANADA",
            "FRANCE",
            "GERMANY",
            "HONG KONG",
            "ITALY",
            "JAPAN",
            "KOREA",
            "MEXICO",
            "NORWAY",
            "SINGAPORE",
            "SPAIN",
            "SWEDEN",
            "SWITZERLAND",
            "THE NETHERLANDS",
            "UNITED KINGDOM",
            "UNITED STATES",
            "HK-CHINA",
        ]
        | UnsetType
    ) = UNSET
    product: (
        Literal[
            "BONDS",
            "FUTURES",
            "FOREX",
            "FUTURES OPTIONS",
            "MUTUAL FUNDS",
            "STOCKS",
            "SINGLE STOCK FUTURES",
            "OPTIONS",
            "STOCK OPTIONS",
            "WARRANTS",
        ]
        | UnsetType
    ) = UNSET


class CommissionConfig(Struct, kw_only=True, gc=False):
    """Commission plan for securities or commodities."""

    style: Literal["Bundled", "Unbundled"] | UnsetType = UNSET
    type: Literal["Commodities", "Securities"] | UnsetType = UNSET


class ExchangeAccess(Struct, kw_only=True, gc=False, rename={"asset_class": "assetClass"}):
    """Exchange that may be used for a class of assets."""

    asset_class: (
        Literal[
            "BILL",
            "BOND",
            "CASH",
            "CFD",
            "COMB",
            "FOP",
            "FUND",
            "FUT",
            "OPT",
            "SSF",
            "STK",
            "WAR",
            "MRGN",
            "CLP",
        ]
        | UnsetType
    ) = UNSET
    exchange: Literal["NYSE", "AMEX", "NASDAQ", "CBOE", "ISE", "BOX", "PHLX", "PSE"] | UnsetType = UNSET


class DvpInstruction(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "external_id": "externalId",
        "external_account_id": "externalAccountID",
        "account_id": "accountID",
        "agent_id": "agentID",
        "firm_id": "firmID",
        "agent_name": "agentName",
        "account_name": "accountName",
        "day_do_id": "dayDoID",
        "tx_group_code": "txGroupCode",
        "broker_code": "brokerCode",
        "asset_class": "assetClass",
        "prepay_tax": "prepayTax",
        "prepay_commission": "prepayCommission",
    },
):
    """Standing instruction to deliver against payment."""

    id: str | UnsetType = UNSET
    external_id: str | UnsetType = UNSET
    """Own id."""
    external_account_id: str | UnsetType = UNSET
    account_id: str | UnsetType = UNSET
    name: str | UnsetType = UNSET
    type: Literal["DTCID", "NSCC", "CMTA", "GUS", "OCCSSF"] | UnsetType = UNSET
    role: Literal["E", "C", "B"] | UnsetType = UNSET
    agent_id: str | UnsetType = UNSET
    firm_id: str | UnsetType = UNSET
    agent_name: str | UnsetType = UNSET
    account_name: str | UnsetType = UNSET
    day_do_id: str | UnsetType = UNSET
    tx_group_code: Literal["G", "Z", "R", "N"] | UnsetType = UNSET
    broker_code: str | UnsetType = UNSET
    asset_class: (
        Literal[
            "BILL",
            "BOND",
            "CASH",
            "CFD",
            "COMB",
            "FOP",
            "FUND",
            "FUT",
            "OPT",
            "SSF",
            "STK",
            "WAR",
            "MRGN",
            "CLP",
        ]
        | UnsetType
    ) = UNSET
    exchange: Literal["NYSE", "AMEX", "NASDAQ", "CBOE", "ISE", "BOX", "PHLX", "PSE"] | UnsetType = UNSET
    prepay_tax: bool | UnsetType = UNSET
    prepay_commission: bool | UnsetType = UNSET
    expiry: str | UnsetType = UNSET
    """Date as 2013-02-19."""
    default: bool | UnsetType = UNSET


class OrderValueLimits(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "max_order_value": "maxOrderValue",
        "max_gross_value": "maxGrossValue",
        "max_net_value": "maxNetValue",
        "net_contract_limit": "netContractLimit",
    },
):
    """Largest value of an order and of all orders."""

    max_order_value: Decimal | UnsetType = UNSET
    max_gross_value: Decimal | UnsetType = UNSET
    max_net_value: Decimal | UnsetType = UNSET
    net_contract_limit: Decimal | UnsetType = UNSET


class EfpQuantityLimits(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "max_nominal_efp_per_order": "maxNominalEfpPerOrder",
        "max_net_efp_trades": "maxNetEfpTrades",
        "max_gross_efp_trades": "maxGrossEfpTrades",
    },
):
    """Largest quantities of exchanges for physicals."""

    max_nominal_efp_per_order: int | UnsetType = UNSET
    max_net_efp_trades: int | UnsetType = UNSET
    max_gross_efp_trades: int | UnsetType = UNSET


class OrderQuantityLimit(Struct, kw_only=True, gc=False):
    """Largest quantity of one order in a class of assets."""

    asset: (
        Literal[
            "BILL",
            "BOND",
            "CASH",
            "CFD",
            "COMB",
            "FOP",
            "FUND",
            "FUT",
            "OPT",
            "SSF",
            "STK",
            "WAR",
            "MRGN",
            "CLP",
        ]
        | UnsetType
    ) = UNSET
    quantity: int | UnsetType = UNSET


class DayQuantityLimit(Struct, kw_only=True, gc=False):
    """Largest quantity of one day in a class of assets."""

    asset: (
        Literal[
            "BILL",
            "BOND",
            "CASH",
            "CFD",
            "COMB",
            "FOP",
            "FUND",
            "FUT",
            "OPT",
            "SSF",
            "STK",
            "WAR",
            "MRGN",
            "CLP",
        ]
        | UnsetType
    ) = UNSET
    quantity: int | UnsetType = UNSET


class AccountTradingLimits(
    Struct,
    kw_only=True,
    rename={
        "order_value_limits": "orderValueLimits",
        "efp_quantity_limits": "efpQuantityLimits",
        "order_quantity_limits": "orderQuantityLimits",
        "day_quantity_limits": "dayQuantityLimits",
    },
):
    """Limits on what the account may order."""

    order_value_limits: OrderValueLimits | UnsetType = UNSET
    efp_quantity_limits: EfpQuantityLimits | UnsetType = UNSET
    order_quantity_limits: list[OrderQuantityLimit] | UnsetType = UNSET
    day_quantity_limits: list[DayQuantityLimit] | UnsetType = UNSET


class BlendedPercentage(
    Struct, kw_only=True, gc=False, rename={"blended_from": "blendedFrom", "blended_to": "blendedTo"}
):
    """Yearly fee for a range of values, in percent."""

    blended_from: str | UnsetType = UNSET
    blended_to: str | UnsetType = UNSET
    percentage: str | UnsetType = UNSET


class NavRange(Struct, kw_only=True, gc=False, rename={"max_fee": "maxFee"}):
    """Largest fee for a range of net asset values."""

    min: Decimal | UnsetType = UNSET
    max: Decimal | UnsetType = UNSET
    max_fee: Decimal | UnsetType = UNSET


class CommissionStair(Struct, kw_only=True, gc=False, rename={"threshold": "break"}):
    """Markup from one volume on."""

    amount: Decimal | UnsetType = UNSET
    threshold: Decimal | UnsetType = UNSET
    """Volume from which it applies."""


class CommissionMarkup(
    Struct, kw_only=True, rename={"plus_cost": "plusCost", "ticket_charge": "ticketCharge"}
):
    """Markup on commissions."""

    stairs: list[CommissionStair] | UnsetType = UNSET
    code: str | UnsetType = UNSET
    minimum: Decimal | UnsetType = UNSET
    maximum: Decimal | UnsetType = UNSET
    type: Literal["FA", "FM", "PM"] | UnsetType = UNSET
    amount: Decimal | UnsetType = UNSET
    plus_cost: bool | UnsetType = UNSET
    ticket_charge: Decimal | UnsetType = UNSET


class CommissionSchedule(Struct, kw_only=True, rename={"pricing_structure": "pricingStructure"}):
    """Markups on commissions of clients."""

    markups: list[CommissionMarkup] | UnsetType = UNSET
    pricing_structure: Literal["FIXED", "TIERED"] | UnsetType = UNSET


class InterestMarkup(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "debit_markup": "debitMarkup",
        "ib_debit_markup": "ibDebitMarkup",
        "credit_markdown": "creditMarkdown",
        "short_credit_markdown": "shortCreditMarkdown",
        "short_cfd_credit_markdown": "shortCfdCreditMarkdown",
        "long_cfd_debit_markdown": "longCfdDebitMarkdown",
        "short_index_cfd_credit_markdown": "shortIndexCfdCreditMarkdown",
        "long_index_cfd_debit_markdown": "longIndexCfdDebitMarkdown",
        "short_fx_cfd_markup": "shortFxCfdMarkup",
        "long_fx_cfd_markdown": "longFxCfdMarkdown",
    },
):
    """Markups and markdowns on interest of one currency."""

    currency: (
        Literal[
            "USD",
            "EUR",
            "GBP",
            "CAD",
            "JPY",
            "HKD",
            "AUD",
            "CHF",
            "MXN",
            "SEK",
            "NZD",
            "HUF",
            "CZK",
            "CNH",
            "DKK",
            "RUB",
            "ILS",
            "NOK",
            "SGD",
            "PLN",
            "ZAR",
            "AED",
            "KRW",
            "SAR",
            "TRY",
            "RON",
            "BGN",
        ]
        | UnsetType
    ) = UNSET
    debit_markup: Decimal | UnsetType = UNSET
    ib_debit_markup: Decimal | UnsetType = UNSET
    credit_markdown: Decimal | UnsetType = UNSET
    short_credit_markdown: Decimal | UnsetType = UNSET
    short_cfd_credit_markdown: Decimal | UnsetType = UNSET
    long_cfd_debit_markdown: Decimal | UnsetType = UNSET
    short_index_cfd_credit_markdown: Decimal | UnsetType = UNSET
    long_index_cfd_debit_markdown: Decimal | UnsetType = UNSET
    short_fx_cfd_markup: Decimal | UnsetType = UNSET
    long_fx_cfd_markdown: Decimal | UnsetType = UNSET


class AutomatedWrapFee(
    Struct,
    kw_only=True,
    rename={
        "per_trade_markups": "perTradeMarkups",
        "annual_blended_percentages": "annualBlendedPercentages",
        "nav_ranges": "navRanges",
        "max_fee": "maxFee",
        "num_contracts": "numContracts",
        "post_frequency": "postFrequency",
        "percent_of_nlv_cap": "percentOfNLVCap",
        "percent_of_nlv_cap_q": "percentOfNLVCapQ",
    },
):
    """Fee that an advisor takes automatically."""

    per_trade_markups: CommissionSchedule | UnsetType = UNSET
    annual_blended_percentages: list[BlendedPercentage] | UnsetType = UNSET
    nav_ranges: list[NavRange] | UnsetType = UNSET
    type: (
        Literal[
            "ANNUALFLATFEE",
            "ANNUALFLATFEE_MONTHLY",
            "ANNUALFLATFEE_QUATERLY",
            "PERCENTOFEQUITY",
            "PERCENTOFEQUITY_MONTHLY",
            "PERCENTOFEQUITY_EOM",
            "PERCENTOFEQUITY_QUATERLY",
            "PERCENTOFEQUITY_QUARTERLY",
            "PERCENTOFEQUITY_EOQ",
            "BLENDEDPERCENTOFEQUITY",
            "BLENDEDPERCENTOFEQUITY_MONTHLY",
            "BLENDEDPERCENTOFEQUITY_EOM",
            "BLENDEDPERCENTOFEQUITY_QUARTERLY",
            "BLENDEDPERCENTOFEQUITY_EOQ",
            "INVOICE_LIMIT",
            "INVOICE_LIMIT_Q",
            "PERCENTOFPROFIT",
            "PERCENTOFPROFIT_QUARTER",
            "PERTRADE",
            "PERCENTOFNLV_CAP",
            "PERCENTOFNLV_CAP_EOPEQTY",
            "PERCENTOFNLV_CAP_Q",
            "PERCENTOFNLV_CAP_EOPEQTY_Q",
        ]
        | UnsetType
    ) = UNSET
    max_fee: Decimal | UnsetType = UNSET
    num_contracts: int | UnsetType = UNSET
    post_frequency: str | UnsetType = UNSET
    percent_of_nlv_cap: str | UnsetType = UNSET
    percent_of_nlv_cap_q: str | UnsetType = UNSET


class HighWaterMarkSetting(
    Struct,
    kw_only=True,
    gc=False,
    rename={"number_of_periods": "numberOfPeriods", "prorate_for_withdrawals": "prorateForWithdrawals"},
):
    """How a high water mark is kept."""

    number_of_periods: int | UnsetType = UNSET
    prorate_for_withdrawals: bool | UnsetType = UNSET


class PreviousLoss(Struct, kw_only=True, gc=False):
    """Loss of an earlier quarter, which gains must make up first."""

    loss: int | UnsetType = UNSET
    quarter: int | UnsetType = UNSET
    year: int | UnsetType = UNSET
    currency: str | UnsetType = UNSET


class HighWaterMark(Struct, kw_only=True, rename={"previous_losses": "previousLosses"}):
    """High water mark of a performance fee."""

    hwm: HighWaterMarkSetting | UnsetType = UNSET
    previous_losses: list[PreviousLoss] | UnsetType = UNSET


class AdvisorWrapFees(
    Struct,
    kw_only=True,
    rename={
        "automated_fees_details": "automatedFeesDetails",
        "high_water_mark_config_hwma": "highWaterMarkConfigHwma",
        "high_water_mark_config_hwmq": "highWaterMarkConfigHwmq",
        "charge_advisor": "chargeAdvisor",
        "charge_other_fees_to_advisor": "chargeOtherFeesToAdvisor",
    },
):
    """Fees of the advisor."""

    automated_fees_details: list[AutomatedWrapFee] | UnsetType = UNSET
    high_water_mark_config_hwma: HighWaterMark | UnsetType = UNSET
    high_water_mark_config_hwmq: HighWaterMark | UnsetType = UNSET
    strategy: Literal["AUTOMATED", "DIRECTBILLING", "NO_FEE"] | UnsetType = UNSET
    charge_advisor: bool | UnsetType = UNSET
    charge_other_fees_to_advisor: bool | UnsetType = UNSET


class IraPrimaryBeneficiaryEntity(
    Struct,
    kw_only=True,
    rename={
        "external_id": "externalId",
        "ownership_percentage": "ownershipPercentage",
        "execution_date": "executionDate",
        "article_of_will": "articleOfWill",
        "entity_type": "entityType",
        "charity_number": "charityNumber",
    },
):
    """Trust, estate or charity that inherits first."""

    name: str | UnsetType = UNSET
    address: PostalAddress | UnsetType = UNSET
    id: str | UnsetType = UNSET
    external_id: str | UnsetType = UNSET
    """Own id."""
    ownership_percentage: Decimal | UnsetType = UNSET
    title: PersonTitle | UnsetType = UNSET
    relationship: (
        Literal[
            "Brother",
            "Daughter",
            "Estate",
            "Father",
            "Husband",
            "Mother",
            "Other",
            "Sister",
            "Son",
            "Wife",
            "Charity",
            "Trust",
            "Spouse",
            "Child",
            "Sibling",
            "Parent",
            "Grandchild",
            "Common Law Partner",
        ]
        | UnsetType
    ) = UNSET
    executor: Person | UnsetType = UNSET
    execution_date: str | UnsetType = UNSET
    """Date as 2013-02-19."""
    article_of_will: str | UnsetType = UNSET
    entity_type: Literal["Trust", "Estate", "Charity"] | UnsetType = UNSET
    charity_number: str | UnsetType = UNSET


class IraContingentBeneficiaryEntity(
    Struct,
    kw_only=True,
    rename={
        "external_id": "externalId",
        "ownership_percentage": "ownershipPercentage",
        "execution_date": "executionDate",
        "article_of_will": "articleOfWill",
        "entity_type": "entityType",
    },
):
    """Trust, estate or charity that inherits in second place."""

    name: str | UnsetType = UNSET
    address: PostalAddress | UnsetType = UNSET
    id: str | UnsetType = UNSET
    external_id: str | UnsetType = UNSET
    """Own id."""
    ownership_percentage: Decimal | UnsetType = UNSET
    title: PersonTitle | UnsetType = UNSET
    relationship: (
        Literal[
            "Brother",
            "Daughter",
            "Estate",
            "Father",
            "Husband",
            "Mother",
            "Other",
            "Sister",
            "Son",
            "Wife",
            "Charity",
            "Trust",
            "Spouse",
            "Child",
            "Sibling",
            "Parent",
            "Grandchild",
            "Common Law Partner",
        ]
        | UnsetType
    ) = UNSET
    executor: Person | UnsetType = UNSET
    execution_date: str | UnsetType = UNSET
    """Date as 2013-02-19."""
    article_of_will: str | UnsetType = UNSET
    entity_type: Literal["Trust", "Estate", "Charity"] | UnsetType = UNSET


class IraBeneficiaries(
    Struct,
    kw_only=True,
    rename={
        "primary_beneficiaries": "primaryBeneficiaries",
        "primary_beneficiary_entities": "primaryBeneficiaryEntities",
        "contingent_beneficiaries": "contingentBeneficiaries",
        "contingent_beneficiary_entities": "contingentBeneficiaryEntities",
        "spouse_primary_beneficary": "spousePrimaryBeneficary",
    },
):
    """Who inherits a retirement account."""

    primary_beneficiaries: list[IraPrimaryBeneficiary] | UnsetType = UNSET
    primary_beneficiary_entities: list[IraPrimaryBeneficiaryEntity] | UnsetType = UNSET
    contingent_beneficiaries: list[IraContingentBeneficiary] | UnsetType = UNSET
    contingent_beneficiary_entities: list[IraContingentBeneficiaryEntity] | UnsetType = UNSET
    spouse_primary_beneficary: bool | UnsetType = UNSET
    """The spouse is the primary beneficiary; spelt so."""
    successor: bool | UnsetType = UNSET


class PartialStockPosition(Struct, kw_only=True, gc=False, rename={"number_of_shares": "numberOfShares"}):
    """Stock to be moved."""

    symbol: str | UnsetType = UNSET
    number_of_shares: int | UnsetType = UNSET
    all: bool | UnsetType = UNSET
    position: Literal["LONG", "SHORT"] | UnsetType = UNSET
    exchange: str | UnsetType = UNSET


class PartialBondPosition(
    Struct, kw_only=True, gc=False, rename={"cusip_number": "cusipNumber", "number_of_bonds": "numberOfBonds"}
):
    """Bond to be moved."""

    cusip_number: str | UnsetType = UNSET
    number_of_bonds: int | UnsetType = UNSET
    all: bool | UnsetType = UNSET


class PartialOptionPosition(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "number_of_contracts": "numberOfContracts",
        "option_type": "optionType",
        "strike_price": "strikePrice",
        "expiration_date": "expirationDate",
    },
):
    """Option to be moved."""

    symbol: str | UnsetType = UNSET
    number_of_contracts: int | UnsetType = UNSET
    all: bool | UnsetType = UNSET
    position: Literal["LONG", "SHORT"] | UnsetType = UNSET
    option_type: Literal["CALL", "PUT"] | UnsetType = UNSET
    strike_price: Decimal | UnsetType = UNSET
    expiration_date: str | UnsetType = UNSET


class PartialWarrantPosition(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "number_of_shares": "numberOfShares",
        "option_type": "optionType",
        "strike_price": "strikePrice",
        "expiration_date": "expirationDate",
    },
):
    """Warrant to be moved."""

    symbol: str | UnsetType = UNSET
    number_of_shares: int | UnsetType = UNSET
    all: bool | UnsetType = UNSET
    position: Literal["LONG", "SHORT"] | UnsetType = UNSET
    option_type: Literal["CALL", "PUT"] | UnsetType = UNSET
    strike_price: Decimal | UnsetType = UNSET
    expiration_date: str | UnsetType = UNSET


class PartialFundPosition(Struct, kw_only=True, gc=False, rename={"number_of_shares": "numberOfShares"}):
    """Fund to be moved."""

    symbol: str | UnsetType = UNSET
    number_of_shares: int | UnsetType = UNSET
    all: bool | UnsetType = UNSET


class PartialCashPosition(
    Struct, kw_only=True, gc=False, rename={"margin_loan": "marginLoan", "full_cash": "fullCash"}
):
    """Cash to be moved."""

    amount: Decimal | UnsetType = UNSET
    margin_loan: bool | UnsetType = UNSET
    full_cash: bool | UnsetType = UNSET


class ApplicationPositionsTransfer(
    Struct,
    kw_only=True,
    rename={
        "partial_stock_positions": "partialStockPositions",
        "partial_bond_positions": "partialBondPositions",
        "partial_option_positions": "partialOptionPositions",
        "partial_warrant_positions": "partialWarrantPositions",
        "partial_fund_positions": "partialFundPositions",
        "partial_cash_positions": "partialCashPositions",
        "sub_type": "subType",
        "broker_id": "brokerId",
        "broker_name": "brokerName",
        "account_at_broker": "accountAtBroker",
        "src_ira_type": "srcIRAType",
        "margin_loan": "marginLoan",
        "short_pos": "shortPos",
        "option_pos": "optionPos",
        "ib_account": "ibAccount",
        "third_party_type": "thirdPartyType",
        "approximate_account_value": "approximateAccountValue",
        "authorize_to_remove_fund": "authorizeToRemoveFund",
    },
):
    """Positions at another broker that shall move into the new account."""

    partial_stock_positions: list[PartialStockPosition] | UnsetType = UNSET
    partial_bond_positions: list[PartialBondPosition] | UnsetType = UNSET
    partial_option_positions: list[PartialOptionPosition] | UnsetType = UNSET
    partial_warrant_positions: list[PartialWarrantPosition] | UnsetType = UNSET
    partial_fund_positions: list[PartialFundPosition] | UnsetType = UNSET
    partial_cash_positions: list[PartialCashPosition] | UnsetType = UNSET
    type: Literal["FULL", "PARTIAL"] | UnsetType = UNSET
    sub_type: Literal["ACATS", "ATON"] | UnsetType = UNSET
    broker_id: str | UnsetType = UNSET
    broker_name: str | UnsetType = UNSET
    account_at_broker: str | UnsetType = UNSET
    src_ira_type: (
        Literal[
            "RI", "RO", "RT", "SP", "ED", "TH", "RH", "SH", "RRSP", "SRRSP", "TFSA", "SIMPLE", "ISA", "JISA"
        ]
        | UnsetType
    ) = UNSET
    margin_loan: bool | UnsetType = UNSET
    short_pos: bool | UnsetType = UNSET
    option_pos: bool | UnsetType = UNSET
    ib_account: str | UnsetType = UNSET
    third_party_type: str | UnsetType = UNSET
    approximate_account_value: int | UnsetType = UNSET
    ssn: str | UnsetType = UNSET
    ein: str | UnsetType = UNSET
    signature: str | UnsetType = UNSET
    """Name of who signed."""
    authorize_to_remove_fund: bool | UnsetType = UNSET


class DepositCheck(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "check_number": "checkNumber",
        "routing_number": "routingNumber",
        "account_number": "accountNumber",
    },
):
    """Check that is on its way."""

    check_number: str | UnsetType = UNSET
    routing_number: str | UnsetType = UNSET
    account_number: str | UnsetType = UNSET


class DepositWire(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "bank_name": "bankName",
        "bank_account_number": "bankAccountNumber",
        "bank_code": "bankCode",
        "routing_number": "routingNumber",
        "country_code": "countryCode",
        "reference_number": "referenceNumber",
    },
):
    """Wire that is on its way."""

    bank_name: str | UnsetType = UNSET
    bank_account_number: str | UnsetType = UNSET
    bank_code: str | UnsetType = UNSET
    routing_number: str | UnsetType = UNSET
    instruction: str | UnsetType = UNSET
    country_code: str | UnsetType = UNSET
    reference_number: str | UnsetType = UNSET


class DepositAch(
    Struct, kw_only=True, gc=False, rename={"cust_init_ach": "custInitAch", "bank_name": "bankName"}
):
    """ACH transfer that is on its way."""

    cust_init_ach: bool | UnsetType = UNSET
    bank_name: str | UnsetType = UNSET


class DepositIra(
    Struct,
    kw_only=True,
    gc=False,
    rename={"deposit_type": "depositType", "tax_year": "taxYear", "from_ira_type": "fromIraType"},
):
    """What a deposit is to a retirement account."""

    deposit_type: Literal["contribution", "rollover"] | UnsetType = UNSET
    tax_year: Literal["current", "prior"] | UnsetType = UNSET
    from_ira_type: (
        Literal[
            "RI", "RO", "RT", "SP", "ED", "TH", "RH", "SH", "RRSP", "SRRSP", "TFSA", "SIMPLE", "ISA", "JISA"
        ]
        | UnsetType
    ) = UNSET


class DepositNotification(
    Struct,
    kw_only=True,
    rename={
        "check_details": "checkDetails",
        "wire_details": "wireDetails",
        "ach_details": "achDetails",
        "ira_deposit_details": "iraDepositDetails",
        "ib_account": "ibAccount",
    },
):
    """Announcement of the first deposit."""

    check_details: DepositCheck | UnsetType = UNSET
    wire_details: DepositWire | UnsetType = UNSET
    ach_details: DepositAch | UnsetType = UNSET
    ira_deposit_details: DepositIra | UnsetType = UNSET
    type: Literal["CHECK", "WIRE", "ACH", "SKIP_DEPOSIT"] | UnsetType = UNSET
    amount: Decimal | UnsetType = UNSET
    currency: (
        Literal[
            "USD",
            "EUR",
            "GBP",
            "CAD",
            "JPY",
            "HKD",
            "AUD",
            "CHF",
            "MXN",
            "SEK",
            "NZD",
            "HUF",
            "CZK",
            "CNH",
            "DKK",
            "RUB",
            "ILS",
            "NOK",
            "SGD",
            "PLN",
            "ZAR",
            "AED",
            "KRW",
            "SAR",
            "TRY",
            "RON",
            "BGN",
        ]
        | UnsetType
    ) = UNSET
    ib_account: str | UnsetType = UNSET


class AccountCustodian(Struct, kw_only=True, rename={"legal_entity": "legalEntity"}):
    """Custodian of an account for a minor, a person or a company."""

    individual: Person | UnsetType = UNSET
    legal_entity: LegalEntity | UnsetType = UNSET
    employee: Person | UnsetType = UNSET


class RepresentativeShare(Struct, kw_only=True, gc=False, rename={"rep_id": "repId"}):
    """Share of one representative."""

    rep_id: str | UnsetType = UNSET
    percentage: int | UnsetType = UNSET


class AccountRepresentatives(Struct, kw_only=True, rename={"rep_details": "repDetails"}):
    """Representatives of the account, with their shares."""

    rep_details: list[RepresentativeShare] | UnsetType = UNSET
    included: bool | UnsetType = UNSET


class ApplicationAccount(
    Struct,
    kw_only=True,
    rename={
        "account_configuration": "accountConfiguration",
        "investment_objectives": "investmentObjectives",
        "brokerage_service_codes": "brokerageServiceCodes",
        "option_level": "optionLevel",
        "trading_permissions": "tradingPermissions",
        "commission_configs": "commissionConfigs",
        "all_exchange_access": "allExchangeAccess",
        "dvp_instructions": "dvpInstructions",
        "trading_limits": "tradingLimits",
        "advisor_wrap_fees": "advisorWrapFees",
        "fees_template_name": "feesTemplateName",
        "client_commission_schedule": "clientCommissionSchedule",
        "client_interest_markup_schedules": "clientInterestMarkupSchedules",
        "ira_beneficiaries": "iraBeneficiaries",
        "ext_positions_transfers": "extPositionsTransfers",
        "deposit_notification": "depositNotification",
        "successor_custodian": "successorCustodian",
        "account_rep": "accountRep",
        "external_id": "externalId",
        "property_profile": "propertyProfile",
        "base_currency": "baseCurrency",
        "employee_plan": "employeePlan",
        "multi_currency": "multiCurrency",
        "source_account_id": "sourceAccountId",
        "ira_type": "iraType",
        "ira_official_title": "iraOfficialTitle",
        "client_active_trading": "clientActiveTrading",
        "number_of_duplicates": "numberOfDuplicates",
        "stock_yield_program": "stockYieldProgram",
        "account_type": "accountType",
    },
):
    """Account that is applied for."""

    account_configuration: AccountSetting | UnsetType = UNSET
    investment_objectives: (
        list[Literal["Trading", "Growth", "Speculation", "Hedging", "Preservation", "Income"]] | UnsetType
    ) = UNSET
    brokerage_service_codes: list[Literal["IBClearing", "IBExecution", "IBPrime"]] | UnsetType = UNSET
    capabilities: (
        list[
            Literal[
                "BOND",
                "FOP",
                "FUND",
                "FUT",
                "MRGN",
                "MULT",
                "OPT",
                "SSF",
                "CFD",
                "STK",
                "CLP",
                "LEVFX",
                "CMDTY",
            ]
        ]
        | UnsetType
    ) = UNSET
    option_level: int | UnsetType = UNSET
    trading_permissions: list[TradingPermission] | UnsetType = UNSET
    commission_configs: list[CommissionConfig] | UnsetType = UNSET
    all_exchange_access: list[ExchangeAccess] | UnsetType = UNSET
    dvp_instructions: list[DvpInstruction] | UnsetType = UNSET
    trading_limits: AccountTradingLimits | UnsetType = UNSET
    advisor_wrap_fees: AdvisorWrapFees | UnsetType = UNSET
    fees_template_name: str | UnsetType = UNSET
    client_commission_schedule: CommissionSchedule | UnsetType = UNSET
    client_interest_markup_schedules: list[InterestMarkup] | UnsetType = UNSET
    decendent: IraDecedent | UnsetType = UNSET
    """Person whose retirement account was inherited; spelt so."""
    ira_beneficiaries: IraBeneficiaries | UnsetType = UNSET
    ext_positions_transfers: list[ApplicationPositionsTransfer] | UnsetType = UNSET
    deposit_notification: DepositNotification | UnsetType = UNSET
    custodian: AccountCustodian | UnsetType = UNSET
    successor_custodian: AccountCustodian | UnsetType = UNSET
    account_rep: AccountRepresentatives | UnsetType = UNSET
    id: str | UnsetType = UNSET
    external_id: str | UnsetType = UNSET
    """Own id."""
    property_profile: str | UnsetType = UNSET
    base_currency: (
        Literal[
            "USD",
            "EUR",
            "GBP",
            "CAD",
            "JPY",
            "HKD",
            "AUD",
            "CHF",
            "MXN",
            "SEK",
            "NZD",
            "HUF",
            "CZK",
            "CNH",
            "DKK",
            "RUB",
            "ILS",
            "NOK",
            "SGD",
            "PLN",
            "ZAR",
            "AED",
            "KRW",
            "SAR",
            "TRY",
            "RON",
            "BGN",
        ]
        | UnsetType
    ) = UNSET
    employee_plan: str | UnsetType = UNSET
    multi_currency: bool | UnsetType = UNSET
    migration: bool | UnsetType = UNSET
    source_account_id: str | UnsetType = UNSET
    margin: str | UnsetType = UNSET
    ira: bool | UnsetType = UNSET
    ira_type: (
        Literal[
            "RI", "RO", "RT", "SP", "ED", "TH", "RH", "SH", "RRSP", "SRRSP", "TFSA", "SIMPLE", "ISA", "JISA"
        ]
        | UnsetType
    ) = UNSET
    ira_official_title: str | UnsetType = UNSET
    client_active_trading: bool | UnsetType = UNSET
    duplicate: bool | UnsetType = UNSET
    number_of_duplicates: int | UnsetType = UNSET
    stock_yield_program: bool | UnsetType = UNSET
    """Lend out shares for a fee."""
    alias: str | UnsetType = UNSET
    account_type: Literal["Investment", "Trading", "SMSF"] | UnsetType = UNSET
    drip: bool | UnsetType = UNSET
    """Reinvest dividends."""
