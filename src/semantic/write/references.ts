import type { FieldInfo } from '../../autotask/types.js';
import { displayName } from '../entities/field-kind.js';
import { AmbiguousNameError, candidateList, UnknownNameError } from '../errors.js';
import type { NamedRecord } from '../names/directory.js';
import type { Resolved } from '../names/resolve.js';
import { isCalled, nameRule } from '../names/rules.js';
import { asId } from '../record-id.js';
import { InvalidWriteError } from './errors.js';
import { CallMemo } from './memo.js';
import type { ValueScope, WrittenValue } from './values.js';
import type { Words } from './words.js';

const NAMED = new CallMemo<Resolved>();
const NAMESAKES = new CallMemo<readonly NamedRecord[]>();

/** Fields whose record has to belong to the company of the written record, or to that company's parent (dossier §8). */
const OF_COMPANY: ReadonlySet<string> = new Set([
  'contactID',
  'configurationItemID',
  'contractID',
  'companyLocationID',
  'opportunityID',
  'billToCompanyLocationID',
]);

/**
 * The record that a name, number, e-mail address, id or `me` stands for: exactly one, and active.
 *
 * @throws {AmbiguousNameError} with candidates, also where only a part of the name was given: a part is a question, not an answer.
 */
export async function readReference(
  field: FieldInfo,
  singular: string,
  words: unknown,
  scope: ValueScope,
  context: Words,
): Promise<WrittenValue> {
  const name = `${scope.entity}.${displayName(field)}`;
  const id = asId(words);
  if (id !== undefined) return byId(field, singular, id, context);
  if (typeof words !== 'string') throw new InvalidWriteError(`${name} is a name or an id, not ${JSON.stringify(words)}.`);
  if (singular === 'Resource' && words.trim().toLowerCase() === 'me') {
    const me = await context.me();
    return { field, value: me.id, shown: me.name };
  }
  const company = OF_COMPANY.has(field.name) ? scope.other('companyID') : undefined;
  if (typeof company === 'number') return ofCompany(field, singular, words, company, context);
  const found = await NAMED.get(context, `${singular} ${words}`, () =>
    context.names.one(singular, words, { signal: context.signal }).catch((error: unknown) => {
      throw withoutInactive(error, words);
    }),
  );
  const candidate = { id: found.id, name: found.name, isActive: found.isActive };
  if (!found.isActive) throw new InvalidWriteError(`${name}: ${candidateList([candidate])} cannot be used.`);
  if (!found.isExact) {
    throw new AmbiguousNameError(`"${words}" is only a part of a name: ${candidateList([candidate])}. Use the full name or id.`, [
      candidate,
    ]);
  }
  return { field, value: found.id, shown: found.name };
}

/** Notes that a name was understood already in this call, so that it is not looked up again. */
export function noteNamed(words: Words, singular: string, name: string | number, record: { id: number; shown: string }): void {
  const { id, shown } = record;
  NAMED.set(words, `${singular} ${name}`, { id, name: shown, isActive: true, isExact: true, notes: [] });
}

/** Of several candidates only those that can be set are worth asking about. */
function withoutInactive(error: unknown, words: string): unknown {
  if (!(error instanceof AmbiguousNameError)) return error;
  const active = error.candidates.filter(({ isActive }) => isActive);
  if (active.length < 2 || active.length === error.candidates.length) return error;
  return new AmbiguousNameError(
    `${active.length} active ones may be meant by "${words}": ${candidateList(active)}. Use the full name or id.`,
    active,
  );
}

/** An id is taken as it is; the record's name is looked up for the preview, and because inactive records can't be newly used. */
async function byId(field: FieldInfo, singular: string, id: number, { directory, signal }: Words): Promise<WrittenValue> {
  if (nameRule(singular) === undefined) return { field, value: id, shown: String(id) };
  const record = await directory.one(singular, id, { signal });
  if (record === undefined) throw new UnknownNameError(`No ${singular.toLowerCase()} ${id} is visible to this API user.`);
  if (!record.isActive)
    throw new InvalidWriteError(`${record.name} (${singular.toLowerCase()} ${id}) is inactive and cannot be used.`);
  return { field, value: id, shown: record.name };
}

/** Of namesakes at many customers only the ones of this company, or its parent, can be meant. */
async function ofCompany(
  field: FieldInfo,
  singular: string,
  words: string,
  companyId: number,
  context: Words,
): Promise<WrittenValue> {
  const { names, directory, signal } = context;
  const all = await NAMESAKES.get(context, `${singular} ${words}`, () => names.all(singular, words, { signal }));
  const company = await directory.one('Company', companyId, { signal });
  const family = new Set([companyId, company?.record['parentCompanyID']]);
  const near = all.filter(({ isActive, record }) => isActive && family.has(record['companyID']));
  const exact = near.filter(({ record }) => isCalled(singular, record, words));
  const [found] = exact;
  if (found !== undefined && exact.length === 1) return { field, value: found.id, shown: found.name };
  const of = company === undefined ? `company ${companyId}` : company.name;
  if (near.length === 0) throw new UnknownNameError(`${of} has no active ${singular.toLowerCase()} called "${words}".`);
  const candidates = near.map(({ id, name, isActive }) => ({ id, name, isActive }));
  throw new AmbiguousNameError(
    `Which ${singular.toLowerCase()} of ${of} is "${words}": ${candidateList(candidates)}? Use the full name or id.`,
    candidates,
  );
}
