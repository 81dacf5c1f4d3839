# Generated from spec/. Do not edit.
"""Wire models of the group `management_changes`."""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from ibkr_wire.models.management_account_setup import TradingPermission
from ibkr_wire.models.management_applications import (
    AddAdditionalAccount,
    ProcessDocuments,
    Questionnaire,
    SignedDocument,
)
from ibkr_wire.models.management_people import (
    AssociatedIndividual,
    FinancialInformation,
    LegalEntity,
    OrganizationIdentification,
    Person,
    PersonIdentification,
    ProhibitedCountryAnswer,
    RegulatoryInformation,
    TrustIdentification,
    UserPerson,
)
from ibkr_wire.models.management_tax_forms import FormW8Ben, FormW8BenE, FormW9, LocalTaxForm

__all__ = [
    "AccountChanges",
    "AccountChangesClaims",
    "AccountClose",
    "AccountConfiguration",
    "AccountReference",
    "AccreditedInvestor",
    "AddClpCapability",
    "AddEntity",
    "AddMifirData",
    "AddNewUser",
    "AddRelationship",
    "AddTradingPermissions",
    "AllocateVan",
    "ApplyFeeTemplate",
    "ChangeAccountHolderDetail",
    "ChangeBaseCurrency",
    "ChangeFinancialInformation",
    "ChangeMarginType",
    "CompleteLoginMessage",
    "CreateUser",
    "DeleteEntity",
    "DeleteRelationship",
    "DocumentSubmission",
    "DuplicateAccount",
    "EligibleContractAnswer",
    "EligibleContractParticipant",
    "EnrollInSyep",
    "InformationChange",
    "LinkDuplicateAccount",
    "ManageMarketDataSubscriptions",
    "MarketDataService",
    "OrganizationUpdate",
    "ProhibitedCountryQuestionnaire",
    "QualifiedPurchaser",
    "QualifiedPurchaserAnswer",
    "QuestionnairesWithAccount",
    "QuizQuestionnaires",
    "QuizTask",
    "RemoveTradingPermissions",
    "RepresentativeDetail",
    "SecurityQuestion",
    "SecurityQuestions",
    "TaxPayerDetails",
    "TrustUpdate",
    "UpdateAccountAlias",
    "UpdateAccountRepresentatives",
    "UpdateBcan",
    "UpdateCredentials",
    "UpdateEmail",
    "UpdateEntity",
    "UpdateExternalId",
    "UpdatePassword",
    "UpdatePropertyProfile",
    "UpdateTaxForm",
    "UpdateUserAccessRights",
    "UpdateW8Ben",
    "UpdateWithholdingStatement",
]


class AccountChangesClaims(
    Struct, kw_only=True, rename={"account_management_requests": "accountManagementRequests"}
):
    """What the signed request to change an account contains. The usual claims of a signed request, such as
    iss, iat and exp, come on top.
    """

    account_management_requests: AccountChanges | UnsetType = UNSET


