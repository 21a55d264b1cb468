import type { EntityRecord } from '../../../autotask/types.js';
import { UnknownNameError } from '../../errors.js';
import { cleanLine } from '../../untrusted.js';
import { InvalidWriteError } from '../errors.js';
import { CallMemo } from '../memo.js';
import type { Named, Words } from '../words.js';

const CODES = new CallMemo<EntityRecord[]>();

/** `BillingCodes.useType` (Autotask's own values, dossier §8): work types of tickets and tasks, and categories of internal time. */
const USE_TYPE = { work: 1, internal: 3 } as const;

const KIND_NAMES = { work: 'work types', internal: 'internal time categories' } as const;

/**
 * The active billing code of that kind with exactly this name, or id; of internal categories also the only one with that word in its name.
 *
 * @throws {UnknownNameError} listing the names of that kind; {InvalidWriteError} where several fit.
 */
export async function billingCode(name: string, kind: 'work' | 'internal', words: Words): Promise<Named> {
  const codes = (await CODES.get(words, '', () => activeCodes(words))).filter(({ useType }) => useType === USE_TYPE[kind]);
  const named = codes.map(({ id, name: stored }) => ({ id, name: cleanLine(String(stored)) }));
  const wanted = name.trim().toLowerCase();
  const exact = named.filter((code) => code.name.toLowerCase() === wanted || String(code.id) === wanted);
  // Internal time costs nobody anything and the answer names the category, so its only one with that word will do.
  const fitting = exact.length > 0 || kind === 'work' ? exact : named.filter((code) => wordsIn(code.name).includes(wanted));
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return only;
  if (fitting.length > 1) {
    const choices = fitting.map((code) => `${code.name} (id ${code.id})`).join(', ');
    throw new InvalidWriteError(`Which of the ${KIND_NAMES[kind]} is "${name}": ${choices}?`);
  }
  const list = named.map((code) => code.name);
  throw new UnknownNameError(`None of the active ${KIND_NAMES[kind]} is called "${name}". There are: ${list.join(', ')}.`, list);
}

function wordsIn(name: string): string[] {
  return name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
}

function activeCodes({ client, signal }: Words): Promise<EntityRecord[]> {
  return client.queryAll('BillingCodes', [{ op: 'eq', field: 'isActive', value: true }], { signal, fields: ['name', 'useType'] });
}
