import type { ExtraField } from '../../types.js';

/**
 * Fields of entities for which no public field data exists, as public client models name them. One line an entity:
 * names followed by `:type`, a length for texts, `!` required, `~` read-only, and `>Entity` for references.
 * Types: s string, i integer, l long, d double, b boolean, t datetime.
 */
const LINES = `
ActionTypes: name:s50! view:i! isActive:b! isSystemActionType:b~
AdditionalInvoiceFieldValues: additionalInvoiceFieldID:l! fieldValue:s100! invoiceBatchID:l!
ArticleConfigurationItemCategoryAssociations: articleID:l!>KnowledgeBaseArticle configurationItemCategoryID:l!>ConfigurationItemCategory
ArticleNotes: articleID:i!>KnowledgeBaseArticle title:s250! description:s32000! createdByResourceID:i~>Resource createdDateTime:t~ lastModifiedByResourceID:i~>Resource lastModifiedDateTime:t~
ArticlePlainTextContent: contentData:s32000
ArticleTagAssociations: articleID:l!>KnowledgeBaseArticle tagID:i!>Tag
ArticleTicketAssociations: articleID:l!>KnowledgeBaseArticle ticketID:l!>Ticket
ArticleToArticleAssociations: articleID:l!>KnowledgeBaseArticle associatedArticleID:l!>KnowledgeBaseArticle
ArticleToDocumentAssociations: articleID:l!>KnowledgeBaseArticle associatedDocumentID:l!>Document
AttachmentNestedAttachments: parentAttachmentID:l!>AttachmentInfo title:s255! fullPath:s255!
BillingItemApprovalLevels: timeEntryID:i!>TimeEntry approvalResourceID:i!>Resource approvalLevel:i! approvalDateTime:t!
ChangeOrderCharges: name:s100! taskID:i!>Task chargeType:i! datePurchased:t! description:s2000 notes:s2000 status:i unitQuantity:d unitPrice:d unitCost:d extendedCost:d~ billableAmount:d~ billingCodeID:i>BillingCode changeOrderHours:d contractServiceID:i>ContractService contractServiceBundleID:i>ContractServiceBundle productID:i>Product isBillableToCompany:b isBilled:b~ purchaseOrderNumber:s50 internalPurchaseOrderNumber:s50 internalCurrencyBillableAmount:d~ internalCurrencyUnitPrice:d organizationalLevelAssociationID:i>OrganizationalLevelAssociation createDate:t~ creatorResourceID:i~>Resource statusLastModifiedBy:i~>Resource statusLastModifiedDate:t~
ChecklistLibraries: name:s150! description:s500 isActive:b! entityType:i!
ChecklistLibraryChecklistItems: checklistLibraryID:i!>ChecklistLibrary itemName:s255! isImportant:b knowledgebaseArticleID:i>KnowledgeBaseArticle position:i
ClassificationIcons: name:s50! description:s500 isActive:b!~ isSystem:b!~ relativeUrl:s500!~
ClientPortalUsers: contactID:i!>Contact userName:s200! password:s50 isClientPortalActive:b! securityLevel:i! numberFormat:i! dateFormat:i! timeFormat:i!
ComanagedAssociations: companyID:i!>Company resourceID:i!>Resource
CompanyAlerts: companyID:i!>Company alertTypeID:i! alertText:s8000!
CompanyCategories: name:s30! nickname:s3 displayColorRgb:i! isActive:b! isGlobalDefault:b isApiOnly:b
CompanySiteConfigurations: companyID:i!>Company locationName:s100~
CompanyTeams: companyID:l!>Company resourceID:l!>Resource isAssociatedAsComanaged:b
ConfigurationItemBillingProductAssociations: configurationItemID:i!>ConfigurationItem billingProductID:i!>Product effectiveDate:t! expirationDate:t
ConfigurationItemCategories: name:s30! nickname:s3 displayColorRgb:i! isActive:b! isGlobalDefault:b isClientPortalDefault:b
ConfigurationItemCategoryUdfAssociations: configurationItemCategoryID:i!>ConfigurationItemCategory userDefinedFieldDefinitionID:i!>UserDefinedFieldDefinition isRequired:b!
ConfigurationItemDnsRecords: installedProductID:i~>ConfigurationItem dnsType:s20~ data:s255~ timeToLiveSeconds:i~ createDateTime:t~
ConfigurationItemExts: companyID:i!>Company productID:i!>Product isActive:b! referenceTitle:s200
ConfigurationItemRelatedItems: configurationItemID:i!>ConfigurationItem relatedConfigurationItemID:i!>ConfigurationItem relationship:i!
ConfigurationItemSslSubjectAlternativeNames: configurationItemID:i~>ConfigurationItem name:s255~
ContactBillingProductAssociations: contactID:l!>Contact billingProductID:l!>Product effectiveDate:t expirationDate:t
ContactGroupContacts: contactGroupId:i!>ContactGroup contactId:i!>Contact
ContactGroups: name:s50! isActive:b!
ContractBillingRules: contractID:i!>Contract productID:i!>Product startDate:t! endDate:t isActive:b! createChargesAsBillable:b! determineUnits:i! includeItemsInChargeDescription:b! isDailyProrationEnabled:b! dailyProratedCost:d dailyProratedPrice:d executionMethod:i minimumUnits:i maximumUnits:i invoiceDescription:s500
ContractBlockHourFactors: contractID:i!>Contract roleID:i!>Role blockHourMultiplier:d! contractHourlyRate:d~ internalCurrencyContractHourlyRate:d~
ContractExclusionBillingCodes: contractID:i!>Contract billingCodeID:i!>BillingCode
ContractExclusionRoles: contractID:i!>Contract roleID:i!>Role
ContractExclusionSetExcludedRoles: contractExclusionSetID:i!>ContractExclusionSet excludedRoleID:i!>Role
ContractExclusionSetExcludedWorkTypes: contractExclusionSetID:i!>ContractExclusionSet excludedWorkTypeID:i!>BillingCode
ContractExclusionSets: name:s100! description:s500 isActive:b!
ContractNotes: contractID:i!>Contract title:s250! description:s2000! createDateTime:t~ creatorResourceID:i~>Resource lastActivityDate:t~ impersonatorCreatorResourceID:i~>Resource impersonatorUpdaterResourceID:i~>Resource
ContractRates: contractID:i!>Contract roleID:i!>Role contractHourlyRate:d! internalCurrencyContractHourlyRate:d~
ContractRetainers: contractID:i!>Contract amount:d! datePurchased:t! startDate:t! endDate:t! status:i! isPaid:b amountApproved:d~ invoiceNumber:s50 paymentID:i paymentNumber:s50 internalCurrencyAmount:d internalCurrencyAmountApproved:d~
ContractRoleCosts: contractID:i!>Contract resourceID:i!>Resource roleID:i!>Role rate:d!
ContractServiceBundleUnits: contractID:i!~>Contract serviceBundleID:i!~>ServiceBundle contractServiceBundleID:i~>ContractServiceBundle startDate:t!~ endDate:t!~ units:i!~ cost:d~ price:d~ internalCurrencyPrice:d~ approveAndPostDate:t~ organizationalLevelAssociationID:i~>OrganizationalLevelAssociation
ContractServiceBundles: contractID:i!>Contract serviceBundleID:i!>ServiceBundle unitPrice:d adjustedPrice:d internalCurrencyAdjustedPrice:d internalCurrencyUnitPrice:d invoiceDescription:s1000 internalDescription:s100 quoteItemID:l>QuoteItem
ContractTicketPurchases: contractID:l!>Contract datePurchased:t! startDate:t! endDate:t! ticketsPurchased:d! ticketsUsed:d~ perTicketRate:d! isPaid:b invoiceNumber:s50 paymentNumber:s50 paymentType:i status:i
Countries: name:s100~ displayName:s100! countryCode:s2~ isActive:b isDefaultCountry:b addressFormatID:l! invoiceTemplateID:i>InvoiceTemplate quoteTemplateID:i>QuoteTemplate purchaseOrderTemplateID:i
Currencies: name:s50! description:s100! displaySymbol:i! currencyPositiveFormat:s10! currencyNegativeFormat:s10! exchangeRate:d! isActive:b! isInternalCurrency:b!~ lastModifiedDateTime:t~ updateResourceId:i~>Resource
DeletedTaskActivityLogs: taskID:i~ taskNumber:s50~ noteOrAttachmentTitle:s250~ typeID:i~ activityDateTime:t~ startDateTime:t~ endDateTime:t~ hoursWorked:d~ createdByResourceID:i~>Resource deletedByResourceID:i~>Resource deletedDateTime:t~
DeletedTicketActivityLogs: ticketID:i~ ticketNumber:s50~ noteOrAttachmentTitle:s250~ typeID:i~ activityDateTime:t~ startDateTime:t~ endDateTime:t~ hoursWorked:d~ createdByResourceID:i~>Resource deletedByResourceID:i~>Resource deletedDateTime:t~
DeletedTicketLogs: ticketID:i~ ticketNumber:s50~ ticketTitle:s255~ deletedByResourceID:i~>Resource deletedDateTime:t~
DocumentCategories: name:s50! description:s500 parentCategoryID:i!>DocumentCategory
DocumentChecklistItems: documentID:i!>Document itemName:s255! isImportant:b position:i
DocumentConfigurationItemAssociations: documentID:l!>Document configurationItemID:l!>ConfigurationItem
DocumentConfigurationItemCategoryAssociations: documentID:l!>Document configurationItemCategoryID:l!>ConfigurationItemCategory
DocumentNotes: documentID:i!>Document title:s250! description:s32000! createdByResourceID:i~>Resource createdDateTime:t~ lastModifiedByResourceID:i~>Resource lastModifiedDateTime:t~
DocumentPlainTextContent: contentData:s32000
DocumentTagAssociations: documentID:l!>Document tagID:i!>Tag
DocumentTicketAssociations: documentID:l!>Document ticketID:l!>Ticket
DocumentToArticleAssociations: documentID:l!>Document associatedArticleID:l!>KnowledgeBaseArticle
DocumentToDocumentAssociations: documentID:l!>Document associatedDocumentID:l!>Document
Documents: title:s255! documentCategoryID:i!>DocumentCategory companyID:i!>Company publish:i! isActive:b keywords:s255 errorCodes:s255 referenceLink:s500 createdByResourceID:i~>Resource createdDateTime:t~ lastModifiedByResourceID:i~>Resource lastModifiedDateTime:t~
DomainRegistrars: name:s100! url:s500
HolidaySets: holidaySetName:s65! holidaySetDescription:s100
Holidays: holidaySetID:i!>HolidaySet holidayName:s65! holidayDate:t!
IntegrationVendorInsights: title:s100! description:s500 isActive:b insightKey:s50
IntegrationVendorWidgets: title:s100! description:s500 isActive:b referenceUrl:s500
InternalLocationWithBusinessHours: name:s100! address1:s100 city:s50 state:s25 postalCode:s20 countryID:i>Country isDefault:b timeZoneID:i! holidaySetID:i>HolidaySet firstDayOfWeek:i!
InventoryItemSerialNumbers: inventoryItemID:l!>InventoryItem serialNumber:s100!
InventoryLocations: locationName:s50! isActive:b! isDefault:b~ resourceID:i>Resource impersonatorCreatorResourceID:i~>Resource
InventoryProducts: productID:i!>Product inventoryLocationID:i!>InventoryLocation quantityMinimum:i! quantityMaximum:i! availableUnits:i!~ onHandUnits:i~ pickedUnits:i~ reservedUnits:i~ unitsOnOrder:i~ backOrderQuantity:i~ bin:s50 referenceNumber:s50 createDateTime:t~ createdByResourceID:i~>Resource
InventoryStockedItems: inventoryProductID:i!~>InventoryProduct unitCost:d! serialNumber:s100 availableUnits:i~ onHandUnits:i~ pickedUnits:i~ reservedUnits:i~ deliveredUnits:i~ removedUnits:i~ transferredUnits:i~ vendorID:i~>Company vendorInvoiceNumber:s50 purchaseOrderID:i~>PurchaseOrder purchaseOrderItemID:i~>PurchaseOrderItem purchaseOrderItemReceivingID:i~ quoteItemID:i~>QuoteItem companyID:i~>Company configurationItemID:i~>ConfigurationItem ticketChargeID:i~>TicketCharge projectChargeID:i~>ProjectCharge contractChargeID:i~>ContractCharge currentInventoryLocationID:i~>InventoryLocation parentInventoryStockedItemID:i~ parentStockedItemReceivedUnits:i~ statusID:i~ returnPrice:d returnTypeID:i~ pickedRemovedByResourceID:i~>Resource pickedRemovedDateTime:t~ createDateTime:t~ createdByResourceID:i~>Resource
InventoryTransfers: productID:l!>Product fromLocationID:l!>InventoryLocation toLocationID:l!>InventoryLocation quantityTransferred:i! serialNumber:s100 notes:s4000 updateNote:s4000 transferDate:t~ transferByResourceID:i~>Resource
InvoiceTemplates: name:s50! groupBy:i! itemizeItemsInEachGroup:i! sortBy:i! itemizeServicesAndBundles:b! pageLayout:i! pageNumberFormat:i! dateFormat:i! timeFormat:i! numberFormat:i! currencyPositiveFormat:s10! currencyNegativeFormat:s10! displayFixedPriceContractLabor:b! displayRecurringServiceContractLabor:b! displaySeparateLineItemForEachTax:b! displayTaxCategory:b! displayTaxCategorySuperscripts:b! displayZeroAmountRecurringServicesAndBundles:b! showGridHeader:b! showVerticalGridLines:b! coveredByBlockRetainerContractLabel:s50 coveredByRecurringServiceFixedPricePerTicketContractLabel:s50 nonBillableLaborLabel:s50 rateCostExpression:s50 paymentTerms:i>PaymentTerm
KnowledgeBaseArticles: title:s255! articleCategoryID:i!>KnowledgeBaseCategory publish:i! isActive:b keywords:s255 errorCodes:s255 referenceLink:s500 createdByResourceID:i~>Resource createdDateTime:t~ lastModifiedByResourceID:i~>Resource lastModifiedDateTime:t~
KnowledgeBaseCategories: name:s50! description:s500 parentCategoryID:i!>KnowledgeBaseCategory
OpportunityCategories: name:s30! nickname:s3 displayColorRgb:i! isActive:b! isGlobalDefault:b
OrganizationalLevel1s: name:s50! description:s500 isActive:b!
OrganizationalLevel2s: name:s50! description:s500 isActive:b!
OrganizationalLevelAssociations: organizationalLevel1ID:i!>OrganizationalLevel1 organizationalLevel2ID:i!>OrganizationalLevel2 isActive:b
OrganizationalResources: organizationalLevelAssociationID:i~>OrganizationalLevelAssociation resourceID:i~>Resource
PaymentTerms: name:s50! description:s500 paymentDueInDays:i isActive:b
PriceListMaterialCodes: billingCodeID:i!~>BillingCode currencyID:i!~>Currency unitPrice:d usesInternalCurrencyPrice:b
PriceListProductTiers: productTierID:l!~>ProductTier currencyID:i!~>Currency unitPrice:d usesInternalCurrencyPrice:b
PriceListProducts: productID:l!~>Product currencyID:i!~>Currency unitPrice:d usesInternalCurrencyPrice:b
PriceListRoles: roleID:i!~>Role currencyID:i!~>Currency hourlyRate:d usesInternalCurrencyPrice:b
PriceListServiceBundles: serviceBundleID:i!~>ServiceBundle currencyID:i!~>Currency unitPrice:d usesInternalCurrencyPrice:b
PriceListServices: serviceID:i!~>Service currencyID:i!~>Currency unitPrice:d usesInternalCurrencyPrice:b
PriceListWorkTypeModifiers: workTypeModifierID:i!~>WorkTypeModifier currencyID:i!~>Currency modifierType:i modifierValue:d usesInternalCurrencyPrice:b!
ProductNotes: productID:i!>Product title:s250! description:s2000! createDateTime:t~ creatorResourceID:i~>Resource lastActivityDate:t~ impersonatorCreatorResourceID:i~>Resource impersonatorUpdaterResourceID:i~>Resource
ProductTiers: productID:i!>Product upToUnitCount:d unitCost:d unitPrice:d
ProductVendors: productID:l!>Product vendorID:i!>Company isActive:b! isDefault:b! vendorCost:d vendorPartNumber:s50
PurchaseApprovals: costType:s50~ isApproved:b! rejectNote:s2000
PurchaseOrderItemReceiving: purchaseOrderItemID:l!>PurchaseOrderItem quantityNowReceiving:i! quantityBackOrdered:i~ quantityPreviouslyReceived:i~ serialNumber:s100 vendorInvoiceNumber:s50 receiveDate:t~ receivedByResourceID:i~>Resource
QuoteTemplates: name:s100! description:s200 isActive:b currencyPositiveFormat:s10! currencyNegativeFormat:s10! dateFormat:i numberFormat:i pageLayout:i pageNumberFormat:i calculateTaxSeparately:b displayTaxCategorySuperscripts:b showEachTaxInGroup:b showGridHeader:b showTaxCategory:b showVerticalGridLines:b createDate:t~ createdBy:i~>Resource lastActivityBy:i~>Resource lastActivityDate:t~
ResourceDailyAvailabilities: resourceID:i!~>Resource mondayAvailableHours:d tuesdayAvailableHours:d wednesdayAvailableHours:d thursdayAvailableHours:d fridayAvailableHours:d saturdayAvailableHours:d sundayAvailableHours:d travelAvailability:s20 weeklyBillableHoursGoal:d
ResourceRoleDepartments: resourceID:i!>Resource roleID:i!>Role departmentID:i!>Department isActive:b! isDefault:b! isDepartmentLead:b!
ResourceRoleQueues: resourceID:i!>Resource queueID:i!
ResourceServiceDeskRoles: resourceID:i!>Resource roleID:i!>Role isActive:b isDefault:b
ResourceSkills: resourceID:l!~>Resource skillID:l!~>Skill skillLevel:l! skillDescription:s1000
ResourceTimeOffAdditional: resourceID:i~>Resource year:i additionalVacationHours:d
ResourceTimeOffApprovers: resourceID:i~>Resource approverResourceID:i~>Resource approvalLevel:i~
ResourceTimeOffBalances: resourceID:i~>Resource year:i~ vacationHoursBalance:d~ sickHoursBalance:d~ personalHoursBalance:d~
ServiceBundleServices: serviceBundleID:l!>ServiceBundle serviceID:l!>Service
ShippingTypes: name:s50 description:s500 isActive:b billingCodeID:i>BillingCode
Skills: name:s100! description:s500 isActive:b! categoryID:l!~
SubscriptionPeriods: subscriptionID:i!~>Subscription periodDate:t!~ periodPrice:d!~ periodCost:d!~ postedDate:t~ purchaseOrderNumber:s50~
SurveyResults: surveyID:i~>Survey companyID:i~>Company contactID:l~>Contact ticketID:l~>Ticket surveyRating:d~ companyRating:d~ contactRating:d~ resourceRating:d~ sendDate:t~ completeDate:t~
Surveys: name:s100! displayName:s200 description:s500
TagAliases: tagID:i!>Tag alias:s100!
TagGroups: label:s100! isActive:b isSystem:b~ displayColor:i
Tags: label:s100! tagGroupID:i>TagGroup isActive:b isSystem:b~ isExcludedFromAutomaticTagging:b createDateTime:t~ lastModifiedDateTime:t~
TaxCategories: name:s50! description:s200 isActive:b
TaxRegions: name:s50! isActive:b
Taxes: taxName:s50! taxRate:d! taxRegionID:i!>TaxRegion taxCategoryID:i!>TaxCategory isCompounded:b
TicketCategoryFieldDefaults: ticketCategoryID:i!~>TicketCategory status:i~ priority:i~ queueID:i~ ticketTypeID:i~ sourceID:i~ issueTypeID:i~ subIssueTypeID:i~ title:s255~ description:s8000~ resolution:s32000~ purchaseOrderNumber:s50~ estimatedHours:d~ serviceLevelAgreementID:i~ workTypeID:i~>BillingCode organizationalLevelAssociationID:i~>OrganizationalLevelAssociation
TicketChangeRequestApprovals: ticketID:l!>Ticket resourceID:i>Resource contactID:l>Contact isApproved:b approveRejectDateTime:t approveRejectNote:s250
TicketRmaCredits: ticketID:l!>Ticket creditAmount:d! creditDetails:s2000 internalCurrencyCreditAmount:d~
TicketTagAssociations: ticketID:l!>Ticket tagID:i!>Tag
TimeOffRequests: resourceID:i!>Resource requestDate:t! hours:d! timeOffRequestType:i! status:i! startTime:t endTime:t reason:s1000 createDateTime:t~ createdByResourceID:i~>Resource lastModifiedDateTime:t~ lastModifiedByResourceID:i~>Resource approvedDateTime:t~ approveRejectResourceID:i~>Resource impersonatorApproveRejectResourceID:i~>Resource lastApprovedLevel:i~ rejectReason:s1000~
UserDefinedFieldDefinitions: name:s45! udfType:i! dataType:i! displayFormat:i numberOfDecimalPlaces:i defaultValue:s1024 description:s128 mergeVariableName:s100 isActive:b isRequired:b isEncrypted:b isFieldMapping:b isPrivate:b isProtected:b isVisibleToClientPortal:b crmToProjectUdfId:l sortOrder:i createDate:t~
UserDefinedFieldListItems: udfFieldId:l!>UserDefinedFieldDefinition valueForDisplay:s128! valueForExport:s128! isActive:b createDate:t~
WorkTypeModifiers: modifierType:i! modifierValue:d!
`;

const TYPES: Readonly<Record<string, string>> = {
  s: 'string',
  i: 'integer',
  l: 'long',
  d: 'double',
  b: 'boolean',
  t: 'datetime',
};

export const EXTRA_FIELDS: Readonly<Record<string, readonly ExtraField[]>> = Object.fromEntries(
  LINES.trim()
    .split('\n')
    .map((line): [string, ExtraField[]] => {
      const [entity = '', ...fields] = line.split(/:? /);
      return [entity, fields.map(extraField)];
    }),
);

function extraField(text: string): ExtraField {
  const match = /^(\w+):([silbdt])(\d*)(!?)(~?)(?:>(\w+))?$/.exec(text);
  if (match === null) throw new Error(`Not a field: ${text}`);
  const [, name = '', type = '', length, required, readOnly, reference] = match;
  return {
    name,
    dataType: TYPES[type] ?? 'string',
    ...(length && { length: Number(length) }),
    ...(required && { isRequired: true }),
    ...(readOnly && { isReadOnly: true }),
    ...(reference !== undefined && { referenceEntityType: reference }),
  };
}