class AccountChanges(
    Struct,
    kw_only=True,
    rename={
        "update_external_id": "updateExternalId",
        "update_property_profile": "updatePropertyProfile",
        "update_account_alias": "updateAccountAlias",
        "change_base_currency": "changeBaseCurrency",
        "abandon_account": "abandonAccount",
        "add_new_user": "addNewUser",
        "add_lev_fx_capability": "addLevFxCapability",
        "add_mi_fir_data": "addMiFirData",
        "add_trading_permissions": "addTradingPermissions",
        "remove_trading_permissions": "removeTradingPermissions",
        "change_margin_type": "changeMarginType",
        "add_clp_capability": "addCLPCapability",
        "change_financial_information": "changeFinancialInformation",
        "reset_abandoned_account": "resetAbandonedAccount",
        "update_credentials": "updateCredentials",
        "update_account_representatives": "updateAccountRepresentatives",
        "complete_login_message": "completeLoginMessage",
        "reopen_account": "reopenAccount",
        "enroll_in_syep": "enrollInSyep",
        "leave_syep": "leaveSyep",
        "enroll_in_drip": "enrollInDrip",
        "leave_drip": "leaveDrip",
        "update_w8_ben": "updateW8Ben",
        "enable_account_in_brokerage": "enableAccountInBrokerage",
        "disable_account_in_brokerage": "disableAccountInBrokerage",
        "link_duplicate_account": "linkDuplicateAccount",
        "duplicate_account": "duplicateAccount",
        "document_submission": "documentSubmission",
        "process_documents": "processDocuments",
        "update_bcan": "updateBcan",
        "prohibited_country_questionnaire": "prohibitedCountryQuestionnaire",
        "update_withholding_statement": "updateWithholdingStatement",
        "accredited_investor": "accreditedInvestor",
        "change_account_holder_detail": "changeAccountHolderDetail",
        "update_user_access_rights": "updateUserAccessRights",
        "information_change": "informationChange",
        "add_additional_account": "addAdditionalAccount",
        "account_configuration": "accountConfiguration",
        "allocate_van": "allocateVan",
        "create_user": "createUser",
        "update_tax_form": "updateTaxForm",
        "security_questions": "securityQuestions",
        "apply_fee_template": "applyFeeTemplate",
        "account_close": "accountClose",
        "manage_market_data_subscriptions": "manageMarketDataSubscriptions",
        "quiz_questionnaires": "quizQuestionnaires",
    },
):
    """Changes to make; each key is one kind of change."""

    update_external_id: UpdateExternalId | UnsetType = UNSET
    update_property_profile: UpdatePropertyProfile | UnsetType = UNSET
    update_account_alias: UpdateAccountAlias | UnsetType = UNSET
    change_base_currency: ChangeBaseCurrency | UnsetType = UNSET
    abandon_account: AccountReference | UnsetType = UNSET
    add_new_user: AddNewUser | UnsetType = UNSET
    add_lev_fx_capability: AccountReference | UnsetType = UNSET
    add_mi_fir_data: AddMifirData | UnsetType = UNSET
    add_trading_permissions: AddTradingPermissions | UnsetType = UNSET
    remove_trading_permissions: RemoveTradingPermissions | UnsetType = UNSET
    change_margin_type: ChangeMarginType | UnsetType = UNSET
    add_clp_capability: AddClpCapability | UnsetType = UNSET
    change_financial_information: ChangeFinancialInformation | UnsetType = UNSET
    reset_abandoned_account: AccountReference | UnsetType = UNSET
    update_credentials: UpdateCredentials | UnsetType = UNSET
    update_account_representatives: UpdateAccountRepresentatives | UnsetType = UNSET
    complete_login_message: CompleteLoginMessage | UnsetType = UNSET
    reopen_account: AccountReference | UnsetType = UNSET
    enroll_in_syep: EnrollInSyep | UnsetType = UNSET
    leave_syep: AccountReference | UnsetType = UNSET
    enroll_in_drip: AccountReference | UnsetType = UNSET
    leave_drip: AccountReference | UnsetType = UNSET
    update_w8_ben: UpdateW8Ben | UnsetType = UNSET
    enable_account_in_brokerage: AccountReference | UnsetType = UNSET
    disable_account_in_brokerage: AccountReference | UnsetType = UNSET
    link_duplicate_account: LinkDuplicateAccount | UnsetType = UNSET
    duplicate_account: DuplicateAccount | UnsetType = UNSET
    document_submission: DocumentSubmission | UnsetType = UNSET
    process_documents: ProcessDocuments | UnsetType = UNSET
    update_bcan: UpdateBcan | UnsetType = UNSET
    prohibited_country_questionnaire: ProhibitedCountryQuestionnaire | UnsetType = UNSET
    update_withholding_statement: UpdateWithholdingStatement | UnsetType = UNSET
    accredited_investor: AccreditedInvestor | UnsetType = UNSET
    change_account_holder_detail: ChangeAccountHolderDetail | UnsetType = UNSET
    update_user_access_rights: UpdateUserAccessRights | UnsetType = UNSET
    information_change: InformationChange | UnsetType = UNSET
    add_additional_account: AddAdditionalAccount | UnsetType = UNSET
    account_configuration: AccountConfiguration | UnsetType = UNSET
    allocate_van: AllocateVan | UnsetType = UNSET
    create_user: CreateUser | UnsetType = UNSET
    update_tax_form: UpdateTaxForm | UnsetType = UNSET
    questionnaires: QuestionnairesWithAccount | UnsetType = UNSET
    security_questions: SecurityQuestions | UnsetType = UNSET
    apply_fee_template: ApplyFeeTemplate | UnsetType = UNSET
    account_close: AccountClose | UnsetType = UNSET
    manage_market_data_subscriptions: ManageMarketDataSubscriptions | UnsetType = UNSET
    quiz_questionnaires: QuizQuestionnaires | UnsetType = UNSET


class AccountReference(Struct, kw_only=True, gc=False, rename={"account_id": "accountId"}):
    """Account that a change without details applies to."""

    account_id: str | UnsetType = UNSET


