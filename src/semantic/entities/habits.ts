/** How people look at an entity: what a list of it shows, in which order, and which words they use for its fields. */
export interface Habits {
  /** Fields of a list when none are asked for. */
  readonly columns: readonly string[];
  /** Order of a list when none is asked for; `-` in front means descending. */
  readonly order: readonly string[];
  /** Fields that a search for words looks into. */
  readonly searched: readonly string[];
  /** Words people use for a field that neither its name nor its name without suffix covers. */
  readonly aliases: Readonly<Record<string, string>>;
}

const NEWEST = ['-createDate'];
const PEOPLE = {
  technician: 'assignedResourceID',
  tech: 'assignedResourceID',
  agent: 'assignedResourceID',
  assignee: 'assignedResourceID',
  assignedto: 'assignedResourceID',
  owner: 'assignedResourceID',
  resource: 'assignedResourceID',
};
const CUSTOMER = { customer: 'companyID', client: 'companyID', account: 'companyID' };

const HABITS: Readonly<Record<string, Habits>> = {
  Tickets: {
    columns: ['ticketNumber', 'title', 'status', 'priority', 'companyID', 'assignedResourceID', 'queueID', 'createDate'],
    order: NEWEST,
    searched: ['title', 'description', 'resolution'],
    aliases: {
      ...PEOPLE,
      ...CUSTOMER,
      role: 'assignedResourceRoleID',
      opened: 'createDate',
      closed: 'completedDate',
      sla: 'serviceLevelAgreementID',
      worktype: 'billingCodeID',
      asset: 'configurationItemID',
    },
  },
  TicketNotes: {
    columns: [
      'ticketID',
      'createDateTime',
      'noteType',
      'publish',
      'creatorResourceID',
      'createdByContactID',
      'title',
      'description',
    ],
    order: ['-createDateTime'],
    searched: ['title', 'description'],
    aliases: { author: 'creatorResourceID', note: 'description', text: 'description', visibility: 'publish' },
  },
  TimeEntries: {
    columns: ['id', 'dateWorked', 'startDateTime', 'endDateTime', 'hoursWorked', 'resourceID', 'ticketID', 'summaryNotes'],
    order: ['-dateWorked', '-id'],
    searched: ['summaryNotes', 'internalNotes'],
    aliases: {
      date: 'dateWorked',
      day: 'dateWorked',
      technician: 'resourceID',
      hours: 'hoursWorked',
      worktype: 'billingCodeID',
      approved: 'billingApprovalDateTime',
      summary: 'summaryNotes',
      notes: 'summaryNotes',
      nonbillable: 'isNonBillable',
    },
  },
  Companies: {
    columns: ['id', 'companyName', 'companyType', 'isActive', 'phone', 'city', 'parentCompanyID', 'ownerResourceID'],
    order: ['companyName'],
    searched: ['companyName', 'companyNumber'],
    aliases: { parent: 'parentCompanyID', accountmanager: 'ownerResourceID' },
  },
  Contacts: {
    columns: [
      'id',
      'firstName',
      'lastName',
      'title',
      'companyID',
      'emailAddress',
      'phone',
      'extension',
      'mobilePhone',
      'isActive',
    ],
    order: ['lastName', 'firstName'],
    searched: ['firstName', 'lastName', 'emailAddress'],
    aliases: { ...CUSTOMER, email: 'emailAddress', mobile: 'mobilePhone', jobtitle: 'title', position: 'title' },
  },
  Resources: {
    columns: ['id', 'firstName', 'lastName', 'email', 'title', 'isActive'],
    order: ['lastName', 'firstName'],
    searched: ['firstName', 'lastName', 'email'],
    aliases: { emailaddress: 'email' },
  },
  Contracts: {
    columns: ['id', 'contractName', 'companyID', 'contractType', 'status', 'startDate', 'endDate', 'renewedContractID'],
    order: ['endDate'],
    searched: ['contractName', 'contractNumber', 'description'],
    aliases: CUSTOMER,
  },
  Projects: {
    columns: [
      'id',
      'projectNumber',
      'projectName',
      'companyID',
      'status',
      'startDateTime',
      'endDateTime',
      'estimatedTime',
      'actualHours',
      'completedPercentage',
    ],
    order: ['-startDateTime'],
    searched: ['projectName', 'projectNumber', 'description'],
    aliases: { ...CUSTOMER, lead: 'projectLeadResourceID', manager: 'projectLeadResourceID' },
  },
  Tasks: {
    columns: [
      'id',
      'taskNumber',
      'title',
      'projectID',
      'status',
      'assignedResourceID',
      'startDateTime',
      'endDateTime',
      'estimatedHours',
      'remainingHours',
    ],
    order: ['endDateTime'],
    searched: ['title', 'taskNumber', 'description'],
    aliases: { ...PEOPLE, due: 'endDateTime' },
  },
  Opportunities: {
    columns: ['id', 'title', 'companyID', 'stage', 'status', 'amount', 'probability', 'projectedCloseDate', 'ownerResourceID'],
    order: ['-createDate'],
    searched: ['title', 'description'],
    aliases: { ...CUSTOMER, name: 'title', value: 'amount' },
  },
  Invoices: {
    columns: [
      'id',
      'invoiceNumber',
      'companyID',
      'invoiceDateTime',
      'invoiceTotal',
      'totalTaxValue',
      'dueDate',
      'paidDate',
      'isVoided',
    ],
    order: ['-invoiceDateTime'],
    searched: ['invoiceNumber', 'comments'],
    aliases: { ...CUSTOMER, date: 'invoiceDateTime', total: 'invoiceTotal', voided: 'isVoided', paid: 'paidDate' },
  },
  BillingItems: {
    columns: [
      'id',
      'itemDate',
      'postedDate',
      'companyID',
      'billingItemType',
      'itemName',
      'quantity',
      'rate',
      'extendedPrice',
      'invoiceID',
      'nonBillable',
    ],
    order: ['-itemDate', '-id'],
    searched: ['itemName', 'description'],
    aliases: { ...CUSTOMER, type: 'billingItemType' },
  },
  BillingCodes: {
    columns: ['id', 'name', 'useType', 'billingCodeType', 'isActive', 'description'],
    order: ['name'],
    searched: ['name', 'description'],
    aliases: {},
  },
  ConfigurationItems: {
    columns: ['id', 'referenceTitle', 'companyID', 'productID', 'serialNumber', 'isActive', 'warrantyExpirationDate'],
    order: ['referenceTitle'],
    searched: ['referenceTitle', 'serialNumber', 'referenceNumber'],
    aliases: { ...CUSTOMER, name: 'referenceTitle' },
  },
  ServiceCalls: {
    columns: ['id', 'companyID', 'startDateTime', 'endDateTime', 'status', 'canceledDateTime', 'description'],
    order: ['startDateTime'],
    searched: ['description'],
    aliases: { ...CUSTOMER, cancelled: 'canceledDateTime' },
  },
  Appointments: {
    columns: ['id', 'title', 'resourceID', 'startDateTime', 'endDateTime', 'description'],
    order: ['startDateTime'],
    searched: ['title', 'description'],
    aliases: {},
  },
  TicketAttachments: {
    columns: ['id', 'ticketID', 'title', 'fullPath', 'contentType', 'fileSize', 'publish', 'attachDate'],
    order: ['-attachDate'],
    searched: ['title', 'fullPath'],
    aliases: { filename: 'fullPath' },
  },
  AttachmentInfo: {
    columns: ['id', 'parentType', 'parentID', 'title', 'fullPath', 'contentType', 'fileSize', 'publish', 'attachDate'],
    order: ['-attachDate'],
    searched: ['title', 'fullPath'],
    aliases: { filename: 'fullPath' },
  },
  CompanyNotes: {
    columns: ['id', 'companyID', 'actionType', 'name', 'note', 'assignedResourceID', 'startDateTime'],
    order: ['-startDateTime'],
    searched: ['name', 'note'],
    aliases: { ...CUSTOMER, title: 'name', subject: 'name', text: 'note', description: 'note', type: 'actionType' },
  },
  CompanyToDos: {
    columns: [
      'id',
      'companyID',
      'activityDescription',
      'actionType',
      'assignedToResourceID',
      'startDateTime',
      'endDateTime',
      'completedDate',
    ],
    order: ['startDateTime'],
    searched: ['activityDescription'],
    aliases: {
      ...CUSTOMER,
      assignee: 'assignedToResourceID',
      assignedto: 'assignedToResourceID',
      due: 'endDateTime',
      duedate: 'endDateTime',
      description: 'activityDescription',
      subject: 'activityDescription',
      title: 'activityDescription',
      type: 'actionType',
    },
  },
  TicketHistory: {
    columns: ['date', 'resourceID', 'action', 'detail'],
    order: ['-date', '-id'],
    searched: ['action', 'detail'],
    aliases: {},
  },
};

const NONE: Habits = { columns: [], order: [], searched: [], aliases: {} };

/** Words that mean the same field wherever there is one. */
const EVERYWHERE: Readonly<Record<string, string>> = {
  subject: 'title',
  duedate: 'dueDateTime',
  starttime: 'startDateTime',
  endtime: 'endDateTime',
  closedate: 'projectedCloseDate',
};

/** Habits of an entity; empty lists where none are known, so that they are derived from its fields. */
export function habitsOf(entity: string): Habits {
  const habits = HABITS[entity] ?? NONE;
  return { ...habits, aliases: { ...EVERYWHERE, ...habits.aliases } };
}
