# Generated from spec/. Do not edit.
"""Wire models of the group `management_applications`."""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from ibkr_wire.models.management_account_setup import ApplicationAccount
from ibkr_wire.models.management_accounts import AssociatedEntity
from ibkr_wire.models.management_people import (
    AccreditedInvestorAnswers,
    AssociatedIndividual,
    FinancialInformation,
    LegalEntity,
    OrganizationIdentification,
    Person,
    PostalAddress,
    RegulatedMembership,
    RegulatoryInformation,
    TaxResidency,
    TrusteePerson,
    TrustIdentification,
)
from ibkr_wire.models.management_tax_forms import (
    FormCrs,
    FormW8Ben,
    FormW8BenE,
    FormW8Imy,
    FormW9,
    WithholdingStatement,
)

__all__ = [
    "AccountApplication",
    "AccountApplicationClaims",
    "AddAdditionalAccount",
    "AdministratorContact",
    "ApplicantParties",
    "ApplicationCustomer",
    "ApplicationUser",
    "AttachedFile",
    "DocumentsClaims",
    "FilePayload",
    "FundAdministrator",
    "IndividualApplicant",
    "IndividualTaxForms",
    "JointApplicant",
    "ManagingOwner",
    "OrganizationApplicant",
    "OrganizationSupport",
    "PrimaryContributor",
    "ProcessDocuments",
    "Questionnaire",
    "QuestionnaireAnswer",
    "QuestionnaireAnswerDetail",
    "Questionnaires",
    "SignedDocument",
    "TrustApplicant",
    "TrusteeEntity",
    "Trustees",
    "TrustParties",
    "UserPrivilege",
]


class AccountApplicationClaims(Struct, kw_only=True):
    """What the signed request for a new account contains. The usual claims of a signed request, such as iss,
    iat and exp, come on top.
    """

    application: AccountApplication | UnsetType = UNSET


class AccountApplication(
    Struct,
    kw_only=True,
    rename={
        "additional_accounts": "additionalAccounts",
        "master_account_id": "masterAccountId",
        "input_language": "inputLanguage",
        "paper_account": "paperAccount",
    },
):
    """Application of one customer for one or more accounts."""

    customer: ApplicationCustomer | UnsetType = UNSET
    accounts: list[ApplicationAccount] | UnsetType = UNSET
    users: list[ApplicationUser] | UnsetType = UNSET
    documents: list[SignedDocument] | UnsetType = UNSET
    additional_accounts: list[AddAdditionalAccount] | UnsetType = UNSET
    master_account_id: str | UnsetType = UNSET
    id: str | UnsetType = UNSET
    input_language: (
        Literal["en", "zh-Hans", "ja", "ru", "fr", "pt", "es", "it", "ar-AE", "de", "he-IL", "hu"] | UnsetType
    ) = UNSET
    """Language of what was typed in, if it is not English."""
    translation: bool | UnsetType = UNSET
    """Let IBKR translate what is not English."""
    paper_account: bool | UnsetType = UNSET
    questionnaires: Questionnaires | UnsetType = UNSET