class UpdateExternalId(
    Struct, kw_only=True, gc=False, rename={"account_id": "accountId", "new_external_id": "newExternalId"}
):
    """New own id of an account."""

    account_id: str | UnsetType = UNSET
    new_external_id: str | UnsetType = UNSET


class UpdatePropertyProfile(
    Struct, kw_only=True, gc=False, rename={"account_id": "accountId", "property_profile": "propertyProfile"}
):
    """New property profile of an account."""

    account_id: str | UnsetType = UNSET
    property_profile: str | UnsetType = UNSET


class UpdateAccountAlias(
    Struct, kw_only=True, gc=False, rename={"account_id": "accountId", "account_alias": "accountAlias"}
):
    """New alias of an account."""

    account_id: str | UnsetType = UNSET
    account_alias: str | UnsetType = UNSET


class ChangeBaseCurrency(
    Struct, kw_only=True, gc=False, rename={"account_id": "accountId", "new_base_currency": "newBaseCurrency"}
):
    """New base currency of an account."""

    account_id: str | UnsetType = UNSET
    new_base_currency: str | UnsetType = UNSET


class AddNewUser(
    Struct,
    kw_only=True,
    rename={
        "account_id": "accountId",
        "user_details": "userDetails",
        "user_name": "userName",
        "input_language": "inputLanguage",
    },
):
    """Further user of an account."""

    account_id: str | UnsetType = UNSET
    prefix: str | UnsetType = UNSET
    """First letters of the username."""
    user_details: UserPerson | UnsetType = UNSET
    user_name: str | UnsetType = UNSET
    input_language: (
        Literal["en", "zh-Hans", "ja", "ru", "fr", "pt", "es", "it", "ar-AE", "de", "he-IL", "hu"] | UnsetType
    ) = UNSET
    """Language of what was typed in, if it is not English."""
    translation: bool | UnsetType = UNSET
    """Let IBKR translate what is not English."""


class AddMifirData(Struct, kw_only=True, rename={"account_id": "accountId"}):
    """Identity data that MiFIR demands."""

    account_id: str | UnsetType = UNSET
    title: str | UnsetType = UNSET
    identifications: list[PersonIdentification] | UnsetType = UNSET


class DocumentSubmission(
    Struct, kw_only=True, rename={"account_id": "accountId", "input_language": "inputLanguage"}
):
    """Documents of an account that is there."""

    documents: list[SignedDocument] | UnsetType = UNSET
    account_id: str | UnsetType = UNSET
    input_language: (
        Literal["en", "zh-Hans", "ja", "ru", "fr", "pt", "es", "it", "ar-AE", "de", "he-IL", "hu"] | UnsetType
    ) = UNSET
    """Language of what was typed in, if it is not English."""
    translation: bool | UnsetType = UNSET
    """Let IBKR translate what is not English."""


class AddTradingPermissions(
    Struct,
    kw_only=True,
    rename={
        "trading_permissions": "tradingPermissions",
        "document_submission": "documentSubmission",
        "account_id": "accountId",
        "option_level": "optionLevel",
    },
):
    """Permissions to add."""

    trading_permissions: list[TradingPermission] | UnsetType = UNSET
    document_submission: DocumentSubmission | UnsetType = UNSET
    account_id: str | UnsetType = UNSET
    option_level: int | UnsetType = UNSET


class RemoveTradingPermissions(
    Struct, kw_only=True, rename={"trading_permissions": "tradingPermissions", "account_id": "accountId"}
):
    """Permissions to take away."""

    trading_permissions: list[TradingPermission] | UnsetType = UNSET
    account_id: str | UnsetType = UNSET


class ChangeMarginType(
    Struct,
    kw_only=True,
    rename={
        "document_submission": "documentSubmission",
        "account_id": "accountId",
        "new_margin": "newMargin",
    },
):
    """Change between cash and margin."""

    document_submission: DocumentSubmission | UnsetType = UNSET
    account_id: str | UnsetType = UNSET
    operation: str | UnsetType = UNSET
    new_margin: str | UnsetType = UNSET


class AddClpCapability(Struct, kw_only=True, rename={"account_id": "accountId"}):
    """Add complex or leveraged products."""

    account_id: str | UnsetType = UNSET
    documents: list[SignedDocument] | UnsetType = UNSET


class ChangeFinancialInformation(
    Struct,
    kw_only=True,
    rename={
        "account_id": "accountId",
        "reference_user_name": "referenceUserName",
        "new_financial_information": "newFinancialInformation",
    },
):
    """New financial information of a person."""

    account_id: str | UnsetType = UNSET
    reference_user_name: str | UnsetType = UNSET
    new_financial_information: FinancialInformation | UnsetType = UNSET


