// Metadata calls both kinds `datetime`, so which fields hold a calendar day is listed here: they sit at T00:00:00Z whatever the zone
// (dossier §8, §9) and must never be shifted.
const DAYS: ReadonlySet<string> = new Set(
  [
    'dateWorked',
    'startDate',
    'endDate',
    'dueDate',
    'dateDue',
    'datePurchased',
    'effectiveDate',
    'expirationDate',
    'expenseDate',
    'weekEnding',
    'hireDate',
    'holidayDate',
    'installDate',
    'warrantyExpirationDate',
    'itemDate',
    'postedDate',
    'fromDate',
    'toDate',
    'paidDate',
    'projectedCloseDate',
    'promisedFulfillmentDate',
    'throughDate',
    'salesOrderDate',
    'estimatedArrivalDate',
    'latestEstimatedArrivalDate',
    'shippingDate',
    'requestDate',
    'availableDate',
    'periodDate',
  ].map((name) => name.toLowerCase()),
);

/** Fields of one entity that hold days although their name says otherwise. */
const DAYS_OF: Readonly<Record<string, readonly string[]>> = {
  Projects: ['startDateTime', 'endDateTime'],
  Tasks: ['startDateTime', 'endDateTime'],
};

/** Whether a `datetime` field holds a calendar day without time. */
export function isDateOnly(entity: string, field: string): boolean {
  return DAYS.has(field.toLowerCase()) || (DAYS_OF[entity]?.includes(field) ?? false);
}
