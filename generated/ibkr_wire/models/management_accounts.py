# Generated from spec/. Do not edit.
"""Wire models of the group `management_accounts`."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET, Struct, UnsetType

__all__ = [
    "AccountDetails",
    "AccountProfile",
    "AccountRestriction",
    "AccountTasks",
    "ApplicationFile",
    "AssociatedEntity",
    "AssociatedPerson",
    "EntityBeneficiary",
    "EnumerationValues",
    "FileData",
    "FormAnswer",
    "FormDetails",
    "FormFiles",
    "FormPayload",
    "FormQuestion",
    "IdentityCheck",
    "IndividualBeneficiary",
    "LoginMessage",
    "LoginMessages",
    "ManagedAccountStatus",
    "ManagedAccountStatuses",
    "ManagementError",
    "ManagementRequest",
    "ManagementRequests",
    "ParticipatingBank",
    "ParticipatingBanks",
    "PendingTask",
    "RegistrationTask",
    "RequestReceipt",
    "RequiredForms",
    "TransferBrokers",
    "UsernameCheck",
]


class ManagementError(
    Struct, kw_only=True, rename={"has_error": "hasError", "error_description": "errorDescription"}
):
    """Fault inside an answer with status 200."""

    error: ManagementError | str | None | UnsetType = UNSET
    """Deeper cause."""
    has_error: bool | None | UnsetType = UNSET
    error_description: str | None | UnsetType = UNSET
    """Reason in words."""


class FileData(Struct, kw_only=True):
    """File with its content as JSON."""

    data: Any | UnsetType = UNSET
    """Content."""
    name: str | None | UnsetType = UNSET


class RequestReceipt(
    Struct,
    kw_only=True,
    rename={
        "request_id": "requestId",
        "date_submitted": "dateSubmitted",
        "file_data": "fileData",
        "executed_at": "executedAt",
        "request_type": "requestType",
        "acct_id": "acctId",
    },
):
    """A request that was taken, done or is under way; which keys come depends on the call."""

    request_id: int | str | None | UnsetType = UNSET
    date_submitted: str | None | UnsetType = UNSET
    """Time, ISO 8601."""
    file_data: FileData | None | UnsetType = UNSET
    executed_at: str | None | UnsetType = UNSET
    """When it was taken."""
    request_type: str | None | UnsetType = UNSET
    status: str | None | UnsetType = UNSET
    message: str | None | UnsetType = UNSET
    acct_id: str | None | UnsetType = UNSET
    """Account."""


class ApplicationFile(
    Struct,
    kw_only=True,
    rename={
        "account_id": "accountId",
        "request_file_name": "requestFileName",
        "response_file_name": "responseFileName",
        "is_processed": "isProcessed",
        "has_error": "hasError",
        "error_description": "errorDescription",
    },
):
    """Application that was handed in through this service, or the names of its files."""

    account_id: str | None | UnsetType = UNSET
    request_file_name: str | None | UnsetType = UNSET
    response_file_name: str | None | UnsetType = UNSET
    is_processed: bool | None | UnsetType = UNSET
    name: str | None | UnsetType = UNSET
    data: Any | UnsetType = UNSET
    """Application and answer, as JSON."""
    error: ManagementError | None | UnsetType = UNSET
    """Fault."""
    has_error: bool | None | UnsetType = UNSET
    error_description: str | None | UnsetType = UNSET
    """Reason in words."""


class ManagedAccountStatus(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "date_opened": "dateOpened",
        "date_started": "dateStarted",
        "date_closed": "dateClosed",
        "account_id": "accountId",
        "master_account_id": "masterAccountId",
        "admin_account_id": "adminAccountId",
    },
):
    """Status of one account."""

    date_opened: str | None | UnsetType = UNSET
    """Time, ISO 8601."""
    date_started: str | None | UnsetType = UNSET
    """Time, ISO 8601."""
    date_closed: str | None | UnsetType = UNSET
    """Time, ISO 8601."""
    account_id: str | None | UnsetType = UNSET
    status: str | None | UnsetType = UNSET
    """Letter of the status."""
    description: str | None | UnsetType = UNSET
    master_account_id: str | None | UnsetType = UNSET
    admin_account_id: str | None | UnsetType = UNSET
    state: str | None | UnsetType = UNSET
    """Step of the registration."""
    message: str | None | UnsetType = UNSET


class ManagedAccountStatuses(Struct, kw_only=True):
    """Status of many accounts, a part of the list at a time."""

    accounts: list[ManagedAccountStatus] | None | UnsetType = UNSET
    offset: int | None | UnsetType = UNSET
    """Rows skipped."""
    limit: int | None | UnsetType = UNSET
    """Rows asked for."""
    total: int | None | UnsetType = UNSET
    """Rows in all."""


class AccountProfile(
    Struct,
    kw_only=True,
    rename={
        "account_id": "accountId",
        "master_account_id": "masterAccountId",
        "main_account": "mainAccount",
        "source_account_id": "sourceAccountId",
        "primary_user": "primaryUser",
        "clearing_status": "clearingStatus",
        "clearing_status_description": "clearingStatusDescription",
        "state_code": "stateCode",
        "option_level": "optionLevel",
        "base_currency": "baseCurrency",
        "date_begun": "dateBegun",
        "date_approved": "dateApproved",
        "date_opened": "dateOpened",
        "date_funded": "dateFunded",
        "date_closed": "dateClosed",
        "date_linked": "dateLinked",
        "date_delinked": "dateDelinked",
        "account_title": "accountTitle",
        "official_title": "officialTitle",
        "account_alias": "accountAlias",
        "email_address": "emailAddress",
        "applicant_type": "applicantType",
        "sub_type": "subType",
        "stock_yield_program": "stockYieldProgram",
        "fee_template": "feeTemplate",
        "limited_option_trading": "limitedOptionTrading",
        "investment_objectives": "investmentObjectives",
        "dividend_reinvestment": "dividendReinvestment",
        "external_id": "externalId",
        "mifid_category": "mifidCategory",
        "mifir_status": "mifirStatus",
        "property_profile": "propertyProfile",
        "process_type": "processType",
        "risk_score": "riskScore",
        "trust_type": "trustType",
        "org_type": "orgType",
        "business_description": "businessDescription",
        "us_tax_purpose_type": "usTaxPurposeType",
        "trade_intention_type": "tradeIntentionType",
        "registered_address": "registeredAddress",
        "country_of_corporation": "countryOfCorporation",
        "tax_ids": "taxIds",
        "tax_treaty_details": "taxTreatyDetails",
    },
):
    """Core data of an account."""

    account_id: str | None | UnsetType = UNSET
    master_account_id: str | None | UnsetType = UNSET
    main_account: str | None | UnsetType = UNSET
    source_account_id: str | None | UnsetType = UNSET
    primary_user: str | None | UnsetType = UNSET
    clearing_status: str | None | UnsetType = UNSET
    clearing_status_description: str | None | UnsetType = UNSET
    state_code: str | None | UnsetType = UNSET
    option_level: int | None | UnsetType = UNSET
    base_currency: str | None | UnsetType = UNSET
    date_begun: str | None | UnsetType = UNSET
    date_approved: str | None | UnsetType = UNSET
    date_opened: str | None | UnsetType = UNSET
    date_funded: str | None | UnsetType = UNSET
    date_closed: str | None | UnsetType = UNSET
    date_linked: str | None | UnsetType = UNSET
    date_delinked: str | None | UnsetType = UNSET
    account_title: str | None | UnsetType = UNSET
    official_title: str | None | UnsetType = UNSET
    account_alias: str | None | UnsetType = UNSET
    email_address: str | None | UnsetType = UNSET
    margin: str | None | UnsetType = UNSET
    applicant_type: str | None | UnsetType = UNSET
    sub_type: str | None | UnsetType = UNSET
    stock_yield_program: dict[str, Any] | None | UnsetType = UNSET
    """Lend out shares for a fee."""
    fee_template: dict[str, Any] | None | UnsetType = UNSET
    capabilities: dict[str, Any] | None | UnsetType = UNSET
    limited_option_trading: str | None | UnsetType = UNSET
    investment_objectives: list[str] | None | UnsetType = UNSET
    dividend_reinvestment: dict[str, Any] | None | UnsetType = UNSET
    external_id: str | None | UnsetType = UNSET
    """Own id."""
    mifid_category: str | None | UnsetType = UNSET
    mifir_status: str | None | UnsetType = UNSET
    equity: float | str | None | UnsetType = UNSET
    household: str | None | UnsetType = UNSET
    property_profile: str | None | UnsetType = UNSET
    process_type: str | None | UnsetType = UNSET
    risk_score: int | None | UnsetType = UNSET
    class_action_program: str | None | UnsetType = UNSET
    trust_type: str | None | UnsetType = UNSET
    org_type: str | None | UnsetType = UNSET
    business_description: str | None | UnsetType = UNSET
    us_tax_purpose_type: str | None | UnsetType = UNSET
    trade_intention_type: str | None | UnsetType = UNSET
    registered_address: dict[str, Any] | None | UnsetType = UNSET
    mailing: dict[str, Any] | None | UnsetType = UNSET
    country_of_corporation: str | None | UnsetType = UNSET
    tax_ids: list[dict[str, Any]] | None | UnsetType = UNSET
    tax_treaty_details: list[dict[str, Any]] | None | UnsetType = UNSET
    signatures: list[str] | None | UnsetType = UNSET


class AssociatedPerson(
    Struct,
    kw_only=True,
    rename={
        "entity_id": "entityId",
        "external_code": "externalCode",
        "first_name": "firstName",
        "middle_name": "middleName",
        "middle_initial": "middleInitial",
        "last_name": "lastName",
        "password_date": "passwordDate",
        "user_status": "userStatus",
        "user_status_trading": "userStatusTrading",
        "last_login": "lastLogin",
        "marital_status": "maritalStatus",
        "country_of_citizenship": "countryOfCitizenship",
        "country_of_birth": "countryOfBirth",
        "date_of_birth": "dateOfBirth",
        "moters_maiden_name": "motersMaidenName",
        "number_of_dependents": "numberOfDependents",
        "security_device": "securityDevice",
        "country_of_legal_residence": "countryOfLegalResidence",
        "state_of_legal_residence": "stateOfLegalResidence",
        "md_subscriber_status": "mdSubscriberStatus",
        "identity_documents": "identityDocuments",
        "employment_type": "employmentType",
        "employment_details": "employmentDetails",
        "subscribed_services": "subscribedServices",
        "tax_treaty_details": "taxTreatyDetails",
    },
):
    """Person tied to an account, as IBKR knows it."""

    entity_id: int | str | None | UnsetType = UNSET
    external_code: str | None | UnsetType = UNSET
    first_name: str | None | UnsetType = UNSET
    middle_name: str | None | UnsetType = UNSET
    middle_initial: str | None | UnsetType = UNSET
    last_name: str | None | UnsetType = UNSET
    suffix: str | None | UnsetType = UNSET
    username: str | None | UnsetType = UNSET
    password_date: str | None | UnsetType = UNSET
    user_status: str | None | UnsetType = UNSET
    user_status_trading: str | None | UnsetType = UNSET
    last_login: str | None | UnsetType = UNSET
    gender: str | None | UnsetType = UNSET
    marital_status: str | None | UnsetType = UNSET
    """S single, M married, W widowed, D divorced, C common-law partner."""
    salutation: str | None | UnsetType = UNSET
    email: str | None | UnsetType = UNSET
    country_of_citizenship: str | None | UnsetType = UNSET
    country_of_birth: str | None | UnsetType = UNSET
    date_of_birth: str | None | UnsetType = UNSET
    """Date as 1980-02-19."""
    moters_maiden_name: str | None | UnsetType = UNSET
    """Mother's maiden name; spelt so."""
    number_of_dependents: int | None | UnsetType = UNSET
    security_device: str | None | UnsetType = UNSET
    commercial: str | None | UnsetType = UNSET
    country_of_legal_residence: str | None | UnsetType = UNSET
    state_of_legal_residence: str | None | UnsetType = UNSET
    md_subscriber_status: str | None | UnsetType = UNSET
    phones: dict[str, Any] | None | UnsetType = UNSET
    residence: dict[str, Any] | None | UnsetType = UNSET
    mailing: dict[str, Any] | None | UnsetType = UNSET
    associations: list[str] | None | UnsetType = UNSET
    identity_documents: list[dict[str, Any]] | None | UnsetType = UNSET
    employment_type: str | None | UnsetType = UNSET
    employment_details: dict[str, Any] | None | UnsetType = UNSET
    subscribed_services: list[dict[str, Any]] | None | UnsetType = UNSET
    tax_treaty_details: list[dict[str, Any]] | None | UnsetType = UNSET