class UpdateEmail(
    Struct, kw_only=True, gc=False, rename={"external_id": "externalId", "entity_id": "entityId"}
):
    """New e-mail address."""

    email: str | UnsetType = UNSET
    token: str | UnsetType = UNSET
    access: bool | UnsetType = UNSET
    external_id: str | UnsetType = UNSET
    """Own id."""
    entity_id: str | UnsetType = UNSET


class UpdatePassword(
    Struct,
    kw_only=True,
    gc=False,
    rename={"encrypted_password": "encryptedPassword", "encrypted_key_name": "encryptedKeyName"},
):
    """New password, encrypted."""

    encrypted_password: str | UnsetType = UNSET
    encrypted_key_name: str | UnsetType = UNSET
    """Name of the key it was encrypted with."""
    token: str | UnsetType = UNSET


class UpdateCredentials(
    Struct,
    kw_only=True,
    rename={
        "update_email": "updateEmail",
        "update_password": "updatePassword",
        "account_id": "accountId",
        "reference_user_name": "referenceUserName",
    },
):
    """New e-mail address or password of a user."""

    update_email: UpdateEmail | UnsetType = UNSET
    update_password: UpdatePassword | UnsetType = UNSET
    account_id: str | UnsetType = UNSET
    reference_user_name: str | UnsetType = UNSET


class RepresentativeDetail(Struct, kw_only=True, gc=False, rename={"representative_id": "representativeId"}):
    """Share of one representative."""

    representative_id: str | UnsetType = UNSET
    percentage: int | UnsetType = UNSET


class UpdateAccountRepresentatives(
    Struct,
    kw_only=True,
    rename={"representative_details": "representativeDetails", "account_id": "accountId"},
):
    """New representatives of an account."""

    representative_details: list[RepresentativeDetail] | UnsetType = UNSET
    account_id: str | UnsetType = UNSET


class CompleteLoginMessage(
    Struct, kw_only=True, rename={"login_message_ids": "loginMessageIds", "account_id": "accountId"}
):
    """Login messages that were dealt with."""

    login_message_ids: list[int] | UnsetType = UNSET
    account_id: str | UnsetType = UNSET


class EnrollInSyep(Struct, kw_only=True, rename={"account_id": "accountId"}):
    """Join the stock yield programme."""

    account_id: str | UnsetType = UNSET
    documents: list[SignedDocument] | UnsetType = UNSET


class TaxPayerDetails(Struct, kw_only=True, rename={"w8_ben": "w8Ben", "user_name": "userName"}):
    """Form W-8BEN of one user."""

    w8_ben: FormW8Ben | UnsetType = UNSET
    user_name: str | UnsetType = UNSET


class UpdateW8Ben(
    Struct,
    kw_only=True,
    rename={
        "tax_payer_details": "taxPayerDetails",
        "input_language": "inputLanguage",
        "account_id": "accountId",
    },
):
    """New form W-8BEN; UpdateTaxForm has taken its place."""

    tax_payer_details: TaxPayerDetails | UnsetType = UNSET
    documents: list[SignedDocument] | UnsetType = UNSET
    input_language: (
        Literal["en", "zh-Hans", "ja", "ru", "fr", "pt", "es", "it", "ar-AE", "de", "he-IL", "hu"] | UnsetType
    ) = UNSET
    """Language of what was typed in, if it is not English."""
    translation: bool | UnsetType = UNSET
    """Let IBKR translate what is not English."""
    account_id: str | UnsetType = UNSET


class LinkDuplicateAccount(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "account_id": "accountId",
        "external_account_id": "externalAccountId",
        "client_active_trading": "clientActiveTrading",
    },
):
    """Link an account to its duplicate."""

    account_id: str | UnsetType = UNSET
    external_account_id: str | UnsetType = UNSET
    client_active_trading: bool | UnsetType = UNSET


class DuplicateAccount(
    Struct,
    kw_only=True,
    gc=False,
    rename={"account_id": "accountId", "number_of_duplicates": "numberOfDuplicates"},
):
    """Make duplicates of an account."""

    account_id: str | UnsetType = UNSET
    number_of_duplicates: int | UnsetType = UNSET


class UpdateBcan(Struct, kw_only=True, gc=False, rename={"account_id": "accountId", "ce_number": "ceNumber"}):
    """Investor code for China Connect."""

    account_id: str | UnsetType = UNSET
    bcan: str | UnsetType = UNSET
    ce_number: str | UnsetType = UNSET