class ApplicationCustomer(
    Struct,
    kw_only=True,
    rename={
        "account_holder": "accountHolder",
        "joint_holders": "jointHolders",
        "external_id": "externalId",
        "transfer_us_micro_cap_stock": "transferUsMicroCapStock",
        "user_name": "userName",
        "user_name_alias": "userNameAlias",
        "user_name_source": "userNameSource",
        "md_status_non_pro": "mdStatusNonPro",
        "preferred_primary_language": "preferredPrimaryLanguage",
        "preferred_secondary_language": "preferredSecondaryLanguage",
        "legal_residence_country": "legalResidenceCountry",
        "tax_treaty_country": "taxTreatyCountry",
        "meet_aml_standard": "meetAmlStandard",
        "meets_aml_standard": "meetsAmlStandard",
        "direct_trading_access": "directTradingAccess",
        "origin_country": "originCountry",
        "termination_age": "terminationAge",
        "governing_state": "governingState",
        "opt_for_debit_card": "optForDebitCard",
        "robo_fa_client": "roboFaClient",
        "independent_account": "independentAccount",
        "paper_account": "paperAccount",
    },
):
    """Who applies. One of accountHolder, jointHolders, trust and organization is filled, as type says."""

    organization: OrganizationApplicant | UnsetType = UNSET
    account_holder: IndividualApplicant | UnsetType = UNSET
    joint_holders: JointApplicant | UnsetType = UNSET
    trust: TrustApplicant | UnsetType = UNSET
    id: str | UnsetType = UNSET
    external_id: str | UnsetType = UNSET
    """Own id."""
    transfer_us_micro_cap_stock: bool | UnsetType = UNSET
    type: Literal["INDIVIDUAL", "JOINT", "TRUST", "UGMA", "UTMA", "ORG", "IRA"] | UnsetType = UNSET
    prefix: str | UnsetType = UNSET
    """First letters of the username."""
    user_name: str | UnsetType = UNSET
    user_name_alias: str | UnsetType = UNSET
    user_name_source: str | UnsetType = UNSET
    email: str | UnsetType = UNSET
    md_status_non_pro: bool | UnsetType = UNSET
    """The user is no professional, in the sense of market data fees."""
    preferred_primary_language: str | UnsetType = UNSET
    preferred_secondary_language: str | UnsetType = UNSET
    legal_residence_country: str | UnsetType = UNSET
    tax_treaty_country: str | UnsetType = UNSET
    meet_aml_standard: str | UnsetType = UNSET
    """As meetsAmlStandard; both are published."""
    meets_aml_standard: str | UnsetType = UNSET
    direct_trading_access: bool | UnsetType = UNSET
    origin_country: str | UnsetType = UNSET
    termination_age: int | UnsetType = UNSET
    governing_state: str | UnsetType = UNSET
    opt_for_debit_card: bool | UnsetType = UNSET
    robo_fa_client: bool | UnsetType = UNSET
    independent_account: bool | UnsetType = UNSET
    paper_account: bool | UnsetType = UNSET


class IndividualTaxForms(Struct, kw_only=True, rename={"w8_ben": "w8Ben", "w8_ben_e": "w8BenE"}):
    """Tax forms of a person who applies."""

    w9: FormW9 | UnsetType = UNSET
    w8_ben: FormW8Ben | UnsetType = UNSET
    crs: FormCrs | UnsetType = UNSET
    w8_ben_e: FormW8BenE | UnsetType = UNSET


class IndividualApplicant(
    Struct,
    kw_only=True,
    rename={
        "account_holder_details": "accountHolderDetails",
        "associated_individual": "associatedIndividual",
        "financial_information": "financialInformation",
        "regulatory_information": "regulatoryInformation",
        "regulated_memberships": "regulatedMemberships",
        "accredited_investor_information": "accreditedInvestorInformation",
        "tax_information": "taxInformation",
        "withholding_statement": "withholdingStatement",
    },
):
    """Person who applies alone."""

    account_holder_details: list[AssociatedIndividual] | UnsetType = UNSET
    associated_individual: AssociatedIndividual | UnsetType = UNSET
    financial_information: list[FinancialInformation] | UnsetType = UNSET
    regulatory_information: list[RegulatoryInformation] | UnsetType = UNSET
    regulated_memberships: list[RegulatedMembership] | UnsetType = UNSET
    accredited_investor_information: AccreditedInvestorAnswers | UnsetType = UNSET
    tax_information: IndividualTaxForms | UnsetType = UNSET
    withholding_statement: WithholdingStatement | UnsetType = UNSET


class JointApplicant(
    Struct,
    kw_only=True,
    rename={
        "first_holder_details": "firstHolderDetails",
        "second_holder_details": "secondHolderDetails",
        "financial_information": "financialInformation",
        "regulatory_information": "regulatoryInformation",
        "regulated_memberships": "regulatedMemberships",
        "accredited_investor_information": "accreditedInvestorInformation",
        "tax_information": "taxInformation",
        "withholding_statement": "withholdingStatement",
    },
):
    """Two persons who apply together."""

    first_holder_details: list[AssociatedIndividual] | UnsetType = UNSET
    second_holder_details: list[AssociatedIndividual] | UnsetType = UNSET
    financial_information: list[FinancialInformation] | UnsetType = UNSET
    regulatory_information: list[RegulatoryInformation] | UnsetType = UNSET
    regulated_memberships: list[RegulatedMembership] | UnsetType = UNSET
    accredited_investor_information: AccreditedInvestorAnswers | UnsetType = UNSET
    tax_information: IndividualTaxForms | UnsetType = UNSET
    withholding_statement: WithholdingStatement | UnsetType = UNSET
    type: Literal["community", "joint_tenants", "tenants_common", "tbe", "au_joint_account"] | UnsetType = (
        UNSET
    )