class AssociatedEntity(
    Struct,
    kw_only=True,
    rename={
        "entity_id": "entityId",
        "external_code": "externalCode",
        "organization_country": "organizationCountry",
        "identity_documents": "identityDocuments",
        "tax_treaty_details": "taxTreatyDetails",
        "associated_persons": "AssociatedPersons",
    },
):
    """Company tied to an account, as IBKR knows it."""

    entity_id: int | str | None | UnsetType = UNSET
    external_code: str | None | UnsetType = UNSET
    name: str | None | UnsetType = UNSET
    email: str | None | UnsetType = UNSET
    organization_country: str | None | UnsetType = UNSET
    phones: dict[str, Any] | None | UnsetType = UNSET
    residence: dict[str, Any] | None | UnsetType = UNSET
    mailing: dict[str, Any] | None | UnsetType = UNSET
    associations: list[str] | None | UnsetType = UNSET
    identity_documents: list[dict[str, Any]] | None | UnsetType = UNSET
    tax_treaty_details: list[dict[str, Any]] | None | UnsetType = UNSET
    associated_persons: list[AssociatedPerson] | None | UnsetType = UNSET


class IndividualBeneficiary(
    Struct,
    kw_only=True,
    rename={
        "first_name": "firstName",
        "last_name": "lastName",
        "date_of_birth": "dateOfBirth",
        "per_stripes": "perStripes",
    },
):
    """Person who inherits a retirement account."""

    first_name: str | None | UnsetType = UNSET
    last_name: str | None | UnsetType = UNSET
    date_of_birth: str | None | UnsetType = UNSET
    """Date as 1980-02-19."""
    type: str | None | UnsetType = UNSET
    identification: dict[str, Any] | None | UnsetType = UNSET
    location: dict[str, Any] | None | UnsetType = UNSET
    relationship: str | None | UnsetType = UNSET
    ownership: int | None | UnsetType = UNSET
    """Percent."""
    per_stripes: str | None | UnsetType = UNSET
    """Per stirpes; spelt so."""


