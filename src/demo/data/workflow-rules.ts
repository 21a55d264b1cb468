import type { SeedRow, WorkflowRule } from '../types.js';
import type { World } from './world.js';

/** The tenant's workflow rules. Autotask applies them right after it has answered a write with 200 (dossier §8, trap T16). */
export function workflowRules({ skin }: World): readonly WorkflowRule[] {
  const status = skin.ids('Tickets.status');
  const category = skin.ids('Tickets.ticketCategory');
  const rmaStatus = skin.ids('Tickets.rmaStatus');
  return [
    {
      entity: 'Tickets',
      name: 'Change freeze: keep waiting for the customer approval',
      applies: (row, changed) =>
        'status' in changed && row['status'] !== status('waitingCustomerApproval') && udf(row, 'Change Freeze') === 'Yes',
      change: () => ({ status: status('waitingCustomerApproval') }),
    },
    {
      entity: 'Tickets',
      name: 'RMA: note that the part is on its way when the vendor has it',
      applies: (row, changed) =>
        'status' in changed && row['status'] === status('waitingVendor') && row['ticketCategory'] === category('rma'),
      change: () => ({ rmaStatus: rmaStatus('shipped') }),
    },
  ];
}

function udf(row: SeedRow, name: string): string | null | undefined {
  return row.userDefinedFields?.find((field) => field.name === name)?.value;
}
