import type { SeedOptions, TenantSeed } from '../types.js';
import { ASSET_TABLES } from './assets.js';
import { BILLING_CODE_TABLES } from './billing-codes.js';
import { Calendar } from './calendar.js';
import { COMPANY_TABLES } from './companies.js';
import { CONTACT_TABLES } from './contacts.js';
import { CONTRACT_TABLES } from './contracts.js';
import { PEOPLE_TABLES } from './people.js';
import { createSkin } from './skin/index.js';
import { NOTE_TABLES } from './ticket-notes.js';
import { TICKET_TABLES } from './ticket-rows.js';
import { TIME_TABLES } from './time-entries.js';
import { INTEGRATION_CODE, OTHER_REQUESTS_THIS_HOUR, apiUsers, impersonatable } from './users.js';
import { workflowRules } from './workflow-rules.js';
import { World, type Table } from './world.js';

const TABLES: Readonly<Record<string, Table>> = {
  ...PEOPLE_TABLES,
  ...COMPANY_TABLES,
  ...CONTACT_TABLES,
  ...ASSET_TABLES,
  ...BILLING_CODE_TABLES,
  ...CONTRACT_TABLES,
  ...TICKET_TABLES,
  ...NOTE_TABLES,
  ...TIME_TABLES,
};

/**
 * The demo tenant's data: a fictional MSP, Brightwater Managed IT, with its people, customers, tickets, time, contracts, projects and
 * money. The same seed, skin and "now" always give the same rows; nothing is built before its entity is asked for.
 */
export function createSeed(options: SeedOptions): TenantSeed {
  const world = new World(options.seed, new Calendar(options.now), createSkin(options.skin));
  return {
    skin: world.skin.skin,
    integrationCode: INTEGRATION_CODE,
    users: apiUsers(world),
    impersonatable,
    workflowRules: workflowRules(world),
    otherRequestsThisHour: OTHER_REQUESTS_THIS_HOUR,
    rows: (entity) => TABLES[entity]?.(world) ?? [],
  };
}