class EntityBeneficiary(
    Struct, kw_only=True, rename={"entity_type": "entityType", "article_of_will": "articleOfWill"}
):
    """Entity that inherits a retirement account."""

    name: str | None | UnsetType = UNSET
    entity_type: str | None | UnsetType = UNSET
    type: str | None | UnsetType = UNSET
    location: dict[str, Any] | None | UnsetType = UNSET
    article_of_will: str | None | UnsetType = UNSET


class AccountRestriction(Struct, kw_only=True, gc=False, rename={"by_ib": "byIB"}):
    """Restriction on an account."""

    id: int | str | None | UnsetType = UNSET
    by_ib: bool | None | UnsetType = UNSET
    name: str | None | UnsetType = UNSET


class AccountDetails(
    Struct,
    kw_only=True,
    rename={
        "has_error": "hasError",
        "error_description": "errorDescription",
        "associated_persons": "associatedPersons",
        "associated_entities": "associatedEntities",
        "with_holding_statement": "withHoldingStatement",
        "market_data": "marketData",
        "financial_information": "financialInformation",
        "sources_of_wealth": "sourcesOfWealth",
        "trade_bundles": "tradeBundles",
        "individual_ira_beneficiaries": "individualIRABeneficiaries",
        "entity_ira_beneficiaries": "entityIRABeneficiaries",
    },
):
    """Everything about one account: holder, finances, persons, restrictions."""

    error: ManagementError | None | UnsetType = UNSET
    """Fault."""
    has_error: bool | None | UnsetType = UNSET
    error_description: str | None | UnsetType = UNSET
    """Reason in words."""
    account: AccountProfile | None | UnsetType = UNSET
    associated_persons: list[AssociatedPerson] | None | UnsetType = UNSET
    associated_entities: list[AssociatedEntity] | None | UnsetType = UNSET
    with_holding_statement: Any | UnsetType = UNSET
    """Withholding statement; keys vary."""
    market_data: list[Any] | None | UnsetType = UNSET
    """Market data subscriptions; keys vary."""
    financial_information: Any | UnsetType = UNSET
    """Worth, income and experience; keys vary."""
    sources_of_wealth: list[Any] | None | UnsetType = UNSET
    """Sources of wealth; keys vary."""
    trade_bundles: list[Any] | None | UnsetType = UNSET
    """Permissions to trade."""
    individual_ira_beneficiaries: list[IndividualBeneficiary] | None | UnsetType = UNSET
    entity_ira_beneficiaries: list[EntityBeneficiary] | None | UnsetType = UNSET
    decedents: list[Any] | None | UnsetType = UNSET
    """Persons whose account was inherited; keys vary."""
    restrictions: list[AccountRestriction] | None | UnsetType = UNSET