class TrusteeEntity(Struct, kw_only=True, rename={"legal_entity": "legalEntity"}):
    """Company that is a trustee, with its employees."""

    legal_entity: LegalEntity | UnsetType = UNSET
    employees: list[Person] | UnsetType = UNSET


class Trustees(Struct, kw_only=True):
    """Trustees of a trust."""

    individuals: list[TrusteePerson] | UnsetType = UNSET
    entities: list[TrusteeEntity] | UnsetType = UNSET


class TrustParties(Struct, kw_only=True, rename={"legal_entity": "legalEntity"}):
    """Beneficiaries or grantors of a trust."""

    individual: list[AssociatedIndividual] | UnsetType = UNSET
    legal_entity: list[LegalEntity] | UnsetType = UNSET


class TrustApplicant(
    Struct,
    kw_only=True,
    rename={
        "financial_information": "financialInformation",
        "regulatory_information": "regulatoryInformation",
        "regulated_memberships": "regulatedMemberships",
        "accredited_investor_information": "accreditedInvestorInformation",
        "tax_residencies": "taxResidencies",
        "w8_ben_e": "w8BenE",
        "w8_imy": "w8IMY",
        "withholding_statement": "withholdingStatement",
        "third_party_management": "thirdPartyManagement",
        "trust_type": "trustType",
    },
):
    """Trust that applies."""

    identification: list[TrustIdentification] | UnsetType = UNSET
    financial_information: list[FinancialInformation] | UnsetType = UNSET
    regulatory_information: list[RegulatoryInformation] | UnsetType = UNSET
    regulated_memberships: list[RegulatedMembership] | UnsetType = UNSET
    accredited_investor_information: AccreditedInvestorAnswers | UnsetType = UNSET
    trustees: Trustees | UnsetType = UNSET
    beneficiaries: TrustParties | UnsetType = UNSET
    grantors: TrustParties | UnsetType = UNSET
    tax_residencies: list[TaxResidency] | UnsetType = UNSET
    w8_ben_e: FormW8BenE | UnsetType = UNSET
    w8_imy: FormW8Imy | UnsetType = UNSET
    withholding_statement: WithholdingStatement | UnsetType = UNSET
    third_party_management: bool | UnsetType = UNSET
    trust_type: Literal["COMPLEX_TRUST", "SINGLE_TRUST", "GRANTOR_TRUST", "US_TAXABLE_TRUST"] | UnsetType = (
        UNSET
    )


class PrimaryContributor(
    Struct,
    kw_only=True,
    rename={
        "first_name": "firstName",
        "middle_initial": "middleInitial",
        "last_name": "lastName",
        "source_of_funds": "sourceOfFunds",
    },
):
    """Who brings most of the money of a fund."""

    first_name: str | UnsetType = UNSET
    middle_initial: str | UnsetType = UNSET
    last_name: str | UnsetType = UNSET
    suffix: Literal["Jr.", "Sr.", "I", "II", "III", "IV", "V"] | UnsetType = UNSET
    employer: str | UnsetType = UNSET
    occupation: str | UnsetType = UNSET
    address: PostalAddress | UnsetType = UNSET
    source_of_funds: str | UnsetType = UNSET


class FundAdministrator(
    Struct,
    kw_only=True,
    rename={"first_name": "firstName", "middle_initial": "middleInitial", "last_name": "lastName"},
):
    """Administrator of a fund."""

    first_name: str | UnsetType = UNSET
    middle_initial: str | UnsetType = UNSET
    last_name: str | UnsetType = UNSET
    suffix: Literal["Jr.", "Sr.", "I", "II", "III", "IV", "V"] | UnsetType = UNSET
    address: PostalAddress | UnsetType = UNSET


