import type { FieldInfo } from '../../autotask/types.js';
import { entityCalled } from '../../semantic/entities/entity-words.js';
import { candidatesFor, type KnownFields } from '../completion/candidates.js';
import type { Shell } from '../completion/shells.js';
import { bashLines, hintedLines, joinBashWords, unquoted } from '../completion/shell-words.js';
import type { Context } from '../context.js';
import { createProgram } from '../program.js';

// A person is waiting with a half-typed line: labels that are not here by then are not offered.
const PATIENCE_MS = 2_000;

/** Prints candidates for the last word, one a line. Never fails: no candidates is an answer too. */
export async function complete(context: Context, _options: unknown, shell: Shell, typed: readonly string[]): Promise<void> {
  const { words, prefix } = shell === 'bash' ? joinBashWords(typed) : { words: [...typed], prefix: '' };
  const program = createProgram(() => context);
  const fields = fieldsOf(context, words.includes('--demo'));
  const found = await candidatesFor(program, words.length === 0 ? [''] : plainWords(words, shell), fields);
  const lines = shell === 'bash' ? bashLines(found, prefix, words.at(-1) ?? '') : hintedLines(found);
  for (const line of lines) await context.terminal.out.write(`${line}\n`);
}

/** zsh has taken all quotes off, fish those of finished words; bash hands everything over as it is typed. */
function plainWords(words: readonly string[], shell: Shell): readonly string[] {
  if (shell === 'zsh') return words;
  return words.map((word, index) => (shell === 'bash' || index === words.length - 1 ? unquoted(word) : word));
}

/** The tenant's fields; those of the shipped data where the tenant cannot be asked. */
function fieldsOf(context: Context, demo: boolean): KnownFields {
  return async (words) => {
    const name = entityName(words);
    try {
      const { metadata } = await context.connect({ demo: demo || context.global.demo });
      const limit = { signal: AbortSignal.any([context.signal, AbortSignal.timeout(PATIENCE_MS)]) };
      return (await Promise.all([metadata.fields(name, limit), metadata.userDefinedFields(name, limit)])).flat();
    } catch {
      return shippedFields(name);
    }
  };
}

async function shippedFields(name: string): Promise<FieldInfo[]> {
  const { STANDARD_FIELDS } = await import('../../autotask/field-data.js');
  return (STANDARD_FIELDS[name] ?? []).map((field) => ({
    name: field.name,
    label: field.name,
    dataType: field.dataType,
    length: field.length ?? 0,
    isRequired: field.isRequired ?? false,
    isReadOnly: field.isReadOnly ?? false,
    isQueryable: field.isQueryable ?? true,
    isReference: field.referenceEntityType !== undefined,
    referenceEntityType: field.referenceEntityType ?? '',
    isPickList: field.isPickList ?? false,
    // Labels differ from tenant to tenant: those of the public samples would be wrong.
    picklistValues: [],
    picklistParentValueField: '',
    isUserDefined: false,
  }));
}

function entityName(words: string): string {
  try {
    return entityCalled(words).name;
  } catch {
    return words;
  }
}