class ProhibitedCountryQuestionnaire(
    Struct,
    kw_only=True,
    rename={
        "prohibited_questionnaire_details": "prohibitedQuestionnaireDetails",
        "account_id": "accountId",
        "external_id": "externalId",
        "entity_id": "entityId",
    },
):
    """Ties of the holder to countries that IBKR does not serve."""

    prohibited_questionnaire_details: list[ProhibitedCountryAnswer] | UnsetType = UNSET
    account_id: str | UnsetType = UNSET
    external_id: str | UnsetType = UNSET
    """Own id."""
    entity_id: str | UnsetType = UNSET


class UpdateWithholdingStatement(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "account_id": "accountId",
        "fatca_compliant_type": "fatcaCompliantType",
        "us_income_tax": "usIncomeTax",
        "treaty_country": "treatyCountry",
        "cert_w8_imy": "certW8Imy",
        "effective_date": "effectiveDate",
    },
):
    """New withholding statement."""

    account_id: str | UnsetType = UNSET
    fatca_compliant_type: (
        Literal["FATCA_COMPLIANT", "NON_CONSENTING_US_ACCOUNT", "NON_COOPERATIVE_ACCOUNT"] | UnsetType
    ) = UNSET
    us_income_tax: bool | UnsetType = UNSET
    treaty_country: str | UnsetType = UNSET
    cert_w8_imy: bool | UnsetType = UNSET
    effective_date: str | UnsetType = UNSET
    """Date as 2013-02-19."""


class QualifiedPurchaserAnswer(Struct, kw_only=True, gc=False):
    """Why the investor is a qualified purchaser."""

    code: Literal["InvestmentCompanyAct", "DiscretionaryBasis"] | UnsetType = UNSET
    status: bool | UnsetType = UNSET


class QualifiedPurchaser(
    Struct, kw_only=True, rename={"qualified_purchaser_details": "qualifiedPurchaserDetails"}
):
    """Whether the investor is a qualified purchaser."""

    qualified_purchaser_details: list[QualifiedPurchaserAnswer] | UnsetType = UNSET
    status: bool | UnsetType = UNSET


class EligibleContractAnswer(Struct, kw_only=True, gc=False):
    """Why the investor is an eligible contract participant."""

    code: Literal["DiscretionaryBasis", "HighRisk"] | UnsetType = UNSET
    status: bool | UnsetType = UNSET


class EligibleContractParticipant(
    Struct,
    kw_only=True,
    rename={"eligible_contract_participant_details": "eligibleContractParticipantDetails"},
):
    """Whether the investor is an eligible contract participant."""

    eligible_contract_participant_details: list[EligibleContractAnswer] | UnsetType = UNSET
    status: bool | UnsetType = UNSET


class AccreditedInvestor(
    Struct,
    kw_only=True,
    rename={
        "qualified_purchaser": "qualifiedPurchaser",
        "eligible_contract_participant": "eligibleContractParticipant",
        "signed_by": "signedBy",
        "account_id": "accountId",
    },
):
    """Whether the investor is accredited, signed."""

    qualified_purchaser: QualifiedPurchaser | UnsetType = UNSET
    eligible_contract_participant: EligibleContractParticipant | UnsetType = UNSET
    signed_by: list[str] | UnsetType = UNSET
    """Names of those who signed, as in the application."""
    account_id: str | UnsetType = UNSET
    status: bool | UnsetType = UNSET
    signature: str | UnsetType = UNSET
    """Name of who signed."""


class ChangeAccountHolderDetail(
    Struct,
    kw_only=True,
    rename={
        "new_account_holder_details": "newAccountHolderDetails",
        "account_id": "accountId",
        "reference_user_name": "referenceUserName",
        "input_language": "inputLanguage",
    },
):
    """New data of an account holder, with proofs."""

    new_account_holder_details: list[AssociatedIndividual] | UnsetType = UNSET
    documents: DocumentSubmission | UnsetType = UNSET
    account_id: str | UnsetType = UNSET
    reference_user_name: str | UnsetType = UNSET
    input_language: (
        Literal["en", "zh-Hans", "ja", "ru", "fr", "pt", "es", "it", "ar-AE", "de", "he-IL", "hu"] | UnsetType
    ) = UNSET
    """Language of what was typed in, if it is not English."""
    translation: bool | UnsetType = UNSET
    """Let IBKR translate what is not English."""