class AdministratorContact(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "first_name": "firstName",
        "middle_initial": "middleInitial",
        "last_name": "lastName",
        "phone_number": "phoneNumber",
    },
):
    """Person to speak to at an administrator."""

    first_name: str | UnsetType = UNSET
    middle_initial: str | UnsetType = UNSET
    last_name: str | UnsetType = UNSET
    suffix: Literal["Jr.", "Sr.", "I", "II", "III", "IV", "V"] | UnsetType = UNSET
    phone_number: str | UnsetType = UNSET


class OrganizationSupport(
    Struct,
    kw_only=True,
    rename={
        "business_description": "businessDescription",
        "primary_contributor": "primaryContributor",
        "administrator_contact_person": "administratorContactPerson",
        "owners_reside_us": "ownersResideUS",
        "solicit_owners_reside_us": "solicitOwnersResideUS",
        "accept_owners_reside_us": "acceptOwnersResideUS",
    },
):
    """Business of an organization, and who stands behind it."""

    business_description: str | UnsetType = UNSET
    primary_contributor: PrimaryContributor | UnsetType = UNSET
    administrator: FundAdministrator | UnsetType = UNSET
    administrator_contact_person: AdministratorContact | UnsetType = UNSET
    owners_reside_us: bool | UnsetType = UNSET
    solicit_owners_reside_us: bool | UnsetType = UNSET
    accept_owners_reside_us: bool | UnsetType = UNSET
    type: (
        Literal[
            "FINANCIALINSTITUTION",
            "PROPRIETARYTRADING",
            "FAMILYINVVEHICLE",
            "OPERATINGBUSINESS",
            "BROKERDEALER",
            "LICENSEDADVISOR",
        ]
        | UnsetType
    ) = UNSET


class ManagingOwner(
    Struct,
    kw_only=True,
    gc=False,
    rename={"external_id": "externalId", "is25_percent_owner": "is25PercentOwner"},
):
    """Owner who manages the organization."""

    external_id: str | UnsetType = UNSET
    """Own id."""
    is25_percent_owner: bool | UnsetType = UNSET


class ApplicantParties(
    Struct,
    kw_only=True,
    rename={"associated_individuals": "associatedIndividuals", "associated_entities": "associatedEntities"},
):
    """Persons and companies tied to an organization."""

    associated_individuals: list[AssociatedIndividual] | UnsetType = UNSET
    associated_entities: list[AssociatedEntity] | UnsetType = UNSET


class OrganizationApplicant(
    Struct,
    kw_only=True,
    rename={
        "account_support": "accountSupport",
        "financial_information": "financialInformation",
        "accredited_investor_information": "accreditedInvestorInformation",
        "regulatory_information": "regulatoryInformation",
        "managing_owner": "managingOwner",
        "associated_entities": "associatedEntities",
        "regulated_memberships": "regulatedMemberships",
        "tax_residencies": "taxResidencies",
        "w8_ben_e": "w8BenE",
        "w8_imy": "w8IMY",
        "withholding_statement": "withholdingStatement",
        "type_of_trading": "typeOfTrading",
        "org_us_subsidiary": "orgUsSubsidiary",
        "qualified_intermediary": "qualifiedIntermediary",
        "assumed_primary_reporting": "assumedPrimaryReporting",
        "accepted_primary_withholding": "acceptedPrimaryWithholding",
        "us_tax_purpose_type": "usTaxPurposeType",
    },
):
    """Organization that applies."""

    identifications: list[OrganizationIdentification] | UnsetType = UNSET
    account_support: OrganizationSupport | UnsetType = UNSET
    financial_information: list[FinancialInformation] | UnsetType = UNSET
    accredited_investor_information: AccreditedInvestorAnswers | UnsetType = UNSET
    regulatory_information: list[RegulatoryInformation] | UnsetType = UNSET
    managing_owner: ManagingOwner | UnsetType = UNSET
    associated_entities: ApplicantParties | UnsetType = UNSET
    regulated_memberships: list[RegulatedMembership] | UnsetType = UNSET
    tax_residencies: list[TaxResidency] | UnsetType = UNSET
    w8_ben_e: FormW8BenE | UnsetType = UNSET
    w8_imy: FormW8Imy | UnsetType = UNSET
    withholding_statement: WithholdingStatement | UnsetType = UNSET
    type_of_trading: Literal["FIRM", "CUSTOMER"] | UnsetType = UNSET
    type: Literal["LLC", "CORPORATION", "PARTNERSHIP", "UNINCORPORATED BUSINESS"] | UnsetType = UNSET
    org_us_subsidiary: bool | UnsetType = UNSET
    qualified_intermediary: bool | UnsetType = UNSET
    assumed_primary_reporting: bool | UnsetType = UNSET
    accepted_primary_withholding: bool | UnsetType = UNSET
    us_tax_purpose_type: Literal["C", "P", "E"] | UnsetType = UNSET


