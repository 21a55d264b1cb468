/** What people, other products and Autotask's older interface call entities, in lower case without spaces; only what can mean nothing else. */
export const CUSTOMARY_NAMES: ReadonlyMap<string, string> = new Map([
  ...['customer', 'customers', 'client', 'clients', 'account', 'accounts'].map((word) => [word, 'Companies'] as const),
  ...['asset', 'assets', 'device', 'devices'].map((word) => [word, 'ConfigurationItems'] as const),
  ...['installedproduct', 'installedproducts'].map((word) => [word, 'ConfigurationItems'] as const),
  ...['technician', 'technicians', 'employee', 'employees', 'staff'].map((word) => [word, 'Resources'] as const),
  ...['worktype', 'worktypes'].map((word) => [word, 'BillingCodes'] as const),
  ...['deal', 'deals'].map((word) => [word, 'Opportunities'] as const),
  ...['timesheet', 'timesheets'].map((word) => [word, 'TimeEntries'] as const),
  ...['todo', 'todos'].map((word) => [word, 'CompanyToDos'] as const),
]);