class IdentityCheck(
    Struct,
    kw_only=True,
    rename={
        "start_date": "startDate",
        "expiry_date": "expiryDate",
        "has_error": "hasError",
        "error_description": "errorDescription",
        "external_id": "externalId",
        "entity_id": "entityId",
    },
):
    """Address of a page where the holder proves his identity."""

    start_date: str | None | UnsetType = UNSET
    """Time, ISO 8601."""
    expiry_date: str | None | UnsetType = UNSET
    """Time, ISO 8601."""
    error: ManagementError | None | UnsetType = UNSET
    """Fault."""
    has_error: bool | None | UnsetType = UNSET
    error_description: str | None | UnsetType = UNSET
    """Reason in words."""
    url: str | None | UnsetType = UNSET
    """Page of the identity service."""
    external_id: str | None | UnsetType = UNSET
    """Own id."""
    entity_id: int | str | None | UnsetType = UNSET
    state: str | None | UnsetType = UNSET


class LoginMessage(
    Struct,
    kw_only=True,
    rename={"record_date": "recordDate", "message_type": "messageType", "content_id": "contentId"},
):
    """Message that a user must deal with at the next login."""

    record_date: str | None | UnsetType = UNSET
    """Time, ISO 8601."""
    id: int | str | None | UnsetType = UNSET
    username: str | None | UnsetType = UNSET
    message_type: str | None | UnsetType = UNSET
    content_id: int | str | None | UnsetType = UNSET
    state: str | None | UnsetType = UNSET
    description: str | None | UnsetType = UNSET
    tasks: list[int | str] | None | UnsetType = UNSET


