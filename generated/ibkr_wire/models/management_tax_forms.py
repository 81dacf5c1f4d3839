# Generated from spec/. Do not edit.
"""Wire models of the group `management_tax_forms`."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import UNSET, Struct, UnsetType

__all__ = [
    "FormCrs",
    "FormW8Ben",
    "FormW8BenE",
    "FormW8Imy",
    "FormW9",
    "LocalTaxForm",
    "WithholdingStatement",
]


class LocalTaxForm(
    Struct,
    kw_only=True,
    gc=False,
    rename={"tax_authority": "taxAuthority", "treaty_country": "treatyCountry"},
):
    """Addition to a tax form for one tax authority."""

    tax_authority: Literal["ISRAEL_TA", "CANADA_TA", "RUSSIA_TA", "SWEDEN_TA", "AUSTRALIA_TA"] | UnsetType = (
        UNSET
    )
    qualified: bool | UnsetType = UNSET
    treaty_country: str | UnsetType = UNSET


class FormW9(
    Struct,
    kw_only=True,
    rename={
        "local_tax_forms": "localTaxForms",
        "business_name": "businessName",
        "customer_type": "customerType",
        "tax_classification": "taxClassification",
        "other_customer_type": "otherCustomerType",
        "tin_type": "tinType",
        "signature_type": "signatureType",
        "blank_form": "blankForm",
        "tax_form_file": "taxFormFile",
        "proprietary_form_number": "proprietaryFormNumber",
    },
):
    """Form W-9, of United States taxpayers."""

    local_tax_forms: list[LocalTaxForm] | UnsetType = UNSET
    name: str | UnsetType = UNSET
    business_name: str | UnsetType = UNSET
    customer_type: Literal["Individual", "Corporation", "Partnership", "LLC", "Other"] | UnsetType = UNSET
    tax_classification: str | UnsetType = UNSET
    other_customer_type: str | UnsetType = UNSET
    tin: str | UnsetType = UNSET
    tin_type: Literal["SSN", "EIN", "NonUS_NationalId"] | UnsetType = UNSET
    cert1: bool | UnsetType = UNSET
    cert2: bool | UnsetType = UNSET
    cert3: bool | UnsetType = UNSET
    cert4: bool | UnsetType = UNSET
    signature_type: Literal["Electronic", "Physical"] | UnsetType = UNSET
    blank_form: bool | UnsetType = UNSET
    tax_form_file: str | UnsetType = UNSET
    proprietary_form_number: int | UnsetType = UNSET


class FormW8Ben(
    Struct,
    kw_only=True,
    rename={
        "local_tax_forms": "localTaxForms",
        "foreign_tax_id": "foreignTaxId",
        "tin_or_explanation_required": "tinOrExplanationRequired",
        "reference_number": "referenceNumber",
        "part29_a_country": "part29ACountry",
        "signature_type": "signatureType",
        "blank_form": "blankForm",
        "tax_form_file": "taxFormFile",
        "proprietary_form_number": "proprietaryFormNumber",
        "electronic_format": "electronicFormat",
        "submit_date": "submitDate",
    },
):
    """Form W-8BEN, of persons who pay taxes elsewhere."""

    local_tax_forms: list[LocalTaxForm] | UnsetType = UNSET
    name: str | UnsetType = UNSET
    tin: str | UnsetType = UNSET
    foreign_tax_id: str | UnsetType = UNSET
    tin_or_explanation_required: bool | UnsetType = UNSET
    explanation: Literal["US_TIN", "TIN_NOT_DISCLOSED", "TIN_NOT_REQUIRED", "TIN_NOT_ISSUED"] | UnsetType = (
        UNSET
    )
    reference_number: int | UnsetType = UNSET
    part29_a_country: str | UnsetType = UNSET
    """Country of the tax treaty."""
    cert: bool | UnsetType = UNSET
    signature_type: Literal["Electronic", "Physical"] | UnsetType = UNSET
    blank_form: bool | UnsetType = UNSET
    tax_form_file: str | UnsetType = UNSET
    proprietary_form_number: int | UnsetType = UNSET
    electronic_format: bool | UnsetType = UNSET
    submit_date: str | UnsetType = UNSET


class FormW8BenE(
    Struct,
    kw_only=True,
    rename={
        "substantial_us_owner_external_ids": "substantialUsOwnerExternalIds",
        "country_of_organization": "countryOfOrganization",
        "disregarded_entity_name": "disregardedEntityName",
        "entity_type": "entityType",
        "fatca_status": "fatcaStatus",
        "us_tin": "usTin",
        "foreign_tin": "foreignTin",
        "tin_or_explanation_required": "tinOrExplanationRequired",
        "reference_number": "referenceNumber",
        "submit_date": "submitDate",
        "box11_status": "box11Status",
        "part314_a": "part314A",
        "part314_a_country": "part314ACountry",
        "part314_b": "part314B",
        "part314_c": "part314C",
        "part417_i": "part417I",
        "part417_ii": "part417Ii",
        "part1024_a": "part1024A",
        "part1024_b": "part1024B",
        "part1024_c": "part1024C",
        "part1024_d": "part1024D",
        "part1125_a": "part1125A",
        "part1125_b": "part1125B",
        "part1125_c": "part1125C",
        "part1226_desc1": "part1226Desc1",
        "part1226_desc2": "part1226Desc2",
        "part1226_desc3": "part1226Desc3",
        "part1226_desc4": "part1226Desc4",
        "part1428_a": "part1428A",
        "part1428_b": "part1428B",
        "part1529_a": "part1529A",
        "part1529_b": "part1529B",
        "part1529_c": "part1529C",
        "part1529_d": "part1529D",
        "part1529_e": "part1529E",
        "part1529_f": "part1529F",
        "part2135_date": "part2135Date",
        "part2337_a": "part2337A",
        "part2337_a_desc": "part2337ADesc",
        "part2337_b": "part2337B",
        "part2337_b_desc1": "part2337BDesc1",
        "part2337_b_desc2": "part2337BDesc2",
        "part2640_a": "part2640A",
        "part2640_b": "part2640B",
        "part2640_c": "part2640C",
        "signature_type": "signatureType",
        "blank_form": "blankForm",
        "tax_form_file": "taxFormFile",
        "proprietary_form_number": "proprietaryFormNumber",
        "electronic_format": "electronicFormat",
    },
):
    """Form W-8BEN-E, of entities that pay taxes elsewhere."""

    substantial_us_owner_external_ids: list[str] | UnsetType = UNSET
    name: str | UnsetType = UNSET
    country_of_organization: str | UnsetType = UNSET
    disregarded_entity_name: str | UnsetType = UNSET
    entity_type: (
        Literal[
            "CORPORATION",
            "DISREGARDED_ENTITY",
            "PARTNERSHIP",
            "SIMPLE_TRUST",
            "GRANTOR_TRUST",
            "COMPLEX_TRUST",
            "ESTATE",
            "GOVERNMENT",
            "CENTRAL_BANK_OF_ISSUE",
            "TAX_EXEMPT_ORGANIZATION",
            "PRIVATE_FOUNDATION",
        ]
        | UnsetType
    ) = UNSET
    fatca_status: (
        Literal[
            "NONPARTICIPATING_FFI",
            "PARICIPATING_FFI",
            "REPORTING_MODEL_1_FFI",
            "REPORTING_MODEL_2_FFI",
            "REGISTERED_DEEMED_COMPLIANT_FFI",
            "SPONSORED_FFI",
            "CERTIFIED_DEEMED_COMPLIANT_NONREGISTERING_LOCAL_BANK",
            "CERTIFIED_DEEMED_COMPLIANT_FFI",
            "CERTIFIED_DEEMED_COMPLIANT_SPONSORED_VEHICLE",
            "CERTIFIED_DEEMED_COMPLIANT_LIMITED_LIFE_DEBT",
            "CERTIFIED_DEEMED_COMPLIANT_INVESTMENT_ADVISORS",
            "OWNER_DOCUMENTED_FFI",
            "RESTRICTED_DISTRIBUTOR",
            "NONREPORTING_IGA_FFI",
            "FOREIGN_GOVERNMENT",
            "INTERNATIONAL_ORGANIZATION",
            "EXEMPT_RETIREMENT_PLANS",
            "ENTITY_OWNED_BY_EXEMPT_BENEFICIAL_OWNERS",
            "TERRITORY_FINANCIAL_INSTITUTION",
            "NONFINANCIAL_GROUP",
            "EXCEPTED_NONFINANCIAL_STARTUP",
            "EXCEPTED_NONFINANCIAL_ENTITY",
            "AN_501_C_ORGANIZATION",
            "NONPROFIT_ORGANIZATION",
            "PUBLICLY_TRADED_NFFE",
            "EXCEPTED_TERRITORY_NFFE",
            "ACTIVE_NFFE",
            "PASSIVE_NFFE",
            "EXCEPTED_INTER_AFFILIATE_FFI",
            "DIRECT_REPORTING_NFFE",
            "SPONSORED_DIRECT_REPORTING_NFFE",
        ]
        | UnsetType
    ) = UNSET
    """PARICIPATING_FFI is spelt so."""
    us_tin: str | UnsetType = UNSET
    giin: str | UnsetType = UNSET
    foreign_tin: str | UnsetType = UNSET
    tin_or_explanation_required: bool | UnsetType = UNSET
    explanation: Literal["US_TIN", "TIN_NOT_DISCLOSED", "TIN_NOT_REQUIRED", "TIN_NOT_ISSUED"] | UnsetType = (
        UNSET
    )
    reference_number: int | UnsetType = UNSET
    submit_date: str | UnsetType = UNSET
    box11_status: (
        Literal[
            "LIMITED_BRANCH",
            "US_BRANCH",
            "PARTICIPATING_FFI",
            "REPORTING_MODEL_1_FFI",
            "REPORTING_MODEL_2_FFI",
        ]
        | UnsetType
    ) = UNSET
    part314_a: bool | UnsetType = UNSET
    part314_a_country: str | UnsetType = UNSET
    part314_b: (
        Literal[
            "CompanyMeetsOwnershipAndBaseErosionTest",
            "TaxExemptPensionTrustOrPensionFund",
            "CompanyMeetsDerivativeBenefitsTest",
            "TaxExemptOrganization",
            "CompanyWithIncomeActiveBusiness",
            "PubliclyTradedCorporation",
            "FavorableDiscretionaryDetermination",
            "SubsidiaryOfAPubliclyTradedCorporation",
            "Government",
            "NoLobArticleInTreaty",
            "Other",
        ]
        | UnsetType
    ) = UNSET
    part314_c: bool | UnsetType = UNSET
    part416: str | UnsetType = UNSET
    part417_i: bool | UnsetType = UNSET
    part417_ii: bool | UnsetType = UNSET
    part518: bool | UnsetType = UNSET
    part619: bool | UnsetType = UNSET
    part720: str | UnsetType = UNSET
    part721: bool | UnsetType = UNSET
    part822: bool | UnsetType = UNSET
    part923: bool | UnsetType = UNSET
    part1024_a: bool | UnsetType = UNSET
    part1024_b: bool | UnsetType = UNSET
    part1024_c: bool | UnsetType = UNSET
    part1024_d: bool | UnsetType = UNSET
    part1125_a: bool | UnsetType = UNSET
    part1125_b: bool | UnsetType = UNSET
    part1125_c: bool | UnsetType = UNSET
    part1226: bool | UnsetType = UNSET
    part1226_desc1: str | UnsetType = UNSET
    part1226_desc2: str | UnsetType = UNSET
    part1226_desc3: (
        Literal[
            "CollectiveInvestmentVehicle",
            "ExemptBeneficialOwner-RetirementPlan",
            "FinancialInstitutionwithlocalClientBase",
            "InvestmentAdvisorsandManagers",
            "LocalBank",
            "SponsoredCloselyHeldInvestmentVehicle",
            "SponsoredInvestmentEntity",
            "TrusteeDocumentedTrust",
        ]
        | UnsetType
    ) = UNSET
    part1226_desc4: str | UnsetType = UNSET
    part1327: bool | UnsetType = UNSET
    part1428_a: bool | UnsetType = UNSET
    part1428_b: bool | UnsetType = UNSET
    part1529_a: bool | UnsetType = UNSET
    part1529_b: bool | UnsetType = UNSET
    part1529_c: bool | UnsetType = UNSET
    part1529_d: bool | UnsetType = UNSET
    part1529_e: bool | UnsetType = UNSET
    part1529_f: bool | UnsetType = UNSET
    part1630: bool | UnsetType = UNSET
    part1731: bool | UnsetType = UNSET
    part1832: bool | UnsetType = UNSET
    part1933: bool | UnsetType = UNSET
    part2034: bool | UnsetType = UNSET
    part2135: bool | UnsetType = UNSET
    part2135_date: str | UnsetType = UNSET
    part2236: bool | UnsetType = UNSET
    part2337_a: bool | UnsetType = UNSET
    part2337_a_desc: str | UnsetType = UNSET
    part2337_b: bool | UnsetType = UNSET
    part2337_b_desc1: str | UnsetType = UNSET
    part2337_b_desc2: str | UnsetType = UNSET
    part2438: bool | UnsetType = UNSET
    part2539: bool | UnsetType = UNSET
    part2640_a: bool | UnsetType = UNSET
    part2640_b: bool | UnsetType = UNSET
    part2640_c: bool | UnsetType = UNSET
    part2741: bool | UnsetType = UNSET
    part2842: str | UnsetType = UNSET
    part2843: bool | UnsetType = UNSET
    cert: bool | UnsetType = UNSET
    signature_type: Literal["Electronic", "Physical"] | UnsetType = UNSET
    blank_form: bool | UnsetType = UNSET
    tax_form_file: str | UnsetType = UNSET
    proprietary_form_number: int | UnsetType = UNSET
    electronic_format: bool | UnsetType = UNSET


class FormW8Imy(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "country_of_incorporation": "countryOfIncorporation",
        "disregarded_entity_name": "disregardedEntityName",
        "entity_type": "entityType",
        "fatca_status": "fatcaStatus",
        "us_tin": "usTin",
        "us_tin_type": "usTinType",
        "reference_number": "referenceNumber",
        "box11_status": "box11Status",
        "part314_a": "part314A",
        "part314_b": "part314B",
        "part314_c": "part314C",
        "part314_c_desc": "part314CDesc",
        "part314_d": "part314D",
        "part314_d_desc": "part314DDesc",
        "part314_e": "part314E",
        "part314_e_desc": "part314EDesc",
        "part314_ei": "part314EI",
        "part314_e_ii": "part314EIi",
        "part415_a": "part415A",
        "part415_b": "part415B",
        "part415_c": "part415C",
        "part415_d": "part415D",
        "part516_a": "part516A",
        "part516_b": "part516B",
        "part516_c": "part516C",
        "part617_a": "part617A",
        "part617_b": "part617B",
        "part617_c": "part617C",
        "part1021_a": "part1021A",
        "part1021_b": "part1021B",
        "part1021_c": "part1021C",
        "part1122_a": "part1122A",
        "part1122_b": "part1122B",
        "part1122_c": "part1122C",
        "part1425_a": "part1425A",
        "part1425_b": "part1425B",
        "part1627_a": "part1627A",
        "part1627_b": "part1627B",
        "part1627_c": "part1627C",
        "part1829_desc1": "part1829Desc1",
        "part1829_desc2": "part1829Desc2",
        "part1829_desc3": "part1829Desc3",
        "part1930_a": "part1930A",
        "part1930_b": "part1930B",
        "part1930_c": "part1930C",
        "part1930_d": "part1930D",
        "part1930_e": "part1930E",
        "part1930_f": "part1930F",
        "part2132_desc": "part2132Desc",
        "part2233_desc": "part2233Desc",
        "part2334_a": "part2334A",
        "part2334_a_desc": "part2334ADesc",
        "part2334_b": "part2334B",
        "part2334_b_desc": "part2334BDesc",
    },
):
    """Form W-8IMY, of intermediaries and flow-through entities."""

    name: str | UnsetType = UNSET
    country_of_incorporation: str | UnsetType = UNSET
    disregarded_entity_name: str | UnsetType = UNSET
    entity_type: (
        Literal[
            "QUALIFIED_INTERMEDIARY",
            "NONQUALIFIED_INTERMEDIARY",
            "TERRITORY_FINANCIAL",
            "US_BRANCH",
            "WITHHOLDING_FOREIGN_PARTNERSHIP",
            "WITHHOLDING_FOREIGN_TRUST",
            "NONWITHHOLDING_FOREIGN_PARTNERSHIP",
            "NONWITHHOLDING_FOREIGN_SIMPLE_TRUST",
            "NONWITHHOLDING_FOREIGN_GRANTOR_TRUST",
        ]
        | UnsetType
    ) = UNSET
    fatca_status: (
        Literal[
            "NONPARTICIPATING_FFI",
            "PARTICIPATING_FFI",
            "REPORTING_MODEL1_FFI",
            "REPORTING_MODEL2_FFI",
            "REGISTERED_DEEMED_COMPLAINT",
            "TERRITORY_FINANCIAL_INSTITUTION",
            "SPONSORED_FFI",
            "CERTIFIED_DEEMED_COMPLAINT_FFI",
            "CERTIFIED_DEEMED_COMPLAINT_SPONSORED",
            "CERTIFIED_DEEMED_COMPLAINT_LIMITED_LIFE_DEBT",
            "OWNER_DOCUMENTED_FFI",
            "RESTRICTED_DISTRIBUTOR",
            "FOREIGN_CENTRAL_BANK_ISSUE",
            "NONREPORTING_IGA_FFO",
            "EXEMPT_RETIREMENT_PLAN",
            "EXCEPTED_NONFINANCIAL_GROUP_ENTITY",
            "EXCEPTED_NONFINANCIAL_STARTUP_COMPANY",
            "EXCEPTED_NONFINANCIAL_ENTITY_IN_LIQUIDATION",
            "PUBLICLY_TRADED_NFFE",
            "EXCEPTED_TERRITORY_NFFE",
            "ACTIVE_NFFE",
            "PASSIVE_NFFE",
            "DIRECT_REPORTING_NFFE",
            "SPONSORED_DIRECT_REPORTING_NFFE",
        ]
        | UnsetType
    ) = UNSET
    us_tin: str | UnsetType = UNSET
    us_tin_type: Literal["QI-EIN", "WP-EIN", "WT-EIN", "EIN", "SSN", "ITIN"] | UnsetType = UNSET
    giin: str | UnsetType = UNSET
    reference_number: int | UnsetType = UNSET
    box11_status: (
        Literal[
            "LIMITED_BRANCH",
            "US_BRANCH",
            "PARTICIPATING_FFI",
            "REPORTING_MODEL_1_FFI",
            "REPORTING_MODEL_2_FFI",
        ]
        | UnsetType
    ) = UNSET
    part314_a: bool | UnsetType = UNSET
    part314_b: bool | UnsetType = UNSET
    part314_c: bool | UnsetType = UNSET
    part314_c_desc: str | UnsetType = UNSET
    part314_d: bool | UnsetType = UNSET
    part314_d_desc: str | UnsetType = UNSET
    part314_e: bool | UnsetType = UNSET
    part314_e_desc: str | UnsetType = UNSET
    part314_ei: bool | UnsetType = UNSET
    part314_e_ii: bool | UnsetType = UNSET
    part415_a: bool | UnsetType = UNSET
    part415_b: bool | UnsetType = UNSET
    part415_c: bool | UnsetType = UNSET
    part415_d: bool | UnsetType = UNSET
    part516_a: bool | UnsetType = UNSET
    part516_b: bool | UnsetType = UNSET
    part516_c: bool | UnsetType = UNSET
    part617_a: bool | UnsetType = UNSET
    part617_b: bool | UnsetType = UNSET
    part617_c: bool | UnsetType = UNSET
    part718: bool | UnsetType = UNSET
    part819: bool | UnsetType = UNSET
    part920: bool | UnsetType = UNSET
    part1021: str | UnsetType = UNSET
    part1021_a: str | UnsetType = UNSET
    part1021_b: bool | UnsetType = UNSET
    part1021_c: bool | UnsetType = UNSET
    part1122_a: bool | UnsetType = UNSET
    part1122_b: bool | UnsetType = UNSET
    part1122_c: bool | UnsetType = UNSET
    part1223: bool | UnsetType = UNSET
    part1324: bool | UnsetType = UNSET
    part1425_a: str | UnsetType = UNSET
    part1425_b: bool | UnsetType = UNSET
    part1526: bool | UnsetType = UNSET
    part1627_a: bool | UnsetType = UNSET
    part1627_b: bool | UnsetType = UNSET
    part1627_c: bool | UnsetType = UNSET
    part1728: bool | UnsetType = UNSET
    part1829: bool | UnsetType = UNSET
    part1829_desc1: str | UnsetType = UNSET
    part1829_desc2: str | UnsetType = UNSET
    part1829_desc3: str | UnsetType = UNSET
    part1930_a: bool | UnsetType = UNSET
    part1930_b: bool | UnsetType = UNSET
    part1930_c: bool | UnsetType = UNSET
    part1930_d: bool | UnsetType = UNSET
    part1930_e: bool | UnsetType = UNSET
    part1930_f: bool | UnsetType = UNSET
    part2031: bool | UnsetType = UNSET
    part2132: bool | UnsetType = UNSET
    part2132_desc: str | UnsetType = UNSET
    part2233: bool | UnsetType = UNSET
    part2233_desc: str | UnsetType = UNSET
    part2334_a: bool | UnsetType = UNSET
    part2334_a_desc: str | UnsetType = UNSET
    part2334_b: bool | UnsetType = UNSET
    part2334_b_desc: str | UnsetType = UNSET
    part2435: bool | UnsetType = UNSET
    part2536: bool | UnsetType = UNSET
    part2637: bool | UnsetType = UNSET
    part2738: str | UnsetType = UNSET
    part2739: bool | UnsetType = UNSET
    cert: bool | UnsetType = UNSET


class FormCrs(
    Struct,
    kw_only=True,
    gc=False,
    rename={"controlling_person_designation": "controllingPersonDesignation", "oecd_status": "oecdStatus"},
):
    """Status under the common reporting standard."""

    controlling_person_designation: (
        Literal["SENIOR_MGMT_OFFICER", "BY_OWNERSHIP", "BY_OTHER_MEANS"] | UnsetType
    ) = UNSET
    oecd_status: (
        Literal[
            "DEPOSITORY_INSTITUTION",
            "CUSTODIAL_INSTITUTION",
            "SPECIFIED_INSURANCE_COMPANY",
            "INVESTMENT_ENTITY_IN_NONPARTICIPATING_JURISDICTION",
            "INVESTMENT_ENTITY_NOT_LISTED",
            "PUBLICLY_TRADED_CORPORATION_OR_AFFILIATE",
            "OTHER_ACTIVE_NON_FINANCIAL_ENTITY",
            "PASSIVE_NON_FINANCIAL_ENTITY",
            "EXEMPT_RETIREMENT_PLAN",
            "NON_REPORTING_FI",
            "OTHER_INVESTMENT_ENTITY",
            "FINANCIAL_INSTITUTION",
            "NON_REPORTING_FINANCIAL_INSTITUTION",
        ]
        | UnsetType
    ) = UNSET


class WithholdingStatement(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "account_id": "accountId",
        "fatca_compliant_type": "fatcaCompliantType",
        "us_backup_withholding": "usBackupWithholding",
        "treaty_country": "treatyCountry",
        "flow_through": "flowThrough",
        "effective_date": "effectiveDate",
        "dividend_rate": "dividendRate",
        "interest_rate": "interestRate",
        "us_other_rate": "usOtherRate",
        "eci_rate": "eciRate",
    },
):
    """Rates and status for withholding tax; rates in percent."""

    account_id: str | UnsetType = UNSET
    fatca_compliant_type: (
        Literal["FATCA_COMPLIANT", "NON_CONSENTING_US_ACCOUNT", "NON_COOPERATIVE_ACCOUNT"] | UnsetType
    ) = UNSET
    us_backup_withholding: bool | UnsetType = UNSET
    treaty_country: str | UnsetType = UNSET
    corporation: bool | UnsetType = UNSET
    flow_through: bool | UnsetType = UNSET
    effective_date: str | UnsetType = UNSET
    """Date as 2013-02-19."""
    dividend_rate: Decimal | UnsetType = UNSET
    interest_rate: Decimal | UnsetType = UNSET
    us_other_rate: Decimal | UnsetType = UNSET
    eci_rate: Decimal | UnsetType = UNSET
