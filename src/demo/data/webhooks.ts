import type { SeedRow } from '../types.js';
import { isoTime } from './calendar.js';
import { hash } from './random.js';
import type { Table, World } from './world.js';

/** One webhook of each kind, to a service that the MSP runs itself, switched off. */
function webhook(entity: string): Table {
  const name = entity.replace('Webhooks', '');
  return (): SeedRow[] => [
    {
      id: 1,
      name: `${name} changes to the warehouse`,
      webhookUrl: `https://hooks.brightwater.example/autotask/${name.toLowerCase()}`,
      deactivationUrl: 'https://hooks.brightwater.example/autotask/off',
      secretKey: `demo-${name.toLowerCase()}-webhook-key`,
      isActive: false,
      isReady: true,
      isSubscribedToCreateEvents: true,
      isSubscribedToUpdateEvents: true,
      isSubscribedToDeleteEvents: false,
      notificationEmailAddress: 'service@brightwater.example',
      ownerResourceID: 590,
      sendThresholdExceededNotification: true,
      webhookGUID: `00000000-0000-4000-8000-${hash(entity).toString(16).padStart(12, '0')}`,
    },
  ];
}

const fields: Table = () => [{ id: 1, webhookID: 1, fieldID: 2, isSubscribedField: true, isDisplayAlwaysField: true }];
const udfFields: Table = () => [{ id: 1, webhookID: 1, udfFieldID: 1, isSubscribedField: true, isDisplayAlwaysField: false }];
const excluded: Table = () => [{ id: 1, webhookID: 1, resourceID: 590 }];

const errors = ({ calendar }: World): SeedRow[] => [
  {
    id: 1,
    accountWebhookID: 1,
    sequenceNumber: 118,
    payload: '{"Action":"Update","EntityType":"Account"}',
    errorMessage: 'The remote server returned 503.',
    createDateTime: isoTime(calendar.at(-12, 200)),
  },
];

const KINDS = ['Company', 'Contact', 'ConfigurationItem', 'Ticket', 'TicketNote'];

export const WEBHOOK_TABLES: Readonly<Record<string, Table>> = {
  ...Object.fromEntries(
    KINDS.flatMap((kind): [string, Table][] => [
      [`${kind}Webhooks`, webhook(`${kind}Webhooks`)],
      [`${kind}WebhookFields`, fields],
      [`${kind}WebhookExcludedResources`, excluded],
    ]),
  ),
  CompanyWebhookUdfFields: udfFields,
  ConfigurationItemWebhookUdfFields: udfFields,
  ContactWebhookUdfFields: udfFields,
  TicketWebhookUdfFields: udfFields,
  WebhookEventErrorLogs: errors,
};