class LoginMessages(
    Struct,
    kw_only=True,
    rename={
        "account_id": "accountId",
        "clearing_status": "clearingStatus",
        "clearing_status_description": "clearingStatusDescription",
        "login_messages": "loginMessages",
        "login_message_present": "loginMessagePresent",
    },
):
    """Login messages."""

    account_id: str | None | UnsetType = UNSET
    clearing_status: str | None | UnsetType = UNSET
    clearing_status_description: str | None | UnsetType = UNSET
    login_messages: list[LoginMessage] | None | UnsetType = UNSET
    login_message_present: bool | None | UnsetType = UNSET


class RegistrationTask(
    Struct,
    kw_only=True,
    rename={
        "external_id": "externalId",
        "form_number": "formNumber",
        "form_name": "formName",
        "date_completed": "dateCompleted",
        "question_ids": "questionIds",
        "is_required_for_approval": "isRequiredForApproval",
        "is_completed": "isCompleted",
        "is_declined": "isDeclined",
    },
):
    """Step of the registration."""

    external_id: str | None | UnsetType = UNSET
    """Own id."""
    form_number: int | str | None | UnsetType = UNSET
    form_name: str | None | UnsetType = UNSET
    action: str | None | UnsetType = UNSET
    date_completed: str | None | UnsetType = UNSET
    """Time, ISO 8601."""
    state: str | None | UnsetType = UNSET
    question_ids: list[int | str] | None | UnsetType = UNSET
    warning: str | None | UnsetType = UNSET
    is_required_for_approval: bool | None | UnsetType = UNSET
    is_completed: bool | None | UnsetType = UNSET
    is_declined: bool | None | UnsetType = UNSET


class PendingTask(
    Struct,
    kw_only=True,
    rename={
        "task_number": "taskNumber",
        "form_number": "formNumber",
        "form_name": "formName",
        "external_id": "externalId",
        "document_reject_reason": "documentRejectReason",
        "start_date": "startDate",
        "au10tix_created_date": "au10tixCreatedDate",
        "au10tix_expiry_date": "au10tixExpiryDate",
        "entity_id": "entityId",
        "required_for_approval": "requiredForApproval",
        "online_task": "onlineTask",
        "required_for_trading": "requiredForTrading",
        "question_ids": "questionIds",
    },
):
    """Step that is still to be done."""

    task_number: int | str | None | UnsetType = UNSET
    form_number: int | str | None | UnsetType = UNSET
    form_name: str | None | UnsetType = UNSET
    action: str | None | UnsetType = UNSET
    external_id: str | None | UnsetType = UNSET
    """Own id."""
    state: str | None | UnsetType = UNSET
    document_reject_reason: list[str] | None | UnsetType = UNSET
    url: str | None | UnsetType = UNSET
    start_date: str | None | UnsetType = UNSET
    """Time, ISO 8601."""
    au10tix_created_date: str | None | UnsetType = UNSET
    """Time, ISO 8601."""
    au10tix_expiry_date: str | None | UnsetType = UNSET
    """Time, ISO 8601."""
    entity_id: int | str | None | UnsetType = UNSET
    required_for_approval: bool | None | UnsetType = UNSET
    online_task: bool | None | UnsetType = UNSET
    required_for_trading: bool | None | UnsetType = UNSET
    question_ids: list[int | str] | None | UnsetType = UNSET


