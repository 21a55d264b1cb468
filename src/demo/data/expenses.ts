import type { SeedRow } from '../types.js';
import { isoTime } from './calendar.js';
import { withIds } from './people.js';
import { money } from './ticket-details.js';
import { APPROVER } from './time-fixed.js';
import { part, type Table, type World } from './world.js';

interface Report {
  readonly id: number;
  readonly submitter: number;
  /** The Friday that ends the week. */
  readonly weekEnding: number;
  readonly status: string;
  readonly items: readonly { readonly category: string; readonly text: string; readonly amount: number; readonly day: number }[];
}

const KINDS: readonly (readonly [category: string, text: string, amount: number])[] = [
  ['mileage', 'Drive to the customer and back', 31.46],
  ['parking', 'Parking near the customer', 18],
  ['meals', 'Lunch on the day of the move', 14.75],
  ['parts', 'Patch cables', 23.9],
];

/** Weekly expense reports of the people who drive to customers. */
const reports = part((world: World): readonly Report[] => {
  const random = world.random('expenses');
  const weeks = Array.from({ length: 12 }, (_, index) => -3 - 7 * (11 - index));
  return weeks
    .flatMap((weekEnding, week) =>
      [501, 510, 530].map((submitter): Omit<Report, 'id'> => ({
        submitter,
        weekEnding,
        status: week === 11 ? 'submitted' : week === 10 ? 'approved' : 'paid',
        items: Array.from({ length: random.int(1, 3) }, (_, index) => {
          const [category, text, amount] = random.pick(KINDS);
          return { category, text, amount, day: weekEnding - index };
        }),
      })),
    )
    .map((report, index) => ({ ...report, id: 93_001 + index }));
});

const reportRows: Table = (world) => {
  const { calendar, skin } = world;
  const status = skin.ids('ExpenseReports.status');
  return reports(world).map((report): SeedRow => {
    const total = money(report.items.reduce((sum, { amount }) => sum + amount, 0));
    return {
      id: report.id,
      name: `Expenses week ending ${calendar.date(report.weekEnding).slice(0, 10)}`,
      submitterID: report.submitter,
      weekEnding: calendar.date(report.weekEnding),
      status: status(report.status),
      submitDate: calendar.date(report.weekEnding),
      amountDue: total,
      internalCurrencyExpenseTotal: total,
      internalCurrencyCashAdvanceAmount: 0,
      ...(report.status !== 'submitted' && {
        approverID: APPROVER,
        approvedDate: isoTime(calendar.past(report.weekEnding + 3, 960)),
      }),
    };
  });
};

const itemRows: Table = (world) => {
  const { calendar, skin } = world;
  const category = skin.ids('ExpenseItems.expenseCategory');
  const paymentType = skin.ids('ExpenseItems.paymentType')('personal');
  return withIds(
    93_501,
    reports(world).flatMap((report) =>
      report.items.map((item) => ({
        expenseReportID: report.id,
        description: item.text,
        expenseCategory: category(item.category),
        paymentType,
        expenseDate: calendar.date(item.day),
        haveReceipt: item.category !== 'mileage',
        isBillableToCompany: false,
        isReimbursable: true,
        expenseCurrencyExpenseAmount: item.amount,
        internalCurrencyExpenseAmount: item.amount,
        expenseCurrencyID: 1,
        ...(item.category === 'mileage' && { miles: 44.9, origin: 'Headquarters', destination: 'Customer' }),
      })),
    ),
  );
};

export const EXPENSE_TABLES: Readonly<Record<string, Table>> = { ExpenseReports: reportRows, ExpenseItems: itemRows };