class UserPrivilege(Struct, kw_only=True, gc=False, rename={"external_account_id": "externalAccountId"}):
    """What a user may do in an account."""

    external_account_id: str | UnsetType = UNSET
    privilege: Literal["OWNER", "TRADER", "CUSTOM", "NONE"] | UnsetType = UNSET


class ApplicationUser(
    Struct,
    kw_only=True,
    rename={
        "user_privileges": "userPrivileges",
        "md_services": "mdServices",
        "external_user_id": "externalUserId",
        "external_individual_id": "externalIndividualId",
        "encrypted_password": "encryptedPassword",
        "encrypted_key_name": "encryptedKeyName",
    },
):
    """Username that is applied for."""

    user_privileges: list[UserPrivilege] | UnsetType = UNSET
    md_services: list[int] | UnsetType = UNSET
    """Ids of market data services."""
    id: str | UnsetType = UNSET
    external_user_id: str | UnsetType = UNSET
    external_individual_id: str | UnsetType = UNSET
    encrypted_password: str | UnsetType = UNSET
    encrypted_key_name: str | UnsetType = UNSET
    prefix: str | UnsetType = UNSET
    """First letters of the username."""


class AttachedFile(
    Struct,
    kw_only=True,
    gc=False,
    rename={"file_name": "fileName", "file_length": "fileLength", "sha1_checksum": "sha1Checksum"},
):
    """File name, length and checksum of a document; they must match the file itself."""

    file_name: str
    file_length: int
    """Bytes."""
    sha1_checksum: str


class FilePayload(Struct, kw_only=True, gc=False, rename={"mime_type": "mimeType"}):
    """File as text."""

    mime_type: str
    data: str
    """Content in base64."""