class AccountTasks(
    Struct,
    kw_only=True,
    rename={
        "has_error": "hasError",
        "error_description": "errorDescription",
        "account_id": "accountId",
        "registration_task_present": "registrationTaskPresent",
        "registration_tasks": "registrationTasks",
        "pending_tasks": "pendingTasks",
        "pending_task_present": "pendingTaskPresent",
    },
):
    """Tasks of an account: of the registration, or those pending."""

    error: ManagementError | None | UnsetType = UNSET
    """Fault."""
    has_error: bool | None | UnsetType = UNSET
    error_description: str | None | UnsetType = UNSET
    """Reason in words."""
    account_id: str | None | UnsetType = UNSET
    status: str | None | UnsetType = UNSET
    description: str | None | UnsetType = UNSET
    state: str | None | UnsetType = UNSET
    registration_task_present: bool | None | UnsetType = UNSET
    registration_tasks: list[RegistrationTask] | None | UnsetType = UNSET
    pending_tasks: list[PendingTask] | None | UnsetType = UNSET
    pending_task_present: bool | None | UnsetType = UNSET


class FormPayload(Struct, kw_only=True, gc=False, rename={"mime_type": "mimeType"}):
    """File as text."""

    mime_type: str | None | UnsetType = UNSET
    data: str | None | UnsetType = UNSET
    """Content in base64."""


class FormAnswer(
    Struct,
    kw_only=True,
    rename={
        "answer_id": "answerId",
        "dependent_question_id": "dependentQuestionId",
        "dependent_answer_id": "dependentAnswerId",
        "multi_answer_detail": "multiAnswerDetail",
    },
):
    """Possible answer to a question."""

    answer_id: int | str | None | UnsetType = UNSET
    answer: str | None | UnsetType = UNSET
    dependent_question_id: int | str | None | UnsetType = UNSET
    dependent_answer_id: int | str | None | UnsetType = UNSET
    multi_answer_detail: list[str] | None | UnsetType = UNSET


class FormQuestion(
    Struct,
    kw_only=True,
    rename={
        "question_id": "questionId",
        "is_mandatory_to_answer": "isMandatoryToAnswer",
        "question_type": "questionType",
    },
):
    """Question of a form."""

    question_id: int | str | None | UnsetType = UNSET
    question: str | None | UnsetType = UNSET
    is_mandatory_to_answer: bool | None | UnsetType = UNSET
    question_type: str | None | UnsetType = UNSET
    answers: list[FormAnswer] | None | UnsetType = UNSET


class FormDetails(
    Struct,
    kw_only=True,
    rename={
        "form_number": "formNumber",
        "sha1_checksum": "sha1Checksum",
        "date_modified": "dateModified",
        "file_name": "fileName",
        "form_name": "formName",
        "api_supported_task": "apiSupportedTask",
        "acceptable_docs": "acceptableDocs",
        "has_error": "hasError",
        "error_description": "errorDescription",
        "file_length": "fileLength",
    },
):
    """One form, with its file if that was asked for."""

    form_number: int | str | None | UnsetType = UNSET
    sha1_checksum: str | None | UnsetType = UNSET
    date_modified: str | None | UnsetType = UNSET
    """Time, ISO 8601."""
    file_name: str | None | UnsetType = UNSET
    language: str | None | UnsetType = UNSET
    form_name: str | None | UnsetType = UNSET
    payload: FormPayload | None | UnsetType = UNSET
    api_supported_task: bool | None | UnsetType = UNSET
    type: str | None | UnsetType = UNSET
    action: str | None | UnsetType = UNSET
    acceptable_docs: list[str] | None | UnsetType = UNSET
    questionnaire: list[FormQuestion] | None | UnsetType = UNSET
    error: ManagementError | None | UnsetType = UNSET
    """Fault."""
    has_error: bool | None | UnsetType = UNSET
    error_description: str | None | UnsetType = UNSET
    """Reason in words."""
    file_length: int | None | UnsetType = UNSET
    """Bytes."""


