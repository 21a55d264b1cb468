import { LARGEST_FILE_BYTES } from '../../../autotask/limits.js';
import { attachmentEntity } from '../../../autotask/routes.js';
import { cleanLine } from '../../untrusted.js';
import { Draft } from '../draft.js';
import { InvalidWriteError } from '../errors.js';
import type { WritePlan } from '../plan.js';
import { readRecord, subjectOf } from '../records.js';
import { applyRules } from '../rules/index.js';
import { setVisibility, type Visibility } from '../visibility.js';
import type { Words } from '../words.js';
import { createStep } from './steps.js';

export interface AttachmentInput {
  readonly entity: string;
  /** The record it is attached to: id, or ticket, task or project number. */
  readonly id: number | string;
  readonly fileName: string;
  readonly data: Buffer;
  readonly title?: string | undefined;
  readonly visibility: Visibility;
}

const LONGEST_TITLE = 255;
/** Autotask's own value for files that it keeps itself. */
const FILE = 'FILE_ATTACHMENT';

/** A plan that attaches a file to a record. */
export async function planAttachment(input: AttachmentInput, tool: string, words: Words): Promise<WritePlan> {
  const { data } = input;
  if (data.length === 0) throw new InvalidWriteError('The file is empty.');
  if (data.length > LARGEST_FILE_BYTES)
    throw new InvalidWriteError(`The file has ${data.length} bytes; Autotask takes at most ${LARGEST_FILE_BYTES}.`);
  const parent = await words.schema(input.entity);
  const entity = attachmentEntity(parent.entity);
  const record = await readRecord(parent, input.id, words);
  const draft = new Draft(await words.schema(entity.name));
  const fileName = plainFileName(input.fileName);
  if (entity.parentField !== undefined) draft.setRaw(entity.parentField, record.id, subjectOf(parent, record));
  draft.setRaw('attachmentType', FILE, FILE);
  draft.setRaw('fullPath', fileName, `"${fileName}"`);
  await draft.read({ title: (input.title ?? fileName).slice(0, LONGEST_TITLE) }, words);
  draft.setRaw('data', data.toString('base64'), `${data.length} bytes`);
  setVisibility(draft, input.visibility);
  await applyRules(draft, words);
  const subject = `${input.visibility === 'customer' ? 'customer-visible' : 'internal'} file "${fileName}" on ${subjectOf(parent, record)}`;
  return { tool, steps: [{ ...createStep(draft, subject), readBack: false }], risks: draft.risks, remarks: draft.remarks };
}

/** A name without path or anything hidden in it. */
function plainFileName(name: string): string {
  const plain = cleanLine(name.split(/[/\\]/).at(-1) ?? '');
  if (plain === '' || plain === '.' || plain === '..') throw new InvalidWriteError(`"${name}" is no file name.`);
  return plain;
}