class UpdateUserAccessRights(Struct, kw_only=True, rename={"sub_accounts": "subAccounts", "rep_id": "repId"}):
    """Sub-accounts that a representative may see."""

    sub_accounts: list[str] | UnsetType = UNSET
    rep_id: str | UnsetType = UNSET
    action: str | UnsetType = UNSET


class AddRelationship(Struct, kw_only=True, gc=False, rename={"ownership_percentage": "ownershipPercentage"}):
    """Role to add."""

    name: (
        Literal[
            "Account_Holder",
            "Spouse",
            "Firstholder",
            "Secondholder",
            "Trader",
            "Secretary",
            "Treasurer",
            "Ceo",
            "Owner",
            "Trustee",
            "Beneficiary",
            "Grantor",
            "Director",
            "Principal",
            "Shareholder",
            "Partner",
            "Controlling_Officer",
            "Beneficialowner",
            "Signatory",
            "Comp_Officer",
            "Superv_Broker",
            "Pooled_User",
            "Financial_User",
            "Contingent",
            "Ira_Beneficiary",
            "Employee",
            "Non_Employee",
            "Fund_Admin",
            "Fund_Contact",
            "Firm_Admin",
            "Firm_Billing",
            "Firm_Clearing",
            "Firm_Sales",
            "Firm_Trading",
            "Firm_User",
            "Account_Admin",
            "Account_Billing",
            "Account_Clearing",
            "Account_Sales",
            "Account_Trading",
            "User_Individual",
            "Fund_Manager",
            "Investment_Advisor",
            "Shf_Investmanager",
            "Advisory_Principal",
            "Advisory_Signatory",
            "Associated_Fund",
            "Primary_Contributor",
            "Administrator",
            "Contact",
            "Lead_Compliance_Officer",
            "Compliance_Officer",
            "Other_Officer",
            "Apply_User",
            "Transfer_On_Death_Legator",
            "Tod_Primary_Beneficiary",
            "Tod_Contingent_Beneficiary",
            "Nominee",
            "Nominee_Guardian",
            "Ira_Decedent",
            "Authorized_Person",
            "Promoter",
            "Wholetime_Director",
            "Nominee_Owner",
            "Third_Party_Admin",
            "Compliance_Contact",
            "Trust_Controller",
            "Trust_Applicant",
            "Organization_Applicant",
            "Mm_Contact",
            "Reg_Rep",
            "Plan_Sponsor",
            "Plan_Sponsor_Officer",
            "Pension_Admin",
            "Pension_Admin_Contact",
            "Accountant",
            "Joint_Applicant",
            "Custodian_Employee",
            "Successor_Custodian",
            "Custodian",
            "Successor_Custodian_Employee",
            "Chief_Compliance_Officer",
            "Chief_Financial_Officer",
            "Trading_Officer",
            "Child",
            "Parent",
            "Sibling",
            "Estate",
            "As_Interest_May_Appear",
            "Ira_Present_Trust",
            "Other",
            "Life_Partner",
            "Common_Law_Partner",
            "Grandchild",
            "Charity",
            "Trust_Ira",
            "Successor_Holder",
            "Head_Of_Desk",
            "Cftc_Non_Applicant_Ocr_Contact",
            "Ocr_Account_Controller",
            "Cftc_Applicant_Ocr_Contact",
        ]
        | UnsetType
    ) = UNSET
    ownership_percentage: int | UnsetType = UNSET


