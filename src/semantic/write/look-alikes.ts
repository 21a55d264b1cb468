import type { EntityRecord, Filter } from '../../autotask/types.js';
import { COMPLETE } from '../entities/system-status.js';
import { nameRule } from '../names/rules.js';
import { cleanLine, cutText } from '../untrusted.js';
import type { Draft } from './draft.js';
import { CallMemo } from './memo.js';
import type { Words } from './words.js';

const FAMILIES = new CallMemo<number[]>();

/** How to find records that a new one may be a double of. */
interface LookAlikeRule {
  /** Everything that might be one; undefined where the draft has too little to tell. */
  readonly candidates: (draft: Draft, words: Words) => Promise<Filter | undefined>;
  readonly fields: readonly string[];
  readonly isAlike: (candidate: EntityRecord, draft: Draft) => boolean;
}

/** Look-alikes shown to the person. */
const SHOWN = 5;
const LONGEST_NAME = 80;

/** Existing records that a new one may be a double of, as people call them, each on one line. */
export async function lookAlikes(draft: Draft, words: Words): Promise<string[]> {
  const rule = RULES[draft.entity];
  const filter = await rule?.candidates(draft, words);
  if (rule === undefined || filter === undefined) return [];
  const found = await words.client.queryAll(draft.entity, filter, { signal: words.signal, fields: rule.fields, limit: 2_000 });
  const alike = found.filter((candidate) => rule.isAlike(candidate, draft));
  const lines = alike.slice(0, SHOWN).map((record) => lineOf(draft, record));
  return alike.length > SHOWN ? [...lines, `and ${alike.length - SHOWN} more`] : lines;
}

function lineOf(draft: Draft, record: EntityRecord): string {
  const name = nameRule(draft.schema.entity.singular)?.name(record) ?? textIn(record, 'name');
  const inactive = record['isActive'] === 0 || record['isActive'] === false ? ', inactive' : '';
  return `${cutText(cleanLine(name), LONGEST_NAME)} (id ${record.id}${inactive})`;
}

const RULES: Readonly<Record<string, LookAlikeRule>> = {
  Tickets: {
    candidates: async (draft) => ofCompany(draft, [{ op: 'noteq', field: 'status', value: COMPLETE }]),
    fields: ['ticketNumber', 'title', 'companyID', 'configurationItemID'],
    isAlike: (candidate, draft) => {
      const asset = draft.id('configurationItemID');
      const isSameAsset = asset !== undefined && candidate['configurationItemID'] === asset;
      return sameSubject(candidate['title'], draft.value('title'), isSameAsset ? HALF_ALIKE : ALIKE);
    },
  },
  Opportunities: {
    candidates: async (draft, words) => ofFamily(draft, words, [{ op: 'notExist', field: 'closedDate' }]),
    fields: ['title', 'companyID'],
    isAlike: (candidate, draft) => sameSubject(candidate['title'], draft.value('title'), ALIKE),
  },
  Contacts: {
    candidates: contactCandidates,
    fields: ['firstName', 'lastName', 'emailAddress', 'emailAddress2', 'emailAddress3', 'companyID', 'isActive'],
    isAlike: (candidate, draft) =>
      isEqual(candidate['emailAddress'], draft.value('emailAddress')) ||
      (isEqual(candidate['lastName'], draft.value('lastName')) && isEqual(candidate['firstName'], draft.value('firstName'))),
  },
  Companies: {
    candidates: async (draft) => matching(draft, 'companyName'),
    fields: ['companyName', 'parentCompanyID', 'companyType', 'isActive'],
    isAlike: () => true,
  },
  ConfigurationItems: {
    candidates: async (draft) => ofCompany(draft, matching(draft, 'serialNumber') ?? matching(draft, 'referenceTitle') ?? []),
    fields: ['referenceTitle', 'serialNumber', 'companyID', 'isActive'],
    isAlike: (candidate, draft) =>
      isEqual(candidate['serialNumber'], draft.value('serialNumber')) ||
      isEqual(candidate['referenceTitle'], draft.value('referenceTitle')),
  },
  TicketCharges: charges('ticketID'),
  ProjectCharges: charges('projectID'),
  ContractCharges: charges('contractID'),
};

