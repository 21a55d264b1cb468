import { z } from 'zod';
import type { CreateInput } from '../semantic/write/planned.js';
import { defineTool } from './define-tool.js';
import { entityName, fieldValues, fromJsonText } from './parameters.js';
import { answerOf, going, goingOf, written } from './write-parameters.js';

// Nested records are checked where they are planned: a recursive JSON Schema would cost every session its tokens.
const children = z.preprocess(fromJsonText, z.array(z.looseObject({ entity: entityName, fields: fieldValues }))).optional();

const child: z.ZodType<CreateInput> = z.strictObject({
  entity: z.string().min(1),
  fields: fieldValues,
  get children() {
    return z.array(child).optional();
  },
});

export const createTool = defineTool({
  name: 'autotask_create',
  title: 'Create a record',
  effect: 'create',
  description:
    'Creates a record of any entity from people\'s words: {"company":"Contoso","title":"Printer down","priority":"High","queue":"Level 1 Support"}. ' +
    'A child names its parent (contact: company). children [{entity,fields,children}] are made below it in the same call: ' +
    'ServiceCalls › ServiceCallTickets {ticket} › ServiceCallTicketResources {resource} books a visit. Shows look-alikes first.',
  synonyms: { values: 'fields', record: 'fields' },
  input: () =>
    z.strictObject({
      entity: entityName,
      fields: fieldValues,
      children: children.meta({ items: { type: 'object' } }),
      ...going,
    }),
  output: () => written,
  run: async ({ entity, fields, children: below, ...input }, { write }) => {
    const { planCreate } = await import('../semantic/write/plans/create.js');
    const record = child.parse({ entity, fields, children: below });
    return answerOf(await write((words) => planCreate(record, 'autotask_create', words), goingOf(input)));
  },
});