class DeleteRelationship(Struct, kw_only=True, gc=False):
    """Role to take away."""

    name: (
        Literal[
            "Account_Holder",
            "Spouse",
            "Firstholder",
            "Secondholder",
            "Trader",
            "Secretary",
            "Treasurer",
            "Ceo",
            "Owner",
            "Trustee",
            "Beneficiary",
            "Grantor",
            "Director",
            "Principal",
            "Shareholder",
            "Partner",
            "Controlling_Officer",
            "Beneficialowner",
            "Signatory",
            "Comp_Officer",
            "Superv_Broker",
            "Pooled_User",
            "Financial_User",
            "Contingent",
            "Ira_Beneficiary",
            "Employee",
            "Non_Employee",
            "Fund_Admin",
            "Fund_Contact",
            "Firm_Admin",
            "Firm_Billing",
            "Firm_Clearing",
            "Firm_Sales",
            "Firm_Trading",
            "Firm_User",
            "Account_Admin",
            "Account_Billing",
            "Account_Clearing",
            "Account_Sales",
            "Account_Trading",
            "User_Individual",
            "Fund_Manager",
            "Investment_Advisor",
            "Shf_Investmanager",
            "Advisory_Principal",
            "Advisory_Signatory",
            "Associated_Fund",
            "Primary_Contributor",
            "Administrator",
            "Contact",
            "Lead_Compliance_Officer",
            "Compliance_Officer",
            "Other_Officer",
            "Apply_User",
            "Transfer_On_Death_Legator",
            "Tod_Primary_Beneficiary",
            "Tod_Contingent_Beneficiary",
            "Nominee",
            "Nominee_Guardian",
            "Ira_Decedent",
            "Authorized_Person",
            "Promoter",
            "Wholetime_Director",
            "Nominee_Owner",
            "Third_Party_Admin",
            "Compliance_Contact",
            "Trust_Controller",
            "Trust_Applicant",
            "Organization_Applicant",
            "Mm_Contact",
            "Reg_Rep",
            "Plan_Sponsor",
            "Plan_Sponsor_Officer",
            "Pension_Admin",
            "Pension_Admin_Contact",
            "Accountant",
            "Joint_Applicant",
            "Custodian_Employee",
            "Successor_Custodian",
            "Custodian",
            "Successor_Custodian_Employee",
            "Chief_Compliance_Officer",
            "Chief_Financial_Officer",
            "Trading_Officer",
            "Child",
            "Parent",
            "Sibling",
            "Estate",
            "As_Interest_May_Appear",
            "Ira_Present_Trust",
            "Other",
            "Life_Partner",
            "Common_Law_Partner",
            "Grandchild",
            "Charity",
            "Trust_Ira",
            "Successor_Holder",
            "Head_Of_Desk",
            "Cftc_Non_Applicant_Ocr_Contact",
            "Ocr_Account_Controller",
            "Cftc_Applicant_Ocr_Contact",
        ]
        | UnsetType
    ) = UNSET


class AddEntity(
    Struct, kw_only=True, rename={"add_relationships": "addRelationships", "legal_entity": "legalEntity"}
):
    """Person or company to add to an account."""

    add_relationships: list[AddRelationship] | UnsetType = UNSET
    individual: Person | UnsetType = UNSET
    legal_entity: LegalEntity | UnsetType = UNSET
    documents: list[SignedDocument] | UnsetType = UNSET


class TrustUpdate(Struct, kw_only=True, rename={"regulatory_information": "regulatoryInformation"}):
    """New data of a trust."""

    identification: TrustIdentification | UnsetType = UNSET
    regulatory_information: RegulatoryInformation | UnsetType = UNSET


class OrganizationUpdate(Struct, kw_only=True, rename={"regulatory_information": "regulatoryInformation"}):
    """New data of an organization."""

    identification: OrganizationIdentification | UnsetType = UNSET
    regulatory_information: RegulatoryInformation | UnsetType = UNSET


class UpdateEntity(
    Struct,
    kw_only=True,
    rename={
        "add_relationships": "addRelationships",
        "delete_relationships": "deleteRelationships",
        "legal_entity": "legalEntity",
        "ib_entity_id": "ibEntityId",
    },
):
    """New data and roles of a person, company or trust."""

    add_relationships: list[AddRelationship] | UnsetType = UNSET
    delete_relationships: list[DeleteRelationship] | UnsetType = UNSET
    individual: Person | UnsetType = UNSET
    legal_entity: LegalEntity | UnsetType = UNSET
    trust: TrustUpdate | UnsetType = UNSET
    organization: OrganizationUpdate | UnsetType = UNSET
    documents: list[SignedDocument] | UnsetType = UNSET
    ib_entity_id: int | UnsetType = UNSET


class DeleteEntity(Struct, kw_only=True, gc=False, rename={"ib_entity_id": "ibEntityId"}):
    """Person or company to take out of an account."""

    ib_entity_id: int | UnsetType = UNSET


class InformationChange(
    Struct,
    kw_only=True,
    rename={
        "add_entities": "addEntities",
        "update_entities": "updateEntities",
        "delete_entities": "deleteEntities",
        "ib_account_id": "ibAccountId",
    },
):
    """Persons and companies to add, change or take out."""

    add_entities: list[AddEntity] | UnsetType = UNSET
    update_entities: list[UpdateEntity] | UnsetType = UNSET
    delete_entities: list[DeleteEntity] | UnsetType = UNSET
    ib_account_id: str | UnsetType = UNSET


class AccountConfiguration(Struct, kw_only=True, gc=False, rename={"account_id": "accountId"}):
    """One setting of one account, on or off."""

    account_id: str | UnsetType = UNSET
    type: str | UnsetType = UNSET
    value: bool | UnsetType = UNSET