function charges(parent: string): LookAlikeRule {
  return {
    candidates: async (draft) => {
      const id = draft.id(parent);
      return id === undefined ? undefined : [{ op: 'eq', field: parent, value: id }];
    },
    fields: [parent, 'name', 'unitPrice', 'unitQuantity'],
    isAlike: (candidate, draft) => isEqual(candidate['name'], draft.value('name')),
  };
}

function ofCompany(draft: Draft, rest: Filter): Filter | undefined {
  const company = draft.id('companyID');
  return company === undefined ? undefined : [{ op: 'eq', field: 'companyID', value: company }, ...rest];
}

/** The company, its parent and its children: the same customer may be on file under any of them. */
async function ofFamily(draft: Draft, words: Words, rest: Filter): Promise<Filter | undefined> {
  const company = draft.id('companyID');
  if (company === undefined) return undefined;
  return [{ op: 'in', field: 'companyID', value: await familyOf(company, words) }, ...rest];
}

function familyOf(company: number, words: Words): Promise<number[]> {
  return FAMILIES.get(words, company, async () => {
    const { client, signal } = words;
    const head = (await parentOf(company, words)) ?? company;
    const children = await client.queryAll('Companies', [{ op: 'eq', field: 'parentCompanyID', value: head }], {
      signal,
      fields: ['id'],
    });
    return [...new Set([company, head, ...children.map(({ id }) => id)])];
  });
}

async function parentOf(company: number, { directory, signal }: Words): Promise<number | undefined> {
  const parent = (await directory.one('Company', company, { signal }))?.record['parentCompanyID'];
  return typeof parent === 'number' ? parent : undefined;
}

/** The same e-mail address anywhere, or the same name at the company or its parent. */
async function contactCandidates(draft: Draft, words: Words): Promise<Filter | undefined> {
  const company = draft.id('companyID');
  const [email, lastName] = [draft.value('emailAddress'), draft.value('lastName')];
  if (company === undefined || typeof lastName !== 'string') return undefined;
  const parent = await parentOf(company, words);
  const sameName = {
    op: 'and',
    items: [
      { op: 'in', field: 'companyID', value: parent === undefined ? [company] : [company, parent] },
      { op: 'eq', field: 'lastName', value: lastName },
    ],
  } as const;
  if (typeof email !== 'string') return [sameName];
  return [{ op: 'or', items: [{ op: 'eq', field: 'emailAddress', value: email }, sameName] }];
}

function matching(draft: Draft, field: string): Filter | undefined {
  const value = draft.value(field);
  return typeof value === 'string' && value !== '' ? [{ op: 'eq', field, value }] : undefined;
}

/** Share of the words of the shorter text that the other one has too. */
const ALIKE = 0.6;
const HALF_ALIKE = 0.3;

// Words that say nothing about the subject.
const FILLERS: ReadonlySet<string> = new Set(
  'a an and are at by for from in is it its of on or our please re fwd the to with der die das und im in am auf mit von zu'.split(
    ' ',
  ),
);

/** Whether two titles speak of the same thing: most of their telling words agree. */
export function sameSubject(left: unknown, right: unknown, share: number): boolean {
  const [a, b] = [tellingWords(left), tellingWords(right)];
  if (a.size === 0 || b.size === 0) return false;
  const common = [...a].filter((word) => b.has(word)).length;
  const isShort = Math.min(a.size, b.size) === 1;
  return isShort ? common === 1 && Math.max(a.size, b.size) <= 2 : common >= 2 && common / Math.min(a.size, b.size) >= share;
}

function tellingWords(text: unknown): Set<string> {
  const words = typeof text === 'string' ? text.toLowerCase().match(/[\p{L}\p{N}]+/gu) : null;
  return new Set((words ?? []).filter((word) => word.length > 1 && !FILLERS.has(word)));
}

function isEqual(left: unknown, right: unknown): boolean {
  return (
    typeof left === 'string' &&
    typeof right === 'string' &&
    left !== '' &&
    left.trim().toLowerCase() === right.trim().toLowerCase()
  );
}

function textIn(record: EntityRecord, field: string): string {
  const value = record[field];
  return typeof value === 'string' ? value : '';
}