class FormFiles(
    Struct,
    kw_only=True,
    rename={
        "has_error": "hasError",
        "error_description": "errorDescription",
        "file_data": "fileData",
        "form_details": "formDetails",
    },
):
    """Forms."""

    error: ManagementError | None | UnsetType = UNSET
    """Fault."""
    has_error: bool | None | UnsetType = UNSET
    error_description: str | None | UnsetType = UNSET
    """Reason in words."""
    file_data: FileData | None | UnsetType = UNSET
    form_details: list[FormDetails] | None | UnsetType = UNSET
    timestamp: str | None | UnsetType = UNSET
    """Time, ISO 8601."""


class RequiredForms(
    Struct, kw_only=True, rename={"has_error": "hasError", "error_description": "errorDescription"}
):
    """Numbers of the forms that an application needs."""

    forms: list[str | int] | None | UnsetType = UNSET
    """Numbers of forms."""
    error: ManagementError | None | UnsetType = UNSET
    """Fault."""
    has_error: bool | None | UnsetType = UNSET
    error_description: str | None | UnsetType = UNSET
    """Reason in words."""


class EnumerationValues(
    Struct,
    kw_only=True,
    rename={"enumerations_type": "enumerationsType", "form_number": "formNumber", "json_data": "jsonData"},
):
    """Values that a key of an application may have."""

    enumerations_type: str | None | UnsetType = UNSET
    """What was asked for."""
    form_number: str | int | None | UnsetType = UNSET
    json_data: Any | UnsetType = UNSET
    """The values; their shape depends on what was asked for."""


class TransferBrokers(Struct, kw_only=True, rename={"instruction_type": "instructionType"}):
    """Brokers that a kind of transfer works with."""

    instruction_type: str | None | UnsetType = UNSET
    brokers: list[str] | None | UnsetType = UNSET


class ParticipatingBank(
    Struct,
    kw_only=True,
    gc=False,
    rename={"institution_name": "institutionName", "clearing_code": "clearingCode", "bic": "BIC"},
):
    """Bank that IBKR can draw from directly."""

    institution_name: str | None | UnsetType = UNSET
    clearing_code: str | None | UnsetType = UNSET
    bic: str | None | UnsetType = UNSET


class ParticipatingBanks(Struct, kw_only=True, rename={"participating_banks": "participatingBanks"}):
    """Banks that IBKR can draw from directly."""

    type: str | None | UnsetType = UNSET
    participating_banks: list[ParticipatingBank] | None | UnsetType = UNSET


class ManagementRequest(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "request_id": "requestId",
        "date_submitted": "dateSubmitted",
        "account_id": "accountID",
        "request_type": "requestType",
    },
):
    """Request that was sent in a period."""

    request_id: int | str | None | UnsetType = UNSET
    date_submitted: str | None | UnsetType = UNSET
    status: str | None | UnsetType = UNSET
    account_id: str | None | UnsetType = UNSET
    request_type: str | None | UnsetType = UNSET


class ManagementRequests(Struct, kw_only=True, rename={"request_details": "requestDetails"}):
    """Requests of a period, a part of the list at a time."""

    request_details: list[ManagementRequest] | None | UnsetType = UNSET
    offset: int | None | UnsetType = UNSET
    """Rows skipped."""
    limit: int | None | UnsetType = UNSET
    """Rows asked for."""
    total: int | None | UnsetType = UNSET
    """Rows in all."""


class UsernameCheck(
    Struct,
    kw_only=True,
    rename={
        "has_error": "hasError",
        "error_description": "errorDescription",
        "is_valid": "isValid",
        "is_available": "isAvailable",
        "suggested_user_name": "suggestedUserName",
    },
):
    """Whether a username is legal and free."""

    error: ManagementError | None | UnsetType = UNSET
    """Fault."""
    has_error: bool | None | UnsetType = UNSET
    error_description: str | None | UnsetType = UNSET
    """Reason in words."""
    is_valid: bool | None | UnsetType = UNSET
    is_available: bool | None | UnsetType = UNSET
    suggested_user_name: list[str] | None | UnsetType = UNSET
