import type { ExtraField } from '../../types.js';

/**
 * Fields of entities for which no public field data exists, as the vendor's help describes the records. One line an entity:
 * names followed by `:type`, a length for texts, `!` required, `~` read-only, and `>Entity` for references.
 * Types: s string, i integer, l long, d double, b boolean, t datetime.
 */
const LINES = `
ActionTypes: name:s50! view:i isActive:b! isSystemActionType:b~
AdditionalInvoiceFieldValues: additionalInvoiceFieldID:i! fieldValue:s100 invoiceBatchID:i!
ArticleConfigurationItemCategoryAssociations: articleID:l!>KnowledgeBaseArticle configurationItemCategoryID:l!>ConfigurationItemCategory
ArticleNotes: articleID:l!>KnowledgeBaseArticle title:s250! description:s32000! createdDateTime:t~ createdByResourceID:i~>Resource
ArticlePlainTextContent: articleID:l~>KnowledgeBaseArticle contentData:s32000~
ArticleTagAssociations: articleID:l!>KnowledgeBaseArticle tagID:i!>Tag
ArticleTicketAssociations: articleID:l!>KnowledgeBaseArticle ticketID:l!>Ticket
ArticleToArticleAssociations: articleID:l!>KnowledgeBaseArticle associatedArticleID:l!>KnowledgeBaseArticle
ArticleToDocumentAssociations: articleID:l!>KnowledgeBaseArticle associatedDocumentID:l!>Document
AttachmentNestedAttachments: parentAttachmentID:l!>AttachmentInfo title:s255! fullPath:s255!
BillingItemApprovalLevels: timeEntryID:l!>TimeEntry approvalResourceID:i!>Resource approvalLevel:i! approvalDateTime:t!
ChangeOrderCharges: name:s100! taskID:l!>Task chargeType:i! datePurchased:t! unitQuantity:d! unitPrice:d unitCost:d isBilled:b~
ChecklistLibraries: name:s150! description:s500 isActive:b! entityType:i!
ChecklistLibraryChecklistItems: checklistLibraryID:i!>ChecklistLibrary itemName:s255! isImportant:b position:i
ClassificationIcons: name:s50! description:s500 isActive:b~ isSystem:b~ relativeUrl:s500
ClientPortalUsers: contactID:l!>Contact userName:s200! isClientPortalActive:b securityLevel:i! numberFormat:i! dateFormat:i! timeFormat:i!
ComanagedAssociations: companyID:i!>Company resourceID:i!>Resource
CompanyAlerts: companyID:i!>Company alertTypeID:i! alertText:s8000!
CompanyCategories: name:s30! nickname:s3 displayColorRGB:i isActive:b! isGlobalDefault:b isApiOnly:b
CompanySiteConfigurations: companyID:i!>Company
CompanyTeams: companyID:i!>Company resourceID:i!>Resource isAssociatedAsComanaged:b
ConfigurationItemBillingProductAssociations: configurationItemID:l!>ConfigurationItem billingProductID:l!>Product effectiveDate:t expirationDate:t
ConfigurationItemCategories: name:s30! nickname:s3 displayColorRGB:i isActive:b! isGlobalDefault:b isClientPortalDefault:b
ConfigurationItemCategoryUdfAssociations: configurationItemCategoryID:l!>ConfigurationItemCategory userDefinedFieldDefinitionID:l!>UserDefinedFieldDefinition isRequired:b
ConfigurationItemDnsRecords: installedProductID:l~>ConfigurationItem recordType:s20~ hostName:s255~ pointsTo:s255~ timeToLiveSeconds:i~
ConfigurationItemExts: companyID:i!>Company productID:i!>Product isActive:b! referenceTitle:s200
ConfigurationItemRelatedItems: configurationItemID:l!>ConfigurationItem relatedConfigurationItemID:l!>ConfigurationItem
ConfigurationItemSslSubjectAlternativeNames: installedProductID:l~>ConfigurationItem subjectAlternativeName:s255~
ContactBillingProductAssociations: contactID:l!>Contact billingProductID:l!>Product effectiveDate:t expirationDate:t
ContactGroupContacts: contactGroupId:i!>ContactGroup contactID:l!>Contact
ContactGroups: name:s50! isActive:b!
ContractBillingRules: contractID:i!>Contract productID:l!>Product startDate:t! isActive:b! createChargesAsBillable:b! determineUnits:i! invoiceDescription:s500
ContractBlockHourFactors: contractID:i!>Contract roleID:i!>Role blockHourMultiplier:d!
ContractExclusionBillingCodes: contractID:i!>Contract billingCodeID:i!>BillingCode
ContractExclusionRoles: contractID:i!>Contract roleID:i!>Role
ContractExclusionSetExcludedRoles: contractExclusionSetID:i!>ContractExclusionSet excludedRoleID:i!>Role
ContractExclusionSetExcludedWorkTypes: contractExclusionSetID:i!>ContractExclusionSet excludedWorkTypeID:i!>BillingCode
ContractExclusionSets: name:s100! description:s500 isActive:b!
ContractNotes: contractID:i!>Contract title:s250! description:s32000! createDateTime:t~ creatorResourceID:i~>Resource lastActivityDate:t~ impersonatorCreatorResourceID:i~>Resource
ContractRates: contractID:i!>Contract roleID:i!>Role contractHourlyRate:d! quantity:d
ContractRetainers: contractID:i!>Contract amount:d! datePurchased:t! startDate:t! endDate:t! isPaid:i status:i
ContractRoleCosts: contractID:i!>Contract resourceID:i!>Resource roleID:i!>Role rate:d!
ContractServiceBundleUnits: contractID:i!~>Contract serviceBundleID:i!~>ServiceBundle startDate:t!~ endDate:t!~ units:i!~ cost:d~ price:d~
ContractServiceBundles: contractID:i!>Contract serviceBundleID:i!>ServiceBundle unitPrice:d invoiceDescription:s1000 internalDescription:s100
ContractTicketPurchases: contractID:i!>Contract datePurchased:t! startDate:t! endDate:t! ticketsPurchased:d! ticketsUsed:d~ perTicketRate:d! isPaid:b status:i
Countries: name:s100! displayName:s100! countryCode:s2! isActive:b! isDefaultCountry:b addressFormatID:i~
Currencies: name:s50! description:s100 displaySymbol:s5 exchangeRate:d! isActive:b! isInternalCurrency:b~ lastModifiedDateTime:t~
DeletedTaskActivityLogs: taskID:l~ taskNumber:s50~ activityTitle:s250~ deletedByResourceID:i~>Resource deletedDateTime:t~
DeletedTicketActivityLogs: ticketID:l~ ticketNumber:s50~ activityTitle:s250~ deletedByResourceID:i~>Resource deletedDateTime:t~
DeletedTicketLogs: ticketID:l~ ticketNumber:s50~ ticketTitle:s255~ deletedByResourceID:i~>Resource deletedDateTime:t~
DocumentCategories: name:s50! nickname:s3 isActive:b! isGlobalDefault:b
DocumentChecklistItems: documentID:l!>Document itemName:s255! isCompleted:b isImportant:b position:i
DocumentConfigurationItemAssociations: documentID:l!>Document configurationItemID:l!>ConfigurationItem
DocumentConfigurationItemCategoryAssociations: documentID:l!>Document configurationItemCategoryID:l!>ConfigurationItemCategory
DocumentNotes: documentID:l!>Document title:s250! description:s32000! createdDateTime:t~ createdByResourceID:i~>Resource
DocumentPlainTextContent: documentID:l~>Document contentData:s32000~
DocumentTagAssociations: documentID:l!>Document tagID:i!>Tag
DocumentTicketAssociations: documentID:l!>Document ticketID:l!>Ticket
DocumentToArticleAssociations: documentID:l!>Document associatedArticleID:l!>KnowledgeBaseArticle
DocumentToDocumentAssociations: documentID:l!>Document associatedDocumentID:l!>Document
Documents: title:s255! documentCategoryID:i!>DocumentCategory companyID:i>Company isActive:b! publish:i createdDateTime:t~ createdByResourceID:i~>Resource
DomainRegistrars: name:s100! isActive:b!
HolidaySets: holidaySetName:s65! holidaySetDescription:s100
Holidays: holidaySetID:i!>HolidaySet holidayName:s65! holidayDate:t!
IntegrationVendorInsights: title:s100! description:s500 isActive:b insightKey:s50
IntegrationVendorWidgets: title:s100! description:s500 isActive:b referenceUrl:s500
InternalLocationWithBusinessHours: name:s100! address1:s100 city:s50 state:s25 postalCode:s20 countryID:i>Country isDefault:b timeZoneID:i! holidaySetID:i>HolidaySet firstDayOfWeek:i!
InventoryItemSerialNumbers: inventoryItemID:l!>InventoryItem serialNumber:s100!
InventoryLocations: locationName:s50! isActive:b! isDefault:b~ resourceID:i>Resource
InventoryProducts: productID:l!>Product inventoryLocationID:i!>InventoryLocation quantityMinimum:i! quantityMaximum:i! bin:s50 availableUnits:i~ onHandUnits:i~
InventoryStockedItems: inventoryProductID:l~>InventoryProduct serialNumber:s100~ unitCost:d~ receivedDateTime:t~
InventoryTransfers: productID:l!>Product fromLocationID:i!>InventoryLocation toLocationID:i!>InventoryLocation quantityTransferred:i! transferDate:t~ transferByResourceID:i~>Resource notes:s4000
InvoiceTemplates: name:s50! displayTaxCategory:b showEachTaxInGroup:b groupBy:i! sortBy:i! dateFormat:i numberFormat:i
KnowledgeBaseArticles: title:s255! articleCategoryID:l!>KnowledgeBaseCategory publish:i! isActive:b! keywords:s255 createdDateTime:t~ createdByResourceID:i~>Resource
KnowledgeBaseCategories: name:s50! parentCategoryID:l publish:i
OpportunityCategories: name:s30! nickname:s3 isActive:b! isGlobalDefault:b
OrganizationalLevel1s: name:s50! description:s500 isActive:b!
OrganizationalLevel2s: name:s50! description:s500 isActive:b!
OrganizationalLevelAssociations: organizationalLevel1ID:i!>OrganizationalLevel1 organizationalLevel2ID:i!>OrganizationalLevel2 isActive:b!
OrganizationalResources: organizationalLevelAssociationID:i~>OrganizationalLevelAssociation resourceID:i~>Resource
PaymentTerms: name:s50! description:s500 paymentDueInDays:i! isActive:b!
PriceListMaterialCodes: billingCodeID:i!~>BillingCode currencyID:i!~>Currency unitPrice:d usesInternalCurrencyPrice:b
PriceListProductTiers: productTierID:l!~>ProductTier currencyID:i!~>Currency unitPrice:d usesInternalCurrencyPrice:b
PriceListProducts: productID:l!~>Product currencyID:i!~>Currency unitPrice:d usesInternalCurrencyPrice:b
PriceListRoles: roleID:i!~>Role currencyID:i!~>Currency hourlyRate:d usesInternalCurrencyPrice:b
PriceListServiceBundles: serviceBundleID:i!~>ServiceBundle currencyID:i!~>Currency unitPrice:d usesInternalCurrencyPrice:b
PriceListServices: serviceID:i!~>Service currencyID:i!~>Currency unitPrice:d usesInternalCurrencyPrice:b
PriceListWorkTypeModifiers: workTypeModifierID:i!~>WorkTypeModifier currencyID:i!~>Currency modifierValue:d usesInternalCurrencyPrice:b
ProductNotes: productID:l!>Product title:s250 description:s32000! createDateTime:t~ creatorResourceID:i~>Resource
ProductTiers: productID:l!>Product upToUnits:i! unitCost:d unitPrice:d!
ProductVendors: productID:l!>Product vendorID:i!>Company isActive:b! isDefault:b! vendorCost:d vendorPartNumber:s50
PurchaseApprovals: costID:l~ costType:i~ isApproved:b rejectNote:s2000
PurchaseOrderItemReceiving: purchaseOrderItemID:l!>PurchaseOrderItem quantityNowReceiving:i! quantityPreviouslyReceived:i~ receiveDate:t~ receivedByResourceID:i~>Resource
QuoteTemplates: name:s100! description:s200 isActive:b! createDate:t~ createdBy:i~>Resource
ResourceDailyAvailabilities: resourceID:i!~>Resource mondayAvailableHours:d tuesdayAvailableHours:d wednesdayAvailableHours:d thursdayAvailableHours:d fridayAvailableHours:d saturdayAvailableHours:d sundayAvailableHours:d weeklyBillableHoursGoal:d
ResourceRoleDepartments: resourceID:i!>Resource roleID:i!>Role departmentID:i!>Department isActive:b! isDefault:b isDepartmentLead:b
ResourceRoleQueues: resourceID:i!>Resource roleID:i!>Role queueID:i! isActive:b!
ResourceServiceDeskRoles: resourceID:i!>Resource roleID:i!>Role isActive:b! isDefault:b
ResourceSkills: resourceID:i!~>Resource skillID:i!~>Skill skillLevel:i skillDescription:s1000
ResourceTimeOffAdditional: resourceID:i~>Resource year:i additionalVacationHours:d
ResourceTimeOffApprovers: resourceID:i~>Resource approverResourceID:i~>Resource tier:i~
ResourceTimeOffBalances: resourceID:i~>Resource year:i~ vacationHoursBalance:d~ sickHoursBalance:d~ personalHoursBalance:d~
ServiceBundleServices: serviceBundleID:l!>ServiceBundle serviceID:l!>Service
ShippingTypes: name:s50! description:s500 isActive:b! billingCodeID:i>BillingCode
Skills: skillName:s100! description:s500 isActive:b! categoryID:i~
SubscriptionPeriods: subscriptionID:l~>Subscription periodDate:t~ periodPrice:d~ periodCost:d~ postedDate:t~
SurveyResults: surveyID:i~>Survey companyID:i~>Company contactID:l~>Contact ticketID:l~>Ticket surveyRating:d~ companyRating:d~ contactRating:d~ resourceRating:d~ sendDate:t~ completeDate:t~
Surveys: name:s100! displayName:s200 description:s500
TagAliases: tagID:i!>Tag alias:s100!
TagGroups: label:s100! isActive:b isSystem:b~ displayColor:i
Tags: label:s100! tagGroupID:i>TagGroup isActive:b createDateTime:t~ lastModifiedDateTime:t~
TaxCategories: name:s50! description:s200 isActive:b!
TaxRegions: name:s50! isActive:b!
Taxes: taxName:s50! taxRate:d! taxRegionID:i!>TaxRegion taxCategoryID:i!>TaxCategory isCompounded:b
TicketCategoryFieldDefaults: ticketCategoryID:l~>TicketCategory status:i~ priority:i~ queueID:i~ ticketTypeID:i~ sourceID:i~ issueTypeID:i~ subIssueTypeID:i~ title:s255~ description:s8000~
TicketChangeRequestApprovals: ticketID:l!>Ticket resourceID:i>Resource contactID:l>Contact isApproved:b approveRejectDateTime:t approveRejectNote:s250
TicketRmaCredits: ticketID:l!>Ticket creditAmount:d! creditDetails:s2000 internalCurrencyCreditAmount:d~
TicketTagAssociations: ticketID:l!>Ticket tagID:i!>Tag
TimeOffRequests: resourceID:i!>Resource requestType:i! status:i~ startDate:t! endDate:t! hours:d! requestDate:t! createDateTime:t~ approvedByResourceID:i~>Resource approveDateTime:t~ reason:s1000
UserDefinedFieldDefinitions: name:s45! udfType:i! dataType:i! displayFormat:i description:s128 isActive:b isRequired:b isVisibleToClientPortal:b sortOrder:i createDate:t~
UserDefinedFieldListItems: udfFieldId:i!>UserDefinedFieldDefinition valueForDisplay:s128! valueForExport:s128 isActive:b
WorkTypeModifiers: workTypeID:i!~>BillingCode modifierType:i! modifierValue:d! roundUp:b
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