class SignedDocument(
    Struct,
    kw_only=True,
    rename={
        "signed_by": "signedBy",
        "attached_file": "attachedFile",
        "form_number": "formNumber",
        "valid_address": "validAddress",
        "exec_login_timestamp": "execLoginTimestamp",
        "exec_timestamp": "execTimestamp",
        "document_type": "documentType",
        "external_account_id": "externalAccountId",
        "external_individual_id": "externalIndividualId",
        "proof_of_identity_type": "proofOfIdentityType",
        "expiration_date": "expirationDate",
        "proof_of_address_type": "proofOfAddressType",
    },
):
    """Agreement or proof, with who signed it and when."""

    signed_by: list[str] | UnsetType = UNSET
    """Names of those who signed, as in the application."""
    attached_file: AttachedFile
    form_number: int
    """Number of the form or of the pending task."""
    valid_address: bool | UnsetType = UNSET
    """The driving licence proves the address, too."""
    exec_login_timestamp: int
    """When the signer had logged in."""
    exec_timestamp: int
    """When it was signed."""
    document_type: (
        Literal[
            "Check",
            "Company Ownership",
            "Divorce Settlement",
            "Employer Confirmation",
            "Entitlement to Payments",
            "Letter",
            "Ownership",
            "Pay Slip",
            "Proof of Sale",
            "Proof of Winnings",
            "Severance",
            "Tax Return",
            "Will",
            "Bank Statement",
            "Brokerage Statement",
            "Current Lease",
            "Financial Statement",
            "Certificate of Incorporation/Formation",
            "Certificate of Registratios",
            "Company Charter",
            "Certificate of Good Standing",
            "Government-issued Business License",
            "Corporate Charter",
            "Articles of Incorporation",
            "Bank Passbook/Statement",
            "Certified Proof of Identity",
            "Certified Proof of Address",
            "Income Tax Return",
            "Additional Proof of Identity Document",
            "Proof of Principal Place of Business and Registration",
            "Utility Bill",
            "Evidence of Ownership of Property",
            "Authorization to Open Account - Evidence",
            "Authorization to Open Account - Certification",
            "Italian Health Card (Tessera Sanitaria)",
            "CRS card of Lombardy",
            "Italian Electronic ID Card - CIE",
            "Court- or Govt-issued document",
            "Copy of Passport, National Id or Driver's License",
            "Passport",
            "National ID",
        ]
        | UnsetType
    ) = UNSET
    signature: str | UnsetType = UNSET
    """Name of who signed."""
    external_account_id: str | UnsetType = UNSET
    external_individual_id: str | UnsetType = UNSET
    proof_of_identity_type: (
        Literal[
            "Driver License",
            "Passport",
            "Alien ID Card",
            "National ID Card",
            "Bank Statement",
            "Evidence of Ownership of Property",
            "Credit Card Statement",
            "Utility Bill",
            "Brokerage Statement",
            "T4 Statement",
            "CRA Assessment",
            "Hong Kong and Macao Entry Permit",
        ]
        | UnsetType
    ) = UNSET
    expiration_date: str | UnsetType = UNSET
    """Date as 2013-02-19."""
    proof_of_address_type: (
        Literal[
            "Driver License",
            "Bank Statement",
            "Brokerage Statement",
            "Homeowner Insurance Policy Bill",
            "Homeowner Insurance Policy Document",
            "Renter Insurance Policy bill",
            "Renter Insurance Policy Document",
            "Security System Bill",
            "Government Issued Letters",
            "Utility Bill",
            "Current Lease",
            "Evidence of Ownership of Property",
            "Other Document",
        ]
        | UnsetType
    ) = UNSET
    payload: FilePayload | UnsetType = UNSET


class QuestionnaireAnswerDetail(Struct, kw_only=True, gc=False):
    """Detail of an answer."""

    name: str | UnsetType = UNSET
    detail: str | UnsetType = UNSET


class QuestionnaireAnswer(
    Struct, kw_only=True, rename={"answer_detail": "answerDetail", "question_id": "questionId"}
):
    """Answer to one question."""

    answer_detail: list[QuestionnaireAnswerDetail] | UnsetType = UNSET
    detail: str | UnsetType = UNSET
    id: int | UnsetType = UNSET
    question_id: int | UnsetType = UNSET


class Questionnaire(Struct, kw_only=True, rename={"form_number": "formNumber"}):
    """Answers to the questions of one form."""

    answers: list[QuestionnaireAnswer] | UnsetType = UNSET
    form_number: int | UnsetType = UNSET


class Questionnaires(Struct, kw_only=True):
    """Answered forms."""

    questionnaire: list[Questionnaire] | UnsetType = UNSET


class AddAdditionalAccount(Struct, kw_only=True, rename={"account_id": "accountId"}):
    """Another account for a customer who has one."""

    customer: ApplicationCustomer | UnsetType = UNSET
    account: ApplicationAccount | UnsetType = UNSET
    documents: list[SignedDocument] | UnsetType = UNSET
    users: list[ApplicationUser] | UnsetType = UNSET
    account_id: str | UnsetType = UNSET


class DocumentsClaims(Struct, kw_only=True, rename={"process_documents": "processDocuments"}):
    """What the signed request that hands in documents contains. The usual claims of a signed request, such as
    iss, iat and exp, come on top.
    """

    process_documents: ProcessDocuments | UnsetType = UNSET


class ProcessDocuments(Struct, kw_only=True, rename={"input_language": "inputLanguage"}):
    """Documents that are handed in."""

    documents: list[SignedDocument] | UnsetType = UNSET
    input_language: (
        Literal["en", "zh-Hans", "ja", "ru", "fr", "pt", "es", "it", "ar-AE", "de", "he-IL", "hu"] | UnsetType
    ) = UNSET
    """Language of what was typed in, if it is not English."""
    translation: bool | UnsetType = UNSET
    """Let IBKR translate what is not English."""