class AllocateVan(
    Struct, kw_only=True, gc=False, rename={"account_id": "accountId", "country_code": "countryCode"}
):
    """Ask for a virtual account number."""

    account_id: str | UnsetType = UNSET
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
    country_code: str | UnsetType = UNSET


class CreateUser(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "account_id": "accountId",
        "user_name": "userName",
        "external_id": "externalId",
        "authorized_trader": "authorizedTrader",
    },
):
    """Username for a person who is known to IBKR."""

    account_id: str | UnsetType = UNSET
    prefix: str | UnsetType = UNSET
    """First letters of the username."""
    user_name: str | UnsetType = UNSET
    id: str | UnsetType = UNSET
    external_id: str | UnsetType = UNSET
    """Own id."""
    authorized_trader: bool | UnsetType = UNSET


class UpdateTaxForm(
    Struct,
    kw_only=True,
    rename={
        "local_tax_forms": "localTaxForms",
        "w8_ben": "w8Ben",
        "w8_ben_e": "w8BenE",
        "input_language": "inputLanguage",
        "account_id": "accountId",
        "entity_id": "entityId",
        "external_id": "externalId",
    },
):
    """New tax form."""

    local_tax_forms: list[LocalTaxForm] | UnsetType = UNSET
    w8_ben: FormW8Ben | UnsetType = UNSET
    w8_ben_e: FormW8BenE | UnsetType = UNSET
    w9: FormW9 | UnsetType = UNSET
    translation: bool | UnsetType = UNSET
    """Let IBKR translate what is not English."""
    input_language: (
        Literal["en", "zh-Hans", "ja", "ru", "fr", "pt", "es", "it", "ar-AE", "de", "he-IL", "hu"] | UnsetType
    ) = UNSET
    """Language of what was typed in, if it is not English."""
    account_id: str | UnsetType = UNSET
    documents: list[SignedDocument] | UnsetType = UNSET
    entity_id: str | UnsetType = UNSET
    external_id: str | UnsetType = UNSET
    """Own id."""


class QuestionnairesWithAccount(Struct, kw_only=True, rename={"account_id": "accountId"}):
    """Answered forms of one account."""

    questionnaire: list[Questionnaire] | UnsetType = UNSET
    account_id: str | UnsetType = UNSET


class SecurityQuestion(Struct, kw_only=True, gc=False):
    """Security question with its answer."""

    question: str | UnsetType = UNSET
    answer: str | UnsetType = UNSET


class SecurityQuestions(
    Struct,
    kw_only=True,
    rename={"reference_user_name": "referenceUserName", "input_language": "inputLanguage"},
):
    """Security questions of a user."""

    details: list[SecurityQuestion] | UnsetType = UNSET
    reference_user_name: str | UnsetType = UNSET
    input_language: (
        Literal["en", "zh-Hans", "ja", "ru", "fr", "pt", "es", "it", "ar-AE", "de", "he-IL", "hu"] | UnsetType
    ) = UNSET
    """Language of what was typed in, if it is not English."""


class ApplyFeeTemplate(
    Struct, kw_only=True, gc=False, rename={"account_id": "accountId", "template_name": "templateName"}
):
    """Fee template that shall apply."""

    account_id: str | UnsetType = UNSET
    template_name: str | UnsetType = UNSET


class AccountClose(
    Struct, kw_only=True, gc=False, rename={"account_id": "accountId", "close_reason": "closeReason"}
):
    """Close an account."""

    account_id: str | UnsetType = UNSET
    close_reason: str | UnsetType = UNSET


class MarketDataService(Struct, kw_only=True, gc=False):
    """Market data service to add or remove."""

    value: int | UnsetType = UNSET
    action: Literal["ADD", "REMOVE"] | UnsetType = UNSET


class ManageMarketDataSubscriptions(
    Struct, kw_only=True, rename={"reference_user_name": "referenceUserName"}
):
    """Market data services of a user."""

    service: list[MarketDataService] | UnsetType = UNSET
    reference_user_name: str | UnsetType = UNSET


class QuizTask(Struct, kw_only=True, gc=False, rename={"form_number": "formNumber"}):
    """Task that a quiz completes."""

    form_number: int | UnsetType = UNSET
    status: bool | UnsetType = UNSET


class QuizQuestionnaires(Struct, kw_only=True, rename={"account_id": "accountId"}):
    """Answered quiz of one account."""

    questionnaire: list[Questionnaire] | UnsetType = UNSET
    account_id: str | UnsetType = UNSET
    task: list[QuizTask] | UnsetType = UNSET
