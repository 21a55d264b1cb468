import { call, definePrompt, steps } from './define-prompt.js';

export const clientBrief = definePrompt({
  name: 'client_brief',
  title: 'Client brief',
  description: 'A client on one page before a call: alerts, contacts, open tickets, contracts, opportunities, invoices.',
  arguments: { company: { kind: 'company', description: 'Client', isRequired: true } },
  text: ({ company }) => {
    const list = (entity: string, filter: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}) =>
      call('autotask_query', { entity, filter: { company, ...filter }, ...more });
    return `Brief me on ${JSON.stringify(company)}; I am about to call them.\n${steps(
      `Alerts: ${list('CompanyAlerts', {})}`,
      `Main contacts: ${list('Contacts', { isActive: true, primaryContact: true })}`,
      `Open tickets: ${list('Tickets', { open: true }, { order: 'priority, createDate' })}`,
      `What the last 30 days were about: ${call('autotask_aggregate', {
        entity: 'Tickets',
        filter: { company, createDate__gte: '-30d' },
        group_by: ['issueType'],
      })}`,
      `Contracts: ${list('Contracts', { status: 'Active' }, { order: 'endDate' })}`,
      `Opportunities: ${list('Opportunities', { closedDate: null })}`,
      `Latest invoices: ${list('Invoices', {}, { order: '-invoiceDateTime', limit: 5 })}`,
      'Half a page: what they will bring up, what we owe them, what is coming up (contracts, opportunities), whom I may get on the phone. Repeat alerts word for word.',
      'If the company has child companies, say that they are not in here. What could not be read, for want of rights, is "not visible to me", never "none".',
    )}`;
  },
});
