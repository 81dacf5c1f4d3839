# Generated from spec/. Do not edit.
"""Wire models of the group `management_people`."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from ibkr_wire.models.management_tax_forms import FormCrs, FormW8Ben, FormW9

__all__ = [
    "AccreditedInvestorAnswers",
    "AffiliationDetails",
    "AssetExperience",
    "AssociatedIndividual",
    "AustralianExposure",
    "FinancialInformation",
    "FinancialQuestionnaire",
    "IraContingentBeneficiary",
    "IraDecedent",
    "IraPrimaryBeneficiary",
    "LegalEntity",
    "LegalEntityIdentification",
    "OrganizationIdentification",
    "OrganizationRegulation",
    "OrganizationRegulator",
    "Person",
    "PersonEmployment",
    "PersonIdentification",
    "PersonName",
    "PersonTitle",
    "PhoneNumber",
    "PoliticalExposure",
    "PostalAddress",
    "ProhibitedCountryAnswer",
    "ProhibitedCountryAnswers",
    "PublicCompany",
    "RegulatedMembership",
    "RegulatoryDetail",
    "RegulatoryInformation",
    "ResidenceAddress",
    "SelfRegulatedMembership",
    "SourceOfIncome",
    "SourceOfIncomeQuestionnaire",
    "SourceOfWealth",
    "TaxResidency",
    "TrusteePerson",
    "TrustIdentification",
    "UserPerson",
]


class PersonName(Struct, kw_only=True, gc=False):
    """Name of a person."""

    salutation: Literal["Mr.", "Mrs.", "Ms.", "Dr.", "Mx.", "Ind."] | UnsetType = UNSET
    first: str | UnsetType = UNSET
    last: str | UnsetType = UNSET
    middle: str | UnsetType = UNSET
    suffix: Literal["Jr.", "Sr.", "I", "II", "III", "IV", "V"] | UnsetType = UNSET
    title: str | UnsetType = UNSET


class PostalAddress(Struct, kw_only=True, gc=False, rename={"postal_code": "postalCode"}):
    """Address for mail or business."""

    street1: str | UnsetType = UNSET
    street2: str | UnsetType = UNSET
    city: str | UnsetType = UNSET
    state: str | UnsetType = UNSET
    """Code such as US-CT."""
    country: str | UnsetType = UNSET
    """Code of three letters."""
    postal_code: str | UnsetType = UNSET


class ResidenceAddress(Struct, kw_only=True, gc=False, rename={"postal_code": "postalCode"}):
    """Where a person lives; post office boxes are refused."""

    street1: str | UnsetType = UNSET
    street2: str | UnsetType = UNSET
    city: str | UnsetType = UNSET
    state: str | UnsetType = UNSET
    """Code such as US-CT."""
    country: str | UnsetType = UNSET
    """Code of three letters."""
    postal_code: str | UnsetType = UNSET
    """00000 where there are none."""


class PhoneNumber(Struct, kw_only=True, gc=False):
    """Telephone number."""

    type: (
        Literal[
            "Work", "Home", "Fax", "Mobile", "Mobile (work)", "Mobile (other)", "Business", "Other (voice)"
        ]
        | UnsetType
    ) = UNSET
    number: str | UnsetType = UNSET
    country: str | UnsetType = UNSET
    """Code of three letters."""
    verified: bool | UnsetType = UNSET


class PersonIdentification(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "drivers_license": "driversLicense",
        "alien_card": "alienCard",
        "hk_travel_permit": "hkTravelPermit",
        "medicare_card": "medicareCard",
        "card_color": "cardColor",
        "medicare_reference": "medicareReference",
        "national_card": "nationalCard",
        "issuing_country": "issuingCountry",
        "issuing_state": "issuingState",
        "legal_residence_country": "legalResidenceCountry",
        "legal_residence_state": "legalResidenceState",
        "educational_qualification": "educationalQualification",
        "fathers_name": "fathersName",
        "green_card": "greenCard",
        "pan_number": "panNumber",
        "tax_id": "taxId",
        "proof_of_age_card": "proofOfAgeCard",
        "expiration_date": "expirationDate",
    },
):
    """Citizenship and identity documents of a person."""

    citizenship: str | UnsetType = UNSET
    """Country, code of three letters."""
    citizenship2: str | UnsetType = UNSET
    citizenship3: str | UnsetType = UNSET
    ssn: str | UnsetType = UNSET
    """United States social security number."""
    sin: str | UnsetType = UNSET
    """Canadian social insurance number."""
    drivers_license: str | UnsetType = UNSET
    passport: str | UnsetType = UNSET
    alien_card: str | UnsetType = UNSET
    hk_travel_permit: str | UnsetType = UNSET
    medicare_card: str | UnsetType = UNSET
    """Australia only."""
    card_color: Literal["BLUE", "GREEN", "YELLOW"] | UnsetType = UNSET
    """Goes with medicareCard."""
    medicare_reference: str | UnsetType = UNSET
    """Goes with medicareCard."""
    national_card: str | UnsetType = UNSET
    issuing_country: str | UnsetType = UNSET
    issuing_state: str | UnsetType = UNSET
    rta: str | UnsetType = UNSET
    """Issuing authority of an Australian driving licence."""
    legal_residence_country: str | UnsetType = UNSET
    legal_residence_state: str | UnsetType = UNSET
    educational_qualification: str | UnsetType = UNSET
    fathers_name: str | UnsetType = UNSET
    green_card: bool | UnsetType = UNSET
    pan_number: str | UnsetType = UNSET
    """Indian tax number."""
    tax_id: str | UnsetType = UNSET
    proof_of_age_card: str | UnsetType = UNSET
    expire: bool | UnsetType = UNSET
    """The document has a date of expiry."""
    expiration_date: str | UnsetType = UNSET
    """Date as 2018-02-19, not past."""


class PersonEmployment(
    Struct,
    kw_only=True,
    rename={
        "employer_business": "employerBusiness",
        "employer_address": "employerAddress",
        "employer_phone": "employerPhone",
        "empl_country_res_country_details": "emplCountryResCountryDetails",
    },
):
    """Work of a person."""

    employer: str | UnsetType = UNSET
    occupation: str | UnsetType = UNSET
    description: str | UnsetType = UNSET
    employer_business: str | UnsetType = UNSET
    employer_address: PostalAddress | UnsetType = UNSET
    employer_phone: str | UnsetType = UNSET
    empl_country_res_country_details: str | UnsetType = UNSET
    """Why the countries of work and residence differ."""


class TaxResidency(Struct, kw_only=True, gc=False, rename={"tin_type": "tinType"}):
    """Country of tax residence with the tax number there."""

    country: str | UnsetType = UNSET
    tin: str | UnsetType = UNSET
    tin_type: Literal["SSN", "EIN", "NonUS_NationalId"] | UnsetType = UNSET


class PersonTitle(Struct, kw_only=True, gc=False):
    """Role of a person in the account."""

    value: str | UnsetType = UNSET
    code: (
        Literal[
            "Account Holder",
            "FIRST HOLDER",
            "SECOND HOLDER",
            "TRADER",
            "CEO",
            "SECRETARY",
            "TREASURER",
            "OWNER",
            "PRINCIPAL",
            "SHAREHOLDER",
            "TRUSTEE",
            "BENEFICIARY",
            "GRANTOR",
            "Employee",
            "CONTINGENT",
            "IRA_BENEFICIARY",
            "IRA DECEDENT",
            "COMP_OFFICER",
            "Other Officer",
            "Controlling Officer",
            "SIGNATORY",
            "NON-EMPLOYEE",
            "CUSTODIAN",
            "SUCCESSOR_CUSTODIAN",
            "DIRECTOR",
            "PARTNER",
            "CUSTODIAN EMPLOYEE",
            "SUCCESSOR CUSTODIAN EMPLOYEE",
            "SPOUSE",
            "Successor Holder",
            "Registered Contact",
        ]
        | UnsetType
    ) = UNSET


class ProhibitedCountryAnswer(Struct, kw_only=True, gc=False):
    """Tie to a country that IBKR does not serve."""

    code: (
        Literal[
            "PASSPORT", "CITIZENSHIP", "BUSINESSDEALINGS", "FINANCIALACCOUNTS", "RESIDENT", "MULTI", "BIRTH"
        ]
        | UnsetType
    ) = UNSET
    status: bool | UnsetType = UNSET
    details: str | UnsetType = UNSET


class ProhibitedCountryAnswers(
    Struct,
    kw_only=True,
    rename={
        "prohibited_questionnaire_detail": "prohibitedQuestionnaireDetail",
        "account_id": "accountId",
        "external_id": "externalId",
        "entity_id": "entityId",
    },
):
    """All ties of a person to countries that IBKR does not serve."""

    prohibited_questionnaire_detail: list[ProhibitedCountryAnswer] | UnsetType = UNSET
    account_id: str | UnsetType = UNSET
    external_id: str | UnsetType = UNSET
    """Own id."""
    entity_id: str | UnsetType = UNSET


class Person(
    Struct,
    kw_only=True,
    rename={
        "native_name": "nativeName",
        "birth_name": "birthName",
        "mother_maiden_name": "motherMaidenName",
        "date_of_birth": "dateOfBirth",
        "country_of_birth": "countryOfBirth",
        "city_of_birth": "cityOfBirth",
        "marital_status": "maritalStatus",
        "num_dependents": "numDependents",
        "residence_address": "residenceAddress",
        "mailing_address": "mailingAddress",
        "employment_type": "employmentType",
        "employment_details": "employmentDetails",
        "employee_title": "employeeTitle",
        "tax_residencies": "taxResidencies",
        "w8_ben": "w8Ben",
        "prohibited_country_questionnaire": "prohibitedCountryQuestionnaire",
        "external_id": "externalId",
        "user_id": "userId",
        "same_mail_address": "sameMailAddress",
        "authorized_to_sign_on_behalf_of_owner": "authorizedToSignOnBehalfOfOwner",
        "authorized_trader": "authorizedTrader",
        "us_tax_resident": "usTaxResident",
        "primary_trustee": "primaryTrustee",
    },
):
    """A person, with everything that an application may say about one."""

    name: PersonName | UnsetType = UNSET
    native_name: PersonName | UnsetType = UNSET
    birth_name: PersonName | UnsetType = UNSET
    mother_maiden_name: PersonName | UnsetType = UNSET
    date_of_birth: str | UnsetType = UNSET
    """Date as 1980-02-19."""
    country_of_birth: str | UnsetType = UNSET
    city_of_birth: str | UnsetType = UNSET
    gender: Literal["M", "F", "Male", "Female"] | UnsetType = UNSET
    marital_status: Literal["S", "M", "W", "D", "C"] | UnsetType = UNSET
    """S single, M married, W widowed, D divorced, C common-law partner."""
    num_dependents: int | UnsetType = UNSET
    residence_address: ResidenceAddress | UnsetType = UNSET
    mailing_address: PostalAddress | UnsetType = UNSET
    phones: list[PhoneNumber] | UnsetType = UNSET
    email: str | UnsetType = UNSET
    identification: PersonIdentification | UnsetType = UNSET
    employment_type: str | UnsetType = UNSET
    employment_details: PersonEmployment | UnsetType = UNSET
    employee_title: str | UnsetType = UNSET
    tax_residencies: list[TaxResidency] | UnsetType = UNSET
    w9: FormW9 | UnsetType = UNSET
    w8_ben: FormW8Ben | UnsetType = UNSET
    crs: FormCrs | UnsetType = UNSET
    prohibited_country_questionnaire: ProhibitedCountryAnswers | UnsetType = UNSET
    id: str | UnsetType = UNSET
    external_id: str | UnsetType = UNSET
    """Own id."""
    user_id: str | UnsetType = UNSET
    same_mail_address: bool | UnsetType = UNSET
    """Mail goes to the same address."""
    authorized_to_sign_on_behalf_of_owner: bool | UnsetType = UNSET
    authorized_trader: bool | UnsetType = UNSET
    us_tax_resident: bool | UnsetType = UNSET
    translated: bool | UnsetType = UNSET
    """The texts were translated."""
    primary_trustee: bool | UnsetType = UNSET


class AssociatedIndividual(
    Struct,
    kw_only=True,
    rename={
        "native_name": "nativeName",
        "birth_name": "birthName",
        "mother_maiden_name": "motherMaidenName",
        "date_of_birth": "dateOfBirth",
        "country_of_birth": "countryOfBirth",
        "city_of_birth": "cityOfBirth",
        "marital_status": "maritalStatus",
        "num_dependents": "numDependents",
        "residence_address": "residenceAddress",
        "mailing_address": "mailingAddress",
        "employment_type": "employmentType",
        "employment_details": "employmentDetails",
        "employee_title": "employeeTitle",
        "tax_residencies": "taxResidencies",
        "w8_ben": "w8Ben",
        "prohibited_country_questionnaire": "prohibitedCountryQuestionnaire",
        "external_id": "externalId",
        "user_id": "userId",
        "same_mail_address": "sameMailAddress",
        "authorized_to_sign_on_behalf_of_owner": "authorizedToSignOnBehalfOfOwner",
        "authorized_trader": "authorizedTrader",
        "us_tax_resident": "usTaxResident",
        "primary_trustee": "primaryTrustee",
        "ownership_percentage": "ownershipPercentage",
        "authorized_person": "authorizedPerson",
        "reference_username": "referenceUsername",
    },
):
    """Person tied to an account: holder, officer, owner, trader."""

    name: PersonName | UnsetType = UNSET
    native_name: PersonName | UnsetType = UNSET
    birth_name: PersonName | UnsetType = UNSET
    mother_maiden_name: PersonName | UnsetType = UNSET
    date_of_birth: str | UnsetType = UNSET
    """Date as 1980-02-19."""
    country_of_birth: str | UnsetType = UNSET
    city_of_birth: str | UnsetType = UNSET
    gender: Literal["M", "F", "Male", "Female"] | UnsetType = UNSET
    marital_status: Literal["S", "M", "W", "D", "C"] | UnsetType = UNSET
    """S single, M married, W widowed, D divorced, C common-law partner."""
    num_dependents: int | UnsetType = UNSET
    residence_address: ResidenceAddress | UnsetType = UNSET
    mailing_address: PostalAddress | UnsetType = UNSET
    phones: list[PhoneNumber] | UnsetType = UNSET
    email: str | UnsetType = UNSET
    identification: PersonIdentification | UnsetType = UNSET
    employment_type: str | UnsetType = UNSET
    employment_details: PersonEmployment | UnsetType = UNSET
    employee_title: str | UnsetType = UNSET
    tax_residencies: list[TaxResidency] | UnsetType = UNSET
    w9: FormW9 | UnsetType = UNSET
    w8_ben: FormW8Ben | UnsetType = UNSET
    crs: FormCrs | UnsetType = UNSET
    prohibited_country_questionnaire: ProhibitedCountryAnswers | UnsetType = UNSET
    id: str | UnsetType = UNSET
    external_id: str | UnsetType = UNSET
    """Own id."""
    user_id: str | UnsetType = UNSET
    same_mail_address: bool | UnsetType = UNSET
    """Mail goes to the same address."""
    authorized_to_sign_on_behalf_of_owner: bool | UnsetType = UNSET
    authorized_trader: bool | UnsetType = UNSET
    us_tax_resident: bool | UnsetType = UNSET
    translated: bool | UnsetType = UNSET
    """The texts were translated."""
    primary_trustee: bool | UnsetType = UNSET
    ownership_percentage: Decimal | UnsetType = UNSET
    titles: list[PersonTitle] | UnsetType = UNSET
    authorized_person: bool | UnsetType = UNSET
    reference_username: str | UnsetType = UNSET


class TrusteePerson(
    Struct,
    kw_only=True,
    rename={
        "native_name": "nativeName",
        "birth_name": "birthName",
        "mother_maiden_name": "motherMaidenName",
        "date_of_birth": "dateOfBirth",
        "country_of_birth": "countryOfBirth",
        "city_of_birth": "cityOfBirth",
        "marital_status": "maritalStatus",
        "num_dependents": "numDependents",
        "residence_address": "residenceAddress",
        "mailing_address": "mailingAddress",
        "employment_type": "employmentType",
        "employment_details": "employmentDetails",
        "employee_title": "employeeTitle",
        "tax_residencies": "taxResidencies",
        "w8_ben": "w8Ben",
        "prohibited_country_questionnaire": "prohibitedCountryQuestionnaire",
        "external_id": "externalId",
        "user_id": "userId",
        "same_mail_address": "sameMailAddress",
        "authorized_to_sign_on_behalf_of_owner": "authorizedToSignOnBehalfOfOwner",
        "authorized_trader": "authorizedTrader",
        "us_tax_resident": "usTaxResident",
        "primary_trustee": "primaryTrustee",
        "nfa_registered": "nfaRegistered",
        "nfa_registration_number": "nfaRegistrationNumber",
    },
):
    """Person who is a trustee."""

    name: PersonName | UnsetType = UNSET
    native_name: PersonName | UnsetType = UNSET
    birth_name: PersonName | UnsetType = UNSET
    mother_maiden_name: PersonName | UnsetType = UNSET
    date_of_birth: str | UnsetType = UNSET
    """Date as 1980-02-19."""
    country_of_birth: str | UnsetType = UNSET
    city_of_birth: str | UnsetType = UNSET
    gender: Literal["M", "F", "Male", "Female"] | UnsetType = UNSET
    marital_status: Literal["S", "M", "W", "D", "C"] | UnsetType = UNSET
    """S single, M married, W widowed, D divorced, C common-law partner."""
    num_dependents: int | UnsetType = UNSET
    residence_address: ResidenceAddress | UnsetType = UNSET
    mailing_address: PostalAddress | UnsetType = UNSET
    phones: list[PhoneNumber] | UnsetType = UNSET
    email: str | UnsetType = UNSET
    identification: PersonIdentification | UnsetType = UNSET
    employment_type: str | UnsetType = UNSET
    employment_details: PersonEmployment | UnsetType = UNSET
    employee_title: str | UnsetType = UNSET
    tax_residencies: list[TaxResidency] | UnsetType = UNSET
    w9: FormW9 | UnsetType = UNSET
    w8_ben: FormW8Ben | UnsetType = UNSET
    crs: FormCrs | UnsetType = UNSET
    prohibited_country_questionnaire: ProhibitedCountryAnswers | UnsetType = UNSET
    id: str | UnsetType = UNSET
    external_id: str | UnsetType = UNSET
    """Own id."""
    user_id: str | UnsetType = UNSET
    same_mail_address: bool | UnsetType = UNSET
    """Mail goes to the same address."""
    authorized_to_sign_on_behalf_of_owner: bool | UnsetType = UNSET
    authorized_trader: bool | UnsetType = UNSET
    us_tax_resident: bool | UnsetType = UNSET
    translated: bool | UnsetType = UNSET
    """The texts were translated."""
    primary_trustee: bool | UnsetType = UNSET
    nfa_registered: bool | UnsetType = UNSET
    nfa_registration_number: str | UnsetType = UNSET


class UserPerson(
    Struct,
    kw_only=True,
    rename={
        "native_name": "nativeName",
        "birth_name": "birthName",
        "mother_maiden_name": "motherMaidenName",
        "date_of_birth": "dateOfBirth",
        "country_of_birth": "countryOfBirth",
        "city_of_birth": "cityOfBirth",
        "marital_status": "maritalStatus",
        "num_dependents": "numDependents",
        "residence_address": "residenceAddress",
        "mailing_address": "mailingAddress",
        "employment_type": "employmentType",
        "employment_details": "employmentDetails",
        "employee_title": "employeeTitle",
        "tax_residencies": "taxResidencies",
        "w8_ben": "w8Ben",
        "prohibited_country_questionnaire": "prohibitedCountryQuestionnaire",
        "external_id": "externalId",
        "user_id": "userId",
        "same_mail_address": "sameMailAddress",
        "authorized_to_sign_on_behalf_of_owner": "authorizedToSignOnBehalfOfOwner",
        "authorized_trader": "authorizedTrader",
        "us_tax_resident": "usTaxResident",
        "primary_trustee": "primaryTrustee",
        "ownership_percentage": "ownershipPercentage",
        "authorized_person": "authorizedPerson",
        "reference_username": "referenceUsername",
    },
):
    """Person who gets a username."""

    name: PersonName | UnsetType = UNSET
    native_name: PersonName | UnsetType = UNSET
    birth_name: PersonName | UnsetType = UNSET
    mother_maiden_name: PersonName | UnsetType = UNSET
    date_of_birth: str | UnsetType = UNSET
    """Date as 1980-02-19."""
    country_of_birth: str | UnsetType = UNSET
    city_of_birth: str | UnsetType = UNSET
    gender: Literal["M", "F", "Male", "Female"] | UnsetType = UNSET
    marital_status: Literal["S", "M", "W", "D", "C"] | UnsetType = UNSET
    """S single, M married, W widowed, D divorced, C common-law partner."""
    num_dependents: int | UnsetType = UNSET
    residence_address: ResidenceAddress | UnsetType = UNSET
    mailing_address: PostalAddress | UnsetType = UNSET
    phones: list[PhoneNumber] | UnsetType = UNSET
    email: str | UnsetType = UNSET
    identification: PersonIdentification | UnsetType = UNSET
    employment_type: str | UnsetType = UNSET
    employment_details: PersonEmployment | UnsetType = UNSET
    employee_title: str | UnsetType = UNSET
    tax_residencies: list[TaxResidency] | UnsetType = UNSET
    w9: FormW9 | UnsetType = UNSET
    w8_ben: FormW8Ben | UnsetType = UNSET
    crs: FormCrs | UnsetType = UNSET
    prohibited_country_questionnaire: ProhibitedCountryAnswers | UnsetType = UNSET
    id: str | UnsetType = UNSET
    external_id: str | UnsetType = UNSET
    """Own id."""
    user_id: str | UnsetType = UNSET
    same_mail_address: bool | UnsetType = UNSET
    """Mail goes to the same address."""
    authorized_to_sign_on_behalf_of_owner: bool | UnsetType = UNSET
    authorized_trader: bool | UnsetType = UNSET
    us_tax_resident: bool | UnsetType = UNSET
    translated: bool | UnsetType = UNSET
    """The texts were translated."""
    primary_trustee: bool | UnsetType = UNSET
    ownership_percentage: Decimal | UnsetType = UNSET
    title: list[PersonTitle] | UnsetType = UNSET
    authorized_person: bool | UnsetType = UNSET
    reference_username: str | UnsetType = UNSET


class LegalEntityIdentification(
    Struct,
    kw_only=True,
    rename={
        "place_of_business_address": "placeOfBusinessAddress",
        "mailing_address": "mailingAddress",
        "identification_country": "identificationCountry",
        "formation_country": "formationCountry",
        "formation_type": "formationType",
        "exchange_code": "exchangeCode",
        "exchange_symbol": "exchangeSymbol",
        "same_mail_address": "sameMailAddress",
    },
):
    """Registration and seat of a company."""

    place_of_business_address: PostalAddress | UnsetType = UNSET
    mailing_address: PostalAddress | UnsetType = UNSET
    identification: str | UnsetType = UNSET
    identification_country: str | UnsetType = UNSET
    formation_country: str | UnsetType = UNSET
    formation_type: Literal["PUBLIC", "PRIVATE", "OTHER"] | UnsetType = UNSET
    exchange_code: str | UnsetType = UNSET
    exchange_symbol: str | UnsetType = UNSET
    same_mail_address: bool | UnsetType = UNSET
    """Mail goes to the same address."""


class LegalEntity(
    Struct,
    kw_only=True,
    rename={
        "legal_entity_identification": "legalEntityIdentification",
        "tax_residencies": "taxResidencies",
        "external_id": "externalId",
        "us_tax_resident": "usTaxResident",
    },
):
    """Company tied to an account."""

    name: str | UnsetType = UNSET
    address: PostalAddress | UnsetType = UNSET
    phones: list[PhoneNumber] | UnsetType = UNSET
    email: str | UnsetType = UNSET
    legal_entity_identification: LegalEntityIdentification | UnsetType = UNSET
    tax_residencies: list[TaxResidency] | UnsetType = UNSET
    id: str | UnsetType = UNSET
    external_id: str | UnsetType = UNSET
    """Own id."""
    us_tax_resident: bool | UnsetType = UNSET
    translated: bool | UnsetType = UNSET
    """The texts were translated."""


class TrustIdentification(
    Struct,
    kw_only=True,
    rename={
        "mailing_address": "mailingAddress",
        "type_of_trust": "typeOfTrust",
        "purpose_of_trust": "purposeOfTrust",
        "date_formed": "dateFormed",
        "formation_country": "formationCountry",
        "formation_state": "formationState",
        "registration_number": "registrationNumber",
        "registration_type": "registrationType",
        "registration_country": "registrationCountry",
        "same_mail_address": "sameMailAddress",
    },
):
    """Registration and kind of a trust."""

    address: PostalAddress | UnsetType = UNSET
    mailing_address: PostalAddress | UnsetType = UNSET
    phones: list[PhoneNumber] | UnsetType = UNSET
    name: str | UnsetType = UNSET
    description: str | UnsetType = UNSET
    type_of_trust: (
        Literal["IRREVOC", "SMSF", "REVOCABLE", "TESTAMENTARY", "RETIREMENT", "ERISA", "OTHER"] | UnsetType
    ) = UNSET
    purpose_of_trust: str | UnsetType = UNSET
    date_formed: str | UnsetType = UNSET
    """Date as 2013-02-19."""
    formation_country: str | UnsetType = UNSET
    formation_state: str | UnsetType = UNSET
    registration_number: str | UnsetType = UNSET
    registration_type: Literal["SSN", "EIN", "NonUS_NationalId"] | UnsetType = UNSET
    registration_country: str | UnsetType = UNSET
    same_mail_address: bool | UnsetType = UNSET
    """Mail goes to the same address."""
    translated: bool | UnsetType = UNSET
    """The texts were translated."""


class OrganizationIdentification(
    Struct,
    kw_only=True,
    rename={
        "place_of_business_address": "placeOfBusinessAddress",
        "mailing_address": "mailingAddress",
        "business_description": "businessDescription",
        "website_address": "websiteAddress",
        "identification_country": "identificationCountry",
        "formation_country": "formationCountry",
        "formation_state": "formationState",
        "same_mail_address": "sameMailAddress",
    },
):
    """Registration and seat of an organization that applies."""

    place_of_business_address: PostalAddress | UnsetType = UNSET
    mailing_address: PostalAddress | UnsetType = UNSET
    phones: list[PhoneNumber] | UnsetType = UNSET
    name: str | UnsetType = UNSET
    business_description: str | UnsetType = UNSET
    website_address: str | UnsetType = UNSET
    identification: str | UnsetType = UNSET
    identification_country: str | UnsetType = UNSET
    formation_country: str | UnsetType = UNSET
    formation_state: str | UnsetType = UNSET
    same_mail_address: bool | UnsetType = UNSET
    """Mail goes to the same address."""
    translated: bool | UnsetType = UNSET
    """The texts were translated."""


class AssetExperience(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "asset_class": "assetClass",
        "years_trading": "yearsTrading",
        "trades_per_year": "tradesPerYear",
        "knowledge_level": "knowledgeLevel",
    },
):
    """Trading experience in one class of assets."""

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
    years_trading: int | UnsetType = UNSET
    trades_per_year: int | UnsetType = UNSET
    knowledge_level: Literal["Extensive", "Good", "Limited", "None"] | UnsetType = UNSET


class SourceOfIncome(Struct, kw_only=True, gc=False, rename={"source_type": "sourceType"}):
    """Further source of income, with its share."""

    source_type: (
        Literal[
            "CONSULTING",
            "DISABILITY",
            "INHERITANCE",
            "INTEREST",
            "REALESTATE",
            "RENTAL",
            "SEVERANCE",
            "SPOUSE",
            "TRADINGANDINVESTMENTS",
            "PENSIONANDSOCIALSECURITY",
            "UNEMPLOYMENT",
            "OTHER",
        ]
        | UnsetType
    ) = UNSET
    percentage: int | UnsetType = UNSET
    description: str | UnsetType = UNSET


class SourceOfWealth(
    Struct, kw_only=True, gc=False, rename={"source_type": "sourceType", "used_for_funds": "usedForFunds"}
):
    """Source of wealth, with its share."""

    source_type: (
        Literal[
            "SOW-IND-Allowance",
            "SOW-IND-Disability",
            "SOW-IND-Income",
            "SOW-IND-Inheritance",
            "SOW-IND-Interest",
            "SOW-IND-MarketProfit",
            "SOW-IND-Other",
            "SOW-IND-Pension",
            "SOW-IND-Property",
            "SOW-ORG-Business",
            "SOW-ORG-MarketTradingProfits",
            "SOW-ORG-Other",
            "SOW-ORG-OwnerEquity",
            "SOW-ORG-Property",
            "SOW-ORG-RetainedEarnings",
        ]
        | UnsetType
    ) = UNSET
    percentage: int | UnsetType = UNSET
    used_for_funds: bool | UnsetType = UNSET
    description: str | UnsetType = UNSET


class SourceOfIncomeQuestionnaire(Struct, kw_only=True, gc=False):
    """Words about the source of income."""

    details: str | UnsetType = UNSET


class FinancialQuestionnaire(Struct, kw_only=True, gc=False, rename={"form_number": "formNumber"}):
    """Answer to a form about finances."""

    form_number: int | UnsetType = UNSET
    detail: str | UnsetType = UNSET


class FinancialInformation(
    Struct,
    kw_only=True,
    rename={
        "investment_experience": "investmentExperience",
        "investment_objectives": "investmentObjectives",
        "additional_sources_of_income": "additionalSourcesOfIncome",
        "sources_of_wealth": "sourcesOfWealth",
        "soi_questionnaire": "soiQuestionnaire",
        "net_worth": "netWorth",
        "liquid_net_worth": "liquidNetWorth",
        "annual_net_income": "annualNetIncome",
        "total_assets": "totalAssets",
        "source_of_funds": "sourceOfFunds",
    },
):
    """Worth, income, experience and aims of an applicant."""

    investment_experience: list[AssetExperience] | UnsetType = UNSET
    investment_objectives: (
        list[Literal["Trading", "Growth", "Speculation", "Hedging", "Preservation", "Income"]] | UnsetType
    ) = UNSET
    additional_sources_of_income: list[SourceOfIncome] | UnsetType = UNSET
    sources_of_wealth: list[SourceOfWealth] | UnsetType = UNSET
    soi_questionnaire: SourceOfIncomeQuestionnaire | UnsetType = UNSET
    questionnaires: list[FinancialQuestionnaire] | UnsetType = UNSET
    net_worth: Decimal | UnsetType = UNSET
    """In the base currency of the account."""
    liquid_net_worth: Decimal | UnsetType = UNSET
    annual_net_income: Decimal | UnsetType = UNSET
    total_assets: Decimal | UnsetType = UNSET
    source_of_funds: str | UnsetType = UNSET
    translated: bool | UnsetType = UNSET
    """The texts were translated."""


class AffiliationDetails(
    Struct,
    kw_only=True,
    rename={
        "affiliation_relationship": "affiliationRelationship",
        "person_name": "personName",
        "company_id": "companyId",
        "company_mailing_address": "companyMailingAddress",
        "company_phone": "companyPhone",
        "company_email_address": "companyEmailAddress",
        "duplicate_stmt_required": "duplicateStmtRequired",
    },
):
    """Tie of a person to a broker or another regulated firm."""

    affiliation_relationship: Literal["Self", "Spouse", "Parent", "Child", "Other"] | UnsetType = UNSET
    person_name: str | UnsetType = UNSET
    company_id: int | UnsetType = UNSET
    company: str | UnsetType = UNSET
    company_mailing_address: PostalAddress | UnsetType = UNSET
    company_phone: str | UnsetType = UNSET
    company_email_address: str | UnsetType = UNSET
    duplicate_stmt_required: bool | UnsetType = UNSET


class SelfRegulatedMembership(Struct, kw_only=True, gc=False):
    """Membership in exchanges and self-regulating bodies."""

    exchanges: str | UnsetType = UNSET
    organizations: str | UnsetType = UNSET


class PublicCompany(
    Struct,
    kw_only=True,
    gc=False,
    rename={"exchange_traded_on": "exchangeTradedOn", "quoted_symbol": "quotedSymbol"},
):
    """Where a public company is listed."""

    exchange_traded_on: str | UnsetType = UNSET
    quoted_symbol: str | UnsetType = UNSET


class OrganizationRegulator(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "regulator_name": "regulatorName",
        "regulator_country": "regulatorCountry",
        "regulated_in_capacity": "regulatedInCapacity",
        "regulator_id": "regulatorId",
    },
):
    """Authority that supervises an organization."""

    regulator_name: str | UnsetType = UNSET
    regulator_country: str | UnsetType = UNSET
    regulated_in_capacity: str | UnsetType = UNSET
    regulator_id: str | UnsetType = UNSET


class OrganizationRegulation(
    Struct,
    kw_only=True,
    rename={"public_company_info": "publicCompanyInfo", "org_regulators": "orgRegulators"},
):
    """Supervision and listing of an organization."""

    public_company_info: PublicCompany | UnsetType = UNSET
    org_regulators: list[OrganizationRegulator] | UnsetType = UNSET
    regulated: bool | UnsetType = UNSET
    public: bool | UnsetType = UNSET


class AustralianExposure(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "aus_exposure_relationship": "ausExposureRelationship",
        "person_name": "personName",
        "license_number": "licenseNumber",
    },
):
    """Tie to the holder of an Australian licence."""

    aus_exposure_relationship: str | UnsetType = UNSET
    person_name: str | UnsetType = UNSET
    license_number: int | UnsetType = UNSET


class PoliticalExposure(Struct, kw_only=True, gc=False, rename={"person_name": "personName"}):
    """Political, military or diplomatic office of a person."""

    person_name: str | UnsetType = UNSET
    title: str | UnsetType = UNSET
    organization: str | UnsetType = UNSET
    country: str | UnsetType = UNSET


class RegulatoryDetail(
    Struct, kw_only=True, gc=False, rename={"external_individual_id": "externalIndividualId"}
):
    """Answer to one regulatory question."""

    code: (
        Literal[
            "CRIMINAL",
            "AFFILIATION",
            "CFTCREGISTERED",
            "IBACCOUNTS",
            "REGULATORYCONTROL",
            "EmployeePubTrade",
            "ControlPubTraded",
            "BROKERDEALER",
            "EXCHANGEMEMBERSHIP",
            "STOCKCONTROL",
            "DISPUTE",
            "INVESTIGATION",
            "MEMBERSHIP",
            "AUSEXPOSURE",
            "CONTROLLER",
            "POLITICALMILITARYDIPLOMATIC",
            "FOREIGN_BANK",
            "BROKER_DEALER",
            "FUTURES_COMMISSION_MERCHANT",
            "MUTUAL_FUND",
            "FOREIGN_EXCHANGE",
            "MONEY_TRANSMITTER",
            "EMPLOYEE_BENEFIT_PLAN",
            "US_BANK",
            "US_SWAP_DEALER",
            "US_SWAP_PARTICIPANT",
            "US_INSURANCE_COMPANY",
            "NON_US_INSURANCE_COMPANY",
            "US_DEPT",
            "FINANCIAL_ADVISOR",
            "HIGH_RISK_CONTRIBUTION",
        ]
        | UnsetType
    ) = UNSET
    status: bool | UnsetType = UNSET
    details: str | UnsetType = UNSET
    """Words about it."""
    detail: str | UnsetType = UNSET
    """Words about it, again."""
    external_individual_id: str | UnsetType = UNSET


class RegulatoryInformation(
    Struct,
    kw_only=True,
    rename={
        "regulatory_details": "regulatoryDetails",
        "regulatory_detail": "regulatoryDetail",
        "self_regulated_membership": "selfRegulatedMembership",
        "affiliation_details": "affiliationDetails",
        "financial_org_types": "financialOrgTypes",
        "org_regulatory_info": "orgRegulatoryInfo",
        "aus_exposure_details": "ausExposureDetails",
        "controller_exchange_code": "controllerExchangeCode",
        "political_military_diplomatic_details": "politicalMilitaryDiplomaticDetails",
    },
):
    """Answers of an applicant to regulatory questions."""

    regulatory_details: list[RegulatoryDetail] | UnsetType = UNSET
    regulatory_detail: list[RegulatoryDetail] | UnsetType = UNSET
    """As regulatoryDetails; both are published."""
    self_regulated_membership: SelfRegulatedMembership | UnsetType = UNSET
    affiliation_details: AffiliationDetails | UnsetType = UNSET
    financial_org_types: list[str] | UnsetType = UNSET
    org_regulatory_info: OrganizationRegulation | UnsetType = UNSET
    aus_exposure_details: AustralianExposure | UnsetType = UNSET
    controller_exchange_code: str | UnsetType = UNSET
    political_military_diplomatic_details: PoliticalExposure | UnsetType = UNSET
    translated: bool | UnsetType = UNSET
    """The texts were translated."""


class RegulatedMembership(
    Struct,
    kw_only=True,
    gc=False,
    rename={"organization_code": "organizationCode", "membership_id": "membershipId"},
):
    """Membership in a regulated organization."""

    organization_code: str | UnsetType = UNSET
    membership_id: str | UnsetType = UNSET


class AccreditedInvestorAnswers(Struct, kw_only=True, gc=False):
    """Answers q1 to q5 on whether the investor is accredited."""

    q1: bool | UnsetType = UNSET
    q2: bool | UnsetType = UNSET
    q3: bool | UnsetType = UNSET
    q4: bool | UnsetType = UNSET
    q5: bool | UnsetType = UNSET


class IraDecedent(
    Struct,
    kw_only=True,
    rename={
        "native_name": "nativeName",
        "birth_name": "birthName",
        "mother_maiden_name": "motherMaidenName",
        "date_of_birth": "dateOfBirth",
        "country_of_birth": "countryOfBirth",
        "city_of_birth": "cityOfBirth",
        "marital_status": "maritalStatus",
        "num_dependents": "numDependents",
        "residence_address": "residenceAddress",
        "mailing_address": "mailingAddress",
        "employment_type": "employmentType",
        "employment_details": "employmentDetails",
        "employee_title": "employeeTitle",
        "tax_residencies": "taxResidencies",
        "w8_ben": "w8Ben",
        "prohibited_country_questionnaire": "prohibitedCountryQuestionnaire",
        "external_id": "externalId",
        "user_id": "userId",
        "same_mail_address": "sameMailAddress",
        "authorized_to_sign_on_behalf_of_owner": "authorizedToSignOnBehalfOfOwner",
        "authorized_trader": "authorizedTrader",
        "us_tax_resident": "usTaxResident",
        "primary_trustee": "primaryTrustee",
        "date_of_death": "dateOfDeath",
        "inheritor_type": "inheritorType",
    },
):
    """Person whose retirement account was inherited."""

    name: PersonName | UnsetType = UNSET
    native_name: PersonName | UnsetType = UNSET
    birth_name: PersonName | UnsetType = UNSET
    mother_maiden_name: PersonName | UnsetType = UNSET
    date_of_birth: str | UnsetType = UNSET
    """Date as 1980-02-19."""
    country_of_birth: str | UnsetType = UNSET
    city_of_birth: str | UnsetType = UNSET
    gender: Literal["M", "F", "Male", "Female"] | UnsetType = UNSET
    marital_status: Literal["S", "M", "W", "D", "C"] | UnsetType = UNSET
    """S single, M married, W widowed, D divorced, C common-law partner."""
    num_dependents: int | UnsetType = UNSET
    residence_address: ResidenceAddress | UnsetType = UNSET
    mailing_address: PostalAddress | UnsetType = UNSET
    phones: list[PhoneNumber] | UnsetType = UNSET
    email: str | UnsetType = UNSET
    identification: PersonIdentification | UnsetType = UNSET
    employment_type: str | UnsetType = UNSET
    employment_details: PersonEmployment | UnsetType = UNSET
    employee_title: str | UnsetType = UNSET
    tax_residencies: list[TaxResidency] | UnsetType = UNSET
    w9: FormW9 | UnsetType = UNSET
    w8_ben: FormW8Ben | UnsetType = UNSET
    crs: FormCrs | UnsetType = UNSET
    prohibited_country_questionnaire: ProhibitedCountryAnswers | UnsetType = UNSET
    id: str | UnsetType = UNSET
    external_id: str | UnsetType = UNSET
    """Own id."""
    user_id: str | UnsetType = UNSET
    same_mail_address: bool | UnsetType = UNSET
    """Mail goes to the same address."""
    authorized_to_sign_on_behalf_of_owner: bool | UnsetType = UNSET
    authorized_trader: bool | UnsetType = UNSET
    us_tax_resident: bool | UnsetType = UNSET
    translated: bool | UnsetType = UNSET
    """The texts were translated."""
    primary_trustee: bool | UnsetType = UNSET
    date_of_death: str | UnsetType = UNSET
    """Date as 2013-02-19."""
    title: PersonTitle | UnsetType = UNSET
    inheritor_type: Literal["S", "I", "T", "O"] | UnsetType = UNSET
    relationship: Literal["Other", "Trust", "Spouse", "Individual"] | UnsetType = UNSET


class IraPrimaryBeneficiary(
    Struct,
    kw_only=True,
    rename={
        "native_name": "nativeName",
        "birth_name": "birthName",
        "mother_maiden_name": "motherMaidenName",
        "date_of_birth": "dateOfBirth",
        "country_of_birth": "countryOfBirth",
        "city_of_birth": "cityOfBirth",
        "marital_status": "maritalStatus",
        "num_dependents": "numDependents",
        "residence_address": "residenceAddress",
        "mailing_address": "mailingAddress",
        "employment_type": "employmentType",
        "employment_details": "employmentDetails",
        "employee_title": "employeeTitle",
        "tax_residencies": "taxResidencies",
        "w8_ben": "w8Ben",
        "prohibited_country_questionnaire": "prohibitedCountryQuestionnaire",
        "external_id": "externalId",
        "user_id": "userId",
        "same_mail_address": "sameMailAddress",
        "authorized_to_sign_on_behalf_of_owner": "authorizedToSignOnBehalfOfOwner",
        "authorized_trader": "authorizedTrader",
        "us_tax_resident": "usTaxResident",
        "primary_trustee": "primaryTrustee",
        "ownership_percentage": "ownershipPercentage",
    },
):
    """Person who inherits a retirement account first."""

    name: PersonName | UnsetType = UNSET
    native_name: PersonName | UnsetType = UNSET
    birth_name: PersonName | UnsetType = UNSET
    mother_maiden_name: PersonName | UnsetType = UNSET
    date_of_birth: str | UnsetType = UNSET
    """Date as 1980-02-19."""
    country_of_birth: str | UnsetType = UNSET
    city_of_birth: str | UnsetType = UNSET
    gender: Literal["M", "F", "Male", "Female"] | UnsetType = UNSET
    marital_status: Literal["S", "M", "W", "D", "C"] | UnsetType = UNSET
    """S single, M married, W widowed, D divorced, C common-law partner."""
    num_dependents: int | UnsetType = UNSET
    residence_address: ResidenceAddress | UnsetType = UNSET
    mailing_address: PostalAddress | UnsetType = UNSET
    phones: list[PhoneNumber] | UnsetType = UNSET
    email: str | UnsetType = UNSET
    identification: PersonIdentification | UnsetType = UNSET
    employment_type: str | UnsetType = UNSET
    employment_details: PersonEmployment | UnsetType = UNSET
    employee_title: str | UnsetType = UNSET
    tax_residencies: list[TaxResidency] | UnsetType = UNSET
    w9: FormW9 | UnsetType = UNSET
    w8_ben: FormW8Ben | UnsetType = UNSET
    crs: FormCrs | UnsetType = UNSET
    prohibited_country_questionnaire: ProhibitedCountryAnswers | UnsetType = UNSET
    id: str | UnsetType = UNSET
    external_id: str | UnsetType = UNSET
    """Own id."""
    user_id: str | UnsetType = UNSET
    same_mail_address: bool | UnsetType = UNSET
    """Mail goes to the same address."""
    authorized_to_sign_on_behalf_of_owner: bool | UnsetType = UNSET
    authorized_trader: bool | UnsetType = UNSET
    us_tax_resident: bool | UnsetType = UNSET
    translated: bool | UnsetType = UNSET
    """The texts were translated."""
    primary_trustee: bool | UnsetType = UNSET
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


class IraContingentBeneficiary(
    Struct,
    kw_only=True,
    rename={
        "native_name": "nativeName",
        "birth_name": "birthName",
        "mother_maiden_name": "motherMaidenName",
        "date_of_birth": "dateOfBirth",
        "country_of_birth": "countryOfBirth",
        "city_of_birth": "cityOfBirth",
        "marital_status": "maritalStatus",
        "num_dependents": "numDependents",
        "residence_address": "residenceAddress",
        "mailing_address": "mailingAddress",
        "employment_type": "employmentType",
        "employment_details": "employmentDetails",
        "employee_title": "employeeTitle",
        "tax_residencies": "taxResidencies",
        "w8_ben": "w8Ben",
        "prohibited_country_questionnaire": "prohibitedCountryQuestionnaire",
        "external_id": "externalId",
        "user_id": "userId",
        "same_mail_address": "sameMailAddress",
        "authorized_to_sign_on_behalf_of_owner": "authorizedToSignOnBehalfOfOwner",
        "authorized_trader": "authorizedTrader",
        "us_tax_resident": "usTaxResident",
        "primary_trustee": "primaryTrustee",
        "ownership_percentage": "ownershipPercentage",
    },
):
    """Person who inherits a retirement account in second place."""

    name: PersonName | UnsetType = UNSET
    native_name: PersonName | UnsetType = UNSET
    birth_name: PersonName | UnsetType = UNSET
    mother_maiden_name: PersonName | UnsetType = UNSET
    date_of_birth: str | UnsetType = UNSET
    """Date as 1980-02-19."""
    country_of_birth: str | UnsetType = UNSET
    city_of_birth: str | UnsetType = UNSET
    gender: Literal["M", "F", "Male", "Female"] | UnsetType = UNSET
    marital_status: Literal["S", "M", "W", "D", "C"] | UnsetType = UNSET
    """S single, M married, W widowed, D divorced, C common-law partner."""
    num_dependents: int | UnsetType = UNSET
    residence_address: ResidenceAddress | UnsetType = UNSET
    mailing_address: PostalAddress | UnsetType = UNSET
    phones: list[PhoneNumber] | UnsetType = UNSET
    email: str | UnsetType = UNSET
    identification: PersonIdentification | UnsetType = UNSET
    employment_type: str | UnsetType = UNSET
    employment_details: PersonEmployment | UnsetType = UNSET
    employee_title: str | UnsetType = UNSET
    tax_residencies: list[TaxResidency] | UnsetType = UNSET
    w9: FormW9 | UnsetType = UNSET
    w8_ben: FormW8Ben | UnsetType = UNSET
    crs: FormCrs | UnsetType = UNSET
    prohibited_country_questionnaire: ProhibitedCountryAnswers | UnsetType = UNSET
    id: str | UnsetType = UNSET
    external_id: str | UnsetType = UNSET
    """Own id."""
    user_id: str | UnsetType = UNSET
    same_mail_address: bool | UnsetType = UNSET
    """Mail goes to the same address."""
    authorized_to_sign_on_behalf_of_owner: bool | UnsetType = UNSET
    authorized_trader: bool | UnsetType = UNSET
    us_tax_resident: bool | UnsetType = UNSET
    translated: bool | UnsetType = UNSET
    """The texts were translated."""
    primary_trustee: bool | UnsetType = UNSET
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
